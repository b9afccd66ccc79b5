"""Sentences of two related reports that say the same in other words: the second stage of the alignment."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import LCSseq

from sayso.lineage.wording import Numbers, Wording, equal_places

#: Shared weighty words, in order, over the mean number of weighty words of the two sentences.
ALIKE = 0.5
#: So many weighty words must be shared, in order: shorter agreements are names and set phrases.
LEAST = 5
#: Words of the longest sentence considered; what is longer is a list or was never split into sentences.
LONGEST = 120
#: Sentence pairs looked at; two reports with more get the first stage only.
MOST_PAIRS = 1_000_000
#: A stem with more pairs of places than this is what the story is about and tells no sentence from another.
COMMON = 400

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
    scored = []
    for i, k in _candidates(a, b, _open_sentences(a, seen_a), _open_sentences(b, seen_b)):
        place_a, place_b = a.sentences[i], b.sentences[k]
        common, likeness = _likeness(_weighty(a, place_a), _weighty(b, place_b))
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


def _open_sentences(words: Wording, seen: bytearray) -> list[int]:
    """The numbers of the sentences of which less than half is aligned already."""
    return [
        number
        for number, (first, last) in enumerate(words.sentences)
        if last - first <= LONGEST
        and words.weight[last] - words.weight[first] >= LEAST
        and 2 * seen.count(1, first, last) < last - first
    ]


def _candidates(a: Wording, b: Wording, left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """The pairs of sentences that share enough weighty stems in any order, counted stem by stem."""
    if not left or not right or len(left) * len(right) > MOST_PAIRS:
        return []
    stems_a, rows = _stems(a, left)
    stems_b, columns = _stems(b, right)
    at_a, at_b = equal_places(stems_a, stems_b, most=COMMON)
    shared = np.bincount(rows[at_a] * len(right) + columns[at_b], minlength=len(left) * len(right))
    shared = shared.reshape(len(left), len(right))
    sizes_a, sizes_b = np.bincount(rows, minlength=len(left)), np.bincount(columns, minlength=len(right))
    enough = (shared >= LEAST) & (2 * shared >= ALIKE * (sizes_a[:, None] + sizes_b[None, :]))
    return [(left[i], right[k]) for i, k in np.argwhere(enough)]


def _stems(words: Wording, numbers: list[int]) -> tuple[Numbers, Numbers]:
    """The weighty stems of the sentences in ascending order, and the place of its sentence among them for each."""
    place = np.full(len(words.sentences), -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    stems, sentence = words.by_stem
    places = place[sentence]
    return stems[places >= 0], places[places >= 0]


def _weighty(words: Wording, place: Place) -> list[int]:
    first, last = place
    stems: list[int] = words.stems[first:last][words.weighty[first:last]].tolist()
    return stems


def _likeness(a: list[int], b: list[int]) -> tuple[int, float]:
    """The number of weighty words shared in order, and that number over the mean of the two lengths."""
    common = LCSseq.similarity(a, b)
    return common, 2 * common / (len(a) + len(b))
