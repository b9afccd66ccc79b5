"""Who says and who hears, by the voice of the verb; what the constructions share."""

from __future__ import annotations

from sayso.attribution.finding import Verb
from sayso.attribution.hearers import hearer_of
from sayso.attribution.reading import Reading
from sayso.attribution.subjects import is_expletive
from sayso.syntax import Parse, Token


def own_source(reading: Reading, verb: Verb) -> tuple[Token | None, Token | None]:
    """(source, addressee): the subject says; in the passive the agent says and the subject may hear."""
    parse, subject = reading.parse, verb.subject
    if not subject.passive:
        head = subject.head
        return (None if head is not None and is_expletive(parse, head) else head), hearer_of(reading, verb.token)
    agent = parse.child(verb.token, "agent")
    source = parse.child(agent, "pobj") if agent is not None else None
    hears = subject.head is not None and verb.token.lemma in reading.cues.addressed and subject.head.lemma != "it"
    return source, subject.head if hears else None


def has_to(parse: Parse, clause: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(c.dep == "aux" and c.lemma == "to" for c in parse.children(clause))


def is_wished(reading: Reading, verb: Verb) -> bool:
    """Whether the saying itself is only proposed ("should press for")."""
    tokens = (verb.token, *verb.subject.chain)
    return any(
        c.dep == "aux" and c.lemma in {"should", "must", "ought"} for t in tokens for c in reading.parse.children(t)
    )
