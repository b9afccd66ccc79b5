"""Adjectives and adverbs as cues: "is convinced that …", "the alleged payments", "reportedly"."""

from __future__ import annotations

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import is_expletive, subject_of, tells_own_mind
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token


def said_by_adjective(reading: Reading, adjective: Token) -> Finding | None:
    """Somebody is sure, afraid or aware of it ("the council is convinced that …", "was not aware of any plan")."""
    parse = reading.parse
    kind = reading.cues.adjective_class.get(adjective.text.lower())
    if kind is None or adjective.dep not in {"acomp", "oprd", "conj", "ROOT", "advcl", "ccomp", "xcomp"}:
        return None
    verb = parse.head(adjective) if adjective.dep in {"acomp", "oprd", "conj"} else adjective
    if verb.pos not in {"VERB", "AUX", "ADJ"}:
        return None
    clause = parse.child(adjective, "ccomp") or (parse.child(verb, "ccomp") if verb.pos == "AUX" else None)
    link: tuple[Token, ...] = ()
    if clause is not None and clause.i > adjective.i:
        tokens = tuple(parse.subtree(clause))
    else:
        preposition = next(
            (c for c in parse.children(adjective) if c.dep == "prep" and c.lemma in {"of", "about", "over"}), None
        )
        if preposition is None:
            return None
        link = (preposition,)
        tokens = tuple(t for t in parse.subtree(preposition) if t.i != preposition.i)
    subject = subject_of(reading, verb)
    if subject.head is None or not reading.can_speak(subject.head) or subject.head.lemma in {"i", "we", "you"}:
        return None
    if is_expletive(parse, subject.head) or subject.head.i in {t.i for t in tokens}:
        return None
    if adjective.lemma in reading.cues.knowing and not tells_own_mind(reading, verb, subject.head):
        return None
    around = [verb, *(c for c in parse.children(verb) if c.dep in {"aux", "neg"}), adjective]
    around.extend(c for c in parse.children(adjective) if c.dep in {"advmod", "neg"} and c.i < adjective.i)
    cue = {t.i: t for t in (*around, *subject.chain, *link) if t.pos != "NOUN"}
    who = noun_phrase(parse, subject.head)
    content = stretches(reading, tokens, {*cue, *(t.i for t in who)})
    if not content:
        return None
    return Finding(
        rule="adjective@1", score=0.8, cue_class=kind, anchor=adjective, head=subject.head, source=who,
        cue=tuple(cue[i] for i in sorted(cue)), content=content,
    )  # fmt: skip


def said_by_adverb(reading: Reading, adverb: Token) -> Finding | None:
    """An adverb passes the sentence on without naming anybody ("the firm *reportedly* paid")."""
    parse = reading.parse
    if adverb.text.lower() not in reading.cues.sourceless_adverbs:
        return None
    head = parse.head(adverb)
    for _ in range(3):
        if head.pos in {"VERB", "AUX"} or head.dep == "ROOT":
            break
        head = parse.head(head)
    tokens = [t for t in parse.subtree(head) if not _beside(parse, head, t)]
    if head.dep == "relcl":
        tokens = [*noun_phrase(parse, parse.head(head)), *tokens]
    content = stretches(reading, tokens, {adverb.i})
    if not content:
        return None
    return Finding(rule="adverb@1", score=0.75, cue_class=CueClass.CLAIM, anchor=adverb, cue=(adverb,), content=content)


def _beside(parse: Parse, head: Token, token: Token) -> bool:
    """Whether the token belongs to a clause that is only joined to the adverb's clause by "and"."""
    at = token
    while at.i != head.i:
        above = parse.head(at)
        if above.i == head.i and at.dep == "conj" and parse.child(at, "nsubj", "nsubjpass") is not None:
            return True
        if at.i == above.i:
            return False
        at = above
    return False


def said_of_noun(reading: Reading, adjective: Token) -> Finding | None:
    """An adjective passes a noun on without naming anybody ("the *alleged* payments to the mayor")."""
    parse = reading.parse
    if adjective.text.lower() not in reading.cues.sourceless_adjectives or adjective.dep != "amod":
        return None
    noun = parse.head(adjective)
    if noun.pos not in {"NOUN", "PROPN"} or not any(c.dep in {"prep", "acl"} for c in parse.children(noun)):
        return None
    content = stretches(reading, parse.subtree(noun), {adjective.i})
    if not content:
        return None
    return Finding(
        rule="adjective-of-noun@1",
        score=0.5,
        cue_class=CueClass.CLAIM,
        anchor=adjective,
        cue=(adjective,),
        content=content,
    )
