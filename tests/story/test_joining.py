from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.story.joining import LINK, join

WIRE = {(a, b): 0.6 for a in "abcd" for b in "abcd" if a < b}
LAMP = {(a, b): 0.6 for a in "uvwx" for b in "uvwx" if a < b}


def parts(kin, seeds=(), apart=()):
    held = {report for seed in seeds for report in seed}
    alone = [{report} for pair in kin for report in pair if report not in held]
    return {frozenset(part) for part in join(kin, [*map(set, seeds), *alone], apart)}


def test_what_is_alike_enough_is_one() -> None:
    assert parts(WIRE) == {frozenset("abcd")}


def test_one_report_that_speaks_of_both_matters_does_not_make_one_of_two() -> None:
    assert parts({**WIRE, **LAMP, ("d", "u"): 0.5}) == {frozenset("abcd"), frozenset("uvwx")}


def test_two_parts_are_one_where_the_reports_of_the_smaller_have_kin_in_the_other() -> None:
    bridges = {("a", "u"): 0.4, ("b", "v"): 0.4, ("c", "w"): 0.4}
    assert parts({**WIRE, **LAMP, **bridges}) == {frozenset("abcduvwx")}


def test_a_report_that_is_little_alike_stays_alone() -> None:
    assert parts({("a", "b"): LINK - 0.01}) == {frozenset("a"), frozenset("b")}


def test_what_is_held_together_is_not_divided_and_what_is_held_apart_is_not_joined() -> None:
    assert parts(WIRE, seeds=["au"]) == {frozenset("abcdu")}
    assert parts(WIRE, seeds=["ab", "cd"], apart=[("a", "d")]) == {frozenset("ab"), frozenset("cd")}


names = st.sampled_from("abcdefghij")
pairs = st.tuples(names, names).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(pairs, st.floats(0.05, 1.0), max_size=40), st.sets(pairs, max_size=3), st.randoms())
def test_every_report_is_in_one_part_and_order_does_not_matter(kin, apart, random) -> None:
    reports = [{name} for name in "abcdefghij"]
    found = join(kin, reports, sorted(apart))
    assert sorted(name for part in found for name in part) == list("abcdefghij")
    assert not any({a, b} <= part for a, b in apart for part in found)
    shuffled = list(kin.items())
    random.shuffle(shuffled)
    random.shuffle(reports)
    again = join(dict(shuffled), reports, sorted(apart))
    assert {frozenset(p) for p in again} == {frozenset(p) for p in found}


@given(st.dictionaries(pairs, st.floats(0.05, 1.0), max_size=40))
def test_parts_that_are_left_are_not_alike_enough(kin) -> None:
    found = join(kin, [{name} for name in "abcdefghij"], ())
    for one in found:
        for other in found:
            if (len(one), sorted(one)) < (len(other), sorted(other)):
                best = [max((kin.get((min(a, b), max(a, b)), 0.0) for b in other), default=0.0) for a in one]
                other_way = [max((kin.get((min(a, b), max(a, b)), 0.0) for b in one), default=0.0) for a in other]
                likeness = sum(best) / len(one)
                if len(one) == len(other):
                    likeness = min(likeness, sum(other_way) / len(other))
                assert likeness < LINK + 1e-6
