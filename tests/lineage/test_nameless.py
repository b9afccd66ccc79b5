"""Whoever tells a nameless source's words later has them from the report that it spoke to."""

from __future__ import annotations

import pytest

from sayso.records import Attribution, Document
from sayso.text import Span
from sayso.vocab import Direction, QuoteKind, SourceKind

FIRST = "“The ambassador will be told to leave within days,” one of them said, and no more."
ALTERED = "He is going. “The ambassador will be told to leave within hours,” one thundered."
NAMED = "“The ambassador will be told to leave within days,” Ida Moss said, and no more."


@pytest.fixture
def taken(report, family):
    """Who took from whom among reports told by (text, day), as their places; the quotation is a nameless source's."""

    def found(*told, kind=SourceKind.ANONYMOUS, addressee=None):
        reports = [
            report(text, str(n), publisher=f"{name} Courier", published=day)
            for n, ((text, day), name) in enumerate(zip(told, ("Torvik", "Brindle", "Harrow"), strict=False))
        ]
        said = [quotation(one, kind, addressee) for one in reports]
        places = {one.id: n for n, one in enumerate(reports)}
        edges = family(*reports, attributions=said)
        assert all(edge.direction is Direction.DIRECTED for edge in edges)
        return [(places[edge.child_id], places[edge.parent_id]) for edge in edges]

    return found


def quotation(document: Document, kind: SourceKind, addressee: str | None) -> Attribution:
    def span(words: str) -> Span:
        return Span(document.id, document.text.index(words), document.text.index(words) + len(words))

    start = document.text.index("“") + 1
    return Attribution(
        doc_id=document.id,
        content=(Span(document.id, start, document.text.index(",”")),),
        addressee=() if addressee is None else (span(addressee),),
        quote=QuoteKind.DIRECT,
        source_kind=kind,
        label="one",
    )


def test_the_later_report_took_the_words_though_it_changed_one(taken):
    assert taken((FIRST, "2031-05-02"), (ALTERED, "2031-05-03")) == [(1, 0)]


def test_somebody_who_is_named_may_have_told_both(taken):
    assert taken((NAMED, "2031-05-02"), (ALTERED, "2031-05-03"), kind=SourceKind.PERSON) == []


def test_without_days_nobody_knows_who_was_first(taken):
    assert taken((FIRST, "2031-05-02"), (ALTERED, "2031-05-02")) == []


def test_of_two_that_had_the_words_on_one_day_neither_is_the_first(taken):
    second = FIRST.replace("and no more", "it is understood")
    assert (2, 0) not in taken((FIRST, "2031-05-02"), (second, "2031-05-02"), (ALTERED, "2031-05-03"))


def test_what_was_told_to_others_too_may_have_been_heard(taken):
    first = FIRST.replace("one of them said", "one of them told reporters")
    told = ALTERED.replace("one thundered", "one told reporters")
    assert taken((first, "2031-05-02"), (told, "2031-05-03"), addressee="reporters") == []


def test_a_report_that_was_told_itself_took_nothing(taken):
    told = ALTERED.replace("one thundered", "one told the Brindle Courier")
    assert taken((FIRST, "2031-05-02"), (told, "2031-05-03")) == []


def test_who_credits_the_first_report_does_not_make_it_doubtful_that_it_was_the_first(taken):
    copy = FIRST.replace("one of them said", "one of them said, the Torvik Courier reported")
    edges = taken((FIRST, "2031-05-02"), (copy, "2031-05-02"), (ALTERED, "2031-05-03"))
    assert (1, 0) in edges
    assert (2, 0) in edges


def test_words_of_a_nameless_source_lead_to_their_report_though_both_credit_a_third(report, family):
    tip = report("Envoys are to go, the ministry said.", "0", publisher="Meridian", published="2031-05-01")
    credit = " The ministry told Meridian that envoys are to go."
    first = report(FIRST + credit, "1", publisher="Torvik Courier", published="2031-05-02")
    later = report(ALTERED + credit, "2", publisher="Brindle Courier", published="2031-05-03")
    said = [quotation(one, SourceKind.ANONYMOUS, None) for one in (first, later)]
    edges = {(edge.child_id, edge.parent_id) for edge in family(tip, first, later, attributions=said)}
    assert {(first.id, tip.id), (later.id, tip.id), (later.id, first.id)} <= edges
