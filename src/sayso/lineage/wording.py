"""A report as a row of words: what keys, alignment and shares compute on.

Words are those of `sayso.text.words`, held as numbers (their hashes), so that all that follows is arithmetic on arrays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import compress, pairwise
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.lineage.letters import (
    BLANK,
    CLOSER,
    DIGIT,
    IN_WORD,
    INNER,
    LINE,
    STOP,
    Codes,
    Flags,
    Numbers,
    letters,
    scattered,
)
from sayso.lineage.sense import Sense
from sayso.text import Span

#: Words in a gram. Five is where a shared gram stops being chance in news English and most rewrites still keep some
#: (PAN13: 4-grams find 5 % more at a precision that is 6 % lower).
GRAM = 5

#: Letters of a word that make its stem: "convinced" and "convincing" are one.
STEM = 5

#: Letters that a word without a digit must have to carry meaning.
WEIGHTY = 4

#: As many places fit into the last bits of a hash.
PLACES = 1 << 20

#: Quotes and brackets that may close between a stop and the blank behind it.
CLOSERS = 4

#: Words of the reports that are kept at hand, together (some 170 bytes each).
KEPT = 3_500_000

#: Where a hash is cut to look it up in a table.
_BITS = 40

#: What hashes are polynomials in: odd, so that multiplying by it loses nothing in 64 bits and can be undone.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
#: Powers of each that are kept; a longer text has its own made of them.
_POWERS = 1 << 14


class Wording:
    """The words of one report, as arrays of equal length.

    Attributes:
        doc_id: the report.
        starts, ends: where each word stands in the text (code points).
        codes: each word's hash; equal codes, equal folded words.
        stems: the hash of each word's first five letters.
        weighty: whether each word carries meaning: four letters or more, or a digit.
    """

    def __init__(self, doc_id: str, text: str) -> None:
        self.doc_id = doc_id
        self._kinds, numbers = letters(text)
        edges = _edges(self._kinds)
        self.starts: Numbers = edges[::2].copy()
        self.ends: Numbers = edges[1::2].copy()
        # A stretch's hash is the difference of two sums over the text, brought back to where the text begins.
        sums = np.zeros(len(numbers) + 1, dtype=np.uint64)
        np.cumsum(numbers * _powers(_BASE, len(numbers)), out=sums[1:])
        before, back = sums[self.starts], _powers(_INVERSE, len(numbers))[self.starts]
        self.codes: Numbers = scattered((sums[self.ends] - before) * back).view(np.int64)
        cut = np.minimum(self.starts + STEM, self.ends)
        self.stems: Numbers = scattered((sums[cut] - before) * back).view(np.int64)
        self.weighty: Flags = self.ends - self.starts >= WEIGHTY
        digits = np.flatnonzero(self._kinds & DIGIT)
        if len(digits):
            self.weighty |= np.searchsorted(digits, self.ends) > np.searchsorted(digits, self.starts)
        self._ordered: dict[int, tuple[Numbers, Numbers]] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def grams(self, size: int = GRAM) -> Numbers:
        """The hash of the `size` words that begin at each word; `size` - 1 fewer than there are words.

        It is a polynomial over the words' hashes, in 64-bit arithmetic that wraps: the same on every machine.
        """
        count = max(len(self) - size + 1, 0)
        words = self.codes.view(np.uint64)
        grams = np.zeros(count, dtype=np.uint64)
        for offset in range(size):
            grams *= np.uint64(_BASE)
            grams += words[offset : offset + count]
        return grams.view(np.int64)

    def ordered(self, size: int) -> tuple[Numbers, Numbers]:
        """The hashes of all runs of `size` words, ascending, and the word where each begins (ties in text order)."""
        if size not in self._ordered:
            grams = self.grams(size)
            order = _order(grams)
            self._ordered[size] = grams[order], order
        return self._ordered[size]

    @cached_property
    def _places(self) -> tuple[memoryview, memoryview]:
        """The starts and the ends once more, to look up one at a time: a view gives plain numbers, and fast."""
        return self.starts.data, self.ends.data

    @cached_property
    def _weight(self) -> memoryview:
        return self.weight.data

    @cached_property
    def weight(self) -> Numbers:
        """How many weighty words stand before each word, and before the end."""
        return np.append(0, np.cumsum(self.weighty))

    @cached_property
    def bounds(self) -> list[int]:
        """The first word of each sentence, in order, and the number of words."""
        stops = np.searchsorted(_sentence_ends(self._kinds), self.starts)
        inner: list[int] = (np.flatnonzero(stops[1:] != stops[:-1]) + 1).tolist()
        return [0, *inner, len(self)]

    @cached_property
    def sense(self) -> Sense:
        """The sentences as weighed stems."""
        return Sense(self.stems, self.bounds, self.weight)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """The first and last word (half-open) of each sentence, in order; together they are all words."""
        return list(pairwise(self.bounds)) if len(self) else []

    @cached_property
    def _sentence(self) -> tuple[memoryview, memoryview]:
        """For each word, the first word of its sentence and the word after the last, to look up one at a time."""
        bounds = np.array(self.bounds, dtype=np.int32)
        lengths = bounds[1:] - bounds[:-1]
        return bounds[:-1].repeat(lengths).data, bounds[1:].repeat(lengths).data

    def sentence_start(self, word: int, reach: int) -> int:
        """The first word of the sentence that `word` stands in, no more than `reach` words before it."""
        first: int = self._sentence[0][word]
        return first if first > word - reach else word - reach

    def sentence_end(self, word: int, reach: int) -> int:
        """The word after the last one of the sentence that `word` stands in, no more than `reach` words behind it."""
        end: int = self._sentence[1][word]
        return end if end <= word + reach else word + 1 + reach

    def span(self, first: int, last: int, *, least: int = 0) -> Span:
        """The stretch of text from word `first` up to, not with, word `last`.

        An empty one stands after the word before, but not before word `least`.
        """
        starts, ends = self._places
        if first < last:
            return Span(self.doc_id, starts[first], ends[last - 1])
        at = ends[first - 1] if first > least else starts[least] if len(starts) else 0
        return Span(self.doc_id, at, at)

    def characters(self, first: int, last: int) -> int:
        """How long the stretch of text is from word `first` up to, not with, word `last`."""
        starts, ends = self._places
        count: int = ends[last - 1] - starts[first]
        return count

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie inside a stretch of text, as first and last (half-open)."""
        starts, ends = self._places
        first = bisect_left(starts, start)
        return first, max(first, bisect_right(ends, end))

    @cached_property
    def listed(self) -> list[int]:
        """The codes once more, to be compared a few at a time."""
        codes: list[int] = self.codes.tolist()
        return codes

    @cached_property
    def _weighty_codes(self) -> list[int]:
        return list(compress(self.listed, self.weighty.tolist()))

    @cached_property
    def weighty_stems(self) -> Numbers:
        """The stems of the weighty words, in order."""
        return self.stems[self.weighty]

    def weighty_codes_between(self, first: int, last: int) -> list[int]:
        """The codes of the weighty words from word `first` up to, not with, word `last`."""
        return self._weighty_codes[self._weight[first] : self._weight[last]]

    def weighty_stems_between(self, first: int, last: int) -> list[int]:
        """Their stems."""
        stems: list[int] = self.weighty_stems[self._weight[first] : self._weight[last]].tolist()
        return stems

    def weighty_words(self, first: int, last: int) -> int:
        """How many weighty words stand from word `first` up to, not with, word `last`."""
        weight = self._weight
        count: int = weight[last] - weight[first]
        return count


class _Kept:
    """The wordings that were asked for last, as many as have `most` words together."""

    def __init__(self, most: int) -> None:
        self._room = most
        self._held: dict[tuple[str, str], Wording] = {}
        self._lock = Lock()

    def get(self, doc_id: str, text: str) -> Wording:
        with self._lock:
            found = self._held.pop((doc_id, text), None)
            if found is None:
                found = Wording(doc_id, text)
                self._room -= len(found)
            self._held[doc_id, text] = found
            while self._room < 0 and len(self._held) > 1:
                self._room += len(self._held.pop(next(iter(self._held))))
            return found


_KEPT = _Kept(KEPT)


def wording(doc_id: str, text: str) -> Wording:
    """The words of a report, read once: a report is compared with many others."""
    return _KEPT.get(doc_id, text)


def cover(child: Wording, parent: Wording) -> Flags:
    """For each word of the child, whether it stands in a run of five words that the parent has too."""
    begins = _is_among(child.grams(), parent.ordered(GRAM)[0])
    covered = np.zeros(len(child), dtype=np.bool_)
    for offset in range(GRAM):
        covered[offset : offset + len(begins)] |= begins
    # A report of fewer than five words has no gram; it is covered where the parent has it whole.
    if 0 < len(child) < GRAM and len(parent) >= len(child):
        n = len(child)
        windows = np.lib.stride_tricks.sliding_window_view(parent.codes, n)
        covered[:] = bool((windows == child.codes).all(axis=1).any())
    return covered


def _is_among(values: Numbers, ascending: Numbers) -> Flags:
    """For each value, whether it is one of the others."""
    among = np.zeros(len(values), dtype=np.bool_)
    among[shared_places(values, ascending)[0]] = True
    return among


def share(child: Wording, parent: Wording) -> float:
    """The part of the child's words that stand in matched passages of the parent, 0..1 (containment, not likeness)."""
    return round(float(cover(child, parent).mean()), 4) if len(child) else 0.0


def shared_places(values: Numbers, ascending: Numbers) -> tuple[Numbers, Numbers]:
    """Where the values stand that are among the others, and where each of them first stands there."""
    if not len(ascending):
        return ascending, ascending
    # Most values are not among them; a table of some of their bits tells so for nearly all at the price of one look.
    last = (16 << len(ascending).bit_length()) - 1
    table = np.zeros(last + 1, dtype=np.bool_)
    table[(ascending >> _BITS) & last] = True
    likely = table[(values >> _BITS) & last].nonzero()[0]
    value = values[likely]
    place = ascending.searchsorted(value)
    sure = (ascending.take(place, mode="clip") == value).nonzero()[0]
    return likely[sure], place[sure]


class Places(NamedTuple):
    """Pairs of places, as two arrays of equal length, and whether these are all there are."""

    a: Numbers
    b: Numbers
    whole: bool


def equal_places(a: Numbers, b: Numbers, *, most: int) -> Places:
    """Where two ascending arrays hold the same value: every pair of places.

    A value with more than `most` pairs of places is paired first with first, second with second, and so on.
    """
    shared, low = shared_places(a, b)
    value = a[shared]
    high = b.searchsorted(value, side="right")
    if not np.count_nonzero(value[1:] == value[:-1]) and not np.count_nonzero(high - low > 1):
        return Places(shared, low, whole=True)
    # All places of a value in `a` are shared and stand together.
    first = value.searchsorted(value)
    often = (value.searchsorted(value, side="right") - first) * (high - low) > most
    low = np.where(often, low + np.arange(len(value)) - first, low)
    which, step = stretched(low, np.maximum(np.where(often, np.minimum(high, low + 1), high) - low, 0))
    return Places(shared[which], step, whole=not np.count_nonzero(often))


def stretched(begins: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """The whole numbers of each stretch one after the other, and before them the stretch that each is of."""
    which = np.arange(len(begins)).repeat(lengths)
    return which, np.arange(len(which)) + (begins - lengths.cumsum() + lengths)[which]


def _edges(kinds: NDArray[np.uint8]) -> Numbers:
    """Where the words of `sayso.text.WORD` begin and end, in turn."""
    letter = (kinds & IN_WORD) != 0
    inside = np.zeros(len(kinds) + 2, dtype=np.bool_)
    inside[1:-1] = letter
    # One apostrophe, hyphen, point … between two letters joins them.
    inside[2:-2] |= ((kinds[1:-1] & INNER) != 0) & letter[:-2] & letter[2:]
    return np.flatnonzero(inside[1:] != inside[:-1])


def _order(values: Numbers) -> Numbers:
    """The places of hashes in ascending order of these, ties in order of place: `argsort`, a few times as fast.

    The last bits of each give way to its place, so that sorting the numbers themselves is enough.
    """
    places = np.arange(len(values))
    packed = (values & -PLACES) | places
    packed.sort()
    order = packed & (PLACES - 1)
    ordered = values[order]
    if len(values) > PLACES or (ordered[1:] < ordered[:-1]).any():
        return values.argsort(kind="stable")
    return order


def _sentence_ends(kinds: NDArray[np.uint8]) -> Numbers:
    """Where a sentence ends, for bounding an alignment.

    That is at a line break, or at a stop, up to four quotes and brackets that close after it, and a blank. Good enough
    for that; `segment` draws the real passages.
    """
    at = (kinds[1:] & BLANK).nonzero()[0]
    for _ in range(CLOSERS):
        closes = (kinds[at] & CLOSER) != 0
        if not closes.any():
            break
        at = np.maximum(at - closes, 0)
    ends = np.concatenate([at[(kinds[at] & STOP) != 0], (kinds & LINE).nonzero()[0]])
    ends.sort()
    return ends


@lru_cache(maxsize=2)
def _table(base: int) -> Codes:
    powers = np.full(_POWERS, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _powers(base: int, count: int) -> Codes:
    """The first powers of a number, in 64-bit arithmetic that wraps."""
    table = _table(base)
    if count <= _POWERS:
        return table[:count]
    blocks = np.full(-(-count // _POWERS), pow(base, _POWERS, 1 << 64), dtype=np.uint64)
    blocks[0] = 1
    return np.multiply.outer(np.cumprod(blocks), table).ravel()[:count]
