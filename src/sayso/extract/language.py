"""Whether a text is English, told by its most common words."""

from __future__ import annotations

from sayso.text import words

#: The commonest English words that other languages in Latin letters hardly share (Zipf's head of any English corpus).
_COMMON = frozenset(
    ("the", "and", "of", "to", "that", "is", "was", "for", "with", "said", "on", "by", "from", "has", "have", "it")
)
#: Running English has a good quarter of these; German, Dutch, French or Spanish text under 5 %.
ENOUGH = 0.12
LOOKED_AT = 4_000  # code points


def guess(text: str) -> str | None:
    """The code "en" for English; None where the text is too short to tell or is something else."""
    found = words(text, 0, min(len(text), LOOKED_AT))
    if len(found) < 20:
        return None
    return "en" if sum(word.folded in _COMMON for word in found) >= ENOUGH * len(found) else None
