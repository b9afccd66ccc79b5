"""A report in word pieces: every word once, in place, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.saying.sheet import (
    BREAK,
    CAPITALISED,
    CAPITALS,
    LOWER,
    MARK,
    NUMBER,
    SHAPES,
    Sheet,
    shape_of,
    sheet,
    windows,
)
from sayso.text import Span

TEXTS = st.text(st.sampled_from("aZé9 “”\"'.,-\u0130\U0001f600\u00a0"), max_size=60)


def read(*paragraphs: str) -> tuple[str, Sheet]:
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span("", at, at + len(paragraph)))
        at += len(paragraph) + 1
    return text, sheet(text, spans)


def words(text: str, made: Sheet) -> list[str]:
    return [text[s:e] for s, e in zip(made.starts, made.ends, strict=True)]


def test_words_and_marks_are_read_with_their_places() -> None:
    text, made = read("Ms Ødegård-Lie said:", "“No.”")
    assert words(text, made) == ["Ms", "Ødegård", "-", "Lie", "said", ":", "“", "No", ".", "”"]
    assert made.paragraphs == [0] * 6 + [1] * 4


def test_paragraphs_are_parted_by_a_break_that_is_no_word() -> None:
    _, made = read("Yes", "No")
    assert made.pieces[1] == BREAK
    assert len(made) == 2


def test_what_is_not_asked_for_is_not_read() -> None:
    text = "Menu\nThe mayor resigned."
    made = sheet(text, [Span("", 5, len(text))])
    assert words(text, made) == ["The", "mayor", "resigned", "."]


def test_the_shape_of_a_word_is_what_lower_case_hides() -> None:
    shapes = [shape_of(word) for word in ("rain", "Rain", "NATO", "A", "4th", "—")]
    assert shapes == [LOWER, CAPITALISED, CAPITALS, CAPITALISED, NUMBER, MARK]


def test_words_inside_quotation_marks_are_known_as_such() -> None:
    text, made = read('He said "we go" and “they stay” again.', "No mark is open here.")
    inside = [w for w, first in zip(words(text, made), made.firsts, strict=True) if made.shapes[first] >= SHAPES]
    assert inside == ["we", "go", "they", "stay"]


@given(st.lists(TEXTS, max_size=4), st.integers(1, 12), st.integers(0, 8))
def test_windows_keep_every_word_once_and_stay_in_their_bounds(lines: list[str], kept: int, context: int) -> None:
    text, made = read(*lines)
    assert all(text[s:e].strip() for s, e in zip(made.starts, made.ends, strict=True))
    found = list(windows(made, kept, context))
    assert [word for w in found for word in range(w.kept_first, w.kept_last)] == list(range(len(made)))
    for w in found:
        assert w.first <= w.kept_first < w.kept_last <= w.last
        single = w.kept_last - w.kept_first == 1
        assert single or made.place(w.kept_last) - made.place(w.kept_first) <= kept
        assert made.place(w.kept_first) - made.place(w.first) <= context
