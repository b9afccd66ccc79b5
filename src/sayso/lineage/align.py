"""Two reports to the passages they share, aligned word by word; no direction yet.

First stage: shared 5-grams, chained by small gaps, the gaps aligned exactly, the ends carried to the end of the
sentence where it goes on alike. Second stage, only for reports that so turn out to be related: what keeps runs of three
words close together, and sentences that keep most of their weighty words in order.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.lineage.chains import GAP, Run, chains, runs
from sayso.lineage.reworded import reworded
from sayso.lineage.steps import Step, equal_words, extended, longer_side, steps_between, steps_of, tidy
from sayso.lineage.wording import GRAM, Wording, wording
from sayso.records import Document, Edit, Reuse
from sayso.text import Span

#: Fewer equal words than this are a name, a title or a phrase that two reports share by chance.
LEAST = 8
#: Of the equal words, so many must carry meaning ("at the end of the day it was the" is nobody's).
LEAST_WEIGHTY = 4
#: Equal words that make two reports related, so that the second stage looks for rewrites.
RELATED = 24


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


def align(a: Document, b: Document) -> list[Reuse]:
    """The passages two reports share, in the order of the report with the smaller id.

    Each has the spans on both sides and the edits that lead from `a` to `b`: they follow one another without a hole,
    edits of unequal words stand apart by equal ones, and every edit begins and ends at a word. Words are compared
    folded (quotes and dashes made plain, letters lowered); what stands between words is not compared.
    """
    if a.id == b.id:
        return []
    if a.id > b.id:
        a, b = b, a
    alignment = _Alignment(wording(a.id, a.text), wording(b.id, b.text))
    alignment.take_chains(VERBATIM)
    if alignment.equal >= RELATED:
        alignment.take_chains(CLOSE)
        alignment.take_sentences("reuse/reworded-sentence@1")
    return sorted(alignment.reuses, key=lambda reuse: (reuse.a, reuse.b))


class _Alignment:
    """What has been aligned so far of two reports."""

    def __init__(self, a: Wording, b: Wording) -> None:
        self.a, self.b = a, b
        self.reuses: list[Reuse] = []
        self.equal = 0
        self._seen_a = bytearray(len(a))
        self._seen_b = bytearray(len(b))

    def take_chains(self, manner: Manner) -> None:
        """Add the chains of shared grams that are long and dense enough and no repetition of a better one."""
        fresh = self.equal == 0
        for chain in chains(runs(self.a, self.b, size=manner.gram), gap=manner.gap):
            if sum(run.length for run in chain) < manner.runs or self._is_known(chain, either=not fresh):
                continue
            steps = extended(self.a, self.b, steps_of(self.a, self.b, chain))
            if self._is_reuse(steps, manner.density):
                self._take(steps, manner.made_by)

    def take_sentences(self, made_by: str) -> None:
        """Add the sentences that were reworded."""
        for place_a, place_b in reworded(self.a, self.b, self._seen_a, self._seen_b):
            self._take(tidy(steps_between(self.a, self.b, *place_a, *place_b)), made_by)

    def _is_known(self, chain: list[Run], *, either: bool) -> bool:
        """Whether the words of the chain are mostly aligned already, on both sides or on `either`."""
        for run in chain:
            known_a = _mostly(self._seen_a, run.a, run.length)
            known_b = _mostly(self._seen_b, run.b, run.length)
            if not (known_a or known_b if either else known_a and known_b):
                return False
        return True

    def _is_reuse(self, steps: list[Step], density: float) -> bool:
        equal = equal_words(steps)
        if equal < LEAST or equal < density * longer_side(steps):
            return False
        weighty = sum(self.a.weight[step.a2] - self.a.weight[step.a1] for step in steps if step.op == "equal")
        return weighty >= LEAST_WEIGHTY

    def _take(self, steps: list[Step], made_by: str) -> None:
        first, last = steps[0], steps[-1]
        self._seen_a[first.a1 : last.a2] = b"\1" * (last.a2 - first.a1)
        self._seen_b[first.b1 : last.b2] = b"\1" * (last.b2 - first.b1)
        equal = equal_words(steps)
        self.equal += equal
        a, b = self.a.span(first.a1, last.a2), self.b.span(first.b1, last.b2)
        # A rewrite may take in what was found word for word inside it.
        self.reuses = [reuse for reuse in self.reuses if not (a.contains(reuse.a) and b.contains(reuse.b))]
        self.reuses.append(
            Reuse(
                a=a,
                b=b,
                ops=tuple(
                    Edit(op, _inside(self.a, a1, a2, first.a1), _inside(self.b, b1, b2, first.b1))
                    for op, a1, a2, b1, b2 in steps
                ),
                made_by=made_by,
                score=round(equal / longer_side(steps), 3),
            )
        )


def _inside(words: Wording, first: int, last: int, begin: int) -> Span:
    """The stretch of text of these words; an empty one stays inside the passage that begins with word `begin`."""
    if first == last == begin:
        at = int(words.starts[begin])
        return Span(words.doc_id, at, at)
    return words.span(first, last)


def _mostly(seen: bytearray, first: int, length: int) -> bool:
    return 2 * seen.count(1, first, first + length) > length
