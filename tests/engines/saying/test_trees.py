"""A forest answers as its nodes say."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.engines.trees import Forest

# One tree: feature 1 <= 2 ? -1 : (feature 0 <= 0 ? 1 : 3); another that is a single leaf.
FOREST = Forest(
    roots=[0, 5],
    feature=[1, -1, 0, -1, -1, -1],
    threshold=[2.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    left=[1, 1, 3, 3, 4, 5],
    right=[2, 1, 4, 3, 4, 5],
    value=[0.0, -1.0, 0.0, 1.0, 3.0, 0.5],
    base=0.25,
    depth=2,
)


@pytest.mark.parametrize(("row", "score"), [((9, 2), -0.25), ((0, 3), 1.75), ((0.5, 3), 3.75)])
def test_each_row_goes_down_every_tree(row: tuple[float, float], score: float) -> None:
    chance = FOREST.chances(np.array([row], dtype=np.float32))
    assert chance[0] == pytest.approx(1 / (1 + np.exp(-score)), abs=1e-6)


def test_rows_do_not_depend_on_their_neighbours() -> None:
    rows = np.array([[9, 2], [0, 3], [0.5, 3]], dtype=np.float32)
    together = FOREST.chances(rows)
    assert together.tolist() == [FOREST.chances(rows[i : i + 1])[0] for i in range(3)]
