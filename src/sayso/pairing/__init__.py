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
#: What a key is worth sinks with the logarithm of its holders (inverse document frequency), in whole numbers, so that a
#: sum is the same in whatever order: 12 if two reports hold it, 1 if more than 64 do. Counting keys instead takes five
#: times the pairs for the same passages in 10,000 simulated reports, nearly all of them chance and standing text.
#:
#: `worth` is therefore a lower bound of what the keys are worth that two reports share. Few and many are joined
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
    SELECT
        doc,
        gram,
        place,
        holders,
        CASE
            WHEN holders <= 2 THEN 12
            WHEN holders <= 4 THEN 6
            WHEN holders <= 8 THEN 4
            WHEN holders <= 16 THEN 3
            WHEN holders <= 64 THEN 2
            ELSE 1
        END AS worth
    FROM held
    WHERE holders > 1
),
few AS (
    SELECT doc, gram, place, worth FROM common WHERE holders <= {crowd}
),
many AS (
    SELECT doc, gram, place, worth FROM common WHERE holders > {crowd}
),
reach AS (
    SELECT UNNEST(GENERATE_SERIES(1, {near})) AS step
),
met AS (
    SELECT a.doc AS a, b.doc AS b, a.worth
    FROM few AS a
    JOIN few AS b ON a.gram = b.gram AND a.place < b.place
    UNION ALL
    SELECT a.doc AS a, b.doc AS b, a.worth
    FROM many AS a
    JOIN many AS b ON a.gram = b.gram
    WHERE a.place = 1 AND b.place > 1
    UNION ALL
    SELECT a.doc AS a, b.doc AS b, a.worth
    FROM (SELECT doc, gram, worth, place + step AS other FROM many CROSS JOIN reach WHERE place > 1) AS a
    JOIN many AS b ON a.gram = b.gram AND a.other = b.place
)
SELECT a, b, SUM(worth) AS worth
FROM met
GROUP BY a, b
HAVING SUM(worth) >= {at_least}
ORDER BY a, b
"""


#: As in `PAIRS`: up to so many holders, so much.
WORTH = ((2, 12), (4, 6), (8, 4), (16, 3), (64, 2))


class Rule(NamedTuple):
    """When two reports are a pair.

    Attributes:
        at_least: what the keys that they share must be worth together: a key that only they hold is worth 12. 18 finds
            as many of the PAN13 pairs as three keys of any worth do, with a quarter fewer candidates.
        crowd: holders of a key up to which all of them are paired.
        near: how far apart two holders may stand in the row of a key that more have.
    """

    at_least: int = 18
    crowd: int = 50
    near: int = 8

    def worth(self, holders: int) -> int:
        """What a key is worth that so many hold: as `PAIRS` has it."""
        return next((worth for most, worth in WORTH if holders <= most), 1)


#: As the constants of `PAIRS` were measured.
RULE = Rule()

MEMORY = "512MB"
THREADS = 2


def pairs(table: Mapping[str, Sequence[int] | NDArray[np.int64]], *, at_least: int = 18) -> list[tuple[str, str]]:
    """The pairs of reports that share keys enough, sorted, the smaller id first.

    Args:
        table: for each report's id, its keys; the order of reports and keys does not matter.
        at_least: what these keys must be worth together (`Rule`); 1 asks for any.
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
