"""Quotations that a child gives in other words, though the sentences around them have little in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from sayso.drift.couples import Couple
from sayso.drift.reading import Reading, Unit
from sayso.drift.scene import Change, Scene, Units, weighty
from sayso.vocab import DriftKind, Severity

#: Words that two quotations have in common at least, in their order, and which part of the shorter one these are.
FEWEST, SAME = 4, 0.7

#: So many words of a quotation are compared; what comes behind them is a speech of its own.
LONGEST = 200


def misquoted(couples: Iterable[Couple], scene: Scene) -> Iterator[Change]:
    """The child's quotation has other words in the place of some that the parent's has.

    All words count here, "you would look at it and" too: by what it says, "…and laugh" has nothing in common with
    "…and weep". Sentences that follow each other closely are compared as such.
    """
    compared = {(parent.index, couple.child.index) for couple in couples if couple.close for parent in couple.parents}
    theirs = [(line, units, _pairs(units)) for line, units in _quotations(scene.parent)]
    for line, units in _quotations(scene.child):
        pairs = _pairs(units)
        near = [
            (matcher, before)
            for other, before, their_pairs in theirs
            if (other, line) not in compared and not pairs.isdisjoint(their_pairs)
            if (matcher := _alike(before, units)) is not None
        ]
        if near:
            matcher, before = max(near, key=lambda found: _equal(found[0]))
            yield from _changes(matcher, before, units)


def _quotations(reading: Reading) -> Iterator[tuple[int, Units]]:
    """The quotations with the number of the sentence that each begins in, and its words."""
    for start, end in reading.quotations:
        line = reading.line_at(start)
        if line is not None:
            lines = reading.lines[line.index : line.index + LONGEST]
            inside = [u for other in lines if other.span.start < end for u in other.units if start <= u.start < end]
            if len(inside) >= FEWEST:
                yield line.index, tuple(inside[:LONGEST])


def _pairs(units: Sequence[Unit]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(unit.key for unit in units))


def _alike(before: Units, after: Units) -> SequenceMatcher[str] | None:
    """The two quotations matched, where they are one speech."""
    matcher = SequenceMatcher(None, [u.key for u in before], [u.key for u in after], autojunk=False)
    equal = _equal(matcher)
    return matcher if equal >= FEWEST and equal >= SAME * min(len(before), len(after)) else None


def _equal(matcher: SequenceMatcher[str]) -> int:
    return sum(block.size for block in matcher.get_matching_blocks())


def _changes(matcher: SequenceMatcher[str], before: Units, after: Units) -> Iterator[Change]:
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what == "replace":
            # A quotation may end early: of what follows, as many words are looked at as stand there instead.
            lost, new = weighty(before[a1 : min(a2, a1 + b2 - b1)]), weighty(after[b1:b2])
            if lost and new and all(unit.kind == "word" for unit in (*lost, *new)):
                yield Change(
                    kind=DriftKind.QUOTE_ALTERED,
                    before=lost,
                    after=new,
                    rule="quote/misquoted@1",
                    severity=Severity.HIGH,
                    score=0.8,
                )
