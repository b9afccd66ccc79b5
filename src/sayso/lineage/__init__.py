"""Which report comes from which."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lineage.align import align
from sayso.lineage.credit import credits
from sayso.lineage.keys import keys
from sayso.records import Attribution, Credit, Derivation, Document, Link, Passage, Reuse

__all__ = ["align", "credits", "derive", "keys"]


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
