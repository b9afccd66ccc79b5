"""What lineage costs as a pile grows, and what one more report costs in a store of that size.

    python bench/scale.py --reports 10000 100000 [--added 5] [--only reuse|all] [--keep FOLDER]
    python bench/scale.py DIR DIR

DIR is a pile of bench/newsroom.py (pile.jsonl, truth.jsonl); with `--reports` piles of these sizes are made. Each size
runs in a process of its own. For each: the CPU seconds and the peak memory of reuse from texts to records (keys, index,
join, alignment, store), those of telling stories apart, and the CPU seconds of adding one report afterwards by the
whole pipeline, with the story it belongs to, its models loaded: the median and the worst of `--added` reports of as
many stories, and the medians of its steps (what the stories cost grows with them, not with the pile). The reports of
all other stories are only read and segmented: parsing a hundred thousand takes a day, and their parse is looked at by
nothing here. With `--only reuse` the stages from saved pages to reuse are all there is. A store that is kept is brought
up to date, and of a report that is in it already, the text is taken out before it is added. Last comes one line of
JSON; `headline` is CPU minutes of reuse at the largest size.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import math
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

NEWSROOM = Path(__file__).with_name("newsroom.py")

#: Stages that run for every report or pair; all others only for the stories to which a report is added.
EVERYWHERE = ("extract", "segment", "topic", "reuse", "kin", "story")
#: Reports of the stories to which one is added: not the smallest, nor those that are a pile of their own.
SIZES = range(4, 40)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="DIR")
    parser.add_argument("--reports", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--added", type=int, default=5)
    parser.add_argument("--only", choices=["reuse", "all"], default="all")
    parser.add_argument("--keep", type=Path, help="where piles and stores are made, and left")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = arguments.keep or Path(folder)
        base.mkdir(parents=True, exist_ok=True)
        piles = [*arguments.folders, *(_made(base / f"pile-{n}", n) for n in arguments.reports)]
        figures = [_apart(measured, pile, base / f"{pile.name}.db", arguments.added, arguments.only) for pile in piles]
    figures.sort(key=lambda figure: figure["reports"])
    for figure in figures:
        print(json.dumps(figure), file=sys.stderr)
    largest = figures[-1]
    exponent = None
    if len(figures) > 1 and all(f["reuse_cpu_s"] for f in figures[-2:]):
        (n, cpu), (m, more) = ((f["reports"], f["reuse_cpu_s"]) for f in figures[-2:])
        exponent = round(math.log(more / cpu) / math.log(m / n), 3)
    print(json.dumps({"headline": round(largest["reuse_cpu_s"] / 60, 2), "exponent": exponent, **largest}))


def _made(folder: Path, reports: int) -> Path:
    if not (folder / "truth.jsonl").exists():
        subprocess.run([sys.executable, str(NEWSROOM), str(folder), "--reports", str(reports)], check=True)
    return folder


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def measured(pile: Path, path: Path, added: int, only: str) -> dict[str, Any]:
    """The figures of one pile."""
    from sayso import ingest, pipeline
    from sayso.store import open_store

    stories, held_back = _chosen(pile, added)
    table = _lineage() if only == "reuse" else _table(stories)
    clock = Clock()
    store = open_store(path, write=True)
    inputs = (s for s in ingest.read([str(pile / "pile.jsonl")]) if s.path.rpartition("#")[2] not in held_back)
    outcome = pipeline.run(inputs, store, stages=table, progress=clock)
    clock("done", 0, 0)
    store.close()
    if added and only == "all":
        _warm()
    later = [s for s in ingest.read([str(pile / "pile.jsonl")]) if s.path.rpartition("#")[2] in held_back]
    spent, steps = [], []
    for snapshot in later:
        store = open_store(path, write=True)
        if store.get(type(snapshot), snapshot.id):
            pipeline.run([_emptied(snapshot)], store, stages=table)
        clock_of_one = Clock()
        more = pipeline.run([snapshot], store, stages=table, progress=clock_of_one)
        clock_of_one("done", 0, 0)
        spent.append(sum(clock_of_one.spent.values()))
        steps.append(by_step(clock_of_one))
        store.close()
        print(f"added {snapshot.path}: {spent[-1]:.2f} CPU s, {steps[-1]}, {more.done}", file=sys.stderr)
    return {
        "reports": outcome.read,
        "pairs": outcome.done.get("reuse", 0),
        "stories": outcome.done.get("story", 0),
        "failures": len(outcome.failures),
        "reuse_cpu_s": round(clock.spent["reuse keys"] + clock.spent["reuse"], 1),
        "reuse_peak_mb": round(clock.peak.get("reuse", 0)),
        "stories_cpu_s": round(clock.spent["kin keys"] + clock.spent["kin"], 1),
        "peak_mb": round(clock.peak["done"]),
        "added_cpu_s": round(statistics.median(spent), 2) if spent else None,
        "added_worst_cpu_s": round(max(spent), 2) if spent else None,
        "added_by_step_cpu_s": {step: round(statistics.median(s[step] for s in steps), 2) for step in by_step(clock)}
        if steps
        else None,
        "store_mb": round(path.stat().st_size / 1e6),
        "index_mb": round(sum(f.stat().st_size for f in path.with_name(f"{path.name}.keys").rglob("*")) / 1e6),
    }


class Clock:
    """CPU seconds and peak memory by what the run says that it is doing; time counts for what is said next."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.peak: dict[str, float] = {}
        self._last = time.process_time()
        self._told = 0.0
        self._doing = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.process_time()
        self.spent[stage] += now - self._last
        self.peak[stage] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._last = now
        if stage != self._doing and self.spent[self._doing] > 1:
            spent, peak = self.spent[self._doing], self.peak[self._doing]
            print(f"{now:8.0f} s  done: {self._doing}, {spent:.1f} CPU s, peak {peak:.0f} MB", file=sys.stderr)
        self._doing = stage
        if now - self._told > 20:
            self._told = now
            print(f"{now:8.0f} s  {stage} {done}/{total}", file=sys.stderr)


def _emptied(snapshot: Any) -> Any:
    """The page with another text: what a report leaves that is taken out."""
    content = b"There is no such report."
    return msgspec.structs.replace(
        snapshot, content=content, sha256=hashlib.sha256(content).hexdigest(), media_type="text/plain", id=""
    )


def by_step(clock: Clock) -> dict[str, float]:
    """CPU seconds of the report itself, of finding and judging its pairs, and of its story (and those it touches)."""
    pairs = sum(clock.spent[what] for what in ("reuse keys", "reuse", "kin keys", "kin"))
    return {
        "report": round(clock.spent["read"] + clock.spent["reports"], 3),
        "pairs": round(pairs, 3),
        "stories": round(clock.spent["stories"] + clock.spent["done"], 3),
    }


def _chosen(pile: Path, added: int) -> tuple[frozenset[str], frozenset[str]]:
    """Lines of the stories to which a report is added, and the lines of the reports that are held back for that."""
    lines: dict[str, list[int]] = {}
    for row in _truth(pile):
        if row["what"] == "report":
            lines.setdefault(row["story"], []).append(row["line"])
    fitting = [story for story, own in sorted(lines.items()) if len(own) in SIZES]
    chosen = fitting[:: max(1, len(fitting) // added)][:added] if added else []
    return (
        frozenset(str(line) for story in chosen for line in lines[story]),
        frozenset(str(max(lines[story])) for story in chosen),
    )


def _truth(pile: Path) -> Iterator[dict[str, Any]]:
    with (pile / "truth.jsonl").open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def _lineage() -> tuple[Any, ...]:
    """The stages from saved pages to reuse."""
    from sayso.stages import STAGES

    return tuple(stage for stage in STAGES if stage.name in ("extract", "reuse"))


def _table(stories: frozenset[str]) -> tuple[Any, ...]:
    """The stages that ship; those of parsing and of stories give nothing outside some stories."""
    from sayso.records import Document
    from sayso.stages import STAGES, STORY

    def is_chosen(document: Document) -> bool:
        return document.path.rpartition("#")[2] in stories

    def limited(stage: Any) -> Any:
        if stage.name in EVERYWHERE:
            return stage

        @functools.wraps(stage.run)
        def run(first: Any, *others: Any, **equipment: Any) -> Any:
            wanted = any(map(is_chosen, first)) if stage.scope is STORY else is_chosen(first)
            if not wanted and stage.name == "parse":
                return stage.run(first, [], **equipment)
            return stage.run(first, *others, **equipment) if wanted else []

        return msgspec.structs.replace(stage, run=run)

    return tuple(limited(stage) for stage in STAGES)


def _warm() -> None:
    """Load the models and lexicons."""
    from sayso import pipeline
    from sayso.analysis import demo_inputs
    from sayso.store import MemoryStore

    pipeline.run(demo_inputs(), MemoryStore())


if __name__ == "__main__":
    main()
