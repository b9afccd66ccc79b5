"""Comparing the wordings of a story with one another: by words first, by vectors where words leave it open."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso import pairing
from sayso.claims.gist import Gist
from sayso.claims.groups import Pair
from sayso.claims.keys import common_entries, keys
from sayso.claims.same import Comparer, Conflict, Likeness, Weights, probability
from sayso.engines.base import EmbeddingEngine

#: At most so many vectors are asked for in one story (6 ms each on the machine it was measured on), for the pairs that
#: words leave most undecided.
MOST_VECTORS = 700

#: From this probability on, a no that is no denial belongs to the claim of those who say yes.
SURELY = 0.65

#: The probability that stands for "one text was taken from the other".
COPIED = 0.99


class Wording(msgspec.Struct, frozen=True, gc=False):
    """All mentions that say the same in the same words: they are one claim without any judging.

    Attributes:
        gist: what they say.
        negative: whether the proposition itself is a negative one. A denial ("it did not leak") is about the positive
            proposition; a negative one that its holder puts forward is another.
        affirmed: whether somebody says yes to a positive proposition.
        mentions: their ids, sorted.
        refused: whether somebody says no to it in words of their own, without denying what others say.
    """

    gist: Gist
    negative: bool
    affirmed: bool
    mentions: tuple[str, ...]
    refused: bool = False


class Judge:
    """What is known of the pairs of a story's wordings.

    Attributes:
        likely: probability of being one claim, by pair; those in conflict are not among them.
        differing: pairs that are alike but for a conflict.
    """

    def __init__(
        self,
        wordings: Sequence[Wording],
        copies: Collection[Pair],
        comparer: Comparer,
        weights: Weights,
        embedding: EmbeddingEngine,
    ) -> None:
        """Compare all pairs that a key or a copied passage brings together."""
        self._wordings = wordings
        self._comparer = comparer
        self._weights = weights
        self._embedding = embedding
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._conflicts: dict[Pair, Conflict | None] = {}
        self._glances: dict[Pair, float] = {}
        self.likely: dict[Pair, float] = {}
        self.differing: dict[Pair, Conflict] = {}
        self._judge_copies(copies)
        self._judge_others(set(copies))

    def look(self, i: int, j: int) -> float:
        """The probability for a pair that nothing brought together, by what is at hand."""
        if (i, j) not in self._glances:
            self._glances[i, j] = self._probability((i, j), self._likeness(i, j))
        return self._glances[i, j]

    def in_conflict(self, i: int, j: int) -> bool:
        """Whether two wordings can never be one claim."""
        if (i, j) not in self._conflicts:
            a, b = self._wordings[i], self._wordings[j]
            self._conflicts[i, j] = self._comparer.find_conflict(a.gist, b.gist) or _of_sign(a, b)
        return self._conflicts[i, j] is not None

    # -- the pairs ---------------------------------------------------------------------------------------------------

    def _judge_copies(self, copies: Collection[Pair]) -> None:
        """A copied wording is the same claim, unless a number, name or "not" was changed on the way."""
        for i, j in sorted(copies):
            a, b = self._wordings[i], self._wordings[j]
            conflict = self._comparer.find_conflict(a.gist, b.gist) or _changed_on_the_way(a, b)
            self._conflicts[i, j] = conflict
            if conflict is None:
                self.likely[i, j] = COPIED
            elif conflict is not Conflict.KNOWING:
                self.differing[i, j] = conflict

    def _judge_others(self, copies: Collection[Pair]) -> None:
        common = common_entries([w.gist for w in self._wordings])
        table = {f"{i:08}": keys(w.gist, common) for i, w in enumerate(self._wordings)}
        found = ((int(a), int(b)) for a, b in pairing.pairs(table, at_least=1))
        likenesses = {pair: self._likeness(*pair) for pair in found if pair not in copies}
        self._ask_for_vectors(likenesses)
        for pair, likeness in likenesses.items():
            a, b = self._wordings[pair[0]], self._wordings[pair[1]]
            conflict = likeness.conflict or _of_sign(a, b)
            self._conflicts[pair] = conflict
            if conflict is None:
                likely = self._probability(pair, likeness)
                # "They could not have won alone" is about "they won" only where little else is said.
                apart = a.refused != b.refused and (a.affirmed or b.affirmed) and likely < SURELY
                self.likely[pair] = 0.0 if apart else likely
            elif conflict is Conflict.KNOWING:
                continue
            elif self._probability(pair, likeness, blind=conflict is Conflict.NUMBER) >= self._weights.differs:
                self.differing[pair] = conflict

    def _ask_for_vectors(self, likenesses: dict[Pair, Likeness]) -> None:
        """Ask for the vectors of the pairs that words leave open, the most open ones first."""
        open_pairs = []
        for pair, likeness in likenesses.items():
            p = probability(self._weights, likeness)
            if self._weights.unlikely <= p <= self._weights.certain:
                open_pairs.append((abs(p - self._weights.same), pair))
        wanted: dict[int, None] = {}
        for _, pair in sorted(open_pairs):
            if len(wanted) + sum(i not in wanted for i in pair) > MOST_VECTORS:
                break
            wanted.update(dict.fromkeys(pair))
        chosen = sorted(wanted)
        vectors = self._embedding.embed([self._wordings[i].gist.text for i in chosen])
        self._vectors = dict(zip(chosen, vectors, strict=True))

    def _likeness(self, i: int, j: int) -> Likeness:
        return self._comparer.compare(self._wordings[i].gist, self._wordings[j].gist)

    def _probability(self, pair: Pair, likeness: Likeness, *, blind: bool = False) -> float:
        a, b = self._vectors.get(pair[0]), self._vectors.get(pair[1])
        cosine = None if a is None or b is None else float(a @ b)
        return probability(self._weights, likeness, cosine, blind=blind)


def _of_sign(a: Wording, b: Wording) -> Conflict | None:
    """Two propositions of opposite sign; "without" and "failed to" leave open which of them is the negative one."""
    if a.negative == b.negative or a.gist.lacking or b.gist.lacking:
        return None
    return Conflict.POLARITY


def _changed_on_the_way(a: Wording, b: Wording) -> Conflict | None:
    """What a copy changed: a "not" that came or went, or a known name in place of another."""
    if (a.gist.negated and b.affirmed) or (b.gist.negated and a.affirmed):
        return Conflict.POLARITY
    left = [n for n in a.gist.names if n.kind and n.key not in b.gist.items]
    right = [n for n in b.gist.names if n.kind and n.key not in a.gist.items]
    # One name in place of one other of its kind; where more differs, one of the two simply says more.
    return Conflict.ACTOR if len(left) == len(right) == 1 and left[0].kind == right[0].kind else None
