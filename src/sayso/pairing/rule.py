"""When two reports share keys enough to be a pair: as one SQL text, and as numbers."""

from __future__ import annotations

from typing import NamedTuple

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
