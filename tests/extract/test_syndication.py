from __future__ import annotations

import pytest

from sayso import lexicon
from sayso.engines.base import HtmlEngine
from sayso.extract import read
from sayso.extract.dom import Markup
from sayso.extract.syndication import same_site
from sayso.lexicon.outlets import Outlets
from sayso.records import Document, Snapshot

MARKUP, OUTLETS = lexicon.load("markup", Markup), lexicon.load("outlets", Outlets)
BODY = "".join(
    f"<p>The {nth} gate of the dam above Orvik gave way at noon on Monday, said the mayor, who saw it all.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)


def page(html: HtmlEngine, head: str, **given: str) -> Document:
    content = f"<html lang='en'><head>{head}</head><body><article><h1>Dam breaks</h1>{BODY}</article></body></html>"
    snapshot = Snapshot(path="a", sha256="0", media_type="text/html", content=content.encode(), given=given)
    found = read(snapshot, html=html, markup=MARKUP, outlets=OUTLETS)
    return next(record for record in found if isinstance(record, Document))


SITE = '<meta property="og:site_name" content="Torvik Gazette">'
HERE = '<meta property="og:url" content="https://gazette.example/dam">'


@pytest.mark.parametrize(
    ("head", "given", "expected", "place"),
    [
        (
            SITE + '<meta name="syndication-source" content="https://www.reuters.com/dam">',
            {"url": "https://gazette.example/dam"},
            "https://www.reuters.com/dam",
            "syndication-source",
        ),
        (
            SITE + HERE + '<meta name="original-source" content="https://lantern.example/dam">',
            {},
            "https://lantern.example/dam",
            "original-source",
        ),
        (
            SITE + HERE + '<link rel="canonical" href="https://lantern.example/dam">',
            {},
            "https://lantern.example/dam",
            "canonical",
        ),
        (
            '<meta property="og:site_name" content="Yahoo News"><link rel="canonical" href="https://apnews.com/dam">',
            {},
            "https://apnews.com/dam",
            "canonical",
        ),
        (
            SITE
            + '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam breaks",'
            + '"publisher":{"name":"Torvik Gazette"},"isBasedOn":"https://www.propublica.org/dam"}</script>',
            {"url": "https://gazette.example/dam"},
            "https://www.propublica.org/dam",
            "json-ld isBasedOn",
        ),
        (
            SITE
            + '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Torvik Gazette"},'
            + '"sourceOrganization":{"@type":"Organization","name":"Agence France-Presse"}}</script>',
            {},
            "Agence France-Presse",
            "json-ld sourceOrganization",
        ),
    ],
)
def test_a_page_that_names_another_outlet_as_its_texts_was_taken_from_it(html, head, given, expected, place):
    document = page(html, head, **given)
    assert (document.taken_from, document.provenance.get("taken_from")) == (expected, place)


@pytest.mark.parametrize(
    ("head", "given"),
    [
        (SITE + HERE + '<link rel="canonical" href="https://www.gazette.example/news/dam">', {}),
        (SITE + '<link rel="canonical" href="https://gazette.example/dam">', {"url": "https://m.gazette.example/dam"}),
        (SITE + '<link rel="canonical" href="https://gazette.example/dam">', {}),
        (
            SITE + '<link rel="canonical" href="https://gazette.example/dam">',
            {"url": "https://web.archive.org/web/2031/https://gazette.example/dam"},
        ),
        (
            '<meta property="og:site_name" content="BBC"><link rel="canonical" href="https://www.bbc.co.uk/dam">',
            {"url": "https://www.bbc.com/dam"},
        ),
        (SITE + '<meta name="syndication-source" content="https://gazette.example/dam">' + HERE, {}),
        (
            SITE
            + '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Torvik Gazette"},'
            + '"sourceOrganization":{"name":"Torvik Gazette Ltd"},'
            + '"sdPublisher":{"name":"The Torvik Gazette"}}</script>',
            {},
        ),
        (
            SITE
            + '<script type="application/ld+json">{"@type":"NewsArticle","isBasedOn":'
            + '["https://apnews.com/a","https://lantern.example/b"]}</script>'
            + HERE,
            {},
        ),
        (SITE + '<link rel="canonical" href="http://[">' + HERE, {}),
    ],
)
def test_a_page_that_names_only_its_own_outlet_or_its_references_was_not(html, head, given):
    assert page(html, head, **given).taken_from is None


def test_the_address_of_the_outlet_that_a_page_was_taken_from_is_not_its_own(html):
    canonical = '<link rel="canonical" href="https://lantern.example/dam">'
    assert page(html, SITE + HERE + canonical).url == "https://gazette.example/dam"
    yahoo = '<meta property="og:site_name" content="Yahoo News"><link rel="canonical" href="https://apnews.com/dam">'
    assert page(html, yahoo).url is None


@pytest.mark.parametrize(
    ("given", "owner"),
    [
        ({"publisher": "The Sun"}, "News Corp"),
        ({"publisher": "azcentral.com"}, "Gannett"),
        ({"url": "https://www.mirror.co.uk/dam"}, "Reach"),
        ({"publisher": "Torvik Gazette"}, None),
        ({"publisher": "Associated Press"}, None),
    ],
)
def test_the_owner_comes_from_the_lexicon_by_publisher_or_address(html, given, owner):
    document = page(html, "", **given)
    assert document.owner == owner
    assert document.provenance.get("owner") == ("lexicon" if owner else None)


def test_addresses_of_one_site_differ_in_subdomain_and_country_only():
    assert same_site("https://www.gazette.example/a", "https://news.gazette.example/b")
    assert same_site("https://gazette.co.uk", "https://www.gazette.com")
    assert not same_site("https://gazette.co.uk", "https://lantern.co.uk")
    assert not same_site(None, None)
