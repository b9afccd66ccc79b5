from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.claims.closeness import apart, unmatched, word_vectors
from sayso.engines.base import EmbeddingEngine

ROWS = arrays(np.float32, st.tuples(st.integers(1, 8), st.just(5)), elements=st.floats(-1, 1, width=32))


@given(ROWS)
def test_vectors_apart_are_of_unit_length_or_nothing(rows: np.ndarray) -> None:
    lengths = np.linalg.norm(apart(rows), axis=1)
    assert all(abs(length - 1) < 1e-3 or length < 1 for length in lengths)


def test_what_all_share_makes_two_wordings_less_alike() -> None:
    rows = np.array([[1.0, 0.2, 0.0], [1.0, 0.0, 0.2], [1.0, 0.1, -0.2]], dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left = apart(rows)
    assert left[0] @ left[1] < rows[0] @ rows[1]


@given(ROWS, ROWS)
def test_words_without_a_match_are_the_same_either_way_round(a: np.ndarray, b: np.ndarray) -> None:
    assert abs(unmatched(a, b) - unmatched(b, a)) < 1e-5


def test_the_same_words_match_fully(embedding: EmbeddingEngine) -> None:
    text = "the yard will close in May"
    words = word_vectors(text, embedding.read([text])[0], lambda word: len(word) > 3)
    assert len(words) == 3
    assert unmatched(words, words) > 0.999


def test_no_words_match_nothing() -> None:
    assert unmatched(np.zeros((0, 5), dtype=np.float32), np.ones((2, 5), dtype=np.float32)) == 0.0
