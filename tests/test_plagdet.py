from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plagdet import Passage, covered, granularity, plagdet, score

ends = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))
passages = st.lists(
    st.builds(
        lambda susp, source, here, there: Passage(susp, *here, source, *there),
        st.sampled_from("xy"),
        st.sampled_from("pq"),
        ends,
        ends,
    ),
    max_size=8,
)


def passage(start: int, end: int, source_start: int, source_end: int, *, susp: str = "x", source: str = "p") -> Passage:
    return Passage(susp, start, end, source, source_start, source_end)


WHOLE = passage(0, 100, 0, 100)


def test_a_case_that_is_found_exactly_scores_one():
    assert score([WHOLE], [WHOLE]) == (1, 1, 1, 1)


def test_both_sides_count_by_their_characters():
    assert covered([WHOLE], [passage(50, 150, 0, 50)]) == 0.5
    assert covered([passage(0, 100, 0, 300)], [passage(0, 100, 0, 1)]) == pytest.approx(101 / 400)


def test_every_case_counts_once_however_long_it_is():
    long, short = passage(0, 900, 0, 900), passage(0, 10, 0, 10, susp="y")
    assert covered([long, short], [short]) == 0.5


def test_a_passage_must_overlap_on_both_sides():
    assert covered([WHOLE], [passage(0, 100, 100, 200)]) == 0
    assert covered([WHOLE], [passage(0, 100, 0, 100, source="q")]) == 0


def test_a_passage_found_in_another_pair_of_texts_is_a_false_alarm():
    assert score([WHOLE], [WHOLE, passage(0, 100, 0, 100, source="q")]).precision == 0.5


def test_pieces_that_overlap_are_counted_once_and_cost_granularity():
    pieces = [passage(0, 60, 0, 60), passage(40, 100, 40, 100)]
    found = score([WHOLE], pieces)
    assert (found.precision, found.recall, found.granularity) == (1, 1, 2)
    assert found.plagdet == pytest.approx(1 / math.log2(3))


def test_granularity_leaves_out_what_is_not_found():
    assert granularity([WHOLE, passage(0, 9, 0, 9, susp="y")], [WHOLE]) == 1
    assert granularity([WHOLE], []) == 1


def test_plagdet_is_the_published_formula():
    assert plagdet(0.75, 0.25, 2) == pytest.approx(0.375 / math.log2(3))
    assert plagdet(0, 0, 1) == 0


@given(passages, passages)
def test_precision_is_recall_with_the_sides_changed(cases: list[Passage], found: list[Passage]):
    one, other = score(cases, found), score(found, cases)
    assert (one.precision, one.recall) == (other.recall, other.precision)
    assert 0 <= one.plagdet <= 1
    assert one.granularity >= 1
