"""Whether two wordings mean the same, by boosted trees over their edits (see the model card), on numpy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from sayso import lexicon
from sayso.engines.trees import Forest
from sayso.engines.verdict.features import Describer
from sayso.engines.verdict.wordnet import wordnet
from sayso.lexicon.edits import EditWords
from sayso.lexicon.wording import FunctionWords, Measures


class Judge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights; `columns` says what the trees were grown on."""

    columns: list[str]
    forest: Forest


class Verdicts:
    """The chance that meaning changed from one wording to the other."""

    def __init__(self, file: Path | None = None) -> None:
        packed: Any = resources.files("sayso.models").joinpath("verdict/forest.json") if file is None else file
        self._judge = msgspec.json.decode(packed.read_bytes(), type=Judge)
        self._describer = describer()
        if self._judge.columns != self._describer.names:
            raise ValueError("the trees were grown on other columns: train them again (training/README.md)")
        self._known = lru_cache(1 << 14)(self._chance)
        self.name = "verdict-forest@1"

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each pair (before, after) the chance that the meaning changed; 0 where no word did."""
        return [self._known(before, after) for before, after in pairs]

    def _chance(self, before: str, after: str) -> float:
        row = self._describer.describe(before, after)
        return 0.0 if row is None else float(self._judge.forest.chances(row[None])[0])


def describer() -> Describer:
    """What describes pairs, with the lexicons and the WordNet of the package."""
    return Describer(
        wordnet(),
        lexicon.load("edits", EditWords),
        lexicon.load("function_words", FunctionWords),
        lexicon.load("measures", Measures),
    )
