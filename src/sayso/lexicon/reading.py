"""Reading an attribution's cue by the cue lexicon."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.cues import CueClass, Cues
from sayso.records import Attribution
from sayso.syntax import Parse, Token


def cue_tokens(parse: Parse, attribution: Attribution) -> list[Token]:
    """The tokens of an attribution's cue, in text order."""
    return [t for span in sorted(attribution.cue) for t in parse.between(span.start, span.end)]


def cue_class(parse: Parse, attribution: Attribution, cues: Cues) -> CueClass:
    """What an attribution's cue makes of its content; SAY where the lexicon does not know the cue."""
    return class_of(parse, cue_tokens(parse, attribution), cues)


def class_of(parse: Parse, tokens: Sequence[Token], cues: Cues) -> CueClass:
    """What these words make of the content that they lead to; SAY where the lexicon does not know them.

    A verb decides before a noun, a noun before an adjective: "*said* in a statement", "raised the *claim*".
    """
    found = _phrase(tokens, cues)
    if found is not None:
        return found
    for token in tokens:
        if (token.pos == "ADJ" or token.tag == "VBN") and parse.child(token, "dobj", "aux") is None:
            kind = cues.adjective_class.get(token.text.lower())
            if kind is not None:
                return kind
    verbs = [kind for t in tokens if t.pos in ("VERB", "AUX") and (kind := _verb(parse, t, cues)) is not None]
    if verbs:
        return verbs[0]
    tables = (cues.noun_class, cues.adjective_class, cues.verb_class)
    for table in tables:
        for token in tokens:
            kind = table.get(token.lemma) or table.get(token.text.lower())
            if kind is not None:
                return kind
    if any(t.text.lower() in (*cues.sourceless_adverbs, *cues.sourceless_adjectives) for t in tokens):
        return CueClass.CLAIM
    return CueClass.SAY


def _phrase(tokens: Sequence[Token], cues: Cues) -> CueClass | None:
    spelled = " ".join(t.text.lower() for t in tokens)
    return next((kind for phrase, kind in cues.phrase_class.items() if spelled.startswith(phrase)), None)


def _verb(parse: Parse, token: Token, cues: Cues) -> CueClass | None:
    particle = parse.child(token, "prt")
    if particle is not None and (kind := cues.verb_class.get(f"{token.lemma} {particle.lemma}")) is not None:
        return kind
    following = parse.tokens[token.i + 1].lemma if token.i + 1 < len(parse) else ""
    return cues.verb_class.get(f"{token.lemma} {following}") or cues.verb_class.get(token.lemma)
