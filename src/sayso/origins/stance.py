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


#: A "no" that is not made as a denial speaks against a claim only where its mentions are this surely one claim
#: (the score of the claim). Read off the two invented stories of tests/stories/dev and the bundled one.
CLOSE = 0.65


def stance(certainty: Certainty | None, proposed: Polarity, *, score: float) -> Stance:
    """Where the holder of a certainty stands on a claim that proposes this polarity; `score` is the claim's."""
    if certainty is None:
        return Stance.NEITHER
    if certainty.level is Level.DENIED:
        return Stance.DENIES
    if certainty.level not in SUPPORTING or certainty.polarity is Polarity.OPEN:
        return Stance.NEITHER
    if certainty.polarity is proposed:
        return Stance.SUPPORTS
    return Stance.DENIES if score >= CLOSE else Stance.NEITHER
