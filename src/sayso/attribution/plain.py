"""The plainest sentences of saying, where the model saw nothing: "…, said Ada Brook", "the mayor said that …".

The model reads words in their surroundings, and now and then some of these blind it to a sentence that it would have
read alone. Only the commonest verbs of saying are taken up here, and only where the parse leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.lexicon.cues import CueClass
from sayso.syntax import Token

RULE = "plain@1"

#: Verbs that hardly ever mean anything but that somebody says something.
SAYING = frozenset({"say", "add", "announce", "explain", "insist", "claim", "warn"})

#: Helpers of the verb that belong to the cue.
_HELPERS = frozenset({"aux", "neg"})


def with_plain(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, and those that are plain to see in sentences of which the model says nothing."""
    seen = {t.sentence for f in findings for t in (*f.cue, *f.source)}
    seen |= {t.sentence for f in findings for piece in f.content for t in reading.parse.between(*piece)}
    fresh = (t for t in reading.parse.tokens if t.sentence not in seen and t.pos == "VERB" and t.lemma in SAYING)
    return [*findings, *(found for verb in fresh for found in _finding(reading, verb))]


def _finding(reading: Reading, verb: Token) -> Iterator[Finding]:
    parse = reading.parse
    subject, clause = parse.child(verb, "nsubj"), parse.child(verb, "ccomp")
    if subject is None or clause is None or reading.quoted(verb) or not reading.can_speak(subject):
        return
    cue = tuple(sorted([verb, *(c for c in parse.children(verb) if c.dep in _HELPERS)], key=lambda t: t.i))
    source = noun_phrase(parse, subject)
    own = {t.i for t in (*cue, *source)}
    content = stretches(reading, (t for t in parse.subtree(clause) if t.i not in own), own)
    if content:
        yield Finding(
            rule=RULE,
            score=0.7,
            cue_class=CueClass.SAY,
            anchor=verb,
            head=subject,
            source=source,
            cue=cue,
            content=content,
        )
