"""Passages of two reports that say much the same, in other words or in another order.

After the idea of Sanchez-Perez, Sidorov & Gelbukh 2014 ("A winning approach to text alignment for text reuse
detection"): sentences that are alike are seeds; seeds that stand close together in both reports are one passage if what
lies from its first to its last seed is alike as a whole, and are taken apart at smaller gaps if it is not.

The figures below were tuned on PAN13 (train), by `bench/reuse.py`; docs/decisions/0011 tells how.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from sayso.lineage.letters import Numbers
from sayso.lineage.sense import Sense, Weights, counted
from sayso.lineage.wording import Wording, shared_places

#: Two sentences are a seed if the cosine of their weighed stems …
COSINE = 0.3
#: … and twice their common stems over all their stems are at least so large.
DICE = 0.25
#: A stem with more pairs of sentences than this is what both reports are about and tells no two sentences apart.
COMMON = 100
#: Pairs of sentences with a common stem that are looked at, those of the rarest stems first.
MOST = 1_000_000
#: Pairs of sentences up to which their likeness is held as a table.
TABLE = 1 << 20

#: Sentences that may stand between two seeds of a passage; the next where the passage is not alike as a whole.
GAPS = (4, 3, 2)
#: The cosine of two passages, from their first to their last seed.
ALIKE = 0.4
#: Characters of the shorter side of a passage.
LEAST = 150

#: The same for a summary, of which one side is at least `TIMES` as long as the other. Half of the sentences of the
#: short side are seeds, and they come from all over the long side: no more than `CLOSE` of them stand close together.
SUMMARY_GAP = 24
SUMMARY_ALIKE = 0.34
SUMMARY_SEEDS = 3
TIMES = 3
CLOSE = 0.6

#: Times that seeds are parted at the gaps of one report and then of the other.
ROUNDS = 12


#: Pairs of sentences (their numbers in `Wording.sense`) that are alike.
Seeds = list[tuple[int, int]]


class Alike(NamedTuple):
    """What two reports are both about.

    Attributes:
        seeds: the pairs of sentences that are alike.
        in_a, in_b: where the stems that both have stand in `Sense.stems` of each.
    """

    seeds: Seeds
    in_a: Numbers
    in_b: Numbers


class Retold(NamedTuple):
    """Words `a1` to `a2` of one report told as words `b1` to `b2` of the other (half-open)."""

    a1: int
    a2: int
    b1: int
    b2: int
    likeness: float


def alike(a: Wording, b: Wording) -> Alike:
    """The stems that two reports share, and the pairs of sentences that share many of these, in any order."""
    in_a, in_b = shared_places(a.sense.stems, b.sense.stems)
    return Alike(_seeds(a.sense, b.sense, in_a, in_b), in_a, in_b)


def _seeds(one: Sense, other: Sense, in_a: Numbers, in_b: Numbers) -> Seeds:
    at_a, at_b = _meetings(one, other, in_a, in_b)
    pair = one.sentence[at_a] * len(other) + other.sentence[at_b]
    pairs = None
    if len(one) * len(other) > TABLE:
        pairs, pair = np.unique(pair, return_inverse=True)
    hot = (counted(pair, one.unit[at_a] * other.unit[at_b]) >= COSINE).nonzero()[0]
    if not len(hot):
        return []
    common = np.bincount(pair)[hot]
    in_a, in_b = np.divmod(hot if pairs is None else pairs[hot], len(other))
    dice = 2 * common >= DICE * (one.sizes[in_a] + other.sizes[in_b])
    return list(zip(in_a[dice].tolist(), in_b[dice].tolist(), strict=True))


def retold(a: Wording, b: Wording, alike: Alike) -> list[Retold]:
    """The passages that grow from the seeds, summaries first, then the likest; no two have a sentence in common."""
    if not alike.seeds:
        return []
    pair = _Pair(a, b, alike)
    found = sorted(pair.summaries(), reverse=True), sorted(pair.passages(alike.seeds, GAPS), reverse=True)
    taken_a, taken_b = bytearray(len(a.sense)), bytearray(len(b.sense))
    kept = []
    for likeness, box in [*found[0], *found[1]]:
        if taken_a.find(1, box.a1, box.a2) < 0 and taken_b.find(1, box.b1, box.b2) < 0:
            taken_a[box.a1 : box.a2] = b"\1" * (box.a2 - box.a1)
            taken_b[box.b1 : box.b2] = b"\1" * (box.b2 - box.b1)
            kept.append(Retold(*pair.words(box), round(likeness, 3)))
    return kept


class _Box(NamedTuple):
    """Sentences `a1` to `a2` of one report, `b1` to `b2` of the other (half-open)."""

    a1: int
    a2: int
    b1: int
    b2: int


class _Pair:
    """Two reports of which passages are compared."""

    def __init__(self, a: Wording, b: Wording, alike: Alike) -> None:
        self.a, self.b, self.alike = a, b, alike

    def passages(self, seeds: Seeds, gaps: tuple[int, ...]) -> Iterator[tuple[float, _Box]]:
        """The stretches of sentences that are long enough and alike as a whole, and how alike."""
        for found in _groups(seeds, gaps[0]):
            box = _around(found)
            if min(self.lengths(box)) < LEAST:
                continue
            likeness = self.likeness(box)
            if likeness >= ALIKE:
                yield likeness, box
            elif len(gaps) > 1 and len(found) > 1:
                yield from self.passages(found, gaps[1:])

    def summaries(self) -> Iterator[tuple[float, _Box]]:
        """The stretches of which the one sums up the other, and how alike they are."""
        for found in _groups(self.alike.seeds, SUMMARY_GAP):
            if len(found) < SUMMARY_SEEDS:
                continue
            box = _around(found)
            length_a, length_b = self.lengths(box)
            if max(length_a, length_b) < TIMES * min(length_a, length_b) or min(length_a, length_b) < LEAST:
                continue
            side, sentences = (0, box.a2 - box.a1) if length_a < length_b else (1, box.b2 - box.b1)
            together = max(map(len, _groups(found, GAPS[0])))
            if 2 * len({seed[side] for seed in found}) >= sentences and together <= CLOSE * len(found):
                likeness = self.likeness(box)
                if likeness >= SUMMARY_ALIKE:
                    yield likeness, box

    def words(self, box: _Box) -> tuple[int, int, int, int]:
        """The first and last words (half-open) of both sides."""
        first_a, first_b = self.a.sense.first, self.b.sense.first
        return first_a[box.a1], first_a[box.a2], first_b[box.b1], first_b[box.b2]

    def lengths(self, box: _Box) -> tuple[int, int]:
        """The characters of both sides."""
        a1, a2, b1, b2 = self.words(box)
        return self.a.characters(a1, a2), self.b.characters(b1, b2)

    def likeness(self, box: _Box) -> float:
        """The cosine of the weighed stems of both sides."""
        one, other = _summed(self.a.sense, box.a1, box.a2), _summed(self.b.sense, box.b1, box.b2)
        length = float(np.add.reduce(one * one)) * float(np.add.reduce(other * other))
        common = one[self.alike.in_a] * other[self.alike.in_b]
        return float(np.add.reduce(common)) / length**0.5 if length else 0.0


def _meetings(a: Sense, b: Sense, in_a: Numbers, in_b: Numbers) -> tuple[Numbers, Numbers]:
    """The entries of both that have the same stem, each with each, as two arrays of equal length."""
    meetings = a.held[in_a] * b.held[in_b]
    telling = (meetings <= COMMON).nonzero()[0]
    if len(telling) * COMMON > MOST and meetings[telling].sum() > MOST:
        telling = telling[meetings[telling].argsort(kind="stable")]
        telling = telling[: meetings[telling].cumsum().searchsorted(MOST)]
    if len(telling) < len(meetings):
        in_a, in_b = in_a[telling], in_b[telling]
        meetings = meetings[telling]
    # Every entry of `a` meets the run of entries of `b` that has its stem.
    stem = np.arange(len(meetings)).repeat(meetings)
    ends = meetings.cumsum()
    meeting = np.arange(len(stem)) - (ends - meetings)[stem]
    entry, met = np.divmod(meeting, b.held[in_b][stem])
    return entry + a.begins[in_a][stem], met + b.begins[in_b][stem]


def _groups(seeds: Seeds, gap: int) -> list[Seeds]:
    """The seeds that no gap of more sentences parts from one another, on either side."""
    groups = [seeds]
    for turn in range(2 * ROUNDS):
        parts: list[Seeds] = []
        for group in groups:
            parts.extend(_parted(group, turn % 2, gap))
        if turn and len(parts) == len(groups):
            break
        groups = parts
    return groups


def _parted(seeds: Seeds, side: int, gap: int) -> list[Seeds]:
    """The seeds taken apart where one report has a gap."""
    sentences = sorted([seed[side] for seed in seeds])
    if sentences[-1] - sentences[0] <= gap + 1:  # too close together for a gap
        return [seeds]
    ordered = sorted(seeds, key=itemgetter(side))
    cuts = [n for n, (before, sentence) in enumerate(pairwise(sentences), 1) if sentence - before > gap + 1]
    return [ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)])]


def _around(seeds: Seeds) -> _Box:
    in_a, in_b = zip(*seeds, strict=True)
    return _Box(min(in_a), max(in_a) + 1, min(in_b), max(in_b) + 1)


def _summed(weighed: Sense, first: int, last: int) -> Weights:
    """The weight of each stem in a stretch of sentences."""
    begin, end = weighed.inside[first], weighed.inside[last]
    stem, weight = weighed.by_sentence
    return counted(stem[begin:end], weight[begin:end], len(weighed.stems))
