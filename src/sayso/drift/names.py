"""Which names of the reports mean one thing, so that another spelling is no drift and another name is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.records import Entity
from sayso.text import bare

_ARTICLES = ("the ", "a ", "an ")
_SHORTEST_STEM = 4


class Naming:
    """One key per thing named, over the names of a pile.

    Names are one when the pile's entities say so, when they mean one state or well-known body, when one is the short
    form of the other (a surname, the first words of a body, its initials), or when they share a stem (a country and
    its adjective).
    """

    def __init__(self, spellings: Iterable[str], entities: Sequence[Entity], known: Mapping[str, str]) -> None:
        self._known = known
        self._entities = {simple(name): entity.id for entity in entities for name in entity.names}
        self._entities.pop("", None)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(self._entities, key=lambda n: (-len(n), n)):
            parts = tuple(name.split())
            self._by_first[parts[0]].append(parts)
        self._keys: dict[str, str] = {}
        longest_first = sorted({*map(simple, spellings), *self._entities} - {""}, key=lambda s: (-len(s), s))
        for name in longest_first:
            self._keys[name] = self._key(name)

    def _key(self, name: str) -> str:
        if name in self._entities:
            return self._entities[name]
        if name in self._known:
            return bare(self._known[name])
        parts = name.split()
        for at in range(1, len(parts) - 1):
            tail = " ".join(parts[at:])
            if tail in self._entities:
                return self._entities[tail]
        return next((key for longer, key in self._keys.items() if short_form(name, longer)), name)

    def key(self, spelling: str) -> str:
        """The key of a name; its own bare spelling where it is not among the names of the pile."""
        name = simple(spelling)
        return self._keys.get(name) or self._key(name)

    def known_from(self, words: Sequence[str]) -> int:
        """How many of these words, from the first, are the longest name that the pile's entities have; 0 for none."""
        if not words:
            return 0
        first, *others = (simple(word) for word in words)
        for parts in self._by_first.get(first, ()):
            if tuple(others[: len(parts) - 1]) == parts[1:]:
                return len(parts)
        return 0


def one_name(one: str, other: str) -> bool:
    """Whether one spelling may be a short form of the other, whatever else is known of them."""
    shorter, longer = sorted((simple(one), simple(other)), key=len)
    return shorter == longer or short_form(shorter, longer)


def simple(spelling: str) -> str:
    """A name as it is compared: bare, without article and possessive ending."""
    folded = spelling.replace("’", "'").removesuffix("'s").removesuffix("'")
    name = bare(folded)
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name


def short_form(short: str, long: str) -> bool:
    """Whether one name is the other's surname, first words, initials or adjective."""
    parts, whole = short.split(), long.split()
    if len(parts) < len(whole):
        return whole[-len(parts) :] == parts or whole[: len(parts)] == parts or _initials(short, whole)
    return len(parts) == len(whole) and all(_one_stem(a, b) for a, b in zip(parts, whole, strict=True))


def _initials(short: str, whole: list[str]) -> bool:
    full = "".join(word[0] for word in whole)
    weighty = "".join(word[0] for word in whole if word not in ("of", "the", "and", "for", "in", "on"))
    return len(short) > 1 and short in (full, weighty)


def _one_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _SHORTEST_STEM and shared >= len(max(one, other, key=len)) - 4 and abs(len(one) - len(other)) <= 3
