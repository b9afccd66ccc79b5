"""What hangs together, on Spark: connected components of a graph of pairs that no machine holds.

Alternating large stars and small stars (Kiveris et al. 2014, "Connected Components in MapReduce and Beyond"): each
round hooks every node to a smaller one, the edges never grow in number, and some log² rounds make every component a
star around its smallest node. A node's neighbours are only ever aggregated or streamed past, never held.
"""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.pairing import components as pairing
from sayso.scale.numbers import id_of, number_of

#: Pairs of a pile of some hundred thousand reports: a few megabytes.
GATHERED = 200_000

#: Takes a name and a table, computes the table once, and gives it back.
Keep = Callable[[str, DataFrame], DataFrame]


def components(pairs: DataFrame, keep: Keep, *, gathered: int = GATHERED) -> DataFrame:
    """For each number in the pairs, the smallest that it hangs together with: doc, least.

    Args:
        pairs: a, b; any order, no number with itself.
        keep: where a round is kept, so that the next does not compute it again.
        gathered: up to so many pairs are joined up in the driver, which for a small pile is quicker by minutes.
    """
    edges = pairs.select(F.greatest("a", "b").alias("u"), F.least("a", "b").alias("v")).distinct()
    few = edges.limit(gathered + 1).collect()
    if len(few) <= gathered:
        found = pairing.components((id_of(u), id_of(v)) for u, v in few)
        numbered = [(number_of(id_), number_of(least)) for id_, least in found.items()]
        return pairs.sparkSession.createDataFrame(numbered, "doc bigint, least bigint")
    turn = 0
    while _is_tangled(edges):
        turn += 1
        edges = keep(f"round-{turn}", _small_stars(_large_stars(edges)))
    stars = edges.select(F.col("u").alias("doc"), F.col("v").alias("least"))
    return stars.unionAll(edges.select("v", "v").distinct())


def _is_tangled(edges: DataFrame) -> bool:
    """Whether some node hangs from two, or from one that hangs from another."""
    several = edges.groupBy("u").count().where("count > 1").select("u")
    between = edges.join(edges.select(F.col("v").alias("w")), F.col("u") == F.col("w"), "left_semi").select("u")
    return not several.unionAll(between).isEmpty()


def _large_stars(edges: DataFrame) -> DataFrame:
    """Every larger neighbour of a node hooked to the smallest of the node and its neighbours."""
    both = edges.unionAll(edges.select(F.col("v").alias("u"), F.col("u").alias("v")))
    least = both.groupBy(F.col("u").alias("at")).agg(F.least(F.min("v"), F.col("at")).alias("least"))
    larger = both.where("v > u").join(least, F.col("u") == F.col("at"))
    return larger.select(F.col("v").alias("u"), F.col("least").alias("v")).distinct()


def _small_stars(edges: DataFrame) -> DataFrame:
    """Every smaller neighbour of a node, and the node, hooked to the smallest; edges run from larger to smaller."""
    least = edges.groupBy(F.col("u").alias("at")).agg(F.min("v").alias("least"))
    others = edges.join(least, F.col("u") == F.col("at")).where("v != least").select("v", "least")
    return others.unionAll(least).toDF("u", "v").distinct()
