"""Why a source is not named: the grounds a report gives, as it words them."""

from __future__ import annotations

from sayso.attribution.reading import Reading
from sayso.syntax import Sentence
from sayso.text import Span, fold

_STOPS = frozenset({",", ";", ":", ".", '"', "(", ")"})

#: One of these stands in every condition of the lexicon: most sentences are passed over at once.
_HINTS = (
    "anonym",
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

#: Conditions that end in one of these go on to the end of their clause ("was not authorised *to speak to the press*").
_OPEN_ENDS = frozenset({"to", "of", "by", "without"})


def grounds(reading: Reading, sentence: Sentence) -> tuple[Span, ...]:
    """Where the sentence says that a name is withheld, and why ("on condition of anonymity *because she fears …*")."""
    found = _condition(reading, sentence)
    if found is None:
        return ()
    start, end = found
    reasons = reading.anonymity.reasons
    tokens = [t for t in reading.parse.sentence_tokens(sentence) if t.start >= end]
    goes_on = reading.text[start:end].lower().split()[-1] in _OPEN_ENDS
    for n, token in enumerate(tokens):
        word = token.text.lower()
        after = tokens[n + 1].text.lower() if n + 1 < len(tokens) else ""
        if word == "," and after in reasons and not (goes_on and n and tokens[n - 1].text.lower() in reasons):
            continue
        if word in reasons:
            goes_on = True
        if word in _STOPS or not goes_on or reading.quoted(token) or token.dep == "ROOT":
            break
        end = token.end
    return (Span(reading.parse.doc_id, start, end),)


def _condition(reading: Reading, sentence: Sentence) -> tuple[int, int] | None:
    """The first condition of the lexicon that stands in the sentence; longer ones come first there."""
    text = fold(reading.text[sentence.start : sentence.end])
    if not any(hint in text for hint in _HINTS):
        return None
    for condition in reading.anonymity.conditions:
        at = text.find(condition)
        if at >= 0:
            return sentence.start + at, sentence.start + at + len(condition)
    return None
