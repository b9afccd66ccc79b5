"""Runs the commands that README and tutorial show, and puts what they print into the pages.

A block of the language `console` begins with "$ sayso …"; the lines below are replaced by what the command prints. A
comment before the block, `<!-- lines 1-12 -->`, keeps some of them. Blocks of one page share a folder, top to bottom.
Their numbers move with the program, and in the last digit with the processor, so nothing checks them to the letter;
tests check that the commands are valid.

Usage: python docs/_examples.py
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/tutorial.md")
WIDTH = "100"

BLOCK = re.compile(
    r"(?P<head>(?:^<!-- lines (?P<first>\d+)-(?P<last>\d+) -->\n)?"
    r"^```console\n\$ sayso (?P<arguments>[^\n]+)\n)(?P<body>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


def main() -> int:
    """The exit status, 0; a command that fails ends the program with its message."""
    for name in PAGES:
        path = ROOT / name
        before = path.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            after = BLOCK.sub(lambda block, folder=folder: f"{block['head']}{shown(block, folder)}```", before)
        if after != before:
            path.write_text(after, "utf-8")
            print(f"{name} written")
    return 0


def shown(block: re.Match[str], folder: str) -> str:
    """What the command of a block prints, or the lines of it that the page wants."""
    lines = output(shlex.split(block["arguments"]), folder).splitlines()
    if block["first"] is None:
        return "".join(f"{line.rstrip()}\n" for line in lines)
    first, last = int(block["first"]), int(block["last"])
    kept = lines[first - 1 : last]
    return "".join(f"{line.rstrip()}\n" for line in (*kept, *(["…"] if last < len(lines) else [])))


def output(arguments: list[str], folder: str) -> str:
    """What sayso prints in this folder."""
    command = [str(Path(sys.executable).parent / "sayso"), *arguments]
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600)
    if run.returncode > 1:
        raise SystemExit(f"{shlex.join(command)} failed:\n{run.stderr}")
    return run.stdout or run.stderr


if __name__ == "__main__":
    sys.exit(main())
