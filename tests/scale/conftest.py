"""One Spark session for all tests here; they run in one process (`xdist_group`), and skip where Spark cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.errors import EngineError
from sayso.scale import needs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Small and quick to start: compiled little, few tasks, no pages.
SETTINGS = {
    "spark.default.parallelism": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executorEnv.PYTHONPATH": str(Path(__file__).parents[1]),
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session on this machine."""
    try:
        needs.check()
    except EngineError as missing:
        pytest.skip(str(missing))
    from sayso.scale.session import session

    with session("local[2]", SETTINGS) as started:
        yield started
