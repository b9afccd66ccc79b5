"""How a source stands to what it is said to say: the level that an attribution's cue gives its content."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.certainty.scope import Scope, Words
from sayso.certainty.turning import turned
from sayso.certainty.untrue import plea_of
from sayso.lexicon.cues import CueClass
from sayso.lexicon.reading import class_of, cue_tokens
from sayso.records import Attribution
from sayso.syntax import Parse, Token
from sayso.vocab import Factuality, Level


class Stand(msgspec.Struct, frozen=True):
    """What a cue says before the content is read.

    Attributes:
        negative: whether the cue says no to its content ("denied", "does not believe").
        value: FactBank's value where it is not the usual one of the level.
        distance: the level at which the report itself passes the content on.
    """

    level: Level
    negative: bool
    rule: str
    value: Factuality | None = None
    distance: Level = Level.REPORTED


#: Class of the cue -> how its source stands to the content.
STANDS: dict[CueClass, Stand] = {
    CueClass.SAY: Stand(Level.REPORTED, False, "said"),
    CueClass.CLAIM: Stand(Level.ALLEGED, False, "claimed", distance=Level.ALLEGED),
    CueClass.CONFIRM: Stand(Level.REPORTED, False, "confirmed"),
    CueClass.BELIEVE: Stand(Level.BELIEVED, False, "believed"),
    CueClass.FEAR: Stand(Level.BELIEVED, False, "feared", Factuality.PS_PLUS),
    CueClass.HOPE: Stand(Level.UNKNOWN, False, "hoped"),
    CueClass.DOUBT: Stand(Level.BELIEVED, True, "doubted"),
    CueClass.DENY: Stand(Level.DENIED, True, "denied"),
    CueClass.ASK: Stand(Level.OPEN_QUESTION, False, "asked", distance=Level.OPEN_QUESTION),
    CueClass.WARN: Stand(Level.REPORTED, False, "warned"),
    CueClass.SUGGEST: Stand(Level.PROBABLE, False, "suggested"),
    CueClass.SHOW: Stand(Level.REPORTED, False, "shown"),
    CueClass.LEARN: Stand(Level.REPORTED, False, "learnt"),
    CueClass.PREDICT: Stand(Level.PROBABLE, False, "predicted"),
    CueClass.PLAN: Stand(Level.PLANNED, False, "planned"),
    CueClass.DEMAND: Stand(Level.REPORTED, False, "demanded", Factuality.UU),
    CueClass.ACCUSE: Stand(Level.ALLEGED, False, "accused", distance=Level.ALLEGED),
    CueClass.DESCRIBE: Stand(Level.REPORTED, False, "described"),
    CueClass.CRITICISE: Stand(Level.REPORTED, False, "criticised"),
    CueClass.SUPPORT: Stand(Level.REPORTED, False, "supported"),
}

_OPEN = Stand(Level.OPEN_QUESTION, False, "not-known", distance=Level.OPEN_QUESTION)
_NOT_CONFIRMED = Stand(Level.NOT_CONFIRMED, False, "not-confirmed", distance=Level.NOT_CONFIRMED)
_UNSAID = Stand(Level.UNKNOWN, False, "not-said", distance=Level.UNKNOWN)
_NO_EVIDENCE = Stand(Level.ASSERTED, True, "no-evidence", distance=Level.ASSERTED)
_ON_CONDITION = Stand(Level.CONDITIONAL, False, "on-condition", distance=Level.CONDITIONAL)
_NOT_RULED_OUT = Stand(Level.POSSIBLE, False, "not-ruled-out")


def stand_of(parse: Parse, attribution: Attribution, words: Words) -> Stand:
    """How the source stands to its content, by the class of the cue and what turns it."""
    tokens = cue_tokens(parse, attribution)
    special = _special(parse, attribution, tokens, words)
    return special or _by_class(parse, tokens, words, said=_opening(parse, attribution))


def stand_above(scope: Scope) -> tuple[Stand, list[Token]] | None:
    """How a statement that nobody is found to say stands under the verb that it completes, and that verb's words.

    "The captain assumed *the channel was clear*", "declined to comment on *the report*".
    """
    parse, words = scope.parse, scope.words
    first = scope.chain[0] if scope.chain else None
    if first is None or first.dep not in ("ccomp", "xcomp", "dobj", "pobj", "prep"):
        return None
    verb = parse.head(first)
    if first.dep in ("pobj", "prep"):
        verb, prep = (verb, first.lemma) if first.dep == "prep" else (parse.head(verb), verb.lemma)
        if prep not in words.cues.prepositional.get(verb.lemma, ()) and verb.lemma not in words.denials.answering:
            return None
    particle = parse.child(verb, "prt")
    tokens = [verb] if particle is None else [verb, particle]
    known = {verb.lemma, " ".join(t.lemma for t in tokens)} & words.cues.verb_class.keys()
    if verb.pos != "VERB" or not known or verb.i in {t.i for t in scope.tokens}:
        return None
    return _by_class(parse, tokens, words, said=scope.tokens), tokens


def _by_class(parse: Parse, tokens: list[Token], words: Words, *, said: Sequence[Token]) -> Stand:
    """What the class of a cue, and what turns it, say of `said`; to ask *to do* something leaves no question open."""
    asks = bool(said) and _is_question_word(said[0], words)
    turns = _turns(parse, tokens, words)
    # "refuses to believe" is about believing: the words that turn a cue do not decide its class.
    turning = {t.i for t in turns or ()}
    core = [t for t in tokens if t.i not in turning or t.pos == "NOUN"]
    kind = class_of(parse, core if any(t.pos == "VERB" for t in core) else tokens, words.cues)
    lemmas = {t.lemma for t in tokens} | {t.text.lower() for t in tokens} | {" ".join(t.lemma for t in tokens)}
    if turns is not None:
        return _turned_stand(kind, lemmas, asks, words)
    if kind is CueClass.DENY and lemmas & set(words.denials.soft):
        refuses = bool(lemmas & set(words.denials.failures))
        return Stand(Level.REPORTED, refuses, "refused" if refuses else "opposed")
    asking = any(t.pos == "NOUN" and t.lemma in words.questions.riddles for t in tokens)
    if asking and kind in (CueClass.DOUBT, CueClass.SUGGEST):
        return _OPEN  # "raised questions about the timing"
    if kind is CueClass.DOUBT and lemmas & set(words.denials.disputes):
        return Stand(Level.DENIED, True, "disputed")
    if kind is CueClass.BELIEVE and lemmas & set(words.hedges.sure):
        return Stand(Level.BELIEVED, False, "convinced", Factuality.CT_PLUS)
    return STANDS[CueClass.DEMAND if kind is CueClass.ASK and _is_infinitive(said) else kind]


def _special(parse: Parse, attribution: Attribution, tokens: Sequence[Token], words: Words) -> Stand | None:
    """What stands before the class of a cue: hearsay adverbs, unconfirmed sources, conditions, acts intended."""
    hedges, questions = words.hedges, words.questions
    if tokens and not attribution.source and all(t.text.lower() in hedges.adverb for t in tokens):
        level = hedges.adverb[tokens[0].text.lower()]
        return Stand(level, False, "hearsay", Factuality.UU, distance=level)
    source = (t for span in (*attribution.source, *attribution.cue) for t in parse.between(span.start, span.end))
    if any(t.text.lower() in questions.unconfirmed for t in source):
        return _NOT_CONFIRMED
    if not attribution.source and any(t.lemma in words.denials.evidence and t.pos == "NOUN" for t in tokens):
        turns = _turns(parse, tokens, words)
        return None if turns is None else _NO_EVIDENCE  # "there is no evidence that": the report's own word
    verbs = [t for t in tokens if t.pos == "VERB"]
    for verb in verbs[:1]:
        colour = hedges.verb.get(verb.lemma)
        completed = parse.child(verb, "xcomp", "ccomp", "oprd", "acomp") is not None
        if colour is Level.PROBABLE and completed and verb.lemma not in words.cues.verb_class:
            return Stand(colour, turned(parse, verb, words) is not None, "coloured")
        if plea_of(parse, verb, words) is not None:
            return STANDS[CueClass.CONFIRM]
        mark = parse.child(verb, "mark")
        if verb.dep == "advcl" and mark is not None and mark.text.lower() in hedges.conditions:
            return _ON_CONDITION
        intends = colour is Level.PLANNED and len(verbs) == 1
        if intends and _is_own_act(parse, verb, attribution) and turned(parse, verb, words) is None:
            return STANDS[CueClass.PLAN]
    return None


def _is_own_act(parse: Parse, verb: Token, attribution: Attribution) -> bool:
    """Whether the content is what the source means to do itself: "is threatening *to boycott* the vote"."""
    start = min((span.start for span in attribution.content), default=-1)
    act = parse.child(verb, "xcomp")
    return act is not None and any(c.text.lower() == "to" and c.start >= start for c in parse.children(act))


def _turned_stand(kind: CueClass, lemmas: set[str], asks: bool, words: Words) -> Stand:
    """How a source stands to what it does *not* say, believe or confirm."""
    if asks:
        return _UNSAID if kind is CueClass.ASK else _OPEN
    if any(lemmas.issuperset(verb.split()) for verb in words.denials.excluding):
        return _NOT_RULED_OUT
    if lemmas & set(words.questions.confirming):
        return _NOT_CONFIRMED
    if kind is CueClass.DENY:
        return _UNSAID
    if kind in (CueClass.SAY, CueClass.CONFIRM, CueClass.ASK, CueClass.CLAIM):
        return _UNSAID
    usual = STANDS[kind]
    return Stand(usual.level, not usual.negative, f"not-{usual.rule}", distance=usual.distance)


def _turns(parse: Parse, tokens: Sequence[Token], words: Words) -> list[Token] | None:
    """The words by which the cue itself is negated, or None: "has *not* confirmed", "is *yet* to say", "*no* proof"."""
    for token in tokens:
        proof = turned(parse, token, words)
        if proof is not None:
            return proof
        if parse.head(token).lemma == "without" and token.dep == "pcomp":
            return [parse.head(token)]
        noes = [c for c in parse.children(token) if c.dep in ("det", "neg", "preconj") and c.text.lower() == "no"]
        if token.pos == "NOUN" and noes:
            return noes
    return None


def _opening(parse: Parse, attribution: Attribution) -> Sequence[Token]:
    """The words of the first piece of what is said."""
    first = min(attribution.content, default=None)
    return () if first is None else parse.between(first.start, first.end)


def _is_infinitive(tokens: Sequence[Token]) -> bool:
    """Whether it is what somebody is to do: "asked hospitals *to postpone operations*"."""
    words = tokens[1:] if tokens and tokens[0].dep == "neg" else tokens
    return len(words) > 1 and words[0].text.lower() == "to" and words[1].tag == "VB"


def _is_question_word(token: Token, words: Words) -> bool:
    return token.text.lower() in words.questions.wh or token.text.lower() == "if"
