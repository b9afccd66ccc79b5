"""What parts of the page call each other: numbers of reports and claims, and where each is shown."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

from sayso.ledger import Book
from sayso.records import ClaimMention, Derivation, Document, Id
from sayso.report import wording
from sayso.vocab import Direction


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much one file shows; what is left out is counted on the page, which points to `sayso export jsonl`.

    Chosen so that a pile of 600 reports makes a page of some 10 MB that a browser opens at once.
    """

    full_texts: int = 60
    claims: int = 250
    quiet_claims: int = 300
    sayings: int = 40
    drawn_reports: int = 120
    drawn_lines: int = 260
    derivations: int = 400
    pairs: int = 24
    sources: int = 250
    events: int = 300
    names: int = 250


class ReportReference(msgspec.Struct, frozen=True, kw_only=True):
    """A report as other parts of the page name it.

    Attributes:
        number: its place among the reports, oldest first; 0 for one that is not in the pile.
        label: its publisher, else its title or path.
        day: its publication date in words.
        href: where the page shows it; empty for one that is not in the pile.
    """

    number: int
    label: str
    day: str = ""
    title: str = ""
    href: str = ""

    @property
    def latent(self) -> bool:
        """Whether it is not in the pile."""
        return self.number == 0


#: A report without a publisher goes by its title, which may be long.
MOST_LETTERS = 48


class References:
    """Numbers and links for everything that the page names more than once."""

    def __init__(self, book: Book, limits: Limits, shown_claims: Collection[Id] = ()) -> None:
        self.book = book
        self.limits = limits
        self.shown_claims = frozenset(shown_claims)
        self.full_texts = len(book.documents) <= limits.full_texts

    @cached_property
    def _report_numbers(self) -> dict[Id, int]:
        return {id_: number for number, id_ in enumerate(self.book.documents, start=1)}

    @cached_property
    def claim_numbers(self) -> dict[Id, int]:
        """Each claim's number: its place in the ledger, the same that the command line shows."""
        return {row.claim_id: number for number, row in enumerate(self.book.rows, start=1)}

    @cached_property
    def mention_numbers(self) -> dict[Id, int]:
        """Each mention's number, by report and place in the text."""
        order = sorted(self.book.mentions.values(), key=lambda m: (self.place(m.doc_id), m.span, m.id))
        return {mention.id: number for number, mention in enumerate(order, start=1)}

    @cached_property
    def change_numbers(self) -> dict[Id, int]:
        """Each change's number, in the order in which the side-by-side view shows them."""
        return {id_: number for number, id_ in enumerate(self.book.drifts, start=1)}

    @cached_property
    def parents(self) -> dict[Id, list[Derivation]]:
        """The derivations that say from whom each report took something, surest first."""
        found: dict[Id, list[Derivation]] = {}
        for derivation in self.book.derivations.values():
            if derivation.direction is Direction.DIRECTED:
                found.setdefault(derivation.child_id, []).append(derivation)
        return found

    def place(self, report_id: Id) -> int:
        """A report's number; 0 for one that is not in the pile."""
        return self._report_numbers.get(report_id, 0)

    def report(self, report_id: Id) -> ReportReference:
        """A report, or one that others rest on and that is not in the pile, for showing."""
        document = self.book.documents.get(report_id)
        if document is None:
            return ReportReference(number=0, label=self.book.latents.get(report_id, "an unknown report"))
        number = self.place(report_id)
        return ReportReference(
            number=number,
            label=wording.clipped(self.book.label(report_id), MOST_LETTERS),
            day=wording.day(document.published, short=True),
            title=title(document),
            href=f"#report-{number}",
        )

    def mention_anchor(self, mention: ClaimMention) -> str:
        """The id of the place where the report's full text is marked for a mention."""
        return f"mention-{self.mention_numbers[mention.id]}"

    def mention_href(self, mention: ClaimMention) -> str:
        """Where the page shows a mention in its report's text; the report itself where full texts are left out."""
        if self.full_texts:
            return f"#{self.mention_anchor(mention)}"
        return f"#report-{self.place(mention.doc_id)}"

    def claim_href(self, claim_id: Id | None) -> str:
        """Where the page shows a claim; empty where it does not."""
        return f"#claim-{self.claim_numbers[claim_id]}" if claim_id in self.shown_claims else ""


def title(document: Document) -> str:
    """A report's title, else its file's name."""
    return document.title or document.path.rsplit("/", 1)[-1]


def web_address(href: str | None) -> str:
    """The address if a browser may be sent there: http or https, a host, no blanks or controls; else empty."""
    if not href or any(c.isspace() or not c.isprintable() for c in href):
        return ""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return ""
    return href if parts.scheme.lower() in ("http", "https") and host else ""
