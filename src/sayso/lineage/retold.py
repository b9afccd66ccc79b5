"""Passages of two reports that say much the same, in other words or in another order.

After the idea of Sanchez-Perez, Sidorov & Gelbukh 2014 ("A winning approach to text alignment for text reuse
detection"): sentences that are alike are seeds; seeds that stand close together in both reports are one passage if what
lies from its first to its last seed is alike as a whole, and are taken apart at smaller gaps if it is not.

The figures below were tuned on PAN13 (train), by `bench/reuse.py`; docs/decisions/0011 tells how.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from sayso.lineage.letters import Numbers
from sayso.lineage.sense import Sense, Weights, counted
from sayso.lineage.wording import Wording, shared_places, stretched

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


class Retold(NamedTuple):
    """Words `a1` to `a2` of one report told as words `b1` to `b2` of the other (half-open)."""

    a1: int
    a2: int
    b1: int
    b2: int
    likeness: float


def alike_sentences(a: Wording, b: Wording) -> Seeds:
    """The pairs of sentences that share much of what they are about, in any order."""
    one, other = a.sense, b.sense
    at_a, at_b = _meetings(one, other)
    pair = one.sentence[at_a] * len(other) + other.sentence[at_b]
    pairs = None
    if len(one) * len(other) > TABLE:
        pairs, pair = np.unique(pair, return_inverse=True)
    alike = counted(pair, one.unit[at_a] * other.unit[at_b]) >= COSINE
    hot = alike.nonzero()[0]
    if not len(hot):
        return []
    common = np.bincount(hot.searchsorted(pair[alike[pair]]))
    in_a, in_b = np.divmod(hot if pairs is None else pairs[hot], len(other))
    dice = 2 * common >= DICE * (one.sizes[in_a] + other.sizes[in_b])
    return list(zip(in_a[dice].tolist(), in_b[dice].tolist(), strict=True))


def retold(a: Wording, b: Wording, seeds: Seeds) -> list[Retold]:
    """The passages that grow from the seeds, summaries first, then the likest; no two have a sentence in common."""
    if not seeds:
        return []
    pair = _Pair(a, b)
    found = sorted(pair.summaries(seeds), reverse=True), sorted(pair.passages(seeds, GAPS), reverse=True)
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

    def __init__(self, a: Wording, b: Wording) -> None:
        self.a, self.b = a, b

    @cached_property
    def _common(self) -> tuple[Numbers, Numbers]:
        """Where the stems stand that both have."""
        return shared_places(self.a.sense.stems, self.b.sense.stems)

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

    def summaries(self, seeds: Seeds) -> Iterator[tuple[float, _Box]]:
        """The stretches of which the one sums up the other, and how alike they are."""
        for found in _groups(seeds, SUMMARY_GAP):
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
        return int(first_a[box.a1]), int(first_a[box.a2]), int(first_b[box.b1]), int(first_b[box.b2])

    def lengths(self, box: _Box) -> tuple[int, int]:
        """The characters of both sides."""
        a1, a2, b1, b2 = self.words(box)
        return int(self.a.ends[a2 - 1] - self.a.starts[a1]), int(self.b.ends[b2 - 1] - self.b.starts[b1])

    def likeness(self, box: _Box) -> float:
        """The cosine of the weighed stems of both sides."""
        one, other = _summed(self.a.sense, box.a1, box.a2), _summed(self.b.sense, box.b1, box.b2)
        in_a, in_b = self._common
        length = float((one * one).sum()) * float((other * other).sum())
        return float((one[in_a] * other[in_b]).sum()) / length**0.5 if length else 0.0


def _meetings(a: Sense, b: Sense) -> tuple[Numbers, Numbers]:
    """The entries of both that have the same stem, each with each, as two arrays of equal length."""
    in_a, in_b = shared_places(a.stems, b.stems)
    held_a, held_b = a.held[in_a], b.held[in_b]
    meetings = held_a * held_b
    telling = (meetings <= COMMON).nonzero()[0]
    if meetings[telling].sum() > MOST:
        telling = telling[meetings[telling].argsort(kind="stable")]
        telling = telling[: meetings[telling].cumsum().searchsorted(MOST)]
    # Every entry of `a` meets the run of entries of `b` that has its stem.
    stem, entry = stretched(a.begins[in_a[telling]], held_a[telling])
    which, met = stretched(b.begins[in_b[telling]][stem], held_b[telling][stem])
    return entry[which], met


def _groups(seeds: Seeds, gap: int) -> list[Seeds]:
    """The seeds that no gap of more sentences parts from one another, on either side."""
    groups = [seeds]
    for turn in range(2 * ROUNDS):
        parts: list[Seeds] = []
        for group in groups:
            parts.extend(_parted(group, turn % 2, gap) if len(group) > 1 else (group,))
        if turn and len(parts) == len(groups):
            break
        groups = parts
    return groups


def _parted(seeds: Seeds, side: int, gap: int) -> list[Seeds]:
    """The seeds taken apart where one report has a gap."""
    ordered = sorted(seeds, key=itemgetter(side))
    sentences = [seed[side] for seed in ordered]
    if sentences[-1] - sentences[0] <= gap + 1:  # too close together for a gap
        return [ordered]
    cuts = [n for n, (before, sentence) in enumerate(pairwise(sentences), 1) if sentence - before > gap + 1]
    return [ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)])] if cuts else [ordered]


def _around(seeds: Seeds) -> _Box:
    in_a, in_b = zip(*seeds, strict=True)
    return _Box(min(in_a), max(in_a) + 1, min(in_b), max(in_b) + 1)


def _summed(weighed: Sense, first: int, last: int) -> Weights:
    """The weight of each stem in a stretch of sentences."""
    begin, end = weighed.inside[first], weighed.inside[last]
    entries = weighed.by_sentence[begin:end]
    return counted(weighed.stem[entries], weighed.weight[entries], len(weighed.stems))
