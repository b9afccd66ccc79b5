"""Which units of a child's sentence are which units of its parent's, and what stands unmatched between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from sayso.drift.reading import Unit

#: What a match is worth. Names and amounts anchor a sentence; function words only settle ties.
_WORTH = {"name": 1.4, "number": 1.2, "date": 1.0, "word": 1.0, "function": 0.25}
#: What it adds that the units before matched too: runs are likelier than scattered words.
_RUN = 0.2

#: Cells of the table beyond which only the beginnings are aligned (a hostile sentence, never a real one).
LARGEST_TABLE = 160_000


class Gap(msgspec.Struct, frozen=True):
    """What stands unmatched at one place: the parent's units, the child's, and the matched ones around them.

    Attributes:
        before, after: the unmatched units of parent and child; not both empty.
        left, right: the matched pairs (parent's unit, child's unit) beside the gap; None at an end.
        two_sided: whether both reports have weighty words here, before any rule took its share.
    """

    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    left: tuple[Unit, Unit] | None = None
    right: tuple[Unit, Unit] | None = None
    two_sided: bool = False

    @property
    def inside(self) -> bool:
        """Whether matched text stands on both sides."""
        return self.left is not None and self.right is not None


class Alignment(msgspec.Struct, frozen=True, dict=True):
    """Matched pairs and gaps, in order."""

    pairs: tuple[tuple[Unit, Unit], ...]
    gaps: tuple[Gap, ...]

    @cached_property
    def weighty(self) -> tuple[tuple[Unit, Unit], ...]:
        """The matched pairs that carry content."""
        return tuple(pair for pair in self.pairs if pair[0].weighty)


def align(parent: Sequence[Unit], child: Sequence[Unit]) -> Alignment:
    """The alignment of most worth (longest common subsequence, weighted), without crossings."""
    side = int(LARGEST_TABLE**0.5)
    if len(parent) * len(child) > LARGEST_TABLE:
        parent, child = parent[: max(side, 1)], child[: max(side, 1)]
    matches = _matches(parent, child)
    kept = _without_lone_function_words(matches, parent, child)
    return Alignment(tuple((parent[i], child[j]) for i, j in kept), tuple(_gaps(kept, parent, child)))


def _matches(parent: Sequence[Unit], child: Sequence[Unit]) -> list[tuple[int, int]]:
    rows, columns = len(parent), len(child)
    best = [[0.0] * (columns + 1)] * (rows + 1)
    taken: list[set[int]] = [set()] * (rows + 1)
    for i, alike in reversed(list(enumerate(_alike(parent, child)))):
        if alike:
            best[i], taken[i] = _row(_WORTH[parent[i].kind], alike, best[i + 1], taken[i + 1])
        else:
            best[i] = best[i + 1]  # most units match nothing, and add nothing to what those behind them are worth
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if j in taken[i]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _alike(parent: Sequence[Unit], child: Sequence[Unit]) -> Iterator[set[int]]:
    """For each unit of the parent, the places of the child's units that say the same."""
    by_key: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    valued: defaultdict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(child):
        by_key[unit.kind, unit.key].add(j)
        if unit.amount is not None or unit.day is not None:
            valued[unit.kind].append(j)
    for unit in parent:
        if unit.amount is None and unit.day is None:
            yield by_key.get((unit.kind, unit.key), set())
        else:  # amounts and dates are compared by value, however they are written
            same = {j for j in valued[unit.kind] if unit.same(child[j])}
            plain = by_key.get((unit.kind, unit.key), set()).difference(valued[unit.kind])
            yield same | plain


def _row(worth: float, alike: set[int], below: list[float], taken_below: set[int]) -> tuple[list[float], set[int]]:
    """One row of the table: what all behind each place is worth, and the places where the unit is matched."""
    row, taken = [0.0] * len(below), set()
    for j in range(len(below) - 2, -1, -1):
        value = below[j] if below[j] >= row[j + 1] else row[j + 1]
        if j in alike:
            score = worth + below[j + 1] + (_RUN if j + 1 in taken_below else 0.0)
            if score >= value:
                value = score
                taken.add(j)
        row[j] = value
    return row, taken


def _without_lone_function_words(
    matches: Sequence[tuple[int, int]], parent: Sequence[Unit], child: Sequence[Unit]
) -> list[tuple[int, int]]:
    """The matches less those of a function word between two gaps: "the" alone holds no two phrases apart."""
    kept = []
    for n, (i, j) in enumerate(matches):
        previous = matches[n - 1] if n else (-1, -1)
        following = matches[n + 1] if n + 1 < len(matches) else (len(parent), len(child))
        joined_left = previous == (i - 1, j - 1)
        joined_right = following == (i + 1, j + 1)
        if parent[i].weighty or joined_left or joined_right:
            kept.append((i, j))
    return kept


def _gaps(matches: Sequence[tuple[int, int]], parent: Sequence[Unit], child: Sequence[Unit]) -> list[Gap]:
    gaps, left = [], (-1, -1)
    for right in [*matches, (len(parent), len(child))]:
        before, after = tuple(parent[left[0] + 1 : right[0]]), tuple(child[left[1] + 1 : right[1]])
        if before or after:
            gaps.append(
                Gap(
                    before,
                    after,
                    (parent[left[0]], child[left[1]]) if left[0] >= 0 else None,
                    (parent[right[0]], child[right[1]]) if right[0] < len(parent) and right[1] < len(child) else None,
                )
            )
        left = right
    return gaps
