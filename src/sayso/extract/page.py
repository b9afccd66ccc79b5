"""What a page says about itself in its head: JSON-LD, OpenGraph and other meta tags, its title, its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from lxml.html import HtmlElement

from sayso.extract.metadata import Metadata
from sayso.extract.when import published as as_date
from sayso.text import squeeze

#: JSON-LD beyond these bounds is not read: real pages stay far below.
LARGEST_SCRIPT = 512 * 1024
MOST_SCRIPTS = 30
MOST_NODES = 2_000

_ARTICLE = ("article", "newsarticle", "report", "blogposting", "liveblogposting", "posting", "analysis", "opinion")
_PAGE = ("webpage", "creativework", "videoobject")

#: Where meta tags give a field, most telling first (property or name, in lower case).
_META = {
    "url": ("og:url",),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_publisher"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "cxenseparse:recs:publishtime",
        "date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"),
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "byline": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    "language": ("og:locale", "dc.language", "content-language"),
}
#: What stands behind the headline in a window's title: "| The Courier", "– The Courier".
_SITE = re.compile(r" ?[|·»:–—-]{1,2} (?P<name>[^|·»–—]{2,60})")
_DATED = ("published", "modified")


def json_ld(tree: HtmlElement) -> Metadata:
    """What the page's JSON-LD says of its article; nothing from scripts that are no JSON."""
    node = _article(tree)
    if node is None:
        return Metadata()
    return Metadata(
        url=link(node.get("url")) or link(node.get("mainEntityOfPage")),
        publisher=name(node.get("publisher")),
        published=_date(node.get("datePublished")),
        modified=_date(node.get("dateModified")),
        title=_string(node.get("headline")) or _string(node.get("name")),
        byline=name(node.get("author")) or name(node.get("creator")),
        language=_language(_string(node.get("inLanguage"))),
    )


def organisation(tree: HtmlElement) -> Metadata:
    """The body behind the article, for a page that names no publisher: the publisher itself, as a rule."""
    node = _article(tree)
    return Metadata(publisher=name(node.get("sourceOrganization"))) if node is not None else Metadata()


def _article(tree: HtmlElement) -> dict[str, Any] | None:
    found = nodes(tree)
    articles = [node for node in found if _is_one_of(node, _ARTICLE)]
    articles = articles or [node for node in found if _is_one_of(node, _PAGE)]
    articles.sort(key=lambda node: "datePublished" not in node and "headline" not in node)
    return articles[0] if articles else None


def nodes(tree: HtmlElement) -> list[dict[str, Any]]:
    """All JSON-LD objects of the page, graphs and main entities opened, at most `MOST_NODES`."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:MOST_SCRIPTS]:
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").rstrip(" ;")
        if not text or len(text) > LARGEST_SCRIPT:
            continue
        try:
            waiting = [msgspec.json.decode(text.encode("utf-8", "replace"))]
        except (msgspec.DecodeError, RecursionError):
            continue
        while waiting and len(found) < MOST_NODES:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value[:MOST_NODES]
            elif isinstance(value, dict):
                found.append(value)
                waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
    return found


def _is_one_of(node: Mapping[str, Any], kinds: tuple[str, ...]) -> bool:
    given = node.get("@type")
    types = given if isinstance(given, list) else [given]
    return any(isinstance(kind, str) and kind.rpartition("/")[2].lower().endswith(kinds) for kind in types[:10])


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def name(value: Any) -> str | None:
    """The name of a person or body, or the names of a list of them; web addresses are no names."""
    if isinstance(value, list):
        names = [said for item in value[:20] if not isinstance(item, list) and (said := name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, Mapping):
        value = value.get("name")
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, str)), None)
    text = _string(value)
    return None if text is None or text.startswith(("http://", "https://", "@", "#")) else text


def link(value: Any) -> str | None:
    """The web address that a value of JSON-LD or a tag is or holds, or None."""
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    text = _string(value)
    return text if text is not None and text.startswith(("http://", "https://")) else None


def _date(value: Any) -> str | None:
    text = _string(value)
    return as_date(text) if text is not None else None


def _language(code: str | None) -> str | None:
    """The primary language of a code: "en" for "en-GB" and "en_US"."""
    primary = (code or "").strip().replace("_", "-").split("-")[0].lower()
    return primary if 2 <= len(primary) <= 3 and primary.isalpha() else None


def meta_tags(tree: HtmlElement) -> Metadata:
    """What the page's OpenGraph and other meta tags say."""
    values = dict(_from_tags(tags(tree)))
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    return Metadata(
        url=link(canonical) or link(values.get("url")),
        publisher=values.get("publisher"),
        published=_date(values.get("published")),
        modified=_date(values.get("modified")),
        title=values.get("title"),
        byline=name(values.get("byline")),
        language=_language(values.get("language")),
    )


def tags(tree: HtmlElement) -> dict[str, str]:
    """The page's meta tags by property or name, in lower case, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content:
            found.setdefault(key.strip().lower(), content)
    return found


def _from_tags(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field, keys in _META.items():
        for key in keys:
            if key in given and (field not in _DATED or as_date(given[key])):
                yield field, given[key]
                break


def visible(tree: HtmlElement) -> Metadata:
    """What `<time>` elements, the main heading, the title of the window and the page's language code say.

    A window titled "<main heading> – <site>" names the site.
    """
    times = (as_date(e.get("datetime") or "") for e in list(tree.iter("time"))[:20])
    window = squeeze(next((e.text for e in tree.iter("title") if e.text), ""))
    headings = [squeeze(e.text_content()) for e in list(tree.iter("h1"))[:5]]
    heading = next((h for h in headings if h and window.startswith(h)), None)
    site = _SITE.fullmatch(window[len(heading) :]) if heading else None
    return Metadata(
        published=next((time for time in times if time), None),
        title=heading or (headings[0] if len(headings) == 1 and len(headings[0].split()) > 2 else window or None),
        publisher=site["name"] if site else None,
        language=_language(tree.get("lang")),
    )
