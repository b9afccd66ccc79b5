from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.groups import Groups


def never(_i: int, _j: int) -> bool:
    return False


def test_a_chain_of_likenesses_does_not_tie_its_ends_together() -> None:
    links = {(i, i + 1): 0.6 for i in range(5)}
    groups = Groups(6, links, lambda i, j: 0.0, never, 0.5).grow()
    assert max(map(len, groups)) == 2


def test_wordings_in_conflict_never_meet() -> None:
    links = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    groups = Groups(3, links, lambda i, j: 0.9, lambda i, j: {i, j} == {0, 2}, 0.5).grow()
    assert not any({0, 2} <= set(group) for group in groups)


@given(
    links=st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), st.floats(0, 1), max_size=30
    ),
    apart=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), max_size=8),
)
def test_groups_part_all_wordings_and_hold_no_conflict(
    links: dict[tuple[int, int], float], apart: set[tuple[int, int]]
) -> None:
    groups = Groups(10, links, lambda i, j: 0.0, lambda i, j: (i, j) in apart, 0.4).grow()
    assert sorted(i for group in groups for i in group) == list(range(10))
    assert not any((i, j) in apart for group in groups for i in group for j in group)
