"""How surely each holder stands behind a mention (FactBank: values hold per source)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from sayso.certainty.conditions import conditional
from sayso.certainty.findings import ORDER, Finding, value_of
from sayso.certainty.grade import number_of, score_of
from sayso.certainty.hedges import hedged, is_arranged
from sayso.certainty.open_questions import Open
from sayso.certainty.scope import Scope, Words, is_negative, negations, scope_of
from sayso.certainty.sources import STANDS, Stand, stand_above, stand_of
from sayso.certainty.untrue import called_untrue, left_unanswered
from sayso.engines.base import FactualityEngine
from sayso.lexicon.cues import CueClass
from sayso.records import Attribution, Certainty, ClaimMention
from sayso.syntax import Parse, Token
from sayso.text import Span, merge
from sayso.vocab import Factuality, Level, Polarity, QuoteKind

VERSION = 2
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


def is_called_untrue(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """What is said of it is called false, a lie or wrong."""
    return called_untrue(scope)


def is_left_unanswered(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """Somebody is asked about it and takes no stand."""
    return left_unanswered(scope)


def holds_on_a_condition(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """It is said to hold only if something else does."""
    return conditional(scope)


def is_hedged(scope: Scope, opens: Sequence[Open]) -> Finding | None:
    """A hedge, a plan or a word of hearsay stands on its predicate; of several, the one that commits least decides."""
    found = sorted(hedged(scope), key=lambda f: ORDER.index(f.level))
    if not found:
        return None
    same = [f for f in found if f.level is found[0].level]
    same = [f for f in same if f.rule != "foretold"] or same  # "will probably": the adverb says it
    return Finding(found[0].level, tuple(t for f in same for t in f.cues), same[0].rule)


#: Rules in order of strength: the first that speaks decides the level of a mention's own words.
RULES: tuple[Callable[[Scope, Sequence[Open]], Finding | None], ...] = (
    said_to_be_open,
    is_called_untrue,
    is_left_unanswered,
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
    factuality: FactualityEngine,
) -> Iterator[Certainty]:
    """One certainty for the report itself, and one for each source of the mention's chain, innermost first."""
    tokens: Sequence[Token] = parse.between(mention.span.start, mention.span.end)
    chain = list(chain_of(mention, attributions))
    if chain:
        tokens = _without_frame(tokens, chain[0])
    retold = bool(chain) and (chain[0].quote is not QuoteKind.DIRECT or len(chain) > 1)
    scope = scope_of(parse, tokens, words, backshifted=retold)
    open_here = opens.get(tokens[0].sentence, ()) if tokens else ()
    reading = read(scope, [one for one in open_here if not (chain and _is_about_saying(one, chain[0]))])
    number = number_of(scope, factuality)
    number = -abs(number) if reading.negative else number  # whether it is a "no" the rules see better
    if not chain:
        yield _own(parse, mention, scope, reading, number)
        return
    stand = stand_of(parse, chain[0], words)
    if stand.rule in ("predicted", "not-predicted") and is_arranged(scope):
        stand = msgspec.structs.replace(STANDS[CueClass.PLAN], negative=stand.negative)
    inner = _through(parse, mention, chain[0].id, sorted(chain[0].cue), stand, reading, number)
    yield _passed_on(mention, AUTHOR, inner, stand)
    yield inner
    for below, outer in pairwise(chain):
        yield _retold(parse, mention, outer, below, inner, stand, words)


def _is_about_saying(one: Open, attribution: Attribution) -> bool:
    """Whether it is left open that the source said so, not what it said: "could not confirm that he *said* it"."""
    return any(s.start <= t.start and t.end <= s.end for s in attribution.cue for t in one.asked if t.pos == "VERB")


def read(scope: Scope, opens: Sequence[Open]) -> Reading:
    """The level and polarity of a mention by its own words."""
    finding = next((f for rule in RULES if (f := rule(scope, opens)) is not None), None)
    turns = tuple(negations(scope))
    if finding is None:
        return Reading(Level.ASSERTED, is_negative(scope), (), turns, "negated" if turns else "plain")
    if finding.level is Level.DENIED:
        # Untrue, and no other "not" about it: it is denied. "It is not true that it did not sink" says that it did.
        negative = not is_negative(scope, apart=finding.cues)
        level = Level.DENIED if negative else Level.ASSERTED
        return Reading(level, negative, finding.cues, turns, finding.rule)
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


def _own(parse: Parse, mention: ClaimMention, scope: Scope, reading: Reading, number: float) -> Certainty:
    """The report's own voice: what the words say, with nobody between; or under a verb outside that holds them."""
    above = stand_above(scope)
    if above is not None:
        stand, cue = above
        through = _through(parse, mention, AUTHOR, _spans(parse, cue), stand, reading, number)
        return msgspec.structs.replace(through, value=Factuality.UU)
    polarity = _polarity(reading.level, reading.negative, reading.rule)
    value = value_of(reading.level, polarity)
    if reading.level in (Level.REPORTED, Level.ALLEGED, Level.BELIEVED):
        value = Factuality.UU  # hearsay without a source: the report does not commit itself
    cues = (*reading.cues, *reading.turns) if polarity is not Polarity.OPEN else reading.cues
    score = score_of(number, reading.level, untrue=reading.level is Level.DENIED)
    return _certainty(mention, AUTHOR, reading.level, polarity, value, _spans(parse, cues), reading.rule, score)


def _through(
    parse: Parse,
    mention: ClaimMention,
    holder: str,
    cue: Sequence[Span],
    stand: Stand,
    reading: Reading,
    number: float,
) -> Certainty:
    """The innermost source: the weaker of what its cue says and what the words inside say."""
    weaker = _is_weaker(reading, stand)
    level = reading.level if weaker else stand.level
    # "Rejected the claim … as false" says no once, not twice.
    negative = reading.negative if reading.level is Level.DENIED else reading.negative != stand.negative
    if level is Level.DENIED and not negative:
        level = Level.REPORTED  # to deny that it did not happen is to say that it did
    rule = reading.rule if weaker or (stand.rule == "said" and reading.turns) else stand.rule
    polarity = _polarity(level, negative, rule)
    if weaker:
        words = (*reading.cues, *reading.turns) if polarity is not Polarity.OPEN else reading.cues
        cues = [*_spans(parse, words), *(cue if level in _BY_CUE or stand.negative else ())]
    else:
        own_words = level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED, Level.DENIED)
        extra = (*reading.cues, *reading.turns) if own_words else reading.turns
        cues = [*cue, *_spans(parse, extra)]
    value = stand.value if stand.value is not None and not weaker and not negative else value_of(level, polarity)
    score = score_of(number, level, untrue=reading.level is Level.DENIED, stand=stand)
    return _certainty(mention, holder, level, polarity, value, tuple(merge(cues)), rule, score)


def _is_weaker(reading: Reading, stand: Stand) -> bool:
    """Whether the words inside commit the source less than its cue does."""
    if stand.level is Level.UNKNOWN:
        return reading.level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED)  # no stand is no stand, whatever on
    if reading.rule in NO_STAND:
        return True  # "did not respond to questions about reports that …"
    foresees = reading.level is Level.PLANNED or reading.rule == "foretold"
    if foresees and stand.level in (Level.BELIEVED, Level.PROBABLE):
        return False  # who fears or expects that others will act plans nothing
    return ORDER.index(reading.level) < ORDER.index(stand.level)


#: Levels of a mention's words that only hold together with the cue: "said … allegedly".
_BY_CUE = frozenset({Level.REPORTED, Level.ALLEGED, Level.BELIEVED, Level.DENIED})


def _passed_on(mention: ClaimMention, holder: str, inner: Certainty, stand: Stand) -> Certainty:
    """Whoever only passes on what the innermost source says does not commit itself to it."""
    level = inner.level if inner.level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED) else stand.distance
    return _certainty(mention, holder, level, inner.polarity, Factuality.UU, inner.cues, "passed-on", inner.score)


def _retold(
    parse: Parse,
    mention: ClaimMention,
    outer: Attribution,
    below: Attribution,
    inner: Certainty,
    stand: Stand,
    words: Words,
) -> Certainty:
    """A source in between: what it makes of the saying inside is as much as it makes of what is said there.

    Who says or believes that others said so passes it on; who denies that they did, or cannot confirm it, leaves what
    they said open. Who rejects their *claim* denies what it claims.
    """
    spans = tuple(sorted(outer.cue))
    own = stand_of(parse, outer, words)
    passes = _passed_on(mention, outer.id, inner, stand)
    level, polarity = passes.level, passes.polarity
    if own.level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED):
        level, polarity = own.level, _polarity(own.level, inner.polarity is Polarity.NEGATIVE, own.rule)
    elif own.level is Level.DENIED and inner.polarity is Polarity.POSITIVE and _is_claim_of(parse, below, words):
        level, polarity = Level.DENIED, Polarity.NEGATIVE
    elif own.negative or own.level is Level.UNKNOWN:
        level, polarity = Level.UNKNOWN, Polarity.OPEN
    elif level is Level.REPORTED:
        level = own.distance
    score = score_of(0.0, level) if polarity is Polarity.OPEN else inner.score
    return _certainty(mention, outer.id, level, polarity, Factuality.UU, spans, "passed-on", score)


def _is_claim_of(parse: Parse, attribution: Attribution, words: Words) -> bool:
    """Whether a noun brings what is said: "the union's *claim* that …", "a *report* by the Ledger that …"."""
    cue = [t for span in attribution.cue for t in parse.between(span.start, span.end)]
    return any(t.pos == "NOUN" and t.lemma in words.denials.said for t in cue)


#: Rules by which a holder says neither yes nor no.
NO_STAND = frozenset({"not-said", "unanswered"})


def _polarity(level: Level, negative: bool, rule: str) -> Polarity:
    if level is Level.OPEN_QUESTION or rule in NO_STAND:
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
    score: float,
) -> Certainty:
    return Certainty(
        made_by=f"certainty/{rule}@{VERSION}",
        score=score,
        claim_mention_id=mention.id,
        holder=holder,
        level=level,
        polarity=polarity,
        value=value,
        cues=cues,
    )
