"""From the scores of single words to the best row of labels (Viterbi)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.engines.saying.labels import OUTSIDE, may_follow

Scores = NDArray[np.float32]

_NEVER = -1e4


@cache
def _barred(labels: int) -> Scores:
    """For each label (row) and each behind it (column) nothing, or far too little where it may not follow."""
    rows = [[0.0 if may_follow(a, b) else _NEVER for b in range(labels)] for a in range(labels)]
    return np.array(rows, dtype=np.float32)


def best_labels(emitted: Scores, follows: Scores) -> list[int]:
    """The row of labels with the greatest sum of scores; of equal rows the one with lower labels at its end.

    Args:
        emitted: for each word the score of each label, shape (words, labels).
        follows: the score of each label (column) behind each label (row).
    """
    words, labels = emitted.shape
    if not words:
        return []
    allowed = follows + _barred(labels)
    # A report begins outside: nothing can go on there.
    reached = emitted[0] + allowed[OUTSIDE] - follows[OUTSIDE]
    came_from = np.zeros((words, labels), dtype=np.int64)
    for word in range(1, words):
        through = reached[:, None] + allowed
        came_from[word] = through.argmax(axis=0)
        reached = through.max(axis=0) + emitted[word]
    best = [int(reached.argmax())]
    for word in range(words - 1, 0, -1):
        best.append(int(came_from[word, best[-1]]))
    return best[::-1]
