"""Who says what in a report."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.finding import Finding
from sayso.attribution.learned import learned_findings, with_others
from sayso.attribution.quotes import find_quotations
from sayso.attribution.reading import Reading
from sayso.attribution.records import records
from sayso.attribution.speech import spoken
from sayso.attribution.verbs import verb_findings
from sayso.attribution.words import with_cited, word_findings
from sayso.engines.base import SayingEngine
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.cues import Cues
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.records import Attribution, Document, Name, Passage
from sayso.syntax import Parse
from sayso.text import Span
from sayso.vocab import PassageKind

_SPOKEN_IN = frozenset({PassageKind.HEADLINE, PassageKind.PARAGRAPH, PassageKind.CAPTION})


def find(
    document: Document,
    passages: Sequence[Passage],
    parse: Parse,
    names: Sequence[Name],
    *,
    cues: Cues,
    roles: Roles,
    anonymity: Anonymity,
    outlets: Outlets,
) -> list[Attribution]:
    """The attributions of one report, in text order of their content."""
    reading, _, paragraphs = _read(document, passages, parse, names, cues, roles, anonymity, outlets)
    return records(reading, _ruled(reading, paragraphs), names, paragraphs)


def find_learned(
    document: Document,
    passages: Sequence[Passage],
    parse: Parse,
    names: Sequence[Name],
    *,
    sayings: SayingEngine,
    cues: Cues,
    roles: Roles,
    anonymity: Anonymity,
    outlets: Outlets,
) -> list[Attribution]:
    """The same by a model, with the rules' findings where they stand inside what the model found."""
    reading, quotable, paragraphs = _read(document, passages, parse, names, cues, roles, anonymity, outlets)
    learned = list(learned_findings(reading, sayings.find(document.text, quotable)))
    return records(reading, with_others(learned, _ruled(reading, paragraphs)), names, paragraphs)


def _read(
    document: Document,
    passages: Sequence[Passage],
    parse: Parse,
    names: Sequence[Name],
    cues: Cues,
    roles: Roles,
    anonymity: Anonymity,
    outlets: Outlets,
) -> tuple[Reading, list[Span], list[Span]]:
    """The reading, where people may speak in it, and which of that are paragraphs."""
    quotable = sorted(p.span for p in passages if p.kind in _SPOKEN_IN)
    paragraphs = sorted(p.span for p in passages if p.kind is PassageKind.PARAGRAPH)
    quotations = find_quotations(document.text, quotable)
    reading = Reading(parse, quotations, names, cues, roles, anonymity, outlets, document.publisher)
    return reading, quotable, paragraphs


def _ruled(reading: Reading, paragraphs: Sequence[Span]) -> list[Finding]:
    return spoken(reading, with_cited([*verb_findings(reading), *word_findings(reading)]), paragraphs)
