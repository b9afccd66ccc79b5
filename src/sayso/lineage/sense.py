"""What the sentences of a report are about: their stems, weighed by how few sentences of that report have them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.lineage.letters import Flags, Numbers

Weights = NDArray[np.float64]

#: Weighty words that a stretch must have to be compared by itself; a shorter sentence is read with what follows it.
LEAST = 4
#: Words after which a sentence without an end is cut: what is longer is a list, or was never punctuated.
LONGEST = 40


#: What a small word weighs beside a weighty one that is as rare: in a short report every word is rare.
SMALL = 0.5

#: Sentences that can be told apart; further ones are one.
SENTENCES = 1 << 20


class Sense:
    """The sentences of one report as sets of weighed stems.

    The weight of a stem in a sentence is how often it stands there times the logarithm of (sentences + 1) / (sentences
    that have it): tf-isf. It is taken from this report alone, so that two reports are judged alike in any company.

    Attributes:
        first: the first word of each sentence; the number of words at the end.
        sizes: the number of distinct stems of each sentence.
        stems: the distinct stems, ascending.
        begins, held: where the entries of each stem begin, and how many they are.
        sentence, weight: of each entry; entries are ordered by stem and then by sentence.
        unit: the weight of each entry where the weights of its sentence have length one.
        by_sentence: the stem and the weight of each entry, entries ordered by sentence and then by stem.
        inside: how many entries stand before each sentence.
    """

    def __init__(self, stems: Numbers, bounds: list[int], weighty: Numbers) -> None:
        """From the stem of each word, the bounds of the sentences, and the weighty words before each word."""
        first = _joined(bounds, weighty)
        self.first: list[int] = first.tolist()
        count = len(first) - 1
        # The last bits of a stem's hash give way to the number of its sentence, and to whether it is weighty: what
        # remains tells stems apart.
        sentence = np.arange(count).repeat(first[1:] - first[:-1])
        heavy = weighty[1:] - weighty[:-1]
        packed = (stems & -2 * SENTENCES) | heavy * SENTENCES | np.minimum(sentence, SENTENCES - 1)
        packed.sort()
        entries = _changes(packed).nonzero()[0]
        times = np.append(entries[1:], len(packed))[: len(entries)] - entries
        packed = packed[entries]
        self.sentence: Numbers = packed & (SENTENCES - 1)
        stem = packed - self.sentence
        self.begins: Numbers = _changes(stem).nonzero()[0]
        self.stems: Numbers = stem[self.begins]
        self.held: Numbers = np.append(self.begins[1:], len(stem))[: len(self.begins)] - self.begins
        stem_number: Numbers = np.arange(len(self.held)).repeat(self.held)
        rarity: Weights = np.log((count + 1) / self.held.astype(np.float64))
        rarity[(self.stems & SENTENCES) == 0] *= SMALL
        self.weight: Weights = times * rarity[stem_number]
        length = np.sqrt(counted(self.sentence, self.weight * self.weight, count))
        self.unit: Weights = self.weight / np.maximum(length, 1e-9)[self.sentence]
        self.sizes: Numbers = np.bincount(self.sentence, minlength=count)
        small = np.uint16 if count < 1 << 16 else np.uint32  # few bits are sorted fast
        order = self.sentence.astype(small).argsort(kind="stable")
        self.by_sentence: tuple[Numbers, Weights] = stem_number[order], self.weight[order]
        self.inside: list[int] = [0, *self.sizes.cumsum().tolist()]

    def __len__(self) -> int:
        return len(self.sizes)

    def place(self, sentence: int) -> tuple[int, int]:
        """The first and last word (half-open) of a sentence."""
        return self.first[sentence], self.first[sentence + 1]


def counted(places: Numbers, weights: Weights, least: int = 0) -> Weights:
    """The sum of the weights at each place, for `least` places or more."""
    sums: NDArray[Any] = np.bincount(places, weights, minlength=least)
    return sums


def _joined(bounds: list[int], weighty: Numbers) -> Numbers:
    """The bounds without those of sentences too short to be compared, and with some more in those without an end."""
    kept, before = [0], 0
    for (first, last), weight in zip(pairwise(bounds), weighty[bounds[1:]].tolist(), strict=True):
        if last - first > LONGEST:
            cuts = range(first + LONGEST, last, LONGEST)
            kept.extend(cuts)
            before = int(weighty[cuts[-1]])
        if weight - before >= LEAST:
            kept.append(last)
            before = weight
    if len(kept) > 1:
        kept[-1] = bounds[-1]
    elif bounds[-1]:
        kept.append(bounds[-1])
    return np.array(kept, dtype=np.int64)


def _changes(values: Numbers) -> Flags:
    """Whether each value differs from the one before; the first does."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes
