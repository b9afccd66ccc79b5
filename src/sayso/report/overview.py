"""The front of the page: what the pile holds, what is most repeated, disputed, changed, open, missing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import WHOLE_STORY, Failure, Id, LedgerRow, RowOrigin
from sayso.report import wording
from sayso.report.claims import Asked, Change, change, distinct
from sayso.report.fan import Fan, fan
from sayso.report.references import References, ReportReference
from sayso.text import bare
from sayso.vocab import DriftKind, Severity, SourceKind, Status


class Figure(msgspec.Struct, frozen=True):
    """A number with its meaning, and where the page shows what it counts."""

    number: int
    words: str
    href: str


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that several reports state and that rests on one origin."""

    number: int
    text: str
    status: Status
    reports: int
    origins: str
    origin: str
    heard_by: tuple[ReportReference, ...]
    fan: Fan


class Contested(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that somebody denies or took back."""

    number: int
    text: str
    status: Status
    said_by: str
    denied_by: str


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A report that is not in the pile and that others rest on."""

    label: str
    reports: tuple[ReportReference, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The front."""

    title: str
    deck: str
    stories: tuple[str, ...]
    figures: tuple[Figure, ...]
    repeated: tuple[Repeated, ...]
    contested: tuple[Contested, ...]
    changes: tuple[Change, ...]
    changes_in_all: int
    questions: tuple[Asked, ...]
    questions_in_all: int
    missing: tuple[Missing, ...]
    failed: str
    failed_steps: frozenset[str]
    failures: tuple[Failure, ...]


MOST = 8  # lines of each list on the front; the rest stands further down


def overview(references: References, shown_changes: frozenset[Id]) -> Overview:
    """The front of the page."""
    book = references.book
    weighty = [d for d in book.drifts.values() if d.severity is Severity.HIGH and d.kind is not DriftKind.BENIGN]
    questions = distinct(references.book.questions, references)
    return Overview(
        title=_title(book),
        deck=_deck(book),
        stories=_stories(book),
        figures=_figures(book, len(weighty), len(questions)),
        repeated=tuple(_repeated(r, references) for r in _most_repeated(book.rows)[:MOST]),
        contested=tuple(_contested(r, references) for r in _contested_rows(book.rows)[:MOST]),
        changes=tuple(change(d, references, shown_changes) for d in weighty[:MOST]),
        changes_in_all=len(weighty),
        questions=questions[:MOST],
        questions_in_all=len(questions),
        missing=_missing(references)[:MOST],
        failed=failed(book),
        failed_steps=failed_steps(book),
        failures=tuple(book.failures),
    )


def _title(book: Book) -> str:
    if len(book.stories) > 1:
        return f"{len(book.stories)} stories"
    return book.story.label if book.story and book.story.label else "An untitled story"


def _stories(book: Book) -> tuple[str, ...]:
    """The stories, where there are several."""
    if book.story:
        return ()
    return tuple(f"{story.label} ({wording.count(len(story.documents), 'report')})" for story in book.stories)


def _deck(book: Book) -> str:
    reports = list(book.documents.values())
    if not reports:
        return "No report could be read."
    publishers = {d.publisher for d in reports if d.publisher}
    dates = sorted(d.published[:10] for d in reports if d.published)
    span = ""
    if dates:
        first, last = wording.day(dates[0]), wording.day(dates[-1])
        span = f", published on {first}" if first == last else f", published from {first} to {last}"
    undated = len(reports) - len(dates)
    tail = f"; {wording.count(undated, 'report')} without a date" if undated else ""
    of = f" of {wording.count(len(publishers), 'publisher')}" if publishers else ""
    return f"{wording.count(len(reports), 'report').capitalize()}{of}{span}{tail}."


def _figures(book: Book, weighty: int, questions: int) -> tuple[Figure, ...]:
    rows = book.rows
    shared = [r for r in rows if len(r.reports) > 1]
    contested = sum(r.status in (Status.DISPUTED, Status.DENIED, Status.RETRACTED) for r in rows)
    unnamed = sum(1 for r in rows if r.origins and all(o.kind is SourceKind.ANONYMOUS for o in r.origins))
    return (
        Figure(len(rows), "claim" if len(rows) == 1 else "claims", "#claims"),
        Figure(len(shared), "stated by several reports", "#claims"),
        Figure(sum(r.origins_at_most == 1 for r in shared), "of these on one origin", "#most-repeated"),
        Figure(sum(r.status is Status.CORROBORATED for r in rows), "corroborated", "#claims"),
        Figure(contested, "disputed, denied or retracted", "#contested"),
        Figure(unnamed, "on unnamed people alone", "#claims"),
        Figure(weighty, "weighty changes on the way", "#changed"),
        Figure(questions, "open questions", "#open-questions"),
    )


def _most_repeated(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    return [r for r in rows if r.origins_at_most == 1 and len(r.reports) > 1]


def _repeated(row: LedgerRow, references: References) -> Repeated:
    origin = row.origins[0] if row.origins else None
    return Repeated(
        number=references.claim_numbers[row.claim_id],
        text=row.text,
        status=row.status,
        reports=len(row.reports),
        origins=wording.interval(row.origins_at_least, row.origins_at_most),
        origin=wording.who(origin, kind=True) if origin else "",
        heard_by=_heard_by(origin, references) if origin else (),
        fan=fan(len(row.reports), row.origins_at_least, row.origins_at_most),
    )


def _heard_by(origin: RowOrigin, references: References) -> tuple[ReportReference, ...]:
    """The reports through which an origin is known, unless it is such a report itself."""
    heard = (references.report(witness) for witness in origin.witnesses)
    return tuple(report for report in heard if not (report.latent and bare(report.label) == bare(origin.label)))


def _contested_rows(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    order = [Status.RETRACTED, Status.DISPUTED, Status.DENIED]
    return sorted((r for r in rows if r.status in order), key=lambda r: order.index(r.status))


def _contested(row: LedgerRow, references: References) -> Contested:
    return Contested(
        number=references.claim_numbers[row.claim_id],
        text=row.text,
        status=row.status,
        said_by=wording.listed([wording.who(o) for o in row.origins]),
        denied_by=wording.listed([wording.who(o) for o in row.denied_by]),
    )


def _missing(references: References) -> tuple[Missing, ...]:
    resting: dict[Id, set[Id]] = {}
    for derivation in references.book.derivations.values():
        if derivation.latent is not None:
            resting.setdefault(derivation.latent.id, set()).add(derivation.child_id)
    ranked = sorted(resting, key=lambda i: (-len(resting[i]), references.report(i).label, i))
    return tuple(
        Missing(
            label=references.report(i).label,
            reports=tuple(references.report(c) for c in sorted(resting[i], key=references.place)),
        )
        for i in ranked
    )


def failed(book: Book) -> str:
    """What was not analysed, in words; empty where all was."""
    reports = {f.path for f in book.failures if f.path != WHOLE_STORY}
    parts = []
    if reports:
        in_all = len({d.path for d in book.documents.values()} | reports)
        verb = "was" if len(reports) == 1 else "were"
        parts.append(f"{len(reports)} of {wording.count(in_all, 'report')} {verb} not analysed, or not wholly")
    if steps := sorted(failed_steps(book)):
        parts.append(f"the work on the whole story is not complete: {wording.listed(steps, most=9)} failed")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def failed_steps(book: Book) -> frozenset[str]:
    """The steps that failed for the story as a whole: what they would have found is not known to be absent."""
    return frozenset(f.stage for f in book.failures if f.path == WHOLE_STORY)
