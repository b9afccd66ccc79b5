"""Verbs that say that somebody says something: which verbs may be cues, and what each construction makes of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.attribution.constructions import CONSTRUCTIONS
from sayso.attribution.finding import Finding, Said, Verb
from sayso.attribution.linear import remark_at_end
from sayso.attribution.objects import is_hearsay
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.attribution.subjects import Subject, subject_of, tells_own_mind
from sayso.lexicon.cues import CueClass
from sayso.syntax import Token

_FIRST_PERSON = frozenset({"i", "we", "you"})

#: What speakers tell of others' words; what they think of others' thoughts is theirs.
_TOLD_IN_SPEECH = frozenset(
    {CueClass.SAY, CueClass.CLAIM, CueClass.CONFIRM, CueClass.DENY, CueClass.WARN, CueClass.ACCUSE, CueClass.SHOW}
)

#: Things that stand for what was said before, and say nothing themselves.
_SPEECHLESS = frozenset(
    {"thing", "fact", "way", "reason", "problem", "what", "this", "that", "which", "these", "those"}
)


def verb_findings(reading: Reading) -> Iterator[Finding]:
    """The attributions that hang on a verb, in text order."""
    for sentence in reading.prose():
        for token in reading.parse.sentence_tokens(sentence):
            if token.pos in {"VERB", "AUX"} or (token.dep == "ROOT" and token.tag.startswith("VB")):
                verb = _candidate(reading, token)
                if verb is not None and not _is_idle(reading, verb):
                    found = _read(reading, verb)
                    if found is not None:
                        yield found


def _candidate(reading: Reading, token: Token) -> Verb | None:
    """The verb with its class; a verb outside the lexicon is a candidate only where a quotation is its object."""
    if token.tag in {"VBN", "VBD"} and _is_inside_remark(reading, token):
        return None
    subject = subject_of(reading, token)
    adjective = reading.cues.adjective_class.get(token.text.lower())
    if adjective is not None and subject.passive and reading.parse.child(token, "agent") is None:
        return Verb(token, adjective, True, (), Subject(subject.head, False, subject.chain))
    found = reading.verb_class(token)
    if found is not None:
        return Verb(token, found[0], True, found[1], subject)
    clause = reading.parse.child(token, "ccomp")
    if clause is None or not reading.quoted(clause) or reading.quoted(token):
        return None
    return Verb(token, CueClass.SAY, False, (), subject)


def _is_inside_remark(reading: Reading, token: Token) -> bool:
    """Whether "leaked" in "…, leaked files reveal." was taken for a verb."""
    after = reading.parse.tokens[token.i + 2 : token.i + 3]
    if not after or after[0].sentence != token.sentence or reading.verb_class(after[0]) is None:
        return False
    remark = remark_at_end(reading, after[0])
    return remark is not None and remark[0] == token.i - 1


def _is_idle(reading: Reading, verb: Verb) -> bool:
    """Whether the verb attributes nothing: the report's or the speaker's own "I think", a thing that cannot speak."""
    head = verb.subject.head
    if head is None:
        return False
    if head.pos == "PRON" and head.lemma in _FIRST_PERSON:
        return True
    if verb.subject.passive:
        return False
    if verb.token.lemma in reading.cues.knowing and not tells_own_mind(reading, verb.token, head):
        return True
    if reading.quoted(verb.token) and verb.kind not in _TOLD_IN_SPEECH:
        return True
    if head.lemma in _SPEECHLESS or (verb.token.dep == "acl" and is_hearsay(reading, head)):
        return True
    if not verb.known:
        return not reading.can_speak(head)
    if head.lemma == "it" and any(t.pos == "ADJ" for t in verb.subject.chain):
        return True
    if verb.token.lemma in reading.cues.factual:
        return not reading.can_speak(head) or (head.lemma == "it" and verb.token.lemma in {"mean", "show", "take"})
    return False


def _read(reading: Reading, verb: Verb) -> Finding | None:
    """The finding of the first construction that fits."""
    for rule, construction in CONSTRUCTIONS:
        said = construction(reading, verb)
        found = _finding(reading, verb, rule, said) if said is not None else None
        if found is not None:
            return found
    return None


def _finding(reading: Reading, verb: Verb, rule: str, said: Said) -> Finding | None:
    parse = reading.parse
    cue = {t.i: t for t in (*_cue(reading, verb), *said.cue)}
    place = reading.quotation_of[verb.token.i]
    if place >= 0:
        # What is said inside a quotation ends with it.
        kept = tuple(t for t in said.tokens if reading.quotation_of[t.i] == place)
        said = msgspec.structs.replace(said, tokens=kept)
    content_places = {t.i for t in said.tokens} - cue.keys()
    source = noun_phrase(parse, said.source) if said.source is not None else ()
    source = tuple(t for t in source if t.i not in content_places)
    if said.source is not None and not source:
        return None
    addressee = noun_phrase(parse, said.addressee) if said.addressee is not None else ()
    content = stretches(reading, said.tokens, {*cue, *(t.i for t in source)})
    if not content:
        return None
    return Finding(
        rule=rule,
        score=said.score,
        cue_class=said.kind or verb.kind,
        anchor=verb.token,
        head=said.source,
        source=source,
        cue=tuple(cue[i] for i in sorted(cue)),
        content=content,
        addressee=tuple(t for t in addressee if t.i not in content_places),
    )


def _cue(reading: Reading, verb: Verb) -> list[Token]:
    """The verb with its helpers, negation and particles, and the verbs that lead to it ("*declined to say*")."""
    found = [*verb.particles]
    for token in (verb.token, *verb.subject.chain):
        found.append(token)
        if token.dep != "prep":
            helpers = (c for c in reading.parse.children(token) if c.i < verb.token.i or c.dep == "prt")
            found.extend(c for c in helpers if c.dep in {"aux", "auxpass", "neg", "prt"} or c.lemma == "yet")
    return [t for t in found if not reading.quoted(t) or reading.quoted(verb.token)]
