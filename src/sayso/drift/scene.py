"""What a rule of drift sees: a gap between parent and child, and the two reports around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import msgspec

from sayso.drift.alignment import Gap
from sayso.drift.reading import Reading, Unit
from sayso.drift.wordbook import Wordbook
from sayso.vocab import DriftKind, Severity

Units: TypeAlias = tuple[Unit, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One typed change, still in units.

    Attributes:
        before, after: the parent's and the child's units; one of them may be empty.
        rule: the name of the rule that found it.
        score: how far to trust it, 0..1.
    """

    kind: DriftKind
    before: Units = ()
    after: Units = ()
    rule: str
    severity: Severity
    score: float = 0.8


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """The reports and the lexicons around a gap.

    Attributes:
        parent, child: the two reports.
        book: the lexicons.
        parent_frames, child_frames: places of the units that say who speaks.
        faithful: whether the child's sentence follows its parent closely.
    """

    parent: Reading
    child: Reading
    book: Wordbook
    parent_frames: frozenset[int] = frozenset()
    child_frames: frozenset[int] = frozenset()
    faithful: bool = True

    def inside_quotation(self, gap: Gap) -> bool:
        """Whether the gap lies within quotation marks: the words of both reports there, or what stands around them.

        Words put in or left out count beside matched text of the same quotation. A quotation that merely ends earlier
        is quoted in part; it is altered where what it loses limits it.
        """
        before, after = weighty(gap.before), weighty(gap.after)
        if before and after:
            return self.parent.quoted(before) and self.child.quoted(after)
        pairs = [pair for pair in (gap.left, gap.right) if pair is not None]
        both = [all(reading.quoted([unit]) for reading, unit in self._each(pair)) for pair in pairs]
        if len(both) == 2 and all(both):
            return True
        if after:
            return any(both) and any(self._one_quotation(self.child, pair[1], after) for pair in pairs)
        limiting = any(u.key in self.book.limits or self.book.hedge(u.key, u.folded) for u in before)
        return limiting and any(both) and any(self._one_quotation(self.parent, pair[0], before) for pair in pairs)

    def _each(self, pair: tuple[Unit, Unit]) -> Iterable[tuple[Reading, Unit]]:
        return zip((self.parent, self.child), pair, strict=True)

    def _one_quotation(self, reading: Reading, unit: Unit, others: Units) -> bool:
        """Whether all these units stand in one quotation."""
        here = reading.quotation_at(unit.start)
        return here is not None and all(reading.quotation_at(other.start) == here for other in others)


Rule: TypeAlias = Callable[[Gap, Scene], Sequence[Change]]


def without(gap: Gap, before: Iterable[Unit] = (), after: Iterable[Unit] = ()) -> Gap:
    """The gap less these units."""
    lost_before, lost_after = {u.start for u in before}, {u.start for u in after}
    return msgspec.structs.replace(
        gap,
        before=tuple(u for u in gap.before if u.start not in lost_before),
        after=tuple(u for u in gap.after if u.start not in lost_after),
    )


def of_kind(units: Iterable[Unit], kind: str) -> Units:
    """The units of one kind."""
    return tuple(unit for unit in units if unit.kind == kind)


def weighty(units: Iterable[Unit]) -> Units:
    """The units that carry content."""
    return tuple(unit for unit in units if unit.weighty)


def in_parent(unit: Unit, scene: Scene) -> bool:
    """Whether the parent has the word, or another for it, anywhere; of a date too little is known to say no."""
    keys = scene.parent.keys
    return unit.key in keys or unit.kind == "date" or any(scene.book.alike(unit.key, key) for key in keys)


def days_of_saying(units: Iterable[Unit], frames: frozenset[int]) -> frozenset[int]:
    """Where the dates of a sentence begin that tell when it was said: "denied *on Friday* that", "*in May* she said".

    `frames` are the places of the units that say who speaks.
    """
    telling = weighty(units)
    beside = zip((None, *telling), telling, (*telling[1:], None), strict=False)
    return frozenset(
        unit.start
        for before, unit, behind in beside
        if unit.kind == "date" and (near := before or behind) is not None and near.start in frames
    )


#: Units of one side beyond which a gap is a clause of its own and no change of wording.
CLAUSE = 9


def is_clause(gap: Gap) -> bool:
    """Whether one side stands alone and is as long as a clause: new or dropped matter, not a change of words."""
    return (not gap.before and len(gap.after) > CLAUSE) or (not gap.after and len(gap.before) > CLAUSE)
