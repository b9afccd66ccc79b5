"""What a whole run costs, stage by stage, beside spaCy's own pipeline on the same text in the same run.

    python bench/pipeline.py PATH [--limit N] [--jobs N]

PATH is a folder or file that `sayso run` takes, or a CSV with a text column (`text`, `body` or `article`; `###` between
paragraphs) and, if it has them, `publisher`/`outlet`/`source` and `published`/`date` columns. CPU seconds are those of
this process and its children; memory is the peak of the sayso process.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

TEXT = ("text", "body", "article", "content")
PUBLISHER = ("publisher", "outlet", "source", "domain")
PUBLISHED = ("published", "date", "time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first N reports")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile = _pile(arguments.path, Path(folder) / "pile.jsonl", arguments.limit)
        sayso = _apart(_run_sayso, str(pile), str(Path(folder) / "s.db"), arguments.jobs)
        for stage, seconds in sorted(sayso["stages"].items(), key=lambda item: -item[1]):
            print(f"{stage:12} {seconds:8.2f} CPU s", file=sys.stderr)
        spacy = _apart(_run_spacy, str(pile))
    ratio = sayso["cpu_s"] / spacy["cpu_s"]
    print(
        json.dumps(
            {
                "headline": round(ratio, 3),
                "what": "CPU time of a whole run / CPU time of spaCy's pipeline on the same text",
                "reports": sayso["reports"],
                "words": spacy["words"],
                "claims": sayso["claims"],
                "failures": sayso["failures"],
                "sayso_cpu_s": round(sayso["cpu_s"], 2),
                "sayso_wall_s": round(sayso["wall_s"], 2),
                "spacy_cpu_s": round(spacy["cpu_s"], 2),
                "sayso_peak_mb": round(sayso["peak_mb"]),
                "spacy_peak_mb": round(spacy["peak_mb"]),
                "stages_cpu_s": {stage: round(seconds, 2) for stage, seconds in sayso["stages"].items()},
            }
        )
    )


def _pile(path: Path, target: Path, limit: int | None) -> Path:
    """The path itself, or a CSV's rows as a .jsonl pile."""
    if path.suffix != ".csv":
        return path
    csv.field_size_limit(10**8)
    with path.open(newline="", encoding="utf-8", errors="replace") as rows, target.open("w") as pile:
        for number, row in enumerate(csv.DictReader(rows)):
            if limit is not None and number >= limit:
                break
            text = (_first(row, TEXT) or "").replace("###", "\n\n")
            record = {"text": text, "publisher": _first(row, PUBLISHER), "published": _first(row, PUBLISHED)}
            pile.write(json.dumps({k: v for k, v in record.items() if v}) + "\n")
    return target


def _first(row: dict[str, str], names: tuple[str, ...]) -> str | None:
    lowered = {key.lower(): value for key, value in row.items() if key}
    return next((lowered[name] for name in names if lowered.get(name)), None)


def _apart(work, *arguments):  # type: ignore[no-untyped-def]
    """The result of `work` in a fresh process, so that neither side pays for or profits from the other's memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(work, arguments)


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak_mb() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def _run_sayso(pile: str, store_path: str, jobs: int) -> dict:  # type: ignore[type-arg]
    began_cpu, began = _cpu(), time.perf_counter()
    import msgspec

    from sayso import ingest, pipeline
    from sayso.ledger import Book
    from sayso.stages import STAGES
    from sayso.store import open_store

    spent: dict[str, float] = {}

    def timed(stage):  # type: ignore[no-untyped-def]
        import functools

        @functools.wraps(stage.run)
        def run(*records, **equipment):  # type: ignore[no-untyped-def]
            start = time.process_time()
            try:
                return stage.run(*records, **equipment)
            finally:
                spent[stage.name] = spent.get(stage.name, 0.0) + time.process_time() - start

        return msgspec.structs.replace(stage, run=run)

    # Workers of other processes cannot report into this one: stage by stage only for one job.
    stages = tuple(timed(stage) for stage in STAGES) if jobs == 1 else STAGES
    store = open_store(Path(store_path), write=True)
    outcome = pipeline.run(ingest.read([pile]), store, jobs=jobs, stages=stages, progress=_bar())
    book = Book(store)
    claims = len(book.rows)
    store.close()
    for failure in outcome.failures[:20]:
        print(f"{failure.path}: {failure.stage}: {failure.message}", file=sys.stderr)
    return {
        "cpu_s": _cpu() - began_cpu,
        "wall_s": time.perf_counter() - began,
        "peak_mb": _peak_mb(),
        "stages": spent,
        "reports": outcome.read,
        "claims": claims,
        "failures": len(outcome.failures),
    }


def _bar():  # type: ignore[no-untyped-def]
    """Progress to standard error, a line for each tenth."""
    seen: set[tuple[str, int]] = set()

    def advance(stage: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 0
        if total and (stage, tenth) not in seen:
            seen.add((stage, tenth))
            print(f"{stage} {done}/{total}", file=sys.stderr)

    return advance


def _run_spacy(pile: str) -> dict:  # type: ignore[type-arg]
    """spaCy's own pipeline, all of it, over the same reports, each whole report one text."""
    began = _cpu()
    from sayso import ingest
    from sayso.records import Document, Snapshot
    from sayso.stages import STAGES, equipment

    snapshots = [read for read in ingest.read([pile]) if isinstance(read, Snapshot)]
    extract = STAGES[0]
    records = [record for s in snapshots for record in extract.run(s, **equipment(extract))]
    texts = [record.text for record in records if isinstance(record, Document)]
    read_cpu = _cpu() - began
    began = _cpu()
    from importlib import import_module

    from sayso.engines.language_spacy import _installed

    nlp = import_module(_installed()).load()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return {"cpu_s": _cpu() - began, "read_cpu_s": read_cpu, "words": words, "peak_mb": _peak_mb()}


if __name__ == "__main__":
    main()
