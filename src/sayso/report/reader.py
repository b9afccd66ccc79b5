"""Each report's own text, passage by passage, with the claims it states marked and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import Attribution, ClaimMention, Document, Id, Passage
from sayso.report import wording
from sayso.report.claims import attribution_highlights, certainty_highlights
from sayso.report.highlight import Highlight, Piece, pieces
from sayso.report.references import References, ReportReference, title, web_address
from sayso.vocab import PassageKind


class Block(msgspec.Struct, frozen=True):
    """A passage to show; "other" is text that no passage covers."""

    kind: str
    pieces: tuple[Piece, ...]


class Relative(msgspec.Struct, frozen=True):
    """A report that this one depends on, or that depends on it."""

    report: ReportReference
    kind: str
    share: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One report.

    Attributes:
        address: its web address, if a browser may be sent there; `address_as_given` is shown as text otherwise.
        provenance: for each metadata field, where its value came from.
        blocks: its text; empty where full texts are left out.
    """

    number: int
    label: str
    title: str
    published: str
    modified: str
    byline: str
    path: str
    address: str
    address_as_given: str
    language: str
    provenance: tuple[tuple[str, str], ...]
    claims: int
    took_from: tuple[Relative, ...]
    given_to: tuple[Relative, ...]
    blocks: tuple[Block, ...]


#: The passages that stand beside each other on the page; sentences lie inside them.
BLOCKS = frozenset({PassageKind.HEADLINE, PassageKind.PARAGRAPH, PassageKind.CAPTION, PassageKind.FURNITURE})


def readings(references: References) -> list[Reading]:
    """Every report, oldest first."""
    book = references.book
    took: dict[Id, list[Relative]] = {}
    gave: dict[Id, list[Relative]] = {}
    for child, derivations in references.parents.items():
        for d in derivations:
            share = wording.percent(d.share) if d.share else ""
            parent = d.parent_id or (d.latent.id if d.latent else "")
            took.setdefault(child, []).append(Relative(references.report(parent), d.kind, share))
            gave.setdefault(parent, []).append(Relative(references.report(child), d.kind, share))
    marks = _highlights(references) if references.full_texts else {}
    return [
        _reading(d, references, took.get(d.id, []), gave.get(d.id, []), marks.get(d.id, []))
        for d in book.documents.values()
    ]


def _reading(
    document: Document,
    references: References,
    took: Sequence[Relative],
    gave: Sequence[Relative],
    marks: Sequence[Highlight],
) -> Reading:
    address = web_address(document.url)
    return Reading(
        number=references.place(document.id),
        label=references.book.label(document.id),
        title=title(document),
        published=wording.moment(document.published),
        modified=wording.moment(document.modified) if document.modified else "",
        byline=document.byline or "",
        path=document.path,
        address=address,
        address_as_given="" if address else document.url or "",
        language=document.language or "",
        provenance=tuple(sorted(document.provenance.items())),
        claims=len({h.note for h in marks if h.note}),
        took_from=tuple(took),
        given_to=tuple(gave),
        blocks=tuple(_blocks(document, references.book, marks)) if references.full_texts else (),
    )


def _highlights(references: References) -> dict[Id, list[Highlight]]:
    """What to mark in each report."""
    found: dict[Id, list[Highlight]] = {}
    book = references.book
    for mention in book.mentions.values():
        found.setdefault(mention.doc_id, []).extend(_mention_highlights(mention, references))
    for attribution in book.attributions.values():
        found.setdefault(attribution.doc_id, []).extend(_without_grounds(attribution))
    return found


def _mention_highlights(mention: ClaimMention, references: References) -> Iterator[Highlight]:
    book = references.book
    claim_id = book.claim_of(mention.id)
    number = references.claim_numbers[claim_id] if claim_id in references.shown_claims and claim_id else 0
    text = f"claim {number}" if number else ""
    anchor = references.mention_anchor(mention)
    yield Highlight(mention.span.start, mention.span.end, "claim", text, note=number, anchor=anchor)
    yield from certainty_highlights(book, mention)


def _without_grounds(attribution: Attribution) -> list[Highlight]:
    return [h for h in attribution_highlights(attribution) if h.start < h.end]


def _blocks(document: Document, book: Book, marks: Sequence[Highlight]) -> Iterator[Block]:
    """The text in order; nothing of it is left out, whatever the passages cover."""
    reached = 0
    waiting = sorted(marks)
    stretches: list[tuple[str, int, int]] = []
    for passage in _outermost(book.passages.get(document.id, ())):
        start, end = max(reached, passage.span.start), passage.span.end
        stretches.append(("other", reached, start))
        if start < end:
            stretches.append((passage.kind, start, end))
            reached = end
    stretches.append(("other", reached, len(document.text)))
    for kind, start, end in stretches:
        if document.text[start:end].strip():
            yield Block(kind, pieces(document.text, start, end, waiting))
            # What reaches into the next passage is marked there too, but its anchor stands only once.
            waiting = [msgspec.structs.replace(h, anchor="") if h.start < end else h for h in waiting if h.end > end]


def _outermost(passages: Sequence[Passage]) -> list[Passage]:
    return sorted((p for p in passages if p.kind in BLOCKS), key=lambda p: (p.span.start, -p.span.end, p.kind))
