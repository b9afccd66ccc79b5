"""The blocking keys of a report: reports that share some of them are worth aligning."""

from __future__ import annotations

import numpy as np

from sayso.lineage.letters import Numbers
from sayso.lineage.wording import wording
from sayso.records import Document

#: Neighbouring weighty stems in a key. Taken in any order and without the small words between them, three of them
#: survive what breaks a run of five words. On PAN13 (train, every text against every other), of the pairs that hold a
#: planted passage, two shared keys find 97.6 % (shuffled 95.5, translated 96.8, summarised 100) where word 5-grams find
#: 89.5 % (89.1, 79.5, 89.5), and there are 37 % fewer keys to hold. Four in a key find 88 %, and pairs are words that
#: half of a story shares.
TOGETHER = 3

#: What the keys must be worth that two reports share, to be aligned: 12 is a key that only they hold (`pairing.Rule`).
#: Of the PAN13 pairs this finds what three keys of any worth find (shuffled 93.5 %, translated 94.2, summarised 100),
#: with a quarter fewer candidates; in 10,000 simulated reports with a fifth of them.
AT_LEAST = 18


def keys(document: Document) -> Numbers:
    """The hashes of neighbouring weighty stems, three at a time in any order; each once, ascending, 64-bit and signed.

    Signed, because that is the widest whole number that both DuckDB and Spark join on. The same on every machine.
    """
    stems = wording(document.id, document.text).weighty_stems
    count = max(len(stems) - TOGETHER + 1, 0)
    bags = np.zeros(count, dtype=np.int64)
    for offset in range(TOGETHER):
        bags += stems[offset : offset + count]
    bags.sort()
    fresh = np.ones(count, dtype=np.bool_)
    fresh[1:] = bags[1:] != bags[:-1]
    return bags[fresh]
