from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from sayso.pairing import PAIRS, Rule

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")

RULE = Rule(at_least=2, crowd=10, near=3)


def test_the_pairs_are_those_of_the_embedded_engine_though_common_keys_are_numbered_in_slices(
    spark: SparkSession, tmp_path: Path
) -> None:
    from sayso.scale import pairs

    draw = np.random.default_rng(3)
    docs = np.repeat(draw.integers(-(2**63), 2**63 - 1, 1500), 12)
    grams = (draw.zipf(1.3, len(docs)) % 4000).astype(np.int64)
    postings = pa.table({"doc": docs, "gram": grams}).group_by(["doc", "gram"]).aggregate([])
    with duckdb.connect() as connection:
        connection.register("postings", postings)
        expected = connection.execute(PAIRS.format(**RULE._asdict())).fetchall()
    made = spark.createDataFrame(postings)
    for heavy in (10**6, 128):
        folder = str(tmp_path / str(heavy))
        pairs.held(made, 1500, heavy=heavy).write.parquet(folder)
        found = pairs.find(spark.read.parquet(folder), RULE)
        assert sorted(tuple(row) for row in found.collect()) == expected
