"""The join of a whole pile on sorted arrays: what `PAIRS` says, without a table of everything that met.

With the holders of each key in order, a report that holds a key meets a stretch of those behind it: all of them where
few hold the key or the report is the first, else its next neighbours. So the meetings of some reports are worked out at
a time, counted and forgotten. DuckDB gives the same pairs for five times the CPU: it hashes every meeting, and writes
them to disk where they do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.pairing.rule import RULE, WORTH, Rule

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]

#: Meetings that are counted at a time: 32 MB of them, and a few times as much to make them.
AT_ONCE = 1 << 22
#: A meeting is one number: who, whom, and what the key is worth. Half a billion reports are never joined here.
BITS, WORTH_BITS = 29, 4


class _Rows(NamedTuple):
    """The postings by key and report: in each, a report holds a key.

    Attributes:
        docs: the report.
        reach: how many of the rows behind it it meets.
        worth: what the key is worth.
    """

    docs: Places
    reach: Places
    worth: NDArray[np.int8]


def joined(keys: Numbers, docs: Places, rule: Rule = RULE, *, at_once: int = AT_ONCE) -> tuple[Places, Places]:
    """The pairs of a whole pile, ascending, as two arrays of equal length.

    Args:
        keys: every key of every report.
        docs: whose key it is; the order of these numbers is the order of the reports.
        rule: when two reports are a pair.
        at_once: meetings that are counted at a time, or those of one report if these are more.
    """
    rows = _rows(*_by_key(keys, docs), rule)
    found = [_pairs(rows, some, rule) for some in _slices(rows, at_once)]
    pair = np.concatenate([np.zeros(0, dtype=np.int64), *found])
    return (pair >> BITS).astype(np.int32), (pair & ((1 << BITS) - 1)).astype(np.int32)


def _by_key(keys: Numbers, docs: Places) -> tuple[Numbers, Places]:
    """The postings by key and then by report, each once; as one segment of the index has them already."""
    if _ascends(keys, docs):
        return keys, docs
    order = keys.argsort()
    keys, docs = keys[order], docs[order]
    # What is left is to order the reports of each key; as one number each, since numbers sort fast.
    packed = _changes(keys).cumsum() << 32 | docs
    packed.sort()
    fresh = _changes(packed)
    return keys[fresh], (packed[fresh] & ((1 << 32) - 1)).astype(np.int32)


def _ascends(keys: Numbers, docs: Places) -> bool:
    ascends = keys[1:] > keys[:-1]
    ascends |= (keys[1:] == keys[:-1]) & (docs[1:] > docs[:-1])
    return bool(ascends.all())


def _changes(values: Numbers) -> NDArray[np.bool_]:
    """Whether each value differs from the one before; the first does."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _rows(keys: Numbers, docs: Places, rule: Rule) -> _Rows:
    begins = np.flatnonzero(_changes(keys))
    holders = np.diff(begins, append=len(keys)).astype(np.int32)
    # Each row has one holder fewer behind it than the row before, the last of a key none.
    reach = np.full(len(keys), -1, dtype=np.int32)
    reach[begins] = holders - 1
    np.cumsum(reach, out=reach)
    crowded = (holders > rule.crowd).repeat(holders)
    crowded[begins] = False  # the first holder meets them all
    np.minimum(reach, rule.near, out=reach, where=crowded)
    most = WORTH[-1][0] + 1
    worths = np.array([rule.worth(count) for count in range(most + 1)], dtype=np.int8)
    return _Rows(docs, reach, worths[np.minimum(holders, most)].repeat(holders))


def _slices(rows: _Rows, at_once: int) -> Iterator[Numbers]:
    """The rows of some reports at a time, of as many as have so many meetings together; of one at least."""
    met = np.bincount(rows.docs, weights=rows.reach).cumsum()
    meeting = rows.reach.nonzero()[0]
    docs = rows.docs[meeting]
    ends = np.bincount(docs, minlength=len(met)).cumsum().tolist()
    packed = docs.astype(np.int64)
    packed <<= 32
    packed |= meeting
    packed.sort()  # many times as fast as argsort
    packed &= (1 << 32) - 1
    begin, report = 0, 0
    while report < len(ends):
        done = met[report - 1] if report else 0
        report = max(report + 1, int(met.searchsorted(done + at_once, side="right")))
        if begin < ends[report - 1]:
            yield packed[begin : ends[report - 1]]
        begin = ends[report - 1]


def _pairs(rows: _Rows, some: Numbers, rule: Rule) -> Numbers:
    """The pairs of which the first report is that of one of these rows, each as one number, ascending."""
    reach = rows.reach[some]
    which = np.arange(len(some)).repeat(reach)
    other = np.arange(len(which)) + (some + 1 - reach.cumsum(dtype=np.int64) + reach)[which]
    first = rows.docs[some].astype(np.int64) << BITS + WORTH_BITS | rows.worth[some]
    met = first[which]
    met |= rows.docs[other].astype(np.int64) << WORTH_BITS
    met.sort()
    pair = met >> WORTH_BITS
    met &= (1 << WORTH_BITS) - 1
    begins = np.flatnonzero(_changes(pair))
    return pair[begins[np.add.reduceat(met, begins) >= rule.at_least]]
