"""Who says what in a report."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.quotes import find_quotations
from sayso.attribution.reading import Reading
from sayso.attribution.records import records
from sayso.attribution.speech import spoken
from sayso.attribution.verbs import verb_findings
from sayso.attribution.words import with_cited, word_findings
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.cues import Cues
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.records import Attribution, Document, Name, Passage
from sayso.syntax import Parse
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
    quotable = sorted(p.span for p in passages if p.kind in _SPOKEN_IN)
    paragraphs = sorted(p.span for p in passages if p.kind is PassageKind.PARAGRAPH)
    reading = Reading(
        parse, find_quotations(document.text, quotable), names, cues, roles, anonymity, outlets, document.publisher
    )
    found = with_cited([*verb_findings(reading), *word_findings(reading)])
    return records(reading, spoken(reading, found, paragraphs), names, paragraphs)
