"""What a unit of work gave, as rows of one table and back.

One row per record, beside its receipt. A unit that gave no record has one row without one, so that its receipt is kept.
The rows of a unit stand together and in order, in one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
import pyarrow as pa

from sayso.pipeline.shared import NEVER
from sayso.pipeline.todo import Todo
from sayso.records import Record
from sayso.store import MemoryStore, Receipt
from sayso.store.wire import digest_of_lines, encode

#: stage, unit: what was done, and to what. key, digest: its receipt. place: the record's number in the unit. type, id,
#: doc_id: of the record. body: the record as a line of JSON.
SCHEMA = pa.schema(
    [
        ("stage", pa.string()),
        ("unit", pa.string()),
        ("key", pa.string()),
        ("digest", pa.string()),
        ("place", pa.int32()),
        ("type", pa.string()),
        ("id", pa.string()),
        ("doc_id", pa.string()),
        ("body", pa.string()),
    ]
)

#: The same for Spark.
DDL = (
    "stage string, unit string, key string, digest string, place int, type string, id string, doc_id string, "
    "body string"
)

#: Bytes of records after which a batch is handed on.
_ENOUGH = 4 * 1024 * 1024


class Given(msgspec.Struct, frozen=True):
    """What one stage gave for one unit of work.

    Attributes:
        bodies: the records, each as a line of JSON.
    """

    stage: str
    unit: str
    receipt: Receipt
    bodies: tuple[bytes, ...]


Row = tuple[Any, ...]


def of(stage: str, unit: str, receipt: Receipt, records: Sequence[Record]) -> Iterator[Row]:
    """The rows of one unit of work."""
    head = (stage, unit, receipt.key, receipt.digest)
    if not records:
        yield (*head, 0, None, None, None, None)
    for place, record in enumerate(records):
        kind = type(record).__name__.lower()
        yield (*head, place, kind, record.id, getattr(record, "doc_id", None), encode(record).decode())


def pending(*, reports: Iterable[str] = (), changed: Iterable[str] = ()) -> Iterator[Row]:
    """The marks that a run looks at next time: what failed is tried again then."""
    store = MemoryStore()
    todo = Todo(store)
    todo.add_reports(reports)
    todo.add_changed(changed)
    for stage, unit in store.receipts():
        yield from of(stage, unit, NEVER, ())


def batches(rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """The rows as Arrow batches of some megabytes."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row[-1] or "") + 200
        if size > _ENOUGH:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def table(rows: Iterable[Row]) -> pa.Table:
    """The rows as one Arrow table."""
    return pa.Table.from_batches(list(batches(rows)), SCHEMA)


def _batch(rows: list[Row]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def units(rows: Iterable[Row]) -> Iterator[Given]:
    """The units of work that rows tell of; the rows of a unit must stand together."""
    for (stage, unit), members in by_unit(rows):
        _, _, key, digest, *_ = members[0]
        yield Given(stage, unit, Receipt(key, digest), _bodies(members))


def by_unit(rows: Iterable[Row]) -> Iterator[tuple[tuple[str, str], list[Row]]]:
    """Rows that stand together and are of one unit, as lists."""
    for unit, members in groupby(rows, key=itemgetter(0, 1)):
        yield unit, list(members)


def place_of(row: Row) -> int:
    """The number of a row's record in its unit."""
    place: int = row[4]
    return place


def is_whole(members: Sequence[Row]) -> bool:
    """Whether these are all rows of their unit: what its receipt was made out for. A failure has no such receipt."""
    wanted = members[0][3]
    return not wanted or wanted == digest_of_lines(_bodies(members))


def _bodies(members: Sequence[Row]) -> tuple[bytes, ...]:
    return tuple(row[-1].encode() for row in members if row[-1] is not None)
