from __future__ import annotations

import numpy as np

from sayso.engines.base import EmbeddingEngine


def test_the_same_text_has_the_same_vectors_whatever_stands_beside_it(embedding: EmbeddingEngine) -> None:
    alone = embedding.read(["The bridge is closed."])[0]
    beside = embedding.read(["It rained.", "The bridge is closed.", "A very much longer sentence about a ferry."])[1]
    assert np.array_equal(alone.whole, beside.whole)
    assert np.array_equal(alone.pieces, beside.pieces)


def test_a_vector_is_of_unit_length(embedding: EmbeddingEngine) -> None:
    for meaning in embedding.read(["The bridge is closed.", "x", "", "word " * 400]):
        assert abs(float(np.linalg.norm(meaning.whole)) - 1) < 1e-4


def test_every_word_piece_has_its_place_in_the_text(embedding: EmbeddingEngine) -> None:
    text = "Café owners in Łódź protested."
    meaning = embedding.read([text])[0]
    assert len(meaning.places) == len(meaning.pieces)
    assert all(text[start:end].strip() for start, end in meaning.places)


def test_one_claim_in_other_words_is_closer_than_another_claim(embedding: EmbeddingEngine) -> None:
    claim, retold, other = embedding.read(
        ["The firm will cut 300 jobs.", "Three hundred posts are to go.", "The firm will open a plant."]
    )
    assert claim.whole @ retold.whole > claim.whole @ other.whole
