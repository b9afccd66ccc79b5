"""Group by key, count, keep the pairs: the only step of the cross-document work that needs the whole pile.

`keys -> pairs -> judge`: a pure function gives each report its keys, this module finds which reports share some, and a
pure function judges two reports at a time. `PAIRS` is one SQL text in the common part of DuckDB's and Spark's dialects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

#: Keys held by up to 50 reports pair all their holders. A key held by more is either furniture of a publisher or a
#: passage that half the pile carries: dropping it would lose a wire story copied sixty times word for word, pairing all
#: its holders would cost the square. So its holders are put in a row, and each is paired with the first (the hub) and
#: with its next eight neighbours: the cost stays linear, and verbatim copies stay connected with one another, since
#: they stand in the same row for all their keys and so share enough of them with each neighbour.
#:
#: `shared` is therefore a lower bound of the number of keys that two reports share. Few and many are joined
#: apart: one join with both conditions would look at the square after all (two keys in each of 30,000 reports: 17 s of
#: CPU against 3).
PAIRS = """
WITH held AS (
    SELECT
        doc,
        gram,
        ROW_NUMBER() OVER (PARTITION BY gram ORDER BY doc) AS place,
        COUNT(*) OVER (PARTITION BY gram) AS holders
    FROM postings
),
common AS MATERIALIZED (
    SELECT doc, gram, place, holders FROM held WHERE holders > 1
),
few AS (
    SELECT doc, gram, place FROM common WHERE holders <= {crowd}
),
many AS (
    SELECT doc, gram, place FROM common WHERE holders > {crowd}
),
reach AS (
    SELECT UNNEST(GENERATE_SERIES(1, {near})) AS step
),
met AS (
    SELECT a.doc AS a, b.doc AS b
    FROM few AS a
    JOIN few AS b ON a.gram = b.gram AND a.place < b.place
    UNION ALL
    SELECT a.doc AS a, b.doc AS b
    FROM many AS a
    JOIN many AS b ON a.gram = b.gram
    WHERE a.place = 1 AND b.place > 1
    UNION ALL
    SELECT a.doc AS a, b.doc AS b
    FROM (SELECT doc, gram, place + step AS other FROM many CROSS JOIN reach WHERE place > 1) AS a
    JOIN many AS b ON a.gram = b.gram AND a.other = b.place
)
SELECT a, b, COUNT(*) AS shared
FROM met
GROUP BY a, b
HAVING COUNT(*) >= {at_least}
ORDER BY a, b
"""


class Rule(NamedTuple):
    """When two reports are a pair.

    Attributes:
        at_least: how many keys they must share.
        crowd: holders of a key up to which all of them are paired.
        near: how far apart two holders may stand in the row of a key that more have.
    """

    at_least: int = 2
    crowd: int = 50
    near: int = 8


#: As the constants of `PAIRS` were measured.
RULE = Rule()

MEMORY = "512MB"
THREADS = 2


def pairs(table: Mapping[str, Sequence[int] | NDArray[np.int64]], *, at_least: int = 2) -> list[tuple[str, str]]:
    """The pairs of reports that share at least so many distinct keys, sorted, the smaller id first.

    Args:
        table: for each report's id, its keys; the order of reports and keys does not matter.
        at_least: how many distinct keys two reports must share.
    """
    ids = sorted(table)
    if len(ids) < 2:
        return []
    columns = [np.unique(np.asarray(table[doc], dtype=np.int64)) for doc in ids]
    docs = np.repeat(np.arange(len(ids), dtype=np.int32), [len(column) for column in columns])
    a, b = joined(np.concatenate(columns), docs, Rule(at_least=at_least))
    return [(ids[x], ids[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)]


def joined(
    keys: NDArray[np.int64], docs: NDArray[np.int32], rule: Rule = RULE
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The pairs of a whole pile, ascending, as two arrays of equal length.

    Args:
        keys: every key of every report.
        docs: whose key it is; the order of these numbers is the order of the reports.
        rule: when two reports are a pair.
    """
    postings = pa.table({"doc": docs, "gram": keys})
    # What does not fit in memory spills to a folder that is gone afterwards.
    with (
        TemporaryDirectory(prefix="sayso-pairing-") as folder,
        duckdb.connect(
            ":memory:", config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": folder}
        ) as connection,
    ):
        connection.register("postings", postings)
        found = connection.execute(PAIRS.format(**rule._asdict())).fetchnumpy()
        return found["a"], found["b"]
