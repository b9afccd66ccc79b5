from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from sayso import ingest, pipeline
from sayso.records import Document, Failure, Kin, Member, Record, Snapshot, Story, Topic
from sayso.stages import STAGES, Stage
from sayso.store import MemoryStore
from sayso.story import group
from sayso.story.rulings import parted


def topic(doc_id: str, published: str | None = None, named: str | None = None) -> Topic:
    return Topic(doc_id=doc_id, label=f"report {doc_id}", published=published, named=named)


def kin(a: str, b: str) -> Kin:
    return Kin(a_id=a, b_id=b)


def stories(topics, kins=()):
    """The reports of each story by its label, and who is a member of it."""
    found = group(topics, kins, [])
    members = {
        s.label: sorted(m.doc_id for m in found if isinstance(m, Member) and m.story_id == s.id) for s in _of(found)
    }
    assert all(members[story.label] == sorted(story.documents) for story in _of(found))
    return {story.label: story.documents for story in _of(found)}


def _of(found):
    return [record for record in found if isinstance(record, Story)]


def test_kin_of_kin_are_one_story_and_a_report_without_kin_is_one_alone() -> None:
    topics = [topic(doc) for doc in "abcd"]
    assert stories(topics, [kin("a", "b"), kin("b", "c")]) == {"report a": ("a", "b", "c"), "report d": ("d",)}


def test_a_story_is_named_after_its_earliest_report_and_one_without_date_is_last() -> None:
    topics = [topic("a"), topic("b", "2031-03-04"), topic("c", "2031-03-03")]
    assert stories(topics, [kin("a", "b"), kin("b", "c")]) == {"report c": ("c", "b", "a")}


def test_reports_put_together_by_hand_are_that_story_and_their_kin_elsewhere_are_not() -> None:
    topics = [topic("a", named="weir"), topic("b", named="weir"), topic("c")]
    assert stories(topics, [kin("b", "c")]) == {"report c": ("c",), "weir": ("a", "b")}


def test_kinship_with_a_report_that_is_not_there_joins_nothing() -> None:
    assert stories([topic("a"), topic("b")], [kin("a", "x"), kin("b", "x")]) == {"report a": ("a",), "report b": ("b",)}


def test_the_order_of_reports_and_of_kin_does_not_matter() -> None:
    topics, kins = [topic(doc) for doc in "abcd"], [kin("a", "b"), kin("c", "d")]
    assert group(topics[::-1], kins[::-1], []) == group(topics, kins, [])


GROUPING = [stage for stage in STAGES if stage.name in ("extract", "segment", "topic", "kin", "story")]
TESTS = Path(__file__).parents[1]


@pytest.fixture
def pile(monkeypatch: pytest.MonkeyPatch) -> list[Snapshot | Failure]:
    """The reports of several stories. Ids come from paths, and where a crowd grows they settle ties: so from here."""
    monkeypatch.chdir(TESTS)
    piles = sorted(path.relative_to(TESTS) for path in (TESTS / "piles" / "dev").glob("*/pile.jsonl"))
    return list(ingest.read([str(path) for path in piles]))


def told_apart(*runs: list[Snapshot | Failure]) -> set[frozenset[str]]:
    """The stories, by paths, after several runs; in the last one story is split by a person."""
    store = MemoryStore()
    for inputs in runs:
        pipeline.run(inputs, store, stages=GROUPING)
    largest = max(store.scan(Story), key=lambda story: (len(story.documents), story.documents))
    pipeline.rule(store, parted(largest.documents[:1], largest.documents[1:], by="ed", at="2033-01-01"))
    return told_so([], store, GROUPING)


def told_so(inputs: Sequence[Snapshot | Failure], store: MemoryStore, stages: Sequence[Stage]) -> set[frozenset[str]]:
    """The stories, by paths, after one more run."""
    pipeline.run(inputs, store, stages=stages)
    paths = {document.id: document.path for document in store.scan(Document)}
    assert sorted(member.doc_id for member in store.scan(Member)) == sorted(paths)
    assert not store.receipts(stage="pending")
    return {frozenset(paths[id_] for id_ in story.documents) for story in store.scan(Story)}


def crowded_from(reports: int) -> list[Stage]:
    """The table, with a crowd of so few."""
    return [msgspec.structs.replace(stage, crowd=reports) if stage.grow else stage for stage in GROUPING]


def test_stories_are_the_same_however_many_runs_their_reports_came_in(pile: list[Snapshot | Failure]) -> None:
    one_by_one = [[report] for report in pile[::-1]]
    assert told_apart(*one_by_one) == told_apart(pile)


def test_in_a_crowd_most_reports_come_where_they_would_at_once_and_none_is_lost(pile: list[Snapshot | Failure]) -> None:
    at_once = told_so(pile, MemoryStore(), GROUPING)
    assert told_so(pile, MemoryStore(), crowded_from(3)) == at_once
    store = MemoryStore()
    for report in pile[::-1]:
        one_by_one = told_so([report], store, crowded_from(3))
    assert len(one_by_one & at_once) >= 5  # of 7: one report came before its own story did
    # Enough that comes at once has all told apart anew.
    assert told_so([msgspec.structs.replace(r, given={}) for r in pile], store, crowded_from(3)) == at_once


class Watched(MemoryStore):
    """A store that notes which kin are read."""

    def __init__(self) -> None:
        super().__init__()
        self.kin: set[tuple[str, str]] = set()

    def given(self, unit: str, *, stage: str | None = None) -> dict[str, list[Record]]:
        found = super().given(unit, stage=stage)
        self.kin |= {(r.a_id, r.b_id) for records in found.values() for r in records if isinstance(r, Kin)}
        return found


@pytest.mark.parametrize(("crowd", "grows"), [(3, True), (10_000, False)])
def test_of_a_crowd_only_the_kin_of_what_is_new_are_read(
    pile: list[Snapshot | Failure], crowd: int, grows: bool
) -> None:
    *reports, last = pile
    store, stages = Watched(), crowded_from(crowd)
    pipeline.run(reports, store, stages=stages)
    store.kin.clear()
    pipeline.run([last], store, stages=stages)
    (new,) = (document.id for document in store.scan(Document) if document.path == last.path)
    its_kin = {pair for k in store.scan(Kin) if new in (pair := (k.a_id, k.b_id))}
    assert its_kin
    assert store.kin >= its_kin
    assert (store.kin == its_kin) is grows
