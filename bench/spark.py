"""The same stages embedded and on Spark, over one pile: the same records, and what both cost.

    python bench/spark.py DIR [--only lineage|reuse|pairs|all] [--limit N] [--plant SHARE] [--heavy HOLDERS]
                              [--master local[2]] [--alone] [--conf KEY=VALUE ...]

DIR holds pile.jsonl, as bench/newsroom.py writes it. `lineage` leaves out what needs a parse (derivations then rest on
text, credits and dates, on both sides alike); `reuse` is what `sayso scale reuse` does, `pairs` the same without the
aligning itself; `all` is the whole table. With `--plant` that share of the reports gets one more sentence, the same in
all, and `--heavy` says from how many holders on a key is numbered in slices. `--alone` leaves the embedded side out.

CPU seconds are those of each side's processes, the JVM and the Python workers among them; bytes are those on disk.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

PLANTED = (
    "Readers of the Saltmarsh Evening Almanac can have tomorrow's tide tables sent to their door before breakfast."
)
SHOWN = {"lineage": "derivation", "reuse": "reuse", "pairs": "reuse", "all": "derivation"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--only", choices=["lineage", "reuse", "pairs", "all"], default="lineage")
    parser.add_argument("--limit", type=int, default=None, help="only the first N reports")
    parser.add_argument("--plant", type=float, default=0.0, help="share of the reports that get the same sentence")
    parser.add_argument("--heavy", type=int, default=None, help="holders from which on a key is numbered in slices")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--alone", action="store_true", help="only Spark: nothing is compared")
    parser.add_argument("--conf", action="append", default=[], metavar="KEY=VALUE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        count = write_pile(arguments.dir / "pile.jsonl", pile, arguments.limit, arguments.plant)
        conf = dict(pair.split("=", 1) for pair in arguments.conf)
        spark = apart(on_spark, str(pile), folder, arguments.only, arguments.master, conf, arguments.heavy)
        embedded = None if arguments.alone else apart(on_this_machine, str(pile), folder, arguments.only)
    ours, theirs = set(spark.pop("records")), set(embedded.pop("records")) if embedded else set()
    kind = SHOWN[arguments.only]
    print(
        json.dumps(
            {
                "headline": len(ours ^ theirs) if embedded else None,
                "what": f"{kind} records that differ between the embedded engine and Spark",
                "reports": count,
                kind: len(ours),
                "spark": spark,
                "embedded": embedded,
            }
        )
    )


def write_pile(source: Path, target: Path, limit: int | None, plant: float) -> int:
    """How many reports were copied; a share of those that are text get the planted sentence at their end."""
    draw, count = Random(7), 0
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as pile:
        for line in lines:
            if count == limit:
                break
            report = json.loads(line)
            if draw.random() < plant and "text" in report:
                report["text"] += f"\n\n{PLANTED}"
            pile.write(json.dumps(report, ensure_ascii=False) + "\n")
            count += 1
    return count


# -- the embedded side -----------------------------------------------------------------------------------------------


def on_this_machine(pile: str, folder: str, only: str) -> dict[str, Any]:
    began, began_cpu = time.perf_counter(), cpu()
    from lineage_only import table
    from sayso import ingest, pipeline
    from sayso.store import open_store
    from sayso.store.wire import encode

    store = open_store(Path(folder) / "embedded.db", write=True)
    outcome = pipeline.run(ingest.read([pile]), store, stages=table(only))
    wall, spent = time.perf_counter() - began, cpu() - began_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    records = [encode(record).decode() for record in store.scan(kind_of(only))]
    store.close()
    return {
        "cpu_s": round(spent, 1),
        "wall_s": round(wall, 1),
        "peak_mb": round(peak),
        "failures": len(outcome.failures),
        "done": outcome.done,
        "records": records,
    }


def kind_of(only: str) -> Any:
    from sayso.records import RECORDS

    return RECORDS[SHOWN[only]]


# -- the side of Spark -----------------------------------------------------------------------------------------------


def on_spark(pile: str, folder: str, only: str, master: str, conf: dict[str, str], heavy: int | None) -> dict[str, Any]:
    began = time.perf_counter()
    from lineage_only import table
    from sayso.scale import jobs, needs, output, pairs
    from sayso.scale.session import session

    needs.check()
    steps: list[dict[str, Any]] = []
    watch(output.Output, steps)
    if heavy is not None:
        pairs.held = partial(pairs.held, heavy=heavy)
    out = Path(folder) / "out"
    # Workers find lineage_only.py beside this file.
    with session(master, {"spark.executorEnv.PYTHONPATH": str(Path(__file__).resolve().parent), **conf}) as spark:
        up = time.perf_counter() - began
        if only in ("reuse", "pairs"):
            counts = jobs.reuse(spark, pile, str(out), stages=table(only))
        else:
            counts = jobs.run(spark, pile, str(out), stages=table(only))
        wall = time.perf_counter() - began
        stages, widest = told(spark)
        spent = tree_cpu(os.getpid())
    return {
        "cpu_s": round(spent, 1),
        "wall_s": round(wall, 1),
        "start_s": round(up, 1),
        "pairs": counts.pairs,
        "counts": counts.records,
        "input_bytes": Path(pile).stat().st_size,
        "output_bytes": size(out),
        "steps": steps,
        "shuffle_write_bytes": sum(stage["shuffleWriteBytes"] for stage in stages),
        "shuffle_read_bytes": sum(stage["shuffleReadBytes"] for stage in stages),
        "widest_shuffles": widest,
        "spilled_bytes": sum(stage["diskBytesSpilled"] for stage in stages),
        "jvm_task_cpu_s": round(sum(stage["executorCpuTime"] for stage in stages) / 1e9, 1),
        "records": list(bodies(out, SHOWN[only])),
    }


def watch(kind: Any, steps: list[dict[str, Any]]) -> None:
    """Note what each table that is written takes on disk, and in time."""

    def noting(method: Callable[..., Any], folder: Callable[[Any, Any], str]) -> Callable[..., Any]:
        def noted(self: Any, name: Any, made: Any) -> Any:
            began = time.perf_counter()
            result = method(self, name, made)
            path = Path(folder(self, name))
            steps.append(
                {
                    "step": str(getattr(name, "value", name)),
                    "bytes": size(path),
                    "wall_s": round(time.perf_counter() - began, 1),
                }
            )
            return result

        return noted

    kind.keep = noting(kind.keep, lambda self, name: f"{self._folder}/_work/{name}")
    kind.give = noting(kind.give, lambda self, scope: f"{self._folder}/scope={scope.value}")


def told(spark: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What Spark measured of each of its stages, and how evenly the largest shuffles fell on their tasks."""
    time.sleep(1)  # its listeners are told a moment after the work is done
    base = f"{spark.sparkContext.uiWebUrl}/api/v1/applications/{spark.sparkContext.applicationId}/stages"

    def get(path: str, tries: int = 5) -> Any:
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            said = answer.read()
        try:
            return json.loads(said)
        except json.JSONDecodeError:  # an answer that breaks off: its numbers were just being changed
            if not tries:
                raise
            time.sleep(2)
            return get(path, tries - 1)

    found = get("?status=complete")
    widest = []
    for stage in sorted(found, key=lambda stage: -stage["shuffleReadBytes"])[:6]:
        summary = get(f"/{stage['stageId']}/{stage['attemptId']}/taskSummary?quantiles=0.5,1.0")
        widest.append(
            {
                "bytes": stage["shuffleReadBytes"],
                "tasks": stage["numTasks"],
                "median_records": summary["shuffleReadMetrics"]["readRecords"][0],
                "most_records": summary["shuffleReadMetrics"]["readRecords"][1],
                "median_run_s": round(summary["executorRunTime"][0] / 1e3, 2),
                "most_run_s": round(summary["executorRunTime"][1] / 1e3, 2),
            }
        )
    return found, widest


def bodies(out: Path, kind: str) -> Iterator[str]:
    import pyarrow.dataset as ds

    parts = ds.dataset([str(file) for file in sorted(out.glob("scope=*/part-*"))])
    for batch in parts.to_batches(columns=["body"], filter=ds.field("type") == kind):
        yield from batch["body"].to_pylist()


# -- measuring -------------------------------------------------------------------------------------------------------


def apart(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """The result of `work` in a fresh process, so that neither side pays for or profits from the other's memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def tree_cpu(root: int) -> float:
    """The CPU seconds of a process and all below it, those that have ended among them (Linux)."""
    below: dict[int, list[int]] = {}
    spent: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            below.setdefault(int(fields[1]), []).append(int(entry.name))
            spent[int(entry.name)] = sum(map(int, fields[11:15]))
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += spent.get(process, 0)
        waiting += below.get(process, [])
    return total / os.sysconf("SC_CLK_TCK")


def size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))


if __name__ == "__main__":
    sys.exit(main())
