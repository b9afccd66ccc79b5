"""Whether two wordings mean the same, by boosted trees over their edits (see the model card), on numpy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from sayso import lexicon
from sayso.engines.base import Sort
from sayso.engines.trees import Forest
from sayso.engines.verdict.features import Describer
from sayso.engines.verdict.wordnet import wordnet
from sayso.lexicon.edits import EditWords
from sayso.lexicon.wording import FunctionWords, Measures

#: The share of a word's use as a noun, or as a noun or an adjective, from which it is taken for one.
MOSTLY = 0.5


class Judge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights; `columns` says what the trees were grown on."""

    columns: list[str]
    forest: Forest


class Verdicts:
    """The chance that meaning changed from one wording to the other."""

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or msgspec.json.decode(_packed().read_bytes(), type=Judge)
        self._describer = describer()
        if self._judge.columns != self._describer.names:
            raise ValueError("the trees were grown on other columns: train them again (training/README.md)")
        self._known = lru_cache(1 << 14)(self._chance)
        self.name = "verdict-forest@1"

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each pair (before, after) the chance that the meaning changed; 0 where no word did."""
        return [self._known(before, after) for before, after in pairs]

    def sort(self, word: str) -> Sort | None:
        """What a folded word mostly names, by WordNet; None for what neither a noun nor an adjective names."""
        noun, _, adjective, _ = wordnet().parts(word)
        if word.endswith(("ed", "ing")) or noun + adjective < MOSTLY:  # "booed" is no form of the noun
            return None
        return Sort.THING if noun >= MOSTLY else Sort.QUALITY

    def are_opposites(self, one: str, other: str) -> bool:
        """Whether two folded words, no verbs, are opposites of each other by WordNet; "sat" and "lying" are no such."""
        return None not in (self.sort(one), self.sort(other)) and wordnet().relation(one, other).opposite == 1

    def _chance(self, before: str, after: str) -> float:
        row = self._describer.describe(before, after)
        return 0.0 if row is None else float(self._judge.forest.chances(row[None])[0])


def _packed() -> Any:
    return resources.files("sayso.models").joinpath("verdict/forest.json")


def describer() -> Describer:
    """What describes pairs, with the lexicons and the WordNet of the package."""
    return Describer(
        wordnet(),
        lexicon.load("edits", EditWords),
        lexicon.load("function_words", FunctionWords),
        lexicon.load("measures", Measures),
    )
