"""Cues that are no main verbs, by part of speech."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.modifiers import said_by_adjective, said_by_adverb, said_of_noun
from sayso.attribution.nouns import said_by_noun
from sayso.attribution.phrases import cited, passed_on, said_by_phrase
from sayso.attribution.reading import Reading
from sayso.syntax import Token

Rule: TypeAlias = Callable[[Reading, Token], Finding | None]

#: The rules that are tried on a word, by its part of speech; the first that fits makes the finding.
RULES: dict[str, tuple[Rule, ...]] = {
    "NOUN": (said_by_noun,),
    "PROPN": (said_by_noun,),
    "ADJ": (said_by_adjective, said_of_noun, said_by_phrase),
    "VERB": (said_of_noun, said_by_phrase, passed_on, cited),
    "ADV": (said_by_adverb, said_by_phrase),
    "ADP": (said_by_phrase,),
    "SCONJ": (said_by_phrase,),
}


def word_findings(reading: Reading) -> Iterator[Finding]:
    """The attributions that hang on a noun, an adjective, an adverb or a phrase, in text order."""
    for sentence in reading.prose():
        for token in reading.parse.sentence_tokens(sentence):
            rules = RULES.get(token.pos, ())
            found = next((f for rule in rules if (f := rule(reading, token)) is not None), None)
            if found is not None:
                yield found


def with_cited(findings: list[Finding]) -> list[Finding]:
    """The findings, those that only name a cited source given the content of the one who cites."""
    by_anchor = {f.anchor.i: f for f in findings if f.content}
    made: list[Finding] = []
    for finding in findings:
        citing = by_anchor.get(finding.inside) if finding.inside is not None else None
        if finding.inside is None:
            made.append(finding)
        elif citing is not None:
            made.append(msgspec.structs.replace(finding, content=citing.content))
    return made
