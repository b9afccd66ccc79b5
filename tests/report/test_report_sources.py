from __future__ import annotations

from typing import Any

from sayso.ledger import Book
from sayso.report.references import Limits, References
from sayso.report.sources import names, sources, timeline
from sayso.vocab import SourceKind


def test_unnamed_people_of_two_reports_are_not_taken_for_one(tiny_book: Book) -> None:
    unnamed = [s for s in sources(References(tiny_book, Limits())) if s.label == "an official"]
    assert [[r.label for r in s.reports] for s in unnamed] == [["Northwire"], ["Oxmoor Echo"]]
    assert unnamed[0].told == ("Northwire",)
    assert unnamed[0].grounds == ("on condition of anonymity",)
    assert not unnamed[0].named


def test_a_named_source_is_one_over_all_reports(pile: Any) -> None:
    for path in ("a.txt", "b.txt"):
        pile.report(path, "Ferry", f"The ferry sank, Mira Holt said to {path}.")
        pile.said(path, "Mira Holt", "said", "The ferry sank", SourceKind.PERSON, "Mira Holt")
    (source,) = sources(References(pile.book, Limits()))
    assert (source.label, source.times, len(source.reports)) == ("Mira Holt", 2, 2)


def test_a_date_is_shown_as_written_and_as_resolved(tiny_book: Book) -> None:
    (happening,) = timeline(References(tiny_book, Limits()))
    assert (happening.as_written, happening.resolved) == ("May 2030", "May 2030")
    assert [p.text for p in happening.pieces if p.kinds] == ["May 2030"]


def test_a_name_is_shown_with_its_other_spellings(tiny_book: Book) -> None:
    (name,) = names(References(tiny_book, Limits()))
    assert (name.label, name.other_names, name.reports) == ("Oxmoor", ("Ox Moor",), 1)
