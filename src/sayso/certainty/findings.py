"""What one rule says of one statement."""

from __future__ import annotations

import msgspec

from sayso.syntax import Token
from sayso.vocab import Factuality, Level, Polarity


class Finding(msgspec.Struct, frozen=True):
    """A level and the words that prove it; `rule` names the rule for `made_by`."""

    level: Level
    cues: tuple[Token, ...]
    rule: str


#: Levels from the strongest claim on the reader to none: where two rules speak, the first level here is taken.
#: What is said to be open is open however it is put; a condition or hedge inside weighs more than the verb of saying.
ORDER = (
    Level.OPEN_QUESTION,
    Level.NOT_CONFIRMED,
    Level.DENIED,
    Level.CONDITIONAL,
    Level.POSSIBLE,
    Level.PROBABLE,
    Level.PLANNED,
    Level.UNKNOWN,
    Level.ALLEGED,
    Level.BELIEVED,
    Level.REPORTED,
    Level.ASSERTED,
)

_YES_NO = {
    Level.PROBABLE: (Factuality.PR_PLUS, Factuality.PR_MINUS),
    Level.POSSIBLE: (Factuality.PS_PLUS, Factuality.PS_MINUS),
    Level.PLANNED: (Factuality.PR_PLUS, Factuality.PR_MINUS),
    Level.DENIED: (Factuality.CT_MINUS, Factuality.CT_MINUS),
    Level.ASSERTED: (Factuality.CT_PLUS, Factuality.CT_MINUS),
    Level.REPORTED: (Factuality.CT_PLUS, Factuality.CT_MINUS),
    Level.ALLEGED: (Factuality.CT_PLUS, Factuality.CT_MINUS),
    Level.BELIEVED: (Factuality.PR_PLUS, Factuality.PR_MINUS),
}


def value_of(level: Level, polarity: Polarity) -> Factuality:
    """FactBank's value for the one who holds a statement at this level."""
    yes, no = _YES_NO.get(level, (Factuality.UU, Factuality.UU))
    return no if polarity is Polarity.NEGATIVE else yes
