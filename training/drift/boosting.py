"""Boosted trees on a logistic loss, grown with numpy alone (Friedman 2001; second order as in Chen & Guestrin 2016)."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.engines.trees import Forest

Floats = NDArray[np.float32]


class Growth(msgspec.Struct, frozen=True):
    """How trees are grown.

    Attributes:
        trees, depth, rate: how many, how deep, and how much of each counts.
        rows, columns: the share of each that one tree sees.
        least: weight of the rows (by how unsure they are) that a leaf needs at least.
        penalty: draws the values of leaves towards 0 (L2).
        bins: places at most where a column is cut.
    """

    trees: int = 500
    depth: int = 3
    rate: float = 0.05
    rows: float = 0.6
    columns: float = 0.1
    least: float = 3.0
    penalty: float = 4.0
    bins: int = 32
    seed: int = 7


def grow(table: Floats, answers: NDArray[np.bool_], worth: NDArray[np.float64], growth: Growth) -> Forest:
    """A forest that tells the rows apart; `worth` is what each counts, 1 on average."""
    chance = np.random.default_rng(growth.seed)
    cuts = [_cuts(column, growth.bins) for column in table.T]
    binned = np.stack([np.searchsorted(c, column) for c, column in zip(cuts, table.T, strict=True)], axis=1)
    score = np.zeros(len(table))
    forest = _Trees(cuts)
    for _ in range(growth.trees):
        guess = 1 / (1 + np.exp(-score))
        slope, curve = worth * (guess - answers), worth * guess * (1 - guess)
        rows = np.flatnonzero(chance.random(len(table)) < growth.rows)
        columns = np.sort(chance.permutation(table.shape[1])[: max(1, round(growth.columns * table.shape[1]))])
        tree = _Tree(growth, columns, growth.bins + 1)
        tree.grow(binned[rows], slope[rows], curve[rows])
        score += tree.values(binned)
        forest.add(tree)
    return forest.packed(growth.depth)


def _cuts(column: Floats, bins: int) -> Floats:
    """Where to cut a column: between its values, or between its quantiles where it has more than `bins`."""
    values = np.unique(column)
    if len(values) > bins:
        values = np.unique(np.quantile(column, np.linspace(0, 1, bins), method="lower"))
    return (values[:-1] + (values[1:] - values[:-1]) / 2).astype(np.float32)


class _Tree:
    """One tree, level by level: node n has the children 2n + 1 and 2n + 2."""

    def __init__(self, growth: Growth, columns: NDArray[np.int64], bins: int) -> None:
        self.growth, self.columns, self.bins = growth, columns, bins
        nodes = 2 ** (growth.depth + 1) - 1
        self.column = np.full(nodes, -1)
        self.cut = np.zeros(nodes, dtype=np.int64)
        self.value = np.zeros(nodes)

    def grow(self, binned: NDArray[np.int64], slope: NDArray[np.float64], curve: NDArray[np.float64]) -> None:
        place = np.zeros(len(binned), dtype=np.int64)
        seen = binned[:, self.columns]
        for level in range(self.growth.depth):
            first, width = 2**level - 1, 2**level
            self._split(first, *self._sums(seen, place - first, width, slope, curve))
            place = self._down(place, binned, first)
        totals = [np.bincount(place, weights=w, minlength=len(self.value)) for w in (slope, curve)]
        self.value = -self.growth.rate * totals[0] / (totals[1] + self.growth.penalty)

    def _sums(
        self,
        seen: NDArray[np.int64],
        place: NDArray[np.int64],
        width: int,
        slope: NDArray[np.float64],
        curve: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Slopes and curves of the rows left of each cut, by node, column and cut; the last cut has all rows."""
        inside = (place >= 0) & (place < width)
        shape = (width, len(self.columns), self.bins)
        where = (place[inside, None] * shape[1] + np.arange(shape[1])) * shape[2] + seen[inside]
        made = []
        for weights in (slope, curve):
            each = np.repeat(weights[inside], shape[1])
            sums = np.bincount(where.ravel(), weights=each, minlength=width * shape[1] * shape[2])
            made.append(sums.reshape(shape).cumsum(axis=2))
        return made[0], made[1]

    def _split(self, first: int, slope: NDArray[np.float64], curve: NDArray[np.float64]) -> None:
        """The best cut of each node of a level, where one gains anything."""
        penalty, least = self.growth.penalty, self.growth.least
        all_slope, all_curve = slope[:, :, -1:], curve[:, :, -1:]
        gain = slope**2 / (curve + penalty) + (all_slope - slope) ** 2 / (all_curve - curve + penalty)
        gain -= all_slope**2 / (all_curve + penalty)
        gain[(curve < least) | (all_curve - curve < least)] = 0
        best = gain.reshape(len(gain), -1).argmax(axis=1)
        for node, at in enumerate(best.tolist()):
            column, cut = divmod(at, self.bins)
            if gain[node, column, cut] > 1e-6:
                self.column[first + node], self.cut[first + node] = self.columns[column], cut

    def _down(self, place: NDArray[np.int64], binned: NDArray[np.int64], first: int) -> NDArray[np.int64]:
        """The rows one level further down; those of a node that is not cut stay there."""
        column = self.column[place]
        right = binned[np.arange(len(binned)), np.maximum(column, 0)] > self.cut[place]
        return np.where((column >= 0) & (place >= first), 2 * place + 1 + right, place)

    def values(self, binned: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the tree adds to each row's score."""
        place = np.zeros(len(binned), dtype=np.int64)
        for level in range(self.growth.depth):
            place = self._down(place, binned, 2**level - 1)
        found: NDArray[np.float64] = self.value[place]
        return found


class _Trees:
    """The trees so far, as run time reads them."""

    def __init__(self, cuts: list[Floats]) -> None:
        self.cuts = cuts
        self.roots: list[int] = []
        self.feature: list[int] = []
        self.threshold: list[float] = []
        self.left: list[int] = []
        self.right: list[int] = []
        self.value: list[float] = []

    def add(self, tree: _Tree) -> None:
        self.roots.append(self._node(tree, 0))

    def _node(self, tree: _Tree, node: int) -> int:
        here, column = len(self.feature), int(tree.column[node])
        self.feature.append(column)
        self.threshold.append(float(self.cuts[column][tree.cut[node]]) if column >= 0 else 0.0)
        self.left.append(here)
        self.right.append(here)
        self.value.append(round(float(tree.value[node]), 6) if column < 0 else 0.0)
        if column >= 0:
            self.left[here] = self._node(tree, 2 * node + 1)
            self.right[here] = self._node(tree, 2 * node + 2)
        return here

    def packed(self, depth: int) -> Forest:
        return Forest(self.roots, self.feature, self.threshold, self.left, self.right, self.value, 0.0, depth)
