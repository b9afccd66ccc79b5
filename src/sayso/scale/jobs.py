"""The two commands on Spark: `reuse`, what reports share, and `run`, the whole table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial, reduce

import msgspec
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.pipeline import RECIPE, recipe_of
from sayso.pipeline.pairs import WHOLE
from sayso.pipeline.shared import NEVER
from sayso.records import Document, Reuse
from sayso.scale import mapped, pairs, rows, stories
from sayso.scale.agreement import recipes
from sayso.scale.judged import judge
from sayso.scale.numbers import number
from sayso.scale.output import Form, Output
from sayso.scale.reports import Reports, find
from sayso.stages import DOCUMENT, INGEST, PAIR, STAGES, STORY, Stage, check, giver, key
from sayso.store import Receipt

#: Reports that one task takes where each of them is parsed: some minutes of work.
REPORTS_A_TASK = 500


class Counts(msgspec.Struct, frozen=True):
    """What a job found.

    Attributes:
        reports: that were handed in.
        pairs: that were judged, by stage.
        records: in the result, by type.
    """

    reports: int
    pairs: dict[str, int]
    records: dict[str, int]


class Compared(msgspec.Struct, frozen=True):
    """What the pair stages gave.

    Attributes:
        found: as rows.
        pairs: how many they judged, by stage.
        upto: the rows that say for which reports their pairs are up to date.
    """

    found: DataFrame
    pairs: dict[str, int]
    upto: list[rows.Row]


def reuse(
    spark: SparkSession,
    given: str,
    folder: str,
    *,
    form: Form = "parquet",
    documents: bool = False,
    stages: Sequence[Stage] = STAGES,
) -> Counts:
    """Write what the reports under `given` share to a new folder, and nothing else.

    Args:
        spark: the session.
        given: a file, folder or glob of JSON lines or Parquet.
        folder: where to write.
        form: how.
        documents: write the reports of the pairs too.
        stages: the table.

    Raises:
        UsageError: if there is nothing to read, or the folder exists.
    """
    check(stages)
    sharing = [stage for stage in stages if Reuse in stage.gives]
    with Output(spark, folder, form) as output:
        reports = find(spark, given)
        read = output.keep("reports", _read(spark, reports, [*_needed(stages, sharing)]))
        compared = _compare(output, read, reports.count, sharing, stages)
        beside = _of_pairs(read, compared.found) if documents else read.where("type = 'failure'")
        parts = [output.give(PAIR, compared.found), output.give(DOCUMENT, beside)]
        return Counts(reports.count, compared.pairs, _by_type(parts))


def run(
    spark: SparkSession, given: str, folder: str, *, form: Form = "parquet", stages: Sequence[Stage] = STAGES
) -> Counts:
    """Analyse the reports under `given` by the whole table, and write every record and receipt to a new folder.

    Args:
        spark: the session.
        given: a file, folder or glob of JSON lines or Parquet.
        folder: where to write.
        form: how.
        stages: the table.

    Raises:
        UsageError: if there is nothing to read, or the folder exists.
    """
    check(stages)
    with Output(spark, folder, form) as output:
        reports = find(spark, given)
        alone = [stage for stage in stages if stage.scope is DOCUMENT]
        parts = max(spark.sparkContext.defaultParallelism, reports.count // REPORTS_A_TASK)
        read = output.give(DOCUMENT, _read(spark, reports, alone, parts=parts))
        compared = _compare(output, read, reports.count, [s for s in stages if s.scope is PAIR], stages)
        found = output.give(PAIR, compared.found)
        told = stories.analyse(read, found, stages, recipes(stages), output.keep)
        noted = [*compared.upto, *rows.of(RECIPE, RECIPE, Receipt(recipe_of(stages), ""), ())]
        whole = output.give(STORY, told.unionAll(spark.createDataFrame(noted, rows.DDL).coalesce(1)))
        return Counts(reports.count, compared.pairs, _by_type([read, found, whole]))


def _needed(stages: Sequence[Stage], wanted: Iterable[Stage]) -> list[Stage]:
    """The document stages that give what some stages need, in order."""
    names = {giver(need, stages) for stage in wanted for need in stage.needs}
    found: list[Stage] = []
    for stage in reversed([s for s in stages if s.scope is DOCUMENT]):
        if stage.name in names:
            found.insert(0, stage)
            names |= {giver(need, stages) for need in stage.needs}
    return found


def _read(spark: SparkSession, reports: Reports, stages: Sequence[Stage], *, parts: int = 0) -> DataFrame:
    """What reading and these document stages give, as rows; first spread over so many parts."""
    lines = reports.lines.repartition(parts) if parts else reports.lines
    read = lines.mapInArrow(partial(mapped.reports, stages, recipes(stages)), rows.DDL)
    refused = [row for f in reports.failures for row in rows.of(INGEST, f"failure:{f.path}", NEVER, [f])]
    return read.unionAll(spark.createDataFrame(refused, rows.DDL)) if refused else read


def _compare(
    output: Output, read: DataFrame, reports: int, wanted: Sequence[Stage], stages: Sequence[Stage]
) -> Compared:
    """What these pair stages give for all pairs of reports that share enough keys."""
    found: list[DataFrame] = []
    counts: dict[str, int] = {}
    upto: list[rows.Row] = []
    for stage in wanted:
        compared = _compared(read, stage, stages)
        postings = compared.mapInArrow(partial(mapped.postings, stage), mapped.POSTINGS)
        held = output.keep(f"{stage.name}-held", pairs.held(output.keep(f"{stage.name}-keys", postings), reports))
        paired = output.keep(f"{stage.name}-pairs", pairs.find(held, stage.rule))
        counts[stage.name] = paired.count()
        found.append(judge(stage, recipes([stage]), paired, compared, counts[stage.name]))
        parts = compared.select("doc", "digest").mapInArrow(mapped.weights, "total string").collect()
        total = sum(int(part["total"], 16) for part in parts) % (1 << 128)
        upto += rows.of(stage.name, WHOLE, Receipt(f"{key(stage, ())}:{total:032x}", ""), ())
    return Compared(output.keep("judged", reduce(DataFrame.unionAll, found)), counts, upto)


def _compared(read: DataFrame, stage: Stage, stages: Sequence[Stage]) -> DataFrame:
    """What a pair stage reads of each report: doc, body, digest, path."""
    (need,) = stage.needs
    documents = read.where("type = 'document'")
    path = F.get_json_object("body", "$.path").alias("path")
    if need is Document:
        return documents.select(number("id").alias("doc"), "body", "digest", path)
    bodies = read.where((F.col("type") == need.__name__.lower()) & (F.col("stage") == giver(need, stages)))
    numbered = bodies.select("unit", number("doc_id").alias("doc"), "body", "digest")
    return numbered.join(documents.select("unit", path), "unit").drop("unit")


def _of_pairs(read: DataFrame, found: DataFrame) -> DataFrame:
    """What was read of the reports that stand in a pair, and the failures."""
    ends = found.select(F.explode(F.split("unit", r"\+")).alias("id")).distinct()
    units = read.where("type = 'document'").join(ends, "id", "left_semi").select("unit")
    wanted = read.join(units, "unit", "left_semi").select(*rows.SCHEMA.names)
    return wanted.unionAll(read.where("type = 'failure'"))


def _by_type(parts: Sequence[DataFrame]) -> dict[str, int]:
    counted = reduce(DataFrame.unionAll, parts).where("type IS NOT NULL").groupBy("type").count().collect()
    return dict(sorted((row["type"], row["count"]) for row in counted))
