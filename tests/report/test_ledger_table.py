from __future__ import annotations

from collections.abc import Callable

from sayso.ledger import Book
from sayso.report import ledger_table
from sayso.report.references import Limits, References


def test_what_one_report_says_and_nobody_questions_stands_in_the_quiet_group(tiny_book: Book) -> None:
    choice = ledger_table.choose(tiny_book, Limits())
    assert [row.text for row in choice.quiet] == ["There is rust on both bearings."]
    assert len(choice.main) == 2


def test_every_claim_is_in_one_group_or_counted_as_left_out(large_book: Callable[[int], Book]) -> None:
    book = large_book(30)
    choice = ledger_table.choose(book, Limits(claims=3, quiet_claims=5))
    assert (len(choice.main), len(choice.quiet)) == (3, 5)
    assert 3 + 5 + choice.main_left_out + choice.quiet_left_out == len(book.rows)


def test_a_claim_has_the_number_that_the_command_line_takes(tiny_book: Book) -> None:
    references = References(tiny_book, Limits())
    for row in tiny_book.rows:
        number = ledger_table.line(row, references).number
        assert tiny_book.find_claim(str(number)).id == row.claim_id


def test_an_unnamed_source_is_said_to_be_unnamed(tiny_book: Book) -> None:
    line = ledger_table.line(tiny_book.rows[0], References(tiny_book, Limits()))
    assert line.said_by == ("an official (unnamed)", "Dalesman Radio")
    assert (line.origins, line.reports, line.denied_by) == ("1 to 2 origins", 4, ("the council",))
