"""What a helper model may add to the comparison of two reports: a cause that was put in, and what sort a sentence is.

It adds and names; it takes nothing back. A cause must be quoted from both sentences as far as it has words there, and
its words in the child must be among those that changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Literal, TypeAlias

import msgspec

from sayso.drift.couples import Couple
from sayso.drift.omissions import Left
from sayso.drift.reading import Line, Reading, Unit
from sayso.drift.scene import Change, Scene
from sayso.drift.statements import Statements
from sayso.helper import Helper, Passage, Unusable
from sayso.text import fold
from sayso.vocab import DriftKind, OmissionKind, Severity

#: How many questions of each sort one pair of reports is worth.
MOST = 12

Quotation: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `helper/prompts/cause.md`."""

    change: Literal["cause", "none"]
    before: Quotation
    after: Quotation


class Sort(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `helper/prompts/omission.md`."""

    kind: Literal["denial", "open question", "caveat", "none"]
    words: Quotation


# -- causes ----------------------------------------------------------------------------------------------------------


def causes(couples: Iterable[Couple], known: Iterable[Change], scene: Scene, helper: Helper | None) -> Iterator[Change]:
    """A helper model reads a cause into changed words that link two things, where the rules name none."""
    if helper is None:
        return
    named = {unit.start for change in known if change.kind is DriftKind.CAUSAL for unit in change.after}
    asked = 0
    for couple in couples:
        if asked == MOST or not _may_cause(couple, scene, named):
            continue
        asked += 1
        ours, theirs = couple.parents[0], couple.child
        parent, child = _passage(ours, scene.parent), _passage(theirs, scene.child)
        change = helper.ask("cause", Cause, _causing(couple, parent, child), PARENT=parent, CHILD=child)
        if change is not None:
            yield change


def _may_cause(couple: Couple, scene: Scene, named: set[int]) -> bool:
    """Whether a linking word came, went or changed, and no rule has named a cause in the child's sentence."""
    if not couple.close or len(couple.parents) != 1 or any(unit.start in named for unit in couple.child.units):
        return False
    return any(unit.key in scene.book.causal for gap in couple.alignment.gaps for unit in (*gap.before, *gap.after))


def _causing(couple: Couple, parent: Passage, child: Passage) -> Callable[[Cause], Change | None]:
    changed = {unit.start for gap in couple.alignment.gaps for unit in gap.after}

    def read(answer: Cause) -> Change | None:
        """A helper model reads a cause into words that the child changed, and quotes them."""
        if answer.change == "none":
            return None
        after = _units(couple.child, child.place(answer.after))
        before = _units(couple.parents[0], parent.place(answer.before)) if answer.before else ()
        if fold(answer.before) == fold(answer.after) or not any(unit.start in changed for unit in after):
            raise Unusable  # a cause that was there before is no change
        return Change(
            kind=DriftKind.CAUSAL,
            before=before,
            after=after,
            rule="causal/read-as-a-cause-helped@1",
            severity=Severity.LOW,
            score=0.5,
        )

    return read


# -- omissions -------------------------------------------------------------------------------------------------------


def sorted_out(
    found: Sequence[Left], couples: Sequence[Couple], scene: Scene, statements: Statements, helper: Helper | None
) -> list[Left]:
    """What the child left out, its sort told by a helper model where only a phrase told it, or nothing did."""
    if helper is None:
        return list(found)
    sure = [left for left in found if left.score >= SURE]
    named = [_sort_named(left, scene, helper) for left in found if left.score < SURE]
    return [*sure, *named, *_dropped(found, couples, scene, statements, helper)]


#: What was left out with at least this score rests on a record, not on a phrase.
SURE = 0.8


def _sort_named(left: Left, scene: Scene, helper: Helper) -> Left:
    """A helper model names another sort than the phrase that gave the sentence away."""
    passage = Passage(left.span.of(scene.parent.text))
    kind = helper.ask("omission", Sort, _sorting(passage), SENTENCE=passage)
    if kind is None or kind is left.kind:
        return left
    return msgspec.structs.replace(left, kind=kind, rule="omission/sort-helped@1")


def _dropped(
    found: Sequence[Left], couples: Sequence[Couple], scene: Scene, statements: Statements, helper: Helper
) -> Iterator[Left]:
    """A helper model finds a caveat, denial or open question in a sentence dropped beside those that were repeated."""
    taken = {line.index for couple in couples for line in couple.parents}
    repeated = {line.index for couple in couples if couple.close for line in couple.parents}
    known = {line.index for left in found for line in scene.parent.lines_in(left.span)}
    beside = [
        line
        for line in scene.parent.lines
        if not line.headline and line.index not in taken | known and {line.index - 1, line.index + 1} & repeated
    ]
    for line in beside[:MOST]:
        passage = _passage(line, scene.parent)
        kind = helper.ask("omission", Sort, _sorting(passage), SENTENCE=passage)
        if kind is not None:
            claim = statements.claim_at(line.span.doc_id, line.span.start, line.span.end)
            yield Left(kind=kind, span=line.span, claim_id=claim, rule="omission/dropped-beside-helped@1", score=0.5)


def _sorting(passage: Passage) -> Callable[[Sort], OmissionKind | None]:
    def read(answer: Sort) -> OmissionKind | None:
        if answer.kind == "none":
            return None
        passage.place(answer.words)
        return next(kind for kind in OmissionKind if kind == answer.kind)

    return read


# -- places ----------------------------------------------------------------------------------------------------------


def _passage(line: Line, reading: Reading) -> Passage:
    return Passage(line.span.of(reading.text))


def _units(line: Line, place: tuple[int, int]) -> tuple[Unit, ...]:
    """The units of a sentence that a stretch of it touches."""
    start, end = (line.span.start + offset for offset in place)
    return tuple(unit for unit in line.units if unit.start < end and start < unit.end)
