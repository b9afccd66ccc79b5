"""Reports that hang together brought to one worker, told apart as stories, and analysed there as anywhere.

What hangs together is small beside the pile, and all that stories rest on is in it. So it becomes a store in the memory
of a worker, and the same code runs on it that runs on the embedded store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (as everybody calls it)

from sayso.pipeline.stories import run_stories, tell_apart
from sayso.pipeline.todo import PENDING, Todo
from sayso.records import Document
from sayso.scale import rows
from sayso.scale.agreement import agree
from sayso.scale.components import Keep, components
from sayso.scale.numbers import ends, number
from sayso.stages import DOCUMENT, PAIR, PILE, STORY, Stage, giver
from sayso.store import MemoryStore
from sayso.store.wire import decode_any


def analyse(
    read: DataFrame, compared: DataFrame, stages: Sequence[Stage], recipes: Sequence[dict[str, str]], keep: Keep
) -> DataFrame:
    """What telling stories apart and the story stages give, as rows.

    Args:
        read: the rows of reading and the document stages.
        compared: the rows of the pair stages.
        stages: the table.
        recipes: what decides its answers, as `agreement.recipes` says.
        keep: where what hangs together is kept.
    """
    documents = read.where("type = 'document'").select("unit", number("id").alias("doc"))
    hanging = components(_ties(read, compared, stages), keep)
    labelled = documents.join(hanging, "doc", "left").select(
        "unit", "doc", F.coalesce("least", "doc").alias("component")
    )
    labelled = keep("components", labelled)
    wanted = {giver(need, stages) for s in stages if s.scope in (PILE, STORY) for need in s.needs} | {
        giver(Document, stages)
    }
    of_one = [s.name for s in stages if s.scope is DOCUMENT and s.name in wanted]
    of_two = [s.name for s in stages if s.scope is PAIR and s.name in wanted]
    columns = ["component", *rows.SCHEMA.names]
    singles = read.where(F.col("stage").isin(of_one)).join(labelled.drop("doc"), "unit").select(columns)
    found = compared.where(F.col("stage").isin(of_two)).withColumns(dict(zip("ab", ends("unit"), strict=True)))
    a = labelled.select(F.col("doc").alias("a"), "component")
    b = labelled.select(F.col("doc").alias("b"), F.col("component").alias("other"))
    pairs = found.join(a, "a").join(b, "b").where("component = other").select(columns)
    brought = (
        singles.unionAll(pairs).repartition("component").sortWithinPartitions("component", "unit", "stage", "place")
    )
    return brought.mapInArrow(partial(_analysed, stages, recipes), rows.DDL)


def _ties(read: DataFrame, compared: DataFrame, stages: Sequence[Stage]) -> DataFrame:
    """Pairs of reports that may be in one story: found by the pair stages for it, or put together by hand."""
    tying = {giver(need, stages) for s in stages if s.scope is PILE for need in s.needs}
    tied = compared.where(F.col("stage").isin(*tying) & F.col("type").isNotNull() & (F.col("type") != "failure"))
    pairs = tied.select(*(each.alias(name) for name, each in zip("ab", ends("unit"), strict=True)))
    named = read.where("type = 'topic'").select(
        number("doc_id").alias("b"), F.get_json_object("body", "$.named").alias("named")
    )
    named = named.where("named IS NOT NULL")
    first = named.groupBy("named").agg(F.min("b").alias("a"))
    return pairs.unionAll(named.join(first, "named").where("a != b").select("a", "b"))


def _analysed(
    stages: Sequence[Stage], recipes: Sequence[dict[str, str]], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    agree(stages, recipes)
    every = (row for batch in batches for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    together = groupby(every, key=itemgetter(0))
    return rows.batches(row for _, members in together for row in _of_component(stages, (m[1:] for m in members)))


def _of_component(stages: Sequence[Stage], members: Iterable[rows.Row]) -> Iterator[rows.Row]:
    """What is found in reports that hang together, given all that was found in each and in pairs of them."""
    store, ids = MemoryStore(), []
    for given in rows.units(members):
        records = [decode_any(body) for body in given.bodies]
        store.put(records, stage=given.stage, unit=given.unit, receipt=given.receipt)
        ids += [record.id for record in records if isinstance(record, Document)]
    todo, done = Todo(store), dict[str, int]()
    todo.add_changed(ids)
    tell_apart(store, stages, todo, done)
    run_stories(store, stages, todo, progress=lambda stage, done, total: None, done=done)
    made = {stage.name for stage in stages if stage.scope in (PILE, STORY)} | {PENDING}
    for (stage, unit), receipt in sorted(store.receipts().items()):
        if stage in made:
            yield from rows.of(stage, unit, receipt, store.given(unit, stage=stage).get(stage, []))
