"""The SQLite store as a file: locks, versions, full disks, files that are something else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.records import Document
from sayso.store import Receipt, open_store
from sayso.store.migrations import MIGRATIONS

DONE = Receipt("key", "digest")


def test_records_are_still_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db", write=True)
    report = Document(snapshot_id="s", path="a.txt", text="Water rose.")
    store.put([report], stage="extract", unit="u", receipt=DONE)
    store.close()
    assert open_store(tmp_path / "s.db").get(Document, report.id) == report


def test_a_store_that_does_not_exist_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store") as error:
        open_store(tmp_path / "s.db")
    assert "sayso run" in error.value.next_step


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db", write=True).close()
    with sqlite3.connect(tmp_path / "s.db") as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    for write in (False, True):
        with pytest.raises(StoreError, match="newer sayso"):
            open_store(tmp_path / "s.db", write=write)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("The mayor said the bridge was safe. " * 100)
    with pytest.raises(StoreError, match="not a sayso store"):
        open_store(tmp_path / "s.db", write=True)
    assert (tmp_path / "s.db").read_text().startswith("The mayor")


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "s.db") as db:
        db.execute("CREATE TABLE accounts (name TEXT)")
    db.close()
    with pytest.raises(StoreError, match="not a sayso store"):
        open_store(tmp_path / "s.db", write=True)


def test_two_runs_cannot_write_to_one_store_at_once(tmp_path: Path) -> None:
    first = open_store(tmp_path / "s.db", write=True)
    with pytest.raises(StoreError, match="Another run"):
        open_store(tmp_path / "s.db", write=True)
    first.close()
    open_store(tmp_path / "s.db", write=True).close()


def test_a_store_can_be_read_while_a_run_writes_to_it(tmp_path: Path) -> None:
    writer = open_store(tmp_path / "s.db", write=True)
    writer.put([Document(snapshot_id="s", path="a.txt", text="x")], stage="extract", unit="u", receipt=DONE)
    reader = open_store(tmp_path / "s.db")
    assert len(list(reader.scan(Document))) == 1
    reader.close()
    writer.close()


def test_a_full_disk_is_named_and_what_was_finished_stays(tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.db", write=True)
    kept = Document(snapshot_id="s", path="a.txt", text="x")
    store.put([kept], stage="extract", unit="u", receipt=DONE)
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then answers as it does on a full disk
    huge = Document(snapshot_id="s", path="b.txt", text="x" * 500_000)
    with pytest.raises(StoreError, match="disk is full") as error:
        store.put([huge], stage="extract", unit="v", receipt=DONE)
    assert "run the same command again" in error.value.next_step
    assert [d.path for d in store.scan(Document)] == ["a.txt"]
    store.close()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "nowhere" / "s.db", write=True)
