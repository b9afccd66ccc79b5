"""Contradictions: two origins give accounts of one thing that cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sayso.dates import overlaps
from sayso.dispute.sides import Sides, only_echoes
from sayso.lexicon.wording import Antonyms, Measures, Qualifiers
from sayso.quantities import Quantity, quantity
from sayso.records import Claim, Dispute, Id, Origin
from sayso.stems import stem, stems
from sayso.text import Word, fold, words
from sayso.vocab import DisputeKind, DisputeOver, Stance

#: What is named only to say that it is not so: "four minutes, *not 40*", "the driver, *not the signalman*, …".
_CORRECTING = re.compile(r",\s*not (?P<what>(?:the |a |an |his |her |its |their )?[\w'-]+)\b")

#: Words that say whose those are who are counted.
_OWNERS = frozenset({"our", "my", "his", "her", "its", "their"})

#: Words between a number and what it counts ("640 of the 2,150 *jobs*").
REACH = 4


def contradictions(sides: Sides, antonyms: Antonyms, measures: Measures, qualifiers: Qualifiers) -> Iterator[Dispute]:
    """Disputes between claims that say the same but for yes and no, a number, a date, or who did it.

    Only where origins that are surely two stand on either side. A report that changed its parent's number is no party
    to a dispute: that is drift, and its origin is the parent's.
    """
    negations = frozenset(stems(word) for word in antonyms.negations)
    opposed = frozenset(frozenset(map(stems, pair)) for pair in antonyms.pairs)
    bounds = {stems(word): side for side, group in qualifiers.bounds.items() for word in group}
    for claim, other in _pairs(sides):
        by, against = sides.of(other.id, Stance.SUPPORTS), sides.of(claim.id, Stance.SUPPORTS)
        if not by or not against or only_echoes(by) or only_echoes(against):
            continue
        parties = [(b, a) for b in by for a in against if sides.surely_two(b, a)]
        if not parties or any(sides.one(b, a) for b in by for a in against):
            continue
        corrected = _corrected(claim.text, other.text, sides)
        counts, dates = _counts_differ(by, against, sides, measures, bounds), _dates_differ(by, against, sides)
        if corrected:
            over = DisputeOver.ACTOR
        elif _opposed(claim, other, negations) or _opposites(claim, other, opposed, sides):
            over = DisputeOver.POLARITY
        elif counts and dates:
            continue  # another number at another time: a development
        elif counts:
            over = DisputeOver.NUMBER
        elif dates:
            over = DisputeOver.DATE
        elif _actors_differ(claim.text, other.text, sides, measures):
            over = DisputeOver.ACTOR
        else:
            continue
        yield from _both_ways(claim.id, other.id, over, parties, sides)


def _pairs(sides: Sides) -> Iterator[tuple[Claim, Claim]]:
    """Each pair of claims that differ in a detail, once."""
    for claim_id in sorted(sides.claims):
        for other_id in sorted(sides.claims[claim_id].differs_in):
            linked_back = claim_id in sides.claims[other_id].differs_in if other_id in sides.claims else True
            if other_id in sides.claims and (claim_id < other_id or not linked_back):
                yield sides.claims[claim_id], sides.claims[other_id]


def _both_ways(
    claim: Id, other: Id, over: DisputeOver, parties: Sequence[tuple[Origin, Origin]], sides: Sides
) -> Iterator[Dispute]:
    """Two accounts that cannot both hold, by sources that are surely two; shown with each of the claims."""
    by, against = ({o.id: o for o in side} for side in zip(*parties, strict=True))
    for claim_id, other_id, ours, theirs in ((claim, other, by, against), (other, claim, against, by)):
        yield Dispute(
            claim_id=claim_id,
            kind=DisputeKind.CONTRADICTION,
            over=over,
            other_id=other_id,
            by=tuple(ours),
            against=tuple(theirs),
            spans=tuple(sorted({span for origin in ours.values() for span in sides.spans(origin)})),
            made_by="dispute/contradiction@2",
            score=0.7,
        )


def _opposed(claim: Claim, other: Claim, negations: frozenset[str]) -> bool:
    """Whether one wording negates what the other says."""
    counts = [_noes(text, negations) for text in (claim.text, other.text)]
    return sum(counts) % 2 == 1


def _noes(text: str, negations: frozenset[str]) -> int:
    """The words that say no; "four minutes, not 40" says none, "far from having left" one."""
    folded = _CORRECTING.sub(",", fold(text))
    return sum(stem(word.folded) in negations for word in words(folded)) + folded.count("far from ")


def _opposites(claim: Claim, other: Claim, opposed: frozenset[frozenset[str]], sides: Sides) -> bool:
    """Whether one has a word whose opposite the other has in its place ("was *open*", "was *shut*")."""
    ours, theirs = sides.keys(claim.text), sides.keys(other.text)
    return any(frozenset((a, b)) in opposed for a in ours - theirs for b in theirs - ours)


def _corrected(text: str, other: str, sides: Sides) -> bool:
    """Whether one names what the other says only to say that it was not that ("the driver, *not the signalman*")."""
    return any(
        (keys := sides.keys(match["what"])) and keys <= sides.keys(_CORRECTING.sub(",", fold(theirs)))
        for ours, theirs in ((text, other), (other, text))
        for match in _CORRECTING.finditer(fold(ours))
        if not any(c.isdigit() for c in match["what"])
    )


class _Count(msgspec.Struct, frozen=True):
    """What a wording says of a number: the least and most it can be, its unit, the words behind it.

    `of_some` where it counts only those of somebody: "8,600 of *our* people".
    """

    least: float
    most: float
    unit: str
    counted: frozenset[str]
    of_some: bool = False

    def about_one_thing(self, other: _Count) -> bool:
        """Whether both count the same thing."""
        if self.unit != other.unit or self.of_some != other.of_some:
            return False
        # "The figure is closer to 15,000" leaves what it counts to the number that it is put against.
        return bool(self.unit) or not (self.counted and other.counted) or not self.counted.isdisjoint(other.counted)

    def compatible(self, other: _Count) -> bool:
        """Whether one number can meet both."""
        return self.least <= other.most and other.least <= self.most


def _counts_differ(
    by: Sequence[Origin], against: Sequence[Origin], sides: Sides, measures: Measures, bounds: Mapping[str, str]
) -> bool:
    """Whether every count of one side excludes every count that the other gives of the same thing."""
    ours = [count for o in by for text in sides.wordings(o) for count in _counts(text, measures, bounds)]
    theirs = [count for o in against for text in sides.wordings(o) for count in _counts(text, measures, bounds)]
    met = [a.compatible(b) for a in ours for b in theirs if a.about_one_thing(b)]
    return bool(met) and not any(met)


def _counts(text: str, measures: Measures, bounds: Mapping[str, str]) -> Iterator[_Count]:
    """The numbers of a wording; "fewer than 300" is anything up to 300, and so excludes 900 but not 12."""
    text = _CORRECTING.sub(",", text)
    found = words(text)
    at = 0
    while at < len(found):
        amount = quantity(found, at, text, measures) or _multiple(found[at])
        if amount is None or (amount[1] == 1 and found[at].folded == "one"):
            at += 1
            continue
        value, used = amount
        least, most = _ROOM[_side(found, at, bounds)]
        behind = [word.folded for word in found[at + used : at + used + REACH]]
        of_some = behind[:1] == ["of"] and not _OWNERS.isdisjoint(behind)
        yield _Count(value.value * least, value.value * most, value.unit, frozenset(map(stem, behind)), of_some)
        at += used


#: Words that are a number and "times".
_MULTIPLES = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0}


def _multiple(word: Word) -> tuple[Quantity, int] | None:
    value = _MULTIPLES.get(word.folded)
    return (Quantity(value, ""), 1) if value is not None else None


#: What each bound allows, as factors of the number it stands before.
_ROOM = {
    "": (1.0, 1.0),
    "about": (0.9, 1.1),
    "almost": (0.85, 1.0),
    "at_least": (1.0, float("inf")),
    "at_most": (0.0, 1.0),
}


def _side(found: Sequence[Word], at: int, bounds: Mapping[str, str]) -> str:
    before = [stem(word.folded) for word in found[max(0, at - 3) : at]]
    return next((bounds[phrase] for n in range(len(before)) if (phrase := " ".join(before[n:])) in bounds), "")


def _dates_differ(by: Sequence[Origin], against: Sequence[Origin], sides: Sides) -> bool:
    """Whether both sides say when, and no time of one side can be one of the other."""
    ours, theirs = ([when for origin in side for when in sides.times(origin)] for side in (by, against))
    return bool(ours and theirs) and not any(overlaps(a, b) for a in ours for b in theirs)


#: So many weighty words must follow those that differ for two accounts to be of one deed: "shelled the hospital in
#: Kest", not "walked out".
DEED = 3


def _actors_differ(text: str, other: str, sides: Sides, measures: Measures) -> bool:
    """Whether two wordings begin with another actor and go on in the same words, of a deed that was done once."""
    ours, theirs = (words(wording) for wording in (text, other))
    alike = [a.folded == b.folded for a, b in zip(reversed(ours), reversed(theirs), strict=False)]
    shared = alike.index(False) if False in alike else len(alike)
    if not shared or shared == min(len(ours), len(theirs)):
        return False
    deed = sides.keys(text[ours[-shared].start :])
    actors = text[: ours[-shared].start], other[: theirs[-shared].start]
    one, another = map(sides.keys, actors)
    named = bool(one and another) and not (one <= another or another <= one)
    return len(deed) >= DEED and named and not any(True for actor in actors for _ in _counts(actor, measures, {}))
