from __future__ import annotations

from typing import Any

import pytest

from sayso.records import Derivation, Drift, Edit, Reuse
from sayso.report.aligned import rows
from sayso.text import Span
from sayso.vocab import DriftKind, Severity


def edit(op: Any, a: Span, b: Span) -> Edit:
    return Edit(op, a, b)


@pytest.fixture
def pair(pile: Any) -> Any:
    pile.report("parent.txt", "Ferry", "The ferry sank at noon.", "Ten people were saved.", "Nobody knows why.")
    pile.report("child.txt", "Boat", "Ten people were saved.", "The ferry sank at dawn.", "It was windy.")
    return pile


def reuse(pile: Any, steps: list[tuple[str, str, str]]) -> Reuse:
    edits = [edit(op, pile.span("parent.txt", old), pile.span("child.txt", new)) for op, old, new in steps]
    first, last = edits[0], edits[-1]
    a = Span(first.a.doc_id, first.a.start, last.a.end)
    b = Span(first.b.doc_id, first.b.start, last.b.end)
    return Reuse(a=a, b=b, ops=tuple(edits))


def texts(pile: Any, row: Any) -> tuple[str, str]:
    parent, child = pile.documents["parent.txt"].text, pile.documents["child.txt"].text
    return (
        parent[slice(*row.parent)] if row.parent else "",
        child[slice(*row.child)] if row.child else "",
    )


def test_sentences_stand_beside_each_other_in_the_childs_order(pair: Any) -> None:
    reuses = [
        reuse(pair, [("equal", "The ferry sank at ", "The ferry sank at "), ("replace", "noon", "dawn")]),
        reuse(pair, [("equal", "Ten people were saved.", "Ten people were saved.")]),
    ]
    found = rows(pair.book, pair.id("parent.txt"), pair.id("child.txt"), reuses, [])
    assert [texts(pair, row) for row in found] == [
        ("Ten people were saved.", "Ten people were saved."),
        ("The ferry sank at noon.", "The ferry sank at dawn."),
    ]
    assert not found[0].gone
    assert [pair.documents["parent.txt"].text[slice(*s)] for s in found[1].gone] == ["noon"]


def test_the_side_that_was_stored_first_does_not_matter(pair: Any) -> None:
    stored = reuse(pair, [("equal", "The ferry sank at ", "The ferry sank at "), ("replace", "noon", "dawn")])
    turned = Reuse(a=stored.b, b=stored.a, ops=tuple(Edit(e.op, e.b, e.a) for e in stored.ops))
    ends = pair.id("parent.txt"), pair.id("child.txt")
    assert rows(pair.book, *ends, [stored], []) == rows(pair.book, *ends, [turned], [])


def test_a_change_outside_shared_text_stands_in_a_row_of_its_own(pair: Any) -> None:
    derivation = Derivation(child_id=pair.id("child.txt"), kind="rewrite", direction="directed")  # type: ignore[arg-type]
    dropped = Drift(
        derivation_id=derivation.id, kind=DriftKind.OMITTED_QUALIFIER, severity=Severity.LOW,
        before=pair.span("parent.txt", "Nobody knows"), before_text="Nobody knows",
    )  # fmt: skip
    added = Drift(
        derivation_id=derivation.id, kind=DriftKind.ADDED_FACT, severity=Severity.LOW,
        after=pair.span("child.txt", "windy"), after_text="windy",
    )  # fmt: skip
    found = rows(pair.book, pair.id("parent.txt"), pair.id("child.txt"), [], [dropped, added])
    assert [(texts(pair, row), row.drifts) for row in found] == [
        (("Nobody knows why.", ""), (dropped,)),
        (("", "It was windy."), (added,)),
    ]


def test_a_change_in_shared_text_stands_with_its_sentences(pair: Any) -> None:
    shared = reuse(pair, [("equal", "The ferry sank at ", "The ferry sank at "), ("replace", "noon", "dawn")])
    drift = Drift(
        derivation_id="v", kind=DriftKind.DATE, severity=Severity.HIGH, before=pair.span("parent.txt", "noon"),
        after=pair.span("child.txt", "dawn"), before_text="noon", after_text="dawn",
    )  # fmt: skip
    (row,) = rows(pair.book, pair.id("parent.txt"), pair.id("child.txt"), [shared], [drift])
    assert row.drifts == (drift,)


def test_what_was_left_out_stands_after_what_stood_before_it(pair: Any) -> None:
    shared = [
        reuse(pair, [("equal", "The ferry sank at ", "The ferry sank at "), ("replace", "noon", "dawn")]),
        reuse(pair, [("equal", "Ten people were saved.", "Ten people were saved.")]),
    ]
    dropped = Drift(
        derivation_id="v",
        kind=DriftKind.OMITTED_QUALIFIER,
        severity=Severity.LOW,
        before=pair.span("parent.txt", "Nobody knows"),
        before_text="Nobody knows",
    )
    found = rows(pair.book, pair.id("parent.txt"), pair.id("child.txt"), shared, [dropped])
    assert [texts(pair, row)[0] for row in found] == [
        "Ten people were saved.",
        "Nobody knows why.",
        "The ferry sank at noon.",
    ]
