"""Who is quoted, which names occur, and when things happened: the three indexes at the end of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.records import Attribution, Entity, Event, Id, Spans
from sayso.report import wording
from sayso.report.highlight import Highlight, Piece, pieces
from sayso.report.references import References, ReportReference
from sayso.text import bare, fold, squeeze
from sayso.vocab import NameKind, QuoteKind, SourceKind


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One source over all reports.

    Attributes:
        times: in how many places it speaks; `direct` of them word for word.
        told: to whom, as written.
        grounds: why it is not named, as written.
    """

    label: str
    kind: SourceKind
    kind_words: str
    named: bool
    times: int
    direct: int
    reports: tuple[ReportReference, ...]
    told: tuple[str, ...]
    grounds: tuple[str, ...]


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A dated sentence, and every report that has it in the same words."""

    value: str
    resolved: str
    precision: str
    as_written: str
    pieces: tuple[Piece, ...]
    reports: tuple[ReportReference, ...]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A person, body, place, document or product under its names."""

    label: str
    other_names: tuple[str, ...]
    kind: NameKind
    times: int
    reports: int
    reasons: tuple[str, ...]


def sources(references: References) -> list[Source]:
    """Everybody who is quoted, those in most reports first."""
    book = references.book
    labels = {entity.id: entity.names[0] for entity in book.entities if entity.names}
    grouped: dict[tuple[str, ...], list[Attribution]] = {}
    for attribution in book.attributions.values():
        grouped.setdefault(_who(attribution), []).append(attribution)
    found = [_source(members, labels, references) for members in grouped.values()]
    return sorted(found, key=lambda s: (-len(s.reports), -s.times, bare(s.label), s.label, s.kind))


def _who(attribution: Attribution) -> tuple[str, ...]:
    """What holds a source's attributions together: its entity; else its words, within one report if it is unnamed."""
    if attribution.entity_id:
        return ("entity", attribution.entity_id)
    unnamed = attribution.source_kind in (SourceKind.ANONYMOUS, SourceKind.UNSPECIFIED)
    return (attribution.source_kind, bare(attribution.label), attribution.doc_id if unnamed else "")


def _source(members: Sequence[Attribution], labels: dict[Id, str], references: References) -> Source:
    first = min(members, key=lambda a: (references.place(a.doc_id), a.cue or a.content or a.source, a.id))
    kinds = [a.source_kind for a in members]
    kind = max(sorted(set(kinds)), key=kinds.count)
    return Source(
        label=wording.speaker(labels.get(first.entity_id or "", first.label)),
        kind=kind,
        kind_words=wording.SOURCES[kind],
        named=kind not in (SourceKind.ANONYMOUS, SourceKind.UNSPECIFIED),
        times=len(members),
        direct=sum(1 for a in members if a.quote is not QuoteKind.INDIRECT),
        reports=_reports((a.doc_id for a in members), references),
        told=_words(((a.doc_id, a.addressee) for a in members), references),
        grounds=_words(((a.doc_id, a.grounds) for a in members), references),
    )


def _words(spans: Iterable[tuple[Id, Spans]], references: References) -> tuple[str, ...]:
    """The words of spans, each once."""
    documents = references.book.documents
    found = (squeeze(span.of(documents[doc_id].text)) for doc_id, several in spans for span in several)
    return tuple(dict.fromkeys(words for words in found if words))


def _reports(doc_ids: Iterable[Id], references: References) -> tuple[ReportReference, ...]:
    return tuple(references.report(i) for i in sorted(set(doc_ids), key=references.place))


def timeline(references: References) -> list[Happening]:
    """Dated sentences by date; the same words on the same date are one line."""
    book = references.book
    grouped: dict[tuple[str, str, str], list[Event]] = {}
    for event in book.events:
        key = (event.when.value, fold(event.as_written), fold(squeeze(event.text)))
        grouped.setdefault(key, []).append(event)
    return [_happening(events, references) for events in grouped.values()]


def _happening(events: Sequence[Event], references: References) -> Happening:
    event = events[0]
    text = references.book.documents[event.doc_id].text
    start, end = references.book.sentence(event.doc_id, event.span.start, event.span.end)
    mark = Highlight(event.span.start, event.span.end, "date", f"read as {wording.day(event.when.value)}")
    return Happening(
        value=event.when.value,
        resolved=wording.moment(event.when.value),
        precision=event.when.precision,
        as_written=squeeze(event.as_written),
        pieces=pieces(text, start, end, [mark]),
        reports=_reports((e.doc_id for e in events), references),
    )


def names(references: References) -> list[Named]:
    """Everybody and everything that is named, what occurs in most reports first."""
    book = references.book
    found = [_named(entity, references) for entity in book.entities if entity.names]
    return sorted(found, key=lambda n: (-n.reports, -n.times, bare(n.label), n.label, n.kind))


def _named(entity: Entity, references: References) -> Named:
    book = references.book
    places = [book.names[i].doc_id if i in book.names else book.attributions[i].doc_id
              for i in entity.members if i in book.names or i in book.attributions]  # fmt: skip
    return Named(
        label=entity.names[0],
        other_names=entity.names[1:],
        kind=entity.kind,
        times=len(places),
        reports=len(set(places)),
        reasons=entity.reasons if len(entity.names) > 1 else (),
    )
