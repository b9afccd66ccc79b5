"""Rules on yes and no: negations put in or taken out, and words exchanged for their opposites."""

from __future__ import annotations

from collections.abc import Container, Sequence

from sayso.drift.alignment import Gap
from sayso.drift.couples import Couple
from sayso.drift.reading import Unit
from sayso.drift.scene import Change, Scene, is_clause, weighty
from sayso.vocab import DriftKind, Severity


def polarity(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A negation was put in or taken out; two on one side undo each other, and so does an opposite beside it."""
    if is_clause(gap):
        return []
    ours, theirs = negations(gap.before, scene.parent_frames, scene), negations(gap.after, scene.child_frames, scene)
    if _leaves_open(gap, (*ours, *theirs), scene):
        return []
    opposite = _opposites(gap, scene)
    if opposite is None and _denies_something_else(gap, ours, theirs, scene):
        return []
    if (len(ours) + len(theirs)) % 2 == 0 or not _attached(gap, ours, theirs):
        return []
    if opposite is not None and (opposite[0] in ours or opposite[1] in theirs):
        return []
    if opposite is not None:
        return [
            Change(
                kind=DriftKind.BENIGN,
                before=(*ours, opposite[0])[:1],
                after=(*theirs, opposite[1])[:1],
                rule="polarity/double@1",
                severity=Severity.LOW,
                score=0.7,
            )
        ]
    return [
        Change(
            kind=DriftKind.POLARITY,
            before=tuple(ours[:1]),
            after=tuple(theirs[:1]),
            rule="polarity/negation@1",
            severity=Severity.HIGH,
            score=0.85,
        )
    ]


def negations(units: Sequence[Unit], frame: Container[int], scene: Scene) -> list[Unit]:
    """The units that turn a statement round, verbs of denial among them where they are somebody's cue."""
    return [
        u
        for u in units
        if u.key in scene.book.negations or (u.start in frame and scene.book.speech.get(u.key) == "denying")
    ]


def unbalanced(couple: Couple, scene: Scene) -> bool:
    """Whether negations are on one side that nothing on the other makes up for ("denied that he had", "had not")."""
    gaps = couple.alignment.gaps
    before = sum(len(negations(gap.before, scene.parent_frames, scene)) for gap in gaps)
    after = sum(len(negations(gap.after, scene.child_frames, scene)) for gap in gaps)
    return before != after


def _leaves_open(gap: Gap, negating: Sequence[Unit], scene: Scene) -> bool:
    """Whether a word leaves the matter open ("was planning to"), and the negations turn something else than that.

    "Had *no plans to*" is turned round by "was planning to".
    """
    turned, opening = set[Unit | None](), False
    for units in (gap.before, gap.after):
        for before, unit in zip((None, *units), units, strict=False):
            if scene.book.hedge(unit.key, unit.folded) in ("undecided", "conditional"):
                opening = True
                turned.add(before)
    return opening and not (negating and turned.issuperset(negating))


def _denies_something_else(gap: Gap, ours: Sequence[Unit], theirs: Sequence[Unit], scene: Scene) -> bool:
    """Whether what was denied went with the negation, and other words came ("has not changed", "remained the same")."""
    before, after = _content(gap.before, ours, scene), _content(gap.after, theirs, scene)
    return bool(before and after) and not any(scene.book.alike(o.key, t.key) for o in before for t in after)


def _content(units: Sequence[Unit], negating: Sequence[Unit], scene: Scene) -> list[Unit]:
    book = scene.book
    return [
        u
        for u in units
        if u.kind == "word" and u not in negating and u.key not in book.quantifiers and not book.hedge(u.key, u.folded)
    ]


def _attached(gap: Gap, ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    """Whether the negation stands beside matched text or in a place where both reports have words."""
    if gap.before and gap.after:
        return True
    return any(_beside(u, gap.before, gap) for u in ours) or any(_beside(u, gap.after, gap) for u in theirs)


#: Words behind a negation that may have come or gone with it; with more, a statement did.
_WITH_IT = 2


def _beside(unit: Unit, units: Sequence[Unit], gap: Gap) -> bool:
    """Whether what the negation turns is matched text: right behind it, or not far behind where it begins the gap."""
    behind = weighty(units[units.index(unit) + 1 :])
    return (gap.right is not None and not behind) or (
        gap.left is not None and unit == units[0] and len(behind) <= _WITH_IT
    )


def _opposites(gap: Gap, scene: Scene) -> tuple[Unit, Unit] | None:
    """Two opposites, one on each side; what both sides say in other words has none ("rose as costs fell")."""
    book = scene.book
    before = [u for u in gap.before if not any(book.alike(u.key, other.key) for other in gap.after)]
    after = [u for u in gap.after if not any(book.alike(u.key, other.key) for other in gap.before)]
    return next(((ours, theirs) for ours in before for theirs in after if book.opposite(ours.key, theirs.key)), None)


def antonyms(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word was exchanged for its opposite."""
    pair = _opposites(gap, scene)
    if pair is None:
        return []
    if scene.book.converse(pair[0].key, pair[1].key) and (
        _passive(pair[0], gap.before) != _passive(pair[1], gap.after)
    ):
        return []
    return [
        Change(
            kind=DriftKind.POLARITY,
            before=(pair[0],),
            after=(pair[1],),
            rule="polarity/antonym@1",
            severity=Severity.HIGH,
            score=0.85,
        )
    ]


def _passive(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether the verb stands in the passive: a form of "be" before it, or "by" behind it."""
    at = units.index(unit)
    before, behind = (units[at - 1].key if at else ""), (units[at + 1].key if at + 1 < len(units) else "")
    return before in ("be", "been", "being") or behind == "by"
