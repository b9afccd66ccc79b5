from __future__ import annotations

import base64
import hashlib
import itertools
import re
import time
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from sayso import __version__
from sayso.ledger import Book
from sayso.report.html import asset, inert, render
from sayso.report.references import Limits

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """What a browser would find in a page: tags with their attributes, and whether they close in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def hostile(hostile_book: Book) -> Page:
    return Page(render(hostile_book))


@pytest.fixture(scope="module")
def tiny(tiny_book: Book) -> Page:
    return Page(render(tiny_book))


def test_the_same_book_gives_the_same_page(tiny_book: Book) -> None:
    assert render(tiny_book) == render(tiny_book)


def test_hostile_text_makes_no_element(hostile: Page, tiny: Page) -> None:
    assert not [tag for tag, _ in hostile.tags if tag in ("img", "iframe", "object", "base", "embed")]
    assert [tag for tag, _ in hostile.tags].count("script") == 1
    assert [tag for tag, _ in hostile.tags].count("style") == 1
    assert sorted({tag for tag, _ in hostile.tags}) == sorted({tag for tag, _ in tiny.tags})
    assert not hostile.unbalanced
    assert hostile.open == []


def test_hostile_text_makes_no_attribute(hostile: Page) -> None:
    assert not [name for _, attributes in hostile.tags for name in attributes if name.startswith("on")]
    assert not hostile.values("style")


def test_hostile_text_is_shown_as_it_stands(hostile_book: Book) -> None:
    page = render(hostile_book)
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert "<img" not in page


def test_characters_that_reorder_text_are_shown_by_their_code(hostile_book: Book) -> None:
    page = render(hostile_book)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page)
    assert "[U+202E]gnp.exe[U+2066]" in page
    assert inert("a\ud800\u200db") == "a[U+D800]\u200db"


def test_links_leave_the_page_only_for_the_web(hostile: Page) -> None:
    outward = [a for tag, a in hostile.tags if tag == "a" and not (a.get("href") or "").startswith("#")]
    assert [a["href"] for a in outward] == ["https://northwire.example/oxmoor?a=1&b=2"]
    assert all(a["rel"] == "noopener noreferrer nofollow" for a in outward)


def test_the_policy_allows_this_style_and_this_script_and_no_address(tiny_book: Book) -> None:
    page = render(tiny_book)
    policy = next(a["content"] or "" for _, a in Page(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    for element in ("style", "script"):
        (text,) = re.findall(f"<{element}>(.*?)</{element}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_names_no_address_but_those_of_reports(tiny: Page) -> None:
    assert not list(tiny.values("src"))
    assert not re.search(r"url\(|@import", asset("style.css"))


def test_no_id_stands_twice(tiny: Page, hostile: Page) -> None:
    for page in (tiny, hostile):
        ids = page.values("id")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("limits", [Limits(), Limits(full_texts=0), Limits(claims=1, quiet_claims=0, pairs=0)])
def test_every_link_inside_the_page_leads_somewhere(tiny_book: Book, limits: Limits) -> None:
    page = Page(render(tiny_book, limits))
    targets = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert targets <= set(page.values("id"))
    described = {i for name in ("aria-labelledby", "aria-describedby") for v in page.values(name) for i in v.split()}
    assert described <= set(page.values("id"))


def test_headings_leave_out_no_level(tiny: Page) -> None:
    levels = [int(tag[1]) for tag, _ in tiny.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_every_status_a_word(tiny_book: Book) -> None:
    page = render(tiny_book)
    assert page.count("<table") == page.count("<caption")
    for status in re.findall(r'<span class="status [^>]*>(.*?)</span>', page):
        assert re.sub(r"<svg.*?</svg>", "", status).strip()


def test_the_page_says_what_was_not_analysed_and_what_to_do(tiny_book: Book) -> None:
    page = render(tiny_book)
    for words in ("1 of 6 reports was not analysed", "pile/broken.pdf", "It is no text.", "Save it as text."):
        assert words in page


def test_the_page_says_how_it_was_run(tiny_book: Book) -> None:
    page = render(tiny_book)
    assert f"sayso {__version__}" in page
    assert all(document.path in page for document in tiny_book.documents.values())


def test_a_book_without_reports_still_makes_a_page(empty_book: Book) -> None:
    page = Page(render(empty_book))
    assert not page.unbalanced
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(page.values("id"))


def test_a_pile_of_600_reports_makes_a_page_that_opens(large_book: Callable[[int], Book]) -> None:
    book = large_book(600)
    begun = time.perf_counter()
    page = render(book)
    assert time.perf_counter() - begun < 20
    assert len(page) < 10_000_000
    assert "sayso export jsonl" in page
