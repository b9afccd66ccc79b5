"""How surely each holder stands behind a mention (FactBank: values hold per source)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sayso.certainty.conditions import conditional
from sayso.certainty.findings import ORDER, Finding, value_of
from sayso.certainty.hedges import hedged, is_arranged
from sayso.certainty.open_questions import Open
from sayso.certainty.scope import Scope, Words, is_negative, negations, scope_of
from sayso.certainty.sources import STANDS, Stand, stand_of
from sayso.lexicon.cues import CueClass
from sayso.records import Attribution, Certainty, ClaimMention
from sayso.syntax import Parse, Token
from sayso.text import Span, merge
from sayso.vocab import Factuality, Level, Polarity, QuoteKind

VERSION = 1
AUTHOR = "author"


class Reading(msgspec.Struct, frozen=True):
    """A mention as its words stand, before anybody is said to say it."""

    level: Level
    negative: bool
    cues: tuple[Token, ...]
    turns: tuple[Token, ...]
    rule: str


# -- the rules -------------------------------------------------------------------------------------------------------


def said_to_be_open(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """The report or its source says that this is not known, or not confirmed."""
    links = {link.i for link in scope.chain}
    for one in opens:
        asked = {t.i for t in one.asked}
        if one.operator.i in links or (scope.chain and scope.chain[0].i in asked) or _coordinated(scope, one):
            return Finding(one.level, tuple(sorted(set(one.cues), key=lambda t: t.i)), one.rule)
    return None


def holds_on_a_condition(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """It is said to hold only if something else does."""
    return conditional(scope)


def is_hedged(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """A hedge, a plan or a word of hearsay stands on its predicate; of several, the one that commits least decides."""
    found = sorted(hedged(scope), key=lambda f: ORDER.index(f.level))
    if not found:
        return None
    same = [f for f in found if f.level is found[0].level]
    return Finding(found[0].level, tuple(t for f in same for t in f.cues), found[0].rule)


#: Rules in order of strength: the first that speaks decides the level of a mention's own words.
RULES: tuple[Callable[[Scope, Sequence[Open]], Finding | None], ...] = (
    said_to_be_open,
    holds_on_a_condition,
    is_hedged,
)


def _coordinated(scope: Scope, one: Open) -> bool:
    """Whether the second half of the predicate leaves it open: "was looking into it and *could not confirm* it"."""
    inside = {t.i for t in scope.tokens}
    head = scope.parse.head(one.operator)
    return one.operator.i in inside and one.operator.dep == "conj" and any(head.i == c.i for c in scope.chain)


# -- from words to certainties ---------------------------------------------------------------------------------------


def certainties(
    parse: Parse,
    mention: ClaimMention,
    attributions: dict[str, Attribution],
    opens: Mapping[int, Sequence[Open]],
    words: Words,
) -> Iterator[Certainty]:
    """One certainty for the report itself, and one for each source of the mention's chain, innermost first."""
    tokens: Sequence[Token] = parse.between(mention.span.start, mention.span.end)
    chain = list(chain_of(mention, attributions))
    if chain:
        tokens = _without_frame(tokens, chain[0])
    retold = bool(chain) and (chain[0].quote is not QuoteKind.DIRECT or len(chain) > 1)
    scope = scope_of(parse, tokens, words, backshifted=retold)
    reading = read(scope, opens.get(tokens[0].sentence, ()) if tokens else ())
    if not chain:
        yield _own(parse, mention, reading)
        return
    stand = stand_of(parse, chain[0], words)
    if stand.rule == "predicted" and is_arranged(scope):
        stand = STANDS[CueClass.PLAN]
    inner = _through(parse, mention, chain[0], stand, reading)
    yield _passed_on(mention, AUTHOR, inner, stand)
    yield inner
    for outer in chain[1:]:
        yield _passed_on(mention, outer.id, inner, stand, cue=outer)


def read(scope: Scope, opens: Sequence[Open]) -> Reading:
    """The level and polarity of a mention by its own words."""
    finding = next((f for rule in RULES if (f := rule(scope, opens)) is not None), None)
    turns = tuple(negations(scope))
    if finding is None:
        return Reading(Level.ASSERTED, is_negative(scope), (), turns, "negated" if turns else "plain")
    return Reading(finding.level, is_negative(scope), finding.cues, turns, finding.rule)


def chain_of(mention: ClaimMention, attributions: dict[str, Attribution]) -> Iterator[Attribution]:
    """The attributions that a mention stands in, innermost first."""
    seen: set[str] = set()
    current = mention.attribution_id
    while current is not None and current not in seen and current in attributions:
        seen.add(current)
        yield attributions[current]
        current = attributions[current].within


def _without_frame(tokens: Sequence[Token], attribution: Attribution) -> Sequence[Token]:
    """The words of a mention without the cue and source that break into it ("it was, he *said*, late")."""
    frame = (*attribution.cue, *attribution.source)
    kept = [t for t in tokens if not any(s.start <= t.start and t.end <= s.end for s in frame)]
    return kept or tokens


def _own(parse: Parse, mention: ClaimMention, reading: Reading) -> Certainty:
    """The report's own voice: what the words say, with nobody between."""
    polarity = _polarity(reading.level, reading.negative)
    value = value_of(reading.level, polarity)
    if reading.level in (Level.REPORTED, Level.ALLEGED, Level.BELIEVED):
        value = Factuality.UU  # hearsay without a source: the report does not commit itself
    cues = (*reading.cues, *reading.turns) if polarity is not Polarity.OPEN else reading.cues
    return _certainty(mention, AUTHOR, reading.level, polarity, value, _spans(parse, cues), reading.rule)


def _through(
    parse: Parse, mention: ClaimMention, attribution: Attribution, stand: Stand, reading: Reading
) -> Certainty:
    """The innermost source: the weaker of what its cue says and what the words inside say."""
    weaker = ORDER.index(reading.level) < ORDER.index(stand.level)
    level = reading.level if weaker else stand.level
    negative = reading.negative != stand.negative
    if level is Level.DENIED and not negative:
        level = Level.REPORTED  # to deny that it did not happen is to say that it did
    polarity = _polarity(level, negative)
    cue_spans = sorted(attribution.cue)
    if weaker:
        words = (*reading.cues, *reading.turns) if polarity is not Polarity.OPEN else reading.cues
        cues = [*_spans(parse, words), *(cue_spans if level in _BY_CUE or stand.negative else ())]
    else:
        extra = reading.cues if level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED) else reading.turns
        cues = [*cue_spans, *_spans(parse, extra)]
    value = stand.value if stand.value is not None and not weaker and not negative else value_of(level, polarity)
    rule = reading.rule if weaker or (stand.rule == "said" and reading.turns) else stand.rule
    return _certainty(mention, attribution.id, level, polarity, value, tuple(merge(cues)), rule)


#: Levels of a mention's words that only hold together with the cue: "said … allegedly".
_BY_CUE = frozenset({Level.REPORTED, Level.ALLEGED, Level.BELIEVED})


def _passed_on(
    mention: ClaimMention, holder: str, inner: Certainty, stand: Stand, cue: Attribution | None = None
) -> Certainty:
    """Whoever only passes on what the innermost source says does not commit itself to it."""
    level = inner.level if inner.level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED) else stand.distance
    spans = inner.cues if cue is None else tuple(sorted(cue.cue))
    return _certainty(mention, holder, level, inner.polarity, Factuality.UU, spans, "passed-on")


def _polarity(level: Level, negative: bool) -> Polarity:
    if level is Level.OPEN_QUESTION:
        return Polarity.OPEN
    if level is Level.NOT_CONFIRMED:
        return Polarity.POSITIVE  # "not confirmed that P": the "not" is about the confirming, not about P
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _spans(parse: Parse, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The words as spans, neighbours joined."""
    return tuple(merge((parse.span([t]) for t in set(tokens)), gap=1))


def _certainty(
    mention: ClaimMention,
    holder: str,
    level: Level,
    polarity: Polarity,
    value: Factuality,
    cues: tuple[Span, ...],
    rule: str,
) -> Certainty:
    return Certainty(
        made_by=f"certainty/{rule}@{VERSION}",
        claim_mention_id=mention.id,
        holder=holder,
        level=level,
        polarity=polarity,
        value=value,
        cues=cues,
    )
