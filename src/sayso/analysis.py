"""From paths to a ledger in one call: what the commands `run` and `demo` do, and the public function `analyse`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from sayso import ingest, pipeline
from sayso.ledger import Book
from sayso.records import Failure, Snapshot
from sayso.store import MemoryStore, Store


def analyse(
    paths: Sequence[str | os.PathLike[str]],
    *,
    meta: str | os.PathLike[str] | None = None,
    store: Store | None = None,
    jobs: int = 1,
) -> Book:
    """The story in these files, folders and globs, analysed and opened for reading.

    Args:
        paths: reports, as `sayso run` takes them.
        meta: a CSV file with metadata (file, publisher, published, url, title, byline, language).
        store: where records are kept and found again; in memory when left out.
        jobs: processes for the work on single reports; the result is the same for any number.

    Raises:
        StoreError: if the store cannot be written.
    """
    store = MemoryStore() if store is None else store
    inputs = ingest.read([os.fspath(p) for p in paths], meta=Path(meta) if meta is not None else None)
    pipeline.run(inputs, store, jobs=jobs)
    return Book(store)


def demo_inputs() -> Iterator[Snapshot | Failure]:
    """The bundled story, read from the installed package; its paths name no place of this machine."""
    with resources.as_file(resources.files("sayso.demo").joinpath("reports")) as folder:
        for read in ingest.read([str(folder)], meta=folder / "meta.csv"):
            path = "demo/" + Path(read.path).name
            yield msgspec.structs.replace(read, path=path, id="")
