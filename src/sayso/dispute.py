"""Who denies or contradicts whom, and what reports correct or take back."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Correction,
    Dispute,
    Document,
    Entity,
    Origin,
    Passage,
)


def find(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    origins: Sequence[Origin],
    entities: Sequence[Entity],
) -> list[Dispute | Correction]:
    """The disputes between origins, and the corrections and retractions that reports print."""
    return []
