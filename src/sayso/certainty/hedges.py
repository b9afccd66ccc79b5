"""Hedges, plans and hearsay words on the predicate of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.certainty.findings import Finding
from sayso.certainty.scope import Scope, is_agent, is_incredible, is_own_belief, is_passive, leaves_possible, phrases_on
from sayso.lexicon.cues import CueClass
from sayso.syntax import SUBJECTS, Parse, Token
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
        *_phrases(scope),
        *_odds(scope),
        *_accused(scope),
        *_hopes(scope),
        *_last(scope),
        *_as_if(scope),
        *_noun_above(scope),
        *_not_excluded(scope),
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
            if level is Level.PLANNED and _is_foretold(scope, link):
                yield Finding(Level.PROBABLE, (child,), "foretold")
            else:
                yield Finding(level, (child,), "modal")


def _is_foretold(scope: Scope, verb: Token) -> bool:
    """Whether "will" or "would" foretells here what nobody decides ("prices *will rise*"), and announces no plan."""
    hedges = scope.words.hedges
    if verb.lemma == "be":
        state = scope.parse.child(verb, "acomp")
        return state is not None and state.lemma not in (*hedges.arranged_states, *hedges.adjective)
    if verb.lemma in hedges.foretold:
        return True
    subject = scope.parse.child(verb, *SUBJECTS)
    itself = scope.backshifted and subject is not None and subject.text.lower() == "it"  # "the firm said it would move"
    agent = itself or is_passive(scope.parse, verb) or is_agent(scope.parse, verb, scope.words)
    return verb.lemma in hedges.foretold_of_things and not agent


def _adverbs(scope: Scope) -> Iterator[Finding]:
    """An adverb on the predicate: "probably", "allegedly"."""
    parse, hedges = scope.parse, scope.words.hedges
    for child in (*scope.children(), *_on_the_state(scope)):
        if child.dep not in ("advmod", "npadvmod", "amod", "dep", "intj"):
            continue
        before = parse.tokens[child.i - 1] if child.i else child
        if child.text.lower() in hedges.certainly and before.text.lower() in hedges.nearly:
            yield Finding(Level.PROBABLE, (before, child), "adverb")
            continue
        level = hedges.adverb.get(child.text.lower())
        if level is not None:
            yield Finding(level, (child,), "adverb")


def _on_the_state(scope: Scope) -> Iterator[Token]:
    """What hangs on the adverbs and the complement of a last "be": "is *presumably* still there"."""
    if not scope.chain or scope.chain[-1].lemma != "be":
        return
    inside = {t.i for t in scope.tokens}
    for state in scope.parse.children(scope.chain[-1]):
        if state.i in inside and state.dep in ("acomp", "attr", "oprd", "prep", "advmod"):
            yield from scope.parse.children(state)


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
        if level is not None and (completed or level in (Level.PROBABLE, Level.POSSIBLE)):
            yield Finding(level, (link,), "adjective")


def _verbs(scope: Scope) -> Iterator[Finding]:
    """A verb that colours its infinitive: "seems to", "plans to", "is said to", "is to"."""
    parse, hedges = scope.parse, scope.words.hedges
    for link, below in zip(scope.chain, scope.chain[1:], strict=False):
        if link.lemma == "be" and below.dep == "xcomp" and _is_to(parse, below):
            to = parse.child(below, "aux")
            yield Finding(Level.PLANNED, (link,) if to is None else (link, to), "be-to")
            continue
        of_thing = hedges.thing_verb.get(link.lemma)
        if of_thing is not None and not is_agent(parse, link, scope.words):
            yield Finding(of_thing, (link,), "of-a-thing")
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


def _is_to(parse: Parse, verb: Token) -> bool:
    """Whether a verb is "to do" or "to be done"."""
    return any(c.dep == "aux" and c.text.lower() == "to" for c in parse.children(verb))


def _last(scope: Scope) -> Iterator[Finding]:
    """A verb of planning or hearsay that ends the chain: "is *planning* a new route", "are *feared* dead"."""
    if not scope.chain:
        return
    parse, hedges, link = scope.parse, scope.words.hedges, scope.chain[-1]
    if link.pos != "VERB":
        return
    passive = is_passive(parse, link)
    settles = link.lemma in hedges.arranging and (passive or parse.child(link, "dobj") is not None)
    set_for = passive and link.text.lower() == "set" and any(c.lemma == "for" for c in parse.children(link))
    if settles or set_for:
        yield Finding(Level.PLANNED, (link,), "arranging")
    level = hedges.verb.get(link.lemma)
    after = parse.tokens[link.i + 1].text.lower() if link.i + 1 < len(parse) else ""
    # The parser loses an infinitive behind quotation marks: "is understood to have “built and tested” it".
    completed = after == "to" or parse.child(link, "oprd", "acomp") is not None
    if passive and completed and level in (Level.REPORTED, Level.ALLEGED, Level.BELIEVED):
        yield Finding(level, (link,), "verb")
    timed = any(t.ent == "DATE" or t.text.lower() in hedges.coming for t in parse.subtree(link))
    going = link.tag == "VBG" and any(c.tag in ("VBZ", "VBP") for c in parse.children(link) if c.dep == "aux")
    coming = link.tag in ("VBZ", "VBP") and any(t.text.lower() in hedges.coming for t in parse.subtree(link))
    if link.lemma in hedges.arranged and ((going and timed) or coming):
        yield Finding(Level.PLANNED, (link,), "coming")


def _as_if(scope: Scope) -> Iterator[Finding]:
    """An "it" that seems or looks over a clause: "it *seems* that", "it *looks* as if"."""
    for link in scope.chain:
        subject = scope.parse.child(link, *SUBJECTS)
        if subject is None or subject.text.lower() != "it" or scope.parse.child(link, "ccomp", "advcl") is None:
            continue
        if scope.words.hedges.verb.get(link.lemma) is Level.PROBABLE and not is_passive(scope.parse, link):
            yield Finding(Level.PROBABLE, (link,), "as-if")


def _not_excluded(scope: Scope) -> Iterator[Finding]:
    """A verb of ruling out that is turned: "it *cannot* be *excluded* that"."""
    for link in scope.chain:
        nots = [c for c in scope.parse.children(link) if c.dep == "neg"]
        if nots and leaves_possible(scope.parse, link, scope.words.denials):
            yield Finding(Level.POSSIBLE, (*nots, link), "not-excluded")


def _noun_above(scope: Scope) -> Iterator[Finding]:
    """The noun outside that a statement completes: "left open the *possibility* that", "announced *plans* to"."""
    if not scope.chain or scope.chain[0].dep not in ("acl", "ccomp", "relcl", "pcomp"):
        return
    noun = scope.parse.head(scope.chain[0])
    noun = scope.parse.head(noun) if noun.dep == "prep" else noun
    level = scope.words.hedges.noun.get(noun.lemma) if noun.pos == "NOUN" else None
    if level in (Level.POSSIBLE, Level.PROBABLE, Level.PLANNED) and noun.i not in {t.i for t in scope.tokens}:
        yield Finding(level, (noun,), "noun-above")


def is_arranged(scope: Scope) -> bool:
    """Whether the statement is an infinitive of an act that is arranged beforehand ("to *meet* on Friday")."""
    return bool(scope.chain) and _is_arranged(scope, scope.chain[0])


def _is_arranged(scope: Scope, act: Token) -> bool:
    """Whether somebody does the act on purpose, by arrangement: then to expect it is to report a plan."""
    return act.lemma in scope.words.hedges.arranged and act.tag == "VB"


def _nouns(scope: Scope) -> Iterator[Finding]:
    """A noun with a clause, as complement: "there is a risk that", "the plan is to", "there is a chance of rain"."""
    parse = scope.parse
    for link in scope.chain:
        if link.pos != "NOUN" or link.dep not in ("attr", "dobj"):
            continue
        level = scope.words.hedges.noun.get(link.lemma)
        completed = parse.child(link, "acl", "ccomp", "xcomp", "relcl") is not None or _is_of(parse, link)
        if level is not None and completed:
            yield Finding(level, (link,), "noun")


def _is_of(parse: Parse, noun: Token) -> bool:
    """Whether a noun stands in "there is a *chance* of" or "has no *intention* of leaving"."""
    of = parse.child(noun, "prep")
    if of is None or of.lemma != "of":
        return False
    return parse.child(parse.head(noun), "expl") is not None or parse.child(of, "pcomp") is not None


def _odds(scope: Scope) -> Iterator[Finding]:
    """The noun that a clause is called before it comes: "*chances* are that", "the *risk* is that"."""
    for link in scope.chain:
        subject = scope.parse.child(link, *SUBJECTS) if link.lemma == "be" else None
        if subject is None or subject.pos != "NOUN" or scope.parse.child(link, "ccomp", "xcomp") is None:
            continue
        hedges = scope.words.hedges
        level = hedges.noun.get(subject.lemma)
        if subject.lemma in hedges.odds and subject.tag == "NNS":
            level = Level.PROBABLE
        if level is not None:
            yield Finding(level, (subject,), "odds")


def _phrases(scope: Scope) -> Iterator[Finding]:
    """A phrase that hangs on the statement: "*in all likelihood*"."""
    levels = scope.words.hedges.phrase
    for tokens, phrase in phrases_on(scope, levels):
        yield Finding(levels[phrase], tokens, "phrase")


def _accused(scope: Scope) -> Iterator[Finding]:
    """A passive of accusing with what is laid at somebody's door: "is *accused* of lying"."""
    parse, accused = scope.parse, scope.words.hedges.accused
    for link in scope.chain:
        if link.lemma not in accused or link.tag != "VBN" or not is_passive(parse, link):
            continue
        if any(c.dep == "prep" and c.lemma in accused[link.lemma] for c in parse.children(link)):
            yield Finding(Level.ALLEGED, (link,), "accused-of")


def _attributes(scope: Scope) -> Iterator[Finding]:
    """An adjective on the noun, where the statement is no more than a noun phrase: "the alleged payments"."""
    if len(scope.chain) != 1 or scope.chain[0].pos not in ("NOUN", "PROPN"):
        return
    for child in scope.parse.children(scope.chain[0]):
        level = scope.words.hedges.attribute.get(child.text.lower()) if child.dep == "amod" else None
        if level is not None:
            yield Finding(level, (child,), "attribute")


def _hopes(scope: Scope) -> Iterator[Finding]:
    """A verb of hoping over a clause says nothing of whether it is so: "villagers *wish* the quarry would close"."""
    for link in scope.chain:
        hopes = scope.words.cues.verb_class.get(link.lemma) is CueClass.HOPE
        if hopes and link.pos == "VERB" and scope.parse.child(link, "ccomp") is not None:
            yield Finding(Level.UNKNOWN, (link,), "hopes")
