"""Verbs that say that somebody says something: one function per construction, tried in the order of `FRAMES`.

Each function's docstring is the reason that a reader of the finding is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import msgspec

from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import Subject, is_expletive, is_passive, subject_of
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

_FIRST_PERSON = frozenset({"i", "we", "you"})
_OBJECT_CLASSES = frozenset(
    {
        CueClass.DENY, CueClass.CONFIRM, CueClass.PREDICT, CueClass.DEMAND, CueClass.PLAN, CueClass.CLAIM,
        CueClass.DOUBT, CueClass.WARN, CueClass.SUGGEST, CueClass.FEAR, CueClass.SHOW, CueClass.SAY, CueClass.BELIEVE,
        CueClass.ACCUSE, CueClass.CRITICISE, CueClass.SUPPORT,
    }
)  # fmt: skip


class Verb(msgspec.Struct, frozen=True):
    """A verb that may be a cue, with what is known of it before its content is looked for."""

    token: Token
    kind: CueClass
    known: bool
    particles: tuple[Token, ...]
    subject: Subject


class Said(msgspec.Struct, frozen=True):
    """What a construction found.

    Attributes:
        tokens: the content.
        source: what names the source; None where nobody is named.
        addressee: to whom.
        cue: tokens of the cue beyond the verb and its helpers.
        kind: the class, where the construction changes it.
    """

    tokens: tuple[Token, ...]
    source: Token | None
    addressee: Token | None = None
    cue: tuple[Token, ...] = ()
    kind: CueClass | None = None
    score: float = 0.9


Frame: TypeAlias = Callable[[Reading, Verb], Said | None]


def verb_findings(reading: Reading) -> Iterator[Finding]:
    """The attributions that hang on a verb, in text order."""
    for sentence in reading.prose():
        for token in reading.parse.sentence_tokens(sentence):
            if token.pos in {"VERB", "AUX"} and (verb := _candidate(reading, token)) is not None:
                yield from _read(reading, verb)


def _candidate(reading: Reading, token: Token) -> Verb | None:
    """The verb with its class; a verb outside the lexicon is a candidate only beside a quotation."""
    found = reading.verb_class(token)
    adjective = reading.cues.adjective_class.get(token.text.lower())
    subject = subject_of(reading, token)
    if adjective is not None and subject.passive and reading.parse.child(token, "agent") is None:
        return Verb(token, adjective, True, (), Subject(subject.head, False, subject.chain))
    if found is None:
        clause = reading.parse.child(token, "ccomp")
        if clause is None or not reading.quoted(clause) or reading.quoted(token):
            return None
        return Verb(token, CueClass.SAY, False, (), subject)
    return Verb(token, found[0], True, found[1], subject)


def _read(reading: Reading, verb: Verb) -> Iterator[Finding]:
    if _is_idle(reading, verb):
        return
    for rule, frame in FRAMES:
        said = frame(reading, verb)
        if said is None:
            continue
        finding = _finding(reading, verb, rule, said)
        if finding is not None:
            yield finding
            return


def _is_idle(reading: Reading, verb: Verb) -> bool:
    """Whether the verb attributes nothing to anybody: the report's or the speaker's own "I think", an empty subject."""
    head = verb.subject.head
    if head is None:
        return False
    if head.pos == "PRON" and head.lemma in _FIRST_PERSON:
        return True
    if not verb.known:
        return not reading.can_speak(head)
    if verb.token.lemma in reading.cues.factual and not verb.subject.passive:
        return not reading.can_speak(head) or head.lemma == "it"
    return False


def _finding(reading: Reading, verb: Verb, rule: str, said: Said) -> Finding | None:
    parse = reading.parse
    cue = sorted({t.i: t for t in (*_cue(parse, verb), *said.cue)}.values(), key=lambda t: t.i)
    source = noun_phrase(parse, said.source) if said.source is not None else ()
    content_places = {t.i for t in said.tokens}
    source = tuple(t for t in source if t.i not in content_places) if said.source is not None else ()
    without = {t.i for t in (*cue, *source)}
    content = stretches(reading, said.tokens, without)
    if not content:
        return None
    return Finding(
        rule=rule,
        score=said.score,
        cue_class=said.kind or verb.kind,
        anchor=verb.token,
        head=said.source,
        source=source,
        cue=tuple(cue),
        content=content,
        addressee=noun_phrase(parse, said.addressee) if said.addressee is not None else (),
    )


def _cue(parse: Parse, verb: Verb) -> list[Token]:
    """The verb with its helpers, negation and particles, and the verbs that lead to it ("*declined to say*")."""
    found = [*verb.particles]
    for token in (verb.token, *verb.subject.chain):
        found.append(token)
        if token.i == verb.token.i or token.dep != "prep":
            found.extend(c for c in parse.children(token) if c.dep in {"aux", "auxpass", "neg", "prt"})
    return found


# -- constructions ---------------------------------------------------------------------------------------------------


def _own_source(reading: Reading, verb: Verb) -> tuple[Token | None, Token | None]:
    """(source, addressee) of a verb: the subject says, or in the passive the agent says and the subject may hear."""
    parse, subject = reading.parse, verb.subject
    if not verb.subject.passive:
        head = subject.head
        if head is not None and is_expletive(parse, head):
            head = None
        return head, _addressee(reading, verb.token)
    agent = parse.child(verb.token, "agent")
    source = parse.child(agent, "pobj") if agent is not None else None
    hearer = subject.head if verb.token.lemma in reading.cues.addressed else None
    return source, hearer if hearer is not None and hearer.lemma != "it" else None


def _addressee(reading: Reading, verb: Token) -> Token | None:
    """To whom: the object of a verb of telling, or what follows "to" or "with" after a verb of speaking."""
    parse = reading.parse
    if verb.lemma in reading.cues.addressed:
        heard = parse.child(verb, "dative", "dobj")
        if heard is not None and heard.dep == "dative" and heard.pos == "ADP":
            heard = parse.child(heard, "pobj")
        if heard is not None and reading.can_speak(heard):
            return heard
    for child in parse.children(verb):
        found = _heard(reading, child)
        if found is not None:
            return found
    return None


def _heard(reading: Reading, child: Token) -> Token | None:
    parse = reading.parse
    if child.dep in {"prep", "dative"} and child.lemma in {"to", "with"}:
        heard = parse.child(child, "pobj")
        return heard if heard is not None and _hears(reading, heard) else None
    if child.dep == "prep" and child.lemma in {"in", "during", "on"}:
        occasion = parse.child(child, "pobj")
        if occasion is None or occasion.lemma not in reading.cues.occasions:
            return None
        return next((h for c in parse.children(occasion) if (h := _heard(reading, c)) is not None), None)
    if child.dep == "advcl" and child.lemma in {"speak", "talk"} and child.tag == "VBG":
        return next((h for c in parse.children(child) if (h := _heard(reading, c)) is not None), None)
    return None


def _hears(reading: Reading, token: Token) -> bool:
    roles = reading.roles
    return (
        token.ent in {"PERSON", "ORG"}
        or token.pos == "PROPN"
        or token.lemma in roles.people
        or token.lemma in roles.bodies
        or token.lemma in roles.outlets
        or token.text.lower() in {"us", "me"}
    )


def raised(reading: Reading, verb: Verb) -> Said | None:
    """Somebody, mostly unnamed, is the source of what a passive verb says of its subject ("is said to be")."""
    parse = reading.parse
    clause = parse.child(verb.token, "xcomp")
    if not verb.subject.passive or verb.token.lemma not in reading.cues.raising or clause is None:
        return None
    helpers = [c for c in parse.children(clause) if c.dep == "aux"]
    if not any(c.lemma == "to" for c in helpers) or clause.i < verb.token.i:
        return None
    source, _ = _own_source(reading, verb)
    subject = verb.subject.head
    above = noun_phrase(parse, subject) if subject is not None and subject.lemma != "it" else ()
    tokens = (*above, *parse.subtree(clause))
    to = tuple(c for c in helpers if c.lemma == "to")
    return Said(tokens, source, cue=to, score=0.85)


def clausal(reading: Reading, verb: Verb) -> Said | None:
    """The verb has a whole clause for its object, and the clause is what is said."""
    parse = reading.parse
    holders = (verb.token, *verb.particles)
    clauses = [c for holder in holders for c in parse.children(holder) if c.dep == "ccomp"]
    if not clauses:
        return None
    source, addressee = _own_source(reading, verb)
    if source is None and not _may_lack_source(parse, verb):
        return None
    if (
        source is not None
        and not verb.subject.passive
        and verb.subject.head is source
        and not _can_hold(reading, source)
    ):
        return None
    tokens = [t for clause in clauses for t in parse.subtree(clause)]
    tokens.extend(_opening_adjuncts(reading, verb, clauses))
    tokens.extend(_dangling(parse, verb.token, clauses))
    return Said(tuple(tokens), source, addressee)


def _can_hold(reading: Reading, source: Token) -> bool:
    """Things do not say or believe; but what is written and what is measured shows."""
    return reading.can_speak(source) or source.lemma not in {
        "thing",
        "fact",
        "way",
        "reason",
        "problem",
        "what",
        "this",
        "that",
        "which",
    }


def _may_lack_source(parse: Parse, verb: Verb) -> bool:
    """Only the passive names nobody ("it is claimed that"); "Note that …" and "to say that …" attribute nothing."""
    return verb.subject.passive


def _opening_adjuncts(reading: Reading, verb: Verb, clauses: Iterable[Token]) -> list[Token]:
    """The words before "she said" that belong to a quotation which begins in the middle of a sentence."""
    parse = reading.parse
    first = min(parse.subtree(c)[0].i for c in clauses)
    if first < verb.token.i or not reading.quoted(parse.tokens[first]) and parse.tokens[first].text != '"':
        return []
    quotation = reading.quotations[reading.quotation_of[first]] if reading.quotation_of[first] >= 0 else None
    if quotation is None or not reading.text[quotation.start : quotation.start + 1].islower():
        if quotation is None or not reading.text[quotation.start : quotation.start + 1].isupper():
            return []
        # A capital may be a name's: "Without Russia's help, … said, 'Russia could …'".
        if parse.tokens[parse.subtree(next(iter(clauses)))[0].i].pos != "PROPN" and not _is_name(
            parse, quotation.start
        ):
            return []
    found: list[Token] = []
    for child in parse.children(verb.token):
        if child.dep == "prep" and child.i < verb.token.i:
            branch = parse.subtree(child)
            if not any(t.lemma in reading.cues.occasions or t.ent in {"DATE", "TIME"} for t in branch):
                found.extend(branch)
    return found


def _is_name(parse: Parse, offset: int) -> bool:
    return any(t.pos == "PROPN" for t in parse.between(offset, offset + 40)[:1])


def _dangling(parse: Parse, verb: Token, clauses: Iterable[Token]) -> list[Token]:
    """Words between the verb and its clause that the parse hung on the verb: "when", "if …," before the clause."""
    first = min(c.i for c in clauses)
    return [
        t
        for child in parse.children(verb)
        if child.dep == "advcl" and verb.i < child.i < first
        for t in parse.subtree(child)
    ]


def inserted(reading: Reading, verb: Verb) -> Said | None:
    """The verb stands as a remark in or behind the clause that is what is said ("The road, she said, is shut")."""
    parse, token = reading.parse, verb.token
    if token.dep not in {"parataxis", "ccomp", "advcl"} or verb.subject.head is None or verb.subject.passive:
        return None
    above = parse.head(token)
    as_clause = token.dep == "advcl" and any(c.dep == "mark" and c.lemma == "as" for c in parse.children(token))
    if token.dep == "advcl" and not as_clause:
        return None
    if token.dep == "ccomp" and not (above.i < token.i and _after_comma(parse, verb)):
        return None
    if parse.child(token, "ccomp", "dobj", "xcomp") is not None or above.pos not in {"VERB", "AUX"}:
        return None
    source, addressee = _own_source(reading, verb)
    tokens = parse.subtree(above, without=[token])
    cue = tuple(c for c in parse.children(token) if c.dep == "mark")
    return Said(tuple(tokens), source, addressee, cue, score=0.8)


def _after_comma(parse: Parse, verb: Verb) -> bool:
    first = parse.subtree(verb.token)[0].i
    return first > 0 and parse.tokens[first - 1].text in {",", '"', "-", "--"}


def infinitive(reading: Reading, verb: Verb) -> Said | None:
    """What the source promises, refuses or wants is in the infinitive ("vowed to appeal", "urged them to leave")."""
    parse, token = reading.parse, verb.token
    clause = parse.child(token, "xcomp", "ccomp")
    if (
        clause is None
        or clause.i < token.i
        or not any(c.dep == "aux" and c.lemma == "to" for c in parse.children(clause))
    ):
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source):
        return None
    told = parse.child(token, "dobj", "dative")
    if verb.kind in {CueClass.DEMAND, CueClass.ASK} or (told is not None and token.lemma in reading.cues.addressed):
        tokens = (*(noun_phrase(parse, told) if told is not None else ()), *parse.subtree(clause))
        return Said(tokens, source, kind=CueClass.DEMAND if verb.kind is CueClass.SAY else None, score=0.75)
    if token.lemma not in reading.cues.infinitive or verb.subject.passive:
        return None
    return Said(tuple(parse.subtree(clause)), source, addressee, score=0.7)


def gerund(reading: Reading, verb: Verb) -> Said | None:
    """What the source owns to or denies is in the -ing form ("denied taking bribes")."""
    clause = reading.parse.child(verb.token, "xcomp")
    if (
        clause is None
        or clause.tag != "VBG"
        or verb.kind not in {CueClass.DENY, CueClass.CONFIRM, CueClass.DEMAND, CueClass.SAY}
    ):
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source) or verb.subject.passive:
        return None
    return Said(tuple(reading.parse.subtree(clause)), source, addressee, score=0.8)


def prepositional(reading: Reading, verb: Verb) -> Said | None:
    """What is said follows the verb's preposition ("warned of floods", "accused them of lying", "put it at 41")."""
    parse, token = reading.parse, verb.token
    allowed = reading.cues.prepositional.get(token.lemma, frozenset())
    about = parse.child(token, "dobj")
    holders = [token] if about is None else [token, about]
    link = next((c for h in holders for c in parse.children(h) if c.dep == "prep" and c.lemma in allowed), None)
    if link is None or link.i < token.i:
        return None
    source, addressee = _own_source(reading, verb)
    if source is None or not reading.can_speak(source):
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
    return Said(
        tokens,
        source,
        addressee or (about if about is not None and token.lemma in reading.cues.addressed else None),
        (link,),
        score=0.7,
    )


def described(reading: Reading, verb: Verb) -> Said | None:
    """The source says what something is like ("called the plan reckless", "described it as a threat")."""
    parse, token = reading.parse, verb.token
    if token.lemma not in reading.cues.as_frame:
        return None
    what = parse.child(token, "dobj", "nsubjpass") or (verb.subject.head if verb.subject.passive else None)
    like = parse.child(token, "oprd")
    if like is None:
        holders = [token] if what is None else [token, what]
        like = next(
            (c for h in holders for c in parse.children(h) if c.dep == "prep" and c.lemma == "as" and c.i > token.i),
            None,
        )
    if (
        what is None
        or like is None
        or (what.pos == "PRON" and what.tag == "PRP" and like.dep == "oprd" and like.pos == "PROPN")
    ):
        return None
    source, addressee = _own_source(reading, verb)
    if source is None and not verb.subject.passive:
        return None
    if source is not None and not reading.can_speak(source):
        return None
    branch = parse.subtree(what) if not verb.subject.passive else noun_phrase(parse, what)
    return Said((*branch, *parse.subtree(like)), source, addressee, score=0.8)


def objective(reading: Reading, verb: Verb) -> Said | None:
    """What is denied, confirmed, demanded or foretold is the verb's plain object ("denied any involvement")."""
    parse, token = reading.parse, verb.token
    if verb.kind not in _OBJECT_CLASSES:
        return None
    source, addressee = _own_source(reading, verb)
    what = parse.child(token, "dobj")
    if verb.subject.passive and source is not None:
        what = verb.subject.head
    if what is None or source is None or what.pos not in {"NOUN", "PROPN"} or not reading.can_speak(source):
        return None
    named = reading.cues.noun_class.get(what.lemma)
    if named is not None and not verb.subject.passive:
        inner = _inside_noun(parse, what)
        if inner is not None and (token.lemma in reading.cues.light or token.lemma in reading.cues.with_object):
            link, tokens = inner
            kind = verb.kind if verb.kind in {CueClass.DENY, CueClass.CONFIRM, CueClass.DOUBT} else named
            heads = [t for t in parse.subtree(what) if t.i <= what.i and t.dep not in {"poss", "case"}]
            return Said(tokens, source, addressee, (*heads, *link), kind, score=0.8)
    if token.lemma not in reading.cues.with_object:
        return None
    return Said(_object_branch(parse, what, verb), source, addressee, score=0.65)


def _object_branch(parse: Parse, what: Token, verb: Verb) -> tuple[Token, ...]:
    if verb.subject.passive:
        return noun_phrase(parse, what)
    return tuple(parse.subtree(what))


def _inside_noun(parse: Parse, noun: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """(what links, what is said) of "the claim *that …*", "suggestions *of …*"."""
    for child in parse.children(noun):
        if child.i < noun.i:
            continue
        if child.dep in {"acl", "ccomp", "relcl"} and any(
            c.dep == "mark" and c.lemma == "that" for c in parse.children(child)
        ):
            return (), tuple(parse.subtree(child))
        if child.dep == "prep" and child.lemma in {"of", "about", "over"}:
            return (child,), tuple(t for t in parse.subtree(child) if t.i != child.i)
    return None


#: The constructions, in the order they are tried; the first that fits makes the finding.
FRAMES: tuple[tuple[str, Frame], ...] = (
    ("raised@1", raised),
    ("clause@1", clausal),
    ("prepositional@1", prepositional),
    ("described@1", described),
    ("infinitive@1", infinitive),
    ("gerund@1", gerund),
    ("object@1", objective),
    ("inserted@1", inserted),
)


def content_of(finding: Finding) -> Stretch:
    """From the first to the last character of what is said."""
    return finding.content[0][0], finding.content[-1][1]


__all__ = ["FRAMES", "Verb", "is_passive", "verb_findings"]
