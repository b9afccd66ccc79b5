"""Which sentence of a parent a child's sentence comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from math import log

import msgspec

from sayso.drift.alignment import Alignment, align
from sayso.drift.reading import Line, Reading, Unit
from sayso.records import Reuse
from sayso.text import Span

#: Weighty words in common, weighed by rarity, from which two sentences tell the same. Below `CLOSE` only what can be
#: compared without word-by-word alignment is compared (amounts, sources, certainty).
CLOSE, LOOSE = 0.42, 0.2
#: At least so many weighty words in common.
LEAST_SHARED = 3
#: A number this large that one sentence of the parent alone gives ties a sentence to it.
ANCHOR = 50
#: What words are worth that stand in another order.
OUT_OF_ORDER = 0.8
#: Share of a brief sentence's words (of fewer than `LEAST_SHARED`) that must be in common.
BRIEF = 0.55
#: What it is worth that a sentence of the parent is all there, inside a longer one.
ABSORBED = 0.9
#: Sentences that a child's sentence may draw on.
MOST_PARENTS = 3


class Couple(msgspec.Struct, frozen=True):
    """A child's sentence and what it draws on.

    Attributes:
        parents: sentences of the parent, in text order.
        child: the sentence of the child.
        likeness: 0..1, the rarity-weighted share of the child's weighty words found there.
        alignment: unit by unit.
    """

    parents: tuple[Line, ...]
    child: Line
    likeness: float
    alignment: Alignment

    @property
    def close(self) -> bool:
        """Whether the wording itself can be compared."""
        return self.likeness >= CLOSE


class Frames(msgspec.Struct, frozen=True):
    """Places of the units that say who speaks, in the parent and in the child: they tell nothing of what is said."""

    parent: frozenset[int] = frozenset()
    child: frozenset[int] = frozenset()


def couples(parent: Reading, child: Reading, reuses: Iterable[tuple[Span, Span]], frames: Frames) -> list[Couple]:
    """The couples of two reports, in the child's order; `reuses` are spans (parent, child) known to be shared.

    A sentence is coupled by the words it shares, weighed by how rare they are in the two reports, and by aligned
    passages; who is said to speak counts for it and not against it. Headlines are coupled too.
    """
    rarity = rarity_of(parent, child)
    holding: dict[str, list[Line]] = defaultdict(list)
    for line in parent.lines:
        for key in line.keys:
            holding[key].append(line)
    known = _known(parent, child, reuses)
    found = []
    for line in child.lines:
        if _asks(line, child):
            continue
        parents = _sources(line, holding, rarity, known.get(line.index, Counter()), parent, frames)
        if parents:
            alignment = align([u for p in parents for u in p.units], line.units)
            likeness = _likeness(alignment, parents, line, rarity, frozenset())
            if likeness >= LOOSE or _likeness(alignment, parents, line, rarity, frames.child) >= CLOSE:
                found.append(Couple(parents, line, likeness, alignment))
    return found


def _asks(line: Line, reading: Reading) -> bool:
    """Whether the sentence is a question of the report's own ("Is the water safe?"): it states nothing to compare."""
    text = line.span.of(reading.text).rstrip()
    return text.endswith("?") and reading.quotation_at(line.span.end - 2) is None


def oriented(reuses: Sequence[Reuse], parent_id: str, child_id: str) -> list[tuple[Span, Span]]:
    """The equal stretches of a pair's reuses, parent first."""
    found = []
    for reuse in reuses:
        pair = {reuse.a.doc_id, reuse.b.doc_id}
        if pair == {parent_id, child_id}:
            forward = reuse.a.doc_id == parent_id
            found += [(e.a, e.b) if forward else (e.b, e.a) for e in reuse.ops if e.op == "equal"]
    return found


def rarity_of(parent: Reading, child: Reading) -> dict[str, float]:
    """How rare each key is among the sentences of both reports: what sharing it is worth."""
    counts = parent.counts + child.counts
    total = len(parent.lines) + len(child.lines)
    return {key: log(1 + total / count) for key, count in counts.items()}


def _known(parent: Reading, child: Reading, reuses: Iterable[tuple[Span, Span]]) -> dict[int, Counter[int]]:
    """Child sentence -> parent sentences, by characters of aligned text."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for before, after in reuses:
        ours, theirs = child.line_at(after.start), parent.line_at(before.start)
        if ours is not None and theirs is not None:
            found[ours.index][theirs.index] += min(len(after), ours.span.end - after.start)
    return found


def _told(line: Line, frame: frozenset[int]) -> list[Unit]:
    """The weighty units of a sentence less those that say who speaks; all of them where nothing else is there."""
    weighty = [unit for unit in line.units if unit.weighty]
    return [unit for unit in weighty if unit.start not in frame] or weighty


def _sources(
    line: Line,
    holding: dict[str, list[Line]],
    rarity: dict[str, float],
    known: Counter[int],
    parent: Reading,
    frames: Frames,
) -> tuple[Line, ...]:
    """The parent's sentences that a child's sentence draws on: the likeliest, and others that add words to it."""
    total = sum(rarity[key] for key in line.ordered)
    told = sum(rarity[key] for key in {unit.key: None for unit in _told(line, frames.child)})
    scores: dict[int, float] = defaultdict(float)
    for key in line.ordered:
        for other in holding.get(key, ()):
            scores[other.index] += rarity[key]
    ranked = nsmallest(MOST_PARENTS * 3, scores, key=lambda n: (-scores[n] - known[n] * 0.05, n))
    anchors = {
        u.key
        for u in line.units
        if u.amount is not None and u.amount.value >= ANCHOR and len(holding.get(u.key, ())) == 1
    }
    chosen: list[int] = []
    covered: set[str] = set()
    for index in ranked:
        theirs = parent.lines[index].keys
        fresh = [key for key in line.ordered if key in theirs and key not in covered]
        weight = sum(rarity[key] for key in fresh)
        enough = LEAST_SHARED if not chosen else LEAST_SHARED + 1
        own = sum(rarity[key] for key in {unit.key: None for unit in _told(parent.lines[index], frames.parent)})
        brief = len(fresh) >= 2 and weight >= BRIEF * min(own, told)
        anchored = any(key in anchors for key in fresh)
        if (len(fresh) >= enough or brief or anchored) and (weight >= 0.15 * total) and len(chosen) < MOST_PARENTS:
            chosen.append(index)
            covered.update(fresh)
    return tuple(parent.lines[index] for index in sorted(chosen))


def _likeness(
    alignment: Alignment, parents: Sequence[Line], line: Line, rarity: dict[str, float], frame: frozenset[int]
) -> float:
    """The share of the child's weighty words that the parent has: in the same order, or anyhow at a discount.

    Words at the places of the frame count where the parent has them, and are not missed where it has not.
    """
    there = frozenset[str]().union(*(parent.keys for parent in parents))
    told = {unit.start for unit in _told(line, frame)}
    weighty = [unit.key for unit in line.units if unit.start in told or (unit.weighty and unit.key in there)]
    total = sum(rarity.get(key, 1.0) for key in weighty)
    matched = [child for _, child in alignment.weighty]
    in_order = sum(rarity.get(unit.key, 1.0) for unit in matched)
    anyhow = sum(rarity.get(key, 1.0) for key in weighty if key in there)
    if not total or len(matched) < LEAST_SHARED - 1:
        return 0.0
    return max(in_order / total, OUT_OF_ORDER * anyhow / total, ABSORBED * _absorbed(alignment, parents, rarity))


def _absorbed(alignment: Alignment, parents: Sequence[Line], rarity: dict[str, float]) -> float:
    """The largest share of one parent's sentence that the child's has: a short sentence taken into a longer one."""
    shares = [0.0]
    for parent in parents:
        kept = [ours for ours, _ in alignment.weighty if parent.span.start <= ours.start < parent.span.end]
        total = sum(rarity.get(unit.key, 1.0) for unit in parent.units if unit.weighty)
        if total and len(kept) >= LEAST_SHARED:
            shares.append(sum(rarity.get(unit.key, 1.0) for unit in kept) / total)
    return max(shares)
