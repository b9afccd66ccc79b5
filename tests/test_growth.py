"""However a pile comes in, in whatever runs and order, the store ends up with the same records.

That is so as long as no crowd hangs together; of those see tests/story/test_group.py and tests/story/test_growing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso import pipeline
from sayso.pairing import Rule
from sayso.pairing.components import components
from sayso.pipeline import pairs
from sayso.records import RECORDS, Document, Entity, Failure, Kin, Link, Mark, Member, Reuse, Snapshot, Story
from sayso.stages import DOCUMENT, PAIR, PILE, STORY, Stage
from sayso.store import MemoryStore, Store, open_store
from sayso.text import Span
from sayso.vocab import NameKind

calls: list[str] = []


def read(snapshot: Snapshot) -> list[Document | Link | Mark]:
    text = snapshot.content.decode()
    if not text:
        raise ValueError("there is nothing in it")
    return [Document(snapshot_id=snapshot.id, path=snapshot.path, text=text, title=snapshot.given.get("title"))]


def keys(document: Document) -> NDArray[np.int64]:
    return np.array(sorted({ord(letter) for letter in document.text}), dtype=np.int64)


def align(a: Document, b: Document) -> list[Reuse]:
    calls.append(f"align {a.path} {b.path}")
    if "x" in a.text and "x" in b.text:
        raise ValueError("these two cannot be compared")
    shared = len(set(a.text) & set(b.text))
    return [Reuse(a=Span(a.id, 0, shared), b=Span(b.id, 0, shared), ops=())] if shared > 1 else []


def group(documents: Sequence[Document], reuses: Sequence[Reuse]) -> list[Story | Member]:
    root = components((reuse.a.doc_id, reuse.b.doc_id) for reuse in reuses)
    stories: dict[str, list[str]] = {}
    for document in documents:
        stories.setdefault(root.get(document.id, document.id), []).append(document.id)
    made: list[Story | Member] = []
    for ids in stories.values():
        story = Story(label="a story", documents=tuple(sorted(ids)))
        made += [story, *(Member(doc_id=id_, story_id=story.id) for id_ in story.documents)]
    return made


def join(documents: Sequence[Document], reuses: Sequence[Reuse]) -> list[Entity]:
    calls.append("join " + " ".join(sorted(d.path for d in documents)))
    names = (*sorted(d.title or d.path for d in documents), *(r.id for r in reuses))
    return [Entity(kind=NameKind.PLACE, names=names)]


TABLE = (
    Stage("read", DOCUMENT, (Snapshot,), (Document, Link, Mark), read),
    Stage("align", PAIR, (Document,), (Reuse,), align, keys=keys, rule=Rule(at_least=8, crowd=3, near=1)),
    Stage("group", PILE, (Document, Reuse), (Story, Member), group),
    Stage("join", STORY, (Document, Reuse), (Entity,), join),
)


def likeness(document: Document) -> NDArray[np.int64]:
    return np.array(sorted({ord(letter) for letter in document.text if letter in "pqrs"}), dtype=np.int64)


def resemble(a: Document, b: Document) -> list[Kin]:
    return [Kin(a_id=a.id, b_id=b.id)] if len(set(a.text) & set(b.text) & set("pqrs")) > 1 else []


def group_kin(documents: Sequence[Document], kins: Sequence[Kin]) -> list[Story | Member]:
    return group(documents, [Reuse(a=Span(k.a_id, 0, 1), b=Span(k.b_id, 0, 1), ops=()) for k in kins])


#: What two reports share here ties no story: only the likeness of some letters does.
TOLD_OTHERWISE = (
    *TABLE[:2],
    Stage("kin", PAIR, (Document,), (Kin,), resemble, keys=likeness, rule=Rule(at_least=1, crowd=3, near=1)),
    Stage("group", PILE, (Document, Kin), (Story, Member), group_kin),
    TABLE[3],
)
tables = st.sampled_from([TABLE, TOLD_OTHERWISE])


def snapshot(path: str, text: str, title: str = "") -> Snapshot:
    content = text.encode()
    given = {"title": title} if title else {}
    return Snapshot(
        path=path, sha256=sha256(content).hexdigest(), media_type="text/plain", content=content, given=given
    )


@contextmanager
def index_from_the_start() -> Iterator[None]:
    """A small pile is kept in an index, too, and all but a whole new pile is looked up in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "WORTH_AN_INDEX", 1)
        patch.setattr(pairs, "FEW", 1)
        yield


def contents(store: Store) -> dict[str, list[object]]:
    """All records, and the receipts of all work that is kept."""
    found: dict[str, list[object]] = {name: list(store.scan(kind)) for name, kind in RECORDS.items()}
    found["receipts"] = sorted((*at, receipt.key, receipt.digest) for at, receipt in store.receipts().items())
    return found


reports = st.builds(
    snapshot, st.sampled_from("abcdefghij"), st.text("pqrstuvwx", max_size=5), st.sampled_from(["", "one", "two"])
)
runs = st.lists(st.lists(reports, max_size=6), min_size=1, max_size=5)


def latest(piles: Sequence[Sequence[Snapshot]]) -> list[Snapshot]:
    """What is left of the reports when each has replaced the earlier ones of its path."""
    return list({report.path: report for pile in piles for report in pile}.values())


@settings(max_examples=60)
@given(runs, tables, st.randoms(use_true_random=False))
def test_run_by_run_the_store_becomes_what_one_run_makes_it(
    piles: list[list[Snapshot]], table: tuple[Stage, ...], random
) -> None:
    store, whole = MemoryStore(), MemoryStore()
    for pile in piles:
        pipeline.run(pile, store, stages=table)
    at_once = latest(piles)
    random.shuffle(at_once)
    pipeline.run(at_once, whole, stages=table)
    assert contents(store) == contents(whole)


@settings(max_examples=25)
@given(runs, tables, st.data())
def test_looked_up_in_the_index_the_store_becomes_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    piles: list[list[Snapshot]],
    table: tuple[Stage, ...],
    data: st.DataObject,
) -> None:
    folder: Path = tmp_path_factory.mktemp("growth")
    whole = MemoryStore()
    pipeline.run(latest(piles), whole, stages=table)
    with index_from_the_start():
        for pile in piles:
            store = open_store(folder / "s.db", write=True)
            pipeline.run(pile, store, stages=table)
            store.close()
            if data.draw(st.booleans(), "the index is lost"):
                for file in (folder / "s.db.keys").rglob("*.json"):
                    file.unlink()
    store = open_store(folder / "s.db", write=True)
    pipeline.run([], store, stages=table)
    assert contents(store) == contents(whole)
    store.close()


class KilledError(Exception):
    """The run was ended from outside."""


class Frail(MemoryStore):
    """A store whose process is killed at the n-th change."""

    def __init__(self, changes: int) -> None:
        super().__init__()
        self.left = changes

    def put(self, *arguments: object, **named: object) -> None:
        self._count()
        super().put(*arguments, **named)  # type: ignore[arg-type]

    def drop(self, *arguments: object) -> None:
        self._count()
        super().drop(*arguments)  # type: ignore[arg-type]

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise KilledError


@settings(max_examples=60)
@given(runs, tables, st.integers(1, 60))
def test_killed_at_any_change_and_run_again_the_store_is_the_same(
    piles: list[list[Snapshot]], table: tuple[Stage, ...], changes: int
) -> None:
    store, whole = Frail(changes), MemoryStore()
    for pile in piles:
        try:
            pipeline.run(pile, store, stages=table)
        except KilledError:
            pipeline.run(pile, store, stages=table)
    store.left = -1
    pipeline.run([], store, stages=table)
    pipeline.run(latest(piles), whole, stages=table)
    assert contents(store) == contents(whole)


def test_a_report_of_one_story_leaves_the_others_alone() -> None:
    store = MemoryStore()
    pipeline.run(
        [snapshot(p, t) for p, t in (("a", "pqr"), ("b", "pqs"), ("c", "tuv"), ("d", "tuw"))], store, stages=TABLE
    )
    calls.clear()
    outcome = pipeline.run([snapshot("e", "tuq")], store, stages=TABLE)
    assert len(outcome.stories) == 1
    assert [call for call in calls if call.startswith("join")] == ["join c d e"]


def test_a_report_that_bridges_two_stories_makes_them_one_and_its_going_parts_them() -> None:
    store = MemoryStore()
    pipeline.run([snapshot("a", "pqr"), snapshot("b", "tuv")], store, stages=TABLE)
    assert len(list(store.scan(Story))) == 2
    pipeline.run([snapshot("c", "pqtu")], store, stages=TABLE)
    assert len(list(store.scan(Story))) == 1
    pipeline.run([snapshot("c", "w")], store, stages=TABLE)
    assert len(list(store.scan(Story))) == 3


def test_a_newer_pair_stage_runs_again_for_every_pair() -> None:
    store = MemoryStore()
    pipeline.run([snapshot("a", "pqr"), snapshot("b", "pqs")], store, stages=TABLE)
    calls.clear()
    newer = tuple(msgspec.structs.replace(s, version=2) if s.name == "align" else s for s in TABLE)
    pipeline.run([], store, stages=newer)
    assert calls == ["align a b"] or calls == ["align b a"]


def test_what_failed_on_two_reports_is_tried_again_by_the_next_run() -> None:
    store = MemoryStore()
    outcome = pipeline.run([snapshot("a", "pqx"), snapshot("b", "pqx")], store, stages=TABLE)
    assert [type(failure) for failure in outcome.failures] == [Failure]
    calls.clear()
    pipeline.run([], store, stages=TABLE)
    assert len(calls) >= 1
    assert calls[0].startswith("align")


def test_where_no_stage_tells_stories_apart_nothing_is_left_to_do() -> None:
    store = MemoryStore()
    pipeline.run([snapshot("a", "pqr"), snapshot("b", "pqs")], store, stages=TABLE[:2])
    assert not store.receipts(stage="pending")
