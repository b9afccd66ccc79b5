"""Findings become records: spans, kinds of quotation and source, labels, nesting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.attribution.anonymous import grounds
from sayso.attribution.finding import Finding, Stretch
from sayso.attribution.kinds import settled_kinds
from sayso.attribution.nested import enclosing
from sayso.attribution.quotes import covering, find_quotations
from sayso.attribution.reading import Reading
from sayso.attribution.referents import Referents
from sayso.attribution.resolve import Resolved, resolve
from sayso.attribution.stretches import settled
from sayso.attribution.times import with_times
from sayso.records import Attribution, Name
from sayso.syntax import Token
from sayso.text import Span, merge
from sayso.vocab import QuoteKind


def records(
    reading: Reading,
    findings: Sequence[Finding],
    names: Sequence[Name],
    paragraphs: Sequence[Span],
    referents: Referents,
) -> list[Attribution]:
    """One attribution per finding, in text order of content, linked to the ones around and before it."""
    timed = with_times(reading, findings)
    tidied = (msgspec.structs.replace(f, content=settled(reading, f.content)) for f in timed)
    kept = (f for f in tidied if f.content and not _is_ground(reading, f))
    findings = sorted(kept, key=lambda f: (f.anchor.i, f.content))
    outers = enclosing(findings)
    sources = settled_kinds(findings, resolve(reading, findings, outers, names, paragraphs, referents))
    unnamed = _whose_grounds(reading, findings)
    others = _inner_words(findings, outers)
    bare_records = [
        _record(reading, f, source, unnamed, inner) for f, source, inner in zip(findings, sources, others, strict=True)
    ]
    made: dict[str, Attribution] = {}
    for record, outer, source in zip(bare_records, outers, sources, strict=True):
        within = bare_records[outer].id if outer is not None else None
        same = bare_records[source.earlier].id if source.earlier is not None else None
        linked = msgspec.structs.replace(
            record, within=within if within != record.id else None, same_as=same if same != record.id else None
        )
        made.setdefault(record.id, linked)
    return sorted(made.values(), key=lambda a: (a.content, a.cue, a.id))


def _inner_words(findings: Sequence[Finding], outers: Sequence[int | None]) -> list[list[Stretch]]:
    """For each finding what others say inside its content; what a cited source says is the citing one's too."""
    inner: list[list[Stretch]] = [[] for _ in findings]
    for finding, outer in zip(findings, outers, strict=True):
        if outer is not None and finding.inside is None:
            inner[outer].extend(finding.content)
    return inner


def _record(
    reading: Reading, finding: Finding, source: Resolved, unnamed: Mapping[int, int], inner: Sequence[Stretch]
) -> Attribution:
    parse, doc_id = reading.parse, reading.parse.doc_id
    withheld = _grounds(reading, finding, unnamed)
    return Attribution(
        doc_id=doc_id,
        source=_spans(reading, _without(finding.source, withheld)),
        cue=_spans(reading, finding.cue),
        content=tuple(Span(doc_id, s, e) for s, e in finding.content),
        addressee=_spans(reading, finding.addressee),
        grounds=withheld,
        when=parse.span(finding.when) if finding.when else None,
        quote=QuoteKind.DIRECT if finding.spoken else _quote(reading, finding, inner),
        source_kind=source.kind,
        label=source.label,
        made_by=f"attribution/{finding.rule}",
        score=finding.score,
    )


def _without(source: Sequence[Token], withheld: Sequence[Span]) -> tuple[Token, ...]:
    """The source without the words that withhold its name, and without a comma at its end."""
    kept = [t for t in source if not any(s.start <= t.start < s.end for s in withheld)]
    while kept and kept[-1].text in {",", "-", "–", "—"}:
        kept.pop()
    return tuple(kept)


def _is_ground(reading: Reading, finding: Finding) -> bool:
    """Whether the finding is only the asking for anonymity ("who *asked not to be named*", "speaking on condition")."""
    sentence = reading.parse.sentences[finding.anchor.sentence]
    first = finding.content[0][0]
    return any(g.start <= finding.anchor.start < g.end or g.start <= first < g.end for g in grounds(reading, sentence))


def _spans(reading: Reading, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The tokens as spans; tokens with only a blank between them make one."""
    return tuple(merge((Span(reading.parse.doc_id, t.start, t.end) for t in tokens), gap=1))


def _quote(reading: Reading, finding: Finding, inner: Sequence[Stretch]) -> QuoteKind:
    """Direct where every word of the source's own stands inside its quotation marks, mixed where some do.

    Words of others inside the content do not count, nor do marks around the whole attribution: they are another's.
    """
    marked = reading.quotations
    if reading.quoted(finding.anchor):
        content = [Span(reading.parse.doc_id, start, end) for start, end in finding.content]
        marked = tuple(find_quotations(reading.text, content))
    tokens = [t for start, end in finding.content for t in reading.parse.between(start, end) if t.text[:1].isalnum()]
    own = [t for t in tokens if not any(start <= t.start < end for start, end in inner)]
    quoted = sum(covering(marked, t.start) >= 0 for t in own)
    if own and quoted == len(own):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if quoted else QuoteKind.INDIRECT


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
