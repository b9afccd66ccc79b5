"""Which reports are about one matter. First version: a store holds one story."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Document, Passage, Story
from sayso.text import squeeze
from sayso.vocab import PassageKind


def group(documents: Sequence[Document], passages: Sequence[Passage]) -> list[Story]:
    """One story of all reports, named after the earliest: its title, headline or first sentence."""
    if not documents:
        return []
    in_time = sorted(documents, key=lambda d: (d.published or "9999", d.path, d.id))
    return [
        Story(
            made_by="story/whole-store@1",
            label=_label(in_time[0], passages),
            documents=tuple(d.id for d in in_time),
        )
    ]


def _label(document: Document, passages: Sequence[Passage]) -> str:
    if document.title:
        return document.title
    own = sorted((p.span, p.kind) for p in passages if p.doc_id == document.id)
    for wanted in (PassageKind.HEADLINE, PassageKind.SENTENCE):
        for span, kind in own:
            if kind is wanted:
                return squeeze(span.of(document.text))
    return document.path
