"""A pile of reports on invented stories, with the whole truth of who told whom.

    python bench/newsroom.py OUT --reports N [--stories M] [--seed S] [--pages SHARE] [--sizes LOW-HIGH]

Writes OUT/pile.jsonl, which `sayso run` takes, and OUT/truth.jsonl. The same arguments give the same bytes on every
machine. Reports of all stories stand mixed, as a collector would have come upon them. `--pages` is the share of
outlets whose reports are saved web pages with links and JSON-LD; the others' are text with metadata. `--sizes` holds
every story to so many reports; otherwise most have 2 to 60, one in a hundred some hundreds, one in ten is alone.

What is in the truth, one JSON object a line, told apart by `what`:

    pile        the arguments, and `clock_noise`: the hours within which the order of shown times says nothing
    story       its id, event type and number of reports
    report      `id`, `line` in the pile (from 1), story, outlet, owner, role, `at` (true hour), `shown`
    edge        child, parent (a report or a missing wire), kind (copy, rewrite, credit), `how` it was made, `share` of
                the child's words that were taken, `verbatim` share and `words` taken as they stood; `decidable` if
                the pile shows the direction, and `by` what (credit, link, time); `misled` if the shown times say the
                opposite; `alike`: the parent's ancestors whose words are the same, where no credit tells them apart;
                `credits_above`: the parent's ancestors that the child names or links to
    wire        an agency report that is not in the pile, its agency, its carriers and which of them credit it;
                `visible` if the pile lets one know of it at all
    conference  reports that quote the same words, heard by each of them, none of them from another
    claim       a fact with its mentions as they stand in the reports and the say-so each goes back to, the true number
                of independent origins behind them, and the interval that a perfect reader of the pile would give;
                `countable` unless it is told as to come, as a guess, or in tellings that are not one claim

How the world is simulated, and what it is not, is told in docs/decisions/0017.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, TextIO

from press.desk import write
from press.page import CLOCK_NOISE, Shown, pile_line, shown_time
from press.story import make_story
from press.truth import name_of, rows
from press.world import World, make_world

#: How many reports wait to be mixed with those of other stories.
MIXED = 3_000

Line = tuple[str, dict[str, str], dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--stories", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=float, default=0.1, help="share of outlets whose reports are web pages")
    parser.add_argument("--sizes", default="", help="LOW-HIGH: reports of every story")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(
        json.dumps(
            generate(
                arguments.out, reports=arguments.reports, stories=arguments.stories, seed=arguments.seed,
                pages=arguments.pages, sizes=arguments.sizes,
            )
        )
    )  # fmt: skip


def generate(
    out: Path, *, reports: int, stories: int | None = None, seed: int = 1, pages: float = 0.1, sizes: str = ""
) -> dict[str, Any]:
    """Writes the pile and its truth into a folder; what was written, in numbers."""
    world = make_world(seed)
    about = {"what": "pile", "seed": seed, "reports": reports, "pages": pages, "clock_noise": CLOCK_NOISE}
    with (
        (out / "pile.jsonl").open("w", encoding="utf-8") as pile,
        (out / "truth.jsonl").open("w", encoding="utf-8") as truth,
    ):
        _put(truth, about)
        written = told = 0
        headlines: deque[str] = deque(maxlen=60)
        waiting: list[Line] = []
        mixing = Random(f"{seed}/mix")
        for number, size in enumerate(_sizes(reports, stories, sizes, Random(f"{seed}/sizes"))):
            told += 1
            for line in _story(world, number, size, seed, pages, headlines, truth):
                waiting.append(line)
                if len(waiting) > MIXED:
                    written = _write_one(waiting, mixing, pile, truth, written)
        while waiting:
            written = _write_one(waiting, mixing, pile, truth, written)
        return {"reports": written, "stories": told, "bytes": pile.tell()}


def _sizes(reports: int, stories: int | None, bounds: str, rng: Random) -> Iterator[int]:
    """How many reports each story has, `reports` in all."""
    low, high = map(int, bounds.split("-")) if bounds else (0, 0)

    def draw() -> int:
        if high:
            return rng.randint(low, high)
        chance = rng.random()
        if chance < 0.1:
            return 1
        if chance > 0.99:
            return round(math.exp(rng.uniform(math.log(80), math.log(600))))
        return min(60, 2 + int(rng.lognormvariate(1.3, 1.1)))

    if stories is None:
        left = reports
        while left > 0:
            size = min(left, draw())
            left -= size
            yield size
        return
    drawn = [draw() for _ in range(stories)]
    scale = reports / sum(drawn)
    given = 0
    for i, size in enumerate(drawn):
        scaled = reports - given if i == stories - 1 else max(1, round(size * scale))
        scaled = max(0, min(scaled, reports - given))
        given += scaled
        if scaled:
            yield scaled


def _story(
    world: World, number: int, size: int, seed: int, pages: float, headlines: deque[str], truth: TextIO
) -> Iterator[Line]:
    """The reports of one story as pile lines; its truth is written on the way."""
    rng = Random(f"{seed}/story/{number}")
    story = make_story(world, number, size, rng)
    reports = write(world, story, rng)
    shown: dict[int, Shown | None] = {}
    pile: dict[int, dict[str, str]] = {}
    for report in reports:
        if not report.node.missing:
            shown[report.node.number] = shown_time(story, report.node.outlet, report.node.at, rng)
            pile[report.node.number] = pile_line(
                story, report, reports, shown[report.node.number], rng, pages=pages, headlines=headlines
            )
            headlines.append(report.title)
    _put(truth, {"what": "story", "id": story.id, "event": story.events[0]["type"], "reports": len(pile)})
    for row in rows(story, reports, shown, pile):
        _put(truth, row)
    for report in reports:
        if (line := pile.get(report.node.number)) is not None:
            outlet, when = report.node.outlet, shown[report.node.number]
            about = {
                "what": "report", "id": name_of(story, report), "line": 0, "story": story.id, "outlet": outlet.name,
                "owner": outlet.owner, "role": report.node.role, "at": round(story.begins + report.node.at, 2),
                "shown": when.text if when else None,
            }  # fmt: skip
            yield name_of(story, report), line, about


def _write_one(waiting: list[Line], rng: Random, pile: TextIO, truth: TextIO, written: int) -> int:
    """Writes a waiting report drawn by chance; how many are written now."""
    place = rng.randrange(len(waiting))
    waiting[place], waiting[-1] = waiting[-1], waiting[place]
    _, line, about = waiting.pop()
    pile.write(json.dumps(line, ensure_ascii=False) + "\n")
    _put(truth, {**about, "line": written + 1})
    return written + 1


def _put(truth: TextIO, row: dict[str, Any]) -> None:
    truth.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
