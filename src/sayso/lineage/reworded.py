"""Sentences of two related reports that say the same in other words: the second stage of the alignment."""

from __future__ import annotations

from rapidfuzz.distance import LCSseq

from sayso.lineage.retold import Seeds
from sayso.lineage.wording import Wording

#: Shared weighty words, in order, over the mean number of weighty words of the two sentences.
ALIKE = 0.5
#: So many weighty words must be shared, in order: shorter agreements are names and set phrases.
LEAST = 5

#: First and last word of a sentence (half-open).
Place = tuple[int, int]


def reworded(a: Wording, b: Wording, seeds: Seeds, seen_a: bytearray, seen_b: bytearray) -> list[tuple[Place, Place]]:
    """The pairs of sentences, not yet aligned, that share at least half of their weighty words in the same order.

    Words are compared by their first five letters, so that "convincing" meets "convinced". Each sentence is used once,
    the likest pair first.

    Args:
        a: one report.
        b: the other.
        seeds: the sentences that are alike in any order.
        seen_a: for each word of `a`, 1 where it is aligned already.
        seen_b: the same for `b`.
    """
    scored = []
    for in_a, in_b in seeds:
        place_a, place_b = a.sense.place(in_a), b.sense.place(in_b)
        if _is_open(place_a, seen_a) and _is_open(place_b, seen_b):
            common, likeness = _likeness(a.weighty_stems_between(*place_a), b.weighty_stems_between(*place_b))
            if common >= LEAST and likeness >= ALIKE:
                scored.append((-likeness, place_a, place_b))
    taken_a: set[Place] = set()
    taken_b: set[Place] = set()
    pairs = []
    for _, place_a, place_b in sorted(scored):
        if place_a not in taken_a and place_b not in taken_b:
            taken_a.add(place_a)
            taken_b.add(place_b)
            pairs.append((place_a, place_b))
    return pairs


def _is_open(place: Place, seen: bytearray) -> bool:
    """Whether less than half of a sentence is aligned already."""
    first, last = place
    return 2 * seen.count(1, first, last) < last - first


def _likeness(a: list[int], b: list[int]) -> tuple[int, float]:
    """The number of weighty words shared in order, and that number over the mean of the two lengths."""
    common = LCSseq.similarity(a, b)
    return common, 2 * common / (len(a) + len(b)) if common else 0.0
