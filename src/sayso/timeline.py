"""Dated happenings of a report."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Document, Event, Passage
from sayso.syntax import Parse


def find(document: Document, passages: Sequence[Passage], parse: Parse) -> list[Event]:
    """The dates a report names, resolved against its publication date, in text order."""
    return []
