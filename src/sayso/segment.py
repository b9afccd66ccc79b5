"""Document to passages: headline, paragraphs, sentences, captions, furniture."""

from __future__ import annotations

from sayso.records import Document, Passage


def passages(document: Document) -> list[Passage]:
    """The passages of one report, in text order."""
    raise NotImplementedError
