"""Denials: an origin says that it is not so, of what another origin says is so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.dispute.sides import Sides
from sayso.lexicon.wording import Caveats
from sayso.records import Dispute, Origin
from sayso.text import fold
from sayso.vocab import DisputeKind, Stance


def denials(sides: Sides, caveats: Caveats) -> Iterator[Dispute]:
    """One dispute per claim that somebody supports and somebody else denies.

    A source that refuses to comment denies nothing. A source that says yes today and no tomorrow is in no dispute with
    itself: both stances stay with its origin.
    """
    refusal = re.compile(r"\b(?:" + "|".join(map(re.escape, caveats.refusals)) + r")\b")
    for claim_id in sorted(sides.claims):
        supporters = sides.of(claim_id, Stance.SUPPORTS)
        deniers = [o for o in sides.of(claim_id, Stance.DENIES) if not _only_refuses(o, sides, refusal)]
        by = [d for d in deniers if any(not sides.one(d, s) for s in supporters)]
        against = [s for s in supporters if any(not sides.one(d, s) for d in by)]
        if by and against:
            spans = sorted({span for origin in by for span in sides.spans(origin)})
            yield Dispute(
                claim_id=claim_id,
                kind=DisputeKind.DENIAL,
                by=tuple(o.id for o in by),
                against=tuple(o.id for o in against),
                spans=tuple(spans),
                made_by="dispute/denial@1",
                score=0.9,
            )


def _only_refuses(origin: Origin, sides: Sides, refusal: re.Pattern[str]) -> bool:
    """Whether all that the origin says is that it says nothing."""
    found = [fold(sides.words(mention)) for mention in origin.mentions]
    return bool(found) and all(refusal.search(words) for words in found)
