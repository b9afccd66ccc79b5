"""Telling stories apart, and the story stages: once per story, over the records of its reports only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sayso.pipeline.reports import receipts_of
from sayso.pipeline.shared import NEVER, Progress, failure
from sayso.pipeline.todo import Todo
from sayso.records import WHOLE_STORY, Document, Id, Kin, Member, Record, Reuse, Review, Story
from sayso.stages import INGEST, PAIR, PILE, STORY, Scope, Stage, equipment, giver, key
from sayso.store import Receipt, Store, story_unit
from sayso.store.wire import digest

#: The unit under which it is filed that telling stories apart failed.
WHOLE = "all"

#: Of a crowd, what is new is taken into the stories that stand, unless it is more than one in so many reports.
FEW = 10
#: What stands in the receipt of work that gave no records.
NOTHING = digest([])


class Reports:
    """Some reports, and all that was found in them: what a stage over many reports reads, and what its key hashes."""

    def __init__(self, store: Store, stages: Sequence[Stage], ids: Sequence[Id], unit: str = "") -> None:
        """Read nothing yet.

        Args:
            store: where the records are.
            stages: the table.
            ids: the reports; those that are not in the store are left out.
            unit: the story that they are, if they are one.
        """
        documents = [document for id_ in sorted(ids) if (document := store.get(Document, id_))]
        self._store, self._stages, self._unit = store, stages, unit
        self._ids = {document.id: None for document in documents}
        self._snapshots = sorted(document.snapshot_id for document in documents)
        self._scopes: dict[str, Scope] = {stage.name: stage.scope for stage in stages}
        self._records: dict[str, list[Record]] = {}
        self.units = cache(self._units)

    def read(self, kind: type) -> list[Any]:
        """The records of one type, by unit and place: it does not show in what order the reports came."""
        name = giver(kind, self._stages)
        if kind is Review:
            return [review for review in self._store.scan(Review) if review.target_id in self._ids]
        if name not in self._records:
            units = [f"{id_}+" for id_ in self._ids] if self._scopes.get(name) is PAIR else list(self.units(name))
            given = (self._store.given(unit, stage=name).get(name, ()) for unit in units)
            self._records[name] = [record for records in given for record in records if self._is_ours(record)]
        return [record for record in self._records[name] if type(record) is kind]

    def _is_ours(self, record: Record) -> bool:
        """Whether a record is of these reports: what a pair gave is, if both of its reports are among them."""
        if isinstance(record, Reuse):
            return record.b.doc_id in self._ids
        return record.b_id in self._ids if isinstance(record, Kin) else True

    def key(self, stage: Stage) -> str:
        """The cache key of the stage's work on these reports."""
        givers = {giver(need, self._stages) for need in stage.needs}
        return key(
            stage, sorted(f"{name} {unit} {r.digest}" for name in givers for unit, r in self.units(name).items())
        )

    def put(self, stage: Stage, records: list[Record], receipt: Receipt) -> None:
        """Keep what a stage gave for the story."""
        self._store.put(records, stage=stage.name, unit=self._unit, receipt=receipt)
        self._records.pop(stage.name, None)
        self.units.cache_clear()

    def _units(self, name: str) -> dict[str, Receipt]:
        """The receipts of one stage for these reports, by unit, in order."""
        scope = self._scopes.get(name)
        if scope is PAIR:
            return {
                unit: receipt
                for id_ in self._ids
                for (_, unit), receipt in sorted(self._store.receipts(stage=name, unit=f"{id_}+").items())
                if unit.split("+")[1] in self._ids
            }
        units = [self._unit] if scope in (PILE, STORY) else self._snapshots
        found = {unit: self._store.receipts(stage=name, unit=unit).get((name, unit)) for unit in units}
        return {unit: receipt for unit, receipt in found.items() if receipt is not None}


class Asked:
    """What is read of some reports, and of nothing else, while a crowd takes them in."""

    def __init__(self, store: Store, stages: Sequence[Stage], marked: Sequence[Id]) -> None:
        """Read nothing yet.

        Args:
            store: where the records are.
            stages: the table.
            marked: the reports of which something changed, also of what ties them to others.
        """
        self._store, self._stages, self._marked = store, stages, marked

    def __call__(self, kind: type, ids: Collection[Id]) -> list[Any]:
        """The records of one type that are of these reports; of pairs, those of one of them and one that is marked."""
        name = giver(kind, self._stages)
        if kind is Review:
            return [review for review in self._store.scan(Review) if review.target_id in ids]
        if any(stage.name == name and stage.scope is PAIR for stage in self._stages):
            units = self._pairs(name, frozenset(ids))
            return [r for unit in units for r in self._store.given(unit, stage=name)[name] if type(r) is kind]
        found: list[Any] = []
        for id_ in ids:
            found += self._store.scan(kind, doc_id=id_)
        return found

    def _pairs(self, name: str, ids: frozenset[Id]) -> list[str]:
        """The pairs of which a stage gave something; a pair is filed under its first report."""
        first = sorted({*self._marked, *ids}) if ids else []
        return [
            unit
            for id_ in first
            for (_, unit), receipt in sorted(self._store.receipts(stage=name, unit=f"{id_}+").items())
            if receipt.digest != NOTHING and not ids.isdisjoint(unit.split("+"))
        ]


def tell_apart(store: Store, stages: Sequence[Stage], todo: Todo, done: dict[str, int]) -> None:
    """Tell apart the reports that changed and those that hang together with them; mark the stories that changed.

    Whatever ties two reports stands in records of the pair or in a ruling, and both were marked when these changed;
    a story says which reports of others hang together with its own. So, as long as they are no crowd, the reports
    looked at here are tied to no others, and grouping them alone gives what grouping the whole pile would.

    Of a crowd only the marked reports and their stories are looked at: those stand, and what is new is taken in. What
    comes of that depends on the order in which reports came (docs/decisions/0027).
    """
    stage = next((s for s in stages if s.scope is PILE), None)
    if stage is not None and (todo.changed or todo.tied):
        _group(store, stages, stage, todo, done)
    with store.together():
        if stage is None:  # nothing follows from it in this table
            _take(todo)
        for a, b in todo.pairs:
            stories = {story.id: story for id_ in (a, b) for story in _stories_of(store, id_)}
            if len(stories) == 1:
                todo.add_stories(story_unit(story.documents) for story in stories.values())
            todo.take_pair(a, b)


def _group(store: Store, stages: Sequence[Stage], stage: Stage, todo: Todo, done: dict[str, int]) -> None:
    """Tell apart the stories of the marked reports."""
    changed, marked = todo.changed, sorted({*todo.changed, *todo.tied})
    grow = stage.grow if stage.grow is not None and _are_few(store, stage, changed) else None
    hanging = _hanging_together(store, marked, stage.crowd if grow is not None else None)
    old = _holding(store, marked) if hanging is None else hanging
    found: list[Record]
    try:
        if grow is not None and hanging is None:
            found = grow([old[unit] for unit in sorted(old)], changed, Asked(store, stages, marked))
        else:
            reports = Reports(store, stages, sorted({*marked, *(id_ for s in old.values() for id_ in s.documents)}))
            found = stage.run(*(reports.read(need) for need in stage.needs), **equipment(stage))
    except Exception as error:  # the one failure rule; the reports stay marked
        store.put([failure(stage, WHOLE_STORY, None, error)], stage=stage.name, unit=WHOLE, receipt=NEVER)
        return
    stories = {story_unit(r.documents): r for r in found if isinstance(r, Story)}
    anew = set(changed)
    members: dict[Id, list[Record]] = {story.id: [] for story in stories.values()}
    for record in found:
        if isinstance(record, Member):
            members[record.story_id].append(record)
    with store.together():
        for unit in old.keys() - stories.keys():
            for name in receipts_of(store, unit):
                store.drop(name, unit)
            todo.take_story(unit)
        for unit, story in stories.items():
            given = [story, *members[story.id]]
            receipt = Receipt(key(stage, ()), digest(given))
            if receipts_of(store, unit).get(stage.name) != receipt:
                store.put(given, stage=stage.name, unit=unit, receipt=receipt)
                done[stage.name] = done.get(stage.name, 0) + 1
            before = old.get(unit)
            if before is None or before.documents != story.documents or not anew.isdisjoint(story.documents):
                todo.add_stories([unit])
        store.drop(stage.name, WHOLE)
        _take(todo)


def _take(todo: Todo) -> None:
    """Take the marks off the reports."""
    for id_ in todo.changed:
        todo.take_changed(id_)
    for id_ in todo.tied:
        todo.take_tied(id_)


def _are_few(store: Store, stage: Stage, changed: Sequence[Id]) -> bool:
    """Whether so few reports changed that a crowd need not be told apart anew; a small pile is no crowd."""
    many = FEW * len(changed)
    return many <= stage.crowd or many <= len(store.receipts(stage=INGEST))


def _hanging_together(store: Store, documents: Sequence[Id], most: int | None) -> dict[str, Story] | None:
    """The stories of these reports and of whatever hangs together with them, however far, by unit.

    None where that is more than `most` reports.
    """
    found: dict[str, Story] = {}
    waiting, seen, placed = list(documents), set(documents), set[Id]()
    while waiting:
        if most is not None and len(seen) > most:
            return None
        id_ = waiting.pop()
        for story in _stories_of(store, id_) if id_ not in placed else ():
            found[story_unit(story.documents)] = story
            placed.update(story.documents)
            waiting += sorted(set(story.near) - seen)
            seen.update(story.documents, story.near)
    return found


def _holding(store: Store, documents: Sequence[Id]) -> dict[str, Story]:
    """The stories of these reports, by unit."""
    found: dict[str, Story] = {}
    placed = set[Id]()
    for id_ in documents:
        for story in _stories_of(store, id_) if id_ not in placed else ():
            found[story_unit(story.documents)] = story
            placed.update(story.documents)
    return found


def _stories_of(store: Store, document: Id) -> list[Story]:
    return [story for member in store.scan(Member, doc_id=document) if (story := store.get(Story, member.story_id))]


def run_stories(store: Store, stages: Sequence[Stage], todo: Todo, *, progress: Progress, done: dict[str, int]) -> None:
    """Bring every story stage up to date for the marked stories."""
    marked = todo.stories
    for number, unit in enumerate(marked, start=1):
        if _run_story(store, stages, unit, done):
            todo.take_story(unit)
        progress("stories", number, len(marked))


def _run_story(store: Store, stages: Sequence[Stage], unit: str, done: dict[str, int]) -> bool:
    """Bring one story up to date; whether all went well."""
    reports, fine = of_story(store, stages, unit), True
    for stage in (s for s in stages if s.scope is STORY):
        stage_key = reports.key(stage)
        if store.receipts(stage=stage.name, unit=unit).get((stage.name, unit), NEVER).key == stage_key:
            continue
        try:
            records = stage.run(*(reports.read(need) for need in stage.needs), **equipment(stage))
            receipt = Receipt(stage_key, digest(records))
            if stage.helper is not None:
                notices, cut_short = stage.helper.finish()
                records = [*records, *notices]
                if cut_short:  # what it gave stands, and the next run asks again
                    receipt, fine = Receipt(NEVER.key, receipt.digest), False
        except Exception as error:  # the one failure rule, as for reports
            records, receipt, fine = [failure(stage, WHOLE_STORY, None, error)], NEVER, False
        reports.put(stage, records, receipt)
        done[stage.name] = done.get(stage.name, 0) + 1
    return fine


def of_story(store: Store, stages: Sequence[Stage], unit: str) -> Reports:
    """The reports of one story."""
    grouping = next(stage.name for stage in stages if stage.scope is PILE)
    given = store.given(unit, stage=grouping).get(grouping, [])
    return Reports(store, stages, [id_ for r in given if isinstance(r, Story) for id_ in r.documents], unit)
