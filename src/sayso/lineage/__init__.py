"""Which report comes from which."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Attribution, Credit, Derivation, Document, Link, Passage, Reuse


def credits(
    document: Document, passages: Sequence[Passage], links: Sequence[Link], attributions: Sequence[Attribution]
) -> list[Credit]:
    """The credits of one report to other outlets, in text order."""
    return []


def keys(document: Document) -> list[int]:
    """The hashed word 5-grams of one report."""
    return []


def align(a: Document, b: Document) -> list[Reuse]:
    """The passages two reports share, aligned word by word."""
    return []


def derive(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    reuses: Sequence[Reuse],
    credits: Sequence[Credit],
) -> list[Derivation]:
    """Who took from whom, with reasons."""
    return []
