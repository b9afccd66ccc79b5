"""Metadata given beside the reports: one table for the pile, or a sidecar for one report."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path, PurePosixPath

import msgspec

from sayso.dates import parse_when
from sayso.ingest.failures import failure
from sayso.ingest.fields import GIVEN, field_named, fields_of
from sayso.ingest.files import posix
from sayso.ingest.readers import File
from sayso.records import Failure

LARGEST = 20 * 1024 * 1024
_COLUMNS = ", ".join(("file", *GIVEN))
_DATES = "Write it as 2031-03-12 or 2031-03-12T08:31:00+01:00."


class Row(msgspec.Struct):
    """One row of the table.

    Attributes:
        shown: the row's place, "meta.csv#3", the header being line 1.
        file: the report as the row names it.
    """

    shown: str
    file: str
    values: dict[str, str]
    used: bool = False


class Table:
    """The rows of a metadata table, to be asked for each report, and what was wrong with the table."""

    def __init__(self, folder: Path, rows: list[Row], failures: list[Failure], files: list[File]) -> None:
        self.failures = failures
        self._rows = rows
        self._by_path: dict[str, Row] = {}
        names: dict[str, list[File]] = {}
        for file in files:
            names.setdefault(file.path.name, []).append(file)
        reals = {os.path.realpath(file.path): file for file in files}
        for row in rows:
            name, line = row.file, ""
            if os.path.realpath(folder / name) not in reals and name not in names:
                name, _, line = name.rpartition("#") if "#" in name else (name, "", "")
            named = reals.get(os.path.realpath(folder / name))
            if named is None and "/" not in name:
                namesakes = names.get(name, [])
                if len(namesakes) > 1:
                    row.used = True
                    self.failures.append(_ambiguous(row, namesakes))
                    continue
                named = namesakes[0] if namesakes else None
            if named is not None:
                self._claim(row, os.path.realpath(named.path) + (f"#{line}" if line else ""))

    def _claim(self, row: Row, key: str) -> None:
        if key in self._by_path:
            row.used = True
            earlier = self._by_path[key].shown
            self.failures.append(
                failure(row.shown, f"{row.shown} is about {row.file}, as is {earlier}.", "Keep one of the two rows.")
            )
        else:
            self._by_path[key] = row

    def row_for(self, file: File, path: str) -> dict[str, str]:
        """What the table says of this report; nothing if no row names it. A row may name one line of a .jsonl."""
        real = os.path.realpath(file.path)
        _, _, line = path.removeprefix(file.shown).partition("#")
        rows = [row for key in (f"{real}#{line}", real) if (row := self._by_path.get(key)) is not None]
        values: dict[str, str] = {}
        for row in rows:
            row.used = True
            values = row.values | values
        return values

    def unused(self) -> list[Failure]:
        """One failure for every row whose report was not among those read."""
        return [
            failure(
                row.shown,
                f"{row.shown} is about {row.file}, which is not among the reports.",
                "Mend the name, or leave the row out.",
            )
            for row in self._rows
            if not row.used
        ]


def read_table(path: Path, files: list[File]) -> Table:
    """The metadata table, its rows matched to files by path from its own folder, or by name where only one has it."""
    shown = posix(path)
    try:
        if path.stat().st_size > LARGEST:
            raise OSError(0, f"it is over {LARGEST // 1024 // 1024} MB")
        content = path.read_bytes()
    except OSError as error:
        problem = failure(shown, f"The metadata table {shown} cannot be read: {error.strerror}.", "Check the path.")
        return Table(path.parent, [], [problem], files)
    rows, failures = _rows(shown, _decoded(content))
    return Table(path.parent, rows, failures, files)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what spreadsheets save as "CSV"


def _rows(shown: str, text: str) -> tuple[list[Row], list[Failure]]:
    failures: list[Failure] = []
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if "file" not in (name.lower() for name in header):
            failures.append(failure(shown, f'{shown} has no column "file".', f"Its columns are {_COLUMNS}."))
            return [], failures
        fields = [_field(shown, name, failures) for name in header]
        if fields.count("publisher") > 1:  # then "source" is where the publisher has it from
            fields = [
                "taken_from" if name.lower() == "source" else field for name, field in zip(header, fields, strict=True)
            ]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows += _row(f"{shown}#{reader.line_num}", fields, cells, failures)
    except csv.Error as error:
        place = f"{shown}#{reader.line_num}"
        failures.append(failure(place, f"{place} is not CSV: {error}.", "Mend the quotes of the row."))
    return rows, failures


def _field(shown: str, name: str, failures: list[Failure]) -> str | None:
    if name.lower() == "file":
        return "file"
    field = field_named(name)
    if field is None:
        failures.append(failure(shown, f"{shown} has an unknown column {name!r}.", f"Its columns are {_COLUMNS}."))
    return field


def _row(shown: str, fields: list[str | None], cells: list[str], failures: list[Failure]) -> list[Row]:
    values = {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field and cell.strip()}
    file = values.pop("file", "").replace("\\", "/")
    if not file:
        failures.append(failure(shown, f"{shown} names no file.", "Fill in the column file, or leave the row out."))
        return []
    if ".." in PurePosixPath(file).parts or PurePosixPath(file).is_absolute() or "\0" in file:
        failures.append(
            failure(shown, f"{shown} names {file!r}, which leaves the folder of the table.", "Name a file below it.")
        )
        return []
    if len(cells) > len(fields):
        failures.append(failure(shown, f"{shown} has more cells than columns.", "Put quotes around cells with commas."))
    return [Row(shown, posix(file), _checked(shown, values, failures))]


def _checked(shown: str, values: dict[str, str], failures: list[Failure]) -> dict[str, str]:
    """The values without dates that are none; each of those is a failure."""
    kept = dict(values)
    for field in ("published", "modified"):
        if field not in kept:
            continue
        kept[field] = kept[field].replace(" ", "T", 1) if kept[field][:4].isdigit() else kept[field]
        if parse_when(kept[field]) is None:
            failures.append(failure(shown, f"{shown}: {values[field]!r} is no date.", _DATES))
            del kept[field]
    return kept


def _ambiguous(row: Row, namesakes: list[File]) -> Failure:
    places = ", ".join(file.shown for file in namesakes[:5])
    return failure(row.shown, f"{row.shown}: {row.file} may be any of {places}.", "Name it with its folder.")


def read_sidecar(file: File) -> tuple[dict[str, str], list[Failure]]:
    """What NAME.meta.json says of the report NAME (with or without its suffix), and what was wrong with it."""
    for name in (f"{file.path.name}.meta.json", f"{file.path.stem}.meta.json"):
        path = file.path.with_name(name)
        shown = posix(Path(file.shown).with_name(name))
        try:
            if not path.is_file():
                continue
            if path.is_symlink() or path.stat().st_size > LARGEST:
                return {}, [failure(shown, f"{shown} is a link or too large.", "Save it as a small file.")]
            value = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except OSError as error:
            return {}, [failure(shown, f"{shown} cannot be read: {error.strerror}.", "Check its permissions.")]
        except (msgspec.DecodeError, RecursionError) as error:
            return {}, [failure(shown, f"{shown} is not JSON: {error}.", "Mend it; the report was read without it.")]
        if not isinstance(value, dict):
            return {}, [failure(shown, f"{shown} is not a JSON object.", f"Its keys are {', '.join(GIVEN)}.")]
        failures: list[Failure] = []
        values = {field: text for field, text in fields_of(value).items() if field in GIVEN}
        return _checked(shown, values, failures), failures
    return {}, []
