"""What sort of statement a stretch is: fact-like, assessment, recommendation, prediction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    if cue in BY_CUE:
        return BY_CUE[cue]
    main = top(parse, tokens)
    if main is None:
        return ClaimKind.FACT_LIKE
    inside = {t.i for t in tokens}
    words = {t.i: t for t in predicate(parse, main) if t.i in inside}.values()
    told_to = cue is CueClass.SAY and main.tag == "VB" and any(c.text.lower() == "to" for c in parse.children(main))
    if told_to or any(_demands(t, kinds) for t in words) or _is_order(parse, main):
        return ClaimKind.RECOMMENDATION
    if any(t.tag == "MD" and t.text.lower() in kinds.future for t in words) or _foretells(parse, main, kinds):
        return ClaimKind.PREDICTION
    if any(t.lemma in kinds.weighing_set for t in words if t.pos != "AUX"):
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


def _demands(token: Token, kinds: Kinds) -> bool:
    return (token.tag == "MD" or token.pos in ("VERB", "ADJ")) and token.lemma in kinds.duty


def _is_order(parse: Parse, main: Token) -> bool:
    """Whether a bare verb is an imperative ("Stop the pumps")."""
    return main.tag == "VB" and parse.child(main, "aux", "nsubj", "nsubjpass") is None


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
