"""Why a source is not named: the grounds a report gives, as it words them."""

from __future__ import annotations

from sayso.attribution.reading import Reading
from sayso.syntax import Sentence
from sayso.text import Span, fold

_STOPS = frozenset({",", ";", ":", ".", '"', "(", ")"})


def grounds(reading: Reading, sentence: Sentence) -> tuple[Span, ...]:
    """Where the sentence says that a name is withheld, with the reason if one follows ("… *because she feared for her job*")."""
    text = fold(reading.text[sentence.start : sentence.end])
    if not any(word in text for word in _HINTS):
        return ()
    start = end = -1
    for condition in reading.anonymity.conditions:
        at = text.find(condition)
        if at >= 0:
            start, end = sentence.start + at, sentence.start + at + len(condition)
            break
    if start < 0:
        return ()
    tokens = reading.parse.sentence_tokens(sentence)
    reason = False
    for token in (t for t in tokens if t.start >= end):
        word = token.text.lower()
        if word in _STOPS:
            after = reading.parse.tokens[token.i + 1].text.lower() if token.i + 1 < sentence.last else ""
            if word != "," or after not in reading.anonymity.reasons or reason:
                break
            continue
        reason = reason or word in reading.anonymity.reasons
        if not reason and token.dep in {"ROOT"}:
            break
        if reading.quoted(token):
            break
        end = token.end
    return (Span(reading.parse.doc_id, start, end),)


#: One of these words stands in every condition of the lexicon: most sentences are passed over at once.
_HINTS = (
    "anonym",
    "named",
    "name",
    "identif",
    "authori",
    "permitted",
    "allowed",
    "record",
    "privately",
    "only",
    "sensitiv",
    "attribution",
)
