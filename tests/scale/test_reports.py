from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso import ingest
from sayso.errors import UsageError
from sayso.records import Failure, Snapshot

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")


def found(spark: SparkSession, given: str) -> dict[str, Snapshot | Failure]:
    from sayso.scale import reports

    under = reports.find(spark, given)
    rows = (row.asDict() for row in under.lines.collect())
    return {read.path: read for read in (*under.failures, *reports.read(rows))}


def test_lines_are_numbered_as_in_their_file_although_it_is_read_in_pieces(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "a pile of 50% mud"
    folder.mkdir()
    for name in ("one", "two"):
        lines = [json.dumps({"text": f"Mud in {name} street, number {n}. " * (n % 7 + 1)}) for n in range(150)]
        lines[7] = "no json at all"
        lines[50] = ""
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "empty.jsonl").write_bytes(b" \n")
    spark.conf.set("spark.sql.files.maxPartitionBytes", "4096")
    try:
        for given in (folder, folder / "*.jsonl", folder / "two.jsonl"):
            assert found(spark, str(given)) == {read.path: read for read in ingest.read([str(given)])}
    finally:
        spark.conf.set("spark.sql.files.maxPartitionBytes", "16m")


def test_a_parquet_row_is_read_as_the_same_object_in_json_would_be(spark: SparkSession, tmp_path: Path) -> None:
    at = datetime.datetime(2024, 3, 1, 6, 30, tzinfo=datetime.UTC)
    rows = [{"articleBody": "Mud.", "outlet": "Post", "datePublished": at, "views": 3, "path": None}]
    rows.append({**rows[0], "path": "press/mud.txt", "outlet": None})
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "pile.parquet")
    given = {"articleBody": "Mud.", "outlet": "Post", "datePublished": "2024-03-01T06:30:00Z"}
    first = ingest.read_object(f"{tmp_path}/pile.parquet#1", given)
    second = ingest.read_object("press/mud.txt", {k: v for k, v in given.items() if k != "outlet"})
    assert found(spark, str(tmp_path / "pile.parquet")) == {first.path: first, second.path: second}


def test_a_path_with_nothing_to_read_or_of_an_unknown_place_is_an_error(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no reports"):
        found(spark, str(tmp_path))
    with pytest.raises(UsageError, match="cannot be reached"):
        found(spark, "nowhere://press/pile.jsonl")
