"""The shipped model of who says what: finds the plain cases, and always the same, whatever else is read."""

from __future__ import annotations

import pytest

from sayso.engines.saying_onnx import Sayings
from sayso.syntax import Parse
from sayso.text import Span

TEXT = "\n".join(
    [
        "The harbour will stay shut until May, the port director said on Monday.",
        "“We are not ready,” Ida Moss told reporters.",
        "According to the union, forty workers have left.",
    ]
)


@pytest.fixture(scope="module")
def sayings() -> Sayings:
    return Sayings()


def unparsed(text: str) -> Parse:
    return Parse("d", text, [], [])


def lines(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span("d", at, at + len(line)))
        at += len(line) + 1
    return spans


def test_source_cue_and_content_are_found(sayings: Sayings) -> None:
    found = sayings.find(unparsed(TEXT), lines(TEXT))
    assert [(one.source[0].of(TEXT), one.cue.of(TEXT)) for one in found] == [
        ("the port director", "said"),
        ("Ida Moss", "told"),
        ("the union", "According to"),
    ]
    assert [one.content[0].of(TEXT) for one in found] == [
        "The harbour will stay shut until May",
        "“We are not ready,”",
        "forty workers have left",
    ]


def test_the_same_report_gives_the_same_whatever_was_read_before(sayings: Sayings) -> None:
    alone = Sayings().find(unparsed(TEXT), lines(TEXT))
    longer = "\n".join([TEXT] * 40)
    assert len(sayings.find(unparsed(longer), lines(longer))) > len(alone)
    assert sayings.find(unparsed(TEXT), lines(TEXT)) == alone


@pytest.mark.parametrize("text", ["", "—", "x" * 5000, "\u0130 \U0001f600 “", '"' * 400])
def test_any_text_can_be_read(sayings: Sayings, text: str) -> None:
    for one in sayings.find(unparsed(text), lines(text)):
        assert 0 <= one.cue.start < one.cue.end <= len(text)
