"""What sort of statement a stretch is: fact-like, assessment, recommendation, prediction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sayso.lexicon.cues import CueClass
from sayso.lexicon.kinds import Kinds
from sayso.syntax import Parse, Token, top
from sayso.vocab import ClaimKind

#: Cues that settle the kind of what they carry, whatever its own words.
BY_CUE = {
    CueClass.DEMAND: ClaimKind.RECOMMENDATION,
    CueClass.PREDICT: ClaimKind.PREDICTION,
    CueClass.PLAN: ClaimKind.PREDICTION,
    CueClass.DESCRIBE: ClaimKind.ASSESSMENT,
    CueClass.CRITICISE: ClaimKind.ASSESSMENT,
    CueClass.SUPPORT: ClaimKind.ASSESSMENT,
}


def kind_of(parse: Parse, tokens: Sequence[Token], kinds: Kinds, cue: CueClass | None = None) -> ClaimKind:
    """What the cue or else the main predicate of the stretch does: demands, foretells, weighs, or says what is."""
    if cue is CueClass.DEMAND and tokens and tokens[0].pos == "NUM":
        return ClaimKind.FACT_LIKE  # who "demanded *12 million*" says what he wants, not what ought to be
    if cue in BY_CUE:
        return BY_CUE[cue]
    main = top(parse, tokens)
    if main is None:
        return ClaimKind.FACT_LIKE
    inside = {t.i for t in tokens}
    words = {t.i: t for t in predicate(parse, main) if t.i in inside}.values()
    told_to = (
        cue in (CueClass.SAY, CueClass.ASK)
        and main.tag == "VB"
        and any(c.text.lower() == "to" for c in parse.children(main))
    )
    if told_to or any(_demands(parse, t, kinds) for t in words) or _is_order(parse, main) or _advises(words, kinds):
        return ClaimKind.RECOMMENDATION
    if any(t.tag == "MD" and t.text.lower() in kinds.future for t in words) or _foretells(parse, main, kinds):
        return ClaimKind.PREDICTION
    if any(t.pos != "AUX" and _weighs(parse, t, kinds) for t in words):
        return ClaimKind.ASSESSMENT
    return ClaimKind.FACT_LIKE


def predicate(parse: Parse, main: Token) -> Iterator[Token]:
    """The words that make up a predicate: verb, auxiliaries, complement of a copula and what qualifies that."""
    yield main
    for child in parse.children(main):
        if child.dep in ("aux", "auxpass", "acomp", "oprd"):
            yield child
            yield from (c for c in parse.children(child) if c.dep == "conj" and child.dep in ("acomp", "oprd"))
        elif child.dep == "attr":
            yield child
            yield from (c for c in parse.children(child) if c.dep in ("amod", "acl"))


def _weighs(parse: Parse, word: Token, kinds: Kinds) -> bool:
    """Whether a word of the predicate weighs, or what stands beside it does: "*badly* run", "*too* slow"."""
    if word.lemma in kinds.weighing_set or word.text.lower() in kinds.weighing_set:
        return True
    beside = {c.text.lower() for c in parse.children(word) if c.dep == "advmod"}
    return not beside.isdisjoint(kinds.how_well) or (word.pos == "ADJ" and not beside.isdisjoint(kinds.degrees))


def _demands(parse: Parse, token: Token, kinds: Kinds) -> bool:
    if token.lemma in kinds.duty_to and token.tag in ("VB", "VBP", "VBZ") and token.pos == "VERB":
        return parse.child(token, "xcomp") is not None
    return (token.tag == "MD" or token.pos in ("VERB", "ADJ")) and token.lemma in kinds.duty


def _advises(words: Collection[Token], kinds: Kinds) -> bool:
    """Whether something "would be wise"."""
    return any(t.text.lower() == "would" for t in words) and any(t.lemma in kinds.advisable for t in words)


def _is_order(parse: Parse, main: Token) -> bool:
    """Whether a bare verb is an imperative ("Stop the pumps", "Do not swim")."""
    helped = any(c.dep == "aux" and c.text.lower() not in ("do", "don't") for c in parse.children(main))
    return main.tag == "VB" and not helped and parse.child(main, "nsubj", "nsubjpass") is None


def _foretells(parse: Parse, main: Token, kinds: Kinds) -> bool:
    """Whether the predicate points ahead with an infinitive: "is expected to rise", "is going to", "is to open"."""
    ahead = [main, *(c for c in parse.children(main) if c.dep in ("acomp", "oprd"))]
    for word in ahead:
        infinitive = next(
            (c for c in parse.children(word) if c.dep in ("xcomp", "ccomp") and parse.child(c, "aux") is not None), None
        )
        if infinitive is None or infinitive.tag != "VB":
            continue
        if word.lemma in kinds.foresight or (word.lemma == "be" and infinitive.i == word.i + 2):
            return True
    return False
