"""What kind of source it is, and what it is called when shown."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.reading import Reading
from sayso.syntax import Token
from sayso.text import squeeze
from sayso.vocab import NameKind, SourceKind

_PERSONAL = frozenset({"he", "she", "they", "we", "i", "who", "you", "him", "her", "them", "his", "their"})


def kind_of(reading: Reading, head: Token | None, source: Sequence[Token]) -> SourceKind:
    """Who the source is, by the noun it hangs on and the names in it."""
    if head is None or not source:
        return SourceKind.UNSPECIFIED
    words = " ".join(t.text for t in source)
    roles = reading.roles
    lemma = head.lemma if head.pos != "PROPN" else head.text.lower()
    if _outlet(reading, head, source) is not None:
        return SourceKind.OUTLET
    if head.pos == "PRON" and head.text.lower() in _PERSONAL:
        return SourceKind.PERSON if head.text.lower() not in {"they", "them", "their", "we"} else SourceKind.ANONYMOUS
    if _person_named(reading, head, source):
        return SourceKind.PERSON
    if lemma in roles.speakers and any(_is_body(reading, t) for t in source if t.i != head.i):
        return SourceKind.ORGANISATION
    if head.ent in {"ORG", "GPE", "NORP", "FAC", "LOC"} and head.pos == "PROPN":
        return SourceKind.ORGANISATION
    if lemma in roles.polls:
        return SourceKind.POLL
    if lemma in roles.people or lemma in roles.sources or lemma in roles.speakers:
        return SourceKind.ANONYMOUS
    if lemma in roles.outlets:
        return SourceKind.OUTLET
    if lemma in roles.bodies:
        return SourceKind.ORGANISATION
    if lemma in roles.documents or lemma in reading.cues.noun_class:
        return SourceKind.DOCUMENT
    if head.pos in {"PRON", "DET", "NUM", "ADJ"} or lemma in roles.indefinite:
        return SourceKind.ORGANISATION if lemma == "it" else SourceKind.ANONYMOUS
    if head.pos == "PROPN":
        return (
            SourceKind.PERSON
            if len(words.split()) in {2, 3} and reading.name_kind(head) is None
            else SourceKind.ORGANISATION
        )
    return SourceKind.ANONYMOUS if head.tag == "NNS" else SourceKind.UNSPECIFIED


def _person_named(reading: Reading, head: Token, source: Sequence[Token]) -> bool:
    """Whether a person's name is the source or stands beside its role ("the mayor, *Ann Lee*"), not inside an "of" phrase."""
    if head.ent == "PERSON" or reading.name_kind(head) is NameKind.PERSON:
        return True
    for child in reading.parse.children(head):
        if child.dep in {"appos", "compound", "nmod"} and child in source and child.ent == "PERSON":
            return True
    return False


def _is_body(reading: Reading, token: Token) -> bool:
    return token.ent in {"ORG", "GPE", "NORP"} or token.lemma in reading.roles.bodies or token.pos == "PROPN"


def _outlet(reading: Reading, head: Token, source: Sequence[Token]) -> str | None:
    """The outlet that the source is, or whose report it is ("the *Reuters* report")."""
    words = reading.text[source[0].start : source[-1].end]
    known = reading.outlets.named(words)
    if known is not None:
        return known.name
    first = [t for t in source if t.i <= head.i]
    named = reading.outlets.named(reading.text[first[0].start : first[-1].end]) if first else None
    if named is not None and head.pos == "PROPN":
        return named.name
    if head.lemma in reading.roles.products or head.lemma in reading.roles.outlets:
        run = [t for t in source if t.pos == "PROPN" and t.i != head.i]
        if run:
            found = reading.outlets.named(reading.text[run[0].start : run[-1].end])
            return found.name if found is not None else None
    return None


def label_of(reading: Reading, head: Token | None, source: Sequence[Token], kind: SourceKind) -> str:
    """The source in its own words, for showing: no leading article, no possessive end, one line."""
    if head is None or not source:
        return "unspecified"
    outlet = _outlet(reading, head, source) if kind is SourceKind.OUTLET else None
    if outlet is not None:
        return outlet
    words = squeeze(reading.text[source[0].start : source[-1].end]).strip(" ,;:\"“”'‘’")
    words = words.removesuffix("'s").removesuffix("’s")
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            words = words[len(article) :]
    return words or "unspecified"
