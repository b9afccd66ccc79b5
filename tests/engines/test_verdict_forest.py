"""The shipped verdict: tells plain changes from plain rewordings, and always the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engines.base import Sort
from sayso.engines.trees import Forest
from sayso.engines.verdict_forest import Judge, Verdicts

PARENT = "The council of Lund approved the plan for a new school on Friday."


@pytest.fixture(scope="module")
def verdict() -> Verdicts:
    return Verdicts()


@pytest.mark.parametrize(
    "child",
    [
        "The council of Lund rejected the plan for a new school on Friday.",
        "The council of Lund did not approve the plan for a new school on Friday.",
        "The council of Malmo approved the plan for a new school on Friday.",
        "The council of Lund approved the plan for three new schools on Friday.",
    ],
)
def test_a_change_of_meaning_is_likely_one(verdict: Verdicts, child: str) -> None:
    assert verdict.chances([(PARENT, child)])[0] > 0.5


@pytest.mark.parametrize(
    "child",
    [
        "On Friday the council of Lund approved the plan for a new school.",
        "The council of Lund endorsed the plan for a new school on Friday.",
        "The Lund council approved the plan for a new school on Friday.",
    ],
)
def test_a_rewording_is_likely_none(verdict: Verdicts, child: str) -> None:
    assert verdict.chances([(PARENT, child)])[0] < 0.5


def test_where_no_word_differs_nothing_changed(verdict: Verdicts) -> None:
    assert verdict.chances([(PARENT, PARENT), ("", ""), ("It cost 12 dollars.", "It cost twelve dollars")]) == [0, 0, 0]


def test_a_pair_is_weighed_alike_in_any_company(verdict: Verdicts) -> None:
    pairs = [(PARENT, "The council rejected it."), ("Ida won.", "Ida lost."), ("Rain fell.", "Snow fell.")]
    together = verdict.chances(pairs)
    assert together == [Verdicts().chances([pair])[0] for pair in pairs]


@settings(max_examples=50)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_a_chance(before: str, after: str) -> None:
    (chance,) = Verdicts().chances([(before, after)])
    assert 0 <= chance <= 1


@pytest.mark.parametrize(
    ("word", "sort"),
    [("autumn", Sort.THING), ("sunny", Sort.QUALITY), ("booed", None), ("quickly", None), ("xyzzy", None)],
)
def test_a_word_names_a_thing_or_a_quality_or_neither(verdict: Verdicts, word: str, sort: Sort | None) -> None:
    assert verdict.sort(word) is sort


def test_nouns_and_adjectives_have_opposites_and_verbs_are_left_to_the_lexicons(verdict: Verdicts) -> None:
    assert verdict.are_opposites("net", "gross")
    assert not verdict.are_opposites("sat", "lying")
    assert not verdict.are_opposites("net", "small")


def test_trees_of_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="train them again"):
        Verdicts(Judge(["something"], Forest([], [], [], [], [], [], 0.0, 0)))
