from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.errors import InputError
from sayso.records import Document, Link, Snapshot
from sayso.scale import rows
from sayso.scale.loading import load
from sayso.store import MemoryStore, Receipt
from sayso.store.wire import digest
from sayso.text import Span

SNAPSHOT = Snapshot(path="mud.txt", sha256="0", media_type="text/plain", content=b"Mud.")
DOCUMENT = Document(snapshot_id=SNAPSHOT.id, path="mud.txt", text="Mud.")
LINKS = [Link(doc_id=DOCUMENT.id, span=Span(DOCUMENT.id, 0, n), href="https://mud.example/") for n in (1, 2, 3)]

ROWS = [
    *rows.of("ingest", SNAPSHOT.id, Receipt("0", digest([SNAPSHOT])), [SNAPSHOT]),
    *rows.of("extract", SNAPSHOT.id, Receipt("1", digest([DOCUMENT, *LINKS])), [DOCUMENT, *LINKS]),
    *rows.of("names", SNAPSHOT.id, Receipt("2", digest([])), []),
]


def result(folder: Path, *parts: list[rows.Row]) -> Path:
    (folder / "scope=document").mkdir(parents=True)
    for number, part in enumerate(parts):
        pq.write_table(rows.table(part), folder / "scope=document" / f"part-{number}.parquet")
    (folder / "_SUCCESS").touch()
    return folder


def test_a_result_is_taken_over_once(tmp_path: Path) -> None:
    store, folder = MemoryStore(), result(tmp_path / "out", ROWS)
    assert load(folder, store) == 3
    assert load(folder, store) == 0
    assert store.given(SNAPSHOT.id) == {"ingest": [SNAPSHOT], "extract": [DOCUMENT, *LINKS]}
    assert store.receipts()["names", SNAPSHOT.id] == Receipt("2", digest([]))


def test_a_unit_whose_rows_came_apart_is_put_together(tmp_path: Path) -> None:
    store = MemoryStore()
    assert load(result(tmp_path / "out", [*ROWS[3:], ROWS[0]], ROWS[1:3]), store) == 3
    assert store.given(SNAPSHOT.id)["extract"] == [DOCUMENT, *LINKS]


def test_a_result_with_a_record_missing_or_without_its_mark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is damaged"):
        load(result(tmp_path / "out", [*ROWS[:2], *ROWS[3:]]), MemoryStore())
    (tmp_path / "out" / "_SUCCESS").unlink()
    with pytest.raises(InputError, match="no finished result"):
        load(tmp_path / "out", MemoryStore())


def test_stories_are_not_loaded_beside_reports_that_they_do_not_know(tmp_path: Path) -> None:
    store = MemoryStore()
    store.put([], stage="ingest", unit="another", receipt=Receipt("0", digest([])))
    story = [*ROWS, *rows.of("story", "story:1", Receipt("3", digest([])), [])]
    folder = result(tmp_path / "out", story)
    (folder / "scope=document").rename(folder / "scope=story")
    with pytest.raises(InputError, match="holds other reports"):
        load(folder, store)


def test_rows_and_units_are_each_others_opposite() -> None:
    table = rows.table(ROWS)
    assert table.schema == rows.SCHEMA
    back = list(rows.units(zip(*(column.to_pylist() for column in table.columns), strict=True)))
    assert [(given.stage, given.unit, len(given.bodies)) for given in back] == [
        ("ingest", SNAPSHOT.id, 1),
        ("extract", SNAPSHOT.id, 4),
        ("names", SNAPSHOT.id, 0),
    ]
    assert pa.Table.from_batches(rows.batches(ROWS)) == table
