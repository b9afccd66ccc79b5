"""The part of the stage table that needs no parse: what bench/spark.py runs on both sides, its workers too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sayso.records import Attribution, Document, Reuse
from sayso.stages import DOCUMENT, STAGES, Stage

#: The rows that derivations rest on, apart from attributions.
LINEAGE = ("extract", "segment", "topic", "credit", "reuse", "kin", "story", "lineage")


def no_attributions(document: Document) -> list[Attribution]:
    """Nothing: stands in for the stages that need a parse."""
    return []


def nothing_shared(a: Document, b: Document) -> list[Reuse]:
    """Nothing: stands in for aligning, where only what leads to it is measured."""
    return []


def table(only: str) -> tuple[Stage, ...]:
    """The rows of the stage table that are run: "all", "lineage", "reuse", or "pairs" (reuse without aligning)."""
    if only == "all":
        return STAGES
    if only in ("reuse", "pairs"):
        found = (stage for stage in STAGES if stage.name in ("extract", "reuse"))
        aligning = {"run": nothing_shared} if only == "pairs" else {}
        return tuple(replace(stage, **aligning) if stage.name == "reuse" else stage for stage in found)
    return tuple(stage for stage in without_parse(STAGES) if stage.name in (*LINEAGE, "attribution"))


def without_parse(stages: Iterable[Stage]) -> Iterator[Stage]:
    """The rows without those that parse; nobody is attributed anything."""
    stand_in = Stage("attribution", DOCUMENT, (Document,), (Attribution,), no_attributions)
    for stage in stages:
        if stage.name not in ("parse", "names"):
            yield stand_in if stage.name == "attribution" else stage
