"""Names in square brackets for words that point elsewhere."""

from __future__ import annotations

import re

from sayso.claims.brackets import to_name, with_names
from sayso.records import Anaphor
from sayso.text import Span

REPORT = "The Harrow Board met Ada Brook. It sacked her. Its chairman said it would pay the Harrow Board’s debts."
BOARD, BROOK = "The Harrow Board", "Ada Brook"


def anaphor(word: str, name: str, *, nth: int = 0, possessive: bool = False) -> Anaphor:
    at = [m.start() for m in re.finditer(rf"\b{word}\b", REPORT)][nth]
    means = REPORT.index(name)
    return Anaphor(
        doc_id="d",
        span=Span("d", at, at + len(word)),
        means=Span("d", means, means + len(name)),
        possessive=possessive,
        made_by="test/test@1",
        score=1.0,
    )


HELD = [
    anaphor("It", BOARD),
    anaphor("her", BROOK),
    anaphor("Its", BOARD, possessive=True),
    anaphor("it", BOARD),
]


def told(sentence: str) -> str:
    start = REPORT.index(sentence)
    span = Span("d", start, start + len(sentence))
    return with_names(REPORT, span.start, span.end, to_name(REPORT, span, HELD))


def test_each_word_that_points_elsewhere_gives_way_to_its_name() -> None:
    assert told("It sacked her") == "[the Harrow Board] sacked [Ada Brook]"


def test_whose_something_is_keeps_its_s_and_a_second_word_for_the_same_stays() -> None:
    assert told("Its chairman said it would pay") == "[the Harrow Board’s] chairman said it would pay"


def test_a_claim_that_names_its_subject_needs_no_brackets() -> None:
    assert told("it would pay the Harrow Board’s debts") == "it would pay the Harrow Board’s debts"
