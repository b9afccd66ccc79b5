"""Sets of words of one report, each a whole number whose bit `i` stands for word `i`.

What a report shares with a hundred others is a hundred such sets; Python's whole numbers intersect and count them in a
fraction of a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: So many words in a row two reports may share by chance: a name with a post, a set phrase, a short fact.
STRETCH = 8


def stretch(first: int, last: int) -> int:
    """The words from `first` up to, not with, `last`."""
    return ((1 << (last - first)) - 1) << first if last > first else 0


def stretches(bounds: Iterable[tuple[int, int]]) -> int:
    """The words of several stretches, each given by its first and last word (half-open)."""
    mask = 0
    for first, last in bounds:
        mask |= stretch(first, last)
    return mask


def beyond_chance(mask: int) -> int:
    """How many words of the set are more than chance: of each row of words, those beyond the first eight.

    Two newsrooms that tell one fact hit on the same clause; they do not hit on the same two sentences.
    """
    kept, done = mask, 1
    while done <= STRETCH:  # after each step a bit says that the `done` words from here on are in the set
        step = min(done, STRETCH + 1 - done)
        kept &= kept >> step
        done += step
    return kept.bit_count()


def rows(mask: int) -> Iterator[tuple[int, int]]:
    """The rows of the set in order, as first and last word (half-open)."""
    at = 0
    while mask:
        skip = (mask & -mask).bit_length() - 1
        at, mask = at + skip, mask >> skip
        length = (~mask & (mask + 1)).bit_length() - 1
        yield at, at + length
        at, mask = at + length, mask >> length
