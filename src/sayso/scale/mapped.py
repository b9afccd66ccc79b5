"""The document stages, one report at a time, over one parse; and the keys of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from sayso.pairing.postings import weight
from sayso.pipeline.reports import Work, do_report
from sayso.records import Failure
from sayso.scale import rows
from sayso.scale.agreement import agree
from sayso.scale.numbers import code_of
from sayso.scale.reports import read
from sayso.stages import INGEST, Stage
from sayso.store import Receipt
from sayso.store.wire import decode_any, digest

#: A posting: report and key. A report's number orders as its id does.
POSTINGS = "doc bigint, gram bigint"

_POSTINGS = pa.schema([("doc", pa.int64()), ("gram", pa.int64())])


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
        total += sum(weight(code_of(number), found) for number, found in pairs)
    yield pa.RecordBatch.from_pydict({"total": [f"{total % (1 << 128):032x}"]})
