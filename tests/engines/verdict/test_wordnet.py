"""Words hang together as WordNet says, whatever form they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.verdict.wordnet import WordNet, wordnet


@pytest.fixture(scope="module")
def book() -> WordNet:
    return wordnet()


def test_words_of_one_meaning_are_synonyms_in_any_form(book: WordNet) -> None:
    assert book.relation("novice", "beginners").synonym > 0
    assert book.relation("purchased", "bought").synonym > 0


def test_opposites_are_opposites_and_not_the_same(book: WordNet) -> None:
    relation = book.relation("increased", "decrease")
    assert relation.opposite == 1
    assert relation.sameness < 0


def test_words_near_to_opposites_are_nearly_opposite(book: WordNet) -> None:
    assert 0 < book.relation("scorching", "chilly").opposite < 1


def test_a_kind_is_narrower_than_what_it_is_a_kind_of(book: WordNet) -> None:
    assert book.relation("dog", "animal").wider > 0
    assert book.relation("animal", "dog").narrower > 0


def test_two_kinds_of_one_thing_are_siblings(book: WordNet) -> None:
    assert book.relation("salmon", "trout").alike > 0.5
    assert book.relation("copper", "zinc").siblings > 0


def test_irregular_and_doubled_forms_are_led_back(book: WordNet) -> None:
    assert book.bases("went")[:1] != book.bases("stopped")[:1]
    assert set(book.bases("stop")) & set(book.bases("stopped"))
    assert set(book.bases("go")) & set(book.bases("went"))


def test_what_wordnet_lacks_is_related_to_nothing(book: WordNet) -> None:
    assert book.relation("qqqq", "bus").known == 0.5
    assert book.parts("qqqq") == [0.0] * 4
    assert book.field("qqqq") == -1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_strings_have_measures_between_0_and_1(one: str, other: str) -> None:
    relation = wordnet().relation(one, other)
    assert all(0 <= getattr(relation, name) <= 1 for name in relation.__struct_fields__)
