"""The ways of saying nothing ("declined to comment"), found in a text."""

from __future__ import annotations

import re

from sayso.lexicon.wording import Caveats
from sayso.text import fold

#: Verbs before a way of refusing, which are no part of who refuses.
_HELPING = r"(?:\b(?:would|could|can|will|do|does|did|has|have|had) )?"


class Refusing:
    """The ways of saying nothing."""

    def __init__(self, caveats: Caveats) -> None:
        phrases = sorted(caveats.refusals, key=len, reverse=True)
        self._pattern = re.compile(_HELPING + r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")

    def place(self, text: str) -> re.Match[str] | None:
        """Where a text says that somebody says nothing; None for nowhere."""
        return self._pattern.search(fold(text))
