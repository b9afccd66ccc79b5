"""What is not finished yet, kept in the store beside the work: so a run looks at that and at nothing else.

Work goes through three hands, and each mark is taken off in the same step in which its work, and the marks of what
follows from it, are kept. A run that is killed leaves the marks that are true.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Id
from sayso.store import Receipt, Store

#: The stage under which marks are filed.
PENDING = "pending"

_REPORT, _CHANGED, _TIED, _PAIR, _STORY = "report:", "changed:", "tied:", "pair:", "story:"


class Todo:
    """The marks of a store. They are few, unless a whole pile has just come in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: set[Id] = set()
        self._marks = {unit for _, unit in store.receipts(stage=PENDING)}

    @property
    def reports(self) -> list[Id]:
        """Snapshots of which a report's stages may not be up to date."""
        return self._of(_REPORT)

    @property
    def changed(self) -> list[Id]:
        """Reports (by document id) that are new or gone, or of which something else is known than before."""
        return self._of(_CHANGED)

    @property
    def tied(self) -> list[Id]:
        """Reports that something else ties to others than before, though of themselves nothing else is known."""
        return self._of(_TIED)

    @property
    def pairs(self) -> list[tuple[Id, Id]]:
        """Pairs of which something else is known than before, though of neither report it is."""
        return [(a, b) for a, _, b in (unit.partition("+") for unit in self._of(_PAIR))]

    @property
    def stories(self) -> list[str]:
        """Stories (by unit) whose stages may not be up to date."""
        return [_STORY + rest for rest in self._of(_STORY)]

    def add_reports(self, units: Iterable[Id]) -> None:
        """Mark snapshots."""
        self._add(_REPORT, units)

    def add_changed(self, documents: Iterable[Id]) -> None:
        """Mark reports as changed."""
        self._add(_CHANGED, documents)

    def add_tied(self, documents: Iterable[Id]) -> None:
        """Mark reports as tied to others otherwise than before."""
        self._add(_TIED, documents)

    def add_pair(self, a: Id, b: Id) -> None:
        """Mark a pair, unless one of its reports is marked as changed: what is its story is looked at then."""
        if not self._marks & {_CHANGED + a, _CHANGED + b}:
            self._add(_PAIR, [f"{a}+{b}"])

    def add_stories(self, units: Iterable[str]) -> None:
        """Mark stories."""
        self._add("", units)

    def keep_changed(self, document: Id) -> None:
        """Mark a report as changed until the next run: something about it failed and is to be tried again."""
        self.add_changed([document])
        self._kept.add(document)

    def take_report(self, unit: Id) -> None:
        """Take the mark off a snapshot."""
        self._take(_REPORT + unit)

    def take_changed(self, document: Id) -> None:
        """Take the mark off a report, unless it is to be kept."""
        if document not in self._kept:
            self._take(_CHANGED + document)

    def take_tied(self, document: Id) -> None:
        """Take the mark off a report that something else tied to others."""
        self._take(_TIED + document)

    def take_pair(self, a: Id, b: Id) -> None:
        """Take the mark off a pair."""
        self._take(f"{_PAIR}{a}+{b}")

    def take_story(self, unit: str) -> None:
        """Take the mark off a story."""
        self._take(unit)

    def _of(self, kind: str) -> list[str]:
        return sorted(mark.removeprefix(kind) for mark in self._marks if mark.startswith(kind))

    def _add(self, kind: str, units: Iterable[str]) -> None:
        for mark in {kind + unit for unit in units} - self._marks:
            self._store.put([], stage=PENDING, unit=mark, receipt=Receipt("", ""))
            self._marks.add(mark)

    def _take(self, mark: str) -> None:
        if mark in self._marks:
            self._store.drop(PENDING, mark)
            self._marks.discard(mark)
