"""The same stages on Spark give the same records and receipts as the embedded engine, and the result loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso import ingest, pipeline
from sayso.analysis import demo_inputs
from sayso.errors import UsageError
from sayso.records import Document, Failure, Record, Reuse, Snapshot
from sayso.scale.loading import load
from sayso.stages import STAGES
from sayso.store import MemoryStore, Receipt, Store
from scale_stages import TABLE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")

FERRY = (
    "The ferry Maud Ellen ran aground off Skerry Point on Tuesday night with 41 people on board, the coastguard said."
)
CREWS = (
    "Two lifeboats took off everyone by midnight, and the harbour master of Tolme told reporters that nobody was hurt."
)
TIDES = "A spokeswoman for the ferry company said that the tide tables on the bridge were those of the year before."
MARKET = "Bakers in Lower Quint have asked the council to move the Saturday market back to the old square, they said."
STALLS = "Councillor Ida Brandt said that the stalls would stay where they are until the drains have been mended."


def page(*sentences: str, **given: str) -> str:
    return json.dumps({"text": " ".join(sentences), **given})


def demo() -> list[str]:
    """The bundled story as lines of JSON."""
    snapshots = [read for read in demo_inputs() if isinstance(read, Snapshot)]
    kinds = ("html" if "html" in snapshot.media_type else "text" for snapshot in snapshots)
    return [json.dumps({kind: s.content.decode(), **s.given}) for kind, s in zip(kinds, snapshots, strict=True)]


OTHERS = [
    page(FERRY, CREWS, publisher="Tolme Gazette", published="2024-03-05"),
    "",
    page(FERRY, TIDES, publisher="Skerry Herald", published="2024-03-06"),
    "{no json",
    page(FERRY, CREWS, TIDES, publisher="The Evening Cable", published="2024-03-06"),
    page(MARKET, STALLS, publisher="Quint Post", published="2024-03-06"),
    page(MARKET, STALLS, publisher="Quint Valley News", published="2024-03-07"),
    page("All quiet.", publisher="Quint Post"),
]


def embedded(pile: Path, stages: tuple = STAGES) -> MemoryStore:
    store = MemoryStore()
    pipeline.run(ingest.read([str(pile)]), store, stages=stages)
    return store


def loaded(folder: Path) -> MemoryStore:
    store = MemoryStore()
    load(folder, store)
    return store


def kept(store: Store) -> dict[tuple[str, str], tuple[Receipt, list[Record]]]:
    return {
        (stage, unit): (receipt, store.given(unit, stage=stage).get(stage, []))
        for (stage, unit), receipt in store.receipts().items()
    }


def test_a_run_gives_every_record_and_receipt_of_the_embedded_engine(spark: SparkSession, tmp_path: Path) -> None:
    from sayso.scale import jobs

    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join([*demo(), *OTHERS]), encoding="utf-8")
    counts = jobs.run(spark, str(pile), str(tmp_path / "out"))
    expected, found = embedded(pile), loaded(tmp_path / "out")
    assert kept(found) == kept(expected)
    assert len(list(found.scan(Failure))) == 1
    assert counts.reports == len(demo()) + len(OTHERS) - 1
    assert counts.records["document"] == len(list(expected.scan(Document)))
    assert pipeline.plan((), found) == []
    assert pipeline.run((), found).done == {}


def test_reuse_alone_is_the_same_and_is_not_sought_again(spark: SparkSession, tmp_path: Path) -> None:
    from sayso.scale import jobs

    pile, table = tmp_path / "pile.jsonl", tmp_path / "pile.parquet"
    lines = [line for line in OTHERS if line.startswith('{"')]
    pile.write_text("\n".join(lines), encoding="utf-8")
    rows = [{**json.loads(line), "path": f"{pile}#{number}"} for number, line in enumerate(lines, start=1)]
    pq.write_table(pa.Table.from_pylist(rows), table)
    counts = jobs.reuse(spark, str(table), str(tmp_path / "out"), form="jsonl", documents=True)
    expected, found = embedded(pile), loaded(tmp_path / "out")
    assert list(found.scan(Reuse)) == list(expected.scan(Reuse))
    assert counts.records["reuse"] == len(list(found.scan(Reuse))) > 0
    in_pairs = {span.doc_id for reuse in found.scan(Reuse) for span in (reuse.a, reuse.b)}
    assert [d for d in expected.scan(Document) if d.id in in_pairs] == list(found.scan(Document))
    assert "reuse" not in pipeline.run(ingest.read([str(pile)]), found).done
    assert list(found.scan(Reuse)) == list(expected.scan(Reuse))


def test_what_fails_is_recorded_and_the_rest_goes_on(spark: SparkSession, tmp_path: Path) -> None:
    from sayso.scale import jobs

    pile = tmp_path / "pile.jsonl"
    texts = (
        "unreadable smoke over the mill",
        "smoke over the mill and a quarrel",
        "quarrel at the mill over smoke",
        "smoke over the mill",
        "a scandal at the town bank today",
        "the town bank today in a scandal",
    )
    pile.write_text("\n".join(map(page, texts)), encoding="utf-8")
    jobs.run(spark, str(pile), str(tmp_path / "out"), stages=TABLE)
    expected, found = embedded(pile, TABLE), loaded(tmp_path / "out")
    assert kept(found) == kept(expected)
    assert {failure.stage for failure in found.scan(Failure)} == {"read", "align", "join"}
    assert pipeline.plan((), found, stages=TABLE) == pipeline.plan((), expected, stages=TABLE) != []


def test_a_folder_that_exists_is_not_written_to(spark: SparkSession, tmp_path: Path) -> None:
    from sayso.scale import jobs

    (tmp_path / "pile.jsonl").write_text(page(FERRY), encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        jobs.reuse(spark, str(tmp_path / "pile.jsonl"), str(tmp_path))
