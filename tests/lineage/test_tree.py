from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.shared import Shared
from sayso.lineage.signs import Sign
from sayso.lineage.tree import Candidate, spanning, without_circles

docs = st.sampled_from("abcdef")
edges = st.lists(st.tuples(docs, docs, st.floats(0.5, 1)).filter(lambda e: e[0] != e[1]), max_size=25)


@given(edges)
def test_nobody_descends_from_itself(found: list[tuple[str, str, float]]):
    candidates = [Candidate(child=c, parent=p, signs=(Sign(t, c, p, "because"),)) for c, p, t in found]
    above: dict[str, set[str]] = {}
    for candidate in without_circles(candidates):
        above.setdefault(candidate.child, set()).add(candidate.parent)
    for doc, parents in above.items():
        waiting, seen = list(parents), set()
        while waiting:
            here = waiting.pop()
            assert here != doc
            if here not in seen:
                seen.add(here)
                waiting.extend(above.get(here, ()))


def test_of_two_parents_in_a_circle_the_more_trusted_edge_stays():
    weak = Candidate(child="a", parent="b", signs=(Sign(0.6, "a", "b", "later"),))
    strong = Candidate(child="b", parent="a", signs=(Sign(0.95, "b", "a", "credit"),))
    assert without_circles([weak, strong]) == [strong]


@given(st.sets(st.tuples(docs, docs).filter(lambda e: e[0] < e[1])), st.data())
def test_a_forest_of_undetermined_pairs_connects_what_was_connected(found: set[tuple[str, str]], data: st.DataObject):
    pairs = [
        Shared(a=a, b=b, reuses=(), own=data.draw(st.integers(1, 9)), quoted=0, telling=True, verbatim=1.0)
        for a, b in sorted(found)
    ]
    kept = [(pair.a, pair.b) for pair in spanning(pairs)]
    assert groups(kept) == groups(found)
    nodes = {doc for pair in found for doc in pair}
    assert len(kept) == len(nodes) - len(groups(found))


def groups(pairs) -> set[frozenset[str]]:
    """The connected groups of these pairs."""
    found: list[set[str]] = []
    for a, b in pairs:
        touched = [group for group in found if a in group or b in group]
        found = [group for group in found if group not in touched] + [set().union({a, b}, *touched)]
    return {frozenset(group) for group in found}
