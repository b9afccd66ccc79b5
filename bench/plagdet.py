"""The measures of passage-level text reuse: recall, precision, granularity and plagdet.

Source: Potthast, Stein, Barrón-Cedeño & Rosso 2010, "An evaluation framework for plagiarism detection"; as in the
published evaluation of PAN, recall and precision are macro-averaged: each case and each detection counts once, however
long it is, by the part of its characters, on both sides together, that the other kind covers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Passage(NamedTuple):
    """A passage of a suspicious text beside the passage of a source (half-open, code points)."""

    susp: str
    start: int
    end: int
    source: str
    source_start: int
    source_end: int

    def __len__(self) -> int:
        return self.end - self.start + self.source_end - self.source_start

    def overlaps(self, other: Passage) -> bool:
        """Whether the two share a character on both sides; they are known to be of the same two texts."""
        return (
            self.start < other.end
            and other.start < self.end
            and self.source_start < other.source_end
            and other.source_start < self.source_end
        )


class Score(NamedTuple):
    plagdet: float
    precision: float
    recall: float
    granularity: float


def score(cases: Sequence[Passage], detections: Sequence[Passage]) -> Score:
    """How well the detections find the cases."""
    recall, precision, fineness = covered(cases, detections), covered(detections, cases), granularity(cases, detections)
    return Score(plagdet(precision, recall, fineness), precision, recall, fineness)


def plagdet(precision: float, recall: float, granularity: float) -> float:
    """The harmonic mean of precision and recall, divided by the binary logarithm of one more than the granularity."""
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall) / math.log2(1 + granularity)


def covered(passages: Sequence[Passage], by: Iterable[Passage]) -> float:
    """The part of a passage that overlapping passages of the other kind cover, on average."""
    if not passages:
        return 0.0
    other = _by_texts(by)
    return sum(_part(one, other) for one in passages) / len(passages)


def granularity(cases: Iterable[Passage], detections: Iterable[Passage]) -> float:
    """How many detections report a case that is reported at all, on average."""
    found = _by_texts(detections)
    counts = [sum(case.overlaps(other) for other in found.get((case.susp, case.source), ())) for case in cases]
    hit = [count for count in counts if count]
    return sum(hit) / len(hit) if hit else 1.0


def _by_texts(passages: Iterable[Passage]) -> Mapping[tuple[str, str], list[Passage]]:
    found: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.susp, passage.source].append(passage)
    return found


def _part(one: Passage, others: Mapping[tuple[str, str], list[Passage]]) -> float:
    over = [other for other in others.get((one.susp, one.source), ()) if one.overlaps(other)]
    susp = _union((max(one.start, o.start), min(one.end, o.end)) for o in over)
    source = _union((max(one.source_start, o.source_start), min(one.source_end, o.source_end)) for o in over)
    return (susp + source) / len(one) if len(one) else 0.0


def _union(stretches: Iterable[tuple[int, int]]) -> int:
    """How many characters the stretches hold together."""
    total = reached = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
