from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.masks import STRETCH, beyond_chance, rows, stretch, stretches


@given(st.integers(0, 2**40))
def test_of_each_row_only_the_words_beyond_the_first_eight_are_more_than_chance(mask: int):
    assert beyond_chance(mask) == sum(max(0, last - first - STRETCH) for first, last in rows(mask))


@given(st.integers(0, 2**40))
def test_the_rows_of_a_set_are_the_set(mask: int):
    found = list(rows(mask))
    assert stretches(found) == mask
    assert all(end < start for (_, end), (start, _) in pairwise(found))


def test_a_stretch_holds_its_first_word_and_not_its_last():
    assert stretch(2, 5) == 0b11100
    assert stretch(5, 5) == 0
