"""The score of a certainty: how a reader would take it, as a model of readers' judgements has it."""

from __future__ import annotations

from sayso.certainty.findings import value_of
from sayso.certainty.scope import Scope
from sayso.certainty.sources import Stand
from sayso.engines.base import LEAST, MOST, FactualityEngine
from sayso.vocab import Factuality, Level, Polarity

#: Levels at which a holder leaves it open, whatever the words inside say.
OPEN = frozenset({Level.OPEN_QUESTION, Level.NOT_CONFIRMED, Level.UNKNOWN})

#: What a holder's stand makes of what the words inside are worth (the scale of Saurí & Pustejovsky 2009, in thirds).
_WORTH = {
    Factuality.CT_PLUS: 1.0,
    Factuality.CT_MINUS: 1.0,
    Factuality.PR_PLUS: 2 / 3,
    Factuality.PS_PLUS: 1 / 3,
    Factuality.UU: 0.0,
    Factuality.CT_U: 0.0,
}


def number_of(scope: Scope, factuality: FactualityEngine) -> float:
    """Whether a statement's own words speak of something that happened, -3 to 3: that of its innermost predicate."""
    return factuality.rate(scope.parse, scope.chain[-1:])[0] if scope.chain else 0.0


def score_of(number: float, level: Level, *, untrue: bool = False, stand: Stand | None = None) -> float:
    """0 (surely did not happen) to 1 (surely did), .5 where it is left open.

    The words inside are the model's; what a source makes of them, and who calls them untrue, is the rules'.
    """
    if level in OPEN:
        number = 0.0
    elif untrue:
        number = -abs(number)
    elif stand is not None:
        value = stand.value or value_of(stand.level, Polarity.POSITIVE)
        number *= -_WORTH[value] if stand.negative else _WORTH[value]
    return round((number - LEAST) / (MOST - LEAST), 3)
