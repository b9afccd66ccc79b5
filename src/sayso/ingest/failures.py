"""What could not be read, said so that a person knows what to do."""

from __future__ import annotations

from sayso.records import Failure


def failure(path: str, message: str, next_step: str) -> Failure:
    """One input that cannot be read; the rest of the pile goes on."""
    return Failure(path=path, stage="ingest", message=message, next_step=next_step, made_by="ingest/read@1")
