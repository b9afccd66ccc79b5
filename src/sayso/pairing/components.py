"""What hangs together: the connected components of a graph of pairs."""

from __future__ import annotations

from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name in the pairs, the smallest name that it hangs together with; the order does not matter."""
    parent: dict[str, str] = {}
    for a, b in pairs:
        root, other = sorted((_root(parent, a), _root(parent, b)))
        parent[other] = root
    return {name: _root(parent, name) for name in parent}


def _root(parent: dict[str, str], name: str) -> str:
    parent.setdefault(name, name)
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name
