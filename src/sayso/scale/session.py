"""A Spark session with the settings that the work here rests on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from sayso.errors import EngineError

#: Settings that a `--conf` may overrule. Sizes are for reports of some kilobytes.
SETTINGS: Mapping[str, str] = {
    "spark.app.name": "sayso scale",
    "spark.driver.memory": "1g",
    "spark.sql.adaptive.enabled": "true",
    # A page may have megabytes; so many rows are in a Python worker's hands at once.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    # Smaller pieces of input than Spark's 128 MB: a report costs far more to analyse than to read.
    "spark.sql.files.maxPartitionBytes": "16m",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


@contextmanager
def session(master: str | None, conf: Mapping[str, str]) -> Iterator[SparkSession]:
    """A session on this master, stopped at the end; without a master the one that spark-submit gives.

    Raises:
        EngineError: if Spark cannot be started there; what it needs is looked at by `needs.check`, before.
    """
    settings = {**SETTINGS, **conf}
    if master is not None:
        settings["spark.master"] = master
    if settings.get("spark.master", "local").startswith("local"):
        # Workers on this machine are this Python, whatever `python3` is.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings.setdefault("spark.driver.bindAddress", "127.0.0.1")
        settings.setdefault("spark.driver.host", "127.0.0.1")
    builder = SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise EngineError(
            f"Spark could not be started on {settings.get('spark.master', 'its default master')}: {error}",
            "Check --master and --conf; local[2] needs nothing but Java.",
        ) from error
    try:
        yield spark
    finally:
        spark.stop()
