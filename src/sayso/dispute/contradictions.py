"""Contradictions: two origins give accounts of one thing that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.dispute.sides import Sides, only_echoes
from sayso.lexicon.wording import Antonyms, Measures, Qualifiers
from sayso.quantities import Quantity, quantity
from sayso.records import Claim, Dispute, Id, Origin
from sayso.stems import stem, stems
from sayso.text import Word, words
from sayso.vocab import DisputeKind, Stance

#: Words between a number and what it counts ("640 of the 2,150 *jobs*").
REACH = 4


def contradictions(sides: Sides, antonyms: Antonyms, measures: Measures, qualifiers: Qualifiers) -> Iterator[Dispute]:
    """Disputes between claims that say the same but for a number or for yes and no.

    Only where origins that are surely two stand on either side. A report that changed its parent's number is no party
    to a dispute: that is drift, and its origin is the parent's.
    """
    negations = frozenset(stems(word) for word in antonyms.negations)
    bounds = frozenset(stems(word) for side in ("at_least", "at_most", "almost") for word in qualifiers.bounds[side])
    for claim, other in _pairs(sides):
        by, against = sides.of(other.id, Stance.SUPPORTS), sides.of(claim.id, Stance.SUPPORTS)
        if not by or not against or only_echoes(by) or only_echoes(against):
            continue
        parties = [(b, a) for b in by for a in against if sides.surely_two(b, a)]
        if not parties or any(sides.one(b, a) for b in by for a in against):
            continue
        if _opposed(claim, other, negations) or _counts_differ(by, against, sides, measures, bounds):
            yield from _both_ways(claim.id, other.id, parties, sides)


def _pairs(sides: Sides) -> Iterator[tuple[Claim, Claim]]:
    """Each pair of claims that differ in a detail, once."""
    for claim_id in sorted(sides.claims):
        for other_id in sorted(sides.claims[claim_id].differs_in):
            linked_back = claim_id in sides.claims[other_id].differs_in if other_id in sides.claims else True
            if other_id in sides.claims and (claim_id < other_id or not linked_back):
                yield sides.claims[claim_id], sides.claims[other_id]


def _both_ways(claim: Id, other: Id, parties: Sequence[tuple[Origin, Origin]], sides: Sides) -> Iterator[Dispute]:
    """The dispute as each of the two claims shows it."""
    by, against = ({o.id: o for o in side} for side in zip(*parties, strict=True))
    for claim_id, ours, theirs in ((claim, by, against), (other, against, by)):
        yield Dispute(
            claim_id=claim_id,
            kind=DisputeKind.CONTRADICTION,
            by=tuple(ours),
            against=tuple(theirs),
            spans=tuple(sorted({span for origin in ours.values() for span in sides.spans(origin)})),
            made_by="dispute/contradiction@1",
            score=0.7,
        )


def _opposed(claim: Claim, other: Claim, negations: frozenset[str]) -> bool:
    """Whether one wording negates what the other says."""
    counts = [sum(stem(word.folded) in negations for word in words(text)) for text in (claim.text, other.text)]
    return sum(counts) % 2 == 1


def _counts_differ(
    by: Sequence[Origin], against: Sequence[Origin], sides: Sides, measures: Measures, bounds: frozenset[str]
) -> bool:
    """Whether every count of one side differs from every count that the other gives of the same thing."""
    ours = [count for o in by for text in sides.wordings(o) for count in _counts(text, measures, bounds)]
    theirs = [count for o in against for text in sides.wordings(o) for count in _counts(text, measures, bounds)]
    alike = [a.same(b) for a, counted in ours for b, also in theirs if counted & also or a.unit == b.unit != ""]
    return bool(alike) and not any(alike)


def _counts(text: str, measures: Measures, bounds: frozenset[str]) -> Iterator[tuple[Quantity, frozenset[str]]]:
    """The exact numbers of a wording with the words behind them; "at least 14" excludes nothing and is left out."""
    found = words(text)
    at = 0
    while at < len(found):
        amount = quantity(found, at, text, measures)
        if amount is None or (amount[1] == 1 and found[at].folded == "one"):
            at += 1
            continue
        value, used = amount
        following = frozenset(stem(word.folded) for word in found[at + used : at + used + REACH])
        if not _bounded(found, at, bounds):
            yield value, following
        at += used


def _bounded(found: Sequence[Word], at: int, bounds: frozenset[str]) -> bool:
    before = [stem(word.folded) for word in found[max(0, at - 3) : at]]
    return any(" ".join(before[n:]) in bounds for n in range(len(before)))
