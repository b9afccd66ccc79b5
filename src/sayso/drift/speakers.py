"""The attributions of a parent and its child, ready to be compared."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.drift.names import Naming
from sayso.drift.reading import Reading, Unit
from sayso.drift.sources import clash, is_one
from sayso.drift.wordbook import Wordbook
from sayso.records import Attribution, Id
from sayso.text import Span
from sayso.vocab import DriftKind, QuoteKind, Severity, SourceKind

#: Share of the given units that an attribution must cover to count as theirs.
COVER = 0.5
#: Farthest that source and cue may stand apart to be shown as one stretch.
FRAME = 60

#: Of whom nothing is said to come: "*nobody* can yet say who paid".
_NOBODY = ("nobody", "no one", "none")


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
            covered = sum(any(s.start <= u.start < s.end for s in attribution.content) for u in units)
            if covered >= COVER * len(units):
                found.append(attribution)
        return sorted(found, key=lambda a: -sum(len(s) for s in a.content))

    def saying(self, units: Sequence[Unit]) -> list[Attribution]:
        """Those of them of which the units are not source and cue alone, but what is said."""
        return [a for a in self.over(units) if not _only_wraps(a, units)]

    def chain(self, attribution: Attribution) -> list[Attribution]:
        """The attribution and those it stands within, innermost first."""
        found, seen = [attribution], {attribution.id}
        while (outer := self._by_id.get(found[-1].within or "")) is not None and outer.id not in seen:
            found.append(outer)
            seen.add(outer.id)
        return found

    def of(self, attribution_id: Id | None) -> Attribution | None:
        """The attribution of this id, if the report has it."""
        return self._by_id.get(attribution_id or "")

    def meant(self, attribution: Attribution, book: Wordbook) -> Attribution:
        """The attribution; for a bare "one", labelled as one of the several sources named last before it."""
        if attribution.label.lower() not in ("one", "others", "another"):
            return attribution
        start = attribution.content[0].start
        before = [a for a in self.all if a.source and a.source[0].start < start and not is_one(a, book)]
        if not before:
            return attribution
        nearest = max(before, key=lambda a: a.source[0].start)
        return msgspec.structs.replace(attribution, label=f"one of {nearest.label}", source_kind=nearest.source_kind)


class Speakers(msgspec.Struct, frozen=True):
    """Who speaks in the two reports, and what is needed to tell them apart."""

    parent: Sources
    child: Sources
    naming: Naming
    book: Wordbook

    def are_rivals(self, ours: Id | None, theirs: Id | None) -> bool:
        """Whether two attributions, the parent's and the child's, are surely of different sources.

        What the one leaves open and the other is sure of are two positions, and none became the other.
        """
        one, other = self.parent.of(ours), self.child.of(theirs)
        return one is not None and other is not None and clash(one, other, self.naming, self.book)

    def says(self, attribution: Attribution, reading: Reading) -> bool:
        """Whether the cue says that somebody says it; what somebody knows or sees is the report's own statement."""
        if attribution.label.lower().startswith(_NOBODY):
            return False
        words = (part for span in attribution.cue for u in weighty_in(reading, span) for part in u.key.split())
        keys = {word for word in words if not self.book.is_function(word)}
        return not keys or not keys <= self.book.not_saying

    def named_over(self, sources: Sources, units: Sequence[Unit]) -> list[Attribution]:
        """The attributions over these units, outermost first, whose source is named and says it."""
        told = (a for a in sources.saying(units) if a.source_kind is not SourceKind.UNSPECIFIED and a.label)
        return [a for a in told if self.says(a, sources.reading)]

    def refuses(self, attribution: Attribution, reading: Reading) -> bool:
        """Whether somebody only refuses to speak of it: the words are another's."""
        return self.book.refusing.place(" ".join(span.of(reading.text) for span in attribution.cue)) is not None

    def tells(self, attribution: Attribution, reading: Reading) -> bool:
        """Whether its words were surely said: a verb of saying brings them, or they are quoted."""
        return attribution.quote is not QuoteKind.INDIRECT or self.cue(attribution, reading) is not None

    def frames(self, sources: Sources) -> frozenset[int]:
        """The places of a report's units that say who speaks and how."""
        places: set[int] = set()
        for attribution in sources.all:
            if attribution.source_kind is SourceKind.UNSPECIFIED or not self.says(attribution, sources.reading):
                continue
            for span in (*attribution.source, *attribution.cue, *attribution.grounds, *attribution.addressee):
                for line in sources.reading.lines_in(span):
                    places.update(u.start for u in line.units if span.start <= u.start < span.end)
            if self.cue(attribution, sources.reading) is None:
                places -= {u.start for span in attribution.cue for u in weighty_in(sources.reading, span)}
        return frozenset(places)

    def denied(self, sources: Sources, units: Sequence[Unit]) -> bool:
        """Whether somebody in the report denies what these units say."""
        return bool(units) and any(self.denies(attribution, sources.reading) for attribution in sources.over(units))

    def denies(self, attribution: Attribution, reading: Reading) -> bool:
        """Whether the cue denies what it brings."""
        cue = self.cue(attribution, reading)
        return cue is not None and cue[1] == "denying"

    def cue(self, attribution: Attribution, reading: Reading) -> tuple[Span, str] | None:
        """The verb of saying in an attribution's cue, and its class; None where the lexicon has none of it."""
        for span in attribution.cue:
            for unit in weighty_in(reading, span):
                if unit.key in self.book.speech:
                    return reading.span([unit]), self.book.speech[unit.key]
        return None


def _only_wraps(attribution: Attribution, units: Sequence[Unit]) -> bool:
    """Whether the units are the attribution's own source or cue rather than what it says."""
    return all(any(s.start <= u.start < s.end for s in (*attribution.source, *attribution.cue)) for u in units)


def weighty_in(reading: Reading, span: Span) -> list[Unit]:
    """The units with content that begin inside a stretch."""
    return [u for line in reading.lines_in(span) for u in line.units if u.weighty and span.start <= u.start < span.end]


def frame(attribution: Attribution) -> Span | None:
    """Source and cue as one stretch where they stand close; else the source; else the cue."""
    pieces = sorted((*attribution.source, *attribution.cue))
    if not pieces:
        return None
    whole = hull(pieces)
    if len(whole) - sum(len(p) for p in pieces) <= FRAME:
        inside = any(whole.start < c.end and c.start < whole.end for c in attribution.content)
        if not inside:
            return whole
    return hull(attribution.source or attribution.cue)


def hull(spans: Sequence[Span]) -> Span:
    """The stretch from the first to the last of these spans."""
    return Span(spans[0].doc_id, min(s.start for s in spans), max(s.end for s in spans))
