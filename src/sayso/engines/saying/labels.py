"""The labels of a word: where a source, a cue or a content begins and goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

import msgspec

from sayso.vocab import SourceKind


class Role(IntEnum):
    """What a segment is in an attribution."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


class Segment(msgspec.Struct, frozen=True, order=True, gc=False):
    """An unbroken run of words (half-open) in one role."""

    first: int
    last: int
    role: Role


#: Label 0 is outside; 1 + 2 * role begins a segment, the next one goes on with it.
OUTSIDE = 0
LABELS = 1 + 2 * len(Role)

#: What a source may be, in the order in which the model scores it: all kinds but nobody.
KINDS = tuple(kind for kind in SourceKind if kind is not SourceKind.UNSPECIFIED)


def begins(role: Role) -> int:
    """The label of a segment's first word."""
    return 1 + 2 * role


def goes_on(role: Role) -> int:
    """The label of a segment's later words."""
    return 2 + 2 * role


def may_follow(before: int, after: int) -> bool:
    """Whether a word may have the label `after` behind one that has `before`."""
    return after == OUTSIDE or after % 2 == 1 or before in (after, after - 1)


def labels(segments: Iterable[Segment], words: int) -> list[int]:
    """The labels of so many words; of two segments that overlap the later one wins from where it begins."""
    made = [OUTSIDE] * words
    for segment in sorted(segments):
        made[segment.first] = begins(segment.role)
        for word in range(segment.first + 1, segment.last):
            made[word] = goes_on(segment.role)
    # A word that goes on with what is no longer there begins anew.
    for word, label in enumerate(made):
        before = made[word - 1] if word else OUTSIDE
        if not may_follow(before, label):
            made[word] = label - 1
    return made


def segments(labels: Sequence[int]) -> list[Segment]:
    """The segments that these labels spell, in order."""
    made: list[Segment] = []
    first = -1
    for word, label in enumerate([*labels, OUTSIDE]):
        if first >= 0 and (label == OUTSIDE or label % 2 == 1):
            made.append(Segment(first, word, Role((labels[first] - 1) // 2)))
            first = -1
        if label % 2 == 1:
            first = word
    return made
