"""Who denies or contradicts whom, and what reports correct or take back."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.dispute.contradictions import contradictions
from sayso.dispute.denials import denials
from sayso.dispute.notices import notices
from sayso.dispute.sides import Sides
from sayso.lexicon.wording import Antonyms, Caveats, FunctionWords, Measures, Notices, Qualifiers
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
    *,
    antonyms: Antonyms,
    caveats: Caveats,
    corrections: Notices,
    function_words: FunctionWords,
    measures: Measures,
    qualifiers: Qualifiers,
) -> list[Dispute | Correction]:
    """The disputes between origins, then the corrections and retractions that reports print."""
    sides = Sides(documents, claims, mentions, certainties, attributions, origins, entities)
    disputes = [*denials(sides, caveats), *contradictions(sides, antonyms, measures, qualifiers)]
    corrected = notices(documents, passages, claims, mentions, corrections, function_words)
    return [*sorted(disputes, key=lambda d: (d.claim_id, d.kind, d.id)), *corrected]
