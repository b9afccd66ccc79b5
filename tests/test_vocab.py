from __future__ import annotations

from enum import Enum

import msgspec
import pytest

from sayso import vocab
from sayso.vocab import SUPPORTING, Factuality, Level, Polarity, Status, Term

VOCABULARIES = [kind for kind in vars(vocab).values() if isinstance(kind, type) and issubclass(kind, Term)]
WORDS = [word for kind in VOCABULARIES for word in kind.__members__.values()]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_every_word_has_a_definition_and_a_source(word: Term) -> None:
    assert word.definition
    assert word.source
    assert word.definition.endswith(".") or isinstance(word, Factuality), "a definition is a sentence"


@pytest.mark.parametrize("kind", [k for k in VOCABULARIES if k is not Term], ids=lambda kind: kind.__name__)
def test_every_vocabulary_says_what_it_is_for(kind: type[Term]) -> None:
    assert kind.__doc__
    assert kind.__doc__ != Term.__doc__


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_no_word_stands_twice_in_a_vocabulary(kind: type[Enum]) -> None:
    assert len({member.value for member in kind}) == len(kind.__members__)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_word_is_written_as_it_is_spelled(word: Term) -> None:
    assert str(word) == word.value == f"{word}"
    assert msgspec.json.decode(msgspec.json.encode(word), type=type(word)) is word


def test_only_the_five_levels_that_commit_a_source_support_a_claim() -> None:
    assert {level.value for level in SUPPORTING} == {"asserted", "reported", "alleged", "believed", "probable"}


def test_the_statuses_stand_in_the_order_of_the_decision_table() -> None:
    assert [status.value for status in Status] == [
        "retracted", "disputed", "denied", "corroborated", "unconfirmed", "single-origin", "undetermined", "open",
    ]  # fmt: skip


def test_levels_polarities_and_values_are_spelled_as_other_programs_read_them() -> None:
    assert [level.value for level in Level] == [
        "asserted", "reported", "alleged", "believed", "probable", "possible", "conditional", "planned",
        "open question", "not confirmed", "denied", "unknown",
    ]  # fmt: skip
    assert [polarity.value for polarity in Polarity] == ["+", "-", "?"]
    assert [value.value for value in Factuality] == ["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
