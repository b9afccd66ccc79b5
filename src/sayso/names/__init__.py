"""Occurrences of people, bodies, roles, places and documents."""

from __future__ import annotations

from sayso.lexicon.countries import Countries
from sayso.lexicon.cues import Cues
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.names.proper import proper_names
from sayso.names.roles import role_names
from sayso.records import Document, Name
from sayso.syntax import Parse


def find(
    document: Document,
    parse: Parse,
    *,
    roles: Roles,
    cues: Cues,
    outlets: Outlets,
    countries: Countries,
    nouns: Nouns,
) -> list[Name]:
    """The names and roles of one report, in text order; no two of them overlap."""
    proper = proper_names(parse, roles=roles, cues=cues, outlets=outlets, countries=countries, nouns=nouns)
    nominal = role_names(parse, proper, roles=roles, cues=cues)
    return sorted((*proper, *nominal), key=lambda name: name.span)
