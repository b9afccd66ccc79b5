from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sayso.ledger import Book
from sayso.records import WHOLE_STORY, Failure
from sayso.report.overview import failed, failed_steps, overview
from sayso.report.references import Limits, References


def test_the_most_repeated_claims_on_one_origin_come_first(large_book: Callable[[int], Book]) -> None:
    front = overview(References(large_book(30), Limits()), frozenset())
    reports = [it.reports for it in front.repeated]
    assert reports == sorted(reports, reverse=True)
    assert {it.origins for it in front.repeated} == {"1 origin"}


def test_the_front_says_on_whom_the_pile_rests_that_is_not_in_it(tiny_book: Book) -> None:
    (missing,) = overview(References(tiny_book, Limits()), frozenset()).missing
    assert (missing.label, [r.label for r in missing.reports]) == ("Dalesman Radio", ["Bridges of the shire"])


def test_what_was_not_analysed_is_counted_among_all_that_was_given(tiny_book: Book) -> None:
    assert failed(tiny_book) == "1 of 6 reports was not analysed, or not wholly"


def test_a_step_that_failed_for_all_reports_is_no_report_that_failed(pile: Any) -> None:
    pile.report("a.txt", "Ferry")
    pile.add(Failure(path=WHOLE_STORY, stage="drift", message="m", next_step="n"))
    assert failed(pile.book) == "The work on the whole story is not complete: drift failed"
    assert failed_steps(pile.book) == {"drift"}


def test_a_question_asked_in_the_same_words_twice_stands_once(pile: Any) -> None:
    from sayso.records import Question

    for path in ("a.txt", "b.txt"):
        pile.report(path, "Ferry", "Nobody knows who paid.")
        pile.add(Question(doc_id=pile.id(path), span=pile.span(path, "who paid")))
    assert overview(References(pile.book, Limits()), frozenset()).questions_in_all == 1
