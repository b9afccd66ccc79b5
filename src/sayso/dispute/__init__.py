"""Who denies or contradicts whom, who only refuses to speak, and what reports correct or take back."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.dispute.contradictions import contradictions
from sayso.dispute.denials import denials
from sayso.dispute.notices import notices
from sayso.dispute.refusals import refusals
from sayso.dispute.sides import Sides
from sayso.lexicon.wording import Antonyms, Caveats, FunctionWords, Measures, Notices, Qualifiers
from sayso.records import (
    Attribution,
    Claim,
    ClaimMention,
    Correction,
    Dispute,
    Document,
    Entity,
    Event,
    Origin,
    Passage,
    Refusal,
)


def find(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    attributions: Sequence[Attribution],
    origins: Sequence[Origin],
    entities: Sequence[Entity],
    events: Sequence[Event],
    *,
    antonyms: Antonyms,
    caveats: Caveats,
    corrections: Notices,
    function_words: FunctionWords,
    measures: Measures,
    qualifiers: Qualifiers,
) -> list[Dispute | Refusal | Correction]:
    """The disputes between origins, then who only refuses to speak, then the notices that reports print."""
    sides = Sides(documents, claims, mentions, attributions, origins, entities, events, function_words)
    disputes = [*denials(sides, caveats), *contradictions(sides, antonyms, measures, qualifiers)]
    refused = refusals(documents, passages, claims, mentions, caveats)
    corrected = notices(documents, passages, claims, mentions, corrections, function_words)
    return [*sorted(disputes, key=lambda d: (d.claim_id, d.kind, d.id)), *refused, *corrected]
