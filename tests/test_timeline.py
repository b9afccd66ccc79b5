"""Dates as reports write them, resolved against the publication date."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.engines.base import LanguageEngine
from sayso.lexicon import load
from sayso.lexicon.dates import Dates
from sayso.records import Document, Event, Passage
from sayso.text import Span
from sayso.timeline import find
from sayso.timeline.written import _patterns, written_dates
from sayso.vocab import PassageKind, Precision

DATES = load("dates", Dates)
FRIDAY = "2031-03-07"


def events(language: LanguageEngine, text: str, published: str | None = FRIDAY) -> list[Event]:
    document = Document(snapshot_id="s", path="a.txt", text=text, published=published)
    spans = [Span(document.id, m.start(), m.end()) for m in re.finditer(r"\S[^.\n]*(?:\.(?!\s|$)[^.\n]*)*\.?", text)]
    passages = [Passage(doc_id=document.id, span=s, kind=PassageKind.SENTENCE) for s in spans]
    return find(document, passages, language.parse(document.id, text, spans), dates=DATES)


def resolved(language: LanguageEngine, text: str, published: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(e.as_written, e.when.value) for e in events(language, text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whole dates
        ("The pact was signed on 15 November 2029.", [("on 15 November 2029", "2029-11-15")]),
        ("The pact was signed on November 15, 2029.", [("on November 15, 2029", "2029-11-15")]),
        ("The memo is dated 21 February.", [("dated 21 February", "2031-02-21")]),
        ("The vote of 2031-01-09 was void.", [("2031-01-09", "2031-01-09")]),
        ("The mill burnt down on the 3rd of May 2030.", [("on the 3rd of May 2030", "2030-05-03")]),
        ("Ferries stopped on 15 Nov for good.", [("on 15 Nov", "2030-11-15")]),
        # parts of dates, the nearest behind or ahead
        ("The mine closed in September.", [("in September", "2030-09")]),
        ("The mine closed in September 2028.", [("in September 2028", "2028-09")]),
        ("The mine will close in September.", [("in September", "2031-09")]),
        ("The rules were tightened in 2027.", [("in 2027", "2027")]),
        ("The floods of April’s first week were the worst.", [("April", "2030-04")]),
        # from the publication date
        ("The mayor resigned on Monday.", [("on Monday", "2031-03-03")]),
        ("The mayor resigned on Friday.", [("on Friday", "2031-03-07")]),
        ("The council will meet on Monday.", [("on Monday", "2031-03-10")]),
        ("The results are due on Monday.", [("on Monday", "2031-03-10")]),
        ("The results were expected on Monday.", [("on Monday", "2031-03-10")]),
        ("The next payday is 25 March.", [("25 March", "2031-03-25")]),
        ("The envoys are expected to meet on Monday.", [("on Monday", "2031-03-10")]),
        ("The envoys talked when they met on Wednesday morning.", [("on Wednesday morning", "2031-03-05")]),
        ("Trains stopped yesterday and run again today.", [("yesterday", "2031-03-06"), ("today", "2031-03-07")]),
        ("The singer died last night.", [("last night", "2031-03-06")]),
        ("Prices fell last week and rose this year.", [("last week", "2031-W09"), ("this year", "2031")]),
        ("Prices fell last month.", [("last month", "2031-02")]),
        ("The bank failed two years ago.", [("two years ago", "2029")]),
        ("The boat left three days ago.", [("three days ago", "2031-03-04")]),
        ("Shells fell at the weekend.", [("at the weekend", "2031-03-01/2031-03-02")]),
        ("The clinic warned staff last November.", [("last November", "2030-11")]),
        ("The school opened last Friday.", [("last Friday", "2031-02-28")]),
        ("The shop reopens next Tuesday.", [("next Tuesday", "2031-03-11")]),
        ("Doses have been held since Tuesday.", [("since Tuesday", "2031-03-04")]),
        ("None will be freed until Tuesday.", [("until Tuesday", "2031-03-11")]),
        ("The court will rule by the end of March.", [("by the end of March", "2031-03-31")]),
        ("The court will rule by the end of the month.", [("by the end of the month", "2031-03-31")]),
        # ranges
        ("The talks ran from 3 to 5 May 2030.", [("from 3 to 5 May 2030", "2030-05-03/2030-05-05")]),
        ("It rained between June and August 2029.", [("between June and August 2029", "2029-06/2029-08")]),
        ("He was governor from 2019 to 2023.", [("from 2019 to 2023", "2019/2023")]),
        ("The dam was built in the 1990s.", [("in the 1990s", "1990/1999")]),
        ("Sales fell in the first quarter of 2030.", [("in the first quarter of 2030", "2030-01/2030-03")]),
        # times of day
        (
            "Crews left on Wednesday at 06:00 and were back by midday.",
            [("on Wednesday", "2031-03-05"), ("at 06:00", "2031-03-05T06:00"), ("by midday", "2031-03-05T12:00")],
        ),
        ("Shares stood at 391 by 1520 GMT.", [("by 1520 GMT", "2031-03-07T15:20Z")]),
        ("The alarm rang at 6:40am on Monday.", [("at 6:40am", "2031-03-03T06:40"), ("on Monday", "2031-03-03")]),
    ],
)
def test_date_words_mean_what_a_reader_takes_them_to_mean(
    language: LanguageEngine, text: str, expected: list[tuple[str, str]]
) -> None:
    assert resolved(language, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The valve may fail.",
        "The march drew a crowd, and crowds march well.",
        "The Sunday Times ran a picture.",
        "Every second house stood empty.",
        "Some 2024 homes were lost.",
        "The firm owes 2,024 crowns.",
        "Prices fell on Black Friday.",
        "Augustus was an emperor.",
    ],
)
def test_words_that_only_look_like_dates_are_none(language: LanguageEngine, text: str) -> None:
    assert resolved(language, text) == []


def test_without_a_publication_date_only_whole_dates_are_resolved(language: LanguageEngine) -> None:
    text = "The mayor resigned on Monday. The pact of 15 November 2029 holds. Floods came in April."
    assert resolved(language, text, None) == [("15 November 2029", "2029-11-15")]


def test_a_date_line_is_no_event_but_the_day_that_others_count_from(language: LanguageEngine) -> None:
    assert resolved(language, "Friday 7 March 2031\nThe mayor resigned on Monday.", None) == [
        ("on Monday", "2031-03-03")
    ]


def test_the_date_line_of_an_agency_is_no_event(language: LanguageEngine) -> None:
    text = "OSTBY, March 4 (Northern Wire) - The mayor resigned on Monday."
    assert resolved(language, text) == [("on Monday", "2031-03-03")]


def test_an_event_keeps_the_sentence_on_one_line(language: LanguageEngine) -> None:
    found = events(language, "The  mayor\u00a0resigned on  Monday.")
    assert [(e.text, e.as_written, e.when.precision) for e in found] == [
        ("The mayor resigned on Monday.", "on Monday", Precision.DAY)
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet="0123456789:.- aApPmMyo/,", max_size=400))
def test_odd_text_is_read_in_bounds_and_without_overlap(text: str) -> None:
    found = list(written_dates(text, DATES))
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


PIECES = (
    "on", "the", "15", "3rd", "2029", "2031-01-09", "November", "Nov.", "May", "Monday", "Tue", "to", "-", "last",
    "next", "end of", "month", "week", "weekend", "Q3", "first quarter", "of", "2010s", "two", "days", "ago", "today",
    "earlier", "yesterday", "morning", "14:30", "9 p.m.", "5pm", "1400", "GMT", "noon", "midnight", "in", "this",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_no_date_words_are_missed_for_want_of_their_sign(text: str) -> None:
    signs, rows = _patterns(DATES)
    for sign, kind, pattern in rows:
        assert pattern.search(text) is None or signs[sign].search(text), kind
