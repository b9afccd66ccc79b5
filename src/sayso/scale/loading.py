"""A result of `sayso scale` into a store, unit by unit; needs neither Spark nor Java."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

from sayso.errors import InputError
from sayso.scale import rows
from sayso.stages import INGEST, STORY
from sayso.store import Store
from sayso.store.wire import decode_any


class _Line(msgspec.Struct):
    """One row of a result in JSON lines; see `rows.SCHEMA`."""

    stage: str
    unit: str
    key: str
    digest: str
    place: int
    body: msgspec.Raw


def load(folder: Path, store: Store) -> int:
    """How many units of work were taken over from a result; those that the store has already are left as they are.

    A load that was interrupted goes on where it is called again. Every unit's records are held against its digest.

    Raises:
        InputError: if the folder holds no whole result, or stories that do not know of reports in the store.
        StoreError: if the store cannot be written.
    """
    if not (folder / "_SUCCESS").is_file():
        raise InputError(str(folder), f"{folder} is no finished result of `sayso scale`.", "Name its OUTPUT folder.")
    files = sorted(folder.glob("scope=*/part-*"))
    if any(file.parent.name == f"scope={STORY.value}" for file in files):
        _refuse_strangers(folder, files, store)
    known = store.receipts()
    apart: dict[tuple[str, str], list[rows.Row]] = {}
    taken = 0
    for file in files:
        with store.together():
            for given in rows.units(_whole(_rows(file), apart)):
                if known.get((given.stage, given.unit)) != given.receipt:
                    records = [decode_any(body) for body in given.bodies]
                    store.put(records, stage=given.stage, unit=given.unit, receipt=given.receipt)
                    taken += 1
    if apart:
        stage, unit = next(iter(apart))
        raise InputError(str(folder), f"{folder} is damaged: {stage} of {unit} lacks records.", "Make it again.")
    return taken


def _whole(parts: Iterator[rows.Row], apart: dict[tuple[str, str], list[rows.Row]]) -> Iterator[rows.Row]:
    """The rows of units that are whole. What came apart (a file was split) is held until the rest of it is found."""
    for unit, members in rows.by_unit(parts):
        held = sorted([*apart.pop(unit, ()), *members], key=rows.place_of)
        if rows.is_whole(held):
            yield from held
        else:
            apart[unit] = held


def _refuse_strangers(folder: Path, files: Sequence[Path], store: Store) -> None:
    """Pass where the store holds no reports but those of the result: stories were told apart without any others."""
    strangers = {unit for _, unit in store.receipts(stage=INGEST)}
    for file in files if strangers else ():
        strangers -= {row[1] for row in _rows(file) if row[0] == INGEST}
    if strangers:
        raise InputError(
            str(folder),
            f"The store holds other reports than {folder}, and its stories do not know of them.",
            "Load it into a new store, then add the other reports with `sayso run`.",
        )


def _rows(file: Path) -> Iterator[rows.Row]:
    """The rows of one part of a result."""
    if file.suffix == ".parquet":
        for batch in pq.ParquetFile(file).iter_batches(512):
            yield from zip(*(column.to_pylist() for column in batch.select(rows.SCHEMA.names).columns), strict=True)
        return
    decoder = msgspec.json.Decoder(_Line)
    with file.open("rb") as lines:
        for line in lines:
            row = decoder.decode(line)
            body = None if bytes(row.body) == b"null" else bytes(row.body).decode()
            yield (row.stage, row.unit, row.key, row.digest, row.place, None, None, None, body)
