"""A story for the tests of claims: reports given as lists of sentences, each of them a mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.claims import cluster
from sayso.records import Certainty, Claim, ClaimMention, Document, Entity, Reuse
from sayso.stages import STAGES, equipment
from sayso.text import Span
from sayso.vocab import Factuality, Level, Polarity

WITH: dict[str, Any] = equipment(next(stage for stage in STAGES if stage.name == "same_claim"))


def report(path: str, *sentences: str) -> tuple[Document, list[ClaimMention]]:
    text = "\n\n".join(sentences)
    document = Document(snapshot_id="s", path=path, text=text)
    mentions, start = [], 0
    for sentence in sentences:
        mentions.append(ClaimMention(doc_id=document.id, span=Span(document.id, start, start + len(sentence))))
        start += len(sentence) + 2
    return document, mentions


def held(mention: ClaimMention, polarity: Polarity) -> Certainty:
    level, value = {
        Polarity.POSITIVE: (Level.ASSERTED, Factuality.CT_PLUS),
        Polarity.NEGATIVE: (Level.DENIED, Factuality.CT_MINUS),
        Polarity.OPEN: (Level.OPEN_QUESTION, Factuality.UU),
    }[polarity]
    return Certainty(claim_mention_id=mention.id, holder="author", level=level, polarity=polarity, value=value)


def claims_of(
    *reports: tuple[Document, list[ClaimMention]],
    certainties: Sequence[Certainty] = (),
    reuses: Sequence[Reuse] = (),
    entities: Sequence[Entity] = (),
) -> list[Claim]:
    mentions = [mention for _, held_by in reports for mention in held_by]
    return cluster([d for d, _ in reports], mentions, certainties, [], [], reuses, entities, **WITH)
