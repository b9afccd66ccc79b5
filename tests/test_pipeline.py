"""Running the table: only what is touched runs again, and a failure stops nothing else.

The stages here are small and count their calls; the table that ships is run end to end in test_stories.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec
import pytest

from sayso import pipeline
from sayso.errors import InputError
from sayso.pairing.components import components
from sayso.records import Document, Entity, Failure, Link, Mark, Member, Passage, Reuse, Snapshot, Story
from sayso.stages import DOCUMENT, PAIR, PILE, STORY, Stage
from sayso.store import MemoryStore
from sayso.text import Span, words
from sayso.vocab import NameKind, PassageKind

calls: list[str] = []


@pytest.fixture(autouse=True)
def _no_calls_yet() -> None:
    calls.clear()


def read(snapshot: Snapshot) -> list[Document | Link | Mark]:
    calls.append(f"read {snapshot.path}")
    text = snapshot.content.decode()
    if "unreadable" in text:
        raise InputError(snapshot.path, "There is no text in it.", "Save the page again.")
    return [Document(snapshot_id=snapshot.id, path=snapshot.path, text=text, publisher=snapshot.given.get("publisher"))]


def split(document: Document) -> list[Passage]:
    calls.append(f"split {document.path}")
    if "bomb" in document.text:
        raise RecursionError("too deep")
    return [
        Passage(doc_id=document.id, span=Span(document.id, w.start, w.end), kind=PassageKind.SENTENCE)
        for w in words(document.text)
    ]


def keys(document: Document) -> list[int]:
    return [len(word.folded) for word in words(document.text)]


def align(a: Document, b: Document) -> list[Reuse]:
    calls.append("align " + " ".join(sorted((a.path, b.path))))
    return [Reuse(a=Span(a.id, 0, 1), b=Span(b.id, 0, 1), ops=())]


def group(documents: Sequence[Document], reuses: Sequence[Reuse]) -> list[Story | Member]:
    """Reports are of one story that share something, or that a third shares something with."""
    root = components((reuse.a.doc_id, reuse.b.doc_id) for reuse in reuses)
    stories: dict[str, list[str]] = {}
    for document in documents:
        stories.setdefault(root.get(document.id, document.id), []).append(document.id)
    made: list[Story | Member] = []
    for ids in stories.values():
        story = Story(label="a story", documents=tuple(sorted(ids)))
        made += [story, *(Member(doc_id=id_, story_id=story.id) for id_ in sorted(ids))]
    return made


def join(documents: Sequence[Document], passages: Sequence[Passage]) -> list[Entity]:
    calls.append("join " + " ".join(sorted(d.path for d in documents)))
    return [Entity(kind=NameKind.PLACE, names=tuple(sorted(d.path for d in documents)))]


READ = Stage("read", DOCUMENT, (Snapshot,), (Document, Link, Mark), read)
SPLIT = Stage("split", DOCUMENT, (Document,), (Passage,), split)
ALIGN = Stage("align", PAIR, (Document,), (Reuse,), align, keys=keys)
GROUP = Stage("group", PILE, (Document, Reuse), (Story, Member), group)
JOIN = Stage("join", STORY, (Document, Passage), (Entity,), join)
TABLE = (READ, SPLIT, ALIGN, GROUP, JOIN)


def snapshot(path: str, text: str, **given: str) -> Snapshot:
    content = text.encode()
    return Snapshot(
        path=path, sha256=sha256(content).hexdigest(), media_type="text/plain", content=content, given=given
    )


RAIN = snapshot("rain.txt", "Rain fell on the town")
FLOOD = snapshot("flood.txt", "Rain fell and the river rose")


def run(store: MemoryStore, *inputs: Snapshot | Failure, table: tuple[Stage, ...] = TABLE) -> pipeline.Outcome:
    calls.clear()
    return pipeline.run(inputs, store, stages=table)


def test_a_second_run_over_the_same_reports_does_nothing() -> None:
    store = MemoryStore()
    run(store, RAIN, FLOOD)
    outcome = run(store, RAIN, FLOOD)
    assert calls == []
    assert outcome.done == {}


def test_adding_a_report_runs_its_own_stages_its_pairs_and_the_story() -> None:
    store = MemoryStore()
    run(store, RAIN)
    run(store, FLOOD)
    assert calls == ["read flood.txt", "split flood.txt", "align flood.txt rain.txt", "join flood.txt rain.txt"]


def test_a_new_version_of_a_stage_runs_that_stage_and_stops_where_its_records_are_the_same() -> None:
    store = MemoryStore()
    run(store, RAIN, FLOOD)
    newer = tuple(msgspec.structs.replace(s, version=2) if s.name == "split" else s for s in TABLE)
    run(store, RAIN, FLOOD, table=newer)
    assert sorted(calls) == ["split flood.txt", "split rain.txt"]


def test_corrected_metadata_keeps_the_report_id_and_reads_it_again() -> None:
    store = MemoryStore()
    run(store, RAIN)
    before = [d.id for d in store.scan(Document)]
    run(store, snapshot("rain.txt", "Rain fell on the town", publisher="The Town Crier"))
    assert [d.id for d in store.scan(Document)] == before
    assert [d.publisher for d in store.scan(Document)] == ["The Town Crier"]


def test_a_changed_file_replaces_its_earlier_version() -> None:
    store = MemoryStore()
    run(store, RAIN)
    outcome = run(store, snapshot("rain.txt", "Rain fell on two towns"))
    assert outcome.replaced == ("rain.txt",)
    assert [d.text for d in store.scan(Document)] == ["Rain fell on two towns"]


def test_a_report_that_cannot_be_read_becomes_a_failure_and_the_rest_goes_on() -> None:
    store = MemoryStore()
    outcome = run(store, RAIN, snapshot("bad.txt", "unreadable"))
    assert [(f.path, f.stage, f.next_step) for f in outcome.failures] == [("bad.txt", "read", "Save the page again.")]
    assert [d.path for d in store.scan(Document)] == ["rain.txt"]
    assert "join rain.txt" in calls


def test_a_defect_in_a_stage_is_recorded_as_one_and_the_rest_goes_on() -> None:
    store = MemoryStore()
    outcome = run(store, RAIN, snapshot("bomb.txt", "a bomb of a page"))
    (failure,) = outcome.failures
    assert failure.message == "RecursionError: too deep"
    assert "report it" in failure.next_step
    assert {p.doc_id for p in store.scan(Passage)} == {d.id for d in store.scan(Document) if d.path == "rain.txt"}


def test_what_failed_is_tried_again_and_its_failure_goes_when_it_works() -> None:
    store = MemoryStore()
    run(store, snapshot("bad.txt", "unreadable"))
    run(store, snapshot("bad.txt", "now it can be read"))
    assert not list(store.scan(Failure))


def test_a_failure_of_reading_goes_when_the_file_can_be_read() -> None:
    store = MemoryStore()
    failure = Failure(path="rain.txt", stage="ingest", message="It is empty.", next_step="Save it again.")
    assert run(store, failure).failures == (failure,)
    assert run(store, RAIN).failures == ()


def test_the_plan_says_what_would_run_and_why() -> None:
    store = MemoryStore()
    run(store, RAIN)
    steps = [(s.stage, s.unit, s.why) for s in pipeline.plan([RAIN, FLOOD], store, stages=TABLE)]
    assert ("ingest", "flood.txt", "new report") in steps
    assert [stage for stage, _, _ in steps] == ["ingest", "align", "group", "join"]
    assert pipeline.plan([RAIN], store, stages=TABLE) == []


def test_the_plan_names_the_stage_whose_recipe_changed() -> None:
    store = MemoryStore()
    run(store, RAIN)
    newer = tuple(msgspec.structs.replace(s, version=2) if s.name == "split" else s for s in TABLE)
    (first, *_) = pipeline.plan([], store, stages=newer)
    assert (first.stage, first.unit) == ("split", "rain.txt")
    assert "changed" in first.why


def test_the_order_of_reports_never_changes_what_is_kept() -> None:
    one, other = MemoryStore(), MemoryStore()
    run(one, RAIN, FLOOD)
    run(other, FLOOD)
    run(other, RAIN)
    for kind in (Document, Passage, Reuse, Entity):
        assert list(one.scan(kind)) == list(other.scan(kind))
