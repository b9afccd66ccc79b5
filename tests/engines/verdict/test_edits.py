"""What was taken out and what was put in is found, amounts by value, moved words as moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import lexicon
from sayso.engines.verdict.edits import LONGEST, Tokens, edits, moved
from sayso.lexicon.wording import FunctionWords, Measures


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(lexicon.load("function_words", FunctionWords), lexicon.load("measures", Measures))


def found(tokens: Tokens, before: str, after: str) -> list[tuple[str, str]]:
    old, new = tokens.read(before), tokens.read(after)
    return [(" ".join(t.folded for t in e.gone(old)), " ".join(t.folded for t in e.came(new))) for e in edits(old, new)]


def test_a_word_put_for_another_is_one_edit(tokens: Tokens) -> None:
    assert found(tokens, "The bridge was shut on Friday.", "The tunnel was shut on Friday.") == [("bridge", "tunnel")]


def test_two_edits_around_a_word_of_structure_are_one(tokens: Tokens) -> None:
    pairs = found(tokens, "Doctors praised rest and warmth.", "Doctors praised sleep and heat.")
    assert pairs == [("rest and warmth", "sleep and heat")]


def test_one_amount_in_two_spellings_is_no_edit(tokens: Tokens) -> None:
    assert found(tokens, "It cost $1.3 billion, 24 people said.", "It cost $1.3bn, two dozen people said.") == []


def test_a_contraction_hides_no_negation(tokens: Tokens) -> None:
    assert found(tokens, "The gate did not open.", "The gate didn't open.") == []
    assert found(tokens, "The gate did open.", "The gate didn't open.") == [("", "n't")]


def test_words_that_only_moved_are_told_from_those_that_went(tokens: Tokens) -> None:
    old, new = tokens.read("On Monday the council met."), tokens.read("The council met on Monday.")
    shifted = moved(edits(old, new), old, new)
    assert {old[a].key for a, _ in shifted} == {"on", "monday"}
    assert all(old[a].key == new[b].key for a, b in shifted)


def test_names_are_seen_inside_a_sentence_only(tokens: Tokens) -> None:
    named = [t.folded for t in tokens.read('Voters chose Ida Moss. "Nobody did," Lund said.') if t.named]
    assert named == ["ida", "moss", "lund"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_edits_rebuild_the_wording_after_from_the_one_before(before: str, after: str) -> None:
    by = Tokens(lexicon.load("function_words", FunctionWords), lexicon.load("measures", Measures))
    old, new = by.read(before), by.read(after)
    keys, at = [], 0
    for edit in edits(old, new):
        keys += [t.key for t in old[at : edit.first]] + [t.key for t in edit.came(new)]
        at = edit.last
    assert [*keys, *(t.key for t in old[at:])] == [t.key for t in new]


def test_a_line_without_end_is_cut(tokens: Tokens) -> None:
    assert len(tokens.read("word " * 100_000)) == LONGEST
