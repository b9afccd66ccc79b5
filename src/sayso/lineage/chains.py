"""Shared grams of two reports, joined into runs of equal words and chained into passages."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sayso.lineage.wording import Places, Wording, equal_places

#: Words that may stand between two runs of one passage, on either side. Wide enough for a replaced clause, too narrow
#: for a caption or a sign-up form that was put between two copied paragraphs (those end a passage).
GAP = 20

#: A gram that occurs so often in both reports that more pairs of places than this exist is paired first with first,
#: second with second, and so on: a phrase repeated a thousand times costs a thousand pairs, not a million.
MOST = 9

#: Earlier runs looked at when a run seeks the one it goes on from.
WINDOW = 32


class Run(NamedTuple):
    """`length` equal words, from word `a` of one report and word `b` of the other."""

    a: int
    b: int
    length: int


class Runs:
    """The maximal stretches of equal words that two reports share."""

    def __init__(self, a: Wording, b: Wording, *, least: int) -> None:
        """Runs of `least` words are sought at once, since the longer ones are among them."""
        self._a, self._b, self._least = a, b, least
        at_a, at_b, self._whole = _seeds(a, b, least)
        # One number for a pair of places: those that follow one another in both reports do so as numbers, no others do.
        places = (at_b - at_a + len(a)) * (len(a) + 1) + at_a
        places.sort()
        parted = np.ones(len(places) + 1, dtype=np.bool_)
        np.not_equal(places[1:] - places[:-1], 1, out=parted[1 : len(places)])
        begins = parted.nonzero()[0]
        self._places = places[begins[:-1]]
        self._lengths = begins[1:] - begins[:-1] + least - 1

    def of(self, size: int) -> list[Run]:
        """Those of `size` words or longer, in the order of `a`."""
        if size < self._least or (size > self._least and not self._whole):
            # A gram that stands too often for all its places to be paired may begin a longer one that does not.
            return Runs(self._a, self._b, least=size).of(size)
        places, lengths, width = self._places, self._lengths, len(self._a)
        if size > self._least:
            wanted = (lengths >= size).nonzero()[0]
            places, lengths = places[wanted], lengths[wanted]
        found = []
        for place, length in zip(places.tolist(), lengths.tolist(), strict=True):
            diagonal, at = divmod(place, width + 1)
            found.append(Run(at, at + diagonal - width, length))
        found.sort()
        return found


def chains(found: list[Run], *, gap: int = GAP, least: int = 0) -> list[list[Run]]:
    """The runs joined into passages that go forward in both reports with small gaps; the best passages first.

    Runs of fewer than `least` words that have none before or behind them within the gap are left out.

    A dynamic programme over the runs: the value of a passage is its equal words, less a little for every word by which
    the gaps differ. A run belongs to one passage only; a run that overlaps the one before it loses the overlap.
    """
    if least:
        found = [run for run, near in zip(found, _near_another(found, gap), strict=True) if near or run.length >= least]
    values: list[float] = []
    before: list[int] = []
    trimmed: list[int] = []
    window: list[int] = []
    for i, run in enumerate(found):
        best, previous, cut = float(run.length), -1, 0
        if window:
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


def _near_another(found: list[Run], gap: int) -> list[bool]:
    """For each run, whether one that begins before it ends close by, or one that begins behind it does so close by."""
    near = [False] * len(found)
    reached, furthest = -1, -gap - 1
    for i, run in enumerate(found):
        if run.a <= furthest + gap:
            near[i] = near[reached] = True
        if run.a + run.length > furthest:
            furthest, reached = run.a + run.length, i
    return near


def _join(earlier: Run, later: Run, gap: int) -> tuple[float, int] | None:
    """What `later` adds behind `earlier`, and how many of its first words it loses; None where it does not follow."""
    at_a, at_b, length = earlier
    gap_a = later.a - at_a - length
    gap_b = later.b - at_b - length
    if gap_b > gap + max(0, -gap_a):
        return None
    cut = max(0, -gap_a, -gap_b)
    if cut >= later.length or gap_a + cut > gap or gap_b + cut > gap:
        return None
    return later.length - cut - 0.1 * abs(gap_a - gap_b), cut


def _collect(found: list[Run], values: list[float], before: list[int], trimmed: list[int]) -> list[list[Run]]:
    used = [False] * len(found)
    passages = []
    for end in sorted(range(len(found)), key=values.__getitem__, reverse=True):
        passage: list[Run] = []
        i = end
        while i >= 0 and not used[i]:
            used[i] = True
            run, cut, i = found[i], trimmed[i], before[i]
            if cut and not used[i]:
                run = Run(run.a + cut, run.b + cut, run.length - cut)
            passage.append(run)
        if passage:
            passages.append(passage[::-1])
    return passages


def _seeds(a: Wording, b: Wording, size: int) -> Places:
    """The places (word numbers) where `size` words of `a` stand in `b`."""
    grams_a, order_a = a.ordered(size)
    grams_b, order_b = b.ordered(size)
    in_a, in_b, whole = equal_places(grams_a, grams_b, most=MOST)
    return Places(order_a[in_a], order_b[in_b], whole)
