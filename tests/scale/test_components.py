from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.xdist_group("spark")


def test_what_hangs_together_is_found_alike_in_stars_and_in_the_driver(spark: SparkSession, tmp_path: Path) -> None:
    from sayso.scale.components import components

    def keep(name: str, table: DataFrame) -> DataFrame:
        table.write.parquet(str(tmp_path / name))
        return spark.read.parquet(str(tmp_path / name))

    draw = np.random.default_rng(1)
    nodes = draw.integers(-(2**62), 2**62, 300).tolist()
    ends = draw.integers(40, 300, (150, 2)).tolist()
    edges = [(nodes[a], nodes[b]) for a, b in ends if a != b]
    edges += list(pairwise(nodes[:40]))  # a chain
    pairs = spark.createDataFrame(edges, "a bigint, b bigint")
    by_stars = {tuple(row) for row in components(pairs, keep, gathered=0).collect()}
    assert by_stars == {tuple(row) for row in components(pairs, keep).collect()}
    assert {doc for doc, _ in by_stars} == {node for edge in edges for node in edge}
