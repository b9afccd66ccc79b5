"""Shared passages cut into rows of sentences: what stands in the parent beside what stands in the child."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import Drift, Id, Reuse
from sayso.text import WORD, Span
from sayso.vocab import PassageKind

Stretch = tuple[int, int]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One or more sentences of the parent beside those of the child; a side may have nothing.

    Attributes:
        parent, child: stretches of the two texts; None where a side has nothing.
        gone, new: the words that differ, in the parent and in the child.
        drifts: the changes that lie in this row.
    """

    parent: Stretch | None
    child: Stretch | None
    gone: tuple[Stretch, ...] = ()
    new: tuple[Stretch, ...] = ()
    drifts: tuple[Drift, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """One step of an alignment: what became what."""

    op: str
    old: Span
    new: Span


def rows(book: Book, parent: Id, child: Id, reuses: Sequence[Reuse], drifts: Sequence[Drift]) -> list[Row]:
    """The rows of a pair in the child's order; changes outside shared text stand in rows of their own."""
    steps = [step for reuse in reuses for step in _oriented(reuse, parent)]
    equal = _ByPlace((step.new, step) for step in steps if step.op == "equal")
    gone = _ByPlace((step.old, step) for step in steps if step.op != "equal")
    new = _ByPlace((step.new, step) for step in steps if step.op != "equal")
    shared = _joined(
        row for sentence in _sentences(book, child) if (row := _beside(sentence, equal, book, parent)) is not None
    )
    found = []
    for row in _with_drifts(shared, drifts, book, parent, child):
        old_words = _cut((step.old for step in gone.touching(row.parent)), row.parent, book.documents[parent].text)
        new_words = _cut((step.new for step in new.touching(row.child)), row.child, book.documents[child].text)
        found.append(msgspec.structs.replace(row, gone=old_words, new=new_words))
    return found


class _ByPlace:
    """Steps of an alignment, found by where they lie."""

    def __init__(self, steps: Iterable[tuple[Span, Step]]) -> None:
        self._steps = sorted(steps, key=lambda step: (step[0].start, step[0].end))
        self._starts = [span.start for span, _ in self._steps]
        self._longest = max((len(span) for span, _ in self._steps), default=0)

    def touching(self, stretch: Stretch | None) -> Iterator[Step]:
        """Those that share a character with the stretch, in text order."""
        if stretch is None:
            return
        for place in range(bisect_left(self._starts, stretch[0] - self._longest), len(self._steps)):
            span, step = self._steps[place]
            if span.start >= stretch[1]:
                break
            if span.end > stretch[0]:
                yield step


def _oriented(reuse: Reuse, parent: Id) -> Iterator[Step]:
    """The steps of an alignment from parent to child, whichever was stored first."""
    for edit in reuse.ops:
        yield Step(edit.op, edit.a, edit.b) if reuse.a.doc_id == parent else Step(edit.op, edit.b, edit.a)


def _sentences(book: Book, doc_id: Id) -> list[Span]:
    return [p.span for p in book.passages.get(doc_id, ()) if p.kind is PassageKind.SENTENCE]


def _beside(sentence: Span, equal: _ByPlace, book: Book, parent: Id) -> Row | None:
    """The child's sentence beside the parent's sentences that share words with it; None where it shares none."""
    reached: list[int] = []
    for step in equal.touching((sentence.start, sentence.end)):
        # Equal stretches have the same words, but blanks may differ: the place is near enough to find the sentence.
        shift = step.old.start - step.new.start
        start = min(max(step.old.start, sentence.start + shift), step.old.end)
        end = max(min(step.old.end, sentence.end + shift), step.old.start)
        if WORD.search(book.documents[parent].text, start, end):
            reached += [start, end]
    if not reached:
        return None
    return Row(parent=book.sentence(parent, min(reached), max(reached)), child=(sentence.start, sentence.end))


def _joined(found: Iterable[Row]) -> list[Row]:
    """Rows that follow each other and share a sentence, joined: one sentence made into two, or two into one."""
    joined: list[Row] = []
    for row in found:
        last = joined[-1] if joined else None
        if last is not None and (_touch(last.child, row.child) or _touch(last.parent, row.parent)):
            joined[-1] = Row(parent=_hull(last.parent, row.parent), child=_hull(last.child, row.child))
        else:
            joined.append(row)
    return joined


def _touch(a: Stretch | None, b: Stretch | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _hull(a: Stretch | None, b: Stretch | None) -> Stretch | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


# -- the changes -----------------------------------------------------------------------------------------------------


def _with_drifts(shared: Sequence[Row], drifts: Sequence[Drift], book: Book, parent: Id, child: Id) -> list[Row]:
    """The rows with their changes; a change that lies in none makes one, of the sentences around it."""
    found = list(shared)
    held: list[list[Drift]] = [[] for _ in found]
    for drift in drifts:
        before = book.sentence(parent, drift.before.start, drift.before.end) if drift.before is not None else None
        after = book.sentence(child, drift.after.start, drift.after.end) if drift.after is not None else None
        fits = (n for n, row in enumerate(found) if _touch(row.child, after) and (not before or row.parent))
        place = next(fits, None) if after else next((n for n, r in enumerate(found) if _touch(r.parent, before)), None)
        if place is None:
            found.append(Row(parent=before, child=after))
            held.append([drift])
            continue
        found[place] = Row(parent=_hull(found[place].parent, before), child=_hull(found[place].child, after))
        held[place].append(drift)
    filled = [msgspec.structs.replace(r, drifts=_in_order(h)) for r, h in zip(found, held, strict=True)]
    return sorted(filled, key=lambda row: _place(row, filled))


def _in_order(drifts: Iterable[Drift]) -> tuple[Drift, ...]:
    return tuple(sorted(drifts, key=lambda d: (_start(d.after), _start(d.before), d.kind, d.id)))


def _start(span: Span | None) -> float:
    return span.start if span is not None else float("inf")


def _place(row: Row, among: Sequence[Row]) -> tuple[float, float]:
    """Where a row stands: at its place in the child; without one, after what stood before it in the parent."""
    if row.child is not None:
        return row.child[0], 0
    assert row.parent is not None
    earlier = [r for r in among if r.child and r.parent and r.parent[0] <= row.parent[0]]
    nearest = max(earlier, key=lambda r: r.parent or (0, 0), default=None)
    return (nearest.child[0] if nearest and nearest.child else -1), row.parent[0] + 1


def _cut(spans: Iterable[Span], stretch: Stretch | None, text: str) -> tuple[Stretch, ...]:
    """The parts of these spans that lie in the stretch and hold a word."""
    if stretch is None:
        return ()
    parts = ((max(s.start, stretch[0]), min(s.end, stretch[1])) for s in spans)
    return tuple((start, end) for start, end in parts if start < end and WORD.search(text, start, end))
