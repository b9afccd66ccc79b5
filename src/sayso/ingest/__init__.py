"""Paths to snapshots: which reader takes a file, which metadata was given beside it, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.ingest.files import find
from sayso.ingest.meta import read_sidecar, read_table
from sayso.ingest.readers import READERS, File, Report, from_json, from_line
from sayso.records import Failure, Snapshot

__all__ = ["READERS", "read", "read_line", "read_object"]


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
            yield _snapshot(report, (("meta.csv", row), ("sidecar", beside), (report.given_by, report.given)))
    if table is not None:
        yield from table.unused()


def read_line(shown: str, number: int, line: bytes) -> Snapshot | Failure | None:
    """What `read` gives for one line of the .jsonl file `shown`; None for a blank line."""
    report = from_line(shown, number, line)
    return _snapshot(report, (("json", report.given),)) if isinstance(report, Report) else report


def read_object(path: str, value: Mapping[str, Any]) -> Snapshot | Failure:
    """The snapshot of a report that is given as an object: keys as in a line of a .jsonl file."""
    report = from_json(path, value)
    return _snapshot(report, (("json", report.given),)) if isinstance(report, Report) else report


def _snapshot(report: Report, given: tuple[tuple[str, dict[str, str]], ...]) -> Snapshot:
    """The report with the metadata given for it, by place; an earlier place goes before a later one."""
    values: dict[str, str] = {}
    given_by: dict[str, str] = {}
    for place, fields in given:
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
