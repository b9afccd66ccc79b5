"""Rules on how surely something is said: hedges dropped, added or changed, and verbs of saying that judge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.drift.alignment import Gap
from sayso.drift.reading import Unit
from sayso.drift.scene import Change, Scene, is_clause, weighty
from sayso.vocab import DriftKind, Severity

#: Names of the rules by which a hedge was dropped, added or exchanged; where both reports are as sure, none was.
HEDGES = frozenset({"certainty/hedge-dropped@1", "certainty/hedge-added@1", "certainty/hedge-changed@1"})

#: The rule by which somebody stands otherwise to what he speaks of.
STANCE = "certainty/another-stance@1"


def certainty(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A hedge was dropped, added or exchanged for one that leaves the matter more or less sure."""
    if is_clause(gap):
        return []
    ours = next((u for u in gap.before if _level(u, scene) and _hedges(u, gap.before)), None)
    theirs = next((u for u in gap.after if _level(u, scene) and _hedges(u, gap.after)), None)
    settled = next((u for u in gap.after if scene.book.settles(u.key, u.folded)), None)
    if ours is not None and theirs is not None:
        if _level(ours, scene) == _level(theirs, scene):
            return [_change(DriftKind.BENIGN, ours, theirs, "certainty/same-hedge@1", Severity.LOW)]
        return [_change(DriftKind.CERTAINTY, ours, theirs, "certainty/hedge-changed@1", Severity.MEDIUM)]
    if ours is not None:
        if _hedged_elsewhere(_level(ours, scene), gap, scene) or _still_to_come(ours, gap, scene):
            return []
        if _is_condition(ours, scene) and any(u.key == "whether" for u in gap.after):
            return []
        if _is_condition(ours, scene):
            return [_change(DriftKind.OMITTED_QUALIFIER, ours, None, "qualifier/condition-dropped@1", Severity.MEDIUM)]
        after = settled or _what_it_hedged(gap, scene)
        return [_change(DriftKind.CERTAINTY, ours, after, "certainty/hedge-dropped@1", Severity.MEDIUM)]
    if theirs is not None:
        if _of_something_new(theirs, gap, scene) or _hedged_before(_level(theirs, scene), gap, scene):
            return []
        return [_change(DriftKind.CERTAINTY, None, theirs, "certainty/hedge-added@1", Severity.MEDIUM)]
    if settled is not None and not any(scene.book.settles(u.key, u.folded) for u in gap.before):
        on_a_scale = any(scene.book.strength(u.key, settled.key) for u in weighty(gap.before))
        if on_a_scale or _of_something_new(settled, gap, scene):
            return []  # a step on a scale is told by the rule on intensity, what is new by that on added facts
        before = next(iter(weighty(gap.before)), None)
        return [_change(DriftKind.CERTAINTY, before, settled, "certainty/made-sure@1", Severity.MEDIUM)]
    return []


def _hedged_elsewhere(level: str | None, gap: Gap, scene: Scene) -> bool:
    """Whether the child's sentence hedges as much in another place ("we believe it is", "said it believed it was")."""
    beside = [pair[1] for pair in (gap.left, gap.right) if pair is not None]
    line = scene.child.line_at((*gap.after, *beside)[0].start) if gap.after or beside else None
    return line is not None and any(_level(u, scene) == level for u in line.units)


def _hedged_before(level: str | None, gap: Gap, scene: Scene) -> bool:
    """Whether the parent's sentence hedges as much in another place."""
    beside = [pair[0] for pair in (gap.left, gap.right) if pair is not None]
    line = scene.parent.line_at((*gap.before, *beside)[0].start) if gap.before or beside else None
    return line is not None and any(_level(u, scene) == level for u in line.units)


#: Words by which a report tells what is to come.
FUTURE = frozenset({"will", "shall", "'ll"})


def _still_to_come(unit: Unit, gap: Gap, scene: Scene) -> bool:
    """Whether what was arranged is still told as what is to come ("is due to open", "will open")."""
    if _level(unit, scene) != "arranged":
        return False
    told = [u.folded for u in gap.after]
    return not FUTURE.isdisjoint(told) or any(pair in (("is", "to"), ("are", "to")) for pair in pairwise(told))


def _is_condition(unit: Unit, scene: Scene) -> bool:
    """Whether the word opens a condition under which something holds ("if the grant is renewed")."""
    return _level(unit, scene) == "conditional" and " " not in unit.key


def _of_something_new(unit: Unit, gap: Gap, scene: Scene) -> bool:
    """Whether what is hedged was itself put in: then the hedge takes nothing from what the parent says."""
    hedged = [u for u in gap.after if u.start > unit.start and u.weighty]
    return not weighty(gap.before) and bool(hedged) and all(u.key not in scene.parent.keys for u in hedged)


def _level(unit: Unit, scene: Scene) -> str | None:
    return scene.book.hedge(unit.key, unit.folded)


def _hedges(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether the word hedges here: "might not" does, "could not confirm" says what nobody could do."""
    at = units.index(unit)
    following = units[at + 1].key if at + 1 < len(units) else ""
    return not (unit.key in ("could", "can be") and following == "not")


def _what_it_hedged(gap: Gap, scene: Scene) -> Unit | None:
    """The child's word in the place of the hedged one, if it was reworded too."""
    others = [u for u in weighty(gap.after) if not any(scene.book.alike(u.key, b.key) for b in weighty(gap.before))]
    return next((u for u in others if u.kind == "word"), None)


def saying(gap: Gap, scene: Scene) -> Sequence[Change]:
    """The verb of saying was exchanged for one that adds heat, concession, distance or proof ("said", "admitted")."""
    ours = next((u for u in gap.before if u.key in scene.book.speech), None)
    theirs = next((u for u in gap.after if u.key in scene.book.speech), None)
    if ours is None or theirs is None:
        return _heated_alone(ours, theirs, gap, scene)
    kind, rule = verb_drift(scene.book.speech[ours.key], scene.book.speech[theirs.key])
    if kind is None or scene.book.alike(ours.key, theirs.key):
        return [_change(DriftKind.BENIGN, ours, theirs, "saying/same-force@1", Severity.LOW)]
    severity = Severity.HIGH if kind is DriftKind.POLARITY else Severity.MEDIUM
    return [_change(kind, ours, theirs, rule, severity)]


def stance(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Somebody who was sure of a thing now fears it, doubts it or hopes for it, or the other way round."""
    ours = next((u for u in gap.before if _stance(u, scene)), None)
    theirs = next((u for u in gap.after if _stance(u, scene)), None)
    if ours is None or theirs is None or _stance(ours, scene) == _stance(theirs, scene):
        return []
    return [_change(DriftKind.CERTAINTY, ours, theirs, STANCE, Severity.MEDIUM)]


def _stance(unit: Unit, scene: Scene) -> str | None:
    """Where the unit says that somebody stands; "convinced that" is one unit."""
    return scene.book.stances.get(unit.folded.split(" ", 1)[0])


def _heated_alone(ours: Unit | None, theirs: Unit | None, gap: Gap, scene: Scene) -> Sequence[Change]:
    """A heated verb of saying stands where the parent has a verb of another sort ("questioned", "blasted")."""
    if ours is not None or theirs is None or scene.book.speech[theirs.key] != "heated":
        return []
    if theirs.folded in scene.book.nouns_too and theirs.start not in scene.child_frames:  # "a blast at the mill"
        return []
    verb = next((u for u in gap.before if u.kind == "word" and not scene.book.hedge(u.key, u.folded)), None)
    if verb is None or scene.book.strength(verb.key, theirs.key) == 0 or scene.book.alike(verb.key, theirs.key):
        return []
    return [_change(DriftKind.INTENSITY, verb, theirs, "saying/heated@1", Severity.MEDIUM)]


#: The verb of saying was exchanged for one of another force: heat, proof, concession, distance or denial. Classes of
#: the parent's verb and the child's; "*" stands for any.
_MOVES: tuple[tuple[str, str, DriftKind, str], ...] = (
    ("*", "heated", DriftKind.INTENSITY, "saying/heated@1"),
    ("denying", "*", DriftKind.POLARITY, "saying/denial-undone@1"),
    ("*", "denying", DriftKind.POLARITY, "saying/made-a-denial@1"),
    ("*", "conceding", DriftKind.INTENSITY, "saying/made-an-admission@1"),
    ("*", "endorsing", DriftKind.INTENSITY, "saying/made-a-revelation@1"),
    ("*", "distancing", DriftKind.CERTAINTY, "saying/doubt-added@1"),
    ("distancing", "*", DriftKind.CERTAINTY, "saying/doubt-dropped@1"),
    ("endorsing", "*", DriftKind.CERTAINTY, "saying/assurance-dropped@1"),
)


def verb_drift(ours: str, theirs: str) -> tuple[DriftKind | None, str]:
    """The drift between two classes of verbs of saying, and its rule; None where the force is the same."""
    if ours == theirs:
        return None, ""
    for before, after, kind, rule in _MOVES:
        if before in ("*", ours) and after in ("*", theirs):
            return kind, rule
    return None, ""


def _change(kind: DriftKind, before: Unit | None, after: Unit | None, rule: str, severity: Severity) -> Change:
    return Change(
        kind=kind,
        before=(before,) if before is not None else (),
        after=(after,) if after is not None else (),
        rule=rule,
        severity=severity,
    )
