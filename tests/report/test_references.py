from __future__ import annotations

import pytest

from sayso.ledger import Book
from sayso.report.references import Limits, References, web_address


@pytest.mark.parametrize("href", ["https://oxmoor.example/a?b=1#c", "HTTP://oxmoor.example"])
def test_a_web_page_may_be_linked(href: str) -> None:
    assert web_address(href) == href


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "https://oxmoor.example/\u202egnp.exe",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "//oxmoor.example",
        "https://[::1",
        "https:",
        "",
        None,
    ],
)
def test_nothing_but_a_web_page_is_linked(href: str | None) -> None:
    assert web_address(href) == ""


def test_reports_are_numbered_from_the_oldest(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    labels = [references.report(i).label for i in tiny_book.documents]
    assert labels == ["Northwire", "Oxmoor Echo", "The Blare", "Oxmoor Standard", "Bridges of the shire"]
    assert [references.place(i) for i in tiny_book.documents] == [1, 2, 3, 4, 5]


def test_a_report_that_is_not_in_the_pile_has_no_number_and_no_link(tiny_book: Book) -> None:
    reference = References(tiny_book, Limits()).report("latent-1")
    assert (reference.label, reference.latent, reference.href) == ("Dalesman Radio", True, "")


def test_without_full_texts_a_mention_leads_to_its_report(tiny_book: Book) -> None:
    references = References(tiny_book, Limits(full_texts=0))
    mention = next(iter(tiny_book.mentions.values()))
    assert references.mention_href(mention) == f"#report-{references.place(mention.doc_id)}"
