"""A store in memory: for one-off analyses and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sayso.records import Id, Record
from sayso.store.base import Receipt, of_unit

R = TypeVar("R", bound=Record)


class MemoryStore:
    """Keeps everything in dictionaries; gone when it is."""

    path: None = None

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], tuple[Record, ...]] = {}
        self._receipts: dict[tuple[str, str], Receipt] = {}

    def put(self, records: Iterable[Record], *, stage: str, unit: str, receipt: Receipt) -> None:
        """Replace what (stage, unit) gave before."""
        self._given[stage, unit] = tuple(records)
        self._receipts[stage, unit] = receipt

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        return next((r for r in self.scan(kind) if r.id == id), None)

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values."""
        for _, records in sorted(self._given.items(), key=lambda item: (item[0][1], item[0][0])):
            for record in records:
                if type(record) is kind and all(getattr(record, f) == v for f, v in equals.items()):
                    yield record

    def drop(self, stage: str, unit: str | None = None) -> None:
        """Forget what a stage gave, for one unit or for all."""
        for key in [k for k in self._given if k[0] == stage and unit in (None, k[1])]:
            del self._given[key], self._receipts[key]

    def receipts(self, *, stage: str | None = None, unit: str | None = None) -> dict[tuple[str, str], Receipt]:
        """The receipts by (stage, unit): all, or those of one stage, of one unit, or of both."""
        return {
            (name, u): receipt
            for (name, u), receipt in self._receipts.items()
            if stage in (None, name) and (unit is None or of_unit(u, unit))
        }

    def given(self, unit: str, *, stage: str | None = None) -> dict[str, list[Record]]:
        """What each stage, or one, gave for a unit, by stage."""
        found: dict[str, list[Record]] = {}
        for (name, u), records in sorted(self._given.items(), key=lambda item: (item[0][1], item[0][0])):
            if stage in (None, name) and of_unit(u, unit) and records:
                found.setdefault(name, []).extend(records)
        return found

    @contextmanager
    def together(self) -> Iterator[None]:
        """While it lasts, what is put and dropped is one step: all of it or nothing."""
        before = dict(self._given), dict(self._receipts)
        try:
            yield
        except BaseException:
            self._given, self._receipts = before
            raise

    def close(self) -> None:
        """Nothing to let go of."""
