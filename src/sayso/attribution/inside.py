"""Attributions inside attributions: the model reads what is said as a text of its own.

It reads flat, so of "the Courier reported that the mayor denied a leak" it finds the Courier's words only. Given those
by themselves, it finds the mayor's.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.attribution.clauses import clause_findings
from sayso.attribution.finding import Finding
from sayso.attribution.learned import learned_findings
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import settled
from sayso.engines.base import SayingEngine
from sayso.lexicon.cues import CueClass
from sayso.syntax import VERBAL, Token
from sayso.text import Span

#: How deep it is looked: "she said that he said that they said" has three.
_DEEPEST = 3

#: Words that a stretch needs to hold a source, a cue and a content.
_FEWEST = 3

_SELVES = frozenset({"i", "we", "you"})

#: What is done with words, not in the mind alone.
_ALOUD = frozenset({CueClass.SAY, CueClass.ASK, CueClass.WARN, CueClass.DEMAND, CueClass.DENY, CueClass.CONFIRM})

#: What somebody saw or heard is what happened, not what somebody says.
_SENSES = frozenset({"see", "hear", "watch", "notice", "witness"})


def with_inner(reading: Reading, sayings: SayingEngine, outer: Sequence[Finding]) -> list[Finding]:
    """The findings, and those that the model makes of their contents, level by level."""
    found, anchors = list(outer), {f.anchor.i for f in outer}
    level = found
    for _ in range(_DEEPEST - 1):
        inner = [f for finding in level for f in _inside(reading, sayings, finding) if f.anchor.i not in anchors]
        level = list({f.anchor.i: f for f in inner}.values())
        anchors.update(f.anchor.i for f in level)
        found = [*found, *level]
    return found


def _inside(reading: Reading, sayings: SayingEngine, finding: Finding) -> list[Finding]:
    pieces = [
        Span(reading.parse.doc_id, start, end)
        for start, end in settled(reading, finding.content)
        if len(reading.text[start:end].split()) >= _FEWEST
    ]
    if not any(_may_tell(reading, piece) for piece in pieces):
        return []
    by_parse = clause_findings(reading, [(piece.start, piece.end) for piece in pieces])
    found = {f.anchor.i: f for f in by_parse if _tells_something(reading, f)}
    found |= {f.anchor.i: f for f in learned_findings(reading, sayings.find(reading.parse, pieces))}
    return [
        _of_speaker(f, finding) for f in found.values() if _tells(reading, f) and not _is_denied(reading, f, finding)
    ]


def _is_denied(reading: Reading, inner: Finding, outer: Finding) -> bool:
    """Whether it is the very thing that is denied: "dismissed *claims* that it sank" says no to the sinking."""
    thing = inner.anchor.dep == "dobj" and reading.parse.head(inner.anchor).i == outer.anchor.i
    return thing and not inner.source and outer.cue_class is CueClass.DENY


def _of_speaker(inner: Finding, outer: Finding) -> Finding:
    """The inner finding; where its source is "I" or "we", that stands for the one who speaks."""
    if inner.head is None or inner.head.lemma.lower() not in _SELVES - {"you"} or not outer.source:
        return inner
    return msgspec.structs.replace(inner, head=outer.head, stands_for=outer.stands_for or outer.source)


def _may_tell(reading: Reading, piece: Span) -> bool:
    """Whether any word there is a cue of the lexicon: most contents have none, and need not be read again."""
    return any(_may_be_cue(reading, t) for t in reading.parse.between(piece.start, piece.end))


def _may_be_cue(reading: Reading, token: Token) -> bool:
    cues = reading.cues
    if token.pos in VERBAL:
        return token.pos == "VERB" and token.lemma in cues.single_verbs and reading.verb_class(token) is not None
    if token.pos == "NOUN":
        return token.lemma in cues.noun_class
    return token.lemma in cues.others or token.text.lower() in cues.others


def _tells(reading: Reading, finding: Finding) -> bool:
    """Whether it tells of another's words or thoughts, by a word that the lexicon knows.

    Read by itself, a piece of a sentence looks more like an attribution than it is. And what speakers say of their own
    minds ("I think", "we expect") is what they say; what they told others before ("we asked") is told.
    """
    if finding.head is not None and finding.head.lemma.lower() in _SELVES and not _was_told(finding):
        return False
    if finding.anchor.lemma in reading.cues.handled and _takes_thing(reading, finding, _said(reading, finding)):
        return False
    words = {t.lemma for t in finding.cue} | {t.text.lower() for t in finding.cue}
    return words.isdisjoint(_SENSES) and not words.isdisjoint(reading.cues.words)


def _tells_something(reading: Reading, finding: Finding) -> bool:
    """Whether what a cue takes in the parse is more than a thing or a mere "it"."""
    said = _said(reading, finding)
    return not _is_deed(reading, finding, said) and any(t.pos not in {"PRON", "DET", "PUNCT"} for t in said)


def _said(reading: Reading, finding: Finding) -> list[Token]:
    return [t for start, end in finding.content for t in reading.parse.between(start, end)]


def _is_deed(reading: Reading, finding: Finding, said: Sequence[Token]) -> bool:
    """Whether a thing is what the verb is done to ("*ordered* a meal"), and nothing is told of it."""
    return finding.anchor.lemma not in reading.cues.direct and _takes_thing(reading, finding, said)


def _takes_thing(reading: Reading, finding: Finding, said: Sequence[Token]) -> bool:
    """Whether the content is the verb's object, and neither a clause nor quoted."""
    if any(t.pos in VERBAL or reading.quoted(t) for t in said) or finding.anchor.pos != "VERB":
        return False
    return reading.parse.child(finding.anchor, "dobj") in said


def _was_told(finding: Finding) -> bool:
    """Whether it was said aloud before, or to somebody who does not listen now."""
    said = finding.cue_class is CueClass.SAY or finding.anchor.tag in {"VBD", "VBN"}
    if said and {t.lemma.lower() for t in finding.addressee} - {"you"}:
        return True
    return finding.cue_class in _ALOUD and finding.anchor.tag in {"VBD", "VBN"}
