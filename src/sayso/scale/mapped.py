"""The document stages, one report at a time, over one parse; and the keys of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.errors import EngineError
from sayso.pairing.postings import weight
from sayso.pipeline.reports import Work, do_report
from sayso.records import Failure
from sayso.scale import rows
from sayso.scale.reports import read
from sayso.stages import INGEST, Stage, recipe
from sayso.store import Receipt
from sayso.store.wire import decode_any, digest

#: A posting: report and key. A report's number orders as its id does.
POSTINGS = "doc bigint, gram bigint"

_POSTINGS = pa.schema([("doc", pa.int64()), ("gram", pa.int64())])
_SIGN = 1 << 63


def number(ids: Column | str) -> Column:
    """The numbers of a column of ids."""
    high, low = (F.conv(F.substring(ids, start, 8), 16, 10).cast("bigint") for start in (1, 9))
    return F.shiftleft(high, 32).bitwiseOR(low).bitwiseXOR(F.lit(-_SIGN))


def ends(units: str) -> tuple[Column, Column]:
    """The numbers of the two reports of a column of pairs."""
    return number(F.substring(units, 1, 16)), number(F.substring(units, 18, 16))


def number_of(id_: str) -> int:
    """The number of one id."""
    return int(id_, 16) - _SIGN


def id_of(number: int) -> str:
    """The id of a report's number."""
    return f"{number + _SIGN:016x}"


def recipes(stages: Sequence[Stage]) -> tuple[dict[str, str], ...]:
    """What decides the answers of stages here: versions, lexicons, engines."""
    return tuple(recipe(stage) for stage in stages)


def agree(stages: Sequence[Stage], there: Sequence[dict[str, str]]) -> None:
    """Pass where this worker would answer as the one that sent the work off.

    Raises:
        EngineError: if another sayso, lexicon or model is installed here.
    """
    for stage, wanted in zip(stages, there, strict=True):
        differing = sorted(name for name, value in recipe(stage).items() if wanted.get(name) != value)
        if differing:
            raise EngineError(
                f"A Spark worker has another {', '.join(differing)} for the stage {stage.name!r} than the driver.",
                "Give driver and workers the same environment: docs/howto/scale-out.md.",
            )


def reports(
    stages: Sequence[Stage], there: Sequence[dict[str, str]], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """What reading and the document stages give for each report, as rows."""
    agree(stages, there)
    return rows.batches(row for batch in batches for row in _of_batch(stages, batch))


def _of_batch(stages: Sequence[Stage], batch: pa.RecordBatch) -> Iterator[rows.Row]:
    for found in read(batch.to_pylist()):
        if isinstance(found, Failure):
            yield from rows.of(INGEST, f"failure:{found.path}", Receipt("", ""), [found])
            continue
        receipt = Receipt(found.sha256, digest([found]))
        yield from rows.of(INGEST, found.id, receipt, [found])
        work = Work(found.id, {INGEST: [found]}, {INGEST: receipt})
        _, done = do_report(work, stages)
        for each in done:
            yield from rows.of(each.stage, found.id, each.receipt, each.records)
        if done and not done[-1].receipt.key:
            yield from rows.pending(reports=[found.id])


def postings(stage: Stage, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The keys of reports.

    Args:
        stage: the pair stage whose keys they are.
        batches: doc (a report's number) and body (what the stage reads of it, a line of JSON).
    """
    assert stage.keys is not None
    for batch in batches:
        records = [decode_any(body.encode()) for body in batch["body"].to_pylist()]
        keys = [np.unique(np.asarray(stage.keys(record), dtype=np.int64)) for record in records]
        docs = np.repeat(batch["doc"].to_numpy(zero_copy_only=False), [len(each) for each in keys])
        found = np.concatenate([np.zeros(0, dtype=np.int64), *keys])
        yield pa.RecordBatch.from_arrays([pa.array(docs), pa.array(found)], schema=_POSTINGS)


def weights(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The summed weights of reports (doc, digest) as 128 bits in hexadecimal, one for each part of the pile."""
    total = 0
    for batch in batches:
        pairs = zip(batch["doc"].to_pylist(), batch["digest"].to_pylist(), strict=True)
        total += sum(weight(number + _SIGN, found) for number, found in pairs)
    yield pa.RecordBatch.from_pydict({"total": [f"{total % (1 << 128):032x}"]})
