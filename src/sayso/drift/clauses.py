"""Clauses that a child puts behind a noun of its parent's ("the poet, *who had arrived by train*")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.drift.alignment import Gap
from sayso.drift.couples import Couple
from sayso.drift.reading import Reading, Unit
from sayso.drift.scene import Change, Scene, in_parent
from sayso.vocab import DriftKind, Severity

_RELATIVE = frozenset({"who", "which", "whose", "whom", "where"})


def clauses_put_in(couple: Couple, scene: Scene) -> Iterator[Change]:
    """The child tells something more of a person or thing, in a clause of which the parent has no word."""
    for gap in couple.alignment.gaps:
        clause = _clause(gap, scene.child)
        told = [u for u in clause if u.weighty and u.key not in scene.book.fillers]
        if told and not any(in_parent(u, scene) and u.kind != "date" for u in told):
            yield Change(
                kind=DriftKind.ADDED_FACT,
                after=clause,
                rule="added/clause@1",
                severity=Severity.MEDIUM,
                score=0.6,
            )


def _clause(gap: Gap, child: Reading) -> tuple[Unit, ...]:
    """The units of a gap from a relative pronoun behind a comma up to the next comma; none without one."""
    units = gap.after
    for at, unit in enumerate(units):
        if unit.folded in _RELATIVE and _comma_before(unit, units[:at], gap, child):
            to = at + 1
            while to < len(units) and "," not in child.text[units[to - 1].end : units[to].start]:
                to += 1
            return units[at:to]
    return ()


def _comma_before(unit: Unit, before: Sequence[Unit], gap: Gap, child: Reading) -> bool:
    """Whether a comma parts the pronoun from the noun, or from the few words that bring it ("many of whom")."""
    left = [gap.left[1]] if gap.left is not None else []
    places = [u.end for u in (*left, *before)][-3:]
    return any("," in child.text[place : unit.start] for place in places)
