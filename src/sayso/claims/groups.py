"""Groups of wordings grown from the likeliest pair on, by the average of what is known between two groups."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import islice, product

Pair = tuple[int, int]

#: Before two groups become one, so many wordings of each are compared, the ones most alike to the rest of their group.
LOOKED_AT = 5

#: Two wordings that are surely one speak for their groups: from this probability on, they are so much of the average.
#: Groups tell one thing in many ways, of which few are alike.
SURE, SPEAKS = 0.7, 0.4

#: So many pairs of two groups are looked through for a conflict.
CONFLICTS_LOOKED_FOR = 600


class Groups:
    """Average-link agglomeration over the pairs that were judged; a group never holds two wordings in conflict.

    Pairs that no key brought together were never judged. They are looked at when two groups are about to become one,
    so that a chain of likenesses does not tie together what has nothing in common.
    """

    def __init__(
        self,
        size: int,
        judged: Mapping[Pair, float],
        look: Callable[[int, int], float],
        in_conflict: Callable[[int, int], bool],
        same: float,
    ) -> None:
        """Start with every wording by itself.

        Args:
            size: number of wordings.
            judged: probability of being one claim, for (smaller, larger) wording.
            look: judges a pair that was not judged.
            in_conflict: whether two wordings can never be one claim.
            same: average from which two groups become one.
        """
        self._members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self._judged = judged
        self._look = look
        self._in_conflict = in_conflict
        self._same = same
        #: Below this average not even a pair that is surely one makes one group of two.
        self._least = (same - SPEAKS) / (1 - SPEAKS)
        self._links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._closeness: dict[int, float] = defaultdict(float)
        for (i, j), p in sorted(judged.items()):
            self._links[i][j] = self._links[j][i] = (p, 1)
            self._closeness[i] += p
            self._closeness[j] += p

    def grow(self) -> list[list[int]]:
        """All groups, each ascending, in order of their first wording."""
        waiting = [(-p, i, j) for (i, j), p in self._judged.items() if p >= self._same]
        heapq.heapify(waiting)
        fresh = len(self._members)
        while waiting:
            _, i, j = heapq.heappop(waiting)
            if i not in self._members or j not in self._members or j not in self._links[i]:
                continue
            if not self._belong_together(i, j):
                del self._links[i][j], self._links[j][i]
                continue
            self._unite(i, j, fresh)
            for k, (total, count) in self._links[fresh].items():
                if total / count >= self._least:
                    heapq.heappush(waiting, (-total / count, min(k, fresh), max(k, fresh)))
            fresh += 1
        return sorted(sorted(group) for group in self._members.values())

    def _unite(self, i: int, j: int, fresh: int) -> None:
        self._members[fresh] = sorted(self._members.pop(i) + self._members.pop(j))
        mine, theirs = self._links.pop(i), self._links.pop(j)
        for k in sorted((mine.keys() | theirs.keys()) - {i, j}):
            (total_i, count_i), (total_j, count_j) = mine.get(k, (0.0, 0)), theirs.get(k, (0.0, 0))
            self._links[k].pop(i, None)
            self._links[k].pop(j, None)
            self._links[k][fresh] = self._links[fresh][k] = (total_i + total_j, count_i + count_j)

    def _belong_together(self, i: int, j: int) -> bool:
        left, right = self._members[i], self._members[j]
        crossing = islice(product(left, right), CONFLICTS_LOOKED_FOR)
        if any(self._in_conflict(min(a, b), max(a, b)) for a, b in crossing):
            return False
        pairs = list(product(self._typical(left), self._typical(right)))
        known = [self._known(a, b) for a, b in pairs]
        best = max(known)
        weight = SPEAKS if best >= SURE else 0.0
        return (1 - weight) * sum(known) / len(known) + weight * best >= self._same

    def _typical(self, group: Iterable[int]) -> list[int]:
        return sorted(group, key=lambda i: (-self._closeness[i], i))[:LOOKED_AT]

    def _known(self, a: int, b: int) -> float:
        pair = (min(a, b), max(a, b))
        known = self._judged.get(pair)
        return self._look(*pair) if known is None else known
