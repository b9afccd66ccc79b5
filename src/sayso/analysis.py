"""From paths to a ledger in one call: what the commands `run` and `demo` do, and the public function `analyse`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from sayso import ingest, pipeline
from sayso.helper import Helper, Model
from sayso.ledger import Book
from sayso.records import Failure, Snapshot, Story
from sayso.stages import table
from sayso.store import MemoryStore, Store, of_stories

#: A store of more stories is not shown whole after a run.
MANY_STORIES = 20


def analyse(
    paths: Sequence[str | os.PathLike[str]],
    *,
    meta: str | os.PathLike[str] | None = None,
    store: Store | None = None,
    story: str | None = None,
    jobs: int = 1,
    model: Model | None = None,
) -> Book:
    """The stories in these files, folders and globs, analysed and opened for reading.

    Args:
        paths: reports, as `sayso run` takes them.
        meta: a CSV file with metadata (file, publisher, published, url, title, byline, language).
        store: where records are kept and found again; in memory when left out.
        story: the name of the one story that these reports are; told by their content when left out.
        jobs: processes for the work on single reports; the result is the same for any number.
        model: a helper model to ask what the rules leave open, such as `sayso.helper.Endpoint(url)`.

    Raises:
        StoreError: if the store cannot be written.
    """
    store = MemoryStore() if store is None else store
    inputs = ingest.read([os.fspath(p) for p in paths], meta=Path(meta) if meta is not None else None)
    helper = None if model is None else Helper(model, store)
    pipeline.run(put_together(inputs, story), store, jobs=jobs, stages=table(helper))
    return Book(store)


def opened(store: Store, outcome: pipeline.Outcome) -> Book:
    """The store opened for reading; of a store of many stories, those that the run touched, if there are any."""
    units = [unit for _, unit in store.receipts(stage="story")]
    if len(units) <= MANY_STORIES or not outcome.stories:
        return Book(store)
    given = (store.given(unit, stage="story").get("story", []) for unit in outcome.stories)
    return Book(of_stories(store, [record for records in given for record in records if isinstance(record, Story)]))


def put_together(inputs: Iterable[Snapshot | Failure], story: str | None) -> Iterator[Snapshot | Failure]:
    """The inputs, each told that it belongs to the story of this name; as they are where none is given."""
    for read in inputs:
        if story is None or isinstance(read, Failure):
            yield read
        else:
            given, by = read.given | {"story": story}, read.given_by | {"story": "--story"}
            yield msgspec.structs.replace(read, given=given, given_by=by)


def demo_inputs() -> Iterator[Snapshot | Failure]:
    """The bundled story, read from the installed package; its paths name no place of this machine."""
    with resources.as_file(resources.files("sayso.demo").joinpath("reports")) as folder:
        for read in ingest.read([str(folder)], meta=folder / "meta.csv"):
            path = "demo/" + Path(read.path).name
            yield msgspec.structs.replace(read, path=path, id="")
