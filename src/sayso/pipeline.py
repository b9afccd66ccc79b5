"""What runs the stage table: incremental, resumable, on all cores, with one failure rule.

A unit of work is one report (scope DOCUMENT), two reports (PAIR) or the story (STORY). Its cache key is a hash of the
stage, its version, its lexicons, its engines and the digests of its inputs: change a hedge list and only `certainty`
runs again, and what follows it only where its records came out different.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import msgspec

from sayso import pairing
from sayso.errors import SaysoError
from sayso.records import WHOLE_STORY, Document, Failure, Record, Snapshot
from sayso.stages import DOCUMENT, INGEST, PAIR, SINGLE, STAGES, STORY, Stage, check, equipment, giver, key
from sayso.store import Receipt, Store
from sayso.store.wire import digest
from sayso.syntax import Parse


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
    """

    read: int
    done: dict[str, int]
    failures: tuple[Failure, ...]
    replaced: tuple[str, ...] = ()


Progress = Callable[[str, int, int], None]


# -- the run ---------------------------------------------------------------------------------------------------------


def run(
    inputs: Iterable[Snapshot | Failure],
    store: Store,
    *,
    jobs: int = 1,
    progress: Progress = lambda stage, done, total: None,
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
    found, replaced = _take_in(inputs, store, progress)
    done: dict[str, int] = {}
    _run_documents(store, stages, jobs, progress, done)
    _run_pairs(store, stages, progress, done)
    _run_story(store, stages, progress, done)
    failures = tuple(sorted(store.scan(Failure), key=lambda f: (f.path, f.stage, f.id)))
    return Outcome(found, done, failures, replaced)


def plan(inputs: Iterable[Snapshot | Failure], store: Store, *, stages: Sequence[Stage] = STAGES) -> list[Step]:
    """What `run` would do again, unit by unit, and why; nothing is written.

    A stage whose inputs would be made anew is listed as such, though its own work may turn out unchanged.
    """
    check(stages)
    receipts = store.receipts()
    by_unit = _by_unit(receipts)
    known = {s.id: s for s in store.scan(Snapshot)}
    steps: list[Step] = []
    for read in inputs:
        if isinstance(read, Failure):
            steps.append(Step(INGEST, read.path, f"cannot be read: {read.message}"))
        elif read.id not in known:
            steps.append(Step(INGEST, read.path, "new report"))
        elif digest([read]) != receipts[INGEST, read.id].digest:
            steps.append(Step(INGEST, read.path, "its metadata changed"))
    touched = bool(steps)
    for unit in sorted(known, key=lambda i: known[i].path):
        stale = _stale(stages, by_unit[unit])
        steps += [Step(stage.name, known[unit].path, why) for stage, why in stale]
        touched = touched or bool(stale)
    for stage in stages:
        if stage.scope is not DOCUMENT and (touched or _story_is_stale(stage, store, stages, receipts)):
            why = "reports changed" if touched else "its version, lexicons, engines or inputs changed"
            steps.append(Step(stage.name, "story", why))
            touched = True
    return steps


def _take_in(inputs: Iterable[Snapshot | Failure], store: Store, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Snapshots and failures of reading into the store; a changed file replaces its earlier version."""
    receipts = store.receipts()
    by_path: dict[str, set[str]] = {}
    for snapshot in store.scan(Snapshot):
        by_path.setdefault(snapshot.path, set()).add(snapshot.id)
    found, replaced = 0, []
    for read in inputs:
        if isinstance(read, Failure):
            store.put([read], stage=INGEST, unit=f"failure:{read.path}", receipt=Receipt("", ""))
            continue
        found += 1
        progress("read", found, 0)
        earlier = by_path.get(read.path, set()) - {read.id}
        for unit in earlier:
            for stage in {stage for stage, u in receipts if u == unit}:
                store.drop(stage, unit)
            replaced.append(read.path)
        by_path[read.path] = {read.id}
        if (INGEST, f"failure:{read.path}") in receipts:
            store.drop(INGEST, f"failure:{read.path}")
        fresh = Receipt(read.sha256, digest([read]))
        if receipts.get((INGEST, read.id)) != fresh:
            store.put([read], stage=INGEST, unit=read.id, receipt=fresh)
    return found, tuple(sorted(replaced))


# -- document stages: one worker does all of them for one report, over one parse --------------------------------------


class Work(msgspec.Struct, frozen=True):
    """What a worker is handed: one report with all that was given for it before."""

    unit: str
    given: dict[str, list[Record]]
    receipts: dict[str, Receipt]


class Done(msgspec.Struct, frozen=True):
    """What one document stage gave for one report."""

    stage: str
    receipt: Receipt
    records: list[Record]


def _stale(stages: Sequence[Stage], receipts: Mapping[str, Receipt]) -> list[tuple[Stage, str]]:
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


def _by_unit(receipts: Mapping[tuple[str, str], Receipt]) -> dict[str, dict[str, Receipt]]:
    found: dict[str, dict[str, Receipt]] = {}
    for (name, unit), receipt in receipts.items():
        found.setdefault(unit, {})[name] = receipt
    return found


def _run_documents(store: Store, stages: Sequence[Stage], jobs: int, progress: Progress, done: dict[str, int]) -> None:
    receipts = _by_unit(store.receipts())
    units = [snapshot.id for snapshot in sorted(store.scan(Snapshot), key=lambda s: (s.path, s.id))]
    units = [unit for unit in units if _stale(stages, receipts[unit])]
    work = (Work(unit, store.given(unit), receipts[unit]) for unit in units)
    for number, (unit, results) in enumerate(_mapped(work, len(units), stages, jobs), start=1):
        for result in results:
            store.put(result.records, stage=result.stage, unit=unit, receipt=result.receipt)
            done[result.stage] = done.get(result.stage, 0) + 1
        if results and not results[-1].receipt.key:
            _forget_after(store, stages, unit, results[-1].stage)
        progress("reports", number, len(units))


def _forget_after(store: Store, stages: Sequence[Stage], unit: str, failed: str) -> None:
    """Drop what the stages after a failed one gave for a report: it rests on records that are gone."""
    names = [stage.name for stage in stages if stage.scope is DOCUMENT]
    for name in names[names.index(failed) + 1 :]:
        store.drop(name, unit)


#: Below this many reports a second process costs more (it loads the models again) than it saves.
WORTH_A_PROCESS = 12


def _mapped(work: Iterable[Work], total: int, stages: Sequence[Stage], jobs: int) -> Iterator[tuple[str, list[Done]]]:
    """The work done, in its order, here or by `jobs` processes; the results are the same."""
    jobs = min(jobs, total // WORTH_A_PROCESS)
    if jobs <= 1:
        yield from (_do_report(one, stages) for one in work)
        return
    # spawn: a forked child would inherit threads and locks of the libraries loaded here.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = iter(work)
        queue = [pool.submit(_do_report, one, stages) for _, one in zip(range(4 * jobs), waiting, strict=False)]
        while queue:
            yield queue.pop(0).result()
            queue += [pool.submit(_do_report, one, stages) for _, one in zip(range(1), waiting, strict=False)]


def _do_report(work: Work, stages: Sequence[Stage]) -> tuple[str, list[Done]]:
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
                failure = _failure(stage, given[Snapshot][0].path, document and document.id, error)
                results.append(Done(stage.name, Receipt("", ""), [failure]))
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


def _failure(stage: Stage, path: str, doc_id: str | None, error: Exception) -> Failure:
    """What is recorded of a stage that failed; an error that sayso did not raise on purpose is a defect of sayso."""
    return Failure(
        made_by=f"{stage.name}/failure@1",
        path=path,
        doc_id=doc_id,
        stage=stage.name,
        message=error.message if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}",
        next_step=error.next_step
        if isinstance(error, SaysoError)
        else "This is a defect of sayso: please report it. Everything else was analysed.",
    )


# -- pairs: keys -> candidate pairs -> judge --------------------------------------------------------------------------


def _run_pairs(store: Store, stages: Sequence[Stage], progress: Progress, done: dict[str, int]) -> None:
    documents = {d.id: d for d in store.scan(Document)}
    for stage in (s for s in stages if s.scope is PAIR):
        assert stage.keys is not None
        receipts = {unit: receipt for (name, unit), receipt in store.receipts().items() if name == stage.name}
        gathered = _pile_digest(stage, documents)
        if receipts.get(WHOLE, Receipt("", "")).key == gathered:
            continue
        keys = {}
        for number, (id_, document) in enumerate(sorted(documents.items()), start=1):
            keys[id_] = stage.keys(document)
            progress(f"{stage.name} keys", number, len(documents))
        pairs = pairing.pairs(keys)
        wanted = {f"{a}+{b}" for a, b in pairs}
        for unit in receipts.keys() - wanted - {WHOLE}:
            store.drop(stage.name, unit)
        for number, (a, b) in enumerate(pairs, start=1):
            unit, pair_key = f"{a}+{b}", key(stage, (a, b))
            if receipts.get(unit, Receipt("", "")).key != pair_key:
                try:
                    records = stage.run(documents[a], documents[b], **equipment(stage))
                    receipt = Receipt(pair_key, digest(records))
                except Exception as error:  # the one failure rule
                    records = [_failure(stage, f"{documents[a].path} + {documents[b].path}", None, error)]
                    receipt = Receipt("", "")
                store.put(records, stage=stage.name, unit=unit, receipt=receipt)
                done[stage.name] = done.get(stage.name, 0) + 1
            progress(stage.name, number, len(pairs))
        store.put([], stage=stage.name, unit=WHOLE, receipt=Receipt(gathered, ""))


#: The unit under which a pair stage notes that all its pairs are up to date.
WHOLE = "all"


def _pile_digest(stage: Stage, documents: Iterable[str]) -> str:
    # A report's id is a hash of its text and place: judges of pairs read nothing else of it.
    return key(stage, sorted(documents))


# -- story stages ----------------------------------------------------------------------------------------------------


def _run_story(store: Store, stages: Sequence[Stage], progress: Progress, done: dict[str, int]) -> None:
    todo = [s for s in stages if s.scope is STORY]
    given: dict[type, list[Any]] = {}
    for number, stage in enumerate(todo, start=1):
        receipts = store.receipts()
        stage_key = _story_key(stage, stages, receipts)
        if receipts.get((stage.name, "story"), Receipt("", "")).key != stage_key:
            for need in stage.needs:
                if need not in given:
                    given[need] = list(store.scan(need))  # by unit and place: no matter in which order reports came
            try:
                records = stage.run(*(given[need] for need in stage.needs), **equipment(stage))
                receipt = Receipt(stage_key, digest(records))
            except Exception as error:  # the one failure rule, as for reports
                records, receipt = [_failure(stage, WHOLE_STORY, None, error)], Receipt("", "")
            store.put(records, stage=stage.name, unit="story", receipt=receipt)
            for kind in stage.gives:
                given.pop(kind, None)
            done[stage.name] = done.get(stage.name, 0) + 1
        progress("story", number, len(todo))


def _story_key(stage: Stage, stages: Sequence[Stage], receipts: Mapping[tuple[str, str], Receipt]) -> str:
    givers = {giver(need, stages) for need in stage.needs}
    inputs = sorted(f"{name} {unit} {r.digest}" for (name, unit), r in receipts.items() if name in givers)
    return key(stage, inputs)


def _story_is_stale(
    stage: Stage, store: Store, stages: Sequence[Stage], receipts: Mapping[tuple[str, str], Receipt]
) -> bool:
    if stage.scope is PAIR:
        gathered = _pile_digest(stage, [d.id for d in store.scan(Document)])
        return receipts.get((stage.name, WHOLE), Receipt("", "")).key != gathered
    return receipts.get((stage.name, "story"), Receipt("", "")).key != _story_key(stage, stages, receipts)
