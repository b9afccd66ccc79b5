"""The blocking keys of a report: reports that share some of them are worth aligning."""

from __future__ import annotations

import numpy as np

from sayso.lineage.wording import wording
from sayso.records import Document


def keys(document: Document) -> list[int]:
    """The hashed word 5-grams of one report, each once, in ascending order; 64-bit, signed, the same on every machine.

    Signed, because that is the widest whole number that both DuckDB and Spark join on.
    """
    found: list[int] = np.unique(wording(document.id, document.text).grams).tolist()
    return found
