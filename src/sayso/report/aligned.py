"""Shared passages cut into rows of sentences: what stands in the parent beside what stands in the child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import Drift, Id, Reuse
from sayso.text import WORD, Span
from sayso.vocab import PassageKind

Stretch = tuple[int, int]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One or more sentences of the parent beside those of the child; a side may be empty.

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


def rows(book: Book, parent: Id, child: Id, reuses: Sequence[Reuse], drifts: Sequence[Drift]) -> list[Row]:
    """The rows of a pair in the child's order; changes outside shared text stand in rows of their own."""
    steps = [step for reuse in reuses for step in _oriented(reuse, parent)]
    sentences = _sentences(book, child)
    found = [row for sentence in sentences if (row := _beside(sentence, steps, book, parent)) is not None]
    found += [_alone(drift, book, parent, child) for drift in drifts]
    merged = _merged(found)
    return [_with_words(row, steps, book, parent, child) for row in merged]


def _oriented(reuse: Reuse, parent: Id) -> list[tuple[str, Span, Span]]:
    """The steps of an alignment as (operation, parent's words, child's words)."""
    if reuse.a.doc_id == parent:
        return [(edit.op, edit.a, edit.b) for edit in reuse.ops]
    return [(edit.op, edit.b, edit.a) for edit in reuse.ops]


def _sentences(book: Book, doc_id: Id) -> list[Span]:
    return [p.span for p in book.passages.get(doc_id, ()) if p.kind is PassageKind.SENTENCE]


def _beside(sentence: Span, steps: Sequence[tuple[str, Span, Span]], book: Book, parent: Id) -> Row | None:
    """The child's sentence beside the parent's sentences that share words with it; None where it shares none."""
    reached: list[int] = []
    for op, old, new in steps:
        if op != "equal" or not new.overlaps(sentence):
            continue
        # Equal stretches have the same words, but blanks may differ: the place is near enough to find the sentence.
        shift = old.start - new.start
        start = min(max(old.start, sentence.start + shift), old.end)
        end = max(min(old.end, sentence.end + shift), old.start)
        if WORD.search(book.documents[parent].text, start, end):
            reached += [start, end]
    if not reached:
        return None
    return Row(parent=book.sentence(parent, min(reached), max(reached)), child=(sentence.start, sentence.end))


def _alone(drift: Drift, book: Book, parent: Id, child: Id) -> Row:
    """The sentences in which one change lies."""
    before = book.sentence(parent, drift.before.start, drift.before.end) if drift.before is not None else None
    after = book.sentence(child, drift.after.start, drift.after.end) if drift.after is not None else None
    return Row(parent=before, child=after, drifts=(drift,))


# -- rows that touch become one --------------------------------------------------------------------------------------


def _merged(found: Iterable[Row]) -> list[Row]:
    """Rows that share a sentence on either side, joined; in the child's order, the parent's own where it fits."""
    groups: list[Row] = []
    for row in sorted(found, key=lambda r: (_start(r.child), _start(r.parent))):
        touching = [g for g in groups if _touch(g.child, row.child) or _touch(g.parent, row.parent)]
        joined = row
        for group in touching:
            groups.remove(group)
            joined = Row(
                parent=_hull(group.parent, joined.parent),
                child=_hull(group.child, joined.child),
                drifts=(*group.drifts, *joined.drifts),
            )
        groups.append(joined)
    return sorted(groups, key=lambda r: (_start(r.child), _start(r.parent)))


def _start(stretch: Stretch | None) -> float:
    return stretch[0] if stretch else float("inf")


def _touch(a: Stretch | None, b: Stretch | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _hull(a: Stretch | None, b: Stretch | None) -> Stretch | None:
    if not a or not b:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


# -- the words that differ -------------------------------------------------------------------------------------------


def _with_words(row: Row, steps: Sequence[tuple[str, Span, Span]], book: Book, parent: Id, child: Id) -> Row:
    gone = _cut((old for op, old, _ in steps if op != "equal"), row.parent, book.documents[parent].text)
    new = _cut((added for op, _, added in steps if op != "equal"), row.child, book.documents[child].text)
    drifts = tuple(sorted(dict.fromkeys(row.drifts), key=lambda d: (_at(d.after), _at(d.before), d.kind, d.id)))
    return msgspec.structs.replace(row, gone=gone, new=new, drifts=drifts)


def _at(span: Span | None) -> float:
    return span.start if span is not None else float("inf")


def _cut(spans: Iterable[Span], stretch: Stretch | None, text: str) -> tuple[Stretch, ...]:
    """The parts of these spans that lie in the stretch and hold a word."""
    if not stretch:
        return ()
    parts = ((max(s.start, stretch[0]), min(s.end, stretch[1])) for s in spans)
    return tuple((start, end) for start, end in parts if start < end and WORD.search(text, start, end))
