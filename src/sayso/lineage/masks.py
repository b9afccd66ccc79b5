"""Sets of words of one report, each a whole number whose bit `i` stands for word `i`.

What a report shares with a hundred others is a hundred such sets; Python's whole numbers intersect and count them in a
fraction of a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: Fewer words in a row than this are a phrase that two reports may share by chance, or a passage cut to pieces.
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


def in_a_row(mask: int, least: int = STRETCH) -> int:
    """The words that stand in a row of at least so many words of the set; the rest left out."""
    kept, done = mask, 1
    while done < least:  # after each step a bit says that the `done` words from here on are in the set
        step = min(done, least - done)
        kept &= kept >> step
        done += step
    grown, done = kept, 1
    while done < least:
        step = min(done, least - done)
        grown |= grown << step
        done += step
    return grown


def rows(mask: int) -> Iterator[tuple[int, int]]:
    """The rows of the set in order, as first and last word (half-open)."""
    at = 0
    while mask:
        skip = (mask & -mask).bit_length() - 1
        at, mask = at + skip, mask >> skip
        length = (~mask & (mask + 1)).bit_length() - 1
        yield at, at + length
        at, mask = at + length, mask >> length
