"""The document stages: one worker does all of them for one report, over one parse."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import msgspec

from sayso.pipeline.shared import NEVER, Done, Progress, documents_of, failure
from sayso.pipeline.todo import Todo
from sayso.records import Document, Id, Record, Snapshot
from sayso.stages import DOCUMENT, INGEST, SINGLE, Stage, equipment, giver, key
from sayso.store import Receipt, Store
from sayso.store.wire import digest
from sayso.syntax import Parse


class Work(msgspec.Struct, frozen=True):
    """What a worker is handed: one report with all that was given for it before."""

    unit: str
    given: dict[str, list[Record]]
    receipts: dict[str, Receipt]


def stale(stages: Sequence[Stage], receipts: Mapping[str, Receipt]) -> list[tuple[Stage, str]]:
    """The document stages that would run again for one report, each with the reason; `receipts` are the report's."""
    stale: list[tuple[Stage, str]] = []
    digests = {name: receipt.digest for name, receipt in receipts.items()}
    redone: set[str] = set()
    for stage in (s for s in stages if s.scope is DOCUMENT):
        givers = {giver(need, stages) for need in stage.needs}
        fresh = key(stage, [digests.get(giver(need, stages), "") for need in stage.needs])
        if stage.gives == (Parse,):
            digests[stage.name] = fresh
            redone |= {stage.name} if redone & givers else set()
            continue
        receipt = receipts.get(stage.name)
        if receipt is None:
            why = "not done yet"
        elif not receipt.key:
            why = "it failed before"
        elif redone & givers:
            why = f"{', '.join(sorted(redone & givers))} would run again"
        elif receipt.key != fresh:
            why = "its version, lexicons, engines or inputs changed"
        else:
            continue
        stale.append((stage, why))
        redone.add(stage.name)
    return stale


def run_reports(
    store: Store, stages: Sequence[Stage], todo: Todo, *, jobs: int, progress: Progress, done: dict[str, int]
) -> None:
    """Bring the document stages of every marked report up to date; what so changed is marked in its turn."""
    receipts = {unit: receipts_of(store, unit) for unit in todo.reports}
    units = [unit for unit in todo.reports if stale(stages, receipts[unit])]
    work = (Work(unit, store.given(unit), receipts[unit]) for unit in units)
    for number, (unit, results) in enumerate(_mapped(work, len(units), stages, jobs), start=1):
        with store.together():
            _keep(store, stages, todo, unit, results)
        for result in results:
            done[result.stage] = done.get(result.stage, 0) + 1
        progress("reports", number, len(units))
    with store.together():  # the others were up to date, as far as their own stages go
        for unit in sorted(set(todo.reports) - set(units)):
            todo.add_changed(documents_of(store, stages, unit))
            todo.take_report(unit)


def _keep(store: Store, stages: Sequence[Stage], todo: Todo, unit: Id, results: Sequence[Done]) -> None:
    before = documents_of(store, stages, unit)
    for result in results:
        store.put(result.records, stage=result.stage, unit=unit, receipt=result.receipt)
    failed = [result.stage for result in results if not result.receipt.key]
    if failed:
        _forget_after(store, stages, unit, failed[-1])
    todo.add_changed({*before, *documents_of(store, stages, unit)})
    if not failed:
        todo.take_report(unit)


def receipts_of(store: Store, unit: str) -> dict[str, Receipt]:
    """The receipts of one unit by stage."""
    return {stage: receipt for (stage, _), receipt in store.receipts(unit=unit).items()}


def _forget_after(store: Store, stages: Sequence[Stage], unit: str, failed: str) -> None:
    """Drop what the stages after a failed one gave for a report: it rests on records that are gone."""
    names = [stage.name for stage in stages if stage.scope is DOCUMENT]
    for name in names[names.index(failed) + 1 :]:
        store.drop(name, unit)


#: Below this many reports a second process costs more (it loads the models again) than it saves.
WORTH_A_PROCESS = 12


def _mapped(work: Iterable[Work], total: int, stages: Sequence[Stage], jobs: int) -> Iterator[tuple[str, list[Done]]]:
    """The work done, in its order, here or by `jobs` processes; the results are the same."""
    stages = tuple(stage for stage in stages if stage.scope is DOCUMENT)  # the others may hold what cannot be sent
    jobs = min(jobs, total // WORTH_A_PROCESS)
    if jobs <= 1:
        yield from (do_report(one, stages) for one in work)
        return
    # spawn: a forked child would inherit threads and locks of the libraries loaded here.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = iter(work)
        queue = [pool.submit(do_report, one, stages) for _, one in zip(range(4 * jobs), waiting, strict=False)]
        while queue:
            yield queue.pop(0).result()
            queue += [pool.submit(do_report, one, stages) for _, one in zip(range(1), waiting, strict=False)]


def do_report(work: Work, stages: Sequence[Stage]) -> tuple[str, list[Done]]:
    """What the stale document stages give for one report; stops at the first failure, which is among the records."""
    given: dict[type, list[Any]] = {}
    digests: dict[str, str] = {INGEST: work.receipts[INGEST].digest}
    transient: dict[type, Callable[[], Any]] = {}
    results: list[Done] = []
    given.update(_by_type(work.given.get(INGEST, [])))
    for stage in (s for s in stages if s.scope is DOCUMENT):
        stage_key = key(stage, [digests[giver(need, stages)] for need in stage.needs])
        if stage.gives == (Parse,):
            digests[stage.name] = stage_key
            transient[Parse] = _once(stage, given)
            continue
        receipt = work.receipts.get(stage.name)
        if receipt is not None and receipt.key == stage_key:
            records = work.given.get(stage.name, [])
            digests[stage.name] = receipt.digest
        else:
            try:
                records = stage.run(*_arguments(stage, given, transient), **equipment(stage))
            except Exception as error:  # the one failure rule: recorded, shown, and the rest of the pile goes on
                document = next(iter(given.get(Document, [])), None)
                failed = failure(stage, given[Snapshot][0].path, document and document.id, error)
                results.append(Done(stage.name, NEVER, [failed]))
                break
            digests[stage.name] = digest(records)
            results.append(Done(stage.name, Receipt(stage_key, digests[stage.name]), records))
        given.update({kind: [] for kind in stage.gives})
        given.update(_by_type(records))
    return work.unit, results


def _by_type(records: Iterable[Record]) -> list[tuple[type, list[Any]]]:
    sorted_out: dict[type, list[Any]] = {}
    for record in records:
        sorted_out.setdefault(type(record), []).append(record)
    return list(sorted_out.items())


def _once(stage: Stage, given: Mapping[type, list[Any]]) -> Callable[[], Any]:
    """The result of a transient stage, made when first asked for."""
    made: list[Any] = []

    def get() -> Any:
        if not made:
            made.append(stage.run(*_arguments(stage, given, {}), **equipment(stage)))
        return made[0]

    return get


def _arguments(stage: Stage, given: Mapping[type, list[Any]], transient: Mapping[type, Callable[[], Any]]) -> list[Any]:
    return [
        transient[need]() if need in transient else given[need][0] if need in SINGLE else given[need]
        for need in stage.needs
    ]
