"""Whether two reports are about one matter: keys that bring them together, and the judge of two."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from math import inf

import numpy as np
from numpy.typing import NDArray

from sayso.dates import days, parse_when
from sayso.pairing import Rule
from sayso.records import Kin, Topic

#: When two reports share keys enough to be judged: one that four hold, or some that more do.
MEET = Rule(at_least=6)

#: Two of so many telling words are a key.
WIDEST = 16

#: How alike two reports must be (the cosine of their telling words) if they were published so many days apart; farther
#: apart they are never kin: a story goes on from report to report. Kin alone do not make a story: `joining.LINK` does.
#: Measured with that: with .25 for ten days and .3 for thirty, matters of one kind run together (B³ of tests/piles/dev
#: .900 for .978, of 10,000 simulated reports .927 for .932); tighter for the first five days, stories that are told in
#: different words come apart.
ALIKE = ((5, 0.25), (10, 0.35), (30, 0.4), (365, 0.5))
#: The same where a date is not known.
ALIKE_UNDATED = 0.25
#: They must share so many telling words: a name or two is where stories meet that are not one.
SHARED = 4


def keys(topic: Topic) -> NDArray[np.int64]:
    """The hashed pairs of a report's most telling words, each once, ascending; the same on every machine.

    A report that was put into a story by hand has none: it is kin to no other.
    """
    if topic.named is not None:
        return np.zeros(0, dtype=np.int64)
    foremost = sorted(topic.terms, key=lambda term: (-topic.terms[term], term))[:WIDEST]
    pairs = combinations(sorted(foremost), 2)
    return np.unique(np.fromiter((_hash(f"{a}\0{b}") for a, b in pairs), dtype=np.int64))


def kin(a: Topic, b: Topic) -> list[Kin]:
    """That two reports are about one matter, if they share enough of what tells and their dates allow it."""
    if a.doc_id > b.doc_id:
        a, b = b, a
    shared = sorted(a.terms.keys() & b.terms.keys(), key=lambda term: (-a.terms[term] * b.terms[term], term))
    likeness = sum(a.terms[term] * b.terms[term] for term in shared)
    if len(shared) < SHARED or likeness < _needed(a, b):
        return []
    return [
        Kin(
            made_by="kin/telling-words@1",
            score=round(min(likeness, 1.0), 3),
            a_id=a.doc_id,
            b_id=b.doc_id,
            terms=tuple(shared),
        )
    ]


def _needed(a: Topic, b: Topic) -> float:
    """How alike two reports must be, given how far apart they were published."""
    one, other = _days(a.published), _days(b.published)
    if one is None or other is None:
        return ALIKE_UNDATED
    first, last = sorted((one, other))
    apart = (last[0] - first[1]).days
    return next((needed for most, needed in ALIKE if apart <= most), inf)


@lru_cache(maxsize=4096)
def _days(published: str | None) -> tuple[date, date] | None:
    when = parse_when(published)
    return days(when) if when is not None else None


@lru_cache(maxsize=1 << 17)
def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)
