"""The lines of a page: every stretch of visible text between block tags, with its links and what its markup says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sayso.extract.decode import harmless

#: More lines than any report has; a page that goes on is cut there.
MOST_LINES = 20_000
MOST_WALKED = 100_000  # elements
#: The largest real pages (live blogs) have some 15,000; engines take a second for 4,000 and more than double for twice.
MOST_ELEMENTS = 30_000
#: The parser compares every attribute of a tag with every other; a tag with more is left out before it sees it.
MOST_ATTRIBUTES = 500
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}>?")
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTE = re.compile(r"[\s=]+")

_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp "
        "small span strike strong sub sup time tt u var wbr",
    )
)
#: Inline tags that page systems set on a line of their own by style, so that no blank stands between them.
_BOXES = frozenset(("a", "span", "button", "time", "label", "cite", "small"))
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[ \t\n\r\f\u00a0]+")
_WORDS_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_JOINED = re.compile(r"[a-z0-9.,!?)”\"’][A-Z0-9“\"(]")


class Markup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """lexicon/markup.yml: what tags, classes and roles say about a part of a page."""

    skipped_tags: frozenset[str]
    skipped_roles: frozenset[str]
    hidden_names: frozenset[str]
    caption: frozenset[str]
    byline: frozenset[str]
    date: frozenset[str]
    correction: frozenset[str]
    furniture: frozenset[str]


class Role(Enum):
    """What the markup says a line is."""

    TITLE = "h1"
    HEADING = "h2 and below"
    CAPTION = "caption"
    BYLINE = "byline"
    DATE = "date"
    CORRECTION = "correction"
    QUOTE = "blockquote"
    FURNITURE = "furniture"


class Anchor(msgspec.Struct, frozen=True):
    """A link inside a line: offsets into the line's text."""

    start: int
    end: int
    href: str


class Line(msgspec.Struct, frozen=True):
    """One line of a page.

    Attributes:
        roles: the part of the page that gives each role (its number) and the role, outermost first.
        parts: the numbers of the block parts that hold the line, outermost first.
        tag: of the innermost block.
    """

    text: str
    links: tuple[Anchor, ...]
    roles: tuple[tuple[int, Role], ...]
    parts: tuple[int, ...]
    tag: str

    def has(self, *roles: Role) -> bool:
        """Whether the markup gives the line one of these roles."""
        return any(role in roles for _, role in self.roles)

    def linked(self) -> float:
        """The part of the line's characters that are links."""
        return sum(link.end - link.start for link in self.links) / max(len(self.text), 1)


def tamed(page: str) -> str:
    """The page without tags that hold so many attributes that only an attack on parsers explains them."""

    def kept(found: re.Match[str]) -> str:
        bare = _QUOTED.sub("=", found.group())
        return "" if len(_ATTRIBUTE.findall(bare)) > MOST_ATTRIBUTES else found.group()

    return _LONG_TAG.sub(kept, page)


def parse(page: str) -> HtmlElement | None:
    """The page as a tree, or None where there is none.

    Entities are not resolved, nothing is fetched, and depth is bounded by the parser: what lies deeper is dropped.
    """
    try:
        # As bytes, since the parser refuses text that declares an encoding.
        parser = HTMLParser(
            remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False, encoding="utf-8"
        )
        return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def is_too_large(tree: HtmlElement) -> bool:
    """Whether the page has more elements than an engine can be asked to weigh in reasonable time."""
    return next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None


def lines(tree: HtmlElement, markup: Markup) -> list[Line]:
    """The visible lines of the page in order; scripts, menus and hidden parts are left out."""
    return list(_Reader(markup).read(tree))


class _Reader:
    """Walks a tree once, without recursion, and gathers text until a block begins or ends."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Anchor] = []
        self._open_links: list[tuple[int, str]] = []
        self._parts: list[int] = []
        self._tags: list[str] = ["body"]
        self._roles: list[tuple[int, Role]] = []
        self._given: list[bool] = []  # for each open element, whether it gave a role
        self._starts: list[int] = []  # for each open element that gave one, where in the line it began
        self._named: list[tuple[int, int, Role]] = []  # stretches of the line that closed parts of it gave a role
        self._in_article = 0
        self._boundary = False

    def read(self, tree: HtmlElement) -> Iterator[Line]:
        """The lines, in order."""
        walk: Any = etree.iterwalk(tree, events=("start", "end"))
        number = made = 0
        skipped: Any = None
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                number += 1
                if self._is_skipped(element, tag):
                    skipped = element
                    walk.skip_subtree()
                    continue
                lines = self._open(element, tag, number)
            elif element is skipped:
                skipped = None
                lines = self._flush() if tag not in _INLINE else []
                self._write(element.tail)
            else:
                lines = self._close(element, tag)
            for line in lines:
                yield line
                made += 1
            if made >= MOST_LINES or number >= MOST_WALKED:
                return
        yield from self._flush()

    def _is_skipped(self, element: Any, tag: str) -> bool:
        if not tag or tag in self._markup.skipped_tags:
            return True
        if tag in ("header", "footer") and not self._in_article:
            return True
        if element.get("role") in self._markup.skipped_roles or element.get("hidden") is not None:
            return True
        if _HIDDEN_STYLE.search(element.get("style") or ""):
            return True
        names = (element.get("class") or "").lower().split()
        return any(name in self._markup.hidden_names for name in names[:20])

    def _open(self, element: Any, tag: str, number: int) -> list[Line]:
        lines: list[Line] = []
        if tag in _CELLS and self._length:
            self._write(" | ")
        elif tag == "br" or tag not in _INLINE | _CELLS:
            lines = self._flush()
        role = _role(element, tag, self._markup)
        self._given.append(role is not None)
        if role is not None:
            self._roles.append((number, role))
            self._starts.append(self._length)
        if tag not in _INLINE:
            self._parts.append(number)
            self._tags.append(tag)
            self._in_article += tag in ("article", "main")
        self._boundary = self._boundary or tag in _BOXES
        if tag == "a":
            self._open_links.append((self._length, (element.get("href") or "").strip()))
        self._write(element.text)
        return lines

    def _close(self, element: Any, tag: str) -> list[Line]:
        lines = self._flush() if tag not in _INLINE | _CELLS else []
        if tag not in _INLINE:
            self._parts.pop()
            self._tags.pop()
            self._in_article -= tag in ("article", "main")
        self._boundary = self._boundary or tag in _BOXES
        if tag == "a":
            start, href = self._open_links.pop()
            if href and self._length > start:
                self._links.append(Anchor(start, self._length, href))
        if self._given.pop():
            _, role = self._roles.pop()
            start = self._starts.pop()
            if self._length > start:
                self._named.append((start, self._length, role))
        self._write(element.tail)
        return lines

    def _write(self, text: str | None) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", harmless(text).replace("\n", " "))
        last = self._pieces[-1][-1:] if self._pieces else ""
        if not self._length or last == " ":
            text = text.lstrip(" ")
        if not text:
            return
        if self._boundary and last and _JOINED.fullmatch(last + text[0]):
            text = f" {text}"
        self._boundary = False
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> list[Line]:
        text = "".join(self._pieces).rstrip()
        links = [*self._links, *(Anchor(start, len(text), href) for start, href in self._open_links if href)]
        roles = (*self._roles, *((-1, role) for start, end, role in self._named if end - start > len(text) * 0.8))
        self._pieces, self._length, self._links, self._named, self._boundary = [], 0, [], [], False
        self._open_links = [(0, href) for _, href in self._open_links]
        self._starts = [0] * len(self._starts)
        if not text:
            return []
        bounded = (_trimmed(link, text) for link in sorted(links, key=lambda link: (link.start, link.end)))
        kept = tuple(link for link in bounded if link.end > link.start)
        return [Line(text, kept, roles, tuple(self._parts), self._tags[-1])]


def _trimmed(link: Anchor, text: str) -> Anchor:
    start, end = link.start, min(link.end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Anchor(start, end, link.href)


def _role(element: Any, tag: str, markup: Markup) -> Role | None:
    """What this part of the page is by its tag, its classes and its properties."""
    if tag in ("h1", "figcaption", "h2", "h3", "h4", "h5", "h6"):
        return {"h1": Role.TITLE, "figcaption": Role.CAPTION}.get(tag, Role.HEADING)
    if tag in ("aside", "form", "button"):
        return Role.FURNITURE
    if tag in ("time", "blockquote"):
        return Role.DATE if tag == "time" else Role.QUOTE
    if tag in ("html", "body", "article", "main"):
        return None
    names = " ".join(
        filter(None, (element.get("class"), element.get("id"), element.get("itemprop"), element.get("rel")))
    )
    return _role_of_names(names[:300], markup) if names else None


@lru_cache(maxsize=4096)
def _role_of_names(names: str, markup: Markup) -> Role | None:
    words = {word.lower() for word in _WORDS_OF_NAME.findall(names)}
    for role, known in (
        (Role.CORRECTION, markup.correction),
        (Role.CAPTION, markup.caption),
        (Role.FURNITURE, markup.furniture),
        (Role.BYLINE, markup.byline),
        (Role.DATE, markup.date),
    ):
        if words & known:
            return role
    return None
