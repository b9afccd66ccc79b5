"""The query of `pairing` on Spark: the same text in Spark's dialect, and no task that holds all of one key.

The text numbers the holders of each key. One task would number all holders of one key, and a footer may have a million.
So keys that very many hold are numbered in two steps: within slices of the pile, and then the slices after one another.
Nothing else in the text looks at all holders of a key at once.
"""

from __future__ import annotations

from typing import Any

import sqlglot
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)
from sqlglot import exp

from sayso.pairing import PAIRS, RULE, Rule

#: Holders of a key from which on it is numbered in slices. A task sorts so many rows of 24 bytes in an instant.
HEAVY = 100_000
#: A report's number is a hash, so its leading bits cut the pile into even slices that follow one another: 1,024 of
#: them, and so a key of a hundred million holders comes in rows of a hundred thousand.
SLICE_BITS = 10
#: Which keys are heavy is judged on one report in so many. A key that is missed is numbered in one task, just as well.
SAMPLED = 64

#: The rows of heavy keys as the part `held` of the text has them: the slices of each key, after one another.
SLICED = """
SELECT s.doc, s.gram, o.before + s.place AS place, o.holders
FROM (
    SELECT doc, gram, slice, ROW_NUMBER() OVER (PARTITION BY gram, slice ORDER BY doc) AS place FROM {heavy}
) AS s
JOIN (
    SELECT
        gram,
        slice,
        SUM(holders) OVER (PARTITION BY gram ORDER BY slice) - holders AS before,
        SUM(holders) OVER (PARTITION BY gram) AS holders
    FROM (SELECT gram, slice, COUNT(*) AS holders FROM {heavy} GROUP BY gram, slice)
) AS o
ON s.gram = o.gram AND s.slice = o.slice
"""


def held(postings: DataFrame, reports: int, *, heavy: int = HEAVY) -> DataFrame:
    """The part `held` of the text, without keys of one holder: every posting with its place in the row of its key.

    Args:
        postings: doc, gram.
        reports: how many reports there are; no key has more holders.
        heavy: holders of a key from which on it is numbered in slices.
    """
    text = _part(_text(RULE), "held").this.sql(dialect="spark").replace("FROM postings", "FROM {postings}")
    spark = postings.sparkSession
    if reports <= heavy:
        return spark.sql(text, postings=postings).where("holders > 1")
    often = _often(postings, heavy)
    light = spark.sql(text, postings=postings.join(often, "gram", "left_anti"))
    sliced = postings.join(often, "gram", "left_semi").withColumn("slice", F.shiftright("doc", 64 - SLICE_BITS))
    return light.unionByName(spark.sql(SLICED, heavy=sliced)).where("holders > 1")


def find(numbered: DataFrame, rule: Rule = RULE) -> DataFrame:
    """The pairs of reports that share enough keys: a, b (numbers, the smaller first) and shared.

    Args:
        numbered: what `held` gave.
        rule: when two reports are a pair.
    """
    text = _text(rule)
    _part(text, "held").set("this", sqlglot.parse_one("SELECT * FROM numbered"))
    sql = text.sql(dialect="spark").replace("FROM numbered", "FROM {numbered}")
    return numbered.sparkSession.sql(sql, numbered=numbered)


def _text(rule: Rule) -> Any:
    """The text of `pairing`, parsed, without what only DuckDB understands and the order, which a table here has not."""
    text = sqlglot.parse_one(PAIRS.format(**rule._asdict()), read="duckdb")
    text.set("order", None)
    for part in text.find_all(exp.CTE):
        part.set("materialized", None)
    return text


def _part(text: Any, name: str) -> Any:
    """The named part (common table expression) of a text."""
    return next(part for part in text.find_all(exp.CTE) if part.alias == name)


def _often(postings: DataFrame, heavy: int) -> DataFrame:
    """The keys that in the sample have half as many holders as a heavy key would: there are few of them."""
    bound = (1 << 63) - (1 << 64) // SAMPLED
    counted = postings.where(F.col("doc") >= bound).groupBy("gram").count()
    return F.broadcast(counted.where(F.col("count") >= max(1, heavy // SAMPLED // 2)).select("gram"))
