"""What every store must do, run on every store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.records import Document, Passage, Record
from sayso.store import MemoryStore, Receipt, Store, open_store
from sayso.text import Span
from sayso.vocab import PassageKind

DONE = Receipt("key", "digest")


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "s.db", write=True)
    yield made
    made.close()


def document(path: str, text: str = "Water rose.") -> Document:
    return Document(snapshot_id="s", path=path, text=text)


def passage(doc_id: str, start: int) -> Passage:
    return Passage(doc_id=doc_id, span=Span(doc_id, start, start + 3), kind=PassageKind.SENTENCE)


def test_a_record_that_was_put_is_found_by_type_and_id(store: Store) -> None:
    report = document("a.txt")
    store.put([report], stage="extract", unit="u", receipt=DONE)
    assert store.get(Document, report.id) == report
    assert store.get(Passage, report.id) is None


def test_putting_again_replaces_all_that_the_unit_gave(store: Store) -> None:
    store.put([document("a.txt"), document("b.txt")], stage="extract", unit="u", receipt=DONE)
    store.put([document("c.txt")], stage="extract", unit="u", receipt=DONE)
    assert [d.path for d in store.scan(Document)] == ["c.txt"]


def test_scanning_gives_one_type_in_the_order_in_which_a_unit_gave_it(store: Store) -> None:
    given: list[Record] = [passage("d", 8), passage("d", 0), passage("e", 4)]
    store.put(given, stage="segment", unit="u", receipt=DONE)
    assert list(store.scan(Passage)) == given
    assert list(store.scan(Passage, doc_id="e")) == given[2:]
    assert list(store.scan(Document)) == []


def test_the_order_of_putting_units_does_not_show_in_a_scan(store: Store) -> None:
    for unit in ("u2", "u1"):
        store.put([document(unit)], stage="extract", unit=unit, receipt=DONE)
    assert [d.path for d in store.scan(Document)] == ["u1", "u2"]


def test_dropping_forgets_records_and_receipt(store: Store) -> None:
    for unit in ("u1", "u2"):
        store.put([document(unit)], stage="extract", unit=unit, receipt=DONE)
    store.drop("extract", "u1")
    assert set(store.receipts()) == {("extract", "u2")}
    store.drop("extract")
    assert not list(store.scan(Document))
    assert not store.receipts()


def test_what_was_given_for_a_unit_is_found_by_stage(store: Store) -> None:
    report = document("a.txt")
    store.put([report], stage="extract", unit="u", receipt=DONE)
    store.put([passage(report.id, 0)], stage="segment", unit="u", receipt=DONE)
    store.put([document("b.txt")], stage="extract", unit="v", receipt=DONE)
    assert store.given("u") == {"extract": [report], "segment": [passage(report.id, 0)]}


def test_a_put_that_fails_half_way_changes_nothing(store: Store) -> None:
    store.put([document("a.txt")], stage="extract", unit="u", receipt=DONE)

    def broken() -> Iterator[Record]:
        yield document("b.txt")
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        store.put(broken(), stage="extract", unit="u", receipt=Receipt("new", "new"))
    assert [d.path for d in store.scan(Document)] == ["a.txt"]
    assert store.receipts() == {("extract", "u"): DONE}


def test_of_several_changes_made_together_all_are_kept_or_none(store: Store) -> None:
    store.put([document("a.txt")], stage="extract", unit="u", receipt=DONE)
    store.put([document("b.txt")], stage="extract", unit="v", receipt=DONE)

    def half() -> None:
        with store.together():
            store.drop("extract", "u")
            store.put([document("c.txt")], stage="extract", unit="v", receipt=Receipt("new", "new"))
            with store.together():
                store.put([document("d.txt")], stage="extract", unit="w", receipt=DONE)
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        half()
    assert [d.path for d in store.scan(Document)] == ["a.txt", "b.txt"]
    assert store.receipts() == {("extract", "u"): DONE, ("extract", "v"): DONE}
    with store.together():
        store.drop("extract")
    assert not store.receipts()


def test_pairs_are_asked_for_by_their_first_report(store: Store) -> None:
    for unit in ("1+2", "1+3", "12+3", "2+3", "1"):
        store.put([document(unit)], stage="reuse", unit=unit, receipt=DONE)
    assert list(store.receipts(stage="reuse", unit="1+")) == [("reuse", "1+2"), ("reuse", "1+3")]
    assert [d.path for d in store.given("1+")["reuse"]] == ["1+2", "1+3"]
    assert not store.given("1+", stage="kin")
