"""Two reports to the passages they share, aligned word by word; no direction yet.

First stage: shared 5-grams, chained by small gaps, the gaps aligned exactly, the ends carried to the end of the
sentence where it goes on alike. Second stage, only for reports that so turn out to be related: what keeps runs of three
words close together, and sentences that keep most of their weighty words in order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.lineage.chains import GAP, Run, chains, runs
from sayso.lineage.reworded import reworded
from sayso.lineage.steps import Step, equal_words, extended, longer_side, steps_between, steps_of, tidy
from sayso.lineage.wording import GRAM, Wording, wording
from sayso.records import Document, Edit, Reuse

#: Fewer equal words than this are a name, a title or a phrase that two reports share by chance.
LEAST = 8
#: Of the equal words, so many must carry meaning ("at the end of the day it was the" is nobody's).
LEAST_WEIGHTY = 4
#: A passage is left out when less of its longer side than this is equal.
DENSITY = 0.4

#: Equal words that make two reports related, so that the second stage looks for rewrites.
RELATED = 24
#: The second stage's grams, gaps and density: shorter grams need stricter company.
CLOSE_GRAM, CLOSE_GAP, CLOSE_DENSITY = 3, 6, 0.6


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
    alignment.take_chains("reuse/shared-words@1", size=GRAM, gap=GAP, density=DENSITY)
    if alignment.equal >= RELATED:
        alignment.take_chains("reuse/close-words@1", size=CLOSE_GRAM, gap=CLOSE_GAP, density=CLOSE_DENSITY)
        alignment.take_sentences("reuse/reworded-sentence@1")
    return sorted(alignment.reuses, key=lambda reuse: (reuse.a, reuse.b))


class _Alignment:
    """What has been aligned so far of two reports."""

    def __init__(self, a: Wording, b: Wording) -> None:
        self.a, self.b = a, b
        self.reuses: list[Reuse] = []
        self.equal = 0
        self._seen_a = np.zeros(len(a), dtype=np.bool_)
        self._seen_b = np.zeros(len(b), dtype=np.bool_)

    def take_chains(self, made_by: str, *, size: int, gap: int, density: float) -> None:
        """Add the chains of shared grams that are long and dense enough and no repetition of a better one."""
        fresh = self.equal == 0
        for chain in chains(runs(self.a, self.b, size=size), gap=gap):
            if self._is_known(chain, either=not fresh):
                continue
            steps = extended(self.a, self.b, steps_of(self.a, self.b, chain))
            if self._is_reuse(steps, density):
                self._take(steps, made_by)

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
        weighty = sum(int(self.a.weighty[step.a1 : step.a2].sum()) for step in steps if step.op == "equal")
        return weighty >= LEAST_WEIGHTY

    def _take(self, steps: list[Step], made_by: str) -> None:
        first, last = steps[0], steps[-1]
        self._seen_a[first.a1 : last.a2] = True
        self._seen_b[first.b1 : last.b2] = True
        equal = equal_words(steps)
        self.equal += equal
        self.reuses.append(
            Reuse(
                a=self.a.span(first.a1, last.a2),
                b=self.b.span(first.b1, last.b2),
                ops=tuple(Edit(op, self.a.span(a1, a2), self.b.span(b1, b2)) for op, a1, a2, b1, b2 in steps),
                made_by=made_by,
                score=round(equal / longer_side(steps), 3),
            )
        )


def _mostly(seen: NDArray[np.bool_], first: int, length: int) -> bool:
    return 2 * int(seen[first : first + length].sum()) > length
