"""Boosted trees as plain arrays: what a forest answers, without the library that grew it."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

#: Rows that go down the trees together: a bound on the memory that a hostile report may ask for.
_AT_ONCE = 2048

Floats: TypeAlias = NDArray[np.float32]
Places: TypeAlias = NDArray[np.int32]


class Forest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Trees over rows of features. Node n of all trees: go `left` where feature <= threshold, else `right`.

    Attributes:
        roots: the first node of each tree.
        feature: which feature a node looks at; -1 for a leaf.
        threshold: what it compares with.
        left, right: the next nodes; a leaf's are itself.
        value: what a leaf adds to the score.
        base: the score without any tree.
    """

    roots: list[int]
    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]
    base: float
    depth: int

    def chances(self, rows: Floats) -> Floats:
        """For each row the chance that the answer is yes."""
        parts = [self._chances(rows[i : i + _AT_ONCE]) for i in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _chances(self, rows: Floats) -> Floats:
        roots, feature, threshold, left, right, value = self._arrays
        node = np.repeat(roots[None], len(rows), axis=0)
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[line, feature[node]] <= threshold[node]
            node = np.where(goes_left, left[node], right[node])
        score = np.clip(self.base + value[node].sum(axis=1), -30, 30)
        return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)

    @cached_property
    def _arrays(self) -> tuple[Places, Places, Floats, Places, Places, Floats]:
        """Roots, features (a leaf looks at the first, and stays where it is), thresholds, left, right, values."""
        return (
            np.array(self.roots, dtype=np.int32),
            np.maximum(np.array(self.feature, dtype=np.int32), 0),
            np.array(self.threshold, dtype=np.float32),
            np.array(self.left, dtype=np.int32),
            np.array(self.right, dtype=np.int32),
            np.array(self.value, dtype=np.float32),
        )
