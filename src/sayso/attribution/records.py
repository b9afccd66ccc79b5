"""Findings become records: spans, kinds of quotation and source, labels, nesting."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.anonymous import grounds
from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.nested import enclosing
from sayso.attribution.reading import Reading
from sayso.attribution.sources import kind_of, label_of
from sayso.records import Attribution
from sayso.syntax import Sentence, Token
from sayso.text import Span, merge
from sayso.vocab import QuoteKind


def records(reading: Reading, findings: Sequence[Finding]) -> list[Attribution]:
    """One attribution per finding, in text order of content; outer ones are made before the ones inside them."""
    findings = sorted(findings, key=lambda f: (f.content[0], f.anchor.i))
    outer = enclosing(findings)
    made: dict[int, Attribution] = {}
    for place in _outermost_first(outer):
        above = outer[place]
        made[place] = _record(reading, findings[place], made[above].id if above is not None else None)
    return [made[place] for place in range(len(findings))]


def _outermost_first(outer: Sequence[int | None]) -> list[int]:
    depth: dict[int, int] = {}

    def depth_of(place: int) -> int:
        path = []
        at: int | None = place
        while at is not None and at not in depth and at not in path:
            path.append(at)
            at = outer[at]
        base = depth.get(at, 0) if at is not None else 0
        for n, step in enumerate(reversed(path), start=1):
            depth[step] = base + n
        return depth[place]

    return sorted(range(len(outer)), key=depth_of)


def _record(reading: Reading, finding: Finding, within: str | None) -> Attribution:
    doc_id = reading.parse.doc_id
    kind = kind_of(reading, finding.head, finding.source)
    return Attribution(
        doc_id=doc_id,
        source=_spans(reading, finding.source),
        cue=_spans(reading, finding.cue),
        content=tuple(Span(doc_id, s, e) for s, e in finding.content),
        addressee=_spans(reading, finding.addressee),
        grounds=_grounds(reading, finding),
        quote=_quote(reading, finding.content),
        source_kind=kind,
        label=label_of(reading, finding.head, finding.source, kind),
        within=within,
        made_by=f"attribution/{finding.rule}",
        score=finding.score,
    )


def _spans(reading: Reading, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The tokens as spans; tokens with only a blank between them make one."""
    return tuple(merge((Span(reading.parse.doc_id, t.start, t.end) for t in tokens), gap=1))


def _quote(reading: Reading, content: Sequence[Stretch]) -> QuoteKind:
    """Direct where every word stands inside quotation marks, mixed where some do."""
    tokens = [t for start, end in content for t in reading.parse.between(start, end) if t.text[:1].isalnum()]
    inside = sum(reading.quoted(t) for t in tokens)
    if tokens and inside == len(tokens):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if inside else QuoteKind.INDIRECT


def _grounds(reading: Reading, finding: Finding) -> tuple[Span, ...]:
    if not finding.source or finding.follows is not None:
        return ()
    sentence: Sentence = reading.parse.sentences[finding.anchor.sentence]
    return grounds(reading, sentence)
