"""Who says what in a report."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.anaphors import anaphors
from sayso.attribution.chains import with_chains, without_citing
from sayso.attribution.completing import completed
from sayso.attribution.heard import with_heard
from sayso.attribution.inside import with_inner
from sayso.attribution.learned import in_place, learned_findings, without_doubles
from sayso.attribution.mentions import Reader
from sayso.attribution.phrases import with_phrases
from sayso.attribution.plain import with_plain
from sayso.attribution.quotes import find_quotations
from sayso.attribution.reading import Reading
from sayso.attribution.records import records
from sayso.attribution.referents import Referents
from sayso.attribution.turns import turn_findings, turns
from sayso.engines.base import SayingEngine
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.cues import Cues
from sayso.lexicon.dates import Dates
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.persons import Persons
from sayso.lexicon.roles import Roles
from sayso.records import Anaphor, Attribution, Document, Name, Passage
from sayso.syntax import Parse
from sayso.vocab import PassageKind

_RUNNING = frozenset({PassageKind.HEADLINE, PassageKind.PARAGRAPH})
_APART = frozenset({PassageKind.HEADLINE, PassageKind.CAPTION})


def find(
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
    persons: Persons,
    nouns: Nouns,
    dates: Dates,
) -> list[Attribution | Anaphor]:
    """The attributions of one report, in text order of their content, and whom its pronouns mean, in text order."""
    running = sorted(p.span for p in passages if p.kind in _RUNNING)
    # A quotation goes on around a caption.
    captions = sorted(p.span for p in passages if p.kind is PassageKind.CAPTION)
    paragraphs = sorted(p.span for p in passages if p.kind is PassageKind.PARAGRAPH)
    quotations = sorted(
        (*find_quotations(document.text, running), *find_quotations(document.text, captions)), key=lambda q: q.start
    )
    reading = Reading(
        parse, quotations, names, cues, roles, anonymity, outlets, persons, nouns, dates, publisher=document.publisher
    )
    told = turns(document.text, running)
    ends = {turn.said.end for turn in told}
    read = sayings.find(parse, sorted((*(p for p in running if p.end not in ends), *captions)))
    apart = sorted(p.span for p in passages if p.kind in _APART)
    found = [
        in_place(reading, finding, apart) for finding in without_doubles(reading, [*learned_findings(reading, read)])
    ]
    outer = completed(reading, with_heard(reading, with_phrases(reading, with_plain(reading, found))))
    outer = [without_citing(reading, f) for f in outer]
    inner = with_inner(reading, sayings, [*turn_findings(reading, told), *outer])
    mentions = list(Reader(parse, names, paragraphs, quotations, persons, roles).mentions())
    referents = Referents(parse, mentions, quotations, persons, cues)
    attributions = records(reading, with_chains(reading, inner), names, paragraphs, referents)
    return [*attributions, *anaphors(reading, mentions, referents)]
