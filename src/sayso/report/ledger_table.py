"""The claims ledger as a table: which claims stand first, which in the quiet group, and the cells of each row."""

from __future__ import annotations

import msgspec

from sayso.ledger import Book
from sayso.records import Id, LedgerRow, RowOrigin
from sayso.report import wording
from sayso.report.references import Limits, References, ReportReference
from sayso.vocab import DriftKind, SourceKind, Status

#: Statuses that an editor wants to see even where only one report states the claim.
TELLING = frozenset({Status.RETRACTED, Status.DISPUTED, Status.DENIED, Status.CORROBORATED, Status.UNCONFIRMED})


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that the page shows.

    Attributes:
        main: stated by several reports, or denied, questioned, changed: a full section each.
        quiet: stated by one report, and nothing else to say: a line each.
        main_left_out, quiet_left_out: how many more there are than the page holds.
    """

    main: tuple[LedgerRow, ...]
    quiet: tuple[LedgerRow, ...]
    main_left_out: int = 0
    quiet_left_out: int = 0

    @property
    def claim_ids(self) -> set[Id]:
        """The ids of all claims that the page shows."""
        return {row.claim_id for row in (*self.main, *self.quiet)}


def choose(book: Book, limits: Limits) -> Choice:
    """The claims to show, in ledger order; those with most reports come first there."""
    main = [row for row in book.rows if _is_telling(book, row)]
    telling = {row.claim_id for row in main}
    quiet = [row for row in book.rows if row.claim_id not in telling]
    return Choice(
        main=tuple(main[: limits.claims]),
        quiet=tuple(quiet[: limits.quiet_claims]),
        main_left_out=max(0, len(main) - limits.claims),
        quiet_left_out=max(0, len(quiet) - limits.quiet_claims),
    )


def _is_telling(book: Book, row: LedgerRow) -> bool:
    """Whether several reports state, deny or question the claim, or something else is to be said about it."""
    reports = {book.mentions[m].doc_id for m in book.claims[row.claim_id].mentions if m in book.mentions}
    noted = row.denied_by or row.open_questions or row.omissions or any(is_change(book, i) for i in row.drift)
    return len(reports) > 1 or bool(noted) or row.status in TELLING


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the ledger table."""

    number: int
    text: str
    story: str = ""
    status: Status
    certainty: str
    reports: int
    origins: str
    at_least: int
    at_most: int
    first_seen: str
    first_seen_iso: str
    said_by: tuple[str, ...]
    said_by_more: int
    denied_by: tuple[str, ...]
    changes: int
    left_out: int
    questions: int
    where: ReportReference | None = None


def line(row: LedgerRow, references: References, most_named: int = 3) -> Line:
    """The cells of one claim."""
    book = references.book
    said_by = list(dict.fromkeys(_named(o) for o in row.origins))
    return Line(
        number=references.claim_numbers[row.claim_id],
        text=row.text,
        story=_story_of(row, book),
        status=row.status,
        certainty=row.certainty,
        reports=len(row.reports),
        origins=wording.interval(row.origins_at_least, row.origins_at_most),
        at_least=row.origins_at_least,
        at_most=row.origins_at_most,
        first_seen=wording.day(row.first_seen, short=True),
        first_seen_iso=row.first_seen or "",
        said_by=tuple(said_by[:most_named]),
        said_by_more=max(0, len(said_by) - most_named),
        denied_by=tuple(dict.fromkeys(_named(o) for o in row.denied_by)),
        changes=sum(is_change(book, i) for i in row.drift),
        left_out=len(row.omissions),
        questions=len(row.open_questions),
        where=_where(row, references),
    )


def _story_of(row: LedgerRow, book: Book) -> str:
    """The story of a claim, where the page holds several."""
    return "" if book.story else next((story.label for story in book.stories if story.id == row.story_id), "")


def _where(row: LedgerRow, references: References) -> ReportReference | None:
    """The report of a claim that only one states, with a link to the very words."""
    book = references.book
    mentions = [book.mentions[m] for m in book.claims[row.claim_id].mentions if m in book.mentions]
    if not mentions:
        return None
    first = min(mentions, key=lambda m: references.mention_numbers[m.id])
    return msgspec.structs.replace(references.report(first.doc_id), href=references.mention_href(first))


def is_change(book: Book, drift_id: Id) -> bool:
    """Whether a drift changes more than the wording."""
    return drift_id in book.drifts and book.drifts[drift_id].kind is not DriftKind.BENIGN


def _named(origin: RowOrigin) -> str:
    return f"{origin.label} (unnamed)" if origin.kind is SourceKind.ANONYMOUS else wording.who(origin)
