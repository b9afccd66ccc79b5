"""The quality floors: runs each benchmark of floors.yml and fails where a figure lies below its floor.

    python bench/gate.py            check
    python bench/gate.py --print    also print every figure

A floor is lowered by hand only, in the same change as the reason. A benchmark whose data is not on this machine is
left out, and says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from glob import glob
from itertools import chain
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]


class Benchmark(msgspec.Struct, forbid_unknown_fields=True):
    """One benchmark: `run` is a file of this folder with its arguments (globs from the project's root)."""

    run: str
    floors: dict[str, float]


def main(show: bool) -> int:
    """The exit status: 1 where a figure lies below its floor."""
    failed = False
    floors = (Path(__file__).parent / "floors.yml").read_bytes()
    for benchmark in msgspec.yaml.decode(floors, type=list[Benchmark]):
        figures = measure(benchmark.run)
        if figures is None:
            print(f"left out (its data is not here): {benchmark.run}")
            continue
        if show:
            print(f"{benchmark.run}: {json.dumps(figures)}")
        for name, floor in benchmark.floors.items():
            if figures[name] < floor:
                failed = True
                print(f"{benchmark.run}: {name} is {figures[name]}, below its floor of {floor}")
    if not failed:
        print("Every figure is at or above its floor.")
    return int(failed)


def measure(run: str) -> dict[str, float] | None:
    """The figures that a benchmark prints as one line of JSON; None where its data is missing."""
    script, *arguments = run.split()
    found = [sorted(glob(word, root_dir=ROOT)) if "/" in word else [word] for word in arguments]
    if not all(found):
        return None
    command = [sys.executable, str(Path(__file__).parent / script), *chain.from_iterable(found)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    sys.exit(main("--print" in sys.argv[1:]))
