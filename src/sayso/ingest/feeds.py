"""The items of an RSS or Atom feed, each with the metadata that the feed gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

#: What feeds call a field, without the prefix; the more exact first.
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "published": ("pubDate", "published", "issued", "date"),
    "modified": ("updated", "modified"),
    "byline": ("creator", "author"),
    "publisher": ("publisher",),
    "language": ("language", "lang"),
}
_BODY = ("encoded", "content", "body", "description", "summary")
_ITEMS = frozenset({"item", "entry"})
#: The vocabularies read, by address, and by usual prefix for feeds that declare none. Others (media, itunes) use the
#: same words of pictures and shows.
_SPOKEN = (
    "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://purl.org/rss/1.0/modules/content/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://backend.userland.com/rss2", "dc", "dcterms", "content", "atom", "rdf",
)  # fmt: skip
#: A name of a feed is its site's with a section on either side ("World news | The Torvik Gazette").
_PARTS = re.compile(r"\s+[|»·:–—-]\s+")
_TAG = re.compile(r"<(?:p|br|div|a|em|i|b|strong|h[1-6]|ul|ol|li|img|figure|blockquote|span)\b[^<>]{0,2000}>", re.I)
_BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6])\b", re.I)
_MAILED = re.compile(r"\S+@\S+ \((?P<name>[^()]+)\)")  # RSS: "ann@gazette.example (Ann Roe)"
_LONGEST = 2_000  # code points of one value of metadata


class Item(NamedTuple):
    """One item of a feed.

    Attributes:
        html: its text as a page, or "" where the item has no markup.
        text: its title and text, or "" where it has markup, or nothing but a title.
        given: its metadata, and what the feed says for all items.
    """

    html: str
    text: str
    given: dict[str, str]


def items(content: bytes) -> Iterator[Item] | None:
    """The items of a feed, in its order; None where the bytes are no feed of RSS 0.9 to 2.0 or Atom.

    The file may come from anybody: entities are not expanded, nothing is fetched, no document type is read, and what
    is not well-formed is read as far as it goes.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: an encoding that nobody knows
        return None
    if root is None or _name(root) not in ("rss", "RDF", "feed"):
        return None
    feed = next((child for child in root if _name(child) == "channel"), root)
    return _items(root, _of_feed(feed))


def _items(root: Any, of_feed: dict[str, str]) -> Iterator[Item]:
    for element in root.iter():
        if _name(element) in _ITEMS:
            yield _item(element, of_feed)


def _of_feed(feed: Any) -> dict[str, str]:
    """What holds for all items: who publishes the feed, in which language."""
    found = {field: value for field in ("publisher", "language") if (value := _field(feed, field))}
    if "publisher" not in found and (title := _field(feed, "title")):
        found["publisher"] = _site(title, _link(feed) or "")
    return found


def _site(title: str, link: str) -> str:
    """The site's name in the title of its feed: the part that its address spells, else the whole."""
    try:
        host = (urlsplit(link).hostname or "").replace("-", "")
    except ValueError:
        return title
    for part in _PARTS.split(title):
        letters = "".join(c for c in part.lower() if c.isalnum())
        if {letters, letters.removeprefix("the")} & set(host.split(".")):
            return part
    return title


def _item(element: Any, of_feed: dict[str, str]) -> Item:
    given = of_feed | {field: value for field in _FIELDS if (value := _field(element, field))}
    if url := _link(element):
        given["url"] = url
    if (source := _source(element)) and source != given.get("publisher"):
        given["taken_from"] = source
    body, title = _body(element), unescape(given.get("title", ""))
    if not body:
        return Item("", "", given)
    if _TAG.search(body):
        body = body if _BLOCK.search(body) else f"<p>{body}</p>"
        head = f"<title>{escape(title)}</title>" if title else ""
        heading = f"<h1>{escape(title)}</h1>" if title else ""
        return Item(f"<html><head>{head}</head><body><article>{heading}{body}</article></body></html>", "", given)
    return Item("", f"{title}\n\n{unescape(body)}".strip(), given)


def _source(element: Any) -> str:
    """Where the item was taken from: the name in RSS's `<source url>` or Atom's `<source>`, else its address."""
    for child in element:
        if _name(child) == "source":
            return _field(child, "title") or _text(child) or _value(child.get("url")) or _link(child) or ""
    return ""


def _link(element: Any) -> str | None:
    """The page's address: the text of RSS's link, the reference of Atom's, or an identifier that is one."""
    for child in element:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            link = _value(child.get("href")) or _text(child)
            if link.startswith(("http://", "https://")):
                return link
    for child in element:
        is_address = _name(child) in ("guid", "id") and child.get("isPermaLink") != "false"
        if is_address and (link := _text(child)).startswith(("http://", "https://")):
            return link
    return None


def _field(element: Any, field: str) -> str:
    named = (_named(child) for name in _FIELDS[field] for child in element if _name(child) == name)
    return next((text for text in named if text), "")


def _named(element: Any) -> str:
    """The text of a field: of a person the name, which Atom puts inside and RSS behind an address of mail."""
    inside = next((child for child in element if _name(child) == "name"), element)
    text = _text(inside)
    mailed = _MAILED.fullmatch(text)
    return mailed["name"] if mailed else text


def _body(element: Any) -> str:
    """The fullest text that the item has, as markup or as plain text."""
    bodies = (_markup(child) for name in _BODY for child in element if _name(child) == name)
    return next((body for body in bodies if body), "")


def _markup(element: Any) -> str:
    if any(isinstance(child.tag, str) for child in element):  # Atom's xhtml
        inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
        return (escape(element.text or "") + "".join(inside)).strip()
    return "".join(element.itertext()).strip()


def _text(element: Any) -> str:
    return _value("".join(element.itertext()))


def _value(text: str | None) -> str:
    return " ".join((text or "")[:_LONGEST].split())


def _name(element: Any) -> str:
    """The name of an element without its prefix; "" for what is none, or of a vocabulary that is not read."""
    if not isinstance(element.tag, str):
        return ""
    vocabulary, _, name = element.tag.removeprefix("{").rpartition("}" if element.tag.startswith("{") else ":")
    return name if not vocabulary or vocabulary in _SPOKEN else ""
