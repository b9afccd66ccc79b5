"""Common sources that are not in the pile: an agency's stories that reports carry, and stories that nobody names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from sayso.lineage.overlaps import Overlaps
from sayso.lineage.shared import TELLING, Shared
from sayso.records import Id, Latent, content_id

Member = TypeVar("Member", Id, int)

#: Two prints of an agency's text are of one story where they share this part of the shorter one's words.
ONE_STORY = 0.25
#: Words beyond chance that each two of three reports share and the third lacks, where all have their text from a source
#: that nobody names. Reports that each merge other reports of the pile share shorter stretches across one another.
LACKING = 22


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A text outside the pile that several reports have taken from.

    Attributes:
        latent: what stands for it in derivations.
        outlet: whose it is; None where nobody says.
        carriers: the reports that say, or by their text show, that they have it from there.
        reason: why it must exist; "" where a carrier says so.
    """

    latent: Latent
    outlet: str | None = None
    carriers: frozenset[Id]
    reason: str = ""


def credited(wires: Mapping[Id, Iterable[str]], pairs: Iterable[Shared], lengths: Mapping[Id, int]) -> list[Source]:
    """The stories of agencies outside the pile, by who says that it carries them.

    An agency's reports that share little text are several stories. Each has an id of its own, by its first carrier, so
    that one agency's stories on two matters are never one.

    Args:
        wires: for each report, the agencies whose text it says it is.
        pairs: what reports share.
        lengths: the number of words of each report.
    """
    carriers: defaultdict[str, list[Id]] = defaultdict(list)
    for doc, outlets in wires.items():
        for outlet in outlets:
            carriers[outlet].append(doc)
    groups = {outlet: _Groups(docs) for outlet, docs in carriers.items()}
    for pair in pairs:
        least = ONE_STORY * min(lengths[pair.a], lengths[pair.b])
        if pair.telling and pair.own + pair.quoted >= least:
            for outlet in set(wires.get(pair.a, ())) & set(wires.get(pair.b, ())):
                groups[outlet].join(pair.a, pair.b)
    found = []
    for outlet in sorted(groups):
        for story in groups[outlet].all():
            latent = Latent(content_id("latent", outlet, min(story)), outlet)
            found.append(Source(latent=latent, outlet=outlet, carriers=frozenset(story)))
    return found


class Triple(msgspec.Struct, frozen=True):
    """Three reports of which none can be where the others have their common text from.

    Attributes:
        docs: the three, in order.
        words: for each, its words that another of the three has too.
        lacks: how many words the second and third share that the first lacks, and so on.
    """

    docs: tuple[Id, Id, Id]
    words: tuple[int, int, int]
    lacks: tuple[int, int, int]


def unseen(overlaps: Overlaps, is_later: Callable[[Id, Id], bool], called: Callable[[Id], str]) -> list[Source]:
    """The common sources that nobody names, but that the reports' texts show.

    Three reports share a passage, and each two of them share another that the third lacks: whichever was first, the
    other two cannot have all of it from that one. Where no report of the pile, not later than they, has all of it
    either, they have it from one that is not in the pile. They are of three outlets: pages of one share its own text.
    """
    found = [
        triple
        for triple in _triples(overlaps)
        if len(set(map(called, triple.docs))) == len(triple.docs) and not _has_report(triple, overlaps, is_later)
    ]
    return [_source(group, called) for group in _of_one_text(found)]


def _triples(overlaps: Overlaps) -> Iterator[Triple]:
    for one in sorted(overlaps.near):
        near = sorted(doc for doc in overlaps.near[one] if doc > one)
        for i, two in enumerate(near):
            for three in near[i + 1 :]:
                common = overlaps.between(one, two) & overlaps.between(one, three)
                if common.bit_count() < TELLING:
                    continue
                first = overlaps.beyond(two, three, one)
                second = overlaps.beyond(one, three, two) if first >= LACKING else 0
                third = overlaps.beyond(one, two, three) if second >= LACKING else 0
                if third >= LACKING:
                    docs = one, two, three
                    yield Triple(docs, _words(overlaps, docs), (first, second, third))


def _words(overlaps: Overlaps, docs: tuple[Id, Id, Id]) -> tuple[int, int, int]:
    one, two, three = docs
    return (
        overlaps.between(one, two) | overlaps.between(one, three),
        overlaps.between(two, one) | overlaps.between(two, three),
        overlaps.between(three, one) | overlaps.between(three, two),
    )


def _has_report(triple: Triple, overlaps: Overlaps, is_later: Callable[[Id, Id], bool]) -> bool:
    """Whether a report of the pile can be where all three have their common text from."""
    near = {doc for one in triple.docs for doc in overlaps.near.get(one, ())}.difference(triple.docs)
    return any(
        all(
            not is_later(other, doc)
            and (words & ~overlaps.between(doc, other)).bit_count() < max(TELLING, words.bit_count() // 20)
            for doc, words in zip(triple.docs, triple.words, strict=True)
            if overlaps.between(doc, other)  # of many carriers of a text not all are compared with one another
        )
        for other in sorted(near)
    )


def _of_one_text(triples: Sequence[Triple]) -> Iterator[list[Triple]]:
    """The triples in groups: those that have a report and much of its text in common are of one text."""
    groups = _Groups(range(len(triples)))
    seen: defaultdict[Id, list[tuple[int, int]]] = defaultdict(list)
    for i, triple in enumerate(triples):
        for doc, words in zip(triple.docs, triple.words, strict=True):
            for k, (other, known) in enumerate(seen[doc]):
                if (words & known).bit_count() >= TELLING:
                    groups.join(i, other)
                    seen[doc][k] = other, known | words
                    break
            else:
                seen[doc].append((i, words))
    for group in groups.all():
        yield [triples[i] for i in group]


def _source(triples: Sequence[Triple], called: Callable[[Id], str]) -> Source:
    carriers = sorted({doc for triple in triples for doc in triple.docs})
    best = max(triples, key=lambda t: (min(t.lacks), sum(t.lacks), t.docs))
    names = sorted({called(doc) for doc in carriers})
    label = f"an unseen common source of {_listed(names)}"
    one, two, three = map(called, best.docs)
    reason = (
        f"None of the reports can be where the others have this text from: {two} and {three} share {best.lacks[0]} "
        f"words of it that {one} lacks, {one} and {three} share {best.lacks[1]} that {two} lacks, {one} and {two} "
        f"share {best.lacks[2]} that {three} lacks."
    )
    return Source(
        latent=Latent(content_id("latent", "unseen", *carriers), label), carriers=frozenset(carriers), reason=reason
    )


def _listed(names: Sequence[str], most: int = 3) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


class _Groups(Generic[Member]):
    """Disjoint sets."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._of: dict[Member, Member] = {member: member for member in members}

    def _root(self, member: Member) -> Member:
        while self._of[member] != member:
            self._of[member] = self._of[self._of[member]]
            member = self._of[member]
        return member

    def join(self, one: Member, other: Member) -> None:
        """Put the sets of two members together."""
        self._of[self._root(one)] = self._root(other)

    def all(self) -> list[list[Member]]:
        """The sets, each in order, in order of their first members."""
        found: defaultdict[Member, list[Member]] = defaultdict(list)
        for member in sorted(self._of):
            found[self._root(member)].append(member)
        return sorted(found.values())
