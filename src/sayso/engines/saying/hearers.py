"""Who is told: words that the tagger takes for a hearer's, each run of them given to its cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.linking import Linked
from sayso.engines.saying.sheet import Sheet

#: So many words may stand between a cue and who is told.
REACH = 12


def hearers(read: Sheet, linked: Sequence[Linked], heard: NDArray[np.float32]) -> list[Segment | None]:
    """For each attribution who is told, or None.

    Every run of words goes to the nearest cue of its paragraph, of two as near to the one before it; of several runs
    that a cue gets, the nearest is the hearer.

    Args:
        read: the report.
        linked: its attributions.
        heard: for each word how likely it tells who hears, above 0 where it is likelier than not.
    """
    best: dict[int, tuple[tuple[int, bool], Segment]] = {}
    for run in _runs(read, heard):
        near = [(_gap(one.cue, run), at) for at, one in enumerate(linked) if _beside(read, one.cue, run)]
        if not near:
            continue
        gap, at = min(near)
        if gap[0] <= REACH and (at not in best or gap < best[at][0]):
            best[at] = gap, run
    return [best[at][1] if at in best else None for at in range(len(linked))]


def _runs(read: Sheet, heard: NDArray[np.float32]) -> Iterator[Segment]:
    """The unbroken runs of words that tell who hears."""
    first = 0
    while first < len(read):
        if heard[first] <= 0:
            first += 1
            continue
        last = first + 1
        while last < len(read) and heard[last] > 0 and read.paragraphs[last] == read.paragraphs[first]:
            last += 1
        yield Segment(first, last, Role.SOURCE)
        first = last


def _beside(read: Sheet, cue: Segment, run: Segment) -> bool:
    apart = cue.last <= run.first or run.last <= cue.first
    return apart and read.paragraphs[cue.first] == read.paragraphs[run.first]


def _gap(cue: Segment, run: Segment) -> tuple[int, bool]:
    """How many words lie between, and whether the cue comes behind."""
    return (run.first - cue.last, False) if cue.last <= run.first else (cue.first - run.last, True)
