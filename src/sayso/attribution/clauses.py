"""Attributions inside what somebody says, as the parse shows them: "she hopes *they agree*", "they were told to wait".

The model has learned from texts in which nothing inside another's words is marked, so of short clauses in there it
misses many. Only plain constructions are read, and only verbs of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.hearers import hearer_of, is_told
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import agent_of, is_passive, sayer, subject_of
from sayso.lexicon.cues import CueClass
from sayso.syntax import VERBAL, Parse, Token

RULE = "clause-inside@2"

#: Helpers of a verb that belong to the cue.
_HELPERS = frozenset({"aux", "auxpass", "neg", "prt"})


class _Predicate(NamedTuple):
    """A verb of the lexicon, or "be" with an adjective of it.

    Attributes:
        kind: what it makes of its content.
        carrier: the word that the content hangs on.
        words: what belongs to the cue besides the verb and its helpers.
    """

    verb: Token
    kind: CueClass
    carrier: Token
    words: tuple[Token, ...]


def clause_findings(reading: Reading, within: Sequence[Stretch]) -> Iterator[Finding]:
    """The attributions that hang on a verb in these stretches, all of whose words lie in them."""
    for word in (t for start, end in within for t in reading.parse.between(start, end)):
        predicate = _predicate(reading, word) if word.pos in VERBAL else None
        found = _finding(reading, predicate) if predicate is not None and _has_sides(reading, word) else None
        found = found or (_noun_finding(reading, word) if word.pos == "NOUN" else None)
        if found is None:
            continue
        words = ((t.start, t.end) for t in (*found.source, *found.cue))
        if found.content and all(_lies_in(within, piece) for piece in (*words, *found.content)):
            yield found


def _lies_in(within: Sequence[Stretch], piece: Stretch) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in within)


def _predicate(reading: Reading, verb: Token) -> _Predicate | None:
    known = reading.verb_class(verb) if verb.pos == "VERB" else None
    if known is not None:
        return _Predicate(verb, known[0], verb, known[1])
    adjective = reading.parse.child(verb, "acomp")  # "was not *aware* of"
    kind = reading.cues.adjective_class.get(adjective.lemma) if adjective is not None else None
    return _Predicate(verb, kind, adjective, (adjective,)) if kind is not None and adjective is not None else None


def _finding(reading: Reading, predicate: _Predicate) -> Finding | None:
    said = _said(reading, predicate.carrier)
    source, hearer = _sides(reading, predicate.verb)
    if said is None or (source is None and hearer is None):
        return None
    who, heard = (noun_phrase(reading.parse, t) if t is not None else () for t in (source, hearer))
    cue = _cue(reading, predicate, said)
    own = {t.i for t in (*who, *heard, *cue)}
    return Finding(
        rule=RULE,
        score=0.7,
        cue_class=predicate.kind,
        anchor=predicate.verb,
        head=source,
        source=who,
        cue=cue,
        content=stretches(reading, (t for t in reading.parse.subtree(said) if t.i not in own), own),
        addressee=heard,
    )


def _noun_finding(reading: Reading, noun: Token) -> Finding | None:
    """What a noun of saying with a clause tells ("*warnings* from staff that it leaks", "*rumours* that it shut")."""
    parse, kind = reading.parse, reading.cues.noun_class.get(noun.lemma)
    clause = next((c for c in parse.children(noun) if c.dep in {"acl", "ccomp"} and c.i > noun.i), None)
    if kind is None or clause is None or not _opens_with_that(parse, clause):
        return None
    links = (c for c in parse.children(noun) if c.dep == "prep" and c.lemma in {"from", "by", "of", "among"})
    link = next((c for c in links if c.i < clause.i), None)
    giver = parse.child(noun, "poss") or (parse.child(link, "pobj") if link is not None else None)
    if giver is not None and not reading.can_speak(giver):
        return None
    if giver is None and noun.dep in {"dobj", "pobj"}:
        return None  # "denied *claims* that it leaks": what is done to nobody's claim is said of what it tells
    who = noun_phrase(parse, giver) if giver is not None else ()
    cue = (noun, link) if link is not None and giver is not None and giver.i > noun.i else (noun,)
    own = {t.i for t in (*who, *cue)}
    return Finding(
        rule=RULE, score=0.6, cue_class=kind, anchor=noun, head=giver, source=who, cue=cue,
        content=stretches(reading, (t for t in parse.subtree(clause) if t.i not in own), own),
    )  # fmt: skip


def _opens_with_that(parse: Parse, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lemma == "that" for c in parse.children(clause))


def _has_sides(reading: Reading, verb: Token) -> bool:
    """Whether the verb has a subject of its own, or has it from a verb it is joined to, or from "quoted her as"."""
    parse = reading.parse
    joined = verb.dep == "conj" and parse.head(verb).pos in VERBAL and verb.tag in {"VBD", "VBN", "VBZ", "VBP"}
    above = parse.head(verb)
    raised = verb.dep == "xcomp" and above.lemma in reading.cues.raising and is_passive(parse, above)
    own = parse.child(verb, "nsubj", "nsubjpass") is not None
    return own or joined or raised or _is_quoted_as(parse, verb)


def _is_quoted_as(parse: Parse, verb: Token) -> bool:
    """Whether it is the verb of "quoted her *as saying*"."""
    return verb.dep == "pcomp" and parse.head(verb).lemma == "as"


def _said(reading: Reading, carrier: Token) -> Token | None:
    """The clause, infinitive or noun behind a preposition that says what the verb is about."""
    parse, cues = reading.parse, reading.cues
    clause = parse.child(carrier, "ccomp")
    if clause is None and _is_quoted_as(parse, carrier):
        clause = parse.child(parse.head(parse.head(carrier)), "ccomp")
    if clause is not None and clause.i > carrier.i:
        return clause
    infinitive = parse.child(carrier, "xcomp") or _order(reading, carrier)
    if infinitive is not None and (carrier.lemma in cues.infinitive or carrier.lemma in cues.addressed):
        return infinitive if parse.child(infinitive, "aux") is not None else None
    openers = cues.prepositional.get(carrier.lemma, frozenset({"of"}) if carrier.pos == "ADJ" else frozenset())
    opener = next(
        (c for c in parse.children(carrier) if c.dep == "prep" and c.lemma in openers and c.i > carrier.i), None
    )
    if opener is None and carrier.lemma in cues.direct:
        passive = is_passive(parse, carrier)
        return parse.child(carrier, "dobj") if not passive or carrier.lemma in cues.addressed else None
    return opener


def _order(reading: Reading, verb: Token) -> Token | None:
    """The infinitive behind the one who is told, where the parse takes it for a purpose ("asked her today *to go*")."""
    parse = reading.parse
    if verb.lemma not in reading.cues.addressed or parse.child(verb, "dobj", "dative") is None:
        return None
    return next((c for c in parse.children(verb) if c.dep == "advcl" and c.tag == "VB" and c.i > verb.i), None)


def _sides(reading: Reading, verb: Token) -> tuple[Token | None, Token | None]:
    """Who says it, and who is told."""
    hearer = hearer_of(reading, verb)
    if is_told(reading, verb):
        return agent_of(reading.parse, verb), hearer
    source = sayer(reading, verb)
    if is_passive(reading.parse, verb):
        return (source, hearer) if source is not None else (None, None)
    subject = subject_of(reading, verb).head
    if source is None or subject is None:
        return None, None
    return (source, hearer) if reading.can_speak(source) else (None, None)


def _cue(reading: Reading, predicate: _Predicate, said: Token) -> tuple[Token, ...]:
    """The verb with its helpers, and with the preposition that opens the content right behind it ("*warned of*")."""
    verb = predicate.verb
    helpers = [c for c in reading.parse.children(verb) if c.dep in _HELPERS and not (c.dep == "prt" and c.i < verb.i)]
    if _is_quoted_as(reading.parse, verb):
        helpers.append(reading.parse.head(verb))
    words = {*helpers, *predicate.words, verb}
    opener = {said} if said.dep == "prep" and said.i == max(t.i for t in words) + 1 else set()
    return tuple(sorted(words | opener, key=lambda t: t.i))
