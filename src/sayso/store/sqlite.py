"""The embedded store: one SQLite file in WAL mode, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from sayso.errors import StoreError
from sayso.records import Id, Record, Snapshot
from sayso.store.base import Receipt
from sayso.store.migrations import APPLICATION_ID, MIGRATIONS
from sayso.store.wire import decode, decode_any, encode

R = TypeVar("R", bound=Record)

#: Kilobytes of the file that a writer holds in memory, and pages (4 kB) that wait in the log beside it. Ids are hashes,
#: so every record goes to another place of the indexes: with SQLite's own 2 MB and 1,000 pages, putting sixty thousand
#: pairs takes a third more CPU, and eight times as much is read again.
CACHE = 64_000
WAITING = 8_000


class SqliteStore:
    """Records in one file. Opened for writing it holds a lock file beside the store; readers need none (WAL)."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open the store; make it where it is to be written and does not exist.

        Raises:
            StoreError: if it does not exist, is no store, is of a newer version, is in use, or cannot be written.
        """
        self.path = path
        self._lock: FileLock | None = None
        if not write and not path.is_file():
            raise StoreError(f"There is no store at {path}.", "Make one with: sayso run PATH... --store " + str(path))
        if write:
            self._take_lock()
        try:
            self._db = self._open(write)
        except StoreError:
            self._release()
            raise

    def put(self, records: Iterable[Record], *, stage: str, unit: str, receipt: Receipt) -> None:
        """Replace what (stage, unit) gave before, and its receipt, in one transaction."""
        rows = [
            (
                unit,
                stage,
                place,
                type(record).__name__.lower(),
                record.id,
                getattr(record, "doc_id", None),
                encode(record),
            )
            for place, record in enumerate(records)
        ]
        with self._transaction():
            values = (stage, unit, receipt.key, receipt.digest)
            fresh = self._db.execute("INSERT INTO runs VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", values).rowcount
            if not fresh:
                self._forget(stage, unit)
                self._db.execute("INSERT INTO runs VALUES (?, ?, ?, ?)", values)
            if rows:
                self._db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        row = self._db.execute(
            "SELECT body FROM records WHERE id = ? AND type = ?", (id, kind.__name__.lower())
        ).fetchone()
        return decode(row[0], kind) if row else None

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values, by unit, stage and place."""
        where, values = "type = ?", [kind.__name__.lower()]
        if "doc_id" in equals:
            where += " AND doc_id = ?"
            values.append(equals.pop("doc_id"))
        if kind is Snapshot and "path" in equals:
            # Spelled as in the index of the layout, which is what makes this quick.
            where += " AND type = 'snapshot' AND CAST(body AS TEXT) ->> '$.path' = ?"
            values.append(equals["path"])
        query = f"SELECT body FROM records WHERE {where} ORDER BY unit, stage, place"
        for (body,) in self._db.execute(query, values):
            record = decode(body, kind)
            if all(getattr(record, field) == value for field, value in equals.items()):
                yield record

    def drop(self, stage: str, unit: str | None = None) -> None:
        """Forget what a stage gave, for one unit or for all."""
        with self._transaction():
            if unit is not None:
                self._forget(stage, unit)
            else:
                self._db.execute("DELETE FROM records WHERE stage = ?", (stage,))
                self._db.execute("DELETE FROM runs WHERE stage = ?", (stage,))

    def receipts(self, *, stage: str | None = None, unit: str | None = None) -> dict[tuple[str, str], Receipt]:
        """The receipts by (stage, unit): all, or those of one stage, of one unit, or of both."""
        where, values = _where(stage, unit)
        rows = self._db.execute(f"SELECT stage, unit, key, digest FROM runs{where}", values)
        return {(stage, unit): Receipt(key, digest) for stage, unit, key, digest in rows}

    def given(self, unit: str, *, stage: str | None = None) -> dict[str, list[Record]]:
        """What each stage, or one, gave for a unit, by stage."""
        found: dict[str, list[Record]] = {}
        where, values = _where(stage, unit)
        rows = self._db.execute(f"SELECT stage, body FROM records{where} ORDER BY unit, stage, place", values)
        for name, body in rows:
            found.setdefault(name, []).append(decode_any(body))
        return found

    @contextmanager
    def together(self) -> Iterator[None]:
        """While it lasts, what is put and dropped is one transaction."""
        with self._transaction():
            yield

    def close(self) -> None:
        """Close the file and let go of the lock."""
        self._db.close()
        self._release()

    def _forget(self, stage: str, unit: str) -> None:
        known = self._db.execute("DELETE FROM runs WHERE unit = ? AND stage = ?", (unit, stage)).rowcount
        if known:  # no record without a receipt
            self._db.execute("DELETE FROM records WHERE unit = ? AND stage = ?", (unit, stage))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._db.in_transaction:
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed("written", error) from error
        finally:
            if self._db.in_transaction:  # whatever went wrong: nothing of it is kept
                self._db.execute("ROLLBACK")

    def _open(self, write: bool) -> sqlite3.Connection:
        try:
            mode = "rwc" if write else "ro"
            uri = f"{self.path.absolute().as_uri()}?mode={mode}"
            db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10)
            self._check(db, fresh_allowed=write)
            if write:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                db.execute(f"PRAGMA cache_size = -{CACHE}")
                db.execute(f"PRAGMA wal_autocheckpoint = {WAITING}")
                _migrate(db)
        except sqlite3.Error as error:
            raise self._failed("opened", error) from error
        return db

    def _check(self, db: sqlite3.Connection, *, fresh_allowed: bool) -> None:
        (mark,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if mark == APPLICATION_ID and version > len(MIGRATIONS):
            raise StoreError(
                f"{self.path} was made by a newer sayso (store version {version}, this one knows {len(MIGRATIONS)}).",
                "Install the newer sayso, or analyse into another file with --store.",
            )
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != APPLICATION_ID and (tables or not fresh_allowed):
            raise StoreError(f"{self.path} is a database, but not a sayso store.", "Name another file with --store.")

    def _failed(self, what: str, error: sqlite3.Error) -> StoreError:
        reason = str(error)
        if "full" in reason:
            return StoreError(
                f"{self.path} could not be {what}: the disk is full.",
                "Nothing that was finished is lost. Make room and run the same command again; it goes on from here.",
            )
        if "not a database" in reason or "malformed" in reason:
            return StoreError(f"{self.path} is not a sayso store ({reason}).", "Name another file with --store.")
        return StoreError(f"{self.path} could not be {what}: {reason}.", "Check the folder and its permissions.")

    def _take_lock(self) -> None:
        if not self.path.absolute().parent.is_dir():
            raise StoreError(
                f"The folder of {self.path} does not exist.", "Make it, or name another file with --store."
            )
        lock = FileLock(f"{self.path}.lock")
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise StoreError(
                f"Another run is writing to {self.path}.", "Wait until it has ended, or name another file with --store."
            ) from error
        except OSError as error:
            raise StoreError(
                f"{self.path} cannot be written: {error.strerror or error}.", "Name another file with --store."
            ) from error
        self._lock = lock

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _migrate(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
        db.executescript(f"BEGIN IMMEDIATE; {step} {marks} COMMIT;")


def _where(stage: str | None, unit: str | None) -> tuple[str, list[str]]:
    """The condition for a stage and a unit ("ID+": every pair whose first report is ID), and its values."""
    terms, values = [], []
    if stage is not None:
        terms.append("stage = ?")
        values.append(stage)
    if unit is not None and unit.endswith("+"):
        terms.append("unit >= ? AND unit < ?")
        values += [unit, unit[:-1] + ","]  # "," follows "+"
    elif unit is not None:
        terms.append("unit = ?")
        values.append(unit)
    return (f" WHERE {' AND '.join(terms)}" if terms else ""), values
