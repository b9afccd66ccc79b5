"""What runs the stage table: incremental, resumable, on all cores, with one failure rule.

A unit of work is one report (scope DOCUMENT), two reports (PAIR) or one story (STORY); in between, stories are told
apart (PILE). A unit's cache key is a hash of the stage, its version, its lexicons, its engines and the digests of its
inputs: change a hedge list and only `certainty` runs again, and what follows it only where its records came out
different. What may have to run is marked in the store (`Todo`), so that a run looks at nothing else: adding a report
costs in proportion to that report and its story. A changed table marks everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec

from sayso.pipeline.pairs import WHOLE, run_pairs
from sayso.pipeline.reports import receipts_of, run_reports, stale
from sayso.pipeline.rulings import rule
from sayso.pipeline.shared import NEVER, Progress, documents_of
from sayso.pipeline.stories import of_story, run_stories, tell_apart
from sayso.pipeline.todo import Todo
from sayso.records import Failure, Snapshot, Story
from sayso.stages import DOCUMENT, INGEST, PAIR, PILE, STAGES, STORY, Stage, check, key
from sayso.store import Receipt, Store, story_unit
from sayso.store.wire import digest

__all__ = ["Outcome", "Progress", "Step", "plan", "rule", "run"]


class Step(msgspec.Struct, frozen=True):
    """One unit of work that would run, and why."""

    stage: str
    unit: str
    why: str


class Outcome(msgspec.Struct, frozen=True):
    """What a run did.

    Attributes:
        read: reports that were handed in.
        done: units of work done, by stage; what was up to date is not counted.
        failures: what could not be analysed, old and new.
        replaced: paths whose earlier version this run replaced.
        stories: the units of the stories that it touched.
    """

    read: int
    done: dict[str, int]
    failures: tuple[Failure, ...]
    replaced: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def run(
    inputs: Iterable[Snapshot | Failure],
    store: Store,
    *,
    jobs: int = 1,
    progress: Progress = _silent,
    stages: Sequence[Stage] = STAGES,
) -> Outcome:
    """Take the reports that reading gave into the store and bring every stage up to date.

    Whatever was finished before (also by a run that was killed) is kept; an input or a stage that fails becomes a
    `Failure` record and the rest goes on.

    Raises:
        StoreError: if the store cannot be written.
        TableError: if the stage table contradicts itself.
    """
    check(stages)
    todo, done = Todo(store), dict[str, int]()
    _mark_all_if_the_table_changed(store, stages, todo)
    found, replaced = _take_in(inputs, store, stages, todo, progress)
    run_reports(store, stages, todo, jobs=jobs, progress=progress, done=done)
    run_pairs(store, stages, todo, progress=progress, done=done)
    tell_apart(store, stages, todo, done)
    touched = tuple(todo.stories)
    run_stories(store, stages, todo, progress=progress, done=done)
    failures = tuple(sorted(store.scan(Failure), key=lambda f: (f.path, f.stage, f.id)))
    return Outcome(found, done, failures, replaced, touched)


# -- what is handed in -----------------------------------------------------------------------------------------------


def _take_in(
    inputs: Iterable[Snapshot | Failure], store: Store, stages: Sequence[Stage], todo: Todo, progress: Progress
) -> tuple[int, tuple[str, ...]]:
    """Snapshots and failures of reading into the store; a changed file replaces its earlier version."""
    found, replaced = 0, []
    for read in inputs:
        failed = f"failure:{read.path}"
        if isinstance(read, Failure):
            store.put([read], stage=INGEST, unit=failed, receipt=NEVER)
            continue
        found += 1
        progress("read", found, 0)
        fresh = Receipt(read.sha256, digest([read]))
        if receipts_of(store, read.id).get(INGEST) == fresh:
            continue
        with store.together():
            for earlier in [s.id for s in store.scan(Snapshot, path=read.path) if s.id != read.id]:
                todo.add_changed(documents_of(store, stages, earlier))
                todo.take_report(earlier)
                for stage in receipts_of(store, earlier):
                    store.drop(stage, earlier)
                replaced.append(read.path)
            if receipts_of(store, failed):
                store.drop(INGEST, failed)
            store.put([read], stage=INGEST, unit=read.id, receipt=fresh)
            todo.add_reports([read.id])
    return found, tuple(sorted(replaced))


#: The stage and unit under which the table is noted with which a store was last brought up to date.
RECIPE = "recipe"


def recipe_of(stages: Sequence[Stage]) -> str:
    """A hash of the whole table: of everything that decides a store's records apart from its reports."""
    rows = (key(stage, [kind.__name__ for kind in (*stage.needs, *stage.gives)]) for stage in stages)
    return blake2b(" ".join(rows).encode(), digest_size=16).hexdigest()


def _table_changed(store: Store, stages: Sequence[Stage]) -> bool:
    return receipts_of(store, RECIPE).get(RECIPE, NEVER).key != recipe_of(stages)


def _mark_all_if_the_table_changed(store: Store, stages: Sequence[Stage], todo: Todo) -> None:
    """Where a stage is another than it was, any report may have to be done again: all are looked at.

    Units that the table no longer knows are forgotten.
    """
    if not _table_changed(store, stages):
        return
    with store.together():
        todo.add_reports(unit for _, unit in store.receipts(stage=INGEST) if not unit.startswith("failure:"))
        for stage in stages:
            if stage.scope is STORY:
                store.drop(stage.name, "story")  # how a store of one story filed it
        store.put([], stage=RECIPE, unit=RECIPE, receipt=Receipt(recipe_of(stages), ""))


# -- what would run --------------------------------------------------------------------------------------------------


def plan(inputs: Iterable[Snapshot | Failure], store: Store, *, stages: Sequence[Stage] = STAGES) -> list[Step]:
    """What `run` would do again, unit by unit, and why; nothing is written.

    A stage whose inputs would be made anew is listed as such, though its own work may turn out unchanged.
    """
    check(stages)
    steps = [step for read in inputs if (step := _reading(read, store))]
    marked = Todo(store)
    every = _table_changed(store, stages)
    reports = [unit for _, unit in store.receipts(stage=INGEST) if "failure:" not in unit] if every else marked.reports
    named = {unit: snapshot.path for unit in reports if (snapshot := store.get(Snapshot, unit))}
    for unit in sorted(named, key=lambda unit: named[unit]):
        steps += [Step(stage.name, named[unit], why) for stage, why in stale(stages, receipts_of(store, unit))]
    across = [stage for stage in stages if stage.scope is not DOCUMENT]
    if steps or marked.changed or marked.tied or marked.pairs:
        return [*steps, *(Step(stage.name, "story", "reports changed") for stage in across)]
    return [
        Step(stage, unit, "its version, lexicons, engines or inputs changed")
        for stage, unit in _across(store, stages, marked, every)
    ]


def _reading(read: Snapshot | Failure, store: Store) -> Step | None:
    if isinstance(read, Failure):
        return Step(INGEST, read.path, f"cannot be read: {read.message}")
    receipt = receipts_of(store, read.id).get(INGEST)
    if receipt is None:
        return Step(INGEST, read.path, "new report")
    return Step(INGEST, read.path, "its metadata changed") if receipt.digest != digest([read]) else None


def _across(store: Store, stages: Sequence[Stage], marked: Todo, every: bool) -> Iterator[tuple[str, str]]:
    """The stages over several reports that would run although no report changed, each with its unit."""
    stories = {story_unit(story.documents): story for story in store.scan(Story)} if every or marked.stories else {}
    redone: set[str] = set()
    for stage in stages if every else ():
        if stage.scope is PAIR and not receipts_of(store, WHOLE).get(stage.name, NEVER).key.startswith(key(stage, ())):
            redone.add(stage.name)
        if stage.scope is PILE and any(
            store.receipts(stage=stage.name, unit=unit)[stage.name, unit].key != key(stage, ()) for unit in stories
        ):
            redone.add(stage.name)
    yield from ((name, "story") for name in sorted(redone))
    for unit in sorted(stories) if every else marked.stories:
        reports, after = of_story(store, stages, unit), bool(redone)
        for stage in (s for s in stages if s.scope is STORY):
            after = after or receipts_of(store, unit).get(stage.name, NEVER).key != reports.key(stage)
            if after:
                yield stage.name, stories[unit].label if len(stories) > 1 else "story"
