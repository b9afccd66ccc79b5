"""Group by key, count, keep the pairs: the only step of the cross-document work that needs the whole pile.

`keys -> pairs -> judge`: a pure function gives each report its keys, this module finds which reports share some, and a
pure function judges two reports at a time. `PAIRS` is the rule as one SQL text in the common part of DuckDB's and
Spark's dialects: what Spark runs, and what the embedded engine's join is held against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.pairing.join import joined
from sayso.pairing.rule import PAIRS, RULE, Rule

__all__ = ["PAIRS", "RULE", "Rule", "joined", "pairs"]


def pairs(table: Mapping[str, Sequence[int] | NDArray[np.int64]], *, at_least: int = 18) -> list[tuple[str, str]]:
    """The pairs of reports that share keys enough, sorted, the smaller id first.

    Args:
        table: for each report's id, its keys; the order of reports and keys does not matter.
        at_least: what these keys must be worth together (`Rule`); 1 asks for any.
    """
    ids = sorted(table)
    if len(ids) < 2:
        return []
    columns = [np.asarray(table[doc], dtype=np.int64) for doc in ids]
    docs = np.repeat(np.arange(len(ids), dtype=np.int32), [len(column) for column in columns])
    a, b = joined(np.concatenate(columns), docs, Rule(at_least=at_least))
    return [(ids[x], ids[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)]
