"""The pair stages: keys -> candidate pairs -> judge, in proportion to what is new.

A few new reports in a big pile are looked up in the index of keys beside the store; a big batch, or a store whose index
is not in step with it, is joined whole. Both give the same pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import numpy as np

from sayso import pairing
from sayso.pairing.change import replace
from sayso.pairing.postings import Entry, Keys, Postings, code, id_of
from sayso.pairing.walk import walk
from sayso.pipeline.shared import NEVER, Progress, documents_of, failure
from sayso.pipeline.todo import Todo
from sayso.records import Document, Id, Record
from sayso.stages import PAIR, PILE, STORY, Stage, equipment, giver, key
from sayso.store import Receipt, Store
from sayso.store.wire import digest

#: The unit under which a pair stage notes for which reports its pairs are up to date.
WHOLE = "all"

#: From so many reports on, the index is kept beside the store; a smaller pile is joined whole in no time.
WORTH_AN_INDEX = 500
#: Looking up a report costs some ten times as much as joining it.
FEW = 10
#: Pairs that are put into the store in one step.
TOGETHER = 500
#: Reports that are held while pairs are judged.
AT_HAND = 4096


def run_pairs(store: Store, stages: Sequence[Stage], todo: Todo, *, progress: Progress, done: dict[str, int]) -> None:
    """Bring every pair stage up to date for the reports that changed; whom that touches is marked in its turn."""
    for stage in (s for s in stages if s.scope is PAIR):
        _Pairs(store, stages, stage, todo, progress).run(done)


class _Pairs:
    """One pair stage at work."""

    def __init__(self, store: Store, stages: Sequence[Stage], stage: Stage, todo: Todo, progress: Progress) -> None:
        self.store, self.stages, self.stage, self.todo, self.progress = store, stages, stage, todo, progress
        (self.need,) = stage.needs
        self.giver = giver(self.need, stages)
        self.recipe = key(stage, ())
        #: Whether stories are told apart by what this stage finds, and whether it is read in a story.
        self.tells, self.is_read = (
            any(kind in s.needs for s in stages if s.scope is scope for kind in stage.gives) for scope in (PILE, STORY)
        )
        self.record = lru_cache(AT_HAND)(self._record)
        self.equipment = cache(lambda: equipment(stage))

    def run(self, done: dict[str, int]) -> None:
        """Look up or join, judge, and note that it is done."""
        changed = self.todo.changed
        noted = (self.receipt(WHOLE) or NEVER).key
        if not changed and noted.startswith(f"{self.recipe}:"):
            return
        postings = self.index(noted, changed)
        in_step = postings.print == noted
        now = {id_: found for id_ in changed if (found := self.digest(id_)) is not None}
        gone = [c for id_ in changed if id_ not in now and postings.digest(c := code(id_)) is not None]
        added = [id_ for id_, found in now.items() if postings.digest(code(id_)) != found]
        if in_step and FEW * (len(gone) + len(added)) <= len(postings):
            wanted = {unit: True for id_ in now for unit in self.failed(id_)}
            wanted |= self.looked_up(postings, gone, added, now)
            before = {unit: receipt for unit in wanted if (receipt := self.receipt(unit)) is not None}
        else:
            before = {unit: receipt for unit, receipt in self.receipts().items() if unit != WHOLE}
            wanted = dict.fromkeys(before, False) | self.joined(postings, gone, added, now)
        self.judge(wanted, before, postings, done)
        if len(postings) >= WORTH_AN_INDEX:
            postings.commit()
        if postings.print != noted:
            self.store.put([], stage=self.stage.name, unit=WHOLE, receipt=Receipt(postings.print, ""))

    # -- which pairs -------------------------------------------------------------------------------------------------

    def index(self, noted: str, changed: Sequence[Id]) -> Postings:
        """The keys of the reports for which pairs are noted to be up to date.

        What stands beside the store is no more than a copy: where it is not what was noted, it is made again of the
        reports that are not marked as changed. Where nothing was noted by this recipe, all of them are.
        """
        folder = None if self.store.path is None else self.store.path.with_name(f"{self.store.path.name}.keys")
        postings = Postings(folder and folder / self.stage.name, self.recipe)
        if not noted.startswith(f"{self.recipe}:"):
            return postings.emptied()
        if postings.print == noted:
            return postings
        units = {unit for (_, unit), receipt in self.store.receipts(stage=self.giver).items() if receipt.key}
        ids = {id_ for unit in units for id_ in documents_of(self.store, self.stages, unit)} - set(changed)
        now = {code(id_): found for id_ in ids if (found := self.digest(id_)) is not None}
        known = postings.digests()
        added = sorted(c for c, found in now.items() if known.get(c) != found)
        postings.replace(sorted(known.keys() - now.keys()), self.entries(map(id_of, added), len(added), now))
        return postings

    def entries(self, ids: Iterable[Id], total: int, now: Mapping[int, str]) -> Iterator[Entry]:
        """What the index holds of these reports."""
        for number, id_ in enumerate(ids, start=1):
            yield Entry(code(id_), now[code(id_)], self.keys(code(id_)))
            self.progress(f"{self.stage.name} keys", number, total)

    def keys(self, code: int) -> Keys:
        """The keys of one report, each once, ascending."""
        assert self.stage.keys is not None
        keys = np.asarray(self.stage.keys(self.record(id_of(code))), dtype=np.int64)
        return keys if (keys[1:] > keys[:-1]).all() else np.unique(keys)

    def looked_up(
        self, postings: Postings, gone: Sequence[int], added: Sequence[Id], now: Mapping[Id, str]
    ) -> dict[str, bool]:
        """The pairs that a few reports may touch, and whether each is one."""
        digests = {code(id_): found for id_, found in now.items()}
        entries = list(self.entries(added, len(added), digests))
        verdict = replace(
            postings,
            gone,
            entries,
            self.keys,
            self.stage.rule,
            was_one=lambda pair: self.receipt(_unit(pair)) is not None,
        )
        return {_unit(pair): is_one for pair, is_one in verdict.items()}

    def joined(
        self, postings: Postings, gone: Sequence[int], added: Sequence[Id], now: Mapping[Id, str]
    ) -> dict[str, bool]:
        """All pairs there are."""
        digests = {code(id_): found for id_, found in now.items()}
        postings.replace(gone, self.entries(added, len(added), digests))
        if len(postings) >= WORTH_AN_INDEX:
            postings.commit()  # now: what is on disk need not be held in memory
        codes, keys, places = postings.table()
        a, b = pairing.joined(keys, places, self.stage.rule)
        names = [id_of(code) for code in codes.tolist()]
        return {f"{names[x]}+{names[y]}": True for x, y in zip(a.tolist(), b.tolist(), strict=True)}

    def failed(self, id_: Id) -> list[str]:
        """The pairs of a report whose judging failed before."""
        return [unit for unit, receipt in self.receipts(f"{id_}+").items() if not receipt.key]

    def receipts(self, unit: str | None = None) -> dict[str, Receipt]:
        """The receipts of this stage by unit: all, or those of a unit."""
        found = self.store.receipts(stage=self.stage.name, unit=unit)
        return {unit: receipt for (_, unit), receipt in found.items()}

    def receipt(self, unit: str) -> Receipt | None:
        """The receipt of one unit, or None."""
        return self.receipts(unit).get(unit)

    # -- judging -----------------------------------------------------------------------------------------------------

    def judge(
        self, wanted: Mapping[str, bool], before: Mapping[str, Receipt], postings: Postings, done: dict[str, int]
    ) -> None:
        """Judge the pairs that are new or whose reports changed, drop those that are none any more.

        `before` holds the receipts of those that were judged before.
        """
        units = iter(_in_order(wanted))
        digest_of = lru_cache(AT_HAND)(postings.digest)
        number = 0
        while batch := list(islice(units, TOGETHER)):
            with self.store.together():
                for unit in batch:
                    if wanted[unit]:
                        self.judge_one(unit, before.get(unit), digest_of, done)
                    elif unit in before:
                        self.store.drop(self.stage.name, unit)
                        self.touch(*unit.split("+"))
            number += len(batch)
            self.progress(self.stage.name, number, len(wanted))

    def judge_one(
        self, unit: str, before: Receipt | None, digest_of: Callable[[int], str | None], done: dict[str, int]
    ) -> None:
        """Bring one pair up to date."""
        a, b = unit.split("+")
        pair_key = key(self.stage, [digest_of(code(a)) or "", digest_of(code(b)) or ""])
        if before is not None and before.key == pair_key:
            return
        try:
            records: list[Record] = self.stage.run(self.record(a), self.record(b), **self.equipment())
            receipt = Receipt(pair_key, digest(records))
        except Exception as error:  # the one failure rule: recorded, shown, and the rest of the pile goes on
            paths = [document.path for id_ in (a, b) if (document := self.store.get(Document, id_))]
            records, receipt = [failure(self.stage, " + ".join(paths), None, error)], Receipt("", "")
            self.todo.keep_changed(a)
        self.store.put(records, stage=self.stage.name, unit=unit, receipt=receipt)
        if records or before is not None:
            self.touch(a, b)
        done[self.stage.name] = done.get(self.stage.name, 0) + 1

    def touch(self, a: Id, b: Id) -> None:
        """Mark what follows from a change of a pair: for the two reports, or for their story if it is one."""
        if self.tells and self.is_read:
            self.todo.add_changed((a, b))
        elif self.tells:
            self.todo.add_tied((a, b))
        else:
            self.todo.add_pair(a, b)

    # -- one report --------------------------------------------------------------------------------------------------

    def digest(self, id_: Id) -> str | None:
        """The digest of what this stage reads of a report, or None where there is nothing to read."""
        document = self.store.get(Document, id_)
        if document is None:
            return None
        unit = document.snapshot_id
        receipt = self.store.receipts(stage=self.giver, unit=unit).get((self.giver, unit), NEVER)
        return receipt.digest if receipt.key else None

    def _record(self, id_: Id) -> Any:
        """What this stage reads of a report."""
        if self.need is Document:
            return self.store.get(Document, id_)
        return next(self.store.scan(self.need, doc_id=id_))


def _unit(pair: tuple[int, int]) -> str:
    """The unit of two reports, the smaller first."""
    return f"{id_of(pair[0])}+{id_of(pair[1])}"


def _in_order(pairs: Mapping[str, bool]) -> list[str]:
    """The pairs, those of reports that hang closely together one after the other: so that texts are still at hand."""
    units = sorted(pairs)
    ends = np.array([[code(id_) for id_ in unit.split("+")] for unit in units], dtype=np.uint64).reshape(-1, 2)
    return [units[place] for place in walk(ends[:, 0], ends[:, 1]).tolist()]
