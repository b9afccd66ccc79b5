from __future__ import annotations

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.branching import branching

nodes = st.integers(0, 4)
edges = st.lists(st.tuples(nodes, nodes, st.integers(-2, 9)), max_size=14)


def has_circle(parents: dict[int, int]) -> bool:
    for start in parents:
        node, steps = start, 0
        while node in parents and steps <= len(parents):
            node, steps = parents[node], steps + 1
        if steps > len(parents):
            return True
    return False


def best_of_all(found: list[tuple[int, int, int]]) -> int:
    """The greatest weight of any choice of one parent or none for each node that makes no circle."""
    choices: dict[int, list[tuple[int, int, int] | None]] = {}
    for edge in found:
        choices.setdefault(edge[0], [None]).append(edge)
    weights = [0]
    for choice in itertools.product(*choices.values()):
        taken = [edge for edge in choice if edge is not None]
        if not has_circle({c: p for c, p, _ in taken}):
            weights.append(sum(w for _, _, w in taken))
    return max(weights)


@given(edges)
def test_no_choice_of_parents_without_circles_weighs_more(found: list[tuple[int, int, int]]):
    taken = [found[i] for i in branching(found)]
    assert len({c for c, _, _ in taken}) == len(taken)
    assert not has_circle({c: p for c, p, _ in taken})
    assert sum(w for _, _, w in taken) == best_of_all(found)


def test_two_thousand_reports_that_all_could_be_each_others_parents_take_no_quadratic_time():
    found = [e for a in range(2000) for b in range(a + 1, min(a + 9, 2000)) for e in ((a, b, 35.0), (b, a, 35.0))]
    begun = time.process_time()
    assert len(branching(found)) == 1999
    assert time.process_time() - begun < 5
