"""Shared grams of two reports, joined into runs of equal words and chained into passages."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sayso.lineage.wording import GRAM, Numbers, Wording, equal_places

#: Words that may stand between two runs of one passage, on either side. Wide enough for a replaced clause, too narrow
#: for a caption or a sign-up form that was put between two copied paragraphs (those end a passage).
GAP = 20

#: A gram that occurs so often in both reports that more pairs of places than this exist is paired first with first,
#: second with second, and so on: a phrase repeated a thousand times costs a thousand pairs, not a million.
PLACES = 9

#: Earlier runs looked at when a run seeks the one it goes on from.
WINDOW = 32


class Run(NamedTuple):
    """`length` equal words, from word `a` of one report and word `b` of the other."""

    a: int
    b: int
    length: int


def runs(a: Wording, b: Wording, *, size: int = GRAM) -> list[Run]:
    """The maximal stretches of equal words, `size` words or longer, that two reports share, in the order of `a`."""
    at_a, at_b = _seeds(a, b, size)
    if not len(at_a):
        return []
    diagonal = at_b - at_a
    order = np.lexsort((at_a, diagonal))
    diagonal, at_a = diagonal[order], at_a[order]
    fresh = np.ones(len(at_a), dtype=np.bool_)
    fresh[1:] = (np.diff(diagonal) != 0) | (np.diff(at_a) != 1)
    first = np.flatnonzero(fresh)
    lengths = np.diff(np.append(first, len(at_a))) + size - 1
    starts = at_a[first]
    found = zip(starts.tolist(), (starts + diagonal[first]).tolist(), lengths.tolist(), strict=True)
    return sorted(Run(*run) for run in found)


def chains(found: list[Run], *, gap: int = GAP) -> list[list[Run]]:
    """The runs joined into passages that go forward in both reports with small gaps; the best passages first.

    A dynamic programme over the runs: the value of a passage is its equal words, less a little for every word by which
    the gaps differ. A run belongs to one passage only; a run that overlaps the one before it loses the overlap.
    """
    values: list[float] = []
    before: list[int] = []
    trimmed: list[int] = []
    window: list[int] = []
    for i, run in enumerate(found):
        best, previous, cut = float(run.length), -1, 0
        window = [k for k in window if found[k].a + found[k].length + gap >= run.a][-WINDOW:]
        for k in window:
            joined = _join(found[k], run, gap)
            if joined is not None and values[k] + joined[0] > best:
                best, previous, cut = values[k] + joined[0], k, joined[1]
        values.append(best)
        before.append(previous)
        trimmed.append(cut)
        window.append(i)
    return _collect(found, values, before, trimmed)


def _join(earlier: Run, later: Run, gap: int) -> tuple[float, int] | None:
    """What `later` adds behind `earlier`, and how many of its first words it loses; None where it does not follow."""
    gap_a = later.a - earlier.a - earlier.length
    gap_b = later.b - earlier.b - earlier.length
    cut = max(0, -gap_a, -gap_b)
    gap_a, gap_b = gap_a + cut, gap_b + cut
    if cut >= later.length or gap_a > gap or gap_b > gap:
        return None
    return later.length - cut - 0.1 * abs(gap_a - gap_b), cut


def _collect(found: list[Run], values: list[float], before: list[int], trimmed: list[int]) -> list[list[Run]]:
    used = [False] * len(found)
    passages = []
    for end in sorted(range(len(found)), key=lambda i: (-values[i], i)):
        passage: list[Run] = []
        i = end
        while i >= 0 and not used[i]:
            used[i] = True
            run, goes_on = found[i], before[i] >= 0 and not used[before[i]]
            cut = trimmed[i] if goes_on else 0
            passage.append(Run(run.a + cut, run.b + cut, run.length - cut))
            i = before[i] if goes_on else -1
        if passage:
            passages.append(passage[::-1])
    return passages


def _seeds(a: Wording, b: Wording, size: int) -> tuple[Numbers, Numbers]:
    """The places (word numbers) where `size` words of `a` stand in `b`, as two arrays of equal length."""
    grams_a, order_a = a.ordered(size)
    grams_b, order_b = b.ordered(size)
    in_a, in_b = equal_places(grams_a, grams_b, most=PLACES)
    return order_a[in_a], order_b[in_b]
