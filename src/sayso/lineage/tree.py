"""Which parents a report keeps: each shared passage goes to its best parent, and nobody descends from itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from sayso.lineage.align import LEAST
from sayso.lineage.shared import TELLING, Shared
from sayso.lineage.signs import Sign
from sayso.lineage.wording import Wording
from sayso.records import Id
from sayso.text import Span

#: From this trust on, a shared quotation is enough: its words were given to the parent alone.
FIRM = 0.85


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A possible parent of a report.

    Attributes:
        child: the report.
        parent: a report of the pile, or the name of an outlet that has none in it.
        latent: whether `parent` is such a name.
        signs: what speaks for it, the most trusted first; empty where the direction is not known.
        pairs: the shared passages that it explains.
        explicit: whether the child itself says so, by a credit or link.
        since: when the parent was published, for choosing the earliest of equals; "" where unknown.
    """

    child: Id
    parent: str
    latent: bool = False
    signs: tuple[Sign, ...] = ()
    pairs: tuple[Shared, ...] = ()
    explicit: bool = False
    since: str = ""

    def spans(self) -> list[Span]:
        """The passages of the child that this parent explains."""
        return [pair.side(reuse, self.child) for pair in self.pairs for reuse in pair.reuses]

    @property
    def trust(self) -> float:
        """The trust in its best sign, 0 where there is none."""
        return self.signs[0].trust if self.signs else 0.0


def covered(words: Wording, spans: Iterable[Span]) -> bytearray:
    """For each word of a report, 1 where it stands in one of the spans."""
    mask = bytearray(len(words))
    for span in spans:
        first, last = words.between(span.start, span.end)
        mask[first:last] = b"\1" * (last - first)
    return mask


def kept(words: Wording, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The parents of one report that explain something of its own: passages no better parent explains, or a credit.

    Best first: those the child names, then those that explain most, then the earliest. Parents that explain nearly
    the same amount (a twentieth of the child) count as equal there, so that of a chain of copies the first is taken.
    """
    masks = {id(c): covered(words, c.spans()) for c in candidates}
    step = max(len(words) // 20, 1)

    def rank(candidate: Candidate) -> tuple[bool, int, str, bool, str]:
        explained = masks[id(candidate)].count(1)
        return (
            not candidate.explicit,
            -(explained // step),
            candidate.since or "9999",
            candidate.latent,
            candidate.parent,
        )

    explained = bytearray(len(words))
    chosen = []
    for candidate in sorted(candidates, key=rank):
        mask = masks[id(candidate)]
        fresh = sum(1 for mine, known in zip(mask, explained, strict=True) if mine and not known)
        if candidate.explicit or fresh >= (TELLING if candidate.trust < FIRM else LEAST):
            chosen.append(candidate)
            explained = bytearray(mine | known for mine, known in zip(mask, explained, strict=True))
    return chosen


def without_circles(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, the most trusted first, without any by which a report would descend from itself."""
    parents: defaultdict[Id, set[Id]] = defaultdict(set)
    fine = []
    for candidate in sorted(candidates, key=lambda c: (-c.trust, c.since or "9999", c.child, c.parent)):
        if not candidate.latent:
            if _descends(candidate.parent, candidate.child, parents):
                continue
            parents[candidate.child].add(candidate.parent)
        fine.append(candidate)
    return fine


def spanning(pairs: Iterable[Shared]) -> list[Shared]:
    """Of pairs whose direction is unknown, the strongest that still connect all that are connected.

    Sixty undated copies of one text are one group; 59 pairs say so, 1,770 would say no more.
    """
    group: dict[Id, Id] = {}

    def root(doc: Id) -> Id:
        while group.get(doc, doc) != doc:
            group[doc] = group.get(group[doc], group[doc])
            doc = group[doc]
        return doc

    strongest = []
    for pair in sorted(pairs, key=lambda p: (-p.own - p.quoted, p.a, p.b)):
        if root(pair.a) != root(pair.b):
            group[root(pair.a)] = root(pair.b)
            strongest.append(pair)
    return strongest


def _descends(doc: Id, ancestor: Id, parents: defaultdict[Id, set[Id]]) -> bool:
    waiting, seen = [doc], {doc}
    while waiting:
        here = waiting.pop()
        if here == ancestor:
            return True
        fresh = parents.get(here, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False
