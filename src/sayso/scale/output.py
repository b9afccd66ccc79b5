"""The folder that a job writes: its rows by scope, its workings while it runs, and the mark that it is whole."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Literal, Self

from py4j.protocol import Py4JJavaError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.errors import UsageError
from sayso.scale import rows
from sayso.stages import Scope

Form = Literal["parquet", "jsonl"]


class Output:
    """A new folder, on any file system that Spark knows.

    `scope=document`, `scope=pair` and `scope=story` hold the rows; `_work` is there while the job runs; `_SUCCESS` says
    that it ended well. As a context it removes the workings and sets the mark; after an error it removes everything.
    """

    def __init__(self, spark: SparkSession, folder: str, form: Form) -> None:
        """Claim the folder.

        Raises:
            UsageError: if it exists or cannot be reached.
        """
        self._spark = spark
        self._folder = folder.rstrip("/")
        self._form = form
        try:
            self._path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path
            self._system = self._path(folder).getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
            taken = self._system.exists(self._path(folder))
        except Py4JJavaError as error:
            raise UsageError(
                f"{folder} cannot be reached: {error.java_exception.getMessage()}",
                "Check the address; Spark may need a package for it: docs/howto/scale-out.md.",
            ) from error
        if taken:
            raise UsageError(f"{folder} exists already.", "Name another folder, or remove it.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._system.create(self._path(f"{self._folder}/_SUCCESS"), True).close()
        self._system.delete(self._path(f"{self._folder}/_work" if kind is None else self._folder), True)

    def keep(self, name: str, table: DataFrame) -> DataFrame:
        """A table as a part of the workings, so that it is computed once; read from there."""
        folder = f"{self._folder}/_work/{name}"
        table.write.parquet(folder)
        return self._spark.read.schema(table.schema).parquet(folder)

    def give(self, scope: Scope, found: DataFrame) -> DataFrame:
        """Rows as a part of the result; read from there."""
        folder = f"{self._folder}/scope={scope.value}"
        if self._form == "parquet":
            found.write.parquet(folder)
            return self._spark.read.schema(rows.DDL).parquet(folder)
        kept = self.keep(scope.value, found)
        _lines(kept).write.text(folder)
        return kept


def _lines(found: DataFrame) -> Any:
    """Rows as lines of JSON, the record as it stands."""
    head = F.to_json(F.struct("stage", "unit", "key", "digest", "place", "type", "id", "doc_id"))
    body = F.coalesce("body", F.lit("null"))
    return found.select(F.concat(F.substr(head, F.lit(1), F.length(head) - 1), F.lit(',"body":'), body, F.lit("}")))
