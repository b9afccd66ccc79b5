"""How two words hang together: synonyms, opposites, kinds of one thing, by Princeton WordNet 3.0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from itertools import product
from math import log
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

#: Noun, verb, adjective, adverb.
PARTS = ("n", "v", "a", "r")
#: Endings that are taken off, and what stands for them, by part of speech (Morphy, as WordNet's manual tells it).
_ENDINGS = {
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
          ("ies", "y")),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}  # fmt: skip
#: Meanings of a word that are compared: the rarer ones are seldom meant.
MEANINGS = 10
#: What a meaning's place in the order of use takes from what it counts.
_RARER = 0.2
#: Steps up from a meaning to what it is a kind of.
_HIGHEST = 20


class Relation(msgspec.Struct, frozen=True, gc=False):
    """How two words hang together; all measures lie between 0 and 1.

    Attributes:
        known: how many of the two WordNet has, halved.
        one_word: whether they are forms of one word.
        synonym: they share a meaning; less where it is a rare one of theirs.
        similar: adjectives near to one another.
        opposite: 1 for direct opposites, less for words near to opposites.
        wider, narrower: the other is what the one is a kind of, or a kind of it; less by distance.
        near: how close they stand in the tree of kinds.
        alike: how much they share of what they are (Lin 1998), by how rare the kind is that holds both.
        siblings: they are two kinds of one thing.
        derived: they come from one word.
        together: one is part of the other, or follows from it.
        shared: share of the words that mean what they mean.
    """

    known: float = 0.0
    one_word: float = 0.0
    synonym: float = 0.0
    similar: float = 0.0
    opposite: float = 0.0
    wider: float = 0.0
    narrower: float = 0.0
    near: float = 0.0
    alike: float = 0.0
    siblings: float = 0.0
    derived: float = 0.0
    together: float = 0.0
    shared: float = 0.0

    @property
    def sameness(self) -> float:
        """One measure for how well the one stands for the other; below 0 for opposites."""
        kin = max(0.6 * max(self.narrower, self.wider), 0.5 * self.near, 0.4 * self.alike)
        return max(self.synonym, self.one_word, 0.9 * self.derived, 0.7 * self.similar, kin) - self.opposite


class WordNet:
    """Words, their meanings, and what holds between them.

    A table is one array of numbers and one of where each row begins. Rows of `senses`, `opposites` and `derived`
    belong to words, those of the others to meanings. `below` counts for each meaning those that are kinds of it, itself
    among them.
    """

    TABLES = ("senses", "members", "kinds", "similar", "together", "contraries", "opposites", "derived")

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._words = {word: n for n, word in enumerate(_lines(arrays["words"]))}
        self._parts: NDArray[np.uint8] = arrays["parts"]
        self._fields: NDArray[np.uint8] = arrays["fields"]
        self._tables = {name: (arrays[f"{name}_at"], arrays[name]) for name in self.TABLES}
        self._irregular: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for line in _lines(arrays["irregular"]):
            form, base, part = line.split("\t")
            self._irregular[part, form].append(base)
        self._below: NDArray[np.int32] = arrays["below"]
        self._totals = [max(2, int((self._parts == n).sum())) for n in range(len(PARTS))]
        # Bound to the instance, and of bounded size: a hostile report may hold any number of words.
        self.relation = lru_cache(1 << 16)(self._relation)
        self.meanings = lru_cache(1 << 14)(self._meanings)
        self._above = lru_cache(1 << 14)(self._find_above)

    def _row(self, table: str, number: int) -> list[int]:
        starts, values = self._tables[table]
        found: list[int] = values[starts[number] : starts[number + 1]].tolist()
        return found

    def bases(self, word: str) -> list[int]:
        """The words that a folded spelling may be a form of, itself first."""
        found = [self._words[word]] if word in self._words else []
        for part, endings in _ENDINGS.items():
            found += [self._words[base] for base in self._irregular.get((part, word), ()) if base in self._words]
            for ending, instead in endings:
                if word.endswith(ending) and len(word) >= len(ending) + 2:
                    found += self._cut(word.removesuffix(ending), instead, part)
        return list(dict.fromkeys(found))

    def _cut(self, begun: str, instead: str, part: str) -> Iterator[int]:
        """The word that is left without an ending; of a doubled letter ("stopped") one may go too."""
        doubled = not instead and len(begun) > 3 and begun[-1] == begun[-2]
        for base in (begun + instead, begun[:-1]) if doubled else (begun + instead,):
            number = self._words.get(base)
            if number is not None and any(PARTS[self._parts[m]] == part for m in self._row("senses", number)):
                yield number

    def _meanings(self, word: str) -> dict[int, int]:
        """The meanings of a folded word and for each how many of its part of speech are used more."""
        found: dict[int, int] = {}
        for base in self.bases(word):
            ranks: defaultdict[int, int] = defaultdict(int)
            for meaning in self._row("senses", base):
                rank, part = ranks[int(self._parts[meaning])], int(self._parts[meaning])
                ranks[part] += 1
                found[meaning] = min(rank, found.get(meaning, rank))
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0]))[: 3 * MEANINGS])

    def parts(self, word: str) -> list[float]:
        """How likely the word is a noun, verb, adjective, adverb, by its meanings; all 0 where it is unknown."""
        found = [0.0] * len(PARTS)
        for meaning, rank in self.meanings(word).items():
            found[self._parts[meaning]] += 1 / (1 + rank)
        total = sum(found)
        return [one / total for one in found] if total else found

    def field(self, word: str) -> int:
        """The number of the field that the word's first meaning belongs to (motion, person, time, …); -1 for none."""
        return next((int(self._fields[meaning]) for meaning in self.meanings(word)), -1)

    def _relation(self, one: str, other: str) -> Relation:
        """How two folded words hang together."""
        ours, theirs = self.meanings(one), self.meanings(other)
        our_words, their_words = self.bases(one), self.bases(other)
        if not ours or not theirs:
            return Relation(known=(bool(ours) + bool(theirs)) / 2)
        both = ours.keys() & theirs.keys()
        return Relation(
            known=1.0,
            one_word=float(not set(our_words).isdisjoint(their_words)),
            synonym=1 / (1 + min(ours[m] + theirs[m] for m in both)) if both else 0.0,
            similar=self._similar(ours, theirs),
            opposite=self._opposite(our_words, their_words, ours, theirs),
            derived=self._derived(our_words, their_words),
            together=float(self._linked("together", ours, theirs) or self._linked("together", theirs, ours)),
            shared=self._shared(ours, theirs),
            **self._kinship(ours, theirs),
        )

    def _linked(self, table: str, ours: Mapping[int, int], theirs: Mapping[int, int]) -> bool:
        return any(other in theirs for meaning in ours for other in self._row(table, meaning))

    def _similar(self, ours: Mapping[int, int], theirs: Mapping[int, int]) -> float:
        best = 0.0
        for meaning, rank in ours.items():
            for near in self._row("similar", meaning):
                if near in theirs:
                    best = max(best, 1 / (1 + rank + theirs[near]))
                for far in self._row("similar", near):
                    if far in theirs:
                        best = max(best, 0.5 / (1 + rank + theirs[far]))
        return best

    def _opposite(
        self, our_words: list[int], their_words: list[int], ours: Mapping[int, int], theirs: Mapping[int, int]
    ) -> float:
        if any(other in their_words for word in our_words for other in self._row("opposites", word)):
            return 1.0
        best = 0.0
        for meaning, rank in ours.items():
            for near in (meaning, *self._row("similar", meaning)):
                for contrary in self._row("contraries", near):
                    for far in (contrary, *self._row("similar", contrary)):
                        if far in theirs:
                            best = max(best, 0.5 / (1 + 0.25 * (rank + theirs[far])))
        return best

    def _derived(self, our_words: list[int], their_words: list[int]) -> float:
        ours = {other for word in our_words for other in self._row("derived", word)}
        if not ours.isdisjoint(their_words):
            return 1.0
        return 0.5 if any(not ours.isdisjoint(self._row("derived", word)) for word in their_words) else 0.0

    def _shared(self, ours: Mapping[int, int], theirs: Mapping[int, int]) -> float:
        one, other = ({word for meaning in side for word in self._row("members", meaning)} for side in (ours, theirs))
        return len(one & other) / max(1, min(len(one), len(other)))

    def _kinship(self, ours: Mapping[int, int], theirs: Mapping[int, int]) -> dict[str, float]:
        """What the tree of kinds says; the best over all meanings, the rarer ones counting less."""
        best = dict.fromkeys(("wider", "narrower", "near", "alike", "siblings"), 0.0)
        for (one, rank), (other, their_rank) in product(_first(ours), _first(theirs)):
            if self._parts[one] == self._parts[other]:
                worth = 1 / (1 + _RARER * (rank + their_rank))
                for name, value in self._kin(one, other):
                    best[name] = max(best[name], worth * value)
        return best

    def _kin(self, one: int, other: int) -> Iterator[tuple[str, float]]:
        above, theirs_above = self._above(one), self._above(other)
        if one != other and other in above:
            yield "wider", 1 / above[other]
        if one != other and one in theirs_above:
            yield "narrower", 1 / theirs_above[one]
        both = above.keys() & theirs_above.keys()
        if both:
            nearest = max(both, key=lambda kind: (self._rarity(kind), -kind))
            total = self._rarity(one) + self._rarity(other)
            yield "alike", 2 * self._rarity(nearest) / total if total else 0.0
            yield "near", 1 / (1 + above[nearest] + theirs_above[nearest])
            yield "siblings", float(above[nearest] == theirs_above[nearest] == 1)

    def _rarity(self, meaning: int) -> float:
        """From 0 for what all is a kind of to 1 for what nothing is a kind of (Seco et al. 2004)."""
        return max(0.0, 1 - log(int(self._below[meaning])) / log(self._totals[self._parts[meaning]]))

    def _find_above(self, meaning: int) -> dict[int, int]:
        """What the meaning is a kind of, with the number of steps; itself at 0."""
        found, edge = {meaning: 0}, [meaning]
        for step in range(1, _HIGHEST):
            edge = [kind for below in edge for kind in self._row("kinds", below) if kind not in found]
            found.update(dict.fromkeys(edge, step))
        return found


def _first(meanings: Mapping[int, int]) -> list[tuple[int, int]]:
    return list(meanings.items())[:MEANINGS]


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode().split("\n")


@cache
def wordnet() -> WordNet:
    """The WordNet that the package carries, loaded once per process."""
    packed = BytesIO(resources.files("sayso.models").joinpath("wordnet/relations.npz").read_bytes())
    with np.load(packed, allow_pickle=False) as arrays:
        return WordNet({name: arrays[name] for name in arrays.files})
