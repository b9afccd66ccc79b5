"""What a store must do: four verbs, the receipts of work done, and several changes made as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from sayso.records import Id, Record

R = TypeVar("R", bound=Record)


class Receipt(msgspec.Struct, frozen=True):
    """Proof that a stage has done one unit of work.

    Attributes:
        key: hash of all that the work depended on; empty after a failure, so that it is tried again.
        digest: hash of the records it gave; what later stages key on.
    """

    key: str
    digest: str


class Reading(Protocol):
    """What can be read of: a store, or a part of one."""

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        ...

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values, by (unit, order in which it was given).

        Asking by `doc_id`, and for snapshots by `path`, does not read the others.
        """
        ...


class Store(Reading, Protocol):
    """Holds the records of one pile. Work is filed under (stage, unit): what a unit gives is replaced whole.

    A unit is a snapshot id, two report ids joined by "+" (the smaller first), or a story's (`story_unit`). Where a unit
    is asked for, "ID+" means every pair whose first report is ID.

    Attributes:
        path: the file it lives in, beside which sidecars may stand; None in memory.
    """

    @property
    def path(self) -> Path | None:
        """The file it lives in."""
        ...

    def put(self, records: Iterable[Record], *, stage: str, unit: str, receipt: Receipt) -> None:
        """Replace what (stage, unit) gave before, and its receipt, in one step: all of it or nothing.

        Raises:
            StoreError: if it cannot be written, for instance because the disk is full.
        """
        ...

    def drop(self, stage: str, unit: str | None = None) -> None:
        """Forget what a stage gave, for one unit or for all."""
        ...

    def receipts(self, *, stage: str | None = None, unit: str | None = None) -> dict[tuple[str, str], Receipt]:
        """The receipts by (stage, unit): all, or those of one stage, of one unit, or of both."""
        ...

    def given(self, unit: str, *, stage: str | None = None) -> dict[str, list[Record]]:
        """What each stage, or one, gave for a unit, by stage."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """While it lasts, what is put and dropped is one step: all of it or nothing. A step within is part of it."""
        ...

    def close(self) -> None:
        """Let go of files and locks."""
        ...


def of_unit(unit: str, asked: str) -> bool:
    """Whether a unit is the one asked for, or one of the pairs asked for."""
    return unit.startswith(asked) if asked.endswith("+") else unit == asked


def story_unit(documents: Iterable[Id]) -> str:
    """The unit under which a story's work is filed: named after its smallest report, in whatever order they came."""
    return f"story:{min(documents)}"
