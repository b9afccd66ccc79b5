from __future__ import annotations

import pytest

from sayso.engines.base import HtmlEngine

PARAGRAPHS = [
    f"The {nth} gate of the dam above Orvik gave way at noon on Monday, said the mayor, who saw it from the bridge."
    for nth in ("first", "second", "third", "fourth")
]
PAGE = (
    '<html lang="en"><head><title>Dam breaks</title><meta property="article:published_time" content="2031-03-12">'
    "</head><body><nav><a href='/'>Home</a></nav><article><h1>Dam breaks</h1>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + "</article><script>steal()</script></body></html>"
)


def test_the_main_text_comes_one_paragraph_a_line(html: HtmlEngine) -> None:
    found = html.read(PAGE, None)
    assert [line for line in found.text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS
    assert "steal" not in found.text


def test_a_date_in_the_future_is_no_reason_to_doubt_it(html: HtmlEngine) -> None:
    assert html.read(PAGE, None).published == "2031-03-12"


def test_the_same_page_always_gives_the_same_answer(html: HtmlEngine) -> None:
    assert html.read(PAGE, None) == html.read(PAGE, None)


@pytest.mark.parametrize("page", ["", "x", "<", "<html>", "<html><body></body></html>", "\0", "<div>" * 100_000])
def test_what_is_no_page_gives_no_text(html: HtmlEngine, page: str) -> None:
    assert html.read(page, None).text == ""


def test_the_name_says_which_version_answers(html: HtmlEngine) -> None:
    assert html.name.startswith("trafilatura-fast@")
