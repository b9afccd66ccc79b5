"""The words that tell what a report is about, weighed without knowing any other report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log, sqrt

from sayso.engines.base import VocabularyEngine
from sayso.lexicon.wording import FunctionWords
from sayso.records import Document, Passage, Snapshot, Topic
from sayso.stems import stem
from sayso.text import WORD, fold, plain, squeeze
from sayso.vocab import PassageKind

#: So many words are kept. With 16 or 40 the stories of ECB+ come out the same within .01.
TERMS = 24
#: Sentences that count as the lead.
LEAD = 3
#: How much more a word weighs that stands in the title, headline or lead, and one that is mostly written as a name.
STANDING, NAME = 1.5, 1.3
#: A word more common than this many tells nothing; the weight grows with the logarithm of the rank from here on.
COMMON, RARE = 200, 38_000
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
) -> list[Topic]:
    """What one report is about: its most telling words.

    A word tells the more, the rarer it is in English, the more often the report has it, and if it is a name or stands
    in the title or lead. Page furniture and captions do not count, nor does a sentence the second time.
    """
    sentences = _sentences(document, passages)
    counts: dict[str, int] = {}
    names: dict[str, int] = {}
    weights: dict[str, float] = {}
    leading: set[str] = set()
    for number, text in enumerate([document.title or "", *sentences]):
        for word in _words(text):
            folded = fold(word)
            if folded in function_words.words or len(folded) < 3 or folded[0].isdigit():
                continue
            term = stem(folded)
            if term not in weights:
                rank = max(vocabulary.rank(part) for part in _PARTS.findall(folded))
                weights[term] = log(max(rank, COMMON) / COMMON) / log(RARE / COMMON)
            counts[term] = counts.get(term, 0) + 1
            names[term] = names.get(term, 0) + word[0].isupper()
            if number <= LEAD:
                leading.add(term)
    weighed = {
        term: (1 + log(count))
        * weights[term]
        * (STANDING if term in leading else 1)
        * (NAME if 2 * names[term] > count else 1)
        for term, count in counts.items()
        if weights[term] > 0
    }
    kept = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:TERMS])
    length = sqrt(sum(weight * weight for weight in kept.values())) or 1.0
    return [
        Topic(
            made_by="topic/telling-words@1",
            doc_id=document.id,
            label=_label(document, passages, sentences),
            published=document.published,
            named=snapshot.given.get("story"),
            terms={term: round(weight / length, 4) for term, weight in kept.items()},
        )
    ]


def _sentences(document: Document, passages: Sequence[Passage]) -> list[str]:
    """The sentences of headlines and paragraphs, each once."""
    outside = [p.span for p in passages if p.kind is PassageKind.CAPTION]
    spans = sorted(p.span for p in passages if p.kind is PassageKind.SENTENCE)
    texts = (span.of(document.text) for span in spans if not any(other.contains(span) for other in outside))
    return list(dict.fromkeys(texts))[:SENTENCES]


def _words(text: str) -> Iterator[str]:
    for match in WORD.finditer(plain(text)):
        yield match.group().removesuffix("'s")


def _label(document: Document, passages: Sequence[Passage], sentences: Sequence[str]) -> str:
    if document.title:
        return document.title
    headlines = sorted(p.span for p in passages if p.kind is PassageKind.HEADLINE)
    first = headlines[0].of(document.text) if headlines else sentences[0] if sentences else document.path
    return squeeze(first)
