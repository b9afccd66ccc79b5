"""Snapshot to document: text, metadata with where each value came from, links, and what the markup says."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from msgspec import structs

from sayso.engines.base import Extracted, HtmlEngine
from sayso.errors import InputError
from sayso.extract import language, page, plain, syndication
from sayso.extract.decode import Decoded, decode, harmless
from sayso.extract.dom import Anchor, Line, Markup, Role, is_too_large, lines, parse, tamed
from sayso.extract.html import assemble, joined
from sayso.extract.metadata import Found, Metadata, first, given, without_site
from sayso.extract.when import published as as_date
from sayso.lexicon.outlets import Outlets
from sayso.records import Document, Link, Mark, Snapshot
from sayso.text import Span

#: Code points; a longer text is a book or a dump, and every later stage would take hours over it.
LONGEST_TEXT = 1_000_000


def read(snapshot: Snapshot, *, html: HtmlEngine, markup: Markup, outlets: Outlets) -> list[Document | Link | Mark]:
    """The report as text, its links, and marks on what its markup says a line is.

    Metadata given with the report wins over what the page says about itself; `provenance` names the place of each.
    The owner is the lexicon's, by the publisher's name or address; an outlet that it does not know has none.

    Raises:
        InputError: if there is no text, or more than one report can hold.
    """
    decoded = decode(snapshot)
    if snapshot.media_type == "text/html":
        return _page(snapshot, decoded, html, markup, outlets)
    text = harmless(decoded.text)
    _check(snapshot, text)
    found = first([("given", given(snapshot.given)), ("text", plain.head(text))])
    return [_document(snapshot, decoded, text, found, outlets)]


def _page(
    snapshot: Snapshot, decoded: Decoded, html: HtmlEngine, markup: Markup, outlets: Outlets
) -> list[Document | Link | Mark]:
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
            ("json-ld", page.organisation(tree)),
            (html.name.split("-")[0], _of_engine(extracted)),
        ]
    )
    found = _with_source(tree, without_site(found), snapshot.given.get("url"), outlets)
    text, stretches, anchors = joined(assemble(seen, extracted, found.values.title))
    if not text.strip():
        raise _no_text(snapshot)
    _check(snapshot, text)
    document = _document(snapshot, decoded, text, found, outlets)
    marks = [
        Mark(doc_id=document.id, span=Span(document.id, start, end), kind=kind, made_by="extract/markup@1")
        for start, end, kind in stretches
    ]
    return [document, *_links(document, anchors), *marks]


def _with_source(tree: HtmlElement, found: Found, given_url: str | None, outlets: Outlets) -> Found:
    """The same, with the outlet that the page says its text comes from; that outlet's address is not the page's own."""
    values, provenance = found.values, dict(found.provenance)
    own = syndication.own_address(tree, given_url)
    source = syndication.source_of(tree, values.publisher, own, outlets)
    if source is None or values.taken_from:
        return found
    url = values.url
    if syndication.same_site(url, source.value) and not given_url:
        url = own if not syndication.same_site(own, source.value) else None
        provenance.pop("url")
        provenance |= {"url": "opengraph"} if url else {}
    named = first([(source.place, Metadata(taken_from=source.value))])
    values = structs.replace(values, url=url, taken_from=named.values.taken_from)
    return Found(values=values, provenance=provenance | named.provenance)


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


def _document(snapshot: Snapshot, decoded: Decoded, text: str, found: Found, outlets: Outlets) -> Document:
    values = found.values
    outlet = outlets.publishing(values.publisher, values.url)
    provenance = {
        field: snapshot.given_by.get(field, "given") if place == "given" else place
        for field, place in found.provenance.items()
    }
    tongue = values.language or language.guess(text)
    if tongue and not values.language:
        provenance["language"] = "text"
    if outlet is not None and outlet.owner is not None:
        provenance["owner"] = "lexicon"
    if decoded.encoding != "utf-8":
        provenance["encoding"] = decoded.encoding
    return Document(
        snapshot_id=snapshot.id,
        path=snapshot.path,
        url=values.url,
        publisher=values.publisher,
        owner=outlet.owner if outlet is not None else None,
        published=values.published,
        modified=values.modified,
        title=values.title,
        byline=values.byline,
        language=tongue,
        taken_from=values.taken_from,
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
