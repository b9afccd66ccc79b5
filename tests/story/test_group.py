from __future__ import annotations

from pathlib import Path

from sayso import ingest, pipeline
from sayso.records import Document, Failure, Kin, Member, Snapshot, Story, Topic
from sayso.stages import STAGES
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
PILES = sorted((Path(__file__).parents[1] / "piles" / "dev").glob("*/pile.jsonl"))


def told_apart(*runs: list[Snapshot | Failure]) -> set[frozenset[str]]:
    """The stories, by paths, after several runs; in the last one story is split by a person."""
    store = MemoryStore()
    for inputs in runs:
        pipeline.run(inputs, store, stages=GROUPING)
    largest = max(store.scan(Story), key=lambda story: (len(story.documents), story.documents))
    pipeline.rule(store, parted(largest.documents[:1], largest.documents[1:], by="ed", at="2033-01-01"))
    pipeline.run([], store, stages=GROUPING)
    paths = {document.id: document.path for document in store.scan(Document)}
    return {frozenset(paths[id_] for id_ in story.documents) for story in store.scan(Story)}


def test_stories_are_the_same_however_many_runs_their_reports_came_in() -> None:
    reports = list(ingest.read([str(pile) for pile in PILES]))
    one_by_one = [[report] for report in reports[::-1]]
    assert told_apart(*one_by_one) == told_apart(reports)
