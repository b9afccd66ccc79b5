"""How close two wordings are in vectors: as wholes, beside what all of the story shares, and word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.engines.base import Meaning
from sayso.text import words

Vectors = NDArray[np.float32]

#: What all wordings of a story share is its subject. It is taken off, the more surely the more wordings there are; of
#: as many as this, half of it.
HALF = 8

#: The words of each side that find least in the other: so many are looked at.
LEAST = 4


def apart(wholes: Vectors) -> Vectors:
    """The vectors of a story's wordings without what they have in common, of unit length again."""
    if not len(wholes):
        return wholes
    shared = wholes.mean(axis=0) * (len(wholes) / (len(wholes) + HALF))
    left = wholes - shared
    return np.asarray(left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def word_vectors(text: str, meaning: Meaning, says_something: Callable[[str], bool]) -> Vectors:
    """One unit vector for each word of content: the mean over its pieces."""
    rows = []
    for word in words(text):
        if says_something(word.folded):
            inside = [n for n, (start, end) in enumerate(meaning.places) if start < word.end and end > word.start]
            if inside:
                row = meaning.pieces[inside].mean(axis=0)
                rows.append(row / max(float(np.linalg.norm(row)), 1e-9))
    return np.array(rows, dtype=np.float32).reshape(len(rows), meaning.pieces.shape[1])


def unmatched(a: Vectors, b: Vectors) -> float:
    """How alike the words of two wordings are that find least in the other wording, averaged over both sides."""
    if not len(a) or not len(b):
        return 0.0
    alike = a @ b.T
    return 0.5 * (_least(alike.max(axis=1)) + _least(alike.max(axis=0)))


def _least(found: Sequence[float] | Vectors) -> float:
    return float(np.mean(np.sort(found)[:LEAST]))
