"""Paths to snapshots: which reader takes a file, which metadata was given beside it, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.ingest.files import find
from sayso.ingest.meta import read_sidecar, read_table
from sayso.ingest.readers import READERS, File, Report
from sayso.records import Failure, Snapshot

__all__ = ["READERS", "read"]


def read(paths: Sequence[str], *, meta: Path | None = None) -> Iterator[Snapshot | Failure]:
    """One snapshot per report under the given files, folders and globs; one failure per input that cannot be read.

    Only the bytes of one report are held at a time. Files come in the order of the given paths, those of a folder
    sorted; no file is read twice. Failures of the metadata come first.
    """
    found = list(find(paths))
    files = [each for each in found if isinstance(each, File)]
    table = read_table(meta, files) if meta is not None else None
    if table is not None:
        yield from table.failures
    for each in found:
        if isinstance(each, Failure):
            yield each
            continue
        beside, failures = read_sidecar(each)
        yield from failures
        for report in READERS[each.path.suffix.lower()](each):
            if isinstance(report, Failure):
                yield report
                continue
            row = table.row_for(each, report.path) if table is not None else {}
            yield _snapshot(report, (("meta.csv", row), ("sidecar", beside)))
    if table is not None:
        yield from table.unused()


def _snapshot(report: Report, given: tuple[tuple[str, dict[str, str]], ...]) -> Snapshot:
    """The report with the metadata given for it: the table before the sidecar before the report's own JSON."""
    values: dict[str, str] = {}
    given_by: dict[str, str] = {}
    for place, fields in (*given, ("json", report.given)):
        for field, value in fields.items():
            if field not in values:
                values[field], given_by[field] = value, place
    return Snapshot(
        path=report.path,
        sha256=report.sha256(),
        media_type=report.media_type,
        content=report.content,
        given=dict(sorted(values.items())),
        given_by=dict(sorted(given_by.items())),
        made_by="ingest/read@1",
    )
