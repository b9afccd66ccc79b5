"""Constructions in which what is said is a noun: denied, confirmed, received, called something, warned of.

Each function's docstring is the reason that a reader of the finding is shown.
"""

from __future__ import annotations

from sayso.attribution.finding import Said, Verb
from sayso.attribution.linear import clause_from, region_end
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase
from sayso.attribution.voice import is_wished, own_source
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

#: Classes whose plain object is what is said; praise and blame of a thing say nothing that could be so or not.
_OBJECT_CLASSES = frozenset(CueClass) - {
    CueClass.SUPPORT,
    CueClass.CRITICISE,
    CueClass.DESCRIBE,
    CueClass.LEARN,
    CueClass.HOPE,
    CueClass.ASK,
}
_REFUSING = frozenset({CueClass.DENY, CueClass.DOUBT, CueClass.DEMAND, CueClass.PLAN, CueClass.PREDICT, CueClass.CLAIM})
#: What a paper does with what it says.
_TELLING = frozenset(
    {
        CueClass.SHOW,
        CueClass.SAY,
        CueClass.SUGGEST,
        CueClass.CONFIRM,
        CueClass.CLAIM,
        CueClass.WARN,
        CueClass.DESCRIBE,
    }
)
#: What a source does to what others say: it keeps its own class.
_TURNING = frozenset({CueClass.DENY, CueClass.CONFIRM, CueClass.DOUBT})


def receipt(reading: Reading, verb: Verb) -> Said | None:
    """The subject has it from somewhere: it received, saw or heard something that says so ("saw papers showing …")."""
    parse, token = reading.parse, verb.token
    what = parse.child(token, "dobj")
    if what is None or what.i < token.i or verb.subject.passive or token.lemma not in reading.cues.light:
        return None
    source, _ = own_source(reading, verb)
    if (
        source is None
        or not reading.can_speak(source)
        or what.lemma not in reading.cues.receipts | reading.roles.documents
    ):
        return None
    clause = _told_by(reading, what)
    if clause is None:
        return None
    if is_hearsay(reading, what):
        tokens = clause_from(reading, clause.i + 1, clause) or _below(parse, clause)
        return Said(tokens, source, cue=(what, clause), kind=CueClass.SHOW, score=0.8) if tokens else None
    tokens = parse.tokens[parse.subtree(what)[0].i : region_end(reading, clause)]
    return Said(tokens, source, kind=CueClass.LEARN, score=0.8)


def _below(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """All that the verb governs behind itself."""
    return tuple(t for t in parse.subtree(verb) if t.i > verb.i)


def is_hearsay(reading: Reading, noun: Token) -> bool:
    """Whether somebody received evidence or word of something, and the report does not say from whom."""
    parse = reading.parse
    if (
        noun.dep != "dobj"
        or noun.lemma not in reading.cues.immaterial
        or parse.head(noun).lemma not in reading.cues.light
    ):
        return False
    return not any(c.dep == "prep" and c.lemma == "from" for c in parse.children(noun))


def _told_by(reading: Reading, noun: Token) -> Token | None:
    """The verb by which a paper or a piece of evidence says something ("papers *showing* …")."""
    parse = reading.parse
    holders = [noun]
    for preposition in parse.children(noun):
        if preposition.dep == "prep" and preposition.lemma == "from":
            holders.extend(c for c in parse.children(preposition) if c.dep == "pobj")
    for holder in holders:
        for clause in parse.children(holder):
            if clause.dep in {"acl", "relcl"} and clause.i > noun.i:
                known = reading.verb_class(clause)
                if known is not None and known[0] in _TELLING and clause.tag != "VBN":
                    return clause
    return None


def prepositional(reading: Reading, verb: Verb) -> Said | None:
    """What is said follows the verb's preposition ("warned of floods", "accused them of lying", "put it at 41")."""
    parse, token = reading.parse, verb.token
    allowed = reading.cues.prepositional.get(token.lemma, frozenset())
    about = parse.child(token, "dobj")
    holders = [token] if about is None else [token, about]
    link = next((c for h in holders for c in parse.children(h) if c.dep == "prep" and c.lemma in allowed), None)
    if link is None or link.i < token.i:
        return None
    source, addressee = own_source(reading, verb)
    if source is None or not reading.can_speak(source) or is_wished(reading, verb):
        return None
    if verb.kind is CueClass.ACCUSE or token.lemma == "put":
        who = verb.subject.head if verb.subject.passive else about
        if who is None:
            return None
        branch = parse.subtree(who) if not verb.subject.passive else noun_phrase(parse, who)
        return Said((*branch, *parse.subtree(link)), source, score=0.8)
    tokens = tuple(t for t in parse.subtree(link) if t.i != link.i)
    if len(tokens) < 2 and verb.kind not in {CueClass.WARN, CueClass.DEMAND}:
        return None
    told = about if about is not None and token.lemma in reading.cues.addressed else None
    return Said(tokens, source, addressee or told, (link,), score=0.7)


def described(reading: Reading, verb: Verb) -> Said | None:
    """The source says what something is like ("called the plan reckless", "described it as a threat")."""
    parse, token = reading.parse, verb.token
    if token.lemma not in reading.cues.as_frame:
        return None
    passive = verb.subject.passive
    what = verb.subject.head if passive else parse.child(token, "dobj")
    if what is not None and what.tag == "WDT" and token.dep == "relcl":
        what = parse.head(token)
    if what is None or what.tag in {"WP", "WDT"}:
        return None
    like = parse.child(token, "oprd") or next(
        (
            c
            for holder in (token, what)
            for c in parse.children(holder)
            if c.i > token.i
            and (
                (c.dep == "prep" and c.lemma == "as")
                or (c.dep in {"acl", "amod"} and c.i > what.i and reading.quoted(c))
            )
        ),
        None,
    )
    if like is None or (what.tag == "PRP" and like.dep == "oprd" and like.pos == "PROPN"):
        return None
    source, addressee = own_source(reading, verb)
    if (source is None and not passive) or (source is not None and not reading.can_speak(source)):
        return None
    branch = noun_phrase(parse, what) if passive or what.head != token.i else parse.subtree(what)
    return Said((*branch, *parse.subtree(like)), source, addressee, score=0.8)


def objective(reading: Reading, verb: Verb) -> Said | None:
    """What is denied, confirmed, demanded or foretold is the verb's plain object ("denied any involvement")."""
    parse, token = reading.parse, verb.token
    if verb.kind not in _OBJECT_CLASSES or is_wished(reading, verb) or _is_own_doing(reading, verb):
        return None
    source, addressee = own_source(reading, verb)
    what = verb.subject.head if verb.subject.passive else parse.child(token, "dobj")
    if what is None or source is None or what.pos not in {"NOUN", "PROPN"} or not reading.can_speak(source):
        return None
    if not verb.subject.passive:
        named = _said_in_noun(reading, verb, what, source, addressee)
        if named is not None:
            return named
    if verb.phrase not in reading.cues.with_object:
        return None
    if verb.subject.passive:
        return Said(_undergone(parse, verb, what), source, addressee, score=0.65)
    return Said(_object(reading, token, what), source, addressee, score=0.65)


def _is_own_doing(reading: Reading, verb: Verb) -> bool:
    """Whether "it has verified 12 cases" only tells what the speaker did: no source of its own, unless it is not so."""
    head = verb.subject.head
    if head is None or head.pos != "PRON" or verb.kind in _REFUSING:
        return False
    return reading.parse.child(verb.token, "neg") is None


def _object(reading: Reading, verb: Token, what: Token) -> tuple[Token, ...]:
    """The object, and the questions that a colon lists behind it ("confirm two points: *whether …*")."""
    parse = reading.parse
    tokens = parse.subtree(what)
    behind = parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
    if len(behind) == 2 and behind[0].text == ":" and behind[1].lemma in {"whether", "that", "how", "who", "what"}:
        return parse.tokens[behind[1].i : region_end(reading, verb)]
    return tuple(tokens)


def _undergone(parse: Parse, verb: Verb, what: Token) -> tuple[Token, ...]:
    """What a passive verb with an agent speaks of: its subject, or all that a ", which was …" looks back on."""
    if verb.token.dep != "relcl" or what.i > verb.token.i:
        return noun_phrase(parse, what)
    clause = {t.i for t in parse.subtree(verb.token)}
    top = what
    while top.dep in {"pobj", "prep", "relcl", "dobj", "acl"} and parse.head(top).pos in {
        "NOUN",
        "PROPN",
        "ADP",
        "VERB",
    }:
        above = parse.head(top)
        if above.pos == "VERB" and above.dep not in {"relcl", "acl"}:
            break
        if above.pos == "ADP" and parse.head(above).dep == "ROOT":
            break
        top = above
    return tuple(t for t in parse.subtree(top) if t.i not in clause)


def _said_in_noun(reading: Reading, verb: Verb, what: Token, source: Token, addressee: Token | None) -> Said | None:
    """What is denied or voiced stands below a noun of saying ("rejected *suggestions of fraud*")."""
    named = reading.cues.noun_class.get(what.lemma)
    inner = said_below(reading.parse, what)
    carries = verb.phrase in reading.cues.light or verb.phrase in reading.cues.with_object
    if named is None or inner is None or not carries:
        return None
    link, tokens = inner
    kind = verb.kind if verb.kind in _TURNING else named
    heads = [t for t in reading.parse.subtree(what) if t.i <= what.i and t.dep not in {"poss", "case"}]
    return Said(tokens, source, addressee, (*heads, *link), kind, 0.8)


def said_below(parse: Parse, noun: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """(what links, what is said) of "the claim *that …*", "suggestions *of …*"."""
    for child in parse.children(noun):
        if child.i < noun.i:
            continue
        marks = [c for c in parse.children(child) if c.dep == "mark" and c.lemma in {"that", "whether"}]
        if child.dep in {"acl", "ccomp", "relcl"} and marks:
            return (), tuple(parse.subtree(child))
        if child.dep == "prep" and child.lemma in {"of", "about", "over"}:
            return (child,), tuple(t for t in parse.subtree(child) if t.i != child.i)
    return None
