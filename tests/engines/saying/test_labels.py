"""Labels spell segments and segments labels."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.saying.labels import LABELS, OUTSIDE, Role, Segment, labels, may_follow, segments

ROWS = st.lists(st.integers(0, LABELS - 1), max_size=12)

SEGMENTS = st.builds(
    lambda first, words, role: Segment(first, first + words, role),
    st.integers(0, 8),
    st.integers(1, 4),
    st.sampled_from(Role),
)


def allowed(row: list[int]) -> bool:
    return all(may_follow(a, b) for a, b in pairwise([OUTSIDE, *row]))


@given(ROWS.filter(allowed))
def test_segments_say_all_that_labels_say(row: list[int]) -> None:
    assert labels(segments(row), len(row)) == row


@given(
    st.lists(
        st.builds(lambda f, n, r: Segment(f, f + n, r), st.integers(0, 8), st.integers(1, 4), st.sampled_from(Role))
    )
)
def test_labels_of_any_segments_are_allowed(given_: list[Segment]) -> None:
    assert allowed(labels(given_, 12))


def test_two_contents_side_by_side_stay_two() -> None:
    side_by_side = [Segment(0, 2, Role.CONTENT), Segment(2, 3, Role.CONTENT)]
    assert segments(labels(side_by_side, 3)) == side_by_side


def test_a_cue_inside_a_content_parts_it() -> None:
    row = labels([Segment(0, 4, Role.CONTENT), Segment(1, 2, Role.CUE)], 4)
    assert segments(row) == [Segment(0, 1, Role.CONTENT), Segment(1, 2, Role.CUE), Segment(2, 4, Role.CONTENT)]
