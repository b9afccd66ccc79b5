"""What the learned verdict adds to the rules: rules name a change, the verdict says whether the meaning changed.

A rule sees one place, the verdict both sentences: what looks like a change in one place may be made up for in another,
or be a way of putting it. It overrules a rule only where it is sure, and never in what it cannot judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.drift.couples import Couple
from sayso.drift.scene import Change, Scene
from sayso.engines.base import VerdictEngine
from sayso.vocab import DriftKind, Severity

#: Chance of a changed meaning below which a rule is overruled. On edited summaries not learned from, so few of the
#: changed pairs have less that 1 in 27 of those that rules had named is lost, and of the false alarms nearly half.
HELD = 0.25

#: Chance of a changed meaning from which another noun is another thing.
ANOTHER = 0.5

#: Kinds that matter though the meaning may hold: other words in quotation marks, a stronger word, more sources.
UNTOUCHED = frozenset({DriftKind.BENIGN, DriftKind.QUOTE_ALTERED, DriftKind.INTENSITY, DriftKind.SOURCE_INFLATED})

#: Rules on what stands elsewhere in the sentence: what moved, the verdict takes for kept.
BY_PLACE = frozenset(
    {
        "date/another-date-elsewhere@1",
        "number/another-amount-elsewhere@1",
        "entity/names-exchanged@1",
        "polarity/opposites-exchanged@1",
    }
)

#: Rules on what can be counted: on none of the edited summaries was the verdict right against one of them.
COUNTED = frozenset({"number/amount@1", "number/another-place@1", "number/another-stretch@1", "date/another-date@1"})

#: What the rules leave over: the child has other words, in which none of them finds another meaning.
UNEXPLAINED = "benign/reworded@1"


def weighed(changes: Iterable[Change], couple: Couple, scene: Scene, verdict: VerdictEngine) -> Iterator[Change]:
    """The changes of a couple; they are benign where the two sentences as wholes mean the same."""
    for change in changes:
        if change.rule == UNEXPLAINED:
            yield _explained(change, changed(*_alone(change, scene), verdict), verdict)
        elif change.kind in UNTOUCHED or change.rule in BY_PLACE | COUNTED:
            yield change
        elif changed(*_sentences(couple, scene), verdict) < HELD:
            yield _held(change)
        else:
            yield change


def _explained(change: Change, chance: float, verdict: VerdictEngine) -> Change:
    """Another thing is named, and the sentence, by what the verdict has learned, says something else with it."""
    nouns = [side[-1].folded for side in (change.before, change.after) if len(side) == 1]
    if len(nouns) == 2 and chance >= ANOTHER and verdict.are_apart(*nouns):
        return msgspec.structs.replace(
            change,
            kind=DriftKind.ENTITY,
            rule="entity/another-thing@1",
            severity=Severity.MEDIUM,
            score=round(chance, 2),
        )
    return msgspec.structs.replace(change, score=round(1 - chance, 2))


def _held(change: Change) -> Change:
    """The two sentences as wholes mean the same, by what the verdict has learned: what looks like a change is none."""
    return msgspec.structs.replace(
        change, kind=DriftKind.BENIGN, rule="benign/meaning-holds@1", severity=Severity.LOW, score=0.6
    )


def changed(before: str, after: str, verdict: VerdictEngine) -> float:
    """The chance, 0..1, that the meaning changed from the one wording to the other."""
    (chance,) = verdict.chances([(before, after)])
    return chance


def _sentences(couple: Couple, scene: Scene) -> tuple[str, str]:
    """The parent's sentences that the child draws on, and the child's."""
    before = " ".join(line.span.of(scene.parent.text) for line in couple.parents)
    return before, couple.child.span.of(scene.child.text)


def _alone(change: Change, scene: Scene) -> tuple[str, str]:
    """The child's sentence with the parent's words in this one place, and as it is."""
    text, place = scene.child.text, scene.child.span(change.after)
    line = scene.child.line_at(place.start)
    start, end = (line.span.start, line.span.end) if line is not None else (place.start, place.end)
    theirs = scene.parent.span(change.before).of(scene.parent.text)
    return text[start : place.start] + theirs + text[place.end : end], text[start:end]
