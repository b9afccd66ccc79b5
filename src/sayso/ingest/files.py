"""Which files the given paths mean: files, folders and globs to readable files, in a fixed order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from sayso.ingest.failures import failure
from sayso.ingest.readers import READERS, File
from sayso.records import Failure

#: Files about a folder rather than reports in it; read only when they are named themselves.
_ABOUT = re.compile(r"(?:readme|licen[cs]e|notice|changelog|contributing|authors|manifest)\b", re.IGNORECASE)
_KNOWN = ", ".join(READERS)


def find(paths: Sequence[str]) -> Iterator[File | Failure]:
    """The files to read, each once, in the order of the given paths; those of a folder sorted by path."""
    seen: set[str] = set()
    for named in paths:
        for found in _under(named):
            if isinstance(found, File):
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def posix(path: str | Path) -> str:
    """The path as records show it: "/" between folders, no "./", no doubled or trailing "/"."""
    return PurePosixPath(os.path.normpath(path).replace(os.sep, "/")).as_posix()


def _under(named: str) -> Iterator[File | Failure]:
    path = Path(named)
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file():
            yield _file(path)
        elif path.exists():
            yield failure(posix(path), f"{posix(path)} is neither a file nor a folder.", "Name files or folders.")
        elif has_magic(named):
            yield from _in_glob(named)
        else:
            yield failure(posix(path), f"There is no file or folder {posix(path)}.", "Check the spelling.")
    except (OSError, ValueError) as error:  # no permission to look; a name with a NUL byte; a name too long
        yield failure(repr(named)[1:-1], f"{named!r} cannot be looked at: {error}.", "Check its name and permissions.")


def _file(path: Path) -> File | Failure:
    shown = posix(path)
    if path.suffix.lower() in READERS:
        return File(path=path, shown=shown)
    return failure(shown, f"{shown} is of a kind that is not read.", f"Save it as one of {_KNOWN}.")


def _in_glob(pattern: str) -> Iterator[File | Failure]:
    matched = sorted(glob(pattern, recursive=True))
    found = [Path(match) for match in matched if Path(match).is_file() and _is_report(Path(match).name)]
    if not found:
        yield failure(posix(pattern), f"Nothing to read matches {pattern}.", f"Reports are files in {_KNOWN}.")
    yield from (File(path=path, shown=posix(path)) for path in found)


def _in_folder(folder: Path) -> Iterator[File | Failure]:
    """The reports below a folder. Links to folders are not followed, links to files only inside the folder."""
    inside = os.path.realpath(folder)
    refused: list[Failure] = []

    def unreadable(error: OSError) -> None:
        shown = posix(error.filename or folder)
        refused.append(failure(shown, f"{shown} cannot be opened: {error.strerror}.", "Check its permissions."))

    found = 0
    for at, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not _is_report(name):
                continue
            found += 1
            path = Path(at, name)
            if path.is_symlink() and os.path.commonpath((inside, os.path.realpath(path))) != inside:
                yield failure(
                    posix(path),
                    f"{posix(path)} is a link that leaves the folder.",
                    "Name its target itself to read it.",
                )
            else:
                yield File(path=path, shown=posix(path))
    yield from refused
    if not found and not refused:
        yield failure(posix(folder), f"There are no reports in {posix(folder)}.", f"Reports are files in {_KNOWN}.")


def _is_report(name: str) -> bool:
    """Whether a file found in a folder is a report: a known kind, not hidden, not about the folder, no sidecar."""
    lower = name.lower()
    if name.startswith(".") or lower.endswith(".meta.json") or _ABOUT.match(name):
        return False
    return Path(lower).suffix in READERS
