"""Whose words a verb's are: its subject, found through coordination, participles and relative clauses."""

from __future__ import annotations

import msgspec

from sayso.attribution.reading import Reading
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token

#: How many verbs up a subject is looked for ("she *wants* to *try* to *say* …").
_FARTHEST = 4


class Subject(msgspec.Struct, frozen=True):
    """The grammatical source of a verb.

    Attributes:
        head: the noun or pronoun; None where nobody is named.
        passive: whether it undergoes the verb ("she was *told*").
        chain: the verbs above that belong to the cue ("*declined* to say"), nearest first.
    """

    head: Token | None
    passive: bool
    chain: tuple[Token, ...] = ()


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb is in the passive voice."""
    deps = {c.dep for c in parse.children(verb)}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if "ccomp" in deps and "agent" not in deps:
        return False  # "The Courier, a daily, reported that …": the parse took the past tense for a participle
    bare = verb.tag == "VBN" and deps.isdisjoint({"aux", "nsubj", "dobj"})
    if bare and verb.dep == "conj" and "auxpass" in {c.dep for c in parse.children(parse.head(verb))}:
        return True  # "were called in and *told* to wait"
    return verb.tag == "VBN" and verb.dep in {"acl", "advcl"} and "aux" not in deps and "nsubj" not in deps


def subject_of(reading: Reading, verb: Token) -> Subject:
    """The subject of a verb, with the verbs that had to be climbed to find it."""
    parse = reading.parse
    passive = is_passive(parse, verb)
    chain: list[Token] = []
    at = verb
    for _ in range(_FARTHEST):
        own = parse.child(at, "nsubj", "nsubjpass")
        if own is not None:
            return Subject(antecedent(parse, own) or own, passive, tuple(chain))
        above = parse.head(at)
        if at.dep in {"xcomp", "advcl"} and above.pos == "ADJ" and above.dep in {"acomp", "conj"}:
            if above.lemma not in reading.cues.able:
                return Subject(None, passive, tuple(chain))
            chain.append(above)
            above = parse.head(above)
            chain.append(above)
        elif at.dep == "xcomp" and above.pos in {"VERB", "AUX"}:
            like = parse.child(above, "acomp", "attr")
            if above.lemma == "be" and like is not None and like.lemma not in reading.cues.able:
                return Subject(None, passive, tuple(chain))
            chain.append(above)
        elif at.dep == "acl":
            return Subject(above, passive, tuple(chain))
        elif at.dep == "advcl" and reading.quoted(above) and not reading.quoted(verb):
            # A participle behind a quotation (", adding …") goes with the verb that governs the quotation.
            above = next((t for t in parse.ancestors(above) if not reading.quoted(t)), above)
        elif at.dep == "pcomp":
            preposition = above
            above = parse.head(preposition)
            if preposition.lemma == "as":
                chain.extend((preposition, above))
        elif at.dep not in {"conj", "advcl", "dep"} or (at.dep == "conj" and above.pos not in {"VERB", "AUX"}):
            return Subject(None, passive, tuple(chain))
        if above.i == at.i or above.sentence != verb.sentence or above.pos not in {"VERB", "AUX"}:
            return Subject(None, passive, tuple(chain))
        at = above
    return Subject(None, passive, tuple(chain))


def sayer(reading: Reading, verb: Token) -> Token | None:
    """Who does what the verb says: its subject, of a passive its agent, of "quoted her *as saying*" the object."""
    parse = reading.parse
    if verb.pos not in VERBAL:
        return None
    above = parse.head(verb)
    if verb.dep == "pcomp" and above.lemma == "as":
        return parse.child(parse.head(above), "dobj")
    subject = subject_of(reading, verb)
    if not subject.passive:
        return None if subject.head is not None and is_expletive(parse, subject.head) else subject.head
    return agent_of(parse, verb)


def agent_of(parse: Parse, verb: Token) -> Token | None:
    """Who does what a passive says, behind its "by"."""
    agent = parse.child(verb, "agent")
    return parse.child(agent, "pobj") if agent is not None else None


def antecedent(parse: Parse, word: Token) -> Token | None:
    """The noun that a relative word stands for ("the guard *who* said", "it was she *who* said"); else None.

    Of somebody's office it is the one who holds it ("the election of *Ann Lee* as mayor, who said").
    """
    if word.tag not in {"WDT", "WP"} and not (word.lemma == "that" and word.dep in SUBJECTS):
        return None
    clause = next((t for t in parse.ancestors(word) if t.dep == "relcl"), None)
    if clause is None:
        return _stressed(parse, word)
    noun = parse.head(clause)
    link = parse.head(noun)
    holder = parse.tokens[link.i - 1] if noun.dep == "pobj" and link.lemma == "as" and link.i else noun
    return holder if holder.pos == "PROPN" else noun


def _stressed(parse: Parse, word: Token) -> Token | None:
    """The noun before a "that" that only stresses it: "it was *the agency* that reported the leak"."""
    verb = parse.head(word)
    above = parse.head(verb)
    if word.dep not in SUBJECTS or verb.dep not in ("ccomp", "advcl") or above.lemma != "be":
        return None
    subject, noun = parse.child(above, "nsubj"), parse.child(above, "attr")
    return noun if subject is not None and subject.lemma == "it" else None


def is_expletive(parse: Parse, subject: Token) -> bool:
    """Whether the subject is an empty "it" or "there"."""
    return subject.dep == "expl" or subject.lemma == "there"
