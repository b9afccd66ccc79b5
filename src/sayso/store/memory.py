"""A store in memory: for one-off analyses, for tests, and for the workers of a cluster."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sayso.records import Id, Record, Snapshot
from sayso.store.base import Receipt

R = TypeVar("R", bound=Record)

Key = tuple[str, str]
"""Unit and stage: sorted, that is the order in which records are given."""


class MemoryStore:
    """Keeps everything in dictionaries; gone when it is. As in a file, what is asked for is found without the rest."""

    path: None = None

    def __init__(self) -> None:
        self._given: dict[Key, tuple[tuple[Record, ...], Receipt]] = {}
        self._by_stage: dict[str, set[str]] = {}
        self._units: list[str] = []
        self._by_unit: dict[str, set[str]] = {}
        self._holding: dict[tuple[type, str, str], set[Key]] = {}
        self._undo: list[tuple[Key, tuple[tuple[Record, ...], Receipt] | None]] | None = None

    def put(self, records: Iterable[Record], *, stage: str, unit: str, receipt: Receipt) -> None:
        """Replace what (stage, unit) gave before."""
        self._set((unit, stage), (tuple(records), receipt))

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        return next(self.scan(kind, id=id), None)

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values."""
        field = next((field for field in _indexed(kind) if field in equals), "")
        for key in sorted(self._holding.get((kind, field, equals.get(field, "")), ())):
            for record in self._given[key][0]:
                if type(record) is kind and all(getattr(record, f) == v for f, v in equals.items()):
                    yield record

    def drop(self, stage: str, unit: str | None = None) -> None:
        """Forget what a stage gave, for one unit or for all."""
        for each in [unit] if unit is not None else list(self._by_stage.get(stage, ())):
            self._set((each, stage), None)

    def receipts(self, *, stage: str | None = None, unit: str | None = None) -> dict[tuple[str, str], Receipt]:
        """The receipts by (stage, unit): all, or those of one stage, of one unit, or of both."""
        return {(name, u): self._given[u, name][1] for u, name in self._keys(stage, unit)}

    def given(self, unit: str, *, stage: str | None = None) -> dict[str, list[Record]]:
        """What each stage, or one, gave for a unit, by stage."""
        found: dict[str, list[Record]] = {}
        for u, name in self._keys(stage, unit):
            if records := self._given[u, name][0]:
                found.setdefault(name, []).extend(records)
        return found

    @contextmanager
    def together(self) -> Iterator[None]:
        """While it lasts, what is put and dropped is one step: all of it or nothing."""
        if self._undo is not None:
            yield
            return
        self._undo = []
        try:
            yield
        except BaseException:
            undo, self._undo = self._undo, None
            for key, before in reversed(undo):
                self._set(key, before)
            raise
        finally:
            self._undo = None

    def close(self) -> None:
        """Nothing to let go of."""

    # -- what stands where -------------------------------------------------------------------------------------------

    def _keys(self, stage: str | None, unit: str | None) -> Iterator[Key]:
        """Unit and stage of what is there, in order; "ID+" is every pair whose first report is ID."""
        if unit is None:
            units: Iterable[str] = self._units if stage is None else sorted(self._by_stage.get(stage, ()))
        elif unit.endswith("+"):
            units = self._units[bisect_left(self._units, unit) : bisect_left(self._units, unit[:-1] + ",")]
        else:
            units = [unit]
        for each in units:
            stages = self._by_unit.get(each, set())
            yield from ((each, name) for name in (sorted(stages) if stage is None else stages & {stage}))

    def _set(self, key: Key, found: tuple[tuple[Record, ...], Receipt] | None) -> None:
        """Put, replace or (None) forget what stands under a key."""
        unit, stage = key
        before = self._given.pop(key, None)
        if self._undo is not None:
            self._undo.append((key, before))
        for place in _places(before[0] if before else ()):
            self._holding[place].discard(key)
        if found is None:
            self._by_stage.get(stage, set()).discard(unit)
            self._by_unit.get(unit, set()).discard(stage)
            if before is not None and not self._by_unit[unit]:
                del self._by_unit[unit]
                del self._units[bisect_left(self._units, unit)]
            return
        self._given[key] = found
        self._by_stage.setdefault(stage, set()).add(unit)
        if unit not in self._by_unit:
            self._by_unit[unit] = set()
            insort(self._units, unit)
        self._by_unit[unit].add(stage)
        for place in _places(found[0]):
            self._holding.setdefault(place, set()).add(key)


def _indexed(kind: type[Record]) -> tuple[str, ...]:
    """The fields by which records of a type are found without reading the others."""
    by_report = ("doc_id",) if "doc_id" in kind.__struct_fields__ else ()
    return ("id", *by_report, *(("path",) if kind is Snapshot else ()))


def _places(records: Iterable[Record]) -> set[tuple[type, str, str]]:
    """Under which type, field and value records are looked for; the empty field is for all of a type."""
    places: set[tuple[type, str, str]] = set()
    for record in records:
        kind = type(record)
        places.add((kind, "", ""))
        places.update((kind, field, getattr(record, field)) for field in _indexed(kind))
    return places
