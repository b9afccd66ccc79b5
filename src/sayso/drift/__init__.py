"""What changed, and what was left out, from parent to child."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Drift,
    Entity,
    Omission,
    Passage,
    Question,
    Reuse,
)


def compare(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    derivations: Sequence[Derivation],
    reuses: Sequence[Reuse],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    questions: Sequence[Question],
    entities: Sequence[Entity],
) -> list[Drift | Omission]:
    """The typed changes and the omissions along every directed derivation between reports of the pile."""
    return []
