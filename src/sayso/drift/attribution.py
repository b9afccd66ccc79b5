"""Who says it, in the parent and in the child: dropped, given to another, made many.

Sources are compared where the two reports give the same content: the units that the alignment matched inside the
parent's content show where the child has it, and the child's attributions over that place show whose words it makes
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from sayso.drift.couples import Couple
from sayso.drift.hedges import verb_drift
from sayso.drift.names import Naming, one_name, simple
from sayso.drift.reading import Reading, Unit
from sayso.drift.sources import how_many, is_vague, keys_of, may_be_one, named_in, same_source
from sayso.drift.wordbook import Wordbook
from sayso.records import Attribution
from sayso.stems import stem
from sayso.text import Span, bare
from sayso.vocab import DriftKind, Severity, SourceKind

#: Matched weighty units, and their share of the parent's content, from which the child gives the same content.
LEAST_MATCHED, LEAST_SHARE = 3, 0.4
#: No more than so many are asked for, however long the content.
MOST_NEEDED = 5
#: Share of the matched units that a child's attribution must cover to count as theirs.
COVER = 0.5
#: Farthest that source and cue may stand apart to be shown as one stretch.
_FRAME = 60


Related: TypeAlias = Callable[[Span, Span], bool]


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """A change of who says it; `omitted` is the parent's source where the child leaves it out altogether."""

    kind: DriftKind
    before: Span
    after: Span | None
    rule: str
    severity: Severity = Severity.MEDIUM
    score: float = 0.7
    omitted: bool = False


class Sources:
    """The attributions of one report, by id and by place."""

    def __init__(self, reading: Reading, attributions: Sequence[Attribution]) -> None:
        self.reading = reading
        self.all = sorted((a for a in attributions if a.content), key=lambda a: (a.content[0], a.id))
        self._by_id = {a.id: a for a in attributions}

    def over(self, units: Sequence[Unit]) -> list[Attribution]:
        """The attributions whose content covers at least half of these units, outermost first."""
        found = []
        for attribution in self.all:
            covered = sum(any(s.start <= u.start and u.end <= s.end for s in attribution.content) for u in units)
            if covered >= COVER * len(units):
                found.append(attribution)
        return sorted(found, key=lambda a: -sum(len(s) for s in a.content))

    def chain(self, attribution: Attribution) -> list[Attribution]:
        """The attribution and those it stands within, innermost first."""
        found, seen = [attribution], {attribution.id}
        while (outer := self._by_id.get(found[-1].within or "")) is not None and outer.id not in seen:
            found.append(outer)
            seen.add(outer.id)
        return found

    def meant(self, attribution: Attribution, book: Wordbook) -> Attribution:
        """The attribution; for a bare "one", labelled as one of the several sources named last before it."""
        if attribution.label.lower() not in ("one", "others", "another"):
            return attribution
        start = attribution.content[0].start
        before = [a for a in self.all if a.source and a.source[0].start < start and how_many(a, book) > 1]
        if not before:
            return attribution
        nearest = max(before, key=lambda a: a.source[0].start)
        return msgspec.structs.replace(attribution, label=f"one of {nearest.label}", source_kind=nearest.source_kind)

    def frames(self) -> frozenset[int]:
        """The places of the units that say who speaks and how."""
        places: set[int] = set()
        for attribution in self.all:
            if attribution.source_kind is SourceKind.UNSPECIFIED:
                continue
            for span in (*attribution.source, *attribution.cue, *attribution.grounds, *attribution.addressee):
                for line in self.reading.lines_in(span):
                    places.update(u.start for u in line.units if span.start <= u.start < span.end)
        return frozenset(places)


def shifts(
    couples: Sequence[Couple],
    parent: Sources,
    child: Sources,
    naming: Naming,
    book: Wordbook,
    related: Related,
) -> Iterator[Shift]:
    """The changes of source along the couples of two reports, in the parent's order.

    `related` tells whether two stretches (parent's, child's) state one claim or two that differ in a detail: there,
    fewer words in common are enough.
    """
    matched: dict[int, list[Unit]] = defaultdict(list)
    for couple in couples:
        for ours, theirs in couple.alignment.weighty:
            matched[ours.start].append(theirs)
    for attribution in parent.all:
        if not _says(attribution, parent.reading, book):
            continue
        units = [said for span in attribution.content for said in _weighty_in(parent.reading, span)]
        for place in _places(attribution.content, units, matched, child.reading, related):
            if _kept(attribution, place, matched, parent.reading, child.reading):
                continue
            shift = _compared(attribution, place, parent, child, naming, book)
            if shift is not None and shift.kind is not DriftKind.SOURCE_INFLATED and len(place) < _enough(units):
                continue
            if shift is not None:
                yield shift


def _says(attribution: Attribution, reading: Reading, book: Wordbook) -> bool:
    """Whether the cue says that somebody says it; what somebody knows or sees is the report's own statement."""
    words = (part for span in attribution.cue for u in _weighty_in(reading, span) for part in u.key.split())
    keys = {word for word in words if not book.is_function(word)}
    return not keys or not keys <= book.not_saying


def _kept(
    attribution: Attribution, place: Sequence[Unit], matched: dict[int, list[Unit]], parent: Reading, child: Reading
) -> bool:
    """Whether source and cue are both matched in the same sentence of the child: then nothing changed hands.

    A headline leaves its source to the text below it.
    """
    line = child.line_at(place[0].start)
    if line is not None and line.headline:
        return True
    if line is None or not attribution.source or not attribution.cue:
        return False
    inside = {u.start for u in line.units}

    def there(spans: Sequence[Span]) -> bool:
        pairs = [(u, t) for s in spans for u in _weighty_in(parent, s) for t in matched.get(u.start, ())]
        return any(t.start in inside and t.folded not in (u.folded + "s", u.folded + "es") for u, t in pairs)

    return there(attribution.source) and there(attribution.cue)


def _weighty_in(reading: Reading, span: Span) -> list[Unit]:
    return [u for line in reading.lines_in(span) for u in line.units if u.weighty and span.start <= u.start < span.end]


def _places(
    content: Sequence[Span], units: Sequence[Unit], matched: dict[int, list[Unit]], child: Reading, related: Related
) -> Iterator[list[Unit]]:
    """The child's units that match this content, one list per sentence of the child that carries enough of it."""
    by_line: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        for theirs in matched.get(unit.start, ()):
            line = child.line_at(theirs.start)
            if line is not None:
                by_line[line.index].append(theirs)
    for index in sorted(by_line):
        one_claim = any(related(span, child.lines[index].span) for span in content)
        if len(by_line[index]) >= (2 if one_claim else _enough(units)):
            yield by_line[index]


def _enough(units: Sequence[Unit]) -> float:
    """How many of a content's units must be matched for the child to give the same content."""
    return max(2, min(LEAST_MATCHED, len(units)), min(LEAST_SHARE * len(units), MOST_NEEDED))


def _compared(
    ours: Attribution, units: Sequence[Unit], parent: Sources, child: Sources, naming: Naming, book: Wordbook
) -> Shift | None:
    before = _frame(ours)
    if before is None or ours.source_kind is SourceKind.UNSPECIFIED:
        return None
    over = [a for a in child.over(units) if not _only_wraps(a, units)]
    named = [
        a for a in over if a.source_kind is not SourceKind.UNSPECIFIED and a.label and _says(a, child.reading, book)
    ]
    if not named:
        return _dropped(ours, before, units, over, parent.reading, child, book)
    return _other_source(ours, before, named, parent, child, naming, book)


def _only_wraps(attribution: Attribution, units: Sequence[Unit]) -> bool:
    """Whether the units are the attribution's own source or cue rather than what it says."""
    return all(any(s.start <= u.start < s.end for s in (*attribution.source, *attribution.cue)) for u in units)


def _dropped(
    ours: Attribution,
    before: Span,
    units: Sequence[Unit],
    over: Sequence[Attribution],
    parent: Reading,
    child: Sources,
    book: Wordbook,
) -> Shift | None:
    """The source's words stand in the child's own voice, or behind a passive that names nobody."""
    reading = child.reading
    if any(_plain_saying(a, reading, book) for a in over) or _named_as_doer(ours, units, parent, reading, book):
        return None
    unspecified = next((a for a in over if a.cue and not _plain_saying(a, reading, book)), None)
    if unspecified is None and (_still_quoted(units, reading) or _speech_nearby(units, reading, book)):
        return None
    after = _hull(unspecified.cue) if unspecified is not None else reading.span(units)
    rule = "attribution/nobody-named@1" if unspecified is not None else "attribution/own-voice@1"
    return Shift(kind=DriftKind.ATTRIBUTION_DROPPED, before=before, after=after, rule=rule, omitted=True)


def _named_as_doer(ours: Attribution, units: Sequence[Unit], parent: Reading, child: Reading, book: Wordbook) -> bool:
    """Whether the child's sentence names the source outside the shared words ("the regulator has counted …").

    Where the source speaks of itself ("the utility said it closed the intake"), naming it is no credit.
    """
    line, taken = child.line_at(units[0].start), {u.start for u in units}
    said = ours.content[0].of(parent.text).split(maxsplit=1)
    if said and said[0].lower() in book.pronouns:
        return False
    told = [u for span in ours.source for u in _weighty_in(parent, span)]
    sources = {u.key for u in told if u.kind == "name" or u.key in book.source_nouns}
    sources |= {stem(word) for word in simple(ours.label).split()} & book.source_nouns
    return line is not None and any(
        theirs.start not in taken and book.alike(theirs.key, source)
        for theirs in line.units
        if theirs.weighty
        for source in sources
    )


def _plain_saying(attribution: Attribution, reading: Reading, book: Wordbook) -> bool:
    """Whether the cue is a bare "said": somebody says it, whom the attribution stage could not tell."""
    keys = [u.key for span in attribution.cue for u in _weighty_in(reading, span)]
    return len(keys) == 1 and book.speech.get(keys[0]) in ("neutral", "cautious")


def _still_quoted(units: Sequence[Unit], reading: Reading) -> bool:
    return sum(reading.quotation_at(u.start) is not None for u in units) > len(units) / 2


def _speech_nearby(units: Sequence[Unit], reading: Reading, book: Wordbook) -> bool:
    """Whether the child's sentence has a verb of saying outside quotation marks: then somebody may well be credited."""
    line = reading.line_at(units[0].start)
    if line is None:
        return False
    taken = {u.start for u in units}
    quoted = any(reading.quotation_at(u.start) is not None for u in line.units)
    return any(
        u.key in book.speech
        and (book.speech[u.key] != "heated" or quoted)
        and u.start not in taken
        and u.folded not in book.nouns_too
        for u in line.units
        if reading.quotation_at(u.start) is None
    )


def _other_source(
    ours: Attribution,
    before: Span,
    named: Sequence[Attribution],
    parent: Sources,
    child_sources: Sources,
    naming: Naming,
    book: Wordbook,
) -> Shift | None:
    theirs = child_sources.meant(named[-1], book)
    after = _frame(theirs)
    chain = parent.chain(ours)
    if after is None:
        return None
    if _inflated(ours, theirs, naming, book):
        return Shift(kind=DriftKind.SOURCE_INFLATED, before=before, after=after, rule="attribution/one-made-many@1")
    if any(same_source(link, theirs, naming, book) for link in chain) or any(
        same_source(chain[0], other, naming, book) for other in named
    ):
        return _verb(ours, theirs, parent.reading, child_sources.reading, book)
    if is_vague(theirs, book) or is_vague(ours, book) or _denies_only(ours, theirs, parent, child_sources, book):
        return None
    if may_be_one(ours, theirs, book) or _speaks_for(ours, theirs, (parent, child_sources), naming):
        return None
    if _is_outlet(theirs, parent.reading, child_sources.reading):
        return Shift(
            kind=DriftKind.ATTRIBUTION_CHANGED,
            before=before,
            after=after,
            rule="attribution/outlet-credited@1",
            severity=Severity.LOW,
            omitted=True,
        )
    if _named_beside(theirs, ours, parent, naming):
        return None
    inflated = how_many(theirs, book) > how_many(ours, book)
    kind = DriftKind.SOURCE_INFLATED if inflated else DriftKind.ATTRIBUTION_CHANGED
    return Shift(
        kind=kind,
        before=before,
        after=after,
        rule="attribution/another-source@1",
        severity=Severity.HIGH if not inflated else Severity.MEDIUM,
    )


def _inflated(ours: Attribution, theirs: Attribution, naming: Naming, book: Wordbook) -> bool:
    """Whether one source became several of its kind, or several unnamed people or papers."""
    if how_many(theirs, book) <= how_many(ours, book) or theirs.source_kind is SourceKind.OUTLET:
        return False
    if is_vague(theirs, book) or is_vague(ours, book):
        return False
    people = (SourceKind.PERSON, SourceKind.ANONYMOUS)
    unnamed_people = theirs.source_kind is SourceKind.ANONYMOUS and ours.source_kind in people
    papers = theirs.source_kind is ours.source_kind is SourceKind.DOCUMENT
    return unnamed_people or papers or same_source(ours, theirs, naming, book)


def _denies_only(ours: Attribution, theirs: Attribution, parent: Sources, child: Sources, book: Wordbook) -> bool:
    """Whether one of two sources denies what the other says: that is a dispute, and nobody's words changed hands."""
    cues = _cue(ours, parent.reading, book), _cue(theirs, child.reading, book)
    return sum(cue is not None and cue[1] == "denying" for cue in cues) == 1


def _named_beside(theirs: Attribution, ours: Attribution, parent: Sources, naming: Naming) -> bool:
    """Whether the parent names the child's source in the very sentence of its own ("ministry spokesman X said")."""
    if theirs.source_kind is SourceKind.ANONYMOUS:
        return False
    names = keys_of(theirs.label, naming)
    reading = parent.reading
    for span in (*ours.source, *ours.cue):
        for line in reading.lines_in(span):
            outside = _outside(reading.text, line.span, ours.content)
            if named_in(outside, names, naming):
                return True
    return False


def _is_outlet(attribution: Attribution, parent: Reading, child: Reading) -> bool:
    """Whether the source is an outlet, or the very publisher of the parent, or what it published."""
    publisher = simple(parent.document.publisher or "")
    if attribution.source_kind is SourceKind.OUTLET or (publisher and one_name(attribution.label, publisher)):
        return True
    lines = [line for span in attribution.source for line in child.lines_in(span)]
    outside = " ".join(_outside(child.text, line.span, attribution.content) for line in lines)
    paper = attribution.source_kind is SourceKind.DOCUMENT
    return paper and bool(publisher) and f" {publisher} " in f" {bare(outside)} "


def _speaks_for(ours: Attribution, theirs: Attribution, reports: Sequence[Sources], naming: Naming) -> bool:
    """Whether one source is a person whom either report introduces as the other's ("NWI spokeswoman Mira Jessop")."""
    one, other = keys_of(ours.label, naming), keys_of(theirs.label, naming)
    for report in reports:
        for attribution in report.all:
            if attribution.source_kind is not SourceKind.PERSON or not attribution.source:
                continue
            introduced = keys_of(" ".join(s.of(report.reading.text) for s in attribution.source), naming)
            person = keys_of(attribution.label, naming)
            if (one & person and other & introduced - person) or (other & person and one & introduced - person):
                return True
    return False


def _outside(text: str, span: Span, contents: Sequence[Span]) -> str:
    kept, at = [], span.start
    for content in sorted(contents):
        if content.end > span.start and content.start < span.end:
            kept.append(text[at : max(at, content.start)])
            at = max(at, content.end)
    kept.append(text[at : span.end])
    return " ".join(kept)


def _verb(ours: Attribution, theirs: Attribution, parent: Reading, child: Reading, book: Wordbook) -> Shift | None:
    """The source is the same; the verb of saying may judge otherwise ("said", "admitted")."""
    before, after = _cue(ours, parent, book), _cue(theirs, child, book)
    if before is None or after is None:
        return None
    kind, rule = verb_drift(before[1], after[1])
    if kind is None or (kind is DriftKind.POLARITY and _turned_back(ours, theirs, parent, child, book)):
        return None
    severity = Severity.HIGH if kind is DriftKind.POLARITY else Severity.MEDIUM
    return Shift(kind=kind, before=before[0], after=after[0], rule=rule, severity=severity, score=0.7)


def _turned_back(ours: Attribution, theirs: Attribution, parent: Reading, child: Reading, book: Wordbook) -> bool:
    """Whether a negation inside one content makes up for the denial outside it ("denied it had", "said it had not")."""
    inside = [
        u.key in book.negations
        for attribution, reading in ((ours, parent), (theirs, child))
        for span in attribution.content
        for u in _weighty_in(reading, span)
    ]
    return sum(inside) % 2 == 1


def _cue(attribution: Attribution, reading: Reading, book: Wordbook) -> tuple[Span, str] | None:
    """The verb of saying and its class; the weightiest where the cue has several ("confirmed in a statement")."""
    for span in attribution.cue:
        for unit in (u for line in reading.lines_in(span) for u in line.units if span.start <= u.start < span.end):
            if unit.key in book.speech:
                return reading.span([unit]), book.speech[unit.key]
    return None


def _frame(attribution: Attribution) -> Span | None:
    """Source and cue as one stretch where they stand close; else the source; else the cue."""
    pieces = sorted((*attribution.source, *attribution.cue))
    if not pieces:
        return None
    hull = _hull(pieces)
    if len(hull) - sum(len(p) for p in pieces) <= _FRAME:
        inside = any(hull.start < c.end and c.start < hull.end for c in attribution.content)
        if not inside:
            return hull
    return _hull(attribution.source or attribution.cue)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].doc_id, min(s.start for s in spans), max(s.end for s in spans))
