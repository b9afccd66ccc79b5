from __future__ import annotations

import time

import pytest

from sayso import lexicon
from sayso.engines.base import HtmlEngine
from sayso.errors import InputError
from sayso.extract import LONGEST_TEXT, read
from sayso.extract.dom import Markup
from sayso.lexicon.outlets import Outlets
from sayso.records import Document, Link, Mark, Snapshot
from sayso.vocab import PassageKind

MARKUP = lexicon.load("markup", Markup)
OUTLETS = lexicon.load("outlets", Outlets)
STORY = "".join(
    f"<p>The {nth} gate of the dam above Orvik gave way at noon on Monday, said the mayor, who saw it all.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Dam breaks above Orvik | The Courier</title>
<script>var stolen = "script text";</script><style>p {{ color: red }}</style></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>Dam breaks above Orvik</h1>
<p class="byline">By Ann Roe in Orvik</p><time datetime="2031-03-12T08:31:00+01:00">12 March</time>
<figure><img src="a.jpg"><figcaption>Water pours through the gap. Photo: Bo Lund</figcaption></figure>
{STORY}
<div class="newsletter-signup"><h4>Never miss a flood</h4><p>Get our best stories every day of the week.</p></div>
<p>The letters were <a href="/letters">first seen by The Wire</a>, an agency, which printed two of them on Sunday.</p>
<h2>What the letters show</h2>
<p>They say that the wall was cracked for years before it broke, and that nobody at the ministry answered them.</p>
<p class="correction">Correction: An earlier version of this report gave the wrong height of the dam.</p>
<p class="credit">Reporting by Ann Roe; editing by Cy Poe</p>
</article><footer>© The Courier</footer></body></html>"""


def snapshot(content: str | bytes, media_type: str = "text/html", **given: str) -> Snapshot:
    data = content.encode() if isinstance(content, str) else content
    return Snapshot(
        path="a",
        sha256="0",
        media_type=media_type,
        content=data,
        given=given,
        given_by=dict.fromkeys(given, "meta.csv"),
    )


def parts(page: str, html: HtmlEngine) -> tuple[Document, dict[str, PassageKind], dict[str, str]]:
    found = read(snapshot(page), html=html, markup=MARKUP, outlets=OUTLETS)
    (document,) = (r for r in found if isinstance(r, Document))
    marks = {r.span.of(document.text): r.kind for r in found if isinstance(r, Mark)}
    links = {r.span.of(document.text): r.href for r in found if isinstance(r, Link)}
    return document, marks, links


def test_a_page_becomes_its_article_with_what_stands_around_it_in_place(html: HtmlEngine) -> None:
    document, marks, links = parts(PAGE, html)
    lines = document.text.split("\n")
    assert lines[:3] == ["Dam breaks above Orvik", "By Ann Roe in Orvik", "12 March"]
    assert lines[-2].startswith("Correction:")
    assert lines[-1] == "Reporting by Ann Roe; editing by Cy Poe"
    assert marks["Dam breaks above Orvik"] is PassageKind.HEADLINE
    assert marks["By Ann Roe in Orvik"] is PassageKind.FURNITURE
    assert marks["Water pours through the gap. Photo: Bo Lund"] is PassageKind.CAPTION
    assert marks["Get our best stories every day of the week."] is PassageKind.FURNITURE
    assert marks["What the letters show"] is PassageKind.HEADLINE
    assert marks[lines[-2]] is PassageKind.PARAGRAPH
    assert links == {"first seen by The Wire": "/letters"}


def test_scripts_styles_and_menus_are_never_text(html: HtmlEngine) -> None:
    document, _, _ = parts(PAGE, html)
    for hidden in ("script text", "color: red", "Home"):
        assert hidden not in document.text


def test_what_a_page_says_of_itself_is_kept_with_where_it_says_it(html: HtmlEngine) -> None:
    document, _, _ = parts(PAGE, html)
    assert document.title == "Dam breaks above Orvik"
    assert document.publisher == "The Courier"
    assert document.byline == "Ann Roe in Orvik"
    assert document.published == "2031-03-12T08:31:00+01:00"
    assert document.language == "en"
    assert document.provenance["byline"] == "byline element"
    assert document.provenance["published"] == "page element"


def test_given_metadata_wins_over_the_page_and_makes_links_whole(html: HtmlEngine) -> None:
    given = {"publisher": "The Post", "published": "2031-03-13", "url": "https://post.example/a/b"}
    found = read(snapshot(PAGE, **given), html=html, markup=MARKUP, outlets=OUTLETS)
    (document,) = (r for r in found if isinstance(r, Document))
    assert (document.publisher, document.published, document.url) == tuple(given.values())
    assert document.provenance["publisher"] == "meta.csv"
    assert [r.href for r in found if isinstance(r, Link)] == ["https://post.example/letters"]


def test_corrected_metadata_does_not_change_a_reports_id(html: HtmlEngine) -> None:
    first, second = (
        read(
            snapshot("The dam broke at noon.", "text/plain", publisher=name), html=html, markup=MARKUP, outlets=OUTLETS
        )[0]
        for name in ("The Post", "The Courier")
    )
    assert first.id == second.id


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.example", "#top", "data:text/html,x", "http://[", ""]
)
def test_only_links_to_pages_are_links(html: HtmlEngine, href: str) -> None:
    _, _, links = parts(PAGE.replace("/letters", href), html)
    assert links == {}


def test_a_tweet_or_letter_quoted_in_the_article_is_text(html: HtmlEngine) -> None:
    quoted = "<blockquote><p>Help!</p>— Orvik Town Hall (@orvik) March 12, 2031</blockquote>"
    document, marks, _ = parts(PAGE.replace("<h2>", f"{quoted}<h2>"), html)
    assert marks["Help!"] is PassageKind.PARAGRAPH
    assert "(@orvik)" in document.text


def test_two_parts_that_only_style_keeps_apart_are_two_words(html: HtmlEngine) -> None:
    document, _, _ = parts(PAGE.replace("gap. Photo: Bo Lund", "gap<span>Photo: Bo Lund</span>"), html)
    assert "the gap Photo: Bo Lund" in document.text


def test_a_page_too_short_for_the_engine_is_read_by_its_paragraphs(html: HtmlEngine) -> None:
    page = (
        "<html><body><p>The dam above Orvik broke at noon on Monday, the mayor said.</p>"
        "<p>Nobody in the town below had been warned, she told the radio, and nobody came.</p></body></html>"
    )
    assert parts(page, html)[0].text.count("\n") == 1


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><a href='/'>Home</a></body></html>", "<" * 100_000, "\0"]
)
def test_a_page_without_main_text_is_an_error_that_says_what_to_do(html: HtmlEngine, page: str) -> None:
    with pytest.raises(InputError) as raised:
        parts(page, html)
    assert raised.value.path == "a"
    assert raised.value.next_step


@pytest.mark.parametrize("content", ["", " \n\t", "\x00\x1b"])
def test_plain_text_without_text_is_an_error(html: HtmlEngine, content: str) -> None:
    with pytest.raises(InputError):
        read(snapshot(content, "text/plain"), html=html, markup=MARKUP, outlets=OUTLETS)


def test_a_text_longer_than_any_report_is_an_error(html: HtmlEngine) -> None:
    with pytest.raises(InputError, match="one file per report"):
        read(snapshot("a " * LONGEST_TEXT, "text/plain"), html=html, markup=MARKUP, outlets=OUTLETS)


def test_plain_text_is_kept_as_it_stands(html: HtmlEngine) -> None:
    text = "  The  dam\n\n\nbroke — “at noon”.\n"
    (document,) = read(snapshot(text, "text/plain"), html=html, markup=MARKUP, outlets=OUTLETS)
    assert isinstance(document, Document)
    assert document.text == text


def test_an_encoding_that_had_to_be_guessed_is_said(html: HtmlEngine) -> None:
    (document,) = read(
        snapshot("The café was shut.".encode("cp1252"), "text/plain"), html=html, markup=MARKUP, outlets=OUTLETS
    )
    assert isinstance(document, Document)
    assert document.provenance["encoding"] == "windows-1252, by default"


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("</article>", "<div>" * 100_000 + "x</article>"),
        "<html><body>" + "<div>" * 100_000 + STORY,
        PAGE.replace("<h2>", "<b>" * 100_000 + "<h2>"),
        f'<!DOCTYPE x [<!ENTITY l0 "lol">{ENTITIES}]>' + PAGE.replace("letters were", "&l11; letters were"),
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + PAGE.replace("letters were", "&e; were"),
        PAGE.replace("<h2>", "<i " + " ".join(f"a{n}" for n in range(100_000)) + "><h2>"),
        PAGE.replace("<h2>", "<br>" * 200_000 + "<h2>"),
        PAGE.replace("<h2>", f"<p class='{'ad ' * 100_000}'>x</p><h2>"),
        PAGE.replace("<h2>", "<a href=x>y " * 20_000 + "<h2>"),
    ],
    ids=[
        "deep below",
        "deep around",
        "deep inline",
        "entities",
        "outside file",
        "attributes",
        "breaks",
        "classes",
        "links",
    ],
)
def test_a_page_built_to_break_parsers_is_read_or_refused_in_bounded_time(html: HtmlEngine, page: str) -> None:
    began = time.perf_counter()
    try:
        text = parts(page, html)[0].text
    except InputError:
        text = ""
    assert "root:" not in text
    assert "lollol" not in text
    assert time.perf_counter() - began < 60  # a second here; the machine may be busy


def test_a_paragraph_that_is_all_link_and_no_sentence_is_the_title_of_another_story(html: HtmlEngine) -> None:
    teaser = "Old mill to become flats"
    page = PAGE.replace("<h2>", f'<p><a href="/mill">{teaser}</a></p><h2>', 1)
    document, marks, _ = parts(page, html)
    assert teaser not in document.text or marks[teaser] is PassageKind.FURNITURE
