"""Where quotations begin and end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.quotes import covering, find_quotations
from sayso.text import Span


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span("d", start, start + len(line)))
        start += len(line) + 1
    return spans


def _quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, _paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Go,” she said.", ["Go,"]),
        ('"Go," she said.', ["Go,"]),
        ("‘Go,’ she said.", ["Go,"]),
        ("'Go,' she said.", ["Go,"]),
        ("«Go», she said.", ["Go"]),
        ("„Go“, she said.", ["Go"]),
        ('She said: "Go”, and went.', ["Go"]),
        ("the workers’ rights and the firm’s pay", []),
        ("It's 5' 10\" tall and the '90s are over.", []),
        ("‘The miners’ hall is shut,’ she said.", ["The miners’ hall is shut,"]),
        ("He called it “a ‘joke’ of a plan”.", ["a ‘joke’ of a plan"]),
        ("“One” and “two”", ["One", "two"]),
    ],
)
def test_the_words_inside_the_marks_are_found(text: str, inside: list[str]) -> None:
    assert _quoted(text) == inside


def test_a_mark_that_is_never_closed_swallows_one_paragraph_at_most() -> None:
    assert _quoted("“It never ends.\nThe road is shut.") == ["It never ends."]


def test_a_speech_over_paragraphs_is_told_by_the_mark_that_opens_the_next() -> None:
    text = "“It went on.\n“And it ended.”\n“Another,” she said."
    assert [q.continues for q in find_quotations(text, _paragraphs(text))] == [False, True, False]


@given(st.text(alphabet="ab '\"“”‘’«»\n.", max_size=80))
def test_quotations_lie_in_their_paragraphs_in_order_and_apart(text: str) -> None:
    paragraphs = _paragraphs(text)
    found = find_quotations(text, paragraphs)
    for q in found:
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        assert any(p.start <= q.outer_start and q.outer_end <= p.end for p in paragraphs)
        assert covering(found, q.start) == found.index(q)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(found))


def test_a_long_line_of_marks_takes_no_longer_than_it_is_long() -> None:
    text = "'a " * 40_000 + "“b " * 40_000
    started = time.process_time()
    find_quotations(text, [Span("d", 0, len(text))])
    assert time.process_time() - started < 3.0
