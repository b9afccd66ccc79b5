"""Dated happenings of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from sayso.dates import When, day_of, days
from sayso.lexicon.dates import Dates
from sayso.records import Document, Event, Passage
from sayso.syntax import VERBAL, Parse, Sentence, Token
from sayso.text import Span, plain, squeeze
from sayso.timeline.resolve import resolve
from sayso.timeline.tense import lies_ahead
from sayso.timeline.written import Written, written_dates
from sayso.vocab import PassageKind, Precision

__all__ = ["find"]

#: Entity types whose names are no dates, though they may hold the word of one ("Sunday Times", "April Jones").
NAMED = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LOC", "LAW", "NORP"})

#: A sentence of so few words that holds a whole date, at the top of a report, is a date line.
DATE_LINE_WORDS = 8

#: How far down a report its date line may stand, in sentences.
TOP = 4

#: "KARLSTAD, March 4 (Agency) - ": the date that an agency puts before its first sentence is the report's own.
AGENCY_LINE = re.compile(r"[A-Z][A-Z' .-]+(?:,\s[\w .]{3,30})?,\s[^()]{3,20}\([^()]{2,30}\)\s+-+\s")


def find(document: Document, passages: Sequence[Passage], parse: Parse, *, dates: Dates) -> list[Event]:
    """The dates a report names, resolved against its publication date, in text order.

    A date line at the top gives the report's own date where no other is known; it is no event. Words that count from
    the publication date ("on Monday") give no event where that date is not known.
    """
    origin = day_of(document.published) or _date_line(parse, dates)
    furniture = [p.span for p in passages if p.kind is PassageKind.FURNITURE]
    events: list[Event] = []
    last_day: date | None = None
    for sentence in parse.sentences:
        if _is_date_line(parse, sentence, dates) or any(f.start <= sentence.start < f.end for f in furniture):
            continue
        for written, when in _resolved(parse, sentence, origin, last_day, dates):
            if when.precision is Precision.DAY:
                last_day = days(when)[0]
            events.append(_event(document, sentence, written, when))
    return sorted(events, key=lambda e: e.span)


def _resolved(
    parse: Parse, sentence: Sentence, origin: date | None, last_day: date | None, dates: Dates
) -> list[tuple[Written, When]]:
    """The date words of a sentence with their meaning; a time of day goes to the day named beside or before it."""
    found: list[tuple[Written, When]] = []
    day_here: date | None = None
    for written, tokens in sorted(_dates_of(parse, sentence, dates), key=lambda pair: pair[0].kind == "time"):
        ahead = lies_ahead(parse, tokens, written.lead, dates)
        when = resolve(written, origin, dates, ahead=ahead, beside=day_here or last_day)
        if when is None:
            continue
        found.append((written, when))
        if day_here is None and when.precision is Precision.DAY:
            day_here = days(when)[0]
    return found


def _event(document: Document, sentence: Sentence, written: Written, when: When) -> Event:
    start, end = sentence.start + written.start, sentence.start + written.end
    return Event(
        made_by=f"timeline/{written.kind}@1",
        doc_id=document.id,
        span=Span(document.id, start, end),
        as_written=squeeze(document.text[start:end]),
        when=when,
        text=squeeze(document.text[sentence.start : sentence.end]),
    )


def _dates_of(parse: Parse, sentence: Sentence, dates: Dates) -> Iterator[tuple[Written, Sequence[Token]]]:
    """The date words of a sentence with their tokens, without names and numbers that only look like dates."""
    text = plain(parse.text[sentence.start : sentence.end])
    dateline = AGENCY_LINE.match(text)
    for written in written_dates(text, dates):
        if dateline is not None and written.start < dateline.end():
            continue
        tokens = parse.between(sentence.start + written.start, sentence.start + written.end)
        if not _is_name(tokens) and not _is_number(parse, written, tokens):
            yield _without_foreign_lead(parse, written, tokens)


def _without_foreign_lead(parse: Parse, written: Written, tokens: Sequence[Token]) -> tuple[Written, Sequence[Token]]:
    """The words without a preposition that belongs to something else: "caused *by* April's floods"."""
    if not written.lead or len(tokens) < 2 or tokens[0].pos != "ADP":
        return written, tokens
    inside = {t.i for t in tokens}
    below = parse.children(tokens[0])
    if not below or any(c.i in inside for c in below):
        return written, tokens
    moved = msgspec.structs.replace(written, lead="", start=written.start + tokens[1].start - tokens[0].start)
    return moved, tokens[1:]


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether the words are part of a name: "Sunday Times", "April Jones"; a preposition before them speaks against."""
    told = any(t.pos == "ADP" or t.ent in ("DATE", "TIME") for t in tokens)
    return not told and any(t.ent in NAMED for t in tokens)


def _is_number(parse: Parse, written: Written, tokens: Sequence[Token]) -> bool:
    """Whether four digits count something ("2024 homes") or stand with nothing that makes them a year."""
    if written.kind != "year" or not tokens:
        return False
    following = parse.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(parse) else None
    counts = following is not None and following.tag == "NNS" and tokens[-1].dep == "nummod"
    bare = not written.lead and tokens[-1].ent != "DATE"
    return counts or bare


def _is_date_line(parse: Parse, sentence: Sentence, dates: Dates) -> bool:
    """Whether a sentence at the top of a report is no more than its date."""
    if sentence.index >= TOP:
        return False
    text = plain(parse.text[sentence.start : sentence.end])
    if any(t.pos in VERBAL for t in parse.sentence_tokens(sentence)) or len(text.split()) > DATE_LINE_WORDS:
        return False
    return any(w.kind in ("date", "iso") and ("y" in w.parts or "iso" in w.parts) for w in written_dates(text, dates))


def _date_line(parse: Parse, dates: Dates) -> date | None:
    """The day that a report's own date line gives."""
    for sentence in parse.sentences[:TOP]:
        text = plain(parse.text[sentence.start : sentence.end])
        if _is_date_line(parse, sentence, dates) or AGENCY_LINE.match(text):
            for written in written_dates(text, dates):
                when = resolve(written, None, dates, ahead=False, beside=None)
                if when is not None and when.precision is Precision.DAY:
                    return days(when)[0]
    return None
