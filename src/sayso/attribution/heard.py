"""What the model passed over before a teller: "the pump broke, *a court has heard*", "…, *its owner told diners*"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.finding import Finding
from sayso.attribution.hearers import hearer_of
from sayso.attribution.reading import Reading
from sayso.attribution.stretches import noun_phrase, stretches
from sayso.lexicon.cues import CueClass
from sayso.syntax import HELPING, VERBAL, Token

_DASHES = frozenset({",", "–", "—", "--"})


def with_heard(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, and one for each clause before "the court heard" or "she told us" that no cue of theirs has."""
    cued = {t.i for f in findings for t in f.cue}
    missed = (
        found
        for sentence in reading.prose()
        for verb in reading.parse.sentence_tokens(sentence)
        if verb.i not in cued and (found := told_before(reading, verb)) is not None
    )
    return [*findings, *missed]


def told_before(reading: Reading, verb: Token) -> Finding | None:
    """A clause before a comma, and behind it who heard it, or who told whom: so it was said.

    "The pump was broken, *a court has heard*": nobody is named who said it, and the court is the one who hears.
    """
    parse, subject = reading.parse, reading.parse.child(verb, "nsubj")
    if verb.pos not in VERBAL or verb.tag not in {"VBD", "VBN"} or subject is None or reading.quoted(verb):
        return None
    hears = subject.lemma in reading.roles.audiences and verb.lemma in {"hear", "tell"}
    hearer = subject if hears else hearer_of(reading, verb) if verb.lemma == "tell" else None
    who = noun_phrase(parse, subject)
    clause = parse.child(verb, "ccomp") or (parse.head(verb) if verb.dep == "conj" and hears else None)
    if hearer is None or clause is None or clause.i > who[0].i or (hears and parse.child(verb, "dobj") is not None):
        return None
    if parse.tokens[who[0].i - 1].text not in _DASHES:
        return None
    helpers = [c for c in parse.children(verb) if c.dep in HELPING]
    behind = {t.i for t in parse.subtree(clause) if t.i >= who[0].i}
    return Finding(
        rule="told-before@1",
        score=0.7,
        cue_class=CueClass.SAY,
        anchor=verb,
        head=None if hears else subject,
        source=() if hears else who,
        cue=tuple(sorted((*helpers, verb), key=lambda t: t.i)),
        content=stretches(reading, (t for t in parse.subtree(clause) if t.i not in behind), behind),
        addressee=noun_phrase(parse, hearer),
    )
