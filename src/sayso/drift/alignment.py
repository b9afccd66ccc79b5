"""Which units of a child's sentence are which units of its parent's, and what stands unmatched between them."""

from __future__ import annotations

from collections.abc import Sequence

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


class Alignment(msgspec.Struct, frozen=True):
    """Matched pairs and gaps, in order."""

    pairs: tuple[tuple[Unit, Unit], ...]
    gaps: tuple[Gap, ...]

    @property
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
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    taken = [[False] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below, unit = best[i], best[i + 1], parent[i]
        for j in range(columns - 1, -1, -1):
            value = max(below[j], row[j + 1])
            if unit.kind == child[j].kind and unit.same(child[j]):
                score = _WORTH[unit.kind] + below[j + 1] + (_RUN if taken[i + 1][j + 1] else 0.0)
                if score >= value:
                    value, taken[i][j] = score, True
            row[j] = value
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if taken[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


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
