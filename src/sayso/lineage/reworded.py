"""Sentences of two related reports that say the same in other words: the second stage of the alignment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sayso.lineage.wording import Numbers, Wording

#: Shared weighty words, in order, over the mean number of weighty words of the two sentences.
ALIKE = 0.5
#: So many weighty words must be shared, in order: shorter agreements are names and set phrases.
LEAST = 5
#: Words of the longest sentence considered; what is longer is a list or was never split into sentences.
LONGEST = 120
#: Sentence pairs looked at, and cells of the tables for it; reports beyond this get the first stage only.
MOST_PAIRS = 1_000_000
MOST_CELLS = 20_000_000

#: First and last word of a sentence (half-open).
Place = tuple[int, int]


def reworded(a: Wording, b: Wording, seen_a: bytearray, seen_b: bytearray) -> list[tuple[Place, Place]]:
    """The pairs of sentences, not yet aligned, that share at least half of their weighty words in the same order.

    Words are compared by their first five letters, so that "convincing" meets "convinced". Each sentence is used once,
    the likest pair first.

    Args:
        a: one report.
        b: the other.
        seen_a: for each word of `a`, 1 where it is aligned already.
        seen_b: the same for `b`.
    """
    left, right = _open_sentences(a, seen_a), _open_sentences(b, seen_b)
    scored = []
    for i, k in _candidates(a, b, left, right):
        common, likeness = _likeness(_weighty(a, left[i]), _weighty(b, right[k]))
        if common >= LEAST and likeness >= ALIKE:
            scored.append((-likeness, left[i], right[k]))
    taken_a: set[Place] = set()
    taken_b: set[Place] = set()
    pairs = []
    for _, place_a, place_b in sorted(scored):
        if place_a not in taken_a and place_b not in taken_b:
            taken_a.add(place_a)
            taken_b.add(place_b)
            pairs.append((place_a, place_b))
    return pairs


def _open_sentences(words: Wording, seen: bytearray) -> list[Place]:
    """The sentences of which less than half is aligned already."""
    return [
        (first, last)
        for first, last in words.sentences
        if last - first <= LONGEST
        and words.weight[last] - words.weight[first] >= LEAST
        and 2 * seen.count(1, first, last) < last - first
    ]


def _candidates(a: Wording, b: Wording, left: list[Place], right: list[Place]) -> list[tuple[int, int]]:
    """The pairs of sentences that share enough weighty stems in any order, found by one product of two tables."""
    if not left or not right or len(left) * len(right) > MOST_PAIRS:
        return []
    common = np.intersect1d(a.stems[a.weighty], b.stems[b.weighty])
    if not len(common) or len(common) * max(len(left), len(right)) > MOST_CELLS:
        return []
    shared = _table(a, left, common) @ _table(b, right, common).T
    sizes_a = np.array([a.weight[last] - a.weight[first] for first, last in left])
    sizes_b = np.array([b.weight[last] - b.weight[first] for first, last in right])
    enough = (shared >= LEAST) & (2 * shared >= ALIKE * (sizes_a[:, None] + sizes_b[None, :]))
    return [(int(i), int(k)) for i, k in np.argwhere(enough)]


def _table(words: Wording, places: list[Place], common: Numbers) -> NDArray[np.float32]:
    """For each sentence, which of the common stems it has."""
    column = np.minimum(np.searchsorted(common, words.stems), len(common) - 1)
    known = common[column] == words.stems
    row = np.full(len(words), -1, dtype=np.int64)
    for number, (first, last) in enumerate(places):
        row[first:last] = number
    inside = known & (row >= 0)
    table = np.zeros((len(places), len(common)), dtype=np.float32)
    table[row[inside], column[inside]] = 1
    return table


def _weighty(words: Wording, place: Place) -> list[int]:
    first, last = place
    stems: list[int] = words.stems[first:last][words.weighty[first:last]].tolist()
    return stems


def _likeness(a: list[int], b: list[int]) -> tuple[int, float]:
    """The number of weighty words shared in order, and that number over the mean of the two lengths."""
    common = LCSseq.similarity(a, b)
    return common, 2 * common / (len(a) + len(b))
