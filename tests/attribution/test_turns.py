"""Transcripts are told by their layout."""

from __future__ import annotations

from collections.abc import Callable

from sayso.attribution.turns import turns
from sayso.records import Attribution
from sayso.text import Span
from sayso.vocab import QuoteKind, SourceKind

Find = Callable[..., list[Attribution]]


def labels(text: str) -> list[str]:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Span("d", at, at + len(line)))
        at += len(line) + 1
    return [turn.who.of(text) for turn in turns(text, paragraphs)]


def test_questions_and_answers_are_turns() -> None:
    assert labels("Q: Why now?\nA: Because it rained.\nQ: Was that all?") == ["Q", "A", "Q"]


def test_names_in_capitals_that_come_again_are_turns() -> None:
    assert labels("MOSS: It leaks.\nHOLT (on the phone): No.\nMOSS: It does.\nMOSS: Look.") == ["MOSS", "MOSS", "MOSS"]


def test_names_in_plain_spelling_need_two_who_speak_again() -> None:
    talk = "Ida Moss: It leaks.\nIra Holt: No.\nIda Moss: It does.\nIra Holt: Where?"
    assert labels(talk) == ["Ida Moss", "Ira Holt", "Ida Moss", "Ira Holt"]
    assert labels("Note: It leaks.\nNote: It rained.\nNote: It froze.\nPhoto: The dam.") == []


def test_a_heading_with_a_colon_is_no_turn() -> None:
    assert labels("THE CLAIM: It leaks.\nIt does not.\nVERDICT: False.") == []


def test_a_turn_is_direct_speech_and_what_is_told_in_it_stands_inside(find: Find) -> None:
    text = "MOSS: The mayor said that the dam leaks.\nHOST: Since when?\nMOSS: Since May.\nHOST: Thank you."
    found = find(text)
    outer = [a for a in found if a.within is None]
    assert [a.label for a in outer] == ["Moss", "Host", "Moss", "Host"]
    assert {a.quote for a in outer} == {QuoteKind.DIRECT}
    assert [a.source_kind for a in outer[:2]] == [SourceKind.PERSON, SourceKind.ANONYMOUS]
    (inner,) = [a for a in found if a.within is not None]
    assert (inner.label, inner.within) == ("mayor", outer[0].id)


def test_the_one_who_asks_may_be_the_paper_that_is_told(find: Find) -> None:
    text = (
        "Ida Moss tells Lamplight about the dam.\nLAMPLIGHT: Is it safe?\nMOSS: It leaks.\nLAMPLIGHT: Why?\nMOSS: Rain."
    )
    turns_of = [a for a in find(text) if a.made_by.startswith("attribution/turn")]
    assert [a.source_kind for a in turns_of[:2]] == [SourceKind.OUTLET, SourceKind.PERSON]


def test_letters_for_names_are_nobodys(find: Find) -> None:
    found = find("Q: Why now?\nA: Because it rained.\nQ: Was that all?\nA: Yes.")
    assert {a.source_kind for a in found} == {SourceKind.ANONYMOUS}


def test_a_part_to_speak_is_nobody_elses_name(find: Find) -> None:
    lines = [
        "PRESENTER: Our reporter Ida Moss is at the dam. Ida, what do we know?",
        "MOSS: The gates are open.",
        "PRESENTER: And the town?",
        "MOSS: It is empty.",
        "PRESENTER: Thank you.",
        "MOSS: Thank you.",
    ]
    turns_of = [a for a in find("\n".join(lines)) if a.made_by.startswith("attribution/turn")]
    assert {(a.label, a.source_kind) for a in turns_of} == {
        ("Presenter", SourceKind.ANONYMOUS),
        ("Ida Moss", SourceKind.PERSON),
    }
