"""Whether two reports are about one matter: keys that bring them together, and the judge of two."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.dates import days, parse_when
from sayso.records import Kin, Topic

#: Two of so many telling words are a key.
WIDEST = 12

#: How alike two reports must be: the cosine of their telling words. Measured on ECB+ (topics) and on a mix of it with
#: whole piles of one story: below .3 stories of one kind run together, above .35 one story falls into pieces.
ALIKE = 0.3
#: They must share so many telling words: two names alone are where stories meet that are not one.
SHARED = 3
#: Reports so many days apart are of one story only if they are more alike; farther apart they never are. A story goes
#: on from report to report.
NEAR, FAR = 30, 365
ALIKE_FAR = 0.5


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
    one, other = parse_when(a.published), parse_when(b.published)
    if one is None or other is None:
        return ALIKE
    first, last = sorted((days(one), days(other)))
    apart = (last[0] - first[1]).days
    return ALIKE if apart <= NEAR else ALIKE_FAR if apart <= FAR else 2.0


@lru_cache(maxsize=1 << 17)
def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)
