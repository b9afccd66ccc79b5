"""Which reports are about one matter. First version: a store holds one story."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Document, Passage, Story
from sayso.vocab import PassageKind


def group(documents: Sequence[Document], passages: Sequence[Passage]) -> list[Story]:
    """One story of all reports, named by the headline of the earliest that has one; none without reports."""
    if not documents:
        return []
    headlines = {
        p.doc_id: p for p in sorted(passages, key=lambda p: p.span, reverse=True) if p.kind is PassageKind.HEADLINE
    }
    in_time = sorted(documents, key=lambda d: (d.published or "9999", d.path, d.id))
    labels = [d.title or headlines[d.id].span.of(d.text) for d in in_time if d.title or d.id in headlines]
    return [
        Story(
            made_by="story/whole-store@1",
            label=labels[0] if labels else f"{len(documents)} reports",
            documents=tuple(d.id for d in in_time),
        )
    ]
