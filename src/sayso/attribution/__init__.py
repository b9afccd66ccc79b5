"""Who says what in a report."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Attribution, Document, Name, Passage
from sayso.syntax import Parse


def find(document: Document, passages: Sequence[Passage], parse: Parse, names: Sequence[Name]) -> list[Attribution]:
    """The attributions of one report, in text order of their content."""
    return []
