from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.masks import stretch
from sayso.lineage.shared import Shared
from sayso.lineage.signs import Sign
from sayso.lineage.tree import Candidate, chosen

docs = st.sampled_from("abcdef")
edges = st.lists(st.tuples(docs, docs, st.floats(0.5, 1), st.integers(0, 90)).filter(lambda e: e[0] != e[1]))
LENGTHS = dict.fromkeys("abcdef", 100)


def candidate(child: str, parent: str, first: int = 0, last: int = 50, trust: float = 0.8) -> Candidate:
    sign = Sign(trust, child, parent, "because")
    return Candidate(child=child, parent=parent, signs=(sign,), words=stretch(first, last))


def either_way(a: str, b: str, first: int, last: int, pieces: int = 1) -> list[Candidate]:
    words = stretch(first, last)
    pair = Shared(
        a=a, b=b, reuses=(), own=last - first, quoted=0, telling=True, verbatim=1.0,
        own_a=words, own_b=words, all_a=words, all_b=words, pieces=pieces,
    )  # fmt: skip
    return [Candidate(child=c, parent=p, pairs=(pair,), words=words) for c, p in ((a, b), (b, a))]


@given(edges)
def test_nobody_descends_from_itself(found: list[tuple[str, str, float, int]]):
    candidates = [candidate(c, p, n, n + 10, t) for c, p, t, n in found]
    above: dict[str, set[str]] = {}
    for kept in chosen(candidates, LENGTHS):
        above.setdefault(kept.child, set()).add(kept.parent)
    for doc, parents in above.items():
        waiting, seen = list(parents), set()
        while waiting:
            here = waiting.pop()
            assert here != doc
            if here not in seen:
                seen.add(here)
                waiting.extend(above.get(here, ()))


@given(edges, st.randoms())
def test_the_order_of_the_candidates_does_not_matter(found: list[tuple[str, str, float, int]], random):
    candidates = list({(c, p): candidate(c, p, n, n + 10, t) for c, p, t, n in found}.values())
    expected = chosen(candidates, LENGTHS)
    random.shuffle(candidates)
    assert chosen(candidates, LENGTHS) == expected


def test_a_report_keeps_two_parents_for_different_passages():
    first, second = candidate("c", "a", 0, 40), candidate("c", "b", 40, 90)
    assert {k.parent for k in chosen([first, second], LENGTHS)} == {"a", "b"}


def test_a_parent_that_explains_nothing_new_is_not_kept():
    first, second = candidate("c", "a", 0, 40), candidate("c", "b", 0, 50)
    assert [k.parent for k in chosen([first, second], LENGTHS)] == ["b"]


def test_sixty_copies_of_unknown_order_are_one_family_of_fifty_nine_edges():
    names = [f"{n:02}" for n in range(60)]
    pairs = [c for i, a in enumerate(names) for b in names[i + 1 :] for c in either_way(a, b, 0, 80)]
    assert len(chosen(pairs, dict.fromkeys(names, 100))) == 59


def test_a_known_order_goes_before_an_unknown_one_that_explains_little_more():
    known = candidate("c", "a", 0, 50)
    found = chosen([known, *either_way("b", "c", 0, 55)], LENGTHS)
    assert [k.parent for k in found if k.child == "c"] == ["a"]


def tip(child: str, parent: str) -> Candidate:
    """A report that another one credits, without having its words."""
    sign = Sign(0.95, child, parent, "It credits it.")
    return Candidate(child=child, parent=parent, signs=(sign,), explicit=True)


def test_copies_that_all_credit_one_report_are_tied_to_each_other_by_the_words_that_it_lacks():
    copies = [c for pair in ("bc", "cd", "bd") for c in either_way(*pair, 0, 80)]
    found = chosen([*copies, *(tip(child, "a") for child in "bcd")], LENGTHS)
    assert sum(k.parent == "a" for k in found) == 3
    assert sum(k.parent != "a" for k in found) == 2


def test_what_a_credited_report_has_itself_ties_nobody_to_those_who_credit_it_too():
    credited = [msgspec.structs.replace(tip(child, "a"), words=stretch(0, 80)) for child in "bc"]
    assert {k.parent for k in chosen([*credited, *either_way("b", "c", 0, 80)], LENGTHS)} == {"a"}


def test_of_two_reports_of_the_same_words_the_one_with_the_same_cuts_is_nearer():
    cut = [*either_way("a", "b", 0, 80, pieces=6), *either_way("a", "c", 0, 80, pieces=6)]
    kept = chosen([*cut, *either_way("b", "c", 0, 80)], LENGTHS)
    assert {frozenset((k.child, k.parent)) for k in kept} >= {frozenset("bc")}
    assert len(kept) == 2


def named(child: str, parent: str, words: int) -> Candidate:
    sign = Sign(0.95, child, parent, "It credits it.")
    return Candidate(child=child, parent=parent, signs=(sign,), words=words, explicit=True)


def test_two_who_name_one_report_and_share_edits_that_it_lacks_are_kin_besides():
    edits = sum(1 << word for word in (5, 30, 31, 55, 79))
    from_a = stretch(0, 80) & ~edits
    same_edits = [named("b", "a", from_a), named("c", "a", from_a), *either_way("b", "c", 0, 80)]
    assert frozenset("bc") in {frozenset((k.child, k.parent)) for k in chosen(same_edits, LENGTHS)}
    no_edits = [named("b", "a", stretch(0, 80)), named("c", "a", stretch(0, 80)), *either_way("b", "c", 0, 80)]
    assert frozenset("bc") not in {frozenset((k.child, k.parent)) for k in chosen(no_edits, LENGTHS)}
