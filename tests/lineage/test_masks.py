from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.masks import in_a_row, rows, stretch, stretches


@given(st.integers(0, 2**40), st.integers(1, 12))
def test_only_words_in_a_long_enough_row_are_left(mask: int, least: int):
    expected = stretches(row for row in rows(mask) if row[1] - row[0] >= least)
    assert in_a_row(mask, least) == expected


@given(st.integers(0, 2**40))
def test_the_rows_of_a_set_are_the_set(mask: int):
    found = list(rows(mask))
    assert stretches(found) == mask
    assert all(end < start for (_, end), (start, _) in pairwise(found))


def test_a_stretch_holds_its_first_word_and_not_its_last():
    assert stretch(2, 5) == 0b11100
    assert stretch(5, 5) == 0
