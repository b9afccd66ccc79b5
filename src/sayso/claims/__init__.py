"""Which stretches are claims, and which of them are the same claim."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.engines.base import EmbeddingEngine
from sayso.records import Attribution, Certainty, Claim, ClaimMention, Document, Entity, Passage, Reuse
from sayso.syntax import Parse


def detect(
    document: Document, passages: Sequence[Passage], parse: Parse, attributions: Sequence[Attribution]
) -> list[ClaimMention]:
    """The places where one report states, denies or questions something, in text order."""
    return []


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
