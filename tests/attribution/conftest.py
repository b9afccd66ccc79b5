"""Attribution from bare sentences."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from sayso import attribution, names
from sayso.attribution.mentions import Mention, Reader
from sayso.attribution.quotes import find_quotations
from sayso.attribution.referents import Referents
from sayso.engines.base import LanguageEngine, SayingEngine
from sayso.lexicon import load
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.countries import Countries
from sayso.lexicon.cues import Cues
from sayso.lexicon.dates import Dates
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.persons import Persons
from sayso.lexicon.roles import Roles
from sayso.records import Anaphor, Attribution, Document, Passage
from sayso.text import Span
from sayso.vocab import PassageKind

#: Sentences of a paragraph are joined by two blanks, so that tests decide where they end.
JOINT = "  "

Read = Callable[..., list[Attribution | Anaphor]]
Find = Callable[..., list[Attribution]]
Meant = Callable[[str], tuple[list[Mention], Referents]]


@pytest.fixture(scope="session")
def read(language: LanguageEngine, sayings: SayingEngine) -> Read:
    """All that is found in a text, by any model.

    One paragraph a line, sentences parted by two blanks; a line with "(Photo:" in it is a caption.
    """
    cues, roles, outlets = load("cues", Cues), load("roles", Roles), load("outlets", Outlets)
    anonymity, countries = load("anonymity", Anonymity), load("countries", Countries)
    persons, nouns = load("persons", Persons), load("nouns", Nouns)
    known = {"roles": roles, "cues": cues, "outlets": outlets, "countries": countries, "nouns": nouns}
    shipped, dates = sayings, load("dates", Dates)

    def found_in(text: str, sayings: SayingEngine = shipped) -> list[Attribution | Anaphor]:
        document = Document(id="d", snapshot_id="s", path="p", text=text)
        passages = list(_passages(text))
        sentences = [p.span for p in passages if p.kind is PassageKind.SENTENCE]
        parse = language.parse("d", text, sentences)
        found = names.find(document, parse, **known)
        lexicons = known | {"anonymity": anonymity, "persons": persons, "dates": dates}
        del lexicons["countries"]
        return attribution.find(document, passages, parse, found, sayings=sayings, **lexicons)

    return found_in


@pytest.fixture(scope="session")
def find(read: Read) -> Find:
    """The attributions of a text, laid out as for `read`."""

    def attributions(*given: Any) -> list[Attribution]:
        return [record for record in read(*given) if isinstance(record, Attribution)]

    return attributions


@pytest.fixture(scope="session")
def meant(language: LanguageEngine) -> Meant:
    """The mentions of a text, laid out as for `find`, and whom they mean."""
    cues, roles, outlets = load("cues", Cues), load("roles", Roles), load("outlets", Outlets)
    persons, countries, nouns = load("persons", Persons), load("countries", Countries), load("nouns", Nouns)
    known = {"roles": roles, "cues": cues, "outlets": outlets, "countries": countries, "nouns": nouns}

    def read(text: str) -> tuple[list[Mention], Referents]:
        document = Document(id="d", snapshot_id="s", path="p", text=text)
        passages = list(_passages(text))
        parse = language.parse("d", text, [p.span for p in passages if p.kind is PassageKind.SENTENCE])
        named = names.find(document, parse, **known)
        paragraphs = [p.span for p in passages if p.kind is PassageKind.PARAGRAPH]
        quotations = find_quotations(text, paragraphs)
        mentions = list(Reader(parse, named, paragraphs, quotations, persons, roles).mentions())
        return mentions, Referents(parse, mentions, quotations, persons, cues)

    return read


def _passages(text: str) -> list[Passage]:
    found: list[Passage] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            kind = PassageKind.CAPTION if "(Photo:" in line else PassageKind.PARAGRAPH
            found.append(Passage(doc_id="d", span=Span("d", start, end), kind=kind))
            cuts = [start]
            at = text.find(JOINT, start, end)
            while at >= 0:
                cuts.append(at + len(JOINT))
                at = text.find(JOINT, at + 1, end)
            for first, last in pairwise([*cuts, end + len(JOINT)]):
                if first < (stop := min(last - len(JOINT), end)):
                    span = Span("d", first, stop)
                    found.append(Passage(doc_id="d", span=span, kind=PassageKind.SENTENCE))
        start = end + 1
    return found
