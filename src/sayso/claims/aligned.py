"""Mentions of two reports that lie over each other where one report's text was taken from the other's."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.records import ClaimMention, Edit, Id, Reuse

#: Two mentions lie over each other if so much of each is aligned with the other …
COVER = 0.6
#: … and so much of each is aligned word for word.
EQUAL = 0.4


def aligned_pairs(reuses: Sequence[Reuse], mentions: Sequence[ClaimMention]) -> Iterator[tuple[Id, Id]]:
    """The pairs of mentions that an alignment lays over each other, in order, each alignment's once."""
    by_report: dict[Id, list[ClaimMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span, m.id)):
        by_report[mention.doc_id].append(mention)
    starts = {doc_id: [m.span.start for m in held] for doc_id, held in by_report.items()}
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b, r.id)):
        yield from _pairs_of(reuse, by_report, starts)


def _pairs_of(
    reuse: Reuse, by_report: Mapping[Id, Sequence[ClaimMention]], starts: Mapping[Id, Sequence[int]]
) -> Iterator[tuple[Id, Id]]:
    mine, theirs = by_report.get(reuse.a.doc_id, ()), by_report.get(reuse.b.doc_id, ())
    if not mine or not theirs:
        return
    covered: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for edit in reuse.ops:
        if edit.op not in ("equal", "replace"):
            continue
        for i in _touching(mine, starts[reuse.a.doc_id], edit.a.start, edit.a.end):
            for j in _touching(theirs, starts[reuse.b.doc_id], edit.b.start, edit.b.end):
                _add(covered[i, j], edit, mine[i], theirs[j])
    for (i, j), (all_a, all_b, equal_a, equal_b) in sorted(covered.items()):
        long_a, long_b = max(1, len(mine[i].span)), max(1, len(theirs[j].span))
        if min(all_a / long_a, all_b / long_b) >= COVER and min(equal_a / long_a, equal_b / long_b) >= EQUAL:
            yield mine[i].id, theirs[j].id


def _touching(held: Sequence[ClaimMention], starts: Sequence[int], start: int, end: int) -> Iterator[int]:
    """The mentions that share a character with a stretch. Mentions may nest, so a few before it are looked at too."""
    for i in range(max(0, bisect_left(starts, start) - 8), len(held)):
        if starts[i] >= end:
            return
        if held[i].span.end > start:
            yield i


def _add(covered: list[int], edit: Edit, mine: ClaimMention, theirs: ClaimMention) -> None:
    """Add what one step lays of each mention over the other, in code points.

    Inside an equal step, places correspond one to one: what counts is the part of it that lies in both mentions.
    """
    from_a, to_a = max(mine.span.start, edit.a.start), min(mine.span.end, edit.a.end)
    from_b, to_b = max(theirs.span.start, edit.b.start), min(theirs.span.end, edit.b.end)
    if edit.op == "equal":
        shift = edit.b.start - edit.a.start
        length = max(0, min(to_a + shift, to_b) - max(from_a + shift, from_b))
        covered[2] += length
        covered[3] += length
        covered[0] += length
        covered[1] += length
    else:
        covered[0] += max(0, to_a - from_a)
        covered[1] += max(0, to_b - from_b)
