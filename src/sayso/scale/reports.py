"""Reports from JSON lines or Parquet, wherever Spark finds them, under the paths that `sayso run` would give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import msgspec
import pyarrow as pa
from py4j.protocol import Py4JJavaError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso import ingest
from sayso.errors import UsageError
from sayso.ingest.failures import failure
from sayso.ingest.fields import SYNONYMS
from sayso.records import Failure, Snapshot

#: file: its path as the user named it. number: which report of it, from 1; null where `file` is the report's own path.
#: line: the report as a JSON object.
COLUMNS = "file string, number bigint, line binary"

_ARROW = pa.schema([("file", pa.string()), ("number", pa.int64()), ("line", pa.binary())])
_KINDS = (".jsonl", ".jsonl.gz", ".parquet")
_MAGIC = re.compile(r"[*?\[{]")
_FIELDS = {name for names in SYNONYMS.values() for name in names}


class Reports(msgspec.Struct, frozen=True):
    """What was found under a path.

    Attributes:
        lines: the reports, not yet read; see `COLUMNS`.
        failures: files that hold none.
        count: how many lines.
    """

    lines: DataFrame
    failures: tuple[Failure, ...]
    count: int


def find(spark: SparkSession, given: str) -> Reports:
    """The reports under a file, folder or glob.

    Raises:
        UsageError: if there is nothing to read, kinds are mixed, or the file system cannot be reached.
    """
    names = _files(spark, given)
    kinds = {".parquet" if uri.endswith(".parquet") else ".jsonl" for uri in names}
    if not kinds:
        raise UsageError(f"There are no reports under {given}.", f"Reports are files in {', '.join(_KINDS)}.")
    if len(kinds) > 1:
        raise UsageError(f"{given} holds both JSON lines and Parquet.", "Name one kind, for instance with a glob.")
    return _parquet(spark, names) if kinds == {".parquet"} else _json_lines(spark, names)


def read(rows: Iterable[Mapping[str, Any]]) -> Iterator[Snapshot | Failure]:
    """The snapshots, or failures to read, of rows as `COLUMNS` has them; blank lines are passed over."""
    for row in rows:
        if row["number"] is None:
            yield ingest.read_object(row["file"], msgspec.json.decode(row["line"]))
        elif (report := ingest.read_line(row["file"], row["number"], row["line"])) is not None:
            yield report


# -- JSON lines ------------------------------------------------------------------------------------------------------


def _json_lines(spark: SparkSession, names: Mapping[str, str]) -> Reports:
    """Lines, numbered as in their file although Spark reads a file in pieces: each piece is counted first."""
    pieces = spark.read.text(list(names), lineSep="\n").select(
        F.col("_metadata.file_path").alias("file"),
        F.col("_metadata.file_block_start").alias("start"),
        F.col("value").cast("binary").alias("line"),
    )
    counted = pieces.groupBy("file", "start").agg(
        F.count("*").alias("lines"), F.count_if(F.length(F.trim(F.col("line").cast("string"))) > 0).alias("reports")
    )
    shown = {_plain(uri): name for uri, name in names.items()}
    first: dict[tuple[str, int], int] = {}
    reports = dict.fromkeys(shown, 0)
    # As many rows as there are pieces of 16 MB, not as there are reports.
    last, number = "", 1
    for piece in sorted(counted.collect(), key=lambda p: (p["file"], p["start"])):
        number = 1 if piece["file"] != last else number
        first[piece["file"], piece["start"]] = number
        last, number = piece["file"], number + piece["lines"]
        reports[_plain(piece["file"])] += piece["reports"]
    empty = tuple(
        failure(shown[uri], f"{shown[uri]} is empty.", "Save the reports again, or leave the file out.")
        for uri, held in sorted(reports.items())
        if not held
    )
    return Reports(pieces.mapInArrow(partial(_numbered, first, shown), COLUMNS), empty, sum(reports.values()))


def _numbered(
    first: Mapping[tuple[str, int], int], shown: Mapping[str, str], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Each line with its number; the lines of a piece come in their order, one piece after the other."""
    passed: dict[tuple[str, int], int] = {}
    for batch in batches:
        pieces = list(zip(batch["file"].to_pylist(), batch["start"].to_pylist(), strict=True))
        numbers = []
        for piece in pieces:
            numbers.append(first[piece] + passed.get(piece, 0))
            passed[piece] = passed.get(piece, 0) + 1
        files = pa.array([shown[_plain(file)] for file, _ in pieces], pa.string())
        lines = batch["line"].cast(pa.binary())
        yield pa.RecordBatch.from_arrays([files, pa.array(numbers, pa.int64()), lines], schema=_ARROW)


def _plain(uri: str) -> str:
    """A file's address as all parts of Spark write it: no escapes, no empty host."""
    return re.sub(r"^(\w+):/+", r"\1:/", unquote(uri))


# -- Parquet ---------------------------------------------------------------------------------------------------------


def _parquet(spark: SparkSession, names: Mapping[str, str]) -> Reports:
    """Rows with the same columns as the objects of a .jsonl file; a column `path` names the report itself."""
    table = spark.read.option("mergeSchema", "true").parquet(*names)
    known = [field for field in table.schema if "".join(filter(str.isalnum, field.name.lower())) in _FIELDS]
    report = F.to_json(F.struct(*[_as_text(field.name, field.dataType.typeName()) for field in known]))
    lines = table.select(
        F.col("_metadata.file_path").alias("file"),
        (F.col("_metadata.row_index") + 1).alias("number"),
        (F.col("path") if "path" in table.columns else F.lit(None)).cast("string").alias("path"),
        report.cast("binary").alias("line"),
    )
    shown = {_plain(uri): name for uri, name in names.items()}
    return Reports(lines.mapInArrow(partial(_named, shown), COLUMNS), (), table.count())


def _named(shown: Mapping[str, str], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Each report under its own path where it has one, else under its file's and its number."""
    for batch in batches:
        given = batch["path"].to_pylist()
        files = [path or shown[_plain(file)] for path, file in zip(given, batch["file"].to_pylist(), strict=True)]
        places = zip(given, batch["number"].to_pylist(), strict=True)
        numbers = [None if path else number for path, number in places]
        lines = batch["line"].cast(pa.binary())
        yield pa.RecordBatch.from_arrays(
            [pa.array(files, pa.string()), pa.array(numbers, pa.int64()), lines], schema=_ARROW
        )


def _as_text(name: str, kind: str) -> Any:
    """A column as JSON is to hold it: times as ISO 8601."""
    column = F.col(f"`{name}`")
    if kind in ("timestamp", "timestamp_ntz"):
        column = F.date_format(column, "yyyy-MM-dd'T'HH:mm:ss'Z'" if kind == "timestamp" else "yyyy-MM-dd'T'HH:mm:ss")
    elif kind == "date":
        column = column.cast("string")
    return column.alias(name)


# -- files -----------------------------------------------------------------------------------------------------------


def _files(spark: SparkSession, given: str) -> dict[str, str]:
    """The address of each file to read, and its path as the user would name it."""
    base = _fixed_part(given)
    hadoop = spark.sparkContext._jvm.org.apache.hadoop.fs
    try:
        system = hadoop.Path(given).getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        root = system.makeQualified(hadoop.Path(base)).toString()
        found = [uri for status in system.globStatus(hadoop.Path(given)) or () for uri in _below(system, status)]
    except Py4JJavaError as error:
        raise UsageError(
            f"{given} cannot be reached: {error.java_exception.getMessage()}",
            "Check the address; Spark may need a package for it: docs/howto/scale-out.md.",
        ) from error
    shown_root = base.rstrip("/") if ":" in base else PurePosixPath(base).as_posix()
    return {uri: shown_root + uri[len(root) :] for uri in sorted(found) if _is_report(uri)}


def _fixed_part(given: str) -> str:
    """The folders of a glob before its first wildcard; the whole path where there is none."""
    magic = _MAGIC.search(given)
    return given if magic is None else given[: magic.start()].rpartition("/")[0] or "."


def _below(system: Any, status: Any) -> Iterator[str]:
    if status.isFile():
        yield status.getPath().toString()
        return
    files = system.listFiles(status.getPath(), True)
    while files.hasNext():
        yield files.next().getPath().toString()


def _is_report(uri: str) -> bool:
    parts: Sequence[str] = uri.split("/")
    return uri.lower().endswith(_KINDS) and not parts[-1].startswith((".", "_"))
