"""Folds changelog.d into CHANGELOG.md and sets the version; commits, tags and sends nothing.

Usage: release.py VERSION
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("added", "changed", "mended", "removed")
OPENING = "# Changes\n"


def main(version: str) -> int:
    """The exit status: 2 where the version is none, or nothing has changed since the last one."""
    fragments = sorted(path for kind in KINDS for path in (ROOT / "changelog.d").glob(f"*.{kind}.md"))
    if not re.fullmatch(r"\d+\.\d+\.\d+", version) or not fragments:
        print("Usage: make release VERSION=1.2.3, with at least one fragment in changelog.d.", file=sys.stderr)
        return 2
    changelog = ROOT / "CHANGELOG.md"
    known = changelog.read_text("utf-8").removeprefix(OPENING) if changelog.exists() else ""
    changelog.write_text(OPENING + section(version, fragments) + known, "utf-8")
    set_version(ROOT / "pyproject.toml", r'^version = "[^"]+"$', f'version = "{version}"')
    set_version(ROOT / "src/sayso/__init__.py", r'^__version__ = "[^"]+"$', f'__version__ = "{version}"')
    for fragment in fragments:
        fragment.unlink()
    print(f"Version {version}. Look at the changes, commit them, and tag the commit v{version}.")
    return 0


def section(version: str, fragments: list[Path]) -> str:
    """The entry of one version: its fragments by kind."""
    lines = [f"\n## {version} ({datetime.now(UTC).date().isoformat()})\n"]
    for kind in KINDS:
        entries = [path.read_text("utf-8").split() for path in fragments if path.name.endswith(f".{kind}.md")]
        lines += [f"\n**{kind.capitalize()}**\n\n"] if entries else []
        lines += [f"- {' '.join(entry)}\n" for entry in entries]
    return "".join(lines)


def set_version(path: Path, old: str, new: str) -> None:
    """Write the one line that holds the version anew."""
    path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
