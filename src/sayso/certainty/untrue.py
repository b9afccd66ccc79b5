"""What is called untrue, and what is left unanswered: words outside a statement, or around it, that take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.certainty.findings import Finding
from sayso.certainty.scope import POINTERS, Scope, Words, shunned
from sayso.certainty.turning import turned
from sayso.syntax import SUBJECTS, VERBAL, Parse, Token
from sayso.vocab import Level

#: How far above a statement the verb may stand that leaves it unanswered ("reply to a request for comment on reports").
HIGHEST = 8


def called_untrue(scope: Scope) -> Finding | None:
    """What is said of it, a claim or rumour, is called false, a lie or wrong: "reports that it sank are *untrue*"."""
    rules = (_untrue_predicate, _untrue_above, _untrue_noun, _untrue_name, _no_truth, _not_guilty)
    for proof in (found for rule in rules for found in rule(scope)):
        return Finding(Level.DENIED, tuple(sorted(proof, key=lambda t: t.i)), "called-untrue")
    return None


def left_unanswered(scope: Scope) -> Finding | None:
    """Somebody does not answer what is said: "would not *comment* on reports that", "had no *answer* to the charge"."""
    parse, denials = scope.parse, scope.words.denials
    noun = _said_above(scope)
    if noun is None:
        return None
    inside = {t.i for t in scope.tokens}
    for token, _ in zip((noun, *parse.ancestors(noun)), range(HIGHEST), strict=False):
        if token.i in inside:
            continue
        none = _none_of(parse, token, scope.words)
        if none:
            return Finding(Level.UNKNOWN, none, "unanswered")
        if token.pos == "VERB" and token.lemma in denials.evading:
            return Finding(Level.UNKNOWN, (token,), "unanswered")
        state = parse.child(token, "acomp", "oprd")
        if state is not None and state.lemma in denials.silent:
            return Finding(Level.UNKNOWN, (state,), "unanswered")
        if token.pos == "VERB" and token.lemma in denials.answering:
            proof = turned(parse, token, scope.words) or shunned(parse, token, denials)
            return Finding(Level.UNKNOWN, (*proof, token), "unanswered") if proof else None
    return None


def _none_of(parse: Parse, token: Token, words: Words) -> tuple[Token, ...]:
    """The proof that there is no answer: "*no comment*", "said *nothing*"."""
    for candidate in (token, *(c for c in parse.children(token) if c.dep in ("dobj", "attr"))):
        if candidate.lemma not in words.denials.answers or candidate.i > token.i + 4:
            continue
        if candidate.text.lower() == "nothing":
            return (candidate,)
        no = next((c for c in parse.children(candidate) if c.dep in ("det", "neg") and c.text.lower() == "no"), None)
        if no is not None:
            return (no, candidate)
    return ()


def _said_above(scope: Scope) -> Token | None:
    """The noun of what is said that a statement hangs on ("the *claim* that …", "*reports* of …"), or None."""
    if not scope.chain:
        return None
    first = scope.chain[0]
    if first.head == first.i:
        return first if first.pos == "NOUN" and first.lemma in scope.words.denials.said else None
    above = [first, *(t for t, _ in zip(scope.parse.ancestors(first), range(2), strict=False))]
    said = next((t for t in above if t.pos == "NOUN" and t.lemma in scope.words.denials.said), None)
    if said is not None:
        return said
    # The parser often hangs the clause on the verb: "called the *claim* that it sank a lie".
    start = scope.parse.subtree(first)[0].i
    before = scope.parse.tokens[max(start - 2, 0) : start]
    return next((t for t in before if t.pos == "NOUN" and t.lemma in scope.words.denials.said), None)


def _untrue_noun(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof outside a statement that the noun it hangs on is called untrue."""
    noun = _said_above(scope)
    if noun is None:
        return
    parse, inside = scope.parse, {t.i for t in scope.tokens}
    if noun.head == noun.i:
        yield from _untrue_at_last(scope, noun)
        return
    verb = next((t for t in parse.ancestors(noun) if t.pos in VERBAL), noun)
    if verb.lemma in scope.words.denials.scoffing and turned(parse, verb, scope.words) is None:
        yield [verb]
    elif noun.dep in SUBJECTS and (state := _untrue_state(scope, verb)) and not inside & {t.i for t in state}:
        yield state
    elif noun.head == verb.i:
        # "described reports that … as nonsense", "called the allegation … a lie": looked for behind the statement.
        last = max(inside)
        behind = parse.tokens[last + 1 : last + 5]
        found = [t for t in behind if t.lemma in scope.words.denials.untrue]
        within = [t for t in scope.tokens[-3:] if t.lemma in scope.words.denials.untrue and t.dep != "acomp"]
        naming = scope.words.cues.as_frame | scope.words.cues.direct
        if verb.lemma in naming and (found or within):
            yield [*(found or within)]


def _untrue_at_last(scope: Scope, noun: Token) -> Iterator[Sequence[Token]]:
    """The proof where the parser lost the main verb: "*Claims* that the wine contains water are *false*"."""
    sentence = scope.parse.sentences[noun.sentence]
    after = scope.parse.tokens[noun.i + 1 : sentence.last]
    links = [t for t in after if t.lemma == "be"]
    state = [t for t in after if t.lemma in scope.words.denials.untrue and t.pos in ("ADJ", "NOUN")]
    if links and state and links[-1].i < state[-1].i:
        yield [state[-1]]


def _untrue_above(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof outside a statement that "it" is untrue: "it is *untrue* that"."""
    if not scope.chain or scope.chain[0].dep not in ("ccomp", "csubj", "acl"):
        return
    above = scope.parse.head(scope.chain[0])
    link = above if above.pos in ("AUX", "VERB") else scope.parse.head(above)
    subject = scope.parse.child(link, *SUBJECTS)
    state = _untrue_state(scope, link)
    outside = {t.i for t in state}.isdisjoint(t.i for t in scope.tokens)
    if state and outside and subject is not None and subject.text.lower() == "it":
        yield state


def _untrue_predicate(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof inside a statement that it calls something untrue: "the reports … are *false*", "it is *not true*"."""
    parse, denials = scope.parse, scope.words.denials
    for link in scope.chain:
        if link.pos not in ("AUX", "VERB"):
            continue
        subject = parse.child(link, *SUBJECTS)
        state = _untrue_state(scope, link)
        if subject is None or not state:
            continue
        clause = parse.child(link, "ccomp", "csubj") is not None and subject.text.lower() in ("it", "that")
        surely = state[-1].lemma in denials.correct or not denials.surely_untrue.isdisjoint(_forms(state[-1]))
        if subject.lemma in denials.said or clause or (surely and _is_bare(parse, link, subject, state)):
            yield state


def _is_bare(parse: Parse, link: Token, subject: Token, state: Sequence[Token]) -> bool:
    """Whether the words say nothing but that "it" is untrue: "*that* is simply not true"."""
    if subject.text.lower() not in POINTERS or any(parse.children(subject)):
        return False
    beside = [c for t in (link, state[-1]) for c in parse.children(t) if c.i not in {subject.i, *(s.i for s in state)}]
    return all(
        c.text.lower() == "all"
        or c.dep in ("advmod", "neg", "punct", "det", "amod", "aux", "predet", "mark", "cc", "conj", "intj", "advcl")
        for c in beside
    )


def _untrue_name(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof in words that only give what was told a name: called "the report *nonsense*", "it a *lie*"."""
    denials, tokens = scope.words.denials, scope.tokens
    if any(t.pos in VERBAL and t.text.lower() not in denials.untrue for t in tokens):
        return
    told = next((t for t in tokens[:4] if t.lemma in denials.said or t.text.lower() in POINTERS), None)
    verb = None if told is None else next((t for t in scope.parse.ancestors(told) if t.pos in VERBAL), None)
    naming = scope.words.cues.as_frame | scope.words.cues.direct
    if told is not None and verb is not None and verb.lemma in naming and not turned(scope.parse, verb, scope.words):
        untrue = denials.untrue if told.lemma in denials.said else denials.surely_untrue
        yield from ([t] for t in tokens if t.i > told.i and _is_name(scope.parse, t, untrue))


def _is_name(parse: Parse, token: Token, untrue: frozenset[str]) -> bool:
    """Whether a word calls what is before it untrue: "as *nonsense*"; not "accused it of *lies*", "*false* papers"."""
    if untrue.isdisjoint(_forms(token)):
        return False
    while token.dep == "conj":
        token = parse.head(token)
    head = parse.head(token)
    return token.i >= head.i and (token.dep != "pobj" or head.text.lower() == "as")


def _forms(token: Token) -> tuple[str, str]:
    """A word as it stands, and its base form: "invented" is in the lexicon, "invent" is not."""
    return token.text.lower(), token.lemma


def _untrue_state(scope: Scope, link: Token) -> list[Token]:
    """What a copula says when it denies: "*false*", "a *lie*", "*not true*"."""
    parse, denials = scope.parse, scope.words.denials
    state = parse.child(link, "acomp", "attr", "oprd")
    if state is None:
        return []
    nots = [c for c in parse.children(link) if c.dep == "neg"]
    if not denials.untrue.isdisjoint(_forms(state)) and not nots:
        return [state]
    if state.lemma in denials.correct and nots:
        return [*nots, state]
    return []


def _not_guilty(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof that somebody is said to plead "*not guilty*" to it."""
    parse, first = scope.parse, scope.chain[0] if scope.chain else None
    above = [] if first is None else [first, *(t for t, _ in zip(parse.ancestors(first), range(3), strict=False))]
    for verb in above:
        nots = [c for w in (verb, *parse.children(verb)) for c in parse.children(w) if c.dep == "neg"]
        plea = plea_of(parse, verb, scope.words)
        if plea is not None and nots:
            yield [*nots, plea]


def plea_of(parse: Parse, verb: Token, words: Words) -> Token | None:
    """What a verb of pleading pleads: "pleaded *guilty*"; None for other verbs."""
    pleaded = words.denials.pleading.get(verb.lemma, ())
    return next((c for c in parse.children(verb) if c.lemma in pleaded), None)


def _no_truth(scope: Scope) -> Iterator[Sequence[Token]]:
    """The proof that nothing in it is true: "there is *no truth* in rumours that"."""
    parse, denials = scope.parse, scope.words.denials
    noun = _said_above(scope)
    above = [] if noun is None else [t for t, _ in zip(parse.ancestors(noun), range(2), strict=False)]
    own = [c for link in scope.chain for c in (link, *parse.children(link)) if c.dep in ("attr", "dobj", "nsubj")]
    for token in (*above, *own):
        if token.lemma not in denials.truth:
            continue
        no = next((c for c in parse.children(token) if c.text.lower() in ("no", "any", "little")), None)
        in_what = [n for c in parse.children(token) if c.dep == "prep" for n in parse.children(c)]
        if no is not None and any(n.lemma in denials.said for n in in_what):
            yield [no, token]
