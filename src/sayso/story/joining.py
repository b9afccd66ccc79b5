"""Reports that hang together joined to stories, from the most alike on, as far as the parts are alike enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from sayso.records import Id

#: How alike the reports of the smaller part must be on average, each to the one of the other part that it is most
#: alike; a report that is kin to none of them counts 0. So a report that speaks of both matters does not make one of
#: two strikes in one town, and a large story is not held to be alike throughout. Measured with `kin.ALIKE` on
#: tests/piles/dev, ECB+ train and 600 simulated reports (bench/story_groups.py): with .2 more matters of one kind run
#: together (B³ precision of ECB+ .79 for .84), with .3 stories come apart (recall of the simulated ones .89 for .92).
LINK = 0.25

#: Of a large part not all need be alike: a matter that goes on for weeks is told anew each time. As many alike reports
#: are enough as would make so many of it, or that share of it, alike on average (B³ recall of 5,000 simulated reports
#: .86 for .80; below that share, matters of one kind run together).
ENOUGH_REPORTS, ENOUGH_SHARE = 12, 0.2


def join(kin: Mapping[tuple[Id, Id], float], seeds: Iterable[set[Id]], apart: Iterable[tuple[Id, Id]]) -> list[set[Id]]:
    """The parts that are left when no two are alike enough to be one; the order of what comes in does not matter.

    Args:
        kin: how alike two reports are, for those that are.
        seeds: the reports, in sets that are not to be divided.
        apart: pairs of reports that are not to come into one part.
    """
    parts = _Parts(seeds)
    for (a, b), likeness in sorted(kin.items()):
        parts.tie(a, b, likeness)
    for a, b in apart:
        parts.forbid(a, b)
    waiting = [parts.entry(a, b) for a, b in parts.tied()]
    heapify(waiting)
    while waiting:
        entry = heappop(waiting)
        if not parts.is_current(entry):
            continue
        if -entry[0] < LINK:
            break
        kept = parts.join(entry[1], entry[2])
        for other in sorted(parts.beside(kept)):
            heappush(waiting, parts.entry(kept, other))
    return [set(members) for members in parts.members.values()]


#: The likeness of two parts (negative: the most alike come first), their names, and how large they were then.
Entry = tuple[float, Id, Id, int, int]


class _Parts:
    """Parts of what hangs together, named after one of their reports, and how alike each report is to which part."""

    def __init__(self, seeds: Iterable[set[Id]]) -> None:
        self.members: dict[Id, list[Id]] = {min(seed): sorted(seed) for seed in seeds}
        self._part_of = {report: name for name, reports in self.members.items() for report in reports}
        #: For each report, per other part that it has kin in, how alike it is to the one it is most alike.
        self._best: dict[Id, dict[Id, float]] = defaultdict(dict)
        #: For each part, the reports of others that have kin in it.
        self._near: dict[Id, set[Id]] = defaultdict(set)
        #: For each part, per other part, the sum of how alike its reports are to that.
        self._sum: dict[Id, dict[Id, float]] = defaultdict(dict)
        self._forbidden: dict[Id, set[Id]] = defaultdict(set)

    def tie(self, a: Id, b: Id, likeness: float) -> None:
        """Take in that two reports are kin."""
        one, other = self._part_of[a], self._part_of[b]
        if one != other:
            self._raise(a, other, likeness)
            self._raise(b, one, likeness)

    def forbid(self, a: Id, b: Id) -> None:
        """Take in that two reports are of different parts."""
        one, other = self._part_of[a], self._part_of[b]
        if one != other:
            self._forbidden[one].add(other)
            self._forbidden[other].add(one)

    def tied(self) -> list[tuple[Id, Id]]:
        """The pairs of parts that have kin in each other and may be joined."""
        return [(a, b) for a in sorted(self._sum) for b in sorted(self.beside(a)) if a < b]

    def beside(self, part: Id) -> set[Id]:
        """The parts that have kin in this one and may be joined with it."""
        return self._sum[part].keys() - self._forbidden[part]

    def entry(self, a: Id, b: Id) -> Entry:
        """How alike two parts are, to be looked up again once one of them has grown."""
        a, b = sorted((a, b))
        size, other = len(self.members[a]), len(self.members[b])
        means = self._sum[a][b] / _needed(size), self._sum[b][a] / _needed(other)
        likeness = min(means) if size == other else means[size > other]
        return (-round(likeness, 9), a, b, size, other)

    def is_current(self, entry: Entry) -> bool:
        """Whether both parts are there still, as large as then, and may be joined."""
        _, a, b, size, other = entry
        alive = a in self.members and b in self.members and b not in self._forbidden[a]
        return alive and (len(self.members[a]), len(self.members[b])) == (size, other)

    def join(self, a: Id, b: Id) -> Id:
        """Make one part of two; its name."""
        kept, gone = (a, b) if len(self.members[a]) >= len(self.members[b]) else (b, a)
        moved = self.members.pop(gone)
        self.members[kept] += moved
        self._part_of.update(dict.fromkeys(moved, kept))
        for report in self._near[kept].intersection(moved):
            del self._best[report][kept]
        self._near[kept].difference_update(moved)
        for other, total in self._sum.pop(gone).items():
            del self._sum[other][gone]
            if other != kept:
                self._sum[kept][other] = self._sum[kept].get(other, 0.0) + total
        for report in sorted(self._near.pop(gone)):
            likeness = self._best[report].pop(gone)
            if self._part_of[report] != kept:
                self._raise(report, kept, likeness)
        for other in self._forbidden.pop(gone, ()):
            self._forbidden[other] = self._forbidden[other] - {gone} | {kept}
            self._forbidden[kept].add(other)
        return kept

    def _raise(self, report: Id, part: Id, likeness: float) -> None:
        """Take in that a report is so alike to one of a part."""
        best, total = self._best[report], self._sum[self._part_of[report]]
        more = max(likeness - best.get(part, 0.0), 0.0)
        best[part] = best.get(part, 0.0) + more
        total[part] = total.get(part, 0.0) + more
        self._near[part].add(report)


def _needed(size: int) -> float:
    """How many reports of a part of this size have to be alike."""
    return min(size, max(ENOUGH_REPORTS, ENOUGH_SHARE * size))
