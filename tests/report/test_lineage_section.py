from __future__ import annotations

from collections.abc import Callable

from sayso.ledger import Book
from sayso.report.lineage import lineage
from sayso.report.references import Limits, References


def test_the_table_says_what_the_drawing_shows(tiny_book: Book) -> None:
    tree = lineage(References(tiny_book, Limits()))
    assert {line.number for line in tree.drawing.lines} == {d.number for d in tree.dependences}
    assert all(d.reasons for d in tree.dependences)


def test_a_report_that_is_not_in_the_pile_is_drawn_hollow(tiny_book: Book) -> None:
    tree = lineage(References(tiny_book, Limits()))
    assert [box.first for box in tree.boxes if box.latent] == ["Dalesman Radio"]


def test_of_too_many_reports_the_most_connected_are_drawn_and_the_rest_counted(
    large_book: Callable[[int], Book],
) -> None:
    tree = lineage(References(large_book(200), Limits(drawn_reports=40)))
    assert len(tree.boxes) == 40
    assert tree.reports_left_out == 160
    assert len(tree.drawing.lines) + tree.lines_left_out <= len(tree.dependences)
