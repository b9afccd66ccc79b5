"""A report as a row of words: what keys, alignment and shares compute on.

Words are those of `sayso.text.words`, held as numbers (their hashes), so that all that follows is arithmetic on arrays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.text import WORD, Span, fold

Numbers = NDArray[np.int64]

#: Words in a gram. Five is where a shared gram stops being chance in news English and most rewrites still keep some
#: (PAN13: 4-grams find 5 % more at a precision that is 6 % lower).
GRAM = 5

#: Where a sentence ends, for bounding an alignment: a line break, or a stop with the quotes and brackets that close
#: after it and a blank. Good enough for that; `segment` draws the real passages.
_END = re.compile(r"[.!?…][\"')\]]*\s|\n")

#: Odd, so that multiplying by it loses nothing in 64 bits.
_BASE = np.uint64(0x9E3779B97F4A7C15)


class Wording:
    """The words of one report, as arrays of equal length.

    Attributes:
        doc_id: the report.
        starts, ends: where each word stands in the text (code points).
        codes: each word's hash; equal codes, equal folded words.
        grams: the hash of the five words that begin here; four fewer than there are words.
    """

    def __init__(self, doc_id: str, text: str) -> None:
        self.doc_id = doc_id
        self._folded = fold(text)
        matches = list(WORD.finditer(self._folded))
        spelled = [match.group() for match in matches]
        self.starts: Numbers = np.fromiter((m.start() for m in matches), dtype=np.int64, count=len(matches))
        self.ends: Numbers = self.starts + np.fromiter(map(len, spelled), dtype=np.int64, count=len(spelled))
        vocabulary = {word: place for place, word in enumerate(dict.fromkeys(spelled))}
        self._vocabulary = list(vocabulary)
        self._places = np.fromiter((vocabulary[word] for word in spelled), dtype=np.int64, count=len(spelled))
        self.codes: Numbers = self._each(_hash)
        self.grams: Numbers = _grams(self.codes, GRAM)
        self._ordered: dict[int, tuple[Numbers, Numbers]] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def ordered(self, size: int) -> tuple[Numbers, Numbers]:
        """The hashes of all runs of `size` words, ascending, and the word where each begins (ties in text order)."""
        if size not in self._ordered:
            grams = self.grams if size == GRAM else _grams(self.codes, size)
            order = np.argsort(grams, kind="stable")
            self._ordered[size] = grams[order], order
        return self._ordered[size]

    @cached_property
    def stems(self) -> Numbers:
        """The hash of each word's first five letters: "convinced" and "convincing" are one stem."""
        return self._each(lambda word: _hash(word[:5]))

    @cached_property
    def weighty(self) -> NDArray[np.bool_]:
        """Whether each word carries meaning: four letters or more, or a digit."""
        return self._each(lambda word: len(word) > 3 or any(c.isdigit() for c in word)).astype(np.bool_)

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = self.starts.tolist()
        return starts

    @cached_property
    def _ends(self) -> list[int]:
        ends: list[int] = self.ends.tolist()
        return ends

    @cached_property
    def weight(self) -> list[int]:
        """How many weighty words stand before each word, and before the end."""
        return [0, *np.cumsum(self.weighty).tolist()]

    @cached_property
    def order(self) -> list[int]:
        """The codes as plain numbers, for comparing short stretches word by word."""
        codes: list[int] = self.codes.tolist()
        return codes

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The first and last word (half-open) of each sentence, in order; together they are all words."""
        stops = np.fromiter((m.start() for m in _END.finditer(self._folded)), dtype=np.int64)
        number = np.searchsorted(stops, self.starts)
        bounds = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(self)]
        return list(pairwise(bounds)) if len(self) else []

    @cached_property
    def by_stem(self) -> tuple[Numbers, Numbers]:
        """The stems of the weighty words, ascending, and the number of the sentence that each stands in."""
        heavy = np.flatnonzero(self.weighty)
        stems, sentence = self.stems[heavy], np.array(self._sentence_of, dtype=np.int64)[heavy]
        order = np.lexsort((sentence, stems))
        return stems[order], sentence[order]

    @cached_property
    def _sentence_of(self) -> list[int]:
        return [n for n, (first, last) in enumerate(self.sentences) for _ in range(last - first)]

    def sentence_start(self, word: int, reach: int) -> int:
        """The first word of the sentence that `word` stands in, no more than `reach` words before it."""
        return max(self.sentences[self._sentence_of[word]][0], word - reach)

    def sentence_end(self, word: int, reach: int) -> int:
        """The word after the last one of the sentence that `word` stands in, no more than `reach` words behind it."""
        return min(self.sentences[self._sentence_of[word]][1], word + 1 + reach)

    def _each(self, function: Callable[[str], int]) -> Numbers:
        """The function's value for each word, asked once per different word."""
        return np.fromiter(map(function, self._vocabulary), dtype=np.int64, count=len(self._vocabulary))[self._places]

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from word `first` up to, not with, word `last`; empty (after the word before) if none."""
        if first < last:
            return Span(self.doc_id, int(self.starts[first]), int(self.ends[last - 1]))
        at = int(self.ends[first - 1]) if first else int(self.starts[0]) if len(self) else 0
        return Span(self.doc_id, at, at)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie inside a stretch of text, as first and last (half-open)."""
        first = bisect_left(self._starts, start)
        return first, max(first, bisect_right(self._ends, end))


@lru_cache(maxsize=2048)
def wording(doc_id: str, text: str) -> Wording:
    """The words of a report, computed once: a pile of n reports is compared in up to n² pairs."""
    return Wording(doc_id, text)


def cover(child: Wording, parent: Wording) -> NDArray[np.bool_]:
    """For each word of the child, whether it stands in a run of five words that the parent has too."""
    begins = _is_among(child.grams, parent.ordered(GRAM)[0])
    covered = np.zeros(len(child), dtype=np.bool_)
    for offset in range(GRAM):
        covered[offset : offset + len(begins)] |= begins
    # A report of fewer than five words has no gram; it is covered where the parent has it whole.
    if 0 < len(child) < GRAM and len(parent) >= len(child):
        n = len(child)
        windows = np.lib.stride_tricks.sliding_window_view(parent.codes, n)
        covered[:] = bool((windows == child.codes).all(axis=1).any())
    return covered


def _is_among(values: Numbers, ascending: Numbers) -> NDArray[np.bool_]:
    """For each value, whether it is one of the others."""
    if not len(ascending):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    among: NDArray[np.bool_] = ascending[places] == values
    return among


def share(child: Wording, parent: Wording) -> float:
    """The part of the child's words that stand in matched passages of the parent, 0..1 (containment, not likeness)."""
    return round(float(cover(child, parent).mean()), 4) if len(child) else 0.0


def equal_places(a: Numbers, b: Numbers, *, most: int) -> tuple[Numbers, Numbers]:
    """Where two ascending arrays hold the same value: every pair of places, as two arrays of equal length.

    A value with more than `most` pairs of places is paired first with first, second with second, and so on.
    """
    shared = np.flatnonzero(_is_among(a, b))
    if not len(shared):
        return shared, shared
    value = a[shared]
    low, high = np.searchsorted(b, value, side="left"), np.searchsorted(b, value, side="right")
    first = np.searchsorted(a, value, side="left")
    often = (np.searchsorted(a, value, side="right") - first) * (high - low) > most
    low = np.where(often, low + shared - first, low)
    partners = np.maximum(np.where(often, np.minimum(high, low + 1), high) - low, 0)
    which = np.repeat(np.arange(len(shared)), partners)
    step = np.arange(len(which)) - np.repeat(np.cumsum(partners) - partners, partners)
    return shared[which], low[which] + step


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    # surrogatepass: a report with broken characters in it is still compared.
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _grams(codes: Numbers, size: int) -> Numbers:
    """A polynomial over `size` word hashes, in 64-bit arithmetic that wraps: the same on every machine."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.int64)
    words = codes.view(np.uint64)
    grams = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        grams = grams * _BASE + (words[offset : offset + count] ^ (words[offset : offset + count] >> np.uint64(29)))
    return grams.view(np.int64)
