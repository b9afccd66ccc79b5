from __future__ import annotations

import re
import time

import pytest

from sayso import lexicon
from sayso.segment.appeals import is_appeal
from sayso.segment.furniture import Furniture, Rule, compiled, credit_start, is_author_note, is_kept, rule_for
from sayso.text import fold, plain, squeeze

FURNITURE = lexicon.load("furniture", Furniture)
PATTERNS = compiled(FURNITURE)


def matches(rule: Rule, line: str) -> bool:
    cased = squeeze(plain(line))
    return re.fullmatch(rule.pattern, cased if rule.case else fold(cased)) is not None


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in FURNITURE.rules for line in rule.examples])
def test_each_rule_matches_its_examples(rule: Rule, line: str) -> None:
    assert matches(rule, line), f"{rule.name}: {line}"


@pytest.mark.parametrize("line", [line for rule in FURNITURE.rules for line in rule.prose])
def test_no_rule_takes_running_text_for_furniture(line: str) -> None:
    assert rule_for(line, PATTERNS) is None


@pytest.mark.parametrize("line", FURNITURE.appeals.examples)
def test_a_line_that_speaks_to_the_reader_about_the_publication_is_an_appeal(line: str) -> None:
    assert is_appeal(fold(line), PATTERNS.appeals)


@pytest.mark.parametrize("line", FURNITURE.appeals.prose)
def test_a_line_of_the_report_is_no_appeal(line: str) -> None:
    assert not is_appeal(fold(line), PATTERNS.appeals)


def test_every_rule_says_why_and_has_examples() -> None:
    assert all(rule.why and rule.examples for rule in FURNITURE.rules)


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version gave the wrong year.",
        "This article was amended on 3 May to say that the dam is older.",
        "Editor's note: the mayor's age has been corrected.",
    ],
)
def test_a_correction_is_never_furniture(line: str) -> None:
    assert is_kept(line, PATTERNS)
    assert rule_for(line, PATTERNS) is None


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("The lake at dawn (Image: GETTY)", "The lake at dawn"),
        ("The lake at dawn. Photo: Jane Doe/Reuters", "The lake at dawn."),
        ("Men on the quay on Friday. (Jane Doe/AFP)", "Men on the quay on Friday."),
        ("Men on the quay on Friday. REUTERS/Jane Doe", "Men on the quay on Friday."),
        ("Men on the quay / AFP via Getty Images", "Men on the quay"),
        ("The mayor speaks (AP Photo/Jane Doe)", "The mayor speaks"),
        ("A barge [Jane Doe/Al Rasid via AP]", "A barge"),
        ("Photo: Jane Doe", ""),
        ("Jane Doe | AFP | Getty Images", ""),
        ("(Picture: The Lantern)", ""),
    ],
)
def test_a_caption_ends_where_its_credit_begins(line: str, content: str) -> None:
    start = credit_start(line, PATTERNS)
    assert start is not None
    assert line[:start].rstrip() == content


@pytest.mark.parametrize(
    "line",
    [
        "The minister said so on Monday. (Reuters)",
        "The photo: it shows nothing, he said.",
        "He gave her credit for the plan.",
        "The firm (formerly Image Works) was fined.",
        "Nine people (all of them divers) were found.",
    ],
)
def test_running_text_has_no_picture_credit(line: str) -> None:
    assert credit_start(line, PATTERNS) is None


def test_a_closing_note_on_the_writer_is_told_from_a_person_of_the_story() -> None:
    note = "Jonas Whit is a senior fellow at the River Institute."
    assert is_author_note(note, "The dam broke.", "", PATTERNS)
    assert not is_author_note(note, "Dr Whit said the dam broke.", "", PATTERNS)
    assert not is_author_note("Jonas Whit is a survivor of the flood.", "The dam broke.", "", PATTERNS)


def test_a_closing_note_on_whoever_stands_in_the_byline_is_furniture() -> None:
    note = "Jonas Whit covers rivers for the Post."
    assert is_author_note(note, "The dam broke.", "Ann Roe and Jonas Whit", PATTERNS)
    assert not is_author_note(note, "The dam broke.", "", PATTERNS)
    assert is_author_note(f"{note} Reach him at whit@post.example", "The dam broke.", "", PATTERNS)


def test_a_role_alone_makes_no_writer_of_somebody_in_the_middle_of_a_report() -> None:
    line = "Dr Jonas Whit is a professor of hydrology who advised the inquiry."
    assert not is_author_note(line, "The dam broke.", "", PATTERNS, last=False)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "a ",
        "A ",
        "Ab ",
        "A,",
        "A. ",
        "@a",
        "| ",
        "/",
        "> ",
        "(",
        ". ",
        "1:",
        "1 ",
        "- ",
        "& ",
        "photo ",
        "AP/",
        "get our ",
        "your our ",
        "to a, ",
        "we. ",
        "5% ",
        "more news ",
    ],
)
@pytest.mark.parametrize(
    "opening",
    ["", "By ", "Photo: ", "(", "Read more ", "Published: ", "Watch ", "© ", "Sign up ", "To ", "This page ", "Hello "],
)
def test_no_pattern_is_slow_on_a_hostile_line(opening: str, piece: str) -> None:
    line = (opening + piece * 700)[:698] + "\x01!"
    began = time.perf_counter()
    rule_for(line, PATTERNS)
    credit_start(line, PATTERNS)
    assert time.perf_counter() - began < 1.0


def test_a_long_list_of_writers_in_capitals_is_a_byline_at_once() -> None:
    began = time.perf_counter()
    assert (
        rule_for("By ANNABELLA ROE-LARSSON, BARTHOLOMEW LUND & CONSTANTIN OESTERBERG , The Wire", PATTERNS) == "byline"
    )
    assert time.perf_counter() - began < 0.5
