"""Drift between mentions of one claim that were rewritten beyond alignment: certainty, amounts, dates.

Where the words no longer line up, the records still do: two mentions of one claim, or of two claims that differ only
in a detail, are compared by what the certainty stage says of them and by the amounts they give.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from sayso.drift.amounts import rounded
from sayso.drift.hedges import FUTURE
from sayso.drift.reading import Reading, Unit
from sayso.drift.scene import Change
from sayso.drift.wordbook import Wordbook
from sayso.records import Certainty, Claim, ClaimMention, Id
from sayso.text import Span
from sayso.vocab import SUPPORTING, DriftKind, Level, Severity

#: Levels by which a holder leaves the matter open.
_OPEN = frozenset({Level.POSSIBLE, Level.CONDITIONAL, Level.PLANNED, Level.OPEN_QUESTION, Level.NOT_CONFIRMED})
#: Amounts of one thing seldom differ by more than this, unless a digit was gained or lost; else they count two things.
NEAR = 3

#: Units behind a number among which stands what it counts ("640 of the 2,150 *posts*").
REACH = 6

_SURE = frozenset({Level.ASSERTED, Level.REPORTED})


class Statements:
    """The claims, mentions and certainties of the pile, ready to be looked up."""

    def __init__(
        self, claims: Sequence[Claim], mentions: Sequence[ClaimMention], certainties: Sequence[Certainty]
    ) -> None:
        self._claim_of = {mention: claim.id for claim in claims for mention in claim.mentions}
        self._differing: dict[Id, set[Id]] = defaultdict(set)
        for claim in claims:
            for other in claim.differs_in:
                self._differing[claim.id].add(other)
                self._differing[other].add(claim.id)
        self._in: dict[Id, list[ClaimMention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: (m.span, m.id)):
            self._in[mention.doc_id].append(mention)
        self._starts = {doc_id: [m.span.start for m in found] for doc_id, found in self._in.items()}
        #: For each mention, how far it or any before it reaches: ascending, as mentions themselves need not end.
        self._reach = {doc_id: list(accumulate((m.span.end for m in found), max)) for doc_id, found in self._in.items()}
        self._levels: dict[Id, list[Certainty]] = defaultdict(list)
        for certainty in certainties:
            self._levels[certainty.claim_mention_id].append(certainty)

    def claim_at(self, doc_id: Id, start: int, end: int) -> Id | None:
        """The claim whose shortest mention shares text with a stretch, or None."""
        over = [m for m in self.over(Span(doc_id, start, end)) if m.id in self._claim_of]
        return self._claim_of[min(over, key=lambda m: (len(m.span), m.id)).id] if over else None

    def over(self, span: Span) -> list[ClaimMention]:
        """The mentions that share text with a stretch, in text order."""
        if span.doc_id not in self._reach:
            return []
        first = bisect_right(self._reach[span.doc_id], span.start)
        last = bisect_left(self._starts[span.doc_id], span.end)
        return [m for m in self._in[span.doc_id][first:last] if m.span.end > span.start]

    def claim_of(self, mention: ClaimMention) -> Id | None:
        """The claim that a mention belongs to."""
        return self._claim_of.get(mention.id)

    def claim_told_by(self, doc_id: Id, attributions: Collection[Id]) -> Id | None:
        """The claim of a report's first mention that one of these attributions carries."""
        carried = (m for m in self._in[doc_id] if m.attribution_id in attributions)
        return next((claim for m in carried if (claim := self.claim_of(m)) is not None), None)

    def stated_in(self, claim_id: Id, doc_id: Id) -> bool:
        """Whether a report mentions the claim."""
        return any(self._claim_of.get(m.id) == claim_id for m in self._in[doc_id])

    def levels(self, mention: ClaimMention) -> frozenset[Level]:
        """All levels of a mention."""
        return frozenset(c.level for c in self._levels[mention.id])

    def sureness(self, spans: Iterable[Span]) -> frozenset[Level]:
        """The levels below plain statement of all mentions that share text with these stretches."""
        return frozenset(level for span in spans for m in self.over(span) for level in self.levels(m)) - _SURE

    def by_claim(self, doc_id: Id) -> dict[Id, list[ClaimMention]]:
        """A report's mentions by their claim, in text order."""
        found: dict[Id, list[ClaimMention]] = defaultdict(list)
        for mention in self._in[doc_id]:
            if mention.id in self._claim_of:
                found[self._claim_of[mention.id]].append(mention)
        return found

    def alike(self, parent_id: Id, child_id: Id) -> Iterator[tuple[ClaimMention, ClaimMention]]:
        """Pairs of mentions (parent's, child's) of one claim."""
        yield from self._pairs(parent_id, child_id, lambda claim_id: (claim_id,))

    def differing(self, parent_id: Id, child_id: Id) -> Iterator[tuple[ClaimMention, ClaimMention]]:
        """Pairs of mentions (parent's, child's) of two claims that say the same but for a detail."""
        yield from self._pairs(parent_id, child_id, lambda claim_id: self._differing.get(claim_id, ()))

    def left_to_nobody(self, parent_id: Id, child_id: Id) -> Iterator[tuple[Id, list[Span]]]:
        """The claims that only sources state in the parent, and only the child's own voice in the child.

        Each as the parent's first attribution of it and the places where the child states it.
        """
        ours, theirs = self.by_claim(parent_id), self.by_claim(child_id)
        for claim_id in sorted(ours.keys() & theirs.keys()):
            carried = [m.attribution_id for m in ours[claim_id]]
            if None in carried or any(m.attribution_id is not None for m in theirs[claim_id]):
                continue
            if all(self.levels(m) & SUPPORTING for m in (*ours[claim_id], *theirs[claim_id])):
                yield str(carried[0]), [m.span for m in theirs[claim_id]]

    def related(self, ours: Span, theirs: Span) -> bool:
        """Whether two stretches state one claim, or two that differ in a detail."""
        before, after = self._claims_over(ours), self._claims_over(theirs)
        return bool(before & after) or any(not after.isdisjoint(self._differing.get(one, ())) for one in before)

    def _claims_over(self, span: Span) -> frozenset[Id]:
        return frozenset(self._claim_of[m.id] for m in self.over(span) if m.id in self._claim_of)

    def _pairs(
        self, parent_id: Id, child_id: Id, fitting: Callable[[Id], Collection[Id]]
    ) -> Iterator[tuple[ClaimMention, ClaimMention]]:
        by_claim = self.by_claim(parent_id)
        for theirs in self._in[child_id]:
            if theirs.id in self._claim_of:
                found = [m for claim_id in fitting(self._claim_of[theirs.id]) for m in by_claim.get(claim_id, ())]
                for ours in sorted(found, key=lambda m: (m.span, m.id)):
                    yield ours, theirs


def settled(
    parent: Reading, child: Reading, statements: Statements, book: Wordbook
) -> Iterator[tuple[ClaimMention, ClaimMention]]:
    """One pair of mentions for each claim that the parent only leaves open and the child only states as settled.

    Where words no longer line up, a negation on either side may well be the other's doubt in other words ("could not
    say", "was unable to"), and what the child tells with "will" or "may" it does not tell as settled.
    """
    ours = statements.by_claim(parent.document.id)
    theirs = statements.by_claim(child.document.id)
    for claim_id in sorted(ours.keys() & theirs.keys()):
        before = [statements.levels(m) for m in ours[claim_id]]
        after = [statements.levels(m) for m in theirs[claim_id]]
        left_open = all(levels & _OPEN and not levels & SUPPORTING for levels in before)
        if left_open and all(levels and levels <= _SURE for levels in after):
            before_units = _around(ours[claim_id], parent)
            after_units = _around(theirs[claim_id], child)
            negated = any(u.key in book.negations for u in (*before_units, *after_units))
            if not negated and not any(book.hedge(u.key, u.folded) or u.folded in FUTURE for u in after_units):
                yield ours[claim_id][0], theirs[claim_id][0]


def _around(mentions: Iterable[ClaimMention], reading: Reading) -> list[Unit]:
    """The units of the sentences in which these mentions stand."""
    return [u for mention in mentions for line in reading.lines_in(mention.span) for u in line.units]


def made_sure(ours: ClaimMention, theirs: ClaimMention, parent: Reading, child: Reading) -> Change:
    """The parent only leaves the claim open, as possible, planned or asked; the child states it as settled."""
    return Change(
        kind=DriftKind.CERTAINTY,
        before=_units(parent, ours.span),
        after=_units(child, theirs.span),
        rule="certainty/rewritten-claim@1",
        severity=Severity.MEDIUM,
        score=0.6,
    )


def _units(reading: Reading, span: Span) -> tuple[Unit, ...]:
    return tuple(u for line in reading.lines_in(span) for u in line.units if span.start <= u.start < span.end)


def amount_shifts(pairs: Sequence[tuple[Span, Span]], parent: Reading, child: Reading) -> Iterator[Change]:
    """Amounts that count the same thing and differ, where neither report gives the other's amount anywhere.

    `pairs` are stretches (parent's, child's) that tell the same. One change for each amount of the child, against the
    nearest of the parent's.
    """
    rivals: dict[int, tuple[Unit, list[Unit]]] = {}
    for ours, theirs in pairs:
        before = _counted(ours, parent)
        for unit, noun in _counted(theirs, child):
            others = [o for o, counted in before if counted & noun and _comparable(o, unit) and not _given(o, child)]
            if not _given(unit, parent):
                rivals.setdefault(unit.start, (unit, []))[1].extend(others)
    for _, (unit, others) in sorted(rivals.items()):
        if others and not any(rounded(o, unit) for o in others):
            nearest = min(others, key=lambda o: (_ratio(o, unit), o.start))
            yield Change(
                kind=DriftKind.NUMBER,
                before=(nearest,),
                after=(unit,),
                rule="number/rewritten-claim@1",
                severity=Severity.HIGH,
                score=0.7,
            )


def _given(unit: Unit, reading: Reading) -> bool:
    return any(unit.same(other) for line in reading.lines for other in line.units if other.amount is not None)


def _ratio(one: Unit, other: Unit) -> float:
    if one.amount is None or other.amount is None or min(one.amount.value, other.amount.value) <= 0:
        return float("inf")
    return max(one.amount.value, other.amount.value) / min(one.amount.value, other.amount.value)


def _comparable(one: Unit, other: Unit) -> bool:
    """Whether two amounts are near enough to be one amount changed: a slip of a digit or two, not another thing."""
    ratio = _ratio(one, other)
    return ratio <= NEAR or abs(ratio - 10) <= 1


def _counted(span: Span, reading: Reading) -> list[tuple[Unit, frozenset[str]]]:
    """The amounts of a stretch, each with what it may count: its unit, or the weighty words close behind it."""
    found = []
    for line in reading.lines_in(span):
        for at, unit in enumerate(line.units):
            if unit.amount is not None and span.start <= unit.start < span.end:
                behind = {u.key for u in line.units[at + 1 : at + REACH] if u.kind == "word"}
                found.append((unit, frozenset({unit.amount.unit} if unit.amount.unit else behind)))
    return found
