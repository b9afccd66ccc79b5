"""What a word looks like to the model of whether it happened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.base import LanguageEngine
from sayso.engines.factuality.features import features
from sayso.syntax import Parse, Sentence, Token
from sayso.text import Span


def of(language: LanguageEngine, text: str, word: str) -> set[str]:
    parse = language.parse("d", text, [Span("d", 0, len(text))])
    return features(parse, next(t for t in parse.tokens if t.text == word))


def test_a_word_is_told_by_itself_its_tense_and_its_subject(language: LanguageEngine) -> None:
    assert {"lemma=close", "tag=VB", "aux=will", "tense=will/VB", "subject=bridge", "is root"} <= of(
        language, "The bridge will close.", "close"
    )


def test_the_verb_it_hangs_on_and_a_no_above_it_are_seen(language: LanguageEngine) -> None:
    found = of(language, "Nobody here did not deny that he sold it.", "sold")
    assert {"head1=deny", "under=ccomp>deny/NEG", "negators=1", "above.aux=NEG"} <= found


def test_a_condition_and_a_question_are_seen(language: LanguageEngine) -> None:
    assert "mark=if" in of(language, "The dam holds if the rain stops.", "stops")
    assert any(mark.startswith("asks=") for mark in of(language, "Did the dam hold?", "hold"))


def test_what_is_joined_by_and_shares_the_first_ones_auxiliaries(language: LanguageEngine) -> None:
    assert "aux=will" in of(language, "The firm will close the mine and sell the land.", "sell")


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Any tree over a few words, with any labels."""
    size = draw(st.integers(1, 8))
    heads = [draw(st.integers(0, i)) for i in range(size)]
    labels = st.sampled_from(["conj", "advcl", "ccomp", "aux", "neg", "nsubj", "mark", "ROOT", "punct"])
    words = st.sampled_from(["may", "not", "if", "sank", "?", "boat"])
    tokens = []
    for i, head in enumerate(heads):
        word = draw(words)
        dep = draw(labels)
        tokens.append(Token(i, 5 * i, 5 * i + len(word), word, word, "VERB", "VB", dep, head, "", False, 0))
    return Parse("d", " " * 5 * size, tokens, [Sentence(0, 0, size, 0, 5 * size)])


@given(trees())
def test_any_word_of_any_tree_has_its_lemma_among_its_features(parse: Parse) -> None:
    for token in parse.tokens:
        assert f"lemma={token.lemma}" in features(parse, token)
