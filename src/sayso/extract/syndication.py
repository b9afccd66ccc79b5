"""Whose text a page says it is, where that is not its publisher's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from lxml.html import HtmlElement

from sayso.extract.page import link, name, nodes, tags
from sayso.lexicon.outlets import Outlets, host_of

#: Meta tags that name the page that a text was taken from, or its outlet (Google News' former tags, and Dublin Core).
_META = ("syndication-source", "original-source", "dc.source", "dcterms.source", "article:original_source")
#: Fields of JSON-LD that name the text's source: the work it comes from, then the body behind it.
_WORK = ("isBasedOn", "isBasedOnUrl")
_BODY = ("sourceOrganization", "provider", "sdPublisher")
#: Second-level labels under which sites are registered ("gazette.co.uk").
_SHARED = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"})


class Source(msgspec.Struct, frozen=True):
    """Another outlet, by address or name, and the place that names it."""

    value: str
    place: str


def source_of(tree: HtmlElement, publisher: str | None, url: str | None, outlets: Outlets) -> Source | None:
    """The other outlet that the page's markup names as its text's; None where it names none, or only its own.

    Args:
        tree: the page.
        publisher: who published the page, as far as is known.
        url: the page's own address: where it was saved from, else the one it gives for sharing.
        outlets: the outlets of the lexicon.
    """
    for source in _named(tree):
        if _is_another(source, publisher, url, outlets):
            return source
    return None


def own_address(tree: HtmlElement, given: str | None) -> str | None:
    """The page's own address: the one given with it, else the one that it gives for sharing."""
    return given or link(tags(tree).get("og:url"))


def same_site(url: str | None, other: str | None) -> bool:
    """Whether two addresses are on one site, subdomains and countries apart."""
    return bool(host_of(url)) and _site(host_of(url)) == _site(host_of(other))


def _named(tree: HtmlElement) -> Iterator[Source]:
    given = tags(tree)
    for key in _META:
        if key in given:
            yield Source(given[key], key)
    articles = list(nodes(tree))
    for field in (*_WORK, *_BODY):
        for node in articles:
            value = _work(node.get(field)) if field in _WORK else name(node.get(field))
            if value:
                yield Source(value, f"json-ld {field}")
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and link(element.get("href")):
            yield Source(element.get("href") or "", "canonical")
            return


def _work(value: Any) -> str | None:
    """The address of the work that an article is based on, else the name of who published it."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None  # several works are references, not the text
    if isinstance(value, Mapping):
        return link(value.get("url")) or link(value.get("@id")) or name(value.get("publisher"))
    return link(value)


def _is_another(source: Source, publisher: str | None, url: str | None, outlets: Outlets) -> bool:
    """Whether the source is surely not the page's own outlet."""
    own = outlets.publishing(publisher, url)
    address = link(source.value)
    named = outlets.at(address) if address else outlets.named(source.value)
    if own is not None and named is not None:
        return own.name != named.name
    if address is None:
        return named is not None and publisher is not None and not _alike(source.value, publisher)
    if not url or not host_of(address) or outlets.is_mirror(url) or outlets.is_mirror(address):
        return False
    return not same_site(address, url)


def _alike(one: str, other: str) -> bool:
    first, second = (part.casefold().removeprefix("the ").strip() for part in (one, other))
    return first in second or second in first


def _site(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[-2] in _SHARED:
        labels.pop()
    return labels[-2] if len(labels) > 1 else host
