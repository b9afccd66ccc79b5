"""What a store must do: four verbs and the receipts of work done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


class Store(Protocol):
    """Holds the records of one pile. Work is filed under (stage, unit): what a unit gives is replaced whole.

    A unit is a snapshot id, two report ids joined by "+", or "story".
    """

    def put(self, records: Iterable[Record], *, stage: str, unit: str, receipt: Receipt) -> None:
        """Replace what (stage, unit) gave before, and its receipt, in one step: all of it or nothing.

        Raises:
            StoreError: if it cannot be written, for instance because the disk is full.
        """
        ...

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        ...

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values, by (unit, order in which it was given)."""
        ...

    def drop(self, stage: str, unit: str | None = None) -> None:
        """Forget what a stage gave, for one unit or for all."""
        ...

    def receipts(self) -> dict[tuple[str, str], Receipt]:
        """All receipts by (stage, unit)."""
        ...

    def given(self, unit: str) -> dict[str, list[Record]]:
        """What each stage gave for one unit, by stage."""
        ...

    def close(self) -> None:
        """Let go of files and locks."""
        ...
