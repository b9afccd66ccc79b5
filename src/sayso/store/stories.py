"""A part of a store: some of its stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from sayso.records import Document, Failure, Id, Record, Review, Snapshot, Story
from sayso.store.base import Reading, Store, story_unit

R = TypeVar("R", bound=Record)


def of_stories(store: Store, stories: Sequence[Story]) -> Reading:
    """What a store holds of these stories and of their reports; reading it costs what they cost, not the store.

    What could not be read at all belongs to no story and is in every part.
    """
    return _Part(store, stories)


class _Part:
    """The records of some stories, read once."""

    def __init__(self, store: Store, stories: Sequence[Story]) -> None:
        self._store = store
        self._stories = stories

    def get(self, kind: type[R], id: Id) -> R | None:
        """The record of this type and id, or None."""
        return next((record for record in self.scan(kind) if record.id == id), None)

    def scan(self, kind: type[R], **equals: str) -> Iterator[R]:
        """Every record of this type whose fields equal the given values, in the order of the store."""
        if kind is Snapshot:  # their bytes are not held here
            units = dict.fromkeys(d.snapshot_id for d in self._records.get(Document, ()) if isinstance(d, Document))
            found: Iterator[Record] = (s for unit in units if (s := self._store.get(Snapshot, unit)))
        else:
            found = iter(self._records.get(kind, ()))
        for record in found:
            if isinstance(record, kind) and all(getattr(record, f) == v for f, v in equals.items()):
                yield record

    @cached_property
    def _records(self) -> dict[type[Record], list[Record]]:
        by_unit: list[tuple[str, Record]] = []
        for unit in self._units():
            for records in self._store.given(unit).values():
                by_unit += [(unit, record) for record in records if not isinstance(record, Snapshot)]
        unread = (f for f in self._store.scan(Failure) if f.doc_id is None)
        by_unit += [(f"failure:{failure.path}", failure) for failure in unread]
        members = {id_ for story in self._stories for id_ in story.documents}
        by_unit += [("review", r) for r in self._store.scan(Review) if r.target_id in members]
        found: dict[type[Record], list[Record]] = {}
        for _, record in sorted(by_unit, key=lambda item: item[0]):
            same = found.setdefault(type(record), [])
            if not isinstance(record, Failure) or record not in same:
                same.append(record)
        return found

    def _units(self) -> Iterator[str]:
        """The units of work on these stories, their reports, and the pairs of these."""
        members = {id_ for story in self._stories for id_ in story.documents}
        for story in self._stories:
            yield story_unit(story.documents)
            for id_ in story.documents:
                document = self._store.get(Document, id_)
                if document is not None:
                    yield document.snapshot_id
                pairs = {unit for _, unit in self._store.receipts(unit=f"{id_}+")}
                yield from sorted(unit for unit in pairs if unit.split("+")[1] in members)
