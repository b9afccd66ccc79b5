"""Rows of the stage table run by hand, on records held by type, with what the pipeline gives them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sayso.records import Document
from sayso.stages import DOCUMENT, SINGLE, STAGES, equipment

#: Records by type, as far as they have been made; a type that nothing gave has none (a defaultdict).
Held = dict[type, list[Any]]

STAGE = {stage.name: stage for stage in STAGES}


@cache
def gear(name: str) -> dict[str, Any]:
    """The engines and lexicons of a stage, as the pipeline fills them in."""
    return equipment(STAGE[name])


def run(name: str, held: Held, **instead: Any) -> None:
    """Run a stage that sees one report or a story on what is held, and add what it gives.

    `instead` are engines and lexicons in place of the pipeline's.
    """
    stage = STAGE[name]
    given = stage.run(
        *[held[need][0] if stage.scope is DOCUMENT and need in SINGLE else held[need] for need in stage.needs],
        **gear(name) | instead,
    )
    for record in given if isinstance(given, list) else [given]:
        held[type(record)].append(record)


def read(text: str) -> Held:
    """A bare text as a report: the document, its passages, its parse and its names."""
    held: Held = defaultdict(list, {Document: [Document(snapshot_id="", path="", text=text)]})
    for name in ("segment", "parse", "names"):
        run(name, held)
    return held
