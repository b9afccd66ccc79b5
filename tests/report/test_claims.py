from __future__ import annotations

from sayso.ledger import Book
from sayso.report import claims, ledger_table
from sayso.report.claims import ClaimPage
from sayso.report.references import Limits, References
from sayso.vocab import Level


def page_of(book: Book, words: str) -> ClaimPage:
    choice = ledger_table.choose(book, Limits())
    references = References(book, Limits(), choice.claim_ids)
    row = next(row for row in book.rows if words in row.text)
    return claims.page(row, references)


def test_the_ladder_leads_from_who_says_it_down_to_who_repeats_it(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").supports
    assert [rung.name for rung in official.rungs] == [
        "Says so", "By way of", "Heard it first-hand", "Took it from another"
    ]  # fmt: skip
    assert official.rungs[0].steps[0].words == "an official · unnamed person"


def test_a_repeater_stands_with_the_report_it_took_it_from(tiny_book: Book) -> None:
    official, radio = page_of(tiny_book, "will be closed").supports
    took = {s.report.label: s.source.label for s in official.rungs[-1].steps if s.report and s.source}
    assert took == {"Oxmoor Echo": "Northwire", "The Blare": "Northwire"}
    (step,) = radio.rungs[-1].steps
    assert step.source is not None
    assert (step.source.label, step.source.latent) == ("Dalesman Radio", True)


def test_the_same_words_in_two_reports_are_shown_once(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").supports
    assert [(s.report.label, [r.label for r in s.same_words]) for s in official.sayings] == [
        ("Northwire", ["Oxmoor Echo"]),
        ("The Blare", []),
    ]


def test_the_words_that_prove_a_level_are_marked_and_named(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").supports
    first = official.sayings[0]
    assert (first.level, first.cues) == (Level.PROBABLE, ("may have to",))
    assert [p.text for p in first.pieces if "certainty" in p.kinds] == ["may have to"]
    assert [p.text for p in first.pieces if "grounds" in p.kinds] == ["on condition of anonymity"]


def test_a_denial_stands_apart_from_what_supports_the_claim(tiny_book: Book) -> None:
    page = page_of(tiny_book, "will be closed")
    assert [side.label for side in page.denies] == ["the council"]
    assert "the council" not in [side.label for side in page.supports]


def test_the_reasons_of_the_count_are_not_said_twice(tiny_book: Book) -> None:
    page = page_of(tiny_book, "will be closed")
    assert page.why_count == ("An outlet may rest on anybody.",)
    assert not set(page.why_count) & set(page.why_status)


def test_mentions_that_reach_no_origin_are_still_shown(tiny_book: Book) -> None:
    page = page_of(tiny_book, "were inspected")
    assert [s.report.label for s in page.others] == ["Northwire"]
    assert page.differs[0][1] == "There is rust on both bearings."
