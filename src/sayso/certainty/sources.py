"""How a source stands to what it is said to say: the level that an attribution's cue gives its content."""

from __future__ import annotations

import msgspec

from sayso.certainty.open_questions import turned
from sayso.certainty.scope import Words
from sayso.lexicon.cues import CueClass
from sayso.lexicon.reading import cue_class, cue_tokens
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
_NOT_RULED_OUT = Stand(Level.POSSIBLE, False, "not-ruled-out")


def stand_of(parse: Parse, attribution: Attribution, words: Words) -> Stand:
    """How the source stands to its content, by the class of the cue and what turns it."""
    tokens = cue_tokens(parse, attribution)
    kind = cue_class(parse, attribution, words.cues)
    lemmas = {t.lemma for t in tokens} | {t.text.lower() for t in tokens} | {" ".join(t.lemma for t in tokens)}
    if _is_turned(parse, tokens, words):
        return _turned_stand(kind, lemmas, _asks(parse, attribution, words), words)
    if kind is CueClass.DENY and lemmas & set(words.denials.soft):
        refuses = bool(lemmas & set(words.denials.failures))
        return Stand(Level.REPORTED, refuses, "refused" if refuses else "opposed")
    if kind is CueClass.DOUBT and lemmas & set(words.denials.disputes):
        return Stand(Level.DENIED, True, "disputed")
    if kind is CueClass.BELIEVE and lemmas & set(words.hedges.sure):
        return Stand(Level.BELIEVED, False, "convinced", Factuality.CT_PLUS)
    return STANDS[kind]


def _turned_stand(kind: CueClass, lemmas: set[str], asks: bool, words: Words) -> Stand:
    """How a source stands to what it does *not* say, believe or confirm."""
    if asks:
        return _UNSAID if kind is CueClass.ASK else _OPEN
    if lemmas & set(words.questions.confirming):
        return _NOT_CONFIRMED
    if kind is CueClass.DENY:
        return _NOT_RULED_OUT if lemmas & {"rule", "exclude", "discount", "dismiss"} else _UNSAID
    if kind in (CueClass.SAY, CueClass.CONFIRM, CueClass.ASK, CueClass.CLAIM):
        return _UNSAID
    usual = STANDS[kind]
    return Stand(usual.level, not usual.negative, f"not-{usual.rule}", distance=usual.distance)


def _is_turned(parse: Parse, tokens: list[Token], words: Words) -> bool:
    """Whether the cue itself is negated: "has not confirmed", "no evidence", "is yet to say"."""
    for token in tokens:
        if turned(parse, token, words) or (parse.head(token).lemma == "without" and token.dep == "pcomp"):
            return True
        determiners = [c.text.lower() for c in parse.children(token) if c.dep in ("det", "neg", "preconj")]
        if token.pos == "NOUN" and "no" in determiners:
            return True
    return False


def _asks(parse: Parse, attribution: Attribution, words: Words) -> bool:
    """Whether the content begins with a question word."""
    for span in sorted(attribution.content)[:1]:
        tokens = parse.between(span.start, span.end)
        if tokens and (tokens[0].text.lower() in words.questions.wh or tokens[0].text.lower() == "if"):
            return True
    return False
