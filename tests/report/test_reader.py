from __future__ import annotations

from typing import Any

from sayso.ledger import Book
from sayso.report import ledger_table
from sayso.report.reader import readings
from sayso.report.references import Limits, References
from sayso.vocab import Level


def read(book: Book, limits: Limits | None = None) -> list[Any]:
    limits = limits or Limits()
    return readings(References(book, limits, ledger_table.choose(book, limits).claim_ids))


def test_no_word_of_a_report_is_left_out(tiny_book: Book) -> None:
    for reading, document in zip(read(tiny_book), tiny_book.documents.values(), strict=True):
        shown = "".join(piece.text for block in reading.blocks for piece in block.pieces)
        assert "".join(shown.split()) == "".join(document.text.split())


def test_captions_and_furniture_are_told_from_the_text(tiny_book: Book) -> None:
    blocks = read(tiny_book)[0].blocks
    assert [block.kind for block in blocks] == [
        "headline", "paragraph", "paragraph", "paragraph", "caption", "furniture"
    ]  # fmt: skip


def test_text_that_no_passage_covers_is_shown_too(pile: Any) -> None:
    pile.report("a.txt", "Ferry")
    document = pile.documents["a.txt"]
    assert document.text == "Ferry"
    pile.records = [record for record in pile.records if record is document]
    assert [block.kind for block in read(pile.book)[0].blocks] == ["other"]


def test_the_place_of_a_mention_has_one_anchor_even_where_it_runs_over_two_paragraphs(pile: Any) -> None:
    pile.report("a.txt", "Ferry", "It sank.", "It burned.")
    pile.mention("a.txt", "sank.\n\nIt burned", Level.ASSERTED)
    anchors = [a for block in read(pile.book)[0].blocks for piece in block.pieces for a in piece.anchors]
    assert anchors == ["mention-1"]


def test_an_address_that_no_browser_should_follow_is_only_text(tiny_book: Book) -> None:
    wire, copy, *_ = read(tiny_book)
    assert wire.address.startswith("https://northwire.example/")
    assert (copy.address, copy.address_as_given) == ("", "javascript:alert(1)")


def test_a_large_pile_keeps_its_texts_out_of_the_page(tiny_book: Book) -> None:
    assert all(not reading.blocks for reading in read(tiny_book, Limits(full_texts=2)))
