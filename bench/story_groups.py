"""How well reports of several stories are told apart.

    python bench/story_groups.py FOLDER... [--list] [--undated]

FOLDER is a pile: one story (`pile.jsonl`, `input/` or `reports/`, with a `meta.csv` where it has one), or what
bench/newsroom.py wrote (`truth.jsonl` says which report is of which story). All are mixed and grouped by the shipped
stages. The headline is B-cubed F1 over the reports; `--list` prints every story found that is none, and every story
that came apart; `--undated` takes the dates away, as of a folder of saved texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sayso import ingest, pipeline
from sayso.records import Document, Failure, Snapshot, Story
from sayso.stages import STAGES
from sayso.store import MemoryStore

#: The stages that telling stories apart needs.
GROUPING = ("extract", "segment", "topic", "kin", "story")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print what is wrong to standard error")
    parser.add_argument("--undated", action="store_true", help="take the dates away")
    arguments = parser.parse_args()
    meant: dict[str, str] = {}
    inputs: list[Snapshot | Failure] = []
    for folder in arguments.folders:
        for read, story in pile(folder):
            inputs.append(undated(read) if arguments.undated else read)
            meant[read.path] = story
    found = grouped(inputs)
    if arguments.list:
        for line in wrong(found, meant):
            print(line, file=sys.stderr)
    print(json.dumps(b_cubed(found, meant)))


def pile(folder: Path) -> Iterator[tuple[Snapshot | Failure, str]]:
    """The reports of a pile, each with the story that it is of."""
    inside = next(folder / name for name in ("pile.jsonl", "input", "reports") if (folder / name).exists())
    meta = inside / "meta.csv"
    truth = folder / "truth.jsonl"
    rows = map(json.loads, truth.read_text(encoding="utf-8").splitlines()) if truth.exists() else ()
    story_of = {row["line"]: row["story"] for row in rows if row["what"] == "report"}
    for read in ingest.read([str(inside)], meta=meta if meta.exists() else None):
        line = read.path.rpartition("#")[2]
        yield read, f"{folder}: {story_of[int(line)]}" if story_of else str(folder)


def undated(read: Snapshot | Failure) -> Snapshot | Failure:
    """A report without the date that came along with it."""
    if isinstance(read, Failure):
        return read
    return msgspec.structs.replace(read, given={k: v for k, v in read.given.items() if k != "published"})


def grouped(inputs: Sequence[Snapshot | Failure]) -> list[list[str]]:
    """The paths of the reports of each story, as the shipped stages tell them apart."""
    store = MemoryStore()
    pipeline.run(inputs, store, stages=[stage for stage in STAGES if stage.name in GROUPING])
    paths = {document.id: document.path for document in store.scan(Document)}
    return [[paths[id_] for id_ in story.documents] for story in store.scan(Story)]


def b_cubed(found: Sequence[Sequence[str]], meant: dict[str, str]) -> dict[str, float | int | str]:
    """B-cubed precision, recall and F1, and of how many of each report's own there are."""
    sizes = Counter(meant.values())
    precision = recall = 0.0
    for story in found:
        own = Counter(meant[path] for path in story)
        precision += sum(n * n for n in own.values()) / len(story)
        recall += sum(n * n / sizes[name] for name, n in own.items())
    reports = sum(map(len, found))
    precision, recall = precision / reports, recall / reports
    return {
        "headline": round(2 * precision * recall / (precision + recall), 3),
        "what": "B-cubed F1",
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "reports": reports,
        "stories": len(sizes),
        "found": len(found),
    }


def wrong(found: Sequence[Sequence[str]], meant: dict[str, str]) -> Iterator[str]:
    """What was put together wrongly, and what came apart, a line each."""
    parts: dict[str, list[Sequence[str]]] = defaultdict(list)
    for story in found:
        own = Counter(meant[path] for path in story)
        if len(own) > 1:
            yield "together: " + ", ".join(f"{n} of {name}" for name, n in sorted(own.items()))
        for name in own:
            parts[name].append(story)
    for name, stories in sorted(parts.items()):
        if len(stories) > 1:
            own_parts = [[path for path in story if meant[path] == name] for story in stories]
            yield f"apart: {name}: " + " | ".join(", ".join(Path(path).name for path in part) for part in own_parts)


if __name__ == "__main__":
    main()
