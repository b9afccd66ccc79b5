from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.text import CLOSING, OPENING, Span, bare, fold, merge, plain, squeeze, trim, words
from strategies import spans, stretches, texts

ONE_REPORT = st.lists(spans("d", longest=60), max_size=12)


@given(texts)
def test_plain_text_keeps_its_length_and_so_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(texts)
def test_folded_text_keeps_its_length_and_so_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_folding_goes_character_by_character_where_no_letter_grows(a: str, b: str) -> None:
    # A final sigma looks at its neighbours; nothing else does.
    assume("Σ" not in a + b and len((a + b).lower()) == len(a + b))
    assert fold(a + b) == fold(a) + fold(b)


@pytest.mark.parametrize(
    ("typographic", "typed"),
    [("“No,” she said.", '"no," she said.'), ("the mayor’s", "the mayor's"), ("12–14\u00a0March", "12-14 march")],
)
def test_typographic_marks_fold_to_what_a_keyboard_has(typographic: str, typed: str) -> None:
    assert fold(typographic) == typed


def test_a_letter_that_grows_when_lowered_stays_as_it_is() -> None:
    assert fold("İZMİR") == "İzmİr"


@given(texts)
def test_words_come_in_order_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(word.start < word.end for word in found)


@given(stretches())
def test_words_are_the_folded_text_at_their_place(stretch: tuple[str, int, int]) -> None:
    text, start, end = stretch
    for word in words(text, start, end):
        assert start <= word.start < word.end <= end
        assert word.folded == fold(text)[word.start : word.end]


def test_inner_marks_do_not_part_a_word_and_outer_ones_do() -> None:
    assert [w.folded for w in words("The U.S.-led, 24-hour talks’ 1,200 “guests” left at 19:30.")] == [
        "the", "u.s", "led", "24-hour", "talks", "1,200", "guests", "left", "at", "19:30",
    ]  # fmt: skip


@given(stretches())
def test_trimming_takes_blanks_off_both_ends_and_nothing_else(stretch: tuple[str, int, int]) -> None:
    text, start, end = stretch
    blanks = " \t\r\n\u00a0"
    a, b = trim(text, start, end)
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip(blanks)


@given(texts)
def test_a_squeezed_text_stands_on_one_line_with_single_blanks(text: str) -> None:
    assert squeeze(text).split(" ") == (text.split() or [""])


@given(texts)
def test_a_bare_name_is_bare_already(text: str) -> None:
    assert bare(bare(text)) == bare(text)


@pytest.mark.parametrize(
    ("name", "compared_as"),
    [("U.S.", "us"), ("José  Núñez", "jose nunez"), ("O’Hara", "ohara"), ("Port-au-Prince", "port au prince")],
)
def test_names_are_compared_without_case_points_and_accents(name: str, compared_as: str) -> None:
    assert bare(name) == compared_as


def covered(some: list[Span]) -> set[int]:
    return {i for span in some for i in range(span.start, span.end)}


@given(ONE_REPORT)
def test_merged_spans_cover_the_same_characters(some: list[Span]) -> None:
    assert covered(list(merge(some))) == covered(some)


@given(ONE_REPORT, st.integers(0, 5))
def test_merged_spans_stand_in_order_and_further_apart_than_the_gap(some: list[Span], gap: int) -> None:
    joined = list(merge(some, gap))
    assert all(a.end + gap < b.start for a, b in itertools.pairwise(joined))


@given(ONE_REPORT, st.randoms())
def test_the_order_of_spans_does_not_matter_to_merging(some: list[Span], chance: object) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(merge(shuffled)) == list(merge(some))


@given(st.lists(spans(longest=20), max_size=8))
def test_spans_of_two_reports_are_never_merged(some: list[Span]) -> None:
    joined = list(merge(some, gap=100))
    assert {span.doc_id for span in joined} == {span.doc_id for span in some}


@given(spans("d", longest=30), spans("d", longest=30))
def test_a_span_contains_another_when_all_its_characters_are_in_it(a: Span, b: Span) -> None:
    assume(len(b))
    assert a.contains(b) == (covered([b]) <= covered([a]))


@given(spans("d", longest=30), spans("d", longest=30))
def test_two_spans_overlap_when_they_share_a_character(a: Span, b: Span) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if len(a) and len(b):
        assert a.overlaps(b) == bool(covered([a]) & covered([b]))


@given(spans("d"), spans("e"))
def test_spans_of_two_reports_have_nothing_in_common(a: Span, b: Span) -> None:
    assert not a.overlaps(b)
    assert not a.contains(b)


def test_every_opening_mark_has_its_closing_one() -> None:
    assert len(OPENING) == len(CLOSING)
