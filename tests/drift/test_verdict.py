"""The verdict overrules a rule only where it is sure, and says how benign it is what no rule explains."""

from __future__ import annotations

from collections.abc import Sequence

from drift_stories import compared, drifts, report

from sayso.drift.verdict import HELD, UNEXPLAINED, changed
from sayso.engines import engine
from sayso.records import Drift
from sayso.vocab import DriftKind

PARENT = "The ferry company will cut 40 jobs at the port of Lund in spring, the union said."


class Sure:
    """A verdict that gives every pair one chance, and keeps what it was asked."""

    name = "sure@1"

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked: list[tuple[str, str]] = []

    def are_apart(self, one: str, other: str) -> bool:
        return {one, other} == {"spring", "autumn"}

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.extend(pairs)
        return [self.chance] * len(pairs)


def found(child: str, verdict: Sure) -> list[Drift]:
    return drifts(compared(report("parent.txt", PARENT), report("child.txt", child), verdict=verdict))


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


def test_words_of_another_and_stronger_words_are_not_for_the_verdict() -> None:
    (named,) = found(PARENT.replace("cut", "axe"), Sure(0.0))
    assert named.kind is DriftKind.INTENSITY


def test_the_verdict_on_other_words_is_of_them_alone() -> None:
    verdict = Sure(0.3)
    (reworded,) = found(PARENT.replace("will cut", "will lose"), verdict)
    assert reworded.made_by == f"drift/{UNEXPLAINED}"
    assert reworded.score == 0.7
    assert verdict.asked == [(PARENT, PARENT.replace("will cut", "will lose"))]


def test_nothing_is_asked_where_nothing_is_named() -> None:
    verdict = Sure(0.5)
    assert found(PARENT, verdict) == []
    assert verdict.asked == []


def test_the_chance_is_of_the_pair_in_this_order() -> None:
    assert changed("Ida won.", "Ida lost.", engine("verdict")) > changed("Ida won.", "Ida won.", engine("verdict"))


def test_another_noun_is_another_thing_where_the_verdict_says_that_the_meaning_changed() -> None:
    child = PARENT.replace("in spring", "in autumn")
    (named,) = found(child, Sure(0.9))
    assert (named.kind, named.before_text, named.after_text) == (DriftKind.ENTITY, "spring", "autumn")
    (unsure,) = found(child, Sure(0.4))
    assert unsure.kind is DriftKind.BENIGN
