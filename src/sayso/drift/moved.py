"""What stands in one place of the parent's sentence and, changed, in another of the child's.

Word by word such changes are not seen: the alignment has no crossings. But a date, an amount or a name that one report
has nowhere and another of its sort that the other has nowhere are still one thing changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.drift.alignment import Gap
from sayso.drift.amounts import one_sort, rounded
from sayso.drift.couples import Couple
from sayso.drift.names import one_name
from sayso.drift.reading import Reading, Unit
from sayso.drift.scene import Change, Scene, days_of_saying
from sayso.vocab import DriftKind, Severity

#: Words that may stand before a name that changed places with another.
_ARTICLES = frozenset({"the", "a", "an"})


def changes_of_place(couple: Couple, scene: Scene, told: Sequence[Change]) -> Iterator[Change]:
    """The dates, amounts and names that were changed and stand elsewhere, but for those already told."""
    gone = {unit.start for change in told for unit in change.before if change.kind in _TOLD}
    come = {unit.start for change in told for unit in change.after if change.kind in _TOLD}
    told_in_parent = (u for line in couple.parents for u in _told(line.units, scene.parent_frames))
    before = [u for u in told_in_parent if u.start not in gone]
    after = [u for u in _told(couple.child.units, scene.child_frames) if u.start not in come]
    yield from another_date(before, after, scene)
    yield from another_amount(before, after, scene)
    yield from exchanged(couple, scene)


_TOLD = frozenset({DriftKind.DATE, DriftKind.NUMBER})


def _told(units: Sequence[Unit], frames: frozenset[int]) -> Iterator[Unit]:
    """The units less those that tell who speaks and when."""
    said = frames | days_of_saying(units, frames)
    return (unit for unit in units if unit.start not in said)


def another_date(before: Sequence[Unit], after: Sequence[Unit], scene: Scene) -> Iterator[Change]:
    """The sentence gives another date, in another place, and neither report has the other's date anywhere."""
    ours, theirs = _unknown(before, "date", scene.child), _unknown(after, "date", scene.parent)
    if ours and len(ours) == len(theirs) and one_sort(ours[-1], theirs[-1]):
        yield _change(DriftKind.DATE, ours[-1], theirs[-1], "date/another-date-elsewhere@1")


def another_amount(before: Sequence[Unit], after: Sequence[Unit], scene: Scene) -> Iterator[Change]:
    """The sentence gives another amount in the same unit, and neither report has the other's anywhere."""
    ours, theirs = _unknown(before, "number", scene.child), _unknown(after, "number", scene.parent)
    units = {u.amount.unit for u in (*ours, *theirs) if u.amount is not None and u.amount.unit}
    for unit in sorted(units):
        one, other = ([u for u in side if u.amount is not None and u.amount.unit == unit] for side in (ours, theirs))
        if len(one) == len(other) == 1 and not rounded(one[0], other[0]):
            yield _change(DriftKind.NUMBER, one[0], other[0], "number/another-amount-elsewhere@1")


def _unknown(units: Sequence[Unit], kind: str, other: Reading) -> list[Unit]:
    """The dates or amounts that the other report gives nowhere."""
    known = [u for line in other.lines for u in line.units if u.kind == kind]
    return [u for u in units if u.kind == kind and not any(u.same(one) for one in known)]


def exchanged(couple: Couple, scene: Scene) -> Iterator[Change]:
    """Two names, amounts or opposites that stand in each other's place, in a sentence that is else as it was.

    Where two pairs changed places, each kept what belongs to it ("35 in the north, 50 in the south", south first).
    """
    swaps = [swap for gap in couple.alignment.gaps if (swap := _one_for_one(gap)) is not None]
    crossed = [(one, other) for one, other in combinations(swaps, 2) if _crossed(one, other)]
    if len(crossed) == 1:
        ((ours, theirs), (mine, yours)) = crossed[0]
        yield from _EXCHANGED[ours.kind]((ours, mine), (theirs, yours), scene)


def names_exchanged(before: tuple[Unit, Unit], after: tuple[Unit, Unit], scene: Scene) -> Iterator[Change]:
    """Two names stand in each other's place, in a sentence that is else as it was: who did it to whom is turned round.

    With more than the names in their places ("was bought by") the sentence may well say the same from the other side.
    """
    yield _change(DriftKind.ENTITY, before[0], after[0], "entity/names-exchanged@1")


def amounts_exchanged(before: tuple[Unit, Unit], after: tuple[Unit, Unit], scene: Scene) -> Iterator[Change]:
    """Two amounts stand in each other's place: what was counted of the one is said of the other."""
    for ours, theirs in zip(before, after, strict=True):
        yield _change(DriftKind.NUMBER, ours, theirs, "number/amounts-exchanged@1")


def opposites_exchanged(before: tuple[Unit, Unit], after: tuple[Unit, Unit], scene: Scene) -> Iterator[Change]:
    """Two opposites stand in each other's place: what was said of the one is said of the other ("costs fell, …")."""
    if scene.book.opposite(before[0].key, after[0].key):
        for ours, theirs in zip(before, after, strict=True):
            yield _change(DriftKind.POLARITY, ours, theirs, "polarity/opposites-exchanged@1")


_EXCHANGED = {"name": names_exchanged, "number": amounts_exchanged, "word": opposites_exchanged}


def _crossed(one: tuple[Unit, Unit], other: tuple[Unit, Unit]) -> bool:
    """Whether of two changes each has put in what the other took out."""
    (ours, theirs), (mine, yours) = one, other
    if len({ours.kind, theirs.kind, mine.kind, yours.kind}) > 1:
        return False
    return _is_one(ours, yours) and _is_one(mine, theirs) and not _is_one(ours, theirs)


def _is_one(one: Unit, other: Unit) -> bool:
    return one_name(one.folded, other.folded) if one.kind == "name" else one.same(other)


def _one_for_one(gap: Gap) -> tuple[Unit, Unit] | None:
    """The one name, amount or word on either side of a gap that has nothing else but articles."""
    before, after = ([u for u in side if u.folded not in _ARTICLES] for side in (gap.before, gap.after))
    if len(before) != 1 or len(after) != 1 or not {before[0].kind, after[0].kind} <= _EXCHANGED.keys():
        return None
    return before[0], after[0]


def _change(kind: DriftKind, ours: Unit, theirs: Unit, rule: str) -> Change:
    return Change(kind=kind, before=(ours,), after=(theirs,), rule=rule, severity=Severity.HIGH, score=0.7)
