"""Hedges, plans and hearsay words on the predicate of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.certainty.findings import Finding
from sayso.certainty.scope import Scope, is_incredible, is_own_belief, is_passive
from sayso.syntax import Token
from sayso.vocab import Level


def hedged(scope: Scope) -> list[Finding]:
    """Every hedge on the chain of predicates, one finding per word, with the level that the lexicon gives it."""
    found = [
        *_modals(scope),
        *_adverbs(scope),
        *_adjectives(scope),
        *_verbs(scope),
        *_nouns(scope),
        *_attributes(scope),
    ]
    return [f for f in found if f.level is not Level.ASSERTED]


def _modals(scope: Scope) -> Iterator[Finding]:
    """A modal on the predicate: "may", "could", "will". "Could not" is no possibility but a "no"."""
    parse = scope.parse
    for link in scope.chain:
        children = parse.children(link)
        negated = any(c.dep == "neg" for c in children)
        for child in children:
            level = (
                scope.words.hedges.modal.get(child.text.lower()) if child.dep == "aux" and child.tag == "MD" else None
            )
            if level is None or (child.text.lower() == "would" and not scope.backshifted):
                continue
            if negated and child.text.lower() == "could":
                continue
            yield Finding(level, (child,), "modal")


def _adverbs(scope: Scope) -> Iterator[Finding]:
    """An adverb on the predicate: "probably", "allegedly"."""
    for child in scope.children():
        level = scope.words.hedges.adverb.get(child.text.lower())
        if level is not None and child.dep in ("advmod", "npadvmod", "amod", "dep", "intj"):
            yield Finding(level, (child,), "adverb")


def _adjectives(scope: Scope) -> Iterator[Finding]:
    """An adjective after "be" with a clause or infinitive: "is likely to", "is set to"."""
    parse = scope.parse
    for link in scope.chain:
        if link.dep not in ("acomp", "oprd") and not (link.pos == "ADJ" and link.dep in ("ROOT", "ccomp", "conj")):
            continue
        level = scope.words.hedges.adjective.get(link.lemma)
        if is_incredible(scope, link):
            level = Level.PROBABLE
        holder = parse.head(link)
        completed = any(parse.child(w, "xcomp", "ccomp") is not None for w in (link, holder))
        if level is not None and completed:
            yield Finding(level, (link,), "adjective")


def _verbs(scope: Scope) -> Iterator[Finding]:
    """A verb that colours its infinitive: "seems to", "plans to", "is said to", "is to"."""
    parse, hedges = scope.parse, scope.words.hedges
    for link, below in zip(scope.chain, scope.chain[1:], strict=False):
        if link.lemma == "be" and below.tag == "VB" and below.dep == "xcomp":
            to = parse.child(below, "aux")
            yield Finding(Level.PLANNED, (link,) if to is None else (link, to), "be-to")
            continue
        level = hedges.verb.get(link.lemma)
        if level is None or link.pos not in ("VERB", "ADJ"):
            continue
        hearsay = level in (Level.REPORTED, Level.ALLEGED, Level.BELIEVED)
        own = level is Level.BELIEVED and is_own_belief(parse, link)
        if hearsay and not own and not is_passive(parse, link):
            continue
        if link.lemma in ("expect", "anticipate") and _is_arranged(scope, below):
            level = Level.PLANNED
        yield Finding(level, (link,), "verb")


def is_arranged(scope: Scope) -> bool:
    """Whether the statement is an infinitive of an act that is arranged beforehand ("to *meet* on Friday")."""
    return bool(scope.chain) and _is_arranged(scope, scope.chain[0])


def _is_arranged(scope: Scope, act: Token) -> bool:
    """Whether somebody does the act on purpose, by arrangement: then to expect it is to report a plan."""
    return act.lemma in scope.words.hedges.arranged and act.tag == "VB"


def _nouns(scope: Scope) -> Iterator[Finding]:
    """A noun with a clause, as complement: "there is a risk that", "the plan is to"."""
    for link in scope.chain:
        if link.pos != "NOUN" or link.dep not in ("attr", "dobj"):
            continue
        level = scope.words.hedges.noun.get(link.lemma)
        if level is not None and scope.parse.child(link, "acl", "ccomp", "xcomp") is not None:
            yield Finding(level, (link,), "noun")


def _attributes(scope: Scope) -> Iterator[Finding]:
    """An adjective on the noun, where the statement is no more than a noun phrase: "the alleged payments"."""
    if len(scope.chain) != 1 or scope.chain[0].pos not in ("NOUN", "PROPN"):
        return
    for child in scope.parse.children(scope.chain[0]):
        level = scope.words.hedges.attribute.get(child.text.lower()) if child.dep == "amod" else None
        if level is not None:
            yield Finding(level, (child,), "attribute")
