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
        """Whether the gap lies within quotation marks in both reports, matched quoted text on both sides of it."""
        sides = (gap.left, gap.right)
        return all(
            pair is not None and self.parent.quoted([pair[0]]) and self.child.quoted([pair[1]]) for pair in sides
        ) or (self._whole_quotes(gap) and any(pair is not None and self._both_quoted(pair) for pair in sides))

    def _both_quoted(self, pair: tuple[Unit, Unit]) -> bool:
        return self.parent.quoted([pair[0]]) and self.child.quoted([pair[1]])

    def _whole_quotes(self, gap: Gap) -> bool:
        return self.parent.quoted(weighty(gap.before)) and self.child.quoted(weighty(gap.after))


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


def beside(unit: Unit, gap: Gap, *, child: bool) -> bool:
    """Whether the unit stands at an edge of its side of the gap, next to matched text."""
    units = gap.after if child else gap.before
    edges = [u for u, pair in ((units[0], gap.left), (units[-1], gap.right)) if pair is not None]
    return unit in edges


#: Units of one side beyond which a gap is a clause of its own and no change of wording.
CLAUSE = 9


def is_clause(gap: Gap) -> bool:
    """Whether one side stands alone and is as long as a clause: new or dropped matter, not a change of words."""
    return (not gap.before and len(gap.after) > CLAUSE) or (not gap.after and len(gap.before) > CLAUSE)
