"""The maximum-weight branching: of all ways to give every report at most one parent, in no circle, the best.

Chu and Liu 1965, Edmonds 1967, in the form of Tarjan 1977 and Gabow et al. 1986: every node takes its best parent, a
circle becomes one node whose parents are weighed by what taking them costs the circle, and in the end each circle is
opened where its parent enters it. O(E log² V).
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

Node = TypeVar("Node", bound=Hashable)


class _Edge(NamedTuple):
    cost: float
    order: int
    child: int
    parent: int


def branching(edges: Sequence[tuple[Node, Node, float]]) -> list[int]:
    """Which edges (child, parent, weight) to take, as places in the sequence, ascending.

    Only edges of positive weight are ever taken; of branchings of equal weight, one that takes earlier edges.
    """
    number: dict[Node, int] = {}
    for child, parent, _ in edges:
        number.setdefault(child, len(number) + 1)
        number.setdefault(parent, len(number) + 1)
    # Node 0 is nobody: to have no parent costs nothing.
    all_ = [_Edge(-weight, i, number[c], number[p]) for i, (c, p, weight) in enumerate(edges) if weight > 0 and c != p]
    all_ += [_Edge(0.0, len(edges), n, 0) for n in range(1, len(number) + 1)]
    chosen = _arborescence(all_, len(number) + 1)
    return sorted(edge.order for edge in chosen if edge.parent)


class _Heap:
    """The edges into a node, cheapest first; `less` is taken off every cost."""

    def __init__(self) -> None:
        self.items: list[tuple[float, int, _Edge]] = []
        self.less = 0.0

    def push(self, edge: _Edge) -> None:
        heapq.heappush(self.items, (edge.cost + self.less, edge.order, edge))

    def pop(self) -> tuple[float, _Edge]:
        cost, _, edge = heapq.heappop(self.items)
        return cost - self.less, edge

    def merged(self, other: _Heap) -> _Heap:
        big, small = (self, other) if len(self.items) >= len(other.items) else (other, self)
        for cost, order, edge in small.items:
            heapq.heappush(big.items, (cost - small.less + big.less, order, edge))
        return big


class _Groups:
    """Disjoint sets of nodes that can be taken apart again in the reverse order of joining."""

    def __init__(self, count: int) -> None:
        self._of = [-1] * count
        self._done: list[tuple[int, int]] = []

    def find(self, node: int) -> int:
        while self._of[node] >= 0:
            node = self._of[node]
        return node

    def join(self, a: int, b: int) -> bool:
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self._of[a] > self._of[b]:
            a, b = b, a
        self._done += [(a, self._of[a]), (b, self._of[b])]
        self._of[a] += self._of[b]
        self._of[b] = a
        return True

    @property
    def time(self) -> int:
        return len(self._done)

    def back_to(self, time: int) -> None:
        while len(self._done) > time:
            node, value = self._done.pop()
            self._of[node] = value


def _arborescence(edges: Sequence[_Edge], count: int) -> list[_Edge]:
    """The cheapest way to give every node but 0 one parent; each has an edge from 0, so there is one."""
    groups = _Groups(count)
    heaps = [_Heap() for _ in range(count)]
    for edge in edges:
        heaps[edge.child].push(edge)
    into: list[_Edge | None] = [None] * count
    circles: list[tuple[int, int, list[_Edge]]] = []
    seen = [-1] * count
    seen[0] = 0
    for start in range(1, count):
        node = start
        path: list[tuple[int, _Edge]] = []
        while seen[node] < 0:
            cost, edge = heaps[node].pop()
            heaps[node].less += cost
            path.append((node, edge))
            seen[node] = start
            node = groups.find(edge.parent)
            if seen[node] == start and node:
                node = _contract(node, path, groups, heaps, circles)
                seen[node] = -1
        for _, edge in path:
            into[groups.find(edge.child)] = edge
    for node, time, circle in reversed(circles):
        groups.back_to(time)
        entering = into[node]
        for edge in circle:
            into[groups.find(edge.child)] = edge
        if entering is not None:
            into[groups.find(entering.child)] = entering
    return [edge for edge in into if edge is not None]


def _contract(
    node: int,
    path: list[tuple[int, _Edge]],
    groups: _Groups,
    heaps: list[_Heap],
    circles: list[tuple[int, int, list[_Edge]]],
) -> int:
    """The one node that a circle, the end of the path from `node` on, becomes."""
    time = groups.time
    heap, circle = _Heap(), []
    while True:
        last, edge = path.pop()
        heap = heap.merged(heaps[last])
        circle.append(edge)
        if not groups.join(node, last):
            break
    whole = groups.find(node)
    heaps[whole] = heap
    circles.append((whole, time, circle))
    return whole
