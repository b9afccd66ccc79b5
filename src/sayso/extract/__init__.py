"""Snapshot to document: text, metadata with where each value came from, links, and what the markup says."""

from __future__ import annotations

from sayso.engines.base import HtmlEngine
from sayso.errors import InputError
from sayso.extract import language, plain
from sayso.extract.decode import Decoded, decode, harmless
from sayso.extract.metadata import Found, first, given
from sayso.records import Document, Link, Mark, Snapshot

#: Code points; a longer text is a book or a dump, and every later stage would take hours over it.
LONGEST_TEXT = 1_000_000


def read(snapshot: Snapshot, *, html: HtmlEngine) -> list[Document | Link | Mark]:
    """The report as text, its links, and marks on what its markup says a line is.

    Metadata given with the report wins over what the page says about itself; `provenance` names the place of each.

    Raises:
        InputError: if there is no text, or more than one report can hold.
    """
    decoded = decode(snapshot)
    return [_plain(snapshot, decoded)]


def _plain(snapshot: Snapshot, decoded: Decoded) -> Document:
    text = harmless(decoded.text)
    _check(snapshot, text)
    return _document(snapshot, decoded, text, first([("given", given(snapshot.given)), ("text", plain.head(text))]))


def _document(snapshot: Snapshot, decoded: Decoded, text: str, found: Found) -> Document:
    provenance = {
        field: snapshot.given_by.get(field, "given") if place == "given" else place
        for field, place in found.provenance.items()
    }
    values = found.values
    tongue = values.language or language.guess(text)
    if tongue and not values.language:
        provenance["language"] = "text"
    if decoded.encoding != "utf-8":
        provenance["encoding"] = decoded.encoding
    return Document(
        snapshot_id=snapshot.id,
        path=snapshot.path,
        url=values.url,
        publisher=values.publisher,
        published=values.published,
        modified=values.modified,
        title=values.title,
        byline=values.byline,
        language=tongue,
        text=text,
        provenance=provenance,
        made_by=f"extract/{snapshot.media_type.removeprefix('text/')}@1",
    )


def _check(snapshot: Snapshot, text: str) -> None:
    if not text.strip():
        raise InputError(snapshot.path, f"{snapshot.path} holds no text.", "Check the file, or leave it out.")
    if len(text) > LONGEST_TEXT:
        raise InputError(
            snapshot.path,
            f"{snapshot.path} holds {len(text):,} characters; a report has at most {LONGEST_TEXT:,}.",
            "Split it into one file per report, or save it as .jsonl with one report a line.",
        )
