"""Nouns that carry what is said: "the mayor's claim that …", "allegations of fraud", "a report that …"."""

from __future__ import annotations

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import is_expletive, subject_of
from sayso.lexicon.cues import CueClass
from sayso.syntax import Parse, Token

#: Nouns of these classes carry what is said after a bare "of" even where nobody is named ("allegations of fraud").
_OPEN_CLASSES = frozenset({CueClass.CLAIM, CueClass.ACCUSE, CueClass.WARN, CueClass.FEAR, CueClass.DENY})
_OWNED_CLASSES = _OPEN_CLASSES | {CueClass.BELIEVE, CueClass.PREDICT}

#: Nouns of these classes are somebody's or nobody's: "proof that …" alone is the report's own word.
_NEVER_ALONE = frozenset(CueClass) - _OPEN_CLASSES - {CueClass.SAY, CueClass.SUGGEST}

#: "An alarm of that kind" says nothing.
_SORTS = frozenset({"kind", "sort", "type", "nature", "scale", "magnitude"})

_OWN = frozenset({"i", "we", "my", "our", "you", "your"})


def said_by_noun(reading: Reading, noun: Token) -> Finding | None:
    """A noun of saying carries what is said ("the mayor's claim that …", "allegations of fraud")."""
    parse = reading.parse
    kind = reading.cues.noun_class.get(noun.lemma)
    if kind is None:
        return None
    owner = _owner(reading, noun)
    held = _held(reading, noun, kind, owner)
    if held is None:
        return None
    link, tokens = held
    late = _late_owner(reading, tokens) if owner is None else None
    if late is not None:
        clause, owner = late
        barred = {t.i for t in parse.subtree(clause)}
        tokens = tuple(t for t in tokens if t.i not in barred)
    head, helpers = (owner, ()) if owner is not None else _carrier(reading, noun)
    is_paper = noun.lemma in reading.roles.documents and not reading.roles.people & {noun.lemma}
    if head is None and kind in _NEVER_ALONE:
        return None
    if head is None and is_paper and not link:
        head = noun
    if head is not None and head.i in {t.i for t in tokens}:
        return None
    who = _named(parse, head, noun)
    cue = {t.i: t for t in (*helpers, *_modifiers(parse, noun), noun, *link)}
    content = stretches(reading, tokens, {*cue, *(t.i for t in who)})
    if not content:
        return None
    return Finding(
        rule="noun@1",
        score=0.6 if link else 0.7,
        cue_class=kind,
        anchor=noun,
        head=head,
        source=who,
        cue=tuple(cue[i] for i in sorted(cue)),
        content=content,
    )


def _named(parse: Parse, head: Token | None, noun: Token) -> tuple[Token, ...]:
    """The words of the source; of a paper that is its own source, those up to its noun."""
    if head is None:
        return ()
    who = noun_phrase(parse, head)
    if head is noun:
        return tuple(t for t in who if t.i <= noun.i)
    return tuple(t for t in who if not (t.dep == "case" and t.i > head.i))


def _held(
    reading: Reading, noun: Token, kind: CueClass, owner: Token | None
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """(the preposition, what is said) below the noun."""
    parse = reading.parse
    for clause in parse.children(noun):
        marks = {c.lemma for c in parse.children(clause) if c.dep == "mark"}
        if clause.dep in {"acl", "ccomp"} and clause.i > noun.i and marks & {"that", "whether"}:
            return (), tuple(parse.subtree(clause))
    preposition = next((c for c in parse.children(noun) if c.dep == "prep" and c.lemma == "of"), None)
    below = parse.child(preposition, "pobj", "pcomp") if preposition is not None else None
    if below is None or below.pos == "PRON" or below.lemma in _SORTS:
        return None
    if noun.dep == "pobj" and parse.head(noun).lemma == "for":  # "for fear of"
        return None
    if owner is None and noun.tag not in {"NNS", "NNPS"}:
        return None  # "allegations of fraud" are somebody's; "in charge of" is nobody's
    if preposition is None or kind not in (_OPEN_CLASSES if owner is None else _OWNED_CLASSES):
        return None
    return (preposition,), tuple(t for t in parse.subtree(preposition) if t.i != preposition.i)


def _modifiers(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """What is said of the claim itself ("an *unproven* claim"); half of a compound ("long-*running*") is not."""
    return tuple(
        c for c in parse.children(noun) if c.dep == "amod" and c.i < noun.i and parse.tokens[c.i - 1].text != "-"
    )


def _owner(reading: Reading, noun: Token) -> Token | None:
    """Whose claim it is: "*the mayor's* claim", "a claim *by the mayor*", "what *she* called proof"."""
    parse = reading.parse
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner if reading.can_speak(owner) and owner.lemma not in _OWN else None
    for child in parse.children(noun):
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from", "among"}:
            who = parse.child(child, "pobj")
            if who is not None and reading.can_speak(who):
                return who
    above = parse.head(noun)
    if noun.dep in {"oprd", "attr", "ccomp", "dobj"} and above.lemma in reading.cues.as_frame:
        subject = subject_of(reading, above)
        if subject.head is not None and not subject.passive and reading.can_speak(subject.head):
            return subject.head
    return None


def _late_owner(reading: Reading, tokens: tuple[Token, ...]) -> tuple[Token, Token] | None:
    """The owner named behind what is said ("a claim that …, *made by brokers*"): (the clause, the owner)."""
    parse = reading.parse
    for token in tokens:
        if token.tag != "VBN" or token.lemma not in reading.cues.light or parse.tokens[token.i - 1].text != ",":
            continue
        agent = parse.child(token, "agent", "prep")
        who = parse.child(agent, "pobj") if agent is not None and agent.lemma == "by" else None
        if who is not None and reading.can_speak(who):
            return token, who
    return None


def _carrier(reading: Reading, noun: Token) -> tuple[Token | None, tuple[Token, ...]]:
    """The subject of the verb that carries the noun ("*officials* voiced fears that …") and that verb."""
    parse = reading.parse
    verb = parse.head(noun)
    if noun.dep != "dobj" or verb.lemma not in reading.cues.light:
        return None, ()
    subject = subject_of(reading, verb)
    if (
        subject.head is None
        or subject.passive
        or is_expletive(parse, subject.head)
        or not reading.can_speak(subject.head)
    ):
        return None, ()
    helpers = tuple(c for c in parse.children(verb) if c.dep in {"aux", "neg"})
    return subject.head, (*helpers, verb)
