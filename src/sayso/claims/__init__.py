"""Which stretches are claims, and which of them are the same claim."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.detect import detect
from sayso.engines.base import EmbeddingEngine
from sayso.records import Attribution, Certainty, Claim, ClaimMention, Document, Entity, Reuse

__all__ = ["cluster", "detect"]


def cluster(
    documents: Sequence[Document],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    reuses: Sequence[Reuse],
    entities: Sequence[Entity],
    *,
    embedding: EmbeddingEngine,
) -> list[Claim]:
    """The claims of a story: every mention belongs to exactly one."""
    return []
