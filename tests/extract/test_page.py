from __future__ import annotations

import json

import pytest
from lxml.html import HtmlElement

from sayso.extract.dom import parse
from sayso.extract.page import json_ld, meta_tags, visible

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Dam breaks",
    "datePublished": "2031-03-12T08:31:00+01:00",
    "author": [{"name": "Ann Roe"}, {"name": "Bo Lund"}],
    "publisher": {"name": "The Courier"},
    "inLanguage": "en-GB",
    "url": "https://c.example/dam",
}


def tree(head: str, body: str = "<p>x</p>") -> HtmlElement:
    found = parse(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>")
    assert found is not None
    return found


def script(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


@pytest.mark.parametrize("value", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite", "name": "C"}, ARTICLE]}])
def test_json_ld_tells_of_the_article_wherever_it_is_nested(value: object) -> None:
    found = json_ld(tree(script(value)))
    assert found.title == "Dam breaks"
    assert found.published == "2031-03-12T08:31:00+01:00"
    assert found.byline == "Ann Roe, Bo Lund"
    assert found.publisher == "The Courier"
    assert found.language == "en"
    assert found.url == "https://c.example/dam"


@pytest.mark.parametrize("value", ["{", "[" * 100_000, "null", '"x"', {"@type": 3}, {"@graph": 3}, "x" * 600_000])
def test_json_ld_that_is_none_is_passed_over(value: object) -> None:
    assert json_ld(tree(script(value) + script(ARTICLE))).title == "Dam breaks"


def test_json_ld_values_of_the_wrong_kind_are_passed_over() -> None:
    wrong = {"@type": ["Article"], "headline": 3, "author": {"name": {}}, "publisher": [], "datePublished": "soon"}
    found = json_ld(tree(script(wrong)))
    assert (found.title, found.byline, found.publisher, found.published) == (None, None, None, None)


def test_meta_tags_give_what_they_name() -> None:
    found = meta_tags(
        tree(
            '<meta property="og:title" content="Dam"><meta property="og:site_name" content="The Courier">'
            '<meta property="article:published_time" content="2031-03-12"><meta name="author" content="Ann Roe">'
            '<link rel="canonical" href="https://c.example/dam">'
        )
    )
    assert (found.title, found.publisher, found.published) == ("Dam", "The Courier", "2031-03-12")
    assert (found.byline, found.url) == ("Ann Roe", "https://c.example/dam")


def test_a_windows_title_names_the_site_behind_the_headline() -> None:
    found = visible(tree("<title>Dam breaks above Orvik – The Courier</title>", "<h1>Dam breaks above Orvik</h1>"))
    assert (found.title, found.publisher) == ("Dam breaks above Orvik", "The Courier")
