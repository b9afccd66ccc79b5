"""The same words under another source: given to someone else, to several, or to the outlet that printed them."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.drift.hedges import verb_drift
from sayso.drift.names import one_name, simple
from sayso.drift.reading import Reading
from sayso.drift.sources import (
    clash,
    described,
    is_vague,
    keys_of,
    many_of_one,
    may_be_one,
    named_in,
    same_source,
)
from sayso.drift.speakers import Shift, Speakers, frame, weighty_in
from sayso.records import Attribution
from sayso.text import Span, bare, fold
from sayso.vocab import DriftKind, Severity, SourceKind


def other_source(ours: Attribution, before: Span, named: Sequence[Attribution], speakers: Speakers) -> Shift | None:
    """What became of the parent's source, where the child names one: the same, many, an outlet, or another."""
    theirs = speakers.child.meant(named[-1], speakers.book)
    after = frame(theirs)
    if after is None:
        return None
    if not speakers.tells(ours, speakers.parent.reading) or not speakers.tells(theirs, speakers.child.reading):
        return None
    if inflated(ours, theirs, speakers):
        return _made_many(before, after)
    same = _same(ours, named, theirs, speakers)
    if same is not None:
        return _verb(ours, same, speakers)
    if described_otherwise(ours, theirs, speakers):
        return _given_away(before, after)
    if is_vague(theirs, speakers.book) or is_vague(ours, speakers.book) or _denies_only(ours, theirs, speakers):
        return None
    if may_be_one(ours, theirs, speakers.book) or _speaks_for(ours, theirs, speakers):
        return None
    if _is_outlet(theirs, speakers):
        return _outlet_credited(before, after)
    if _named_beside(theirs, ours, speakers):
        return None
    more = many_of_one(ours, theirs, speakers.book)
    return _made_many(before, after) if more else _given_away(before, after)


def _made_many(before: Span, after: Span) -> Shift:
    """One source of the parent's became several in the child ("an official", "officials")."""
    return Shift(kind=DriftKind.SOURCE_INFLATED, before=before, after=after, rule="attribution/one-made-many@1")


def _outlet_credited(before: Span, after: Span) -> Shift:
    """The child credits the outlet where it read this, and leaves out who said it there."""
    return Shift(
        kind=DriftKind.ATTRIBUTION_CHANGED,
        before=before,
        after=after,
        rule="attribution/outlet-credited@1",
        severity=Severity.LOW,
        omitted=True,
    )


def _given_away(before: Span, after: Span) -> Shift:
    """The child gives the words to another source than the parent does."""
    return Shift(
        kind=DriftKind.ATTRIBUTION_CHANGED,
        before=before,
        after=after,
        rule="attribution/another-source@1",
        severity=Severity.HIGH,
    )


def are_others(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether the parent's and the child's attribution are of two sources, told plainly enough to say so."""
    book = speakers.book
    if is_vague(ours, book) or is_vague(theirs, book) or _same(ours, [theirs], theirs, speakers) is not None:
        return False
    return not may_be_one(ours, theirs, book) and not _speaks_for(ours, theirs, speakers)


def _same(
    ours: Attribution, named: Sequence[Attribution], theirs: Attribution, speakers: Speakers
) -> Attribution | None:
    """The child's attribution to the parent's source, or to one that the parent has it through; None without one."""
    pairs = [*((link, theirs) for link in speakers.parent.chain(ours)), *((ours, other) for other in reversed(named))]
    naming, book = speakers.naming, speakers.book
    return next((b for a, b in pairs if same_source(a, b, naming, book) and not clash(a, b, naming, book)), None)


def described_otherwise(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether the child's source is a plain description that the parent's does not answer to.

    The parent calls its source something else ("the trainer, Cath Rowe", and now "the jockey"), and neither report has
    the child's word for it, nor is that a word for anybody ("the official", "the company").
    """
    naming, book = speakers.naming, speakers.book
    if keys_of(theirs.label, naming) or theirs.source_kind in (SourceKind.OUTLET, SourceKind.DOCUMENT):
        return False
    before = described(ours, speakers.parent.reading.text, book)
    after = described(theirs, speakers.child.reading.text, book)
    if not before or not after or (before | after) & book.anybody:
        return False
    known = keys_of(ours.label, naming)
    if known and any(unit.key in known for line in speakers.child.reading.lines for unit in line.units):
        return False
    return not any(book.alike(one, other) for one in before for other in after)


def inflated(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether one source became several of its kind, or several unnamed people or papers."""
    naming, book = speakers.naming, speakers.book
    if not many_of_one(ours, theirs, book) or theirs.source_kind is SourceKind.OUTLET:
        return False
    if is_vague(theirs, book) or is_vague(ours, book):
        return False
    people = (SourceKind.PERSON, SourceKind.ANONYMOUS)
    unnamed_people = theirs.source_kind is SourceKind.ANONYMOUS and ours.source_kind in people
    papers = theirs.source_kind is ours.source_kind is SourceKind.DOCUMENT
    return unnamed_people or papers or same_source(ours, theirs, naming, book)


def _denies_only(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether one of two sources denies what the other says: that is a dispute, and nobody's words changed hands."""
    return speakers.denies(ours, speakers.parent.reading) != speakers.denies(theirs, speakers.child.reading)


def _named_beside(theirs: Attribution, ours: Attribution, speakers: Speakers) -> bool:
    """Whether the parent names the child's source in the very sentence of its own ("ministry spokesman X said")."""
    if theirs.source_kind is SourceKind.ANONYMOUS:
        return False
    names = keys_of(theirs.label, speakers.naming)
    reading = speakers.parent.reading
    for span in (*ours.source, *ours.cue):
        for line in reading.lines_in(span):
            outside = _outside(reading.text, line.span, ours.content)
            if named_in(outside, names, speakers.naming):
                return True
    return False


def _is_outlet(attribution: Attribution, speakers: Speakers) -> bool:
    """Whether the source is an outlet, or the very publisher of the parent, or what it published."""
    parent, child = speakers.parent.reading, speakers.child.reading
    publisher = simple(parent.document.publisher or "")
    if attribution.source_kind is SourceKind.OUTLET or (publisher and one_name(attribution.label, publisher)):
        return True
    lines = [line for span in attribution.source for line in child.lines_in(span)]
    outside = " ".join(_outside(child.text, line.span, attribution.content) for line in lines)
    paper = attribution.source_kind is SourceKind.DOCUMENT
    return paper and bool(publisher) and f" {publisher} " in f" {bare(outside)} "


def _speaks_for(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether one source speaks for the other: "NWI spokeswoman Mira Jessop" in either report, or "a spokeswoman".

    "Agnes Ruud, *the office's* head of inspections" speaks for the Medicines Office.
    """
    if simple(ours.label) in speakers.book.speakers and theirs.source_kind is SourceKind.ORGANISATION:
        return True
    naming = speakers.naming
    pairs = [(keys_of(a.label, naming), keys_of(b.label, naming), b) for a, b in ((ours, theirs), (theirs, ours))]
    for report in (speakers.parent, speakers.child):
        for attribution in report.all:
            if attribution.source_kind is not SourceKind.PERSON or not attribution.source:
                continue
            words = " ".join(s.of(report.reading.text) for s in attribution.source)
            introduced, person = keys_of(words, naming), keys_of(attribution.label, naming)
            if any(one & person and (other & introduced - person or _holds(words, body)) for one, other, body in pairs):
                return True
    return False


def _holds(words: str, body: Attribution) -> bool:
    """Whether somebody is introduced by what he is to a body, named by its noun alone ("*the office's* head")."""
    noun = simple(body.label).rsplit(" ", 1)[-1]
    return body.source_kind is SourceKind.ORGANISATION and f" the {noun}'s " in f" {fold(words)} "


def _outside(text: str, span: Span, contents: Sequence[Span]) -> str:
    """The text of a sentence without what is said in it."""
    kept, at = [], span.start
    for content in sorted(contents):
        if content.end > span.start and content.start < span.end:
            kept.append(text[at : max(at, content.start)])
            at = max(at, content.end)
    kept.append(text[at : span.end])
    return " ".join(kept)


def _verb(ours: Attribution, theirs: Attribution, speakers: Speakers) -> Shift | None:
    """The source is the same; the verb of saying may judge otherwise ("said", "admitted")."""
    parent, child = speakers.parent.reading, speakers.child.reading
    before, after = speakers.cue(ours, parent), speakers.cue(theirs, child)
    if before is None or after is None:
        return None
    if _negations(ours.cue, parent, speakers) or _negations(theirs.cue, child, speakers):
        return None  # "was *not* yet able to confirm" tells what the source does not say
    kind, rule = verb_drift(before[1], after[1])
    if kind is None or (kind is DriftKind.POLARITY and _turned_back(ours, theirs, speakers)):
        return None
    if after[1] == "endorsing" and theirs.source_kind is SourceKind.DOCUMENT:  # a paper *shows* what stands in it
        return None
    severity = Severity.HIGH if kind is DriftKind.POLARITY else Severity.MEDIUM
    return Shift(kind=kind, before=before[0], after=after[0], rule=rule, severity=severity, score=0.7)


def _turned_back(ours: Attribution, theirs: Attribution, speakers: Speakers) -> bool:
    """Whether a negation inside one content makes up for the denial outside it ("denied it had", "said it had not")."""
    before = _negations((*ours.content, *ours.cue), speakers.parent.reading, speakers)
    after = _negations((*theirs.content, *theirs.cue), speakers.child.reading, speakers)
    return (before + after) % 2 == 1


def _negations(spans: Sequence[Span], reading: Reading, speakers: Speakers) -> int:
    """How many words of these stretches turn a statement round, verbs of saying left out."""
    turning = speakers.book.negations.difference(speakers.book.speech)
    return sum(u.key in turning for span in spans for u in weighty_in(reading, span))
