"""The verdict overrules a rule only where it is sure, and says how benign it is what no rule explains."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drift_stories import compared, drifts, report

from sayso.drift.verdict import HELD, UNEXPLAINED, changed
from sayso.engines import engine
from sayso.engines.base import Sort
from sayso.records import Drift
from sayso.vocab import DriftKind

PARENT = "The ferry company will cut 40 jobs at the port of Lund in spring, the union said."


class Sure:
    """A verdict that gives every pair one chance, and keeps what it was asked."""

    name = "sure@1"

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked: list[tuple[str, str]] = []

    def sort(self, word: str) -> Sort | None:
        return {"sunny": Sort.QUALITY, "cold": Sort.QUALITY}.get(word, Sort.THING if word.isalpha() else None)

    def are_opposites(self, one: str, other: str) -> bool:
        return {one, other} == {"net", "gross"}

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.extend(pairs)
        return [self.chance] * len(pairs)


def found(child: str, verdict: Sure) -> list[Drift]:
    return between(PARENT, child, verdict)


def between(parent: str, child: str, verdict: Sure) -> list[Drift]:
    return drifts(compared(report("parent.txt", parent), report("child.txt", child), verdict=verdict))


def named(parent: str, child: str, *, sure: float, unsure: float) -> tuple[DriftKind, str]:
    """What a sure verdict names between two sentences where one less sure calls them alike."""
    (told,) = between(parent, child, Sure(sure))
    (left,) = between(parent, child, Sure(unsure))
    assert left.kind is DriftKind.BENIGN
    return told.kind, told.made_by


def test_a_rule_is_overruled_where_the_sentences_mean_the_same() -> None:
    child = PARENT.replace("will cut", "will perhaps cut")
    (named,) = found(child, Sure(1.0))
    (overruled,) = found(child, Sure(HELD / 2))
    assert named.kind is DriftKind.CERTAINTY
    assert overruled.kind is DriftKind.BENIGN
    assert overruled.made_by == "drift/benign/meaning-holds@1"
    assert (overruled.before, overruled.after) == (named.before, named.after)


def test_a_rule_stands_where_the_verdict_is_unsure() -> None:
    (named,) = found(PARENT.replace("will cut", "will perhaps cut"), Sure(HELD))
    assert named.kind is DriftKind.CERTAINTY


def test_what_can_be_counted_is_not_for_the_verdict() -> None:
    (named,) = found(PARENT.replace("40 jobs", "400 jobs"), Sure(0.0))
    assert named.kind is DriftKind.NUMBER


def test_a_negation_may_be_made_up_for_by_words_that_no_rule_knows() -> None:
    child = PARENT.replace("will cut", "will not cut")
    (named,) = found(child, Sure(HELD))
    (overruled,) = found(child, Sure(HELD / 2))
    assert (named.kind, overruled.kind) == (DriftKind.POLARITY, DriftKind.BENIGN)


def test_words_of_another_and_stronger_words_are_not_for_the_verdict() -> None:
    (named,) = found(PARENT.replace("cut", "axe"), Sure(0.0))
    assert named.kind is DriftKind.INTENSITY


def test_the_verdict_on_other_words_is_of_them_alone() -> None:
    verdict = Sure(0.3)
    (reworded,) = found(PARENT.replace("will cut", "will lose"), verdict)
    assert reworded.made_by == f"drift/{UNEXPLAINED}"
    assert reworded.score == 0.7
    assert set(verdict.asked) == {(PARENT, PARENT.replace("will cut", "will lose"))}


def test_nothing_is_asked_where_nothing_is_named() -> None:
    verdict = Sure(0.5)
    assert found(PARENT, verdict) == []
    assert verdict.asked == []


def test_the_chance_is_of_the_pair_in_this_order() -> None:
    assert changed("Ida won.", "Ida lost.", engine("verdict")) > changed("Ida won.", "Ida won.", engine("verdict"))


def test_another_noun_is_another_thing_where_the_verdict_says_that_the_meaning_changed() -> None:
    child = PARENT.replace("in spring", "in autumn")
    (named,) = found(child, Sure(0.6))
    assert (named.kind, named.before_text, named.after_text) == (DriftKind.ENTITY, "spring", "autumn")
    (unsure,) = found(child, Sure(0.4))
    assert unsure.kind is DriftKind.BENIGN


def test_where_a_plain_change_is_found_the_verdict_is_asked_of_the_place_alone() -> None:
    verdict = Sure(0.6)
    child = PARENT.replace("in spring", "in autumn").replace("40 jobs", "400 jobs")
    assert {d.kind for d in found(child, verdict)} == {DriftKind.NUMBER, DriftKind.ENTITY}
    assert set(verdict.asked) == {(child.replace("in autumn", "in spring"), child)}


def test_the_word_beside_a_plain_change_is_told_with_it() -> None:
    (number, rest) = found(PARENT.replace("40 jobs", "400 boats"), Sure(1.0))
    assert (number.kind, rest.kind) == (DriftKind.NUMBER, DriftKind.BENIGN)


def test_another_quality_is_named_where_the_verdict_is_surer_still() -> None:
    parent, child = (f"The mayor of Lund opened the fair on a {sky} day in May." for sky in ("sunny", "cold"))
    told = named(parent, child, sure=0.8, unsure=0.6)
    assert told == (DriftKind.ENTITY, "drift/entity/another-quality@1")


def test_an_opposite_that_no_lexicon_has_is_named_where_the_verdict_says_that_the_meaning_changed() -> None:
    parent, child = (f"The ferry company made a {kind} profit of 4 million crowns." for kind in ("net", "gross"))
    told = named(parent, child, sure=0.6, unsure=0.4)
    assert told == (DriftKind.POLARITY, "drift/polarity/opposite@1")


def test_a_negation_in_other_words_is_named_where_the_verdict_says_that_the_meaning_changed() -> None:
    parent = "The ferry company said that tickets bought for May would be refunded at the pier."
    child = parent.replace("would be refunded", "could not be used")
    told = named(parent, child, sure=0.6, unsure=0.4)
    assert told == (DriftKind.POLARITY, "drift/polarity/negation-in-other-words@1")


def test_an_opposite_behind_a_negation_says_the_same() -> None:
    parent, child = (f"The ferry company's profit of May was {kind} of tax." for kind in ("not net", "gross"))
    (same,) = between(parent, child, Sure(0.9))
    assert same.kind is DriftKind.BENIGN


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The company", "The operator"),  # one body by two nouns
        ("A state-of-the-spring ferry", "A state-of-the-autumn ferry"),  # what is cut out of a word names nothing
    ],
)
def test_another_noun_for_one_thing_is_no_other_thing(ours: str, theirs: str) -> None:
    rest = "ran late from the port of Lund on the night of the storm."
    assert {d.kind for d in between(f"{ours} {rest}", f"{theirs} {rest}", Sure(1.0))} <= {DriftKind.BENIGN}
