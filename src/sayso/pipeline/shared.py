"""What the three hands of the work share: how it is told, how it fails, whose records are whose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sayso.errors import SaysoError
from sayso.records import Document, Failure, Id, Record
from sayso.stages import Stage, giver
from sayso.store import Receipt, Store

#: Told of the work as it goes on: what is being done, how many are done, of how many.
Progress = Callable[[str, int, int], None]

#: The receipt of work that was never done.
NEVER = Receipt("", "")


class Done(msgspec.Struct, frozen=True):
    """What one stage gave for one unit of work."""

    stage: str
    receipt: Receipt
    records: list[Record]


def documents_of(store: Store, stages: Sequence[Stage], unit: Id) -> list[Id]:
    """The ids of the reports that a snapshot gave: one, or none where it could not be read."""
    name = giver(Document, stages)
    return [r.id for r in store.given(unit, stage=name).get(name, ()) if isinstance(r, Document)]


def failure(stage: Stage, path: str, doc_id: str | None, error: Exception) -> Failure:
    """What is recorded of a stage that failed; an error that sayso did not raise on purpose is a defect of sayso."""
    return Failure(
        made_by=f"{stage.name}/failure@1",
        path=path,
        doc_id=doc_id,
        stage=stage.name,
        message=error.message if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}",
        next_step=error.next_step
        if isinstance(error, SaysoError)
        else "This is a defect of sayso: please report it. Everything else was analysed.",
    )
