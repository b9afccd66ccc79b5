"""Rules on what can be counted or dated: amounts, their bounds, quantifiers, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from math import floor, log10

from sayso.drift.alignment import Gap
from sayso.drift.couples import Couple
from sayso.drift.reading import Line, Reading, Unit
from sayso.drift.scene import Change, Scene, Units, days_of_saying, is_clause, of_kind
from sayso.stems import stem
from sayso.vocab import DriftKind, Severity

#: Share of an amount by which it may be rounded and still be the same amount.
ROUNDED = 0.05


#: Share by which two stretches of time may differ and still be told for one another ("four weeks", "a month").
_ABOUT = 0.1


def numbers(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Another amount stands where the parent has one; units and spellings are made equal first."""
    before, after = of_kind(gap.before, "number"), of_kind(gap.after, "number")
    found = []
    for ours, theirs in zip_longest(before, after):
        if ours is not None and theirs is not None:
            if rounded(ours, theirs):
                found.append(_changed(DriftKind.BENIGN, (ours,), (theirs,), "number/rounded@1", Severity.LOW, 0.7))
                continue
            found.append(_changed(DriftKind.NUMBER, (ours,), (theirs,), "number/amount@1", Severity.HIGH, 0.9))
        elif theirs is not None and scene.faithful and not _known_in_parent(theirs, scene) and not is_clause(gap):
            found += _new_amount(theirs, gap, scene)
    return found


def stretches(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Another stretch of time: how long it lasts, or how often it is ("a month", "a week"; "quarterly", "annual")."""
    for ours in gap.before:
        for theirs in gap.after:
            both_amounts = ours.amount is not None and theirs.amount is not None
            one, other = _hours(ours, scene), _hours(theirs, scene)
            if one is None or other is None or both_amounts or _several(ours) != _several(theirs):
                continue
            if abs(one - other) > _ABOUT * max(one, other):
                return [_changed(DriftKind.NUMBER, (ours,), (theirs,), "number/another-stretch@1", Severity.HIGH, 0.8)]
            return [_changed(DriftKind.BENIGN, (ours,), (theirs,), "number/same-stretch@1", Severity.LOW, 0.7)]
    return []


def _hours(unit: Unit, scene: Scene) -> float | None:
    """How long the stretch of time is that the unit gives; None where it gives none."""
    if unit.amount is not None:
        return scene.book.in_hours(unit.amount.value, unit.amount.unit)
    return scene.book.hours(unit.key, unit.folded) if unit.kind != "date" else None


def _several(unit: Unit) -> bool:
    """Whether the word names stretches of time and not how many ("weeks")."""
    return unit.amount is None and unit.folded.endswith("s")


def places(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Another place in an order, or another multiple ("the third quarter", "the fourth"; "double", "triple")."""
    for ours in gap.before:
        for theirs in gap.after:
            one, other = scene.book.place(ours.key, ours.amount), scene.book.place(theirs.key, theirs.amount)
            if one is None or other is None or one[0] != other[0] or None not in (ours.amount, theirs.amount):
                continue
            if one == other:
                return [_changed(DriftKind.BENIGN, (ours,), (theirs,), "number/same-place@1", Severity.LOW, 0.8)]
            return [_changed(DriftKind.NUMBER, (ours,), (theirs,), "number/another-place@1", Severity.HIGH, 0.85)]
    return []


def rounded(ours: Unit, theirs: Unit) -> bool:
    """Whether the child's amount is the parent's with fewer figures ("1.05 million", "1.1 million")."""
    if ours.amount is None or theirs.amount is None or ours.amount.unit != theirs.amount.unit:
        return False
    if _YEAR.fullmatch(ours.folded) and _YEAR.fullmatch(theirs.folded):  # "its forecast for 2021"
        return False
    exact, told = ours.amount.value, theirs.amount.value
    if min(exact, told) <= 0 or abs(exact - told) > ROUNDED * exact:
        return False
    figures = _figures(theirs)
    step = 10.0 ** (floor(log10(told)) - figures + 1)
    return figures < _figures(ours) and abs(exact - told) <= step / 2 * (1 + 1e-9)


_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _figures(unit: Unit) -> int:
    """How many figures an amount is given with: noughts behind the point are given, those of "400" may be rounded."""
    written = _WRITTEN.search(unit.folded)
    if written is None:
        return len(f"{unit.amount.value if unit.amount else 0:.9f}".replace(".", "").strip("0"))
    whole = written.group() if "." in written.group() else written.group().rstrip("0,")
    return len(re.sub(r"\D", "", whole).lstrip("0"))


def _new_amount(theirs: Unit, gap: Gap, scene: Scene) -> list[Change]:
    """An amount stands where the parent gives none, or only a word like "hundreds"."""
    if theirs.amount is None or (theirs.amount.value == 1 and not theirs.amount.unit):
        return []
    single = _one_of_it(theirs, gap)
    if single is not None:
        return [_changed(DriftKind.NUMBER, (single,), (theirs,), "number/several-of-one@1", Severity.HIGH, 0.8)]
    vague = next((u for u in gap.before if u.key in scene.book.vague), None)
    if vague is not None:
        low, high = scene.book.vague[vague.key]
        kind = DriftKind.BENIGN if low <= theirs.amount.value <= high else DriftKind.NUMBER
        severity = Severity.LOW if kind is DriftKind.BENIGN else Severity.HIGH
        return [_changed(kind, (vague,), (theirs,), "number/amount-for-quantifier@1", severity, 0.7)]
    return [_changed(DriftKind.ADDED_FACT, (), (theirs,), "number/added-amount@1", Severity.MEDIUM, 0.6)]


def _one_of_it(theirs: Unit, gap: Gap) -> Unit | None:
    """The parent's noun, behind "a", of which the child counts several ("a decade", "two decades")."""
    counted = stem(theirs.folded.rsplit(maxsplit=1)[-1])
    for article, noun in pairwise(gap.before):
        if article.folded in ("a", "an") and noun.key == counted:
            return noun
    return None


def _known_in_parent(unit: Unit, scene: Scene) -> bool:
    return any(other.same(unit) for line in scene.parent.lines for other in line.units if other.kind == "number")


def bounds(couple: Couple, scene: Scene) -> list[Change]:
    """The words that make an amount a bound or an estimate ("about", "at least") are gone or were changed.

    Amounts are compared as quantities, wherever in the sentence each report gives them.
    """
    units = [u for line in couple.parents for u in line.units]
    found = []
    for ours, theirs in _same_amounts(units, couple.child.units):
        before, after = _bound(units, ours, scene), _bound(couple.child.units, theirs, scene)
        change = _bound_change(before, after, scene)
        if change is not None:
            found.append(change)
    return found


def _same_amounts(ours: Sequence[Unit], theirs: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The amounts and dates that both give, each of the child's with the first like it of the parent's."""
    for unit in theirs:
        if unit.kind in ("number", "date"):
            same = next((other for other in ours if other.kind == unit.kind and other.same(unit)), None)
            if same is not None:
                yield same, unit


def _bound(units: Sequence[Unit], amount: Unit, scene: Scene) -> Unit | None:
    """The bound right before an amount."""
    at = next(n for n, unit in enumerate(units) if unit.start == amount.start)
    return units[at - 1] if at and units[at - 1].key in scene.book.bounds else None


def _bound_change(ours: Unit | None, theirs: Unit | None, scene: Scene) -> Change | None:
    """What became of a bound: dropped, exchanged for another, or another word for the same."""
    if ours is None:
        side = scene.book.bounds[theirs.key] if theirs is not None else "about"
        if theirs is None or side == "about":
            return None
        return _changed(DriftKind.NUMBER, (), (theirs,), "number/bound-changed@1", Severity.MEDIUM, 0.75)
    side = scene.book.bounds[ours.key]
    if theirs is None:
        severity = Severity.LOW if side == "about" else Severity.MEDIUM
        return _changed(DriftKind.OMITTED_QUALIFIER, (ours,), (), "number/bound-dropped@1", severity, 0.85)
    if side == scene.book.bounds[theirs.key]:
        if ours.key == theirs.key:
            return None
        return _changed(DriftKind.BENIGN, (ours,), (theirs,), "number/same-bound@1", Severity.LOW, 0.8)
    return _changed(DriftKind.NUMBER, (ours,), (theirs,), "number/bound-changed@1", Severity.MEDIUM, 0.75)


def dates(gap: Gap, scene: Scene) -> Sequence[Change]:
    """Another date or time, given when each report was published; one that is only vaguer is none."""
    before, after = of_kind(gap.before, "date"), of_kind(gap.after, "date")
    return [
        _changed(DriftKind.DATE, (ours,), (theirs,), "date/another-date@1", Severity.HIGH, 0.8)
        for ours, theirs in zip(before, after, strict=False)
        if not ours.same(theirs) and one_sort(ours, theirs) and not _only_one_of_saying(ours, theirs, scene)
    ]


def _only_one_of_saying(ours: Unit, theirs: Unit, scene: Scene) -> bool:
    """Whether one date tells when something was said and the other when it was."""
    parent, child = scene.parent.line_at(ours.start), scene.child.line_at(theirs.start)
    said = parent is not None and ours.start in days_of_saying(parent.units, scene.parent_frames)
    also = child is not None and theirs.start in days_of_saying(child.units, scene.child_frames)
    return said != also


def one_sort(ours: Unit, theirs: Unit) -> bool:
    """Whether both are days or both are times of day."""
    return (ours.day is None or ours.day.minutes is None) == (theirs.day is None or theirs.day.minutes is None)


def quantifiers(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word for how many or how often was left out or put in, or stands for a number."""
    if is_clause(gap):
        return []
    table = scene.book.quantifiers
    before = [u for u in gap.before if u.key in table]
    after = [u for u in gap.after if u.key in table]
    amounts = [u for u in gap.before if u.amount is not None and u.amount.unit in ("", "fraction")]
    if amounts and after and not of_kind(gap.after, "number"):
        return _amount_made_vague(amounts[0], after[0], scene)
    if before and after:
        return []
    dropped = [
        ((u,), (), "quantifier/dropped@1")
        for u in before
        if (_partial(u, scene) or _some_of_them(u, gap))
        and not _idle(u, scene.parent)
        and not _counted_in(u, _line(gap, scene, child=True), scene)
    ]
    if not before and not after and not of_kind(gap.after, "number"):
        dropped = [((u,), (), "quantifier/dropped@1") for u in amounts if _some_of_them(u, gap)]
    added = [
        ((), (u,), "quantifier/added@1")
        for u in after
        if _telling(u, scene)
        and not _idle(u, scene.child)
        and not _of_something_new(u, gap, scene)
        and not _counted_in(u, _line(gap, scene, child=False), scene)
    ]
    return [_changed(DriftKind.QUANTIFIER, b, a, rule, Severity.MEDIUM, 0.7) for b, a, rule in (*dropped, *added)]


def exchanged_quantifiers(gap: Gap, scene: Scene) -> Sequence[Change]:
    """A word for how many or how often was exchanged for another: "some" became "all", "often" became "never"."""
    if is_clause(gap):
        return []
    table = scene.book.quantifiers
    for ours in gap.before:
        for theirs in gap.after:
            if ours.key in table and theirs.key in table and table[ours.key][0] == table[theirs.key][0]:
                return _steps(ours, theirs, scene)
    return []


def _of_something_new(unit: Unit, gap: Gap, scene: Scene) -> bool:
    """Whether the noun that the word counts was itself put in."""
    at = gap.after.index(unit)
    counted = next((u for u in gap.after[at + 1 :] if u.weighty), None)
    return counted is not None and counted.key not in scene.parent.keys


def _steps(ours: Unit, theirs: Unit, scene: Scene) -> list[Change]:
    """The step from one word to the other; none where both stand on one."""
    table = scene.book.quantifiers
    if table[ours.key][1] == table[theirs.key][1]:
        return [_changed(DriftKind.BENIGN, (ours,), (theirs,), "quantifier/same-step@1", Severity.LOW, 0.7)]
    return [_changed(DriftKind.QUANTIFIER, (ours,), (theirs,), "quantifier/changed@1", Severity.MEDIUM, 0.85)]


def _amount_made_vague(ours: Unit, theirs: Unit, scene: Scene) -> list[Change]:
    """A number became a word for many or few; "hundreds" for 640 says the same, "thousands" does not."""
    low, high = scene.book.vague.get(theirs.key, (0.0, 0.0))
    fits = ours.amount is not None and low <= ours.amount.value <= high
    kind, severity = (DriftKind.BENIGN, Severity.LOW) if fits else (DriftKind.QUANTIFIER, Severity.MEDIUM)
    return [_changed(kind, (ours,), (theirs,), "quantifier/for-amount@1", severity, 0.7)]


#: Endings of words that "most" before them makes the highest of their kind ("most important").
_ADJECTIVE = ("ive", "ous", "ant", "ent", "al", "ful", "able", "ible", "ic", "ed", "ary", "less")
#: Stretches of time that "each" and "every" count ("a fee every month").
_TIMES = frozenset({"day", "week", "month", "year", "time", "hour", "morning", "evening", "night", "season", "quarter"})


def _partial(unit: Unit, scene: Scene) -> bool:
    """Whether the quantifier says less than all, so that leaving it out says more.

    Words for no more than "more than one" ("several", "various") say what the plural says.
    """
    family, step = scene.book.quantifiers[unit.key]
    return step < (6 if family == 0 else 4) and unit.key not in scene.book.plural


#: Words behind "of" that make what follows a whole, of which a part was told ("two of *its* lorries").
_THE_WHOLE = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "my"})


def _some_of_them(unit: Unit, gap: Gap) -> bool:
    """Whether the parent tells it of some of a whole ("three of the lifts"), and the whole stays behind the gap."""
    at = gap.before.index(unit)
    behind = [u.folded for u in gap.before[at + 1 : at + 3]]
    if gap.right is not None and len(behind) < 2:
        behind.append(gap.right[0].folded)
    linked = unit.folded.endswith(" of") or behind[:1] == ["of"]
    whole = behind[0 if unit.folded.endswith(" of") else 1 :]
    rest = [u for u in gap.before[at + 1 :] if u.weighty and u.amount is None]
    return linked and gap.right is not None and not rest and whole[:1] != [] and whole[0] in _THE_WHOLE


def _line(gap: Gap, scene: Scene, *, child: bool) -> Line | None:
    """The sentence of one report in which the gap lies."""
    side = 1 if child else 0
    units = [*(gap.after if child else gap.before), *(p[side] for p in (gap.left, gap.right) if p is not None)]
    reading = scene.child if child else scene.parent
    return reading.line_at(units[0].start) if units else None


def _counted_in(unit: Unit, line: Line | None, scene: Scene) -> bool:
    """Whether the other report's sentence has a word for as many, in whatever place."""
    table = scene.book.quantifiers
    return line is not None and any(table.get(other.key) == table[unit.key] for other in line.units)


def _telling(unit: Unit, scene: Scene) -> bool:
    """Whether the quantifier says more than the bare noun: few, many, most, all, or how often."""
    return unit.key not in scene.book.plural


def _idle(unit: Unit, reading: Reading) -> bool:
    """Whether the word counts nothing here: "most important", "every month", "some 14 per cent"."""
    line = reading.line_at(unit.start)
    behind = next((u for u in line.units if u.start > unit.start), None) if line is not None else None
    if behind is None:
        return False
    if unit.folded == "some":
        return behind.kind == "number"
    return (unit.folded == "most" and behind.folded.endswith(_ADJECTIVE)) or behind.folded in _TIMES


def _changed(kind: DriftKind, before: Units, after: Units, rule: str, severity: Severity, score: float) -> Change:
    return Change(kind=kind, before=before, after=after, rule=rule, severity=severity, score=score)
