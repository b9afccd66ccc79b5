"""Paths to snapshots: which reader takes a file, which metadata was given beside it, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.records import Failure, Snapshot


def read(paths: Sequence[str], *, meta: Path | None = None) -> Iterator[Snapshot | Failure]:
    """One snapshot per report under the given files, folders and globs; one failure per input that cannot be read."""
    raise NotImplementedError
