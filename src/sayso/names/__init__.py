"""Occurrences of people, bodies, roles, places and documents."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Document, Name
from sayso.syntax import Parse


def find(document: Document, parse: Parse) -> list[Name]:
    """The names and roles of one report, in text order."""
    return []
