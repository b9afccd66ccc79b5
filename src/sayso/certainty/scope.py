"""What a statement's main predicate is, what it hangs under, and what turns it from yes to no."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

import msgspec

from sayso.lexicon.cues import Cues
from sayso.lexicon.denials import Denials
from sayso.lexicon.hedges import Hedges
from sayso.lexicon.open_questions import OpenQuestions
from sayso.lexicon.roles import Roles
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token, top
from sayso.vocab import Level

#: Longest chain of predicates that lend each other their colour ("is expected to decide to …").
DEEPEST = 6

#: Adjectives of being able: turned, they turn the infinitive below them ("not *able* to confirm").
ABLE = frozenset({"able", "ready", "possible"})

#: Pronouns that stand for what was told: "could not confirm *that*".
POINTERS = frozenset({"it", "this", "that"})

#: Pronouns for those who can intend things.
AGENTS = frozenset(
    {"i", "we", "you", "he", "she", "they", "who", "nobody", "everybody", "everyone", "somebody", "someone"}
)

#: After a negator these words make it no negation: "not only", "not least".
NO_NEGATION = frozenset({"only", "just", "least", "merely", "simply"})


class Words(msgspec.Struct, frozen=True):
    """The lexicons that certainty is read with."""

    cues: Cues
    hedges: Hedges
    denials: Denials
    questions: OpenQuestions
    roles: Roles


class Scope(msgspec.Struct, frozen=True):
    """One statement as the rules see it.

    Attributes:
        tokens: its words.
        chain: its predicates from the outermost in: "is", "likely", "close" in "it is likely to close". A word that
            does not stand on this chain, as in a relative clause, says nothing about the statement.
        backshifted: whether "would" may be a "will" put into the past by a reporting verb ("said it would").
    """

    parse: Parse
    words: Words
    tokens: tuple[Token, ...]
    chain: tuple[Token, ...]
    backshifted: bool = False

    def children(self) -> Iterator[Token]:
        """What hangs directly on the chain, inside the statement."""
        inside = {t.i for t in self.tokens}
        for link in self.chain:
            yield from (c for c in self.parse.children(link) if c.i in inside)


Phrase: TypeAlias = tuple[str, ...]


def phrases_on(scope: Scope, phrases: Collection[Phrase]) -> Iterator[tuple[tuple[Token, ...], Phrase]]:
    """The phrases that hang on the chain, as tokens and as spelled; not those of a clause that only stands inside."""
    starts = {phrase[0] for phrase in phrases}
    links = {link.i for link in scope.chain}
    for n, token in enumerate(scope.tokens):
        if token.text.lower() not in starts:
            continue
        for phrase in phrases:
            tokens = scope.tokens[n : n + len(phrase)]
            if tuple(t.text.lower() for t in tokens) == phrase and _hangs_on(scope, tokens, links):
                yield tokens, phrase


def _hangs_on(scope: Scope, phrase: Sequence[Token], links: set[int]) -> bool:
    """Whether no clause of another subject stands between a phrase and the chain."""
    inside = {t.i for t in phrase}
    outer = next((t for t in phrase if t.head not in inside), phrase[0])
    for token in (outer, *scope.parse.ancestors(outer)):
        if token.head in links or token.i in links:
            return token.dep not in ("relcl", "acl", "ccomp")
        if token.dep in ("relcl", "acl", "ccomp"):
            return False
    return False


def scope_of(parse: Parse, tokens: Sequence[Token], words: Words, *, backshifted: bool = False) -> Scope:
    """The statement that these words make."""
    main = top(parse, tokens)
    if main is not None and main.dep in ("acl", "ccomp", "pcomp"):  # "raised the chance that it *would*"
        backshifted = backshifted or parse.head(main).i not in {t.i for t in tokens}
    chain = () if main is None else tuple(_chain(parse, main, words, {t.i for t in tokens}))
    return Scope(parse, words, tuple(tokens), chain, backshifted)


def _chain(parse: Parse, main: Token, words: Words, inside: set[int]) -> Iterator[Token]:
    link: Token | None = main
    for _ in range(DEEPEST):
        if link is None or link.i not in inside:
            return
        yield link
        shunned = _shunned_below(parse, link, words.denials)
        if shunned is not None:
            link = shunned
            continue
        complement = _complement(parse, link) or _held(parse, link, words)
        if complement is not None and complement.i in inside and _colours(complement, words):
            yield complement
            link = _clause(parse, complement) or _clause(parse, link)
        else:
            link = _clause(parse, link) if _lends_colour(parse, link, words) else None


def _complement(parse: Parse, link: Token) -> Token | None:
    """What a copula says of its subject: "is *likely*", "remains *unclear*", "is no *evidence*"."""
    return parse.child(link, "acomp", "oprd", "attr")


def _held(parse: Parse, link: Token, words: Words) -> Token | None:
    """What a verb of having or finding has: "found no *evidence*", "has no *plans*"."""
    return parse.child(link, "dobj") if link.lemma in words.hedges.holding else None


def _colours(token: Token, words: Words) -> bool:
    lemma = token.lemma
    if token.pos in ("NOUN", "PROPN"):
        known = (words.hedges.noun, words.denials.evidence, words.denials.untrue, words.questions.settlements)
        return any(lemma in group for group in known)
    questions = words.questions
    return (
        lemma in words.hedges.incredible
        or lemma in ABLE
        or lemma in words.denials.untrue
        or lemma in words.denials.correct
        or lemma in words.hedges.adjective
        or lemma in questions.open
        or lemma in questions.closed
        or lemma in questions.unable
        or lemma in questions.early
        or lemma in questions.unconfirmed
        or lemma in words.denials.knowledge
    )


def _lends_colour(parse: Parse, link: Token, words: Words) -> bool:
    """Whether a predicate only colours the clause below it: "seems to", "is said to", "failed to", "is to"."""
    clause = _clause(parse, link)
    if clause is None:
        return False
    if link.lemma == "be":
        bare = parse.child(link, "acomp", "attr", "oprd", "prep") is None
        to = any(c.dep == "aux" and c.text.lower() == "to" for c in parse.children(clause))
        return bare and clause.i <= link.i + 4 and to
    if link.lemma in words.denials.failures or link.lemma == "remain" or is_yet_to(parse, link):
        return clause.dep == "xcomp"
    if link.lemma in words.hedges.crediting and link.tag == "VB" and parse.head(link).i != link.i:
        return True
    level = words.hedges.verb.get(link.lemma) or words.hedges.thing_verb.get(link.lemma)
    if level is None:
        return False
    if level is Level.BELIEVED and is_own_belief(parse, link):
        return True
    if level in (Level.REPORTED, Level.ALLEGED, Level.BELIEVED):
        return is_passive(parse, link)
    it = parse.child(link, *SUBJECTS)
    seems = level is Level.PROBABLE and clause.dep == "ccomp" and it is not None and it.text.lower() == "it"
    return seems or clause.dep == "xcomp" or is_passive(parse, link)


def is_yet_to(parse: Parse, link: Token) -> bool:
    """Whether a verb stands before "yet to": "*has* yet to be seen"."""
    return link.lemma in ("have", "be") and any(c.text.lower() == "yet" for c in parse.children(link))


def is_own_belief(parse: Parse, link: Token) -> bool:
    """Whether somebody says "we believe": a belief of the one who speaks."""
    subject = parse.child(link, "nsubj")
    return subject is not None and subject.text.lower() in ("i", "we") and parse.child(link, "ccomp") is not None


def is_passive(parse: Parse, token: Token) -> bool:
    """Whether a verb is in the passive ("is said", "has been believed")."""
    return parse.child(token, "auxpass", "nsubjpass") is not None


def is_agent(parse: Parse, verb: Token, words: Words) -> bool:
    """Whether the subject of a verb, or of what the verb hangs on, is somebody who can intend things."""
    token = verb
    subject = parse.child(token, *SUBJECTS)
    while subject is None and token.dep in ("xcomp", "conj", "ccomp", "acomp") and token.head != token.i:
        token = parse.head(token)
        subject = parse.child(token, *SUBJECTS)
    if subject is None:
        return True  # a headline: "Minister to resign", or an infinitive whose subject stands elsewhere
    roles, lower = words.roles, subject.text.lower()
    if subject.pos == "PRON":
        return lower in AGENTS
    named = subject.pos == "PROPN" or subject.ent in ("PERSON", "ORG", "GPE", "NORP")
    return named or any(subject.lemma in group for group in (roles.people, roles.speakers, roles.bodies, roles.sources))


def _clause(parse: Parse, token: Token) -> Token | None:
    """The clause or infinitive that completes a word."""
    return parse.child(token, "xcomp", "ccomp", "acl", "pcomp")


# -- no --------------------------------------------------------------------------------------------------------------


def negations(scope: Scope) -> list[Token]:
    """The words that turn the statement, one list for all; an odd number of turns makes a "no"."""
    return [token for turn in _turns(scope) for token in turn]


def is_negative(scope: Scope, *, apart: Sequence[Token] = ()) -> bool:
    """Whether the statement says no, the turns that have a word of `apart` left out."""
    known = {t.i for t in apart}
    return sum(known.isdisjoint(t.i for t in turn) for turn in _turns(scope)) % 2 == 1


def _turns(scope: Scope) -> Iterator[list[Token]]:
    parse, denials = scope.parse, scope.words.denials
    inside = {t.i for t in scope.tokens}
    links = {link.i for link in scope.chain}
    for link in scope.chain:
        below = _clause(parse, link)
        leads = below is not None and below.i in links
        if leads and link.lemma in denials.failures:
            yield [link]
        elif leads and is_yet_to(parse, link):
            yield [c for c in parse.children(link) if c.text.lower() == "yet"]
        elif link.lemma == "unable":
            yield [link]
        if (proof := shunned(parse, link, denials)) is not None:
            yield proof
        if link.lemma in scope.words.hedges.reverse or link.lemma == "unaware" or is_incredible(scope, link):
            yield [link]
        for child in parse.children(link):
            if child.i not in inside or (child.dep == "neg" and leaves_possible(parse, link, denials)):
                continue
            if child.text.lower() == "longer" and _is_negator(parse, child, denials):
                yield [*parse.children(child), child]
            elif _is_negator(parse, child, denials):
                yield (
                    [child, link]
                    if link.lemma in denials.knowledge and link.pos == "ADJ"
                    else [*_with_knowledge(scope, child, link)]
                )
            elif (nothing := _nothing(parse, child, denials)) is not None:
                yield nothing


def shunned(parse: Parse, verb: Token, denials: Denials) -> list[Token] | None:
    """The words by which an "-ing" did not happen, or None: "*stopped short of* admitting", "*kept from* entering"."""
    if verb.dep != "pcomp" or verb.tag != "VBG":
        return None
    shunning = next((t for t in parse.ancestors(verb) if t.pos in VERBAL), None)
    if shunning is None:
        return None
    words = parse.tokens[shunning.i : verb.i]
    between = " ".join(t.text.lower() for t in words[1:])
    barred = is_passive(parse, shunning) and between in denials.barred.get(shunning.lemma, ())
    return list(words) if barred or between in denials.shunned.get(shunning.lemma, ()) else None


def _shunned_below(parse: Parse, link: Token, denials: Denials) -> Token | None:
    """The "-ing" below a verb that says that it did not happen."""
    if link.lemma not in denials.shunned and link.lemma not in denials.barred:
        return None
    near = [c for c in parse.children(link) if c.i > link.i]
    near += [c for child in near for c in parse.children(child) if c.dep == "prep"]
    below = (parse.child(c, "pcomp") for c in near if c.dep == "prep")
    return next((verb for verb in below if verb is not None and shunned(parse, verb, denials) is not None), None)


def leaves_possible(parse: Parse, link: Token, denials: Denials) -> bool:
    """Whether "not" beside this verb of ruling out leaves its clause possible: "it cannot be *excluded* that"."""
    particle = parse.child(link, "prt")
    verb = link.lemma if particle is None else f"{link.lemma} {particle.lemma}"
    return verb in denials.excluding and parse.child(link, "ccomp", "csubj") is not None


def is_incredible(scope: Scope, link: Token) -> bool:
    """Whether an adjective says that something can hardly be believed: "*difficult* to believe"."""
    if link.lemma not in scope.words.hedges.incredible:
        return False
    below = [*scope.parse.children(link), *scope.parse.children(scope.parse.head(link))]
    return any(c.dep in ("xcomp", "ccomp") and c.lemma in scope.words.hedges.crediting for c in below)


def _with_knowledge(scope: Scope, negator: Token, link: Token) -> list[Token]:
    """The negator on a copula with the knowledge word behind it: "*not aware*"."""
    complement = _complement(scope.parse, link)
    if complement is not None and complement.lemma in scope.words.denials.knowledge:
        return [negator, complement]
    return [negator]


def _is_negator(parse: Parse, token: Token, denials: Denials) -> bool:
    """Whether a word beside a predicate turns it: "not", "never", "no longer", but not "not only"."""
    lower = token.text.lower()
    if token.dep == "neg" or (token.dep in ("advmod", "preconj", "cc") and lower in denials.negators):
        following = parse.tokens[token.i + 1].text.lower() if token.i + 1 < len(parse) else ""
        return following not in NO_NEGATION
    return lower == "longer" and any(c.text.lower() == "no" for c in parse.children(token))


def _nothing(parse: Parse, token: Token, denials: Denials) -> list[Token] | None:
    """The proof that a subject or object is none: "*nobody*", "*no* patient", "*no evidence*"."""
    if token.dep not in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
        return None
    if token.text.lower() in denials.nothings:
        return [token]
    if token.lemma in denials.doubts and parse.child(token, "acl", "ccomp", "relcl") is not None:
        return None  # "there is no doubt that": two noes
    det = next((c for c in parse.children(token) if c.dep in ("det", "neg", "preconj", "predet", "nummod")), None)
    if det is None or det.text.lower() not in (*denials.nothings, "not"):
        return None
    return [det, token] if token.lemma in denials.evidence else [det]
