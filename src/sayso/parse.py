"""One parse per report over its sentences, made once and handed to every stage that reads syntax."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.engines.base import LanguageEngine
from sayso.records import Document, Passage
from sayso.syntax import Parse
from sayso.vocab import PassageKind


def parse(document: Document, passages: Sequence[Passage], *, language: LanguageEngine) -> Parse:
    """The parse of the report's sentences; furniture is not parsed, so no rule can find a claim in it."""
    spans = sorted(p.span for p in passages if p.kind is PassageKind.SENTENCE)
    return language.parse(document.id, document.text, spans)
