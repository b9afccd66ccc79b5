"""Reading some stories of a store, and what is done together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.records import Certainty, Document, Member, Name, Reuse, Snapshot, Story
from sayso.store import MemoryStore, Receipt, Store, of_stories, open_store, story_unit
from sayso.text import Span
from sayso.vocab import Factuality, Level, NameKind, Polarity

DONE = Receipt("key", "digest")


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "s.db", write=True)
    yield made
    made.close()


def filled(store: Store) -> list[Story]:
    """A store of two stories, of two reports and of one; a reuse inside the first and one across."""
    ids = []
    for path in "abc":
        snapshot = Snapshot(path=path, sha256=path, media_type="text/plain", content=path.encode())
        document = Document(snapshot_id=snapshot.id, path=path, text=path)
        name = Name(doc_id=document.id, span=Span(document.id, 0, 1), kind=NameKind.PLACE)
        held = Certainty(
            claim_mention_id=document.id, holder="author", level=Level.ASSERTED, polarity=Polarity.POSITIVE,
            value=Factuality.CT_PLUS,
        )  # fmt: skip
        store.put([snapshot], stage="ingest", unit=snapshot.id, receipt=DONE)
        store.put([document, name, held], stage="extract", unit=snapshot.id, receipt=DONE)
        ids.append(document.id)
    for one, other in ((ids[0], ids[1]), (ids[0], ids[2])):
        a, b = sorted((one, other))
        store.put([Reuse(a=Span(a, 0, 1), b=Span(b, 0, 1), ops=())], stage="reuse", unit=f"{a}+{b}", receipt=DONE)
    stories = [Story(label="two", documents=tuple(ids[:2])), Story(label="one", documents=tuple(ids[2:]))]
    for story in stories:
        members = [Member(doc_id=id_, story_id=story.id) for id_ in story.documents]
        store.put([story, *members], stage="story", unit=story_unit(story.documents), receipt=DONE)
    return stories


def test_of_a_story_one_reads_its_reports_what_was_found_in_them_and_what_they_share(store: Store) -> None:
    two, one = filled(store)
    part = of_stories(store, [two])
    assert {d.path for d in part.scan(Document)} == {"a", "b"}
    assert {s.path for s in part.scan(Snapshot)} == {"a", "b"}
    assert len(list(part.scan(Name))) == len(list(part.scan(Certainty))) == 2
    assert len(list(part.scan(Reuse))) == 1
    assert list(part.scan(Story)) == [two]
    assert part.get(Story, one.id) is None


def test_of_all_stories_one_reads_the_store_in_its_order(store: Store) -> None:
    part = of_stories(store, filled(store))
    for kind in (Document, Name, Certainty, Reuse, Story, Member):
        assert list(part.scan(kind)) == list(store.scan(kind))


def test_receipts_and_records_are_found_by_stage_by_unit_and_by_the_first_report_of_a_pair(store: Store) -> None:
    filled(store)
    (unit, *_) = [unit for stage, unit in store.receipts(stage="reuse")]
    assert set(store.receipts(stage="reuse", unit=unit)) == {("reuse", unit)}
    first = unit.split("+")[0]
    beginning = {u for _, u in store.receipts(stage="reuse") if u.startswith(first)}
    assert {u for _, u in store.receipts(unit=f"{first}+")} == beginning
    assert len(store.given(f"{first}+", stage="reuse")["reuse"]) == len(beginning)
    assert store.given(f"{first}+", stage="extract") == {}


def test_a_snapshot_is_found_by_its_path(store: Store) -> None:
    filled(store)
    assert [s.path for s in store.scan(Snapshot, path="b")] == ["b"]
    assert not list(store.scan(Snapshot, path='it\'s "b"'))


def test_what_is_done_together_is_done_wholly_or_not_at_all(store: Store) -> None:
    filled(store)
    before = store.receipts()

    def half_way() -> None:
        with store.together():
            store.put([], stage="x", unit="u", receipt=DONE)
            store.drop("extract")
            with store.together():
                store.put([], stage="y", unit="u", receipt=DONE)
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        half_way()
    assert store.receipts() == before
    assert len(list(store.scan(Document))) == 3
    with store.together():
        store.put([], stage="x", unit="u", receipt=DONE)
        assert ("x", "u") in store.receipts()
    assert ("x", "u") in store.receipts()
