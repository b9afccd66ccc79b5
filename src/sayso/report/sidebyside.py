"""Parent and child side by side: which pairs the page shows, and how their sentences and changes read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import Derivation, Drift, Id, Omission, Reuse
from sayso.report import wording
from sayso.report.aligned import Row, rows
from sayso.report.highlight import Highlight, Piece, pieces
from sayso.report.lineage import parent_of
from sayso.report.references import References, ReportReference
from sayso.vocab import Direction, DriftKind, Severity

#: What a change adds to the weight by which pairs are chosen and ordered.
WEIGHTS = {Severity.HIGH: 5, Severity.MEDIUM: 2, Severity.LOW: 1}
#: How much of a sentence without a change is shown, for orientation.
UNCHANGED_LETTERS = 110


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports of the pile, one of which has text from the other, with everything found between them."""

    child: Id
    parent: Id
    derivations: tuple[Derivation, ...]
    reuses: tuple[Reuse, ...]
    drifts: tuple[Drift, ...]
    omissions: tuple[Omission, ...]

    @property
    def weight(self) -> int:
        """How much there is to see."""
        return sum(WEIGHTS[d.severity] for d in self.drifts) + len(self.omissions)


class NamedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change under its two sentences; `following` is the next change's number, 0 for the last."""

    number: int
    drift: Drift
    claim_href: str
    following: int


class ShownRow(msgspec.Struct, frozen=True, kw_only=True):
    """A parent's sentences beside the child's; `unchanged` says that the words are the same, and is then all."""

    parent: tuple[Piece, ...]
    child: tuple[Piece, ...]
    changes: tuple[NamedChange, ...]
    unchanged: str = ""


class ShownOmission(msgspec.Struct, frozen=True, kw_only=True):
    """What the child left out, in the parent's sentence."""

    omission: Omission
    pieces: tuple[Piece, ...]
    claim_href: str


class ShownPair(msgspec.Struct, frozen=True, kw_only=True):
    """A pair on the page."""

    number: int
    child: ReportReference
    parent: ReportReference
    how: str
    changes: tuple[NamedChange, ...]
    rows: tuple[ShownRow, ...]
    omissions: tuple[ShownOmission, ...]


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """The section."""

    pairs: tuple[ShownPair, ...]
    pairs_left_out: int
    change_ids: frozenset[Id]


def choose(references: References) -> list[Pair]:
    """The pairs with text in common, those with most changes first."""
    book = references.book
    derivations: dict[tuple[Id, Id], list[Derivation]] = {}
    for derivation in book.derivations.values():
        if derivation.parent_id is not None and derivation.direction is Direction.DIRECTED:
            derivations.setdefault((derivation.child_id, parent_of(derivation)), []).append(derivation)
    drifts: dict[Id, list[Drift]] = {}
    for drift in book.drifts.values():
        drifts.setdefault(drift.derivation_id, []).append(drift)
    omissions: dict[Id, list[Omission]] = {}
    for omission in book.omissions.values():
        omissions.setdefault(omission.derivation_id, []).append(omission)
    found = [
        Pair(
            child=child,
            parent=parent,
            derivations=tuple(several),
            reuses=tuple(dict.fromkeys(book.reuses[e] for d in several for e in d.evidence if e in book.reuses)),
            drifts=tuple(drift for d in several for drift in drifts.get(d.id, ())),
            omissions=tuple(omission for d in several for omission in omissions.get(d.id, ())),
        )
        for (child, parent), several in derivations.items()
    ]
    order = {pair: place for place, pair in enumerate(derivations)}
    with_text = [pair for pair in found if pair.reuses or pair.drifts or pair.omissions]
    return sorted(with_text, key=lambda p: (-p.weight, order[p.child, p.parent]))


def side_by_side(chosen: Sequence[Pair], references: References) -> SideBySide:
    """The pairs as the page shows them, as many as it holds."""
    shown = chosen[: references.limits.pairs]
    following = _following([drift for pair in shown for drift in _by_place(pair, references.book)], references)
    return SideBySide(
        pairs=tuple(_pair(number, pair, following, references) for number, pair in enumerate(shown, start=1)),
        pairs_left_out=len(chosen) - len(shown),
        change_ids=frozenset(following),
    )


def _following(drifts: Sequence[Drift], references: References) -> dict[Id, int]:
    numbers = [references.change_numbers[drift.id] for drift in drifts]
    return {drift.id: number for drift, number in zip(drifts, [*numbers[1:], 0], strict=False)}


def _by_place(pair: Pair, book: Book) -> list[Drift]:
    """The pair's changes in the order in which its rows show them."""
    return [drift for row in rows(book, pair.parent, pair.child, pair.reuses, pair.drifts) for drift in row.drifts]


def _pair(number: int, pair: Pair, following: dict[Id, int], references: References) -> ShownPair:
    book = references.book
    aligned = rows(book, pair.parent, pair.child, pair.reuses, pair.drifts)
    shown = tuple(_row(row, pair, following, references) for row in aligned)
    return ShownPair(
        number=number,
        child=references.report(pair.child),
        parent=references.report(pair.parent),
        how="; ".join(
            f"{d.kind}, {wording.percent(d.share)} of its words" if d.share else d.kind for d in pair.derivations
        ),
        changes=tuple(c for row in shown for c in row.changes if c.drift.kind is not DriftKind.BENIGN),
        rows=shown,
        omissions=tuple(_omission(o, references) for o in pair.omissions),
    )


def _row(row: Row, pair: Pair, following: dict[Id, int], references: References) -> ShownRow:
    book = references.book
    parent_text, child_text = book.documents[pair.parent].text, book.documents[pair.child].text
    if row.child and not row.drifts and not row.gone and not row.new:
        return ShownRow(
            parent=(),
            child=(),
            changes=(),
            unchanged=wording.clipped(child_text[row.child[0] : row.child[1]], UNCHANGED_LETTERS),
        )
    gone = [Highlight(start, end, "reworded") for start, end in row.gone]
    new = [Highlight(start, end, "reworded") for start, end in row.new]
    for drift in row.drifts:
        words = f"{drift.kind}: {drift.kind.definition}"
        if drift.before is not None:
            gone.append(Highlight(drift.before.start, drift.before.end, f"gone severity-{drift.severity}", words))
        # Where a source was dropped, what is left are words that did not change.
        if drift.after is not None and drift.kind is not DriftKind.ATTRIBUTION_DROPPED:
            new.append(Highlight(drift.after.start, drift.after.end, f"new severity-{drift.severity}", words))
    return ShownRow(
        parent=pieces(parent_text, *row.parent, gone) if row.parent else (),
        child=pieces(child_text, *row.child, new) if row.child else (),
        changes=tuple(
            NamedChange(
                number=references.change_numbers[drift.id],
                drift=drift,
                claim_href=references.claim_href(drift.claim_id),
                following=following.get(drift.id, 0),
            )
            for drift in row.drifts
        ),
    )


def _omission(omission: Omission, references: References) -> ShownOmission:
    book = references.book
    span = omission.span
    start, end = book.sentence(span.doc_id, span.start, span.end)
    mark = Highlight(span.start, span.end, "gone", f"{omission.kind}: {omission.kind.definition}")
    return ShownOmission(
        omission=omission,
        pieces=pieces(book.documents[span.doc_id].text, start, end, [mark]),
        claim_href=references.claim_href(omission.claim_id),
    )
