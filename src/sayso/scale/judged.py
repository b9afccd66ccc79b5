"""Pairs brought together with what is compared, and judged.

A report of a large cluster stands in many pairs. Sending its text along with each would move the pile fifty times over,
so pairs are first told which cluster they belong to (the smallest number among a report's neighbours), clusters are
put into cells of some thousand pairs, and each cell is sent each of its reports once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.pipeline.shared import NEVER, failure
from sayso.scale import rows
from sayso.scale.agreement import agree
from sayso.scale.numbers import id_of
from sayso.stages import Stage, equipment, key
from sayso.store import Receipt
from sayso.store.wire import decode_any, digest

#: Pairs of one cell: with their documents and what is found some tens of megabytes in one Python worker.
CELL = 4_000


class Side(NamedTuple):
    """What a judge reads of one report, what its key hashes of it, and the report's path for a failure."""

    record: Any
    digest: str
    path: str


def judge(
    stage: Stage, recipes: Sequence[dict[str, str]], pairs: DataFrame, compared: DataFrame, count: int
) -> DataFrame:
    """What a pair stage gives for each pair, as rows.

    Args:
        stage: the stage.
        recipes: what decides its answers, as `agreement.recipes` says.
        pairs: a, b (numbers of reports).
        compared: doc (a report's number), body (what the stage reads of it, a line of JSON), digest, path.
        count: how many pairs there are.
    """
    placed = _cells(pairs, count)
    wanted = placed.select(F.col("cell").alias("at"), F.explode(F.array("a", "b")).alias("doc")).distinct()
    sent = wanted.join(compared, "doc").select("at", "doc", "body", "digest", "path")
    together = sent.groupBy("at").cogroup(placed.groupBy("cell"))
    return together.applyInArrow(partial(_judged, stage, recipes), rows.DDL)


def _cells(pairs: DataFrame, count: int) -> DataFrame:
    """Each pair with its cell: cluster by cluster, a cluster of many pairs cut along the order of its reports."""
    ends = pairs.select(F.col("a").alias("doc"), F.col("b").alias("other")).unionAll(
        pairs.select(F.col("b").alias("doc"), F.col("a").alias("other"))
    )
    labels = ends.groupBy("doc").agg(F.least(F.min("other"), F.col("doc")).alias("label"))
    labelled = pairs.join(labels.withColumnRenamed("doc", "a"), "a")
    sizes = labelled.groupBy("label").count().where(F.col("count") > CELL)
    cut = F.coalesce(F.ceil(F.col("count") / CELL), F.lit(1))
    # A report's number is a hash: its leading bits cut a cluster into even stretches of neighbours.
    stretch = F.floor((F.shiftright("a", 32) + F.lit(1 << 31)) * cut / F.lit(1 << 32))
    cells = F.pmod(F.xxhash64("label", stretch), F.lit(max(1, -(-count // CELL))))
    return labelled.join(sizes, "label", "left").select("a", "b", cells.alias("cell"))


def _judged(stage: Stage, recipes: Sequence[dict[str, str]], sent: pa.Table, pairs: pa.Table) -> pa.Table:
    agree([stage], recipes)
    sides = {row["doc"]: Side(decode_any(row["body"].encode()), row["digest"], row["path"]) for row in sent.to_pylist()}
    both = sorted(zip(pairs["a"].to_pylist(), pairs["b"].to_pylist(), strict=True))
    return rows.table(row for a, b in both for row in _of_pair(stage, (id_of(a), id_of(b)), (sides[a], sides[b])))


def _of_pair(stage: Stage, ids: tuple[str, str], sides: tuple[Side, Side]) -> Iterator[rows.Row]:
    one, other = sides
    try:
        records = stage.run(one.record, other.record, **equipment(stage))
        receipt = Receipt(key(stage, [one.digest, other.digest]), digest(records))
    except Exception as error:  # the one failure rule: recorded, shown, and the rest of the pile goes on
        records, receipt = [failure(stage, f"{one.path} + {other.path}", None, error)], NEVER
        yield from rows.pending(changed=[ids[0]])
    yield from rows.of(stage.name, "+".join(ids), receipt, records)
