"""Whether what a word speaks of happened, as readers take it: a weighted sum over the parse (see its model card)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from sayso.engines.base import LEAST, MOST
from sayso.engines.factuality.features import features
from sayso.syntax import Parse, Token


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What training leaves.

    Attributes:
        middle: the mean of the judgements trained on.
        base: the sum of a word without any feature.
        stretch: how far sums are moved away from the middle: a sum of weights shies away from the ends of the scale.
        weights: by feature.
    """

    middle: float
    base: float
    stretch: float
    weights: dict[str, float]


class Linear:
    """A weight for each feature of the parse, fitted on people's judgements."""

    def __init__(self, file: Path | None = None) -> None:
        path: Any = resources.files("sayso.models").joinpath("certainty/weights.json") if file is None else file
        self._weights = msgspec.json.decode(path.read_bytes(), type=Weights)
        self.name = "factuality-linear@1"

    def rate(self, parse: Parse, events: Sequence[Token]) -> list[float]:
        """For each of these tokens, from `LEAST` to `MOST`; 0 is left open."""
        return [self._rated(parse, event) for event in events]

    def _rated(self, parse: Parse, event: Token) -> float:
        fitted = self._weights
        # In order: a sum of floats depends on it, and a set has none.
        known = sorted(features(parse, event) & fitted.weights.keys())
        total = fitted.base + sum(fitted.weights[feature] for feature in known)
        return min(max(fitted.middle + fitted.stretch * (total - fitted.middle), LEAST), MOST)
