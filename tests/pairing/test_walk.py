from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.pairing.walk import walk

Pairs = list[tuple[int, int]]
some = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), unique=True, max_size=60)


def walked(pairs: Pairs) -> Pairs:
    """The pairs in their order."""
    a, b = (np.array([pair[side] for pair in pairs], dtype=np.uint64) for side in (0, 1))
    return [pairs[place] for place in walk(a, b).tolist()]


def fetched(pairs: Pairs, room: int) -> int:
    """How often a report has to be fetched where the last few are held."""
    held: list[int] = []
    count = 0
    for report in (report for pair in pairs for report in pair):
        count += report not in held
        held = [*(other for other in held if other != report), report][-room:]
    return count


@given(some)
def test_every_pair_has_its_turn_once(pairs: Pairs):
    assert sorted(walked(pairs)) == sorted(pairs)


@given(some.filter(len), st.randoms(use_true_random=False))
def test_the_first_pair_and_whom_it_meets_do_not_depend_on_the_order_given(pairs: Pairs, random):
    mixed = random.sample(pairs, len(pairs))
    ends = {frozenset(pair) for pair in pairs}
    # A pair and the same one turned round are walked one after the other, in the order in which they came.
    assert [frozenset(pair) for pair in walked(pairs)] == [frozenset(pair) for pair in walked(mixed)]
    assert ends == {frozenset(pair) for pair in walked(pairs)}


def test_a_story_is_gone_through_before_the_next_though_one_report_ties_both():
    spread = [[story + 40 * n for n in range(8)] for story in range(40)]  # by number, all stories take turns
    stories = [pair for story in spread for pair in combinations(story, 2)]
    ties = [(one[0], other[0]) for one, other in combinations(spread, 2)]
    pairs = sorted([*stories, *ties])
    assert fetched(walked(stories), 10) == 320
    assert fetched(walked(pairs), 60) < fetched(pairs, 60) / 3
