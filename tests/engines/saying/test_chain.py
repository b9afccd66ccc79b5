"""The best row of labels is the best of all rows that are allowed."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.saying.chain import best_labels
from sayso.engines.saying.labels import LABELS, OUTSIDE, may_follow


def score(row: tuple[int, ...], emitted: np.ndarray, follows: np.ndarray) -> float:
    if not all(may_follow(a, b) for a, b in pairwise((OUTSIDE, *row))):
        return -np.inf
    steps = sum(follows[a, b] for a, b in pairwise(row))
    return float(steps + sum(emitted[i, label] for i, label in enumerate(row)))


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_no_row_is_better(seed: int, words: int) -> None:
    rng = np.random.default_rng(seed)
    emitted = rng.normal(size=(words, LABELS)).astype(np.float32)
    follows = rng.normal(size=(LABELS, LABELS)).astype(np.float32)
    best = max(score(row, emitted, follows) for row in product(range(LABELS), repeat=words))
    assert abs(score(tuple(best_labels(emitted, follows)), emitted, follows) - best) < 1e-4


def test_no_word_no_label() -> None:
    assert best_labels(np.zeros((0, LABELS), np.float32), np.zeros((LABELS, LABELS), np.float32)) == []
