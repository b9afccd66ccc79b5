"""What the learned verdict adds to the rules: rules name a change, the verdict says whether the meaning changed.

A rule sees one place, the verdict both sentences: what looks like a change in one place may be made up for in another,
or be a way of putting it. It overrules a rule only where it is sure, and never in what it cannot judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.drift.couples import Couple
from sayso.drift.hedges import STANCE
from sayso.drift.negation import negations
from sayso.drift.reading import Reading, Unit
from sayso.drift.scene import Change, Scene, Units
from sayso.engines.base import Sort, VerdictEngine
from sayso.vocab import DriftKind, Severity

#: Chance of a changed meaning below which a rule is overruled. On edited summaries not learned from, so few of the
#: changed pairs have less that 1 in 27 of those that rules had named is lost, and of the false alarms nearly half.
HELD = 0.25

#: Chances of a changed meaning, both of the one place and of the whole sentence, from which other words name another
#: thing or an opposite; and from which they name another quality, of which there are many words for one. Chosen on
#: three of the domains of edited summaries, with trees that had not seen them.
ANOTHER, ANOTHER_QUALITY = 0.5, 0.75

#: Kinds of which the verdict may say that the meaning holds, and rules of other kinds. Other words in quotation marks,
#: a stronger word, more sources, another stance matter though it may hold; and against an amount, a date, a name or an
#: opposite the verdict was right on none of the edited summaries. A negation may be made up for by words that no rule
#: knows.
OVERRULED = frozenset(
    {
        DriftKind.CERTAINTY,
        DriftKind.CAUSAL,
        DriftKind.QUANTIFIER,
        DriftKind.ADDED_FACT,
        DriftKind.OMITTED_QUALIFIER,
    }
)
OVERRULED_TOO = frozenset({"number/bound-changed@1", "polarity/negation@1"})

#: Kinds by which, where no verdict may overrule them, the sentence says something else whatever the verdict says of it.
PLAIN = frozenset({DriftKind.NUMBER, DriftKind.DATE, DriftKind.ENTITY, DriftKind.POLARITY})

#: What the rules leave over: the child has other words, in which none of them finds another meaning.
UNEXPLAINED = "benign/reworded@1"


def weighed(
    changes: Iterable[Change], couple: Couple, scene: Scene, verdict: VerdictEngine, *, turned: bool
) -> Iterator[Change]:
    """The changes of a couple; they are benign where the two sentences as wholes mean the same.

    `turned` tells whether one side has negations that nothing on the other makes up for.
    """
    changes = list(changes)
    plain = [change for change in changes if change.kind in PLAIN and change.rule not in OVERRULED_TOO]
    for change in changes:
        if change.rule == UNEXPLAINED:
            whole = _of_whole(change, plain, couple, scene, verdict)
            yield _explained(change, scene, changed(*_alone(change, scene), verdict), whole, verdict, turned=turned)
        elif change.rule == STANCE or (change.kind not in OVERRULED and change.rule not in OVERRULED_TOO):
            yield change
        elif changed(*_sentences(couple, scene), verdict) < HELD:
            yield _held(change)
        else:
            yield change


def _of_whole(change: Change, plain: Sequence[Change], couple: Couple, scene: Scene, verdict: VerdictEngine) -> float:
    """The chance that the sentence says something else: sure after a plain change, but for the words beside it."""
    if any(_touch(change.after, other.after, scene.child) for other in plain):
        return 0.0
    return 1.0 if plain else changed(*_sentences(couple, scene), verdict)


def _touch(one: Units, other: Units, reading: Reading) -> bool:
    """Whether nothing but a blank stands between the two: "third *year*" is told with what became of "third"."""
    if not one or not other:
        return False
    first, last = sorted((reading.span(one), reading.span(other)))
    return not reading.text[first.end : last.start].strip()


def _explained(
    change: Change, scene: Scene, here: float, whole: float, verdict: VerdictEngine, *, turned: bool
) -> Change:
    """What other words are, by the chance that they change the meaning in this place and that the sentence does."""
    before, after, sure = change.before, change.after, min(here, whole)
    reworded = msgspec.structs.replace(change, score=round(1 - here, 2))
    if sure < ANOTHER:
        return reworded
    denies = turned and _denies(change, scene)
    opposites = next(((o, t) for o in before for t in after if verdict.are_opposites(o.folded, t.folded)), None)
    if opposites is not None:
        return reworded if denies else _opposite(change, *opposites)  # "not safe" is "unsafe"
    if _cut_out(before, scene.parent) or _cut_out(after, scene.child):
        return reworded
    if denies:
        return _negated(change)
    sort = _sort(before[-1], after[-1], scene, verdict)
    if sort is Sort.THING:
        return _another_thing(change, here)
    if sort is Sort.QUALITY and sure >= ANOTHER_QUALITY:
        return _another_quality(change, here)
    return reworded


def _sort(ours: Unit, theirs: Unit, scene: Scene, verdict: VerdictEngine) -> Sort | None:
    """What the last words of both phrases name; things may stand for qualities ("expert advice", "free advice").

    None where they may well name one: of two names those that are not one have been told already, and a body goes by
    its name and by many words ("the operator", "the company").
    """
    sorts = {_named(unit, verdict) for unit in (ours, theirs)}
    if None in sorts or ours.kind == theirs.kind == "name" or _may_be_one(ours, theirs, scene):
        return None
    return Sort.THING if sorts == {Sort.THING} else Sort.QUALITY


def _named(unit: Unit, verdict: VerdictEngine) -> Sort | None:
    if unit.kind == "name":
        return Sort.THING
    return verdict.sort(unit.folded.rsplit(maxsplit=1)[-1]) if unit.kind == "word" else None


def _may_be_one(ours: Unit, theirs: Unit, scene: Scene) -> bool:
    """Whether the words may name one body or person: a name and a noun for such, or two nouns for a body."""
    ends = (ours, theirs)
    if "name" in (ours.kind, theirs.kind):
        return any(unit.key in scene.book.source_nouns for unit in ends)
    return all(unit.key in scene.book.bodies for unit in ends)


def _cut_out(units: Units, reading: Reading) -> bool:
    """Whether the words are part of a hyphened one ("state-of-the-*art*"), and name nothing by themselves."""
    before, behind = reading.text[: units[0].start][-1:], reading.text[units[-1].end :][:1]
    return "-" in (before, behind)


def _opposite(change: Change, ours: Unit, theirs: Unit) -> Change:
    """A word was exchanged for its opposite, and the sentence, by what the verdict has learned, says something else."""
    return msgspec.structs.replace(
        change,
        kind=DriftKind.POLARITY,
        before=(ours,),
        after=(theirs,),
        rule="polarity/opposite@1",
        severity=Severity.HIGH,
        score=0.8,
    )


def _denies(change: Change, scene: Scene) -> bool:
    """Whether the words of one side have a negation that those of the other have not."""
    ours = negations(change.before, scene.parent_frames, scene)
    theirs = negations(change.after, scene.child_frames, scene)
    return (len(ours) + len(theirs)) % 2 == 1


def _negated(change: Change) -> Change:
    """A negation came or went along with other words, and the verdict finds that the sentence says something else."""
    return msgspec.structs.replace(
        change, kind=DriftKind.POLARITY, rule="polarity/negation-in-other-words@1", severity=Severity.HIGH, score=0.7
    )


def _another_thing(change: Change, chance: float) -> Change:
    """Another thing is named, and the sentence, by what the verdict has learned, says something else with it."""
    return _another(change, "entity/another-thing@2", chance)


def _another_quality(change: Change, chance: float) -> Change:
    """Another quality is named, and the sentence, by what the verdict has learned, surely says something else."""
    return _another(change, "entity/another-quality@1", chance)


def _another(change: Change, rule: str, chance: float) -> Change:
    return msgspec.structs.replace(
        change, kind=DriftKind.ENTITY, rule=rule, severity=Severity.MEDIUM, score=round(chance, 2)
    )


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
