"""Where the holder of a mention stands on the claim (docs/explanation/origins.md, "Support")."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Certainty
from sayso.vocab import SUPPORTING, Level, Polarity, Stance


def proposed_polarity(held: Iterable[Certainty]) -> Polarity:
    """What a claim proposes: that it is so, unless all of its mentions only say that it is not."""
    if any(c.level is Level.DENIED or c.polarity is not Polarity.NEGATIVE for c in held):
        return Polarity.POSITIVE
    return Polarity.NEGATIVE


def stance(certainty: Certainty | None, proposed: Polarity) -> Stance:
    """Where the holder of a certainty stands on a claim that proposes this polarity."""
    if certainty is None:
        return Stance.NEITHER
    if certainty.level is Level.DENIED:
        return Stance.DENIES
    if certainty.level not in SUPPORTING or certainty.polarity is Polarity.OPEN:
        return Stance.NEITHER
    return Stance.SUPPORTS if certainty.polarity is proposed else Stance.DENIES
