"""Comparing the wordings of a story with one another: by words and, of as many as can be afforded, by vectors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec
import numpy as np

from sayso import pairing
from sayso.claims import amounts
from sayso.claims.closeness import Vectors, apart, unmatched, word_vectors
from sayso.claims.gist import Gist
from sayso.claims.groups import Pair
from sayso.claims.keys import common_entries, keys
from sayso.claims.same import NO_RIVALS, Comparer, Conflict, Likeness, Weights, probability, rival_details
from sayso.engines.base import EmbeddingEngine

#: At most so many wordings of a story are read in vectors (6 ms each on the machine it was measured on): all of them,
#: or those of the pairs that words leave most undecided.
MOST_VECTORS = 400

#: From this cosine on, two wordings are compared though no word brings them together.
NEAR = 0.5

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
        unsourced: whether nobody but reports say so, in their own voice.
        urged: whether all who say it say that it ought to be.
        speakers: who says so in which report.
    """

    gist: Gist
    negative: bool
    affirmed: bool
    mentions: tuple[str, ...]
    refused: bool = False
    unsourced: bool = False
    urged: bool = False
    speakers: frozenset[tuple[str, str]] = frozenset()


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
        says_something: Callable[[str], bool],
    ) -> None:
        """Compare all pairs that a key, a copied passage or their vectors bring together.

        Args:
            wordings: in the order by which pairs name them.
            copies: pairs that are one claim unless something was changed on the way.
            comparer: knows how telling each word is in this story.
            weights: the fitted weights.
            embedding: reads wordings in vectors.
            says_something: whether a folded word is one of content.
        """
        self._wordings = wordings
        self._comparer = comparer
        self._weights = weights
        self._embedding = embedding
        self._says_something = says_something
        self._row: dict[int, int] = {}
        self._wholes: Vectors = np.zeros((0, 1), dtype=np.float32)
        self._words: list[Vectors] = []
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

    def set_apart(self, pairs: Iterable[Pair]) -> None:
        """Take these pairs for two numbers for one thing, unless they may give the same one."""
        for i, j in pairs:
            a, b = (self._wordings[n].gist.amounts for n in (i, j))
            if a and b and not any(amounts.agree(x, y) for x in a for y in b):
                self._conflicts[i, j] = self.differing[i, j] = Conflict.NUMBER
                self.likely.pop((i, j), None)

    def known(self, i: int, j: int) -> float:
        """The probability for any pair, judged or not."""
        found = self.likely.get((i, j))
        return self.look(i, j) if found is None else found

    def in_conflict(self, i: int, j: int) -> bool:
        """Whether two wordings can never be one claim."""
        if (i, j) not in self._conflicts:
            a, b = self._wordings[i], self._wordings[j]
            self._conflicts[i, j] = self._comparer.find_conflict(a.gist, b.gist) or _of_sign(a, b)
        return self._conflicts[i, j] is not None or _takes_back(self._wordings[i], self._wordings[j])

    # -- the pairs ---------------------------------------------------------------------------------------------------

    def _judge_copies(self, copies: Collection[Pair]) -> None:
        """A copied wording is the same claim, unless a number, name or "not" was changed on the way."""
        for i, j in sorted(copies):
            a, b = self._wordings[i], self._wordings[j]
            conflict = self._comparer.find_conflict(a.gist, b.gist) or _changed_on_the_way(a, b)
            self._conflicts[i, j] = conflict
            if conflict is None:
                self.likely[i, j] = COPIED
            elif conflict not in NO_RIVALS:
                self.differing[i, j] = conflict

    def _judge_others(self, copies: Collection[Pair]) -> None:
        common = common_entries([w.gist for w in self._wordings])
        table = {f"{i:08}": keys(w.gist, common) for i, w in enumerate(self._wordings)}
        found = ((int(a), int(b)) for a, b in pairing.pairs(table, at_least=1))
        likenesses = {pair: self._likeness(*pair) for pair in found if pair not in copies}
        self._read_in_vectors(likenesses)
        near = (pair for pair in self._near() if pair not in likenesses and pair not in copies)
        likenesses |= {pair: self._likeness(*pair) for pair in near}
        for pair, likeness in likenesses.items():
            a, b = self._wordings[pair[0]], self._wordings[pair[1]]
            conflict = likeness.conflict or _of_sign(a, b)
            likely = self._probability(pair, likeness)
            if conflict is None and likely >= self._weights.same:
                conflict = rival_details(a.gist, b.gist)
            self._conflicts[pair] = conflict
            if conflict is None:
                # "They could not have won alone" is about "they won" only where little else is said.
                no_to_yes = a.refused != b.refused and (a.affirmed or b.affirmed)
                apart = no_to_yes and (likely < SURELY or _says_it_otherwise(a, b))
                # That the bridge ought to be shut is not that it was, and nobody takes back what he says in one breath.
                self.likely[pair] = 0.0 if apart or a.urged != b.urged or _takes_back(a, b) else likely
            elif conflict in NO_RIVALS:
                continue
            elif max(likely, self._but_for(likeness, conflict)) >= self._weights.differs:
                self.differing[pair] = conflict

    def _read_in_vectors(self, likenesses: dict[Pair, Likeness]) -> None:
        chosen = range(len(self._wordings)) if len(self._wordings) <= MOST_VECTORS else self._most_open(likenesses)
        texts = [self._wordings[i].gist.text for i in chosen]
        meanings = self._embedding.read(texts)
        self._row = {i: row for row, i in enumerate(chosen)}
        self._words = [word_vectors(t, m, self._says_something) for t, m in zip(texts, meanings, strict=True)]
        if meanings:
            self._wholes = apart(np.stack([meaning.whole for meaning in meanings]))

    def _most_open(self, likenesses: dict[Pair, Likeness]) -> list[int]:
        """The wordings of the pairs that words leave most undecided, as many as can be afforded."""
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
        return sorted(wanted)

    def _near(self) -> list[Pair]:
        """The pairs that their vectors bring together."""
        chosen = list(self._row)
        rows, columns = np.nonzero(np.triu(self._wholes @ self._wholes.T >= NEAR, 1))
        return [(chosen[a], chosen[b]) for a, b in zip(rows.tolist(), columns.tolist(), strict=True)]

    def _likeness(self, i: int, j: int) -> Likeness:
        return self._comparer.compare(self._wordings[i].gist, self._wordings[j].gist)

    def _probability(self, pair: Pair, likeness: Likeness) -> float:
        return probability(self._weights, likeness, self._closeness(*pair))

    def _but_for(self, likeness: Likeness, conflict: Conflict) -> float:
        """How probable it is that two mentions differ in nothing but what conflicts.

        By their words: the vectors have learned to hold what differs in a number, a date or a name far apart.
        """
        return probability(self._weights, likeness, blind=conflict is Conflict.NUMBER)

    def _closeness(self, i: int, j: int) -> tuple[float, float] | None:
        """The measures of `CLOSE`, where both have been read in vectors."""
        a, b = self._row.get(i), self._row.get(j)
        if a is None or b is None:
            return None
        return float(self._wholes[a] @ self._wholes[b]), unmatched(self._words[a], self._words[b])


def _of_sign(a: Wording, b: Wording) -> Conflict | None:
    """Two propositions of opposite sign; "without" and "failed to" leave open which of them is the negative one."""
    if a.negative == b.negative or a.gist.lacking or b.gist.lacking:
        return None
    return Conflict.POLARITY


def _takes_back(a: Wording, b: Wording) -> bool:
    """Whether one speaker would say yes and no to one thing in one report."""
    return a.gist.negated != b.gist.negated and not a.speakers.isdisjoint(b.speakers)


def _says_it_otherwise(a: Wording, b: Wording) -> bool:
    """Whether a report's own "no" is to nothing that the other says: "did not return" is no denial of "vanished".

    Sources deny in words of their own; a report that says no in its own voice to what others report uses their words.
    """
    no, yes = (a, b) if a.refused else (b, a)
    return no.unsourced and no.gist.negated and no.gist.denied not in yes.gist.items


def _changed_on_the_way(a: Wording, b: Wording) -> Conflict | None:
    """What a copy changed: a "not" that came or went, or a known name in place of another."""
    if (a.gist.negated and b.affirmed) or (b.gist.negated and a.affirmed):
        return Conflict.POLARITY
    left = [n for n in a.gist.names if n.kind and n.key not in b.gist.items]
    right = [n for n in b.gist.names if n.kind and n.key not in a.gist.items]
    # One name in place of one other of its kind; where more differs, one of the two simply says more.
    return Conflict.ACTOR if len(left) == len(right) == 1 and left[0].kind == right[0].kind else None
