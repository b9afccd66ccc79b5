"""Snapshot to document: text, metadata with where each value came from, links, and what the markup says."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from sayso.engines.base import Extracted, HtmlEngine
from sayso.errors import InputError
from sayso.extract import language, page, plain
from sayso.extract.decode import Decoded, decode, harmless
from sayso.extract.dom import Anchor, Line, Markup, Role, is_too_large, lines, parse, tamed
from sayso.extract.html import assemble, joined
from sayso.extract.metadata import Found, Metadata, first, given, without_site
from sayso.extract.when import published as as_date
from sayso.records import Document, Link, Mark, Snapshot
from sayso.text import Span

#: Code points; a longer text is a book or a dump, and every later stage would take hours over it.
LONGEST_TEXT = 1_000_000


def read(snapshot: Snapshot, *, html: HtmlEngine, markup: Markup) -> list[Document | Link | Mark]:
    """The report as text, its links, and marks on what its markup says a line is.

    Metadata given with the report wins over what the page says about itself; `provenance` names the place of each.

    Raises:
        InputError: if there is no text, or more than one report can hold.
    """
    decoded = decode(snapshot)
    if snapshot.media_type == "text/html":
        return _page(snapshot, decoded, html, markup)
    text = harmless(decoded.text)
    _check(snapshot, text)
    return [_document(snapshot, decoded, text, first([("given", given(snapshot.given)), ("text", plain.head(text))]))]


def _page(snapshot: Snapshot, decoded: Decoded, html: HtmlEngine, markup: Markup) -> list[Document | Link | Mark]:
    text = tamed(decoded.text)
    tree = parse(text)
    if tree is None:
        raise _no_text(snapshot)
    extracted = Extracted(text="") if is_too_large(tree) else html.read(text, snapshot.given.get("url"))
    seen = lines(tree, markup)
    found = first(
        [
            ("given", given(snapshot.given)),
            ("json-ld", page.json_ld(tree)),
            ("opengraph", page.meta_tags(tree)),
            ("byline element", _byline(seen)),
            ("date element", _dateline(seen)),
            ("page element", page.visible(tree)),
            (html.name.split("-")[0], _of_engine(extracted)),
        ]
    )
    found = without_site(found)
    text, stretches, anchors = joined(assemble(seen, extracted, found.values.title))
    if not text.strip():
        raise _no_text(snapshot)
    _check(snapshot, text)
    document = _document(snapshot, decoded, text, found)
    marks = [
        Mark(doc_id=document.id, span=Span(document.id, start, end), kind=kind, made_by="extract/markup@1")
        for start, end, kind in stretches
    ]
    return [document, *_links(document, anchors), *marks]


def _byline(seen: list[Line]) -> Metadata:
    """The byline that stands on the page, in a part whose markup says so."""
    lines = [line.text for line in seen if line.has(Role.BYLINE)]
    return Metadata(
        byline=next((who for line in lines if (who := plain.byline(line) or plain.byline(f"By {line}"))), None)
    )


def _dateline(seen: list[Line]) -> Metadata:
    """The date that stands on the page, in a part whose markup says so."""
    dates = (plain.dated(line.text) for line in seen if line.has(Role.DATE, Role.BYLINE))
    return Metadata(published=next((date for date in dates if date), None))


def _of_engine(extracted: Extracted) -> Metadata:
    return Metadata(
        title=extracted.title,
        byline=extracted.byline,
        published=as_date(extracted.published or ""),
        publisher=extracted.publisher,
        language=extracted.language,
    )


def _links(document: Document, anchors: list[Anchor]) -> list[Link]:
    """The links to other pages, their addresses made whole where the page's own is known."""
    found: dict[str, Link] = {}
    for anchor in anchors:
        try:
            href = urljoin(document.url or "", harmless(anchor.href))
            urlsplit(href)
        except ValueError:  # "http://[": no address
            continue
        if href.startswith(("http://", "https://", "/")) and " " not in href and len(href) < 2_000:
            span = Span(document.id, anchor.start, anchor.end)
            link = Link(doc_id=document.id, span=span, href=href, made_by="extract/links@1")
            found[link.id] = link
    return list(found.values())


def _document(snapshot: Snapshot, decoded: Decoded, text: str, found: Found) -> Document:
    values = found.values
    provenance = {
        field: snapshot.given_by.get(field, "given") if place == "given" else place
        for field, place in found.provenance.items()
    }
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


def _no_text(snapshot: Snapshot) -> InputError:
    return InputError(
        snapshot.path,
        f"{snapshot.path} has no main text: it may be a list of links, or a page that scripts fill in.",
        "Save the page from a browser after it has loaded, or save its text as .txt.",
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
