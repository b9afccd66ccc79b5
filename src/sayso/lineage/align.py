"""Two reports to the passages they share, aligned word by word where words keep their order; no direction yet.

First stage: shared 5-grams, chained by small gaps, the gaps aligned exactly, the ends carried to the end of the
sentence where it goes on alike. Second stage, only for reports that so turn out to be related: what keeps runs of three
words close together, and sentences that keep most of their weighty words in order. Third stage: passages that say much
the same with no such order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.lineage.chains import GAP, Run, Runs, chains
from sayso.lineage.retold import Alike, Retold, Seeds, alike, retold
from sayso.lineage.reworded import reworded
from sayso.lineage.steps import (
    Step,
    equal_words,
    extended,
    longer_side,
    steps_between,
    steps_of,
    tidy,
    within_reach,
)
from sayso.lineage.wording import GRAM, Wording, wording
from sayso.records import Document, Edit, Reuse

#: Fewer equal words than this are a name, a title or a phrase that two reports share by chance.
LEAST = 8
#: Of the equal words, so many must carry meaning ("at the end of the day it was the" is nobody's).
LEAST_WEIGHTY = 4
#: Equal words that make two reports related, so that the second stage looks for rewrites.
RELATED = 24
#: The part of a passage's words that is equal when it is copied, not rewritten.
COPIED = 0.9


class Manner(NamedTuple):
    """How shared grams are sought.

    Attributes:
        made_by: the rule that a reuse so found names.
        gram: words in a gram.
        gap: words that may stand between two runs of one passage.
        runs: equal words that a chain must have before its ends are looked at.
        density: the part of the longer side that must be equal in the end.
    """

    made_by: str
    gram: int
    gap: int
    runs: int
    density: float


VERBATIM = Manner("reuse/shared-words@1", gram=GRAM, gap=GAP, runs=GRAM, density=0.4)
#: Shorter grams need stricter company.
CLOSE = Manner("reuse/close-words@1", gram=3, gap=6, runs=6, density=0.6)
#: Where the shorter report has so many words or fewer, the runs of both manners are sought in one go: few of its short
#: grams stand often, and most that are compared come to the second (on PAN13 both ways cost the same at 600 words).
SHORT = 600


def align(a: Document, b: Document) -> list[Reuse]:
    """The passages two reports share, in the order of the report with the smaller id.

    Each has the spans on both sides and the edits that lead from `a` to `b`: they follow one another without a hole,
    edits of unequal words stand apart by equal ones, and every edit begins and ends at a word. Words are compared
    folded (quotes and dashes made plain, letters lowered); what stands between words is not compared.

    A passage told anew has no edits: its words keep no order that could be followed. It may take in passages that have.
    """
    if a.id == b.id:
        return []
    if a.id > b.id:
        a, b = b, a
    alignment = _Alignment(wording(a.id, a.text), wording(b.id, b.text))
    alignment.take_chains(VERBATIM)
    both = alike(alignment.a, alignment.b)
    if alignment.equal >= RELATED:
        if alignment.is_open():
            alignment.take_chains(CLOSE)
        alignment.take_sentences(both.seeds)
    alignment.take_retold(both)
    return sorted((taken.reuse for taken in alignment.taken), key=lambda reuse: (reuse.a, reuse.b))


class _Taken(NamedTuple):
    """A passage that was found: words `a1` to `a2` of one report, `b1` to `b2` of the other (half-open)."""

    a1: int
    a2: int
    b1: int
    b2: int
    reuse: Reuse

    def overlaps(self, other: _Taken | Retold) -> bool:
        return self.a1 < other.a2 and other.a1 < self.a2 and self.b1 < other.b2 and other.b1 < self.b2


class _Alignment:
    """What has been aligned so far of two reports."""

    def __init__(self, a: Wording, b: Wording) -> None:
        self.a, self.b = a, b
        self.taken: list[_Taken] = []
        self.equal = 0
        self._seen_a = bytearray(len(a))
        self._seen_b = bytearray(len(b))
        self._runs = Runs(a, b, least=(CLOSE if min(len(a), len(b)) <= SHORT else VERBATIM).gram)

    def take_chains(self, manner: Manner) -> None:
        """Add the chains of shared grams that are long and dense enough and no repetition of a better one."""
        fresh = self.equal == 0
        runs = self._runs.of(manner.gram)
        if not fresh and all(map(self._is_aligned, runs)):
            return  # no part of what is aligned already says anything new
        for chain in chains(runs, gap=manner.gap, least=manner.runs):
            length = sum([run.length for run in chain])
            if length < manner.runs or self._is_known(chain, either=not fresh):
                continue
            if length < LEAST and within_reach(self.a, self.b, chain) < LEAST:
                continue
            steps = extended(self.a, self.b, steps_of(self.a, self.b, chain))
            if self._is_reuse(steps, manner.density):
                self._take(steps, manner.made_by)

    def is_open(self) -> bool:
        """Whether enough words of both reports are not aligned yet."""
        return min(self._seen_a.count(0), self._seen_b.count(0)) >= LEAST

    def take_sentences(self, seeds: Seeds) -> None:
        """Add the sentences that were reworded."""
        for place_a, place_b in reworded(self.a, self.b, seeds, self._seen_a, self._seen_b):
            steps = tidy(steps_between(self.a, self.b, *place_a, *place_b))
            self._take(steps, made_by="reuse/reworded-sentence@1")

    def take_retold(self, both: Alike) -> None:
        """Add the passages that say much the same in other words or in another order, and are not copied.

        Evidence that two reports tell the same, not that one of them has it from the other.
        """
        for passage in retold(self.a, self.b, both):
            inside = [taken for taken in self.taken if taken.reuse.ops and taken.overlaps(passage)]
            if not self._is_copied(passage, inside):
                a1, _, b1, _ = map(min, zip(passage[:4], *(taken[:4] for taken in inside), strict=True))
                _, a2, _, b2 = map(max, zip(passage[:4], *(taken[:4] for taken in inside), strict=True))
                if (a1, a2, b1, b2) not in {taken[:4] for taken in inside}:
                    self._add(a1, a2, b1, b2, (), made_by="reuse/retold-passage@1", score=passage.likeness)

    def _is_copied(self, passage: Retold, inside: list[_Taken]) -> bool:
        """Whether half of the passage, on both sides, was found word for word already."""
        copied = [taken for taken in inside if taken.reuse.score >= COPIED]
        part_a = _covered(passage.a1, passage.a2, ((taken.a1, taken.a2) for taken in copied))
        part_b = _covered(passage.b1, passage.b2, ((taken.b1, taken.b2) for taken in copied))
        return 2 * part_a >= passage.a2 - passage.a1 and 2 * part_b >= passage.b2 - passage.b1

    def _is_known(self, chain: list[Run], *, either: bool) -> bool:
        """Whether the words of the chain are mostly aligned already, on both sides or on `either`."""
        for run in chain:
            known_a = _mostly(self._seen_a, run.a, run.length)
            known_b = _mostly(self._seen_b, run.b, run.length)
            if not (known_a or known_b if either else known_a and known_b):
                return False
        return True

    def _is_aligned(self, run: Run) -> bool:
        """Whether all words of a run are aligned already, on one side."""
        a, b, length = run
        return self._seen_a.find(0, a, a + length) < 0 or self._seen_b.find(0, b, b + length) < 0

    def _is_reuse(self, steps: list[Step], density: float) -> bool:
        equal = equal_words(steps)
        if equal < LEAST or equal < density * longer_side(steps):
            return False
        weighty = sum(self.a.weighty_words(step.a1, step.a2) for step in steps if step.op == "equal")
        return weighty >= LEAST_WEIGHTY

    def _take(self, steps: list[Step], made_by: str) -> None:
        (_, a1, _, b1, _), (_, _, a2, _, b2) = steps[0], steps[-1]
        if self._seen_a.find(1, a1, a2) >= 0 and self._seen_b.find(1, b1, b2) >= 0:
            # A rewrite may take in what was found word for word inside it.
            self.taken = [p for p in self.taken if not (a1 <= p.a1 and p.a2 <= a2 and b1 <= p.b1 and p.b2 <= b2)]
        self._seen_a[a1:a2] = b"\1" * (a2 - a1)
        self._seen_b[b1:b2] = b"\1" * (b2 - b1)
        equal = equal_words(steps)
        self.equal += equal
        edits = tuple(
            Edit(op, self.a.span(from_a, to_a, least=a1), self.b.span(from_b, to_b, least=b1))
            for op, from_a, to_a, from_b, to_b in steps
        )
        self._add(a1, a2, b1, b2, edits, made_by, round(equal / longer_side(steps), 3))

    def _add(self, a1: int, a2: int, b1: int, b2: int, edits: tuple[Edit, ...], made_by: str, score: float) -> None:
        a, b = self.a.span(a1, a2), self.b.span(b1, b2)
        self.taken.append(_Taken(a1, a2, b1, b2, Reuse(a=a, b=b, ops=edits, made_by=made_by, score=score)))


def _mostly(seen: bytearray, first: int, length: int) -> bool:
    return 2 * seen.count(1, first, first + length) > length


def _covered(first: int, last: int, stretches: Iterable[tuple[int, int]]) -> int:
    """How many of the words from `first` to `last` the stretches hold together."""
    held, reached = 0, first
    for start, end in sorted(stretches):
        held += max(0, min(end, last) - max(start, reached))
        reached = max(reached, end)
    return held
