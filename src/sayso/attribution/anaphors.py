"""The places where a report means somebody by a pronoun or by "the group", with the name that it gave them before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribution.mentions import REFLEXIVE, Mention
from sayso.attribution.reading import Reading
from sayso.attribution.referents import Referents
from sayso.lexicon.persons import Persons
from sayso.records import Anaphor
from sayso.syntax import Token
from sayso.text import Span
from sayso.vocab import NameKind

#: How sure it must be whom a pronoun means, and a noun, before a name may stand in its place (bench/coreference.py).
PRONOUN_SURE, NOUN_SURE = 0.85, 0.8

#: Names of more words than this are read amiss, or too long to stand for a pronoun.
LONGEST = 6

MADE_BY = "attribution/whom-it-means@1"


def anaphors(reading: Reading, mentions: Sequence[Mention], referents: Referents) -> Iterator[Anaphor]:
    """One record for each pronoun and each bare noun ("the group") that surely means somebody named before it."""
    for place, mention in enumerate(mentions):
        score = referents.answers[place].score
        if score < (PRONOUN_SURE if mention.pronoun else NOUN_SURE) or not _points(mention, reading.persons):
            continue
        fullest = referents.fullest(place)
        words = _name(reading, fullest) if fullest.head.i < mention.first else []
        if 0 < len(words) <= LONGEST:
            yield Anaphor(
                doc_id=reading.parse.doc_id,
                span=Span(reading.parse.doc_id, reading.parse.tokens[mention.first].start, mention.head.end),
                means=Span(reading.parse.doc_id, words[0].start, words[-1].end),
                possessive=mention.head.tag == "PRP$",
                made_by=MADE_BY,
                score=score,
            )


def _points(mention: Mention, persons: Persons) -> bool:
    """Whether words only point at one spoken of before: "she", "the group"; not "I", "himself", "they"."""
    if mention.also or mention.name:
        return False
    if mention.pronoun:
        return mention.person == 3 and mention.many is False and mention.head.text.lower() not in REFLEXIVE
    bare = mention.definite and mention.owner is None and len(mention.words) == 1
    return bare and mention.lemma in persons.bodies | persons.anybody


def _name(reading: Reading, mention: Mention) -> Sequence[Token]:
    """The words of a person's or body's name, "the" before it among them, without what else stands before it."""
    kind, tokens = reading.name_kind(mention.head), reading.parse.tokens
    if not mention.name or kind not in (NameKind.PERSON, NameKind.ORGANISATION):
        return []
    first = mention.head.i
    while first > mention.first and reading.name_kind(tokens[first - 1]) is kind:
        first -= 1
    if first > mention.first and tokens[first - 1].text.lower() == "the":
        first -= 1
    return tokens[first : mention.head.i + 1]
