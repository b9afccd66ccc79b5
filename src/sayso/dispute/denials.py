"""Denials: an origin says that it is not so, of what another origin says is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.dispute.sides import Sides
from sayso.lexicon.refusing import Refusing
from sayso.lexicon.wording import Caveats
from sayso.records import Claim, Dispute, Id, Origin
from sayso.stems import stems
from sayso.vocab import DisputeKind, Stance

#: Fewer weighty words than this name no claim ("denied it", "denied the allegations").
LEAST_WORDS = 2


def denials(sides: Sides, caveats: Caveats) -> Iterator[Dispute]:
    """One dispute per claim that somebody supports and somebody else denies.

    A source that refuses to comment denies nothing. A source that says yes today and no tomorrow is in no dispute with
    itself: both stances stay with its origin. A denial in fewer words than the claim ("denied that it hid losses") is
    of the claim, in whose words all of its own are.
    """
    refusing = Refusing(caveats)
    empty = frozenset(key for phrase in (*caveats.denials, *caveats.named_as) for key in stems(phrase).split())
    for claim_id in sorted(sides.claims):
        deniers = [o for o in sides.of(claim_id, Stance.DENIES) if not _only_refuses(o, sides, refusing)]
        if not deniers:
            continue
        if sides.of(claim_id, Stance.SUPPORTS):
            yield from _dispute(claim_id, deniers, sides, None, "dispute/denial@1", 0.9)
        elif meant := _meant(sides.claims[claim_id], deniers, sides, empty):
            yield from _dispute(meant, deniers, sides, claim_id, "dispute/denial-in-fewer-words@1", 0.7)


def _dispute(
    claim_id: Id, deniers: Sequence[Origin], sides: Sides, other_id: Id | None, made_by: str, score: float
) -> Iterator[Dispute]:
    """The dispute of a claim between those who deny it and those who support it, if they are not one."""
    supporters = sides.of(claim_id, Stance.SUPPORTS)
    by = [d for d in deniers if any(not sides.one(d, s) for s in supporters)]
    against = [s for s in supporters if any(not sides.one(d, s) for d in by)]
    if by and against:
        yield Dispute(
            claim_id=claim_id,
            kind=DisputeKind.DENIAL,
            other_id=other_id,
            by=tuple(o.id for o in by),
            against=tuple(o.id for o in against),
            spans=tuple(sorted({span for origin in by for span in sides.spans(origin)})),
            made_by=made_by,
            score=score,
        )


def _meant(denied: Claim, deniers: Sequence[Origin], sides: Sides, empty: frozenset[str]) -> Id | None:
    """The supported claim of the same report that has all weighty words of a denial, and fewest others, if any."""
    wanted = [sides.keys(words) - empty for origin in deniers for words in sides.wordings(origin)]
    if not wanted or min(map(len, wanted)) < LEAST_WORDS:
        return None
    reports = sides.reports(denied)
    found = [
        (min(map(len, told)), claim.id)
        for claim in sides.claims.values()
        if claim.id != denied.id and not reports.isdisjoint(sides.reports(claim))
        for origin in sides.of(claim.id, Stance.SUPPORTS)
        if (told := [*map(sides.keys, sides.wordings(origin))])
        if all(any(own <= keys for keys in told) for own in wanted)
    ]
    return min(found, default=(0, None))[1]


def _only_refuses(origin: Origin, sides: Sides, refusing: Refusing) -> bool:
    """Whether all that the origin says is that it says nothing."""
    found = [sides.words(mention) for mention in origin.mentions]
    return bool(found) and all(refusing.place(words) for words in found)
