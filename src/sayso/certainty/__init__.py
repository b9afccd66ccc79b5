"""How surely each holder stands behind a mention, and what is said not to be known."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Attribution, Certainty, ClaimMention, Document, Question
from sayso.syntax import Parse


def judge(
    document: Document, parse: Parse, mentions: Sequence[ClaimMention], attributions: Sequence[Attribution]
) -> list[Certainty | Question]:
    """One certainty per mention and holder, and the open questions, in text order."""
    return []
