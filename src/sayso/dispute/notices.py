"""Corrections and retractions: sentences in which a report mends or takes back what it, or its outlet, said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

import msgspec

from sayso.lexicon.wording import FunctionWords, Notices
from sayso.records import Claim, ClaimMention, Correction, Document, Id, Passage
from sayso.stems import stem
from sayso.text import Span, fold, trim, words
from sayso.vocab import CorrectionKind, PassageKind

#: Share of a claim's words, weighed by rarity, that a notice must have to be about it, and how many words at least.
LEAST_SHARE, LEAST_WORDS = 0.45, 3
#: How much more a claim of the report itself, or of its outlet, is looked for than one of another outlet.
OWN = 1.5
#: Farthest that the colon of a label may stand: "Correction, 4 March:".
LABEL = 40


def notices(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    corrections: Notices,
    function_words: FunctionWords,
) -> list[Correction]:
    """The notices of all reports, in text order, each with the claim that it names where one fits."""
    patterns = _Patterns(corrections)
    topics = _Topics(documents, claims, mentions, function_words)
    by_report: dict[Id, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_report[passage.doc_id].append(passage)
    found = []
    for document in sorted(documents, key=lambda d: d.id):
        for span, kind, rule in _in_report(document, by_report[document.id], patterns):
            found.append(
                Correction(
                    doc_id=document.id,
                    span=span,
                    claim_id=topics.named(span, document),
                    kind=kind,
                    made_by=f"dispute/{rule}",
                    score=0.9,
                )
            )
    return found


class _Patterns:
    """The lexicon as patterns over folded text."""

    def __init__(self, notices: Notices) -> None:
        kinds = (CorrectionKind.RETRACTION, CorrectionKind.CORRECTION)
        self._openings = [(kind, _label(notices.openings[kind])) for kind in kinds]
        self._formulas = [(kind, _any(notices.formulas[kind])) for kind in kinds]
        self._unless = _any(notices.unless)

    def kind(self, text: str) -> tuple[CorrectionKind, str] | None:
        """What sort of notice a stretch of text opens or makes, and by which rule; None for none."""
        folded = fold(text)
        if self._unless.search(folded):
            return None
        for kind, pattern in self._openings:
            if pattern.match(folded):
                retracted = next((k for k, formula in self._formulas if formula.search(folded)), kind)
                return retracted, "notice-label@1"
        for kind, pattern in self._formulas:
            if pattern.search(folded):
                return kind, "notice-formula@1"
        return None


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + r")\b")


def _label(phrases: Sequence[str]) -> re.Pattern[str]:
    """The phrase at the start, then its colon or dash, or in brackets as agencies write it ("(Corrects figure …)")."""
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"[*\[\s]*(?:\(\s*(?:{listed})\b|(?:{listed})\b[^.:!?\n]{{0,{LABEL}}}?(?::|\s-+\s))")


def _in_report(
    document: Document, passages: Sequence[Passage], patterns: _Patterns
) -> Iterator[tuple[Span, CorrectionKind, str]]:
    """One notice per paragraph or piece of furniture: from the sentence that opens it to the paragraph's end."""
    sentences = sorted(p.span for p in passages if p.kind is PassageKind.SENTENCE)
    blocks = sorted(p.span for p in passages if p.kind in (PassageKind.PARAGRAPH, PassageKind.FURNITURE))
    for block in blocks:
        inside = [s for s in sentences if block.contains(s)] or [_trimmed(block, document.text)]
        for at, sentence in enumerate(inside):
            found = patterns.kind(sentence.of(document.text))
            if found is not None:
                labelled = found[1] == "notice-label@1"
                last = inside[-1] if labelled or at == 0 else sentence
                yield Span(document.id, sentence.start, last.end), found[0], found[1]
                break


def _trimmed(span: Span, text: str) -> Span:
    return Span(span.doc_id, *trim(text, span.start, span.end))


class _Wording(msgspec.Struct, frozen=True):
    """A wording of a claim: its weighty stems, where it stands, whether in the report's own voice, who published it."""

    claim_id: Id
    keys: frozenset[str]
    span: Span
    own_voice: bool
    publisher: str | None


class _Topics:
    """The claims of the pile by the words of their mentions."""

    def __init__(
        self,
        documents: Sequence[Document],
        claims: Sequence[Claim],
        mentions: Sequence[ClaimMention],
        function_words: FunctionWords,
    ) -> None:
        self._function_words = function_words.words
        reports = {document.id: document for document in documents}
        claim_of = {mention: claim.id for claim in claims for mention in claim.mentions}
        self._wordings = [
            _Wording(
                claim_of[mention.id],
                self._keys(mention.span.of(reports[mention.doc_id].text)),
                mention.span,
                mention.attribution_id is None,
                reports[mention.doc_id].publisher,
            )
            for mention in sorted(mentions, key=lambda m: (m.span, m.id))
            if mention.id in claim_of and mention.doc_id in reports
        ]
        counts = Counter(key for wording in self._wordings for key in wording.keys)
        self._rarity = {key: log(1 + len(self._wordings) / count) for key, count in counts.items()}

    def named(self, notice: Span, document: Document) -> Id | None:
        """The claim that a notice names: the one most of whose words it has, its own outlet's before another's.

        What the notice itself states is not what it mends; what it says that a source had said may be.
        """
        keys = self._keys(notice.of(document.text))
        scored = [
            (self._score(wording, keys, document), wording.claim_id)
            for wording in self._wordings
            if len(wording.keys & keys) >= LEAST_WORDS and not (wording.own_voice and notice.contains(wording.span))
        ]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] >= LEAST_SHARE else None

    def _score(self, wording: _Wording, keys: frozenset[str], document: Document) -> float:
        share = self._weight(wording.keys & keys) / self._weight(wording.keys)
        own = wording.span.doc_id == document.id or (
            wording.publisher is not None and wording.publisher == document.publisher
        )
        enough = len(wording.keys) / (len(wording.keys) + 2)
        return share * enough * (OWN if own else 1.0)

    def _weight(self, keys: frozenset[str]) -> float:
        return sum(self._rarity[key] for key in sorted(keys))

    def _keys(self, text: str) -> frozenset[str]:
        return frozenset(stem(word.folded) for word in words(text) if word.folded not in self._function_words)
