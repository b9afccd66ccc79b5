from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.wording import Wording, cover, equal_places, share
from sayso.text import fold, words

texts = st.text("ab c.\n“é", max_size=80)
#: Of every script, and many of what joins words and ends sentences.
wild = st.lists(st.one_of(st.sampled_from("-'’.,:!?…\"”)] \n\u00a0_1aZ"), st.characters())).map("".join)

END = re.compile(r"[.!?…][\"')\]]{0,4}\s|\n")


@given(wild)
def test_the_words_are_those_of_text_words(text: str):
    wording = Wording("d", text)
    assert list(zip(wording.starts, wording.ends, strict=True)) == [(w.start, w.end) for w in words(text)]


@given(wild)
def test_words_have_one_code_when_they_are_spelled_alike(text: str):
    wording, spelled = Wording("d", text), [w.folded.replace("ς", "σ") for w in words(text)]
    for values, spellings in ((wording.codes, spelled), (wording.stems, [word[:5] for word in spelled])):
        codes = dict(zip(spellings, values.tolist(), strict=True))
        assert [codes[word] for word in spellings] == values.tolist()
        assert len(set(codes.values())) == len(codes)


@given(wild)
def test_a_word_carries_meaning_by_its_length_or_by_a_digit(text: str):
    expected = [len(w.folded) > 3 or any(map(str.isdigit, w.folded)) for w in words(text)]
    assert Wording("d", text).weighty.tolist() == expected


@given(wild)
def test_a_sentence_ends_at_a_stop_and_a_blank_or_at_a_line_break(text: str):
    stops = [m.start() for m in END.finditer(fold(text))]
    before = [sum(stop < w.start for stop in stops) for w in words(text)]
    begun = [n for n in range(len(before)) if n == 0 or before[n] != before[n - 1]]
    assert Wording("d", text).bounds == [*(begun or [0]), len(before)]


def test_a_word_has_one_code_wherever_in_a_long_text_it_stands():
    wording = Wording("d", "harbour " * 6_000)
    assert len(set(wording.codes.tolist())) == 1


@given(texts)
def test_the_sentences_are_all_words_in_order(text: str):
    wording = Wording("d", text)
    assert [n for first, last in wording.sentences for n in range(first, last)] == list(range(len(wording)))


@given(texts)
def test_a_text_covers_itself_whole(text: str):
    wording = Wording("d", text)
    assert share(wording, Wording("e", text)) == (1.0 if len(wording) else 0.0)


def test_the_share_is_of_the_childs_words_and_not_of_the_parents():
    child = Wording("c", "one two three four five six")
    parent = Wording("p", "nought one two three four five but never again")
    assert share(child, parent) == round(5 / 6, 4)
    assert share(parent, child) == round(5 / 9, 4)
    assert cover(child, parent).tolist() == [True] * 5 + [False]


def test_an_empty_span_stands_after_the_word_before():
    wording = Wording("d", "one two")
    assert (wording.span(1, 1).start, wording.span(1, 1).end) == (3, 3)
    assert (wording.span(0, 0).start, wording.span(0, 0).end) == (0, 0)


def test_values_that_stand_in_too_many_places_are_paired_one_to_one():
    a, b = np.array([1, 2, 2, 2, 5]), np.array([2, 2, 2, 2, 5, 5])
    at_a, at_b, whole = equal_places(a, b, most=9)
    assert not whole
    assert list(zip(at_a.tolist(), at_b.tolist(), strict=True)) == [(1, 0), (2, 1), (3, 2), (4, 4), (4, 5)]
