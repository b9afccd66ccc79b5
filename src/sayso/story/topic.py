"""The words that tell what a report is about, weighed without knowing any other report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from math import log, sqrt

from sayso.engines.base import VocabularyEngine
from sayso.lexicon.dates import Dates
from sayso.lexicon.wording import FunctionWords
from sayso.records import Document, Passage, Snapshot, Topic
from sayso.stems import stem
from sayso.text import WORD, fold, plain, squeeze
from sayso.vocab import PassageKind

#: So many words are kept. With 16 or 40 the stories of ECB+ come out the same within .01.
TERMS = 32
#: Sentences that count as the lead.
LEAD = 3
#: How much more a word weighs that stands in the title, headline or lead, and one that is mostly written as a name.
STANDING, NAME = 2.0, 1.3
#: A word more common than this many tells nothing; the weight grows with the logarithm of the rank from here on.
COMMON, RARE = 100, 38_000
#: "don't", "U.S." and "year-old" are as common as the rarest of their parts.
_PARTS = re.compile(r"\w+")
#: Longer reports are not read to their end: what they are about stands before it.
SENTENCES = 400


def topic(
    snapshot: Snapshot,
    document: Document,
    passages: Sequence[Passage],
    *,
    vocabulary: VocabularyEngine,
    function_words: FunctionWords,
    dates: Dates,
) -> list[Topic]:
    """What one report is about: its most telling words.

    A word tells the more, the rarer it is in English, the more often the report has it, and if it is a name or stands
    in the title or lead. Page furniture and captions do not count, nor do the names of days, months and numbers, nor a
    sentence the second time.
    """
    sentences = _sentences(document, passages)
    of_time = (*chain.from_iterable((*dates.months, *dates.weekdays)), *dates.numbers)
    words = _Words(vocabulary, function_words.words.union(map(fold, of_time)))
    for number, text in enumerate([document.title or "", *sentences]):
        words.read(text, leading=number <= LEAD)
    return [
        Topic(
            made_by="topic/telling-words@1",
            doc_id=document.id,
            label=_label(document, passages, sentences),
            published=document.published,
            named=snapshot.given.get("story"),
            terms=words.most_telling(),
        )
    ]


class _Words:
    """The words of one report: how often each stands there, how, and how rare it is in English."""

    def __init__(self, vocabulary: VocabularyEngine, silent: frozenset[str]) -> None:
        self._vocabulary, self._silent = vocabulary, silent
        self._counts: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._rarity: dict[str, float] = {}
        self._leading: set[str] = set()

    def read(self, text: str, *, leading: bool) -> None:
        """Take in the words of a sentence."""
        for match in WORD.finditer(plain(text)):
            word = match.group().removesuffix("'s")
            folded = fold(word)
            if folded in self._silent or len(folded) < 3 or folded[0].isdigit():
                continue
            term = stem(folded)
            if term not in self._rarity:
                rank = max(self._vocabulary.rank(part) for part in _PARTS.findall(folded))
                self._rarity[term] = log(max(rank, COMMON) / COMMON) / log(RARE / COMMON)
            self._counts[term] = self._counts.get(term, 0) + 1
            self._names[term] = self._names.get(term, 0) + word[0].isupper()
            if leading:
                self._leading.add(term)

    def most_telling(self) -> dict[str, float]:
        """The weightiest words with their weights, scaled so that the squares add up to 1."""
        weighed = {term: weight for term in self._counts if (weight := self._weight(term)) > 0}
        kept = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:TERMS])
        length = sqrt(sum(weight * weight for weight in kept.values())) or 1.0
        return {term: round(weight / length, 4) for term, weight in kept.items()}

    def _weight(self, term: str) -> float:
        count = self._counts[term]
        standing = STANDING if term in self._leading else 1.0
        return (1 + log(count)) * self._rarity[term] * standing * (NAME if 2 * self._names[term] > count else 1.0)


def _sentences(document: Document, passages: Sequence[Passage]) -> list[str]:
    """The sentences of headlines and paragraphs, each once."""
    outside = [p.span for p in passages if p.kind is PassageKind.CAPTION]
    spans = sorted(p.span for p in passages if p.kind is PassageKind.SENTENCE)
    texts = (span.of(document.text) for span in spans if not any(other.contains(span) for other in outside))
    return list(dict.fromkeys(texts))[:SENTENCES]


def _label(document: Document, passages: Sequence[Passage], sentences: Sequence[str]) -> str:
    if document.title:
        return document.title
    headlines = sorted(p.span for p in passages if p.kind is PassageKind.HEADLINE)
    first = headlines[0].of(document.text) if headlines else sentences[0] if sentences else document.path
    return squeeze(first)
