"""Findings become records: spans, kinds of quotation and source, labels, nesting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.attribution.anonymous import grounds
from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.nested import enclosing
from sayso.attribution.reading import Reading
from sayso.attribution.resolve import Resolved, resolve
from sayso.attribution.stretches import settled
from sayso.records import Attribution, Name
from sayso.syntax import Token
from sayso.text import Span, merge
from sayso.vocab import QuoteKind


def records(
    reading: Reading, findings: Sequence[Finding], names: Sequence[Name], paragraphs: Sequence[Span]
) -> list[Attribution]:
    """One attribution per finding, in text order of content, linked to the ones around and before it."""
    tidied = (msgspec.structs.replace(f, content=settled(reading, f.content)) for f in findings)
    kept = (f for f in tidied if f.content and not _is_ground(reading, f))
    findings = sorted(kept, key=lambda f: (f.anchor.i, f.content))
    sources = resolve(reading, findings, names, paragraphs)
    unnamed = _whose_grounds(reading, findings)
    bare_records = [_record(reading, f, source, unnamed) for f, source in zip(findings, sources, strict=True)]
    made: dict[str, Attribution] = {}
    for record, outer, source in zip(bare_records, enclosing(findings), sources, strict=True):
        within = bare_records[outer].id if outer is not None else None
        same = bare_records[source.earlier].id if source.earlier is not None else None
        linked = msgspec.structs.replace(
            record, within=within if within != record.id else None, same_as=same if same != record.id else None
        )
        made.setdefault(record.id, linked)
    return sorted(made.values(), key=lambda a: (a.content, a.cue, a.id))


def _record(reading: Reading, finding: Finding, source: Resolved, unnamed: Mapping[int, int]) -> Attribution:
    doc_id = reading.parse.doc_id
    return Attribution(
        doc_id=doc_id,
        source=_spans(reading, finding.source),
        cue=_spans(reading, finding.cue),
        content=tuple(Span(doc_id, s, e) for s, e in finding.content),
        addressee=_spans(reading, finding.addressee),
        grounds=_grounds(reading, finding, unnamed),
        quote=_quote(reading, finding.content),
        source_kind=source.kind,
        label=source.label,
        made_by=f"attribution/{finding.rule}",
        score=finding.score,
    )


def _is_ground(reading: Reading, finding: Finding) -> bool:
    """Whether the finding is only the asking for anonymity ("who *asked not to be named*")."""
    sentence = reading.parse.sentences[finding.anchor.sentence]
    return any(g.start <= finding.anchor.start < g.end for g in grounds(reading, sentence))


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


def _grounds(reading: Reading, finding: Finding, unnamed: Mapping[int, int]) -> tuple[Span, ...]:
    if finding.head is None or finding.follows is not None:
        return ()
    if unnamed.get(finding.anchor.sentence) != finding.head.i:
        return ()
    return grounds(reading, reading.parse.sentences[finding.anchor.sentence])


def _whose_grounds(reading: Reading, findings: Sequence[Finding]) -> dict[int, int]:
    """For each sentence that withholds a name, the place of the source it is withheld from: the nearest one."""
    nearest: dict[int, tuple[int, int]] = {}
    for finding in findings:
        if finding.head is None or finding.follows is not None or reading.quoted(finding.anchor):
            continue
        sentence = reading.parse.sentences[finding.anchor.sentence]
        for span in grounds(reading, sentence):
            # A source behind the grounds is farther than one before them: "speaking on condition …" looks back.
            gap = span.start - finding.head.end
            distance = gap if gap >= 0 else len(reading.text) - gap
            nearest[sentence.index] = min(
                nearest.get(sentence.index, (distance, finding.head.i)), (distance, finding.head.i)
            )
    return {sentence: place for sentence, (_, place) in nearest.items()}
