"""Which reports hold which keys, kept beside the store: a sidecar that can be deleted and is then built again.

Sorted arrays on disk, read through the page cache. What is added makes a new, small segment; segments are merged when
the younger ones have grown to a quarter of the next older (a log-structured merge): so there are few of them, and
adding one report writes that report's keys, not the pile's.

Reports are numbers here, their ids read as hexadecimal, so that the order of numbers is the order of ids.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint64]
Keys: TypeAlias = NDArray[np.int64]

FORMAT = 1
#: Keys that are sorted in memory at a time: 64 MB of them, and as much again to sort.
AT_ONCE = 1 << 23
#: A segment is merged into the next older one when it and all younger ones hold this part of its reports.
GROWN = 4


def code(id_: str) -> int:
    """A report's id as a number; ids are 16 hexadecimal digits."""
    return int(id_, 16)


def id_of(code: int) -> str:
    """The id that a number stands for."""
    return f"{code:016x}"


class Entry(NamedTuple):
    """A report to be added: its number, a hash of what its keys were made of, and the keys, ascending."""

    code: int
    digest: str
    keys: Keys


class Segment(NamedTuple):
    """Some reports and their keys.

    Attributes:
        codes: the reports, ascending.
        digests: for each, the hash of what its keys were made of.
        keys: ascending; one for each report that holds it.
        places: whose key it is, as a place in `codes`; ascending for one key.
        dead: places of reports that are no longer in the pile.
    """

    codes: Codes
    digests: NDArray[np.bytes_]
    keys: Keys
    places: NDArray[np.int32]
    dead: set[int]

    def place(self, code: int) -> int | None:
        """Where a report stands here, or None."""
        at = int(np.searchsorted(self.codes, np.uint64(code)))
        return at if at < len(self.codes) and int(self.codes[at]) == code and at not in self.dead else None

    def holders(self, wanted: Keys) -> tuple[NDArray[np.int64], Codes]:
        """The living reports that hold some keys, and for each the key by its place among these."""
        low = np.searchsorted(self.keys, wanted, side="left")
        held = np.searchsorted(self.keys, wanted, side="right") - low
        key = np.arange(len(wanted)).repeat(held)
        places = self.places[np.arange(len(key)) + (low - held.cumsum() + held)[key]]
        if self.dead:
            alive = ~np.isin(places, list(self.dead))
            key, places = key[alive], places[alive]
        return key, self.codes[places]


_ARRAYS = ("codes", "digests", "keys", "places")


class Postings:
    """The keys of a pile of reports. Nothing is written before `commit`."""

    def __init__(self, folder: Path | None, recipe: str) -> None:
        """Open the sidecar in this folder, or in memory.

        Args:
            folder: made by `commit` where it does not exist; what is not readable there, or was made by another recipe,
                counts as empty.
            recipe: a hash of all that decides a report's keys besides the report.
        """
        self.folder = folder
        self.recipe = recipe
        self._segments: list[Segment] = []
        self._names: list[str | None] = []
        self._sum = 0
        self._next = 0
        if folder is not None:
            self._open(folder)

    def __len__(self) -> int:
        return sum(len(segment.codes) - len(segment.dead) for segment in self._segments)

    @property
    def print(self) -> str:
        """What it holds, in a word: equal for equal recipes and reports, in whatever order they came."""
        return f"{self.recipe}:{self._sum:032x}"

    def digest(self, code: int) -> str | None:
        """The hash of what a report's keys were made of, or None if it is not here."""
        for segment in self._segments:
            if (place := segment.place(code)) is not None:
                return str(segment.digests[place], "ascii")
        return None

    def digests(self) -> dict[int, str]:
        """That of every report."""
        found: dict[int, str] = {}
        for segment in self._segments:
            pairs = zip(segment.codes.tolist(), segment.digests.tolist(), strict=True)
            found.update((c, d.decode()) for n, (c, d) in enumerate(pairs) if n not in segment.dead)
        return found

    def holders(self, wanted: Keys) -> list[Codes]:
        """For each key, the reports that hold it, ascending."""
        found = [segment.holders(wanted) for segment in self._segments]
        key = np.concatenate([np.zeros(0, dtype=np.int64), *(keys for keys, _ in found)])
        codes = np.concatenate([np.zeros(0, dtype=np.uint64), *(codes for _, codes in found)])
        codes = codes[np.lexsort((codes, key))]
        ends = np.bincount(key, minlength=len(wanted)).cumsum().tolist()
        return [codes[begin:end] for begin, end in pairwise([0, *ends])]

    def keys_of(self, code: int) -> Keys:
        """The keys of one report, ascending; found by looking through its segment."""
        for segment in self._segments:
            if (place := segment.place(code)) is not None:
                found: Keys = np.array(segment.keys[np.flatnonzero(segment.places == place)])
                return found
        return np.zeros(0, dtype=np.int64)

    def table(self) -> tuple[Codes, Keys, NDArray[np.int32]]:
        """Every report ascending; every key; and the place of its report among them."""
        codes = np.sort(np.concatenate([_living(s.codes, s) for s in self._segments] or [np.zeros(0, dtype=np.uint64)]))
        if len(self._segments) == 1 and not self._segments[0].dead:
            (only,) = self._segments
            return codes, only.keys, only.places
        keys, places = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
        for segment in self._segments:
            kept = ~np.isin(segment.places, list(segment.dead)) if segment.dead else slice(None)
            keys.append(segment.keys[kept])
            places.append(np.searchsorted(codes, segment.codes).astype(np.int32)[segment.places[kept]])
        return codes, np.concatenate(keys), np.concatenate(places)

    def emptied(self) -> Postings:
        """The same sidecar with nothing in it."""
        self._segments, self._names, self._sum = [], [], 0
        return self

    # -- changing it -------------------------------------------------------------------------------------------------

    def replace(self, gone: Iterable[int], added: Iterable[Entry]) -> None:
        """Take reports out and put others in; one that is in both is put in anew."""
        for code in gone:
            self._take_out(code)
        for group in _groups(added):
            for entry in group:
                self._take_out(entry.code)
                self._sum += weight(entry.code, entry.digest)
            self._segments.append(_segment(group))
            self._names.append(None)
        self._sum %= 1 << 128

    def _take_out(self, code: int) -> None:
        for segment in self._segments:
            if (place := segment.place(code)) is not None:
                self._sum -= weight(code, segment.digests[place].decode())
                segment.dead.add(place)

    def commit(self) -> None:
        """Merge what should be merged and, if there is a folder, write what is new."""
        sizes = [len(segment.codes) for segment in self._segments]
        first = next((n for n in range(len(sizes) - 1) if GROWN * sum(sizes[n + 1 :]) >= sizes[n]), None)
        if first is not None:
            self._segments[first:] = [_merged(self._segments[first:])]
            self._names[first:] = [None]
        if self.folder is not None:
            self._write(self.folder)

    def _open(self, folder: Path) -> None:
        try:
            written = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
            if (written["format"], written["recipe"]) != (FORMAT, self.recipe):
                return
            for name, dead in written["segments"]:
                arrays = [np.load(folder / f"{name}.{array}.npy", mmap_mode="r") for array in _ARRAYS]
                codes, digests, keys, places = arrays
                self._segments.append(Segment(codes, digests, keys, places, set(dead)))
                self._names.append(name)
            self._sum, self._next = int(written["sum"], 16), written["next"]
        except (OSError, ValueError, KeyError, TypeError):  # never the truth: what cannot be read is built again
            self._segments, self._names, self._sum, self._next = [], [], 0, 0

    def _write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for number, segment in enumerate(self._segments):
            if self._names[number] is None:
                for array in _ARRAYS:
                    np.save(folder / f"{self._next:06}.{array}.npy", getattr(segment, array))
                self._names[number] = f"{self._next:06}"
                self._next += 1
        listed = [(name, sorted(segment.dead)) for name, segment in zip(self._names, self._segments, strict=True)]
        manifest = {"format": FORMAT, "recipe": self.recipe, "segments": listed, "sum": f"{self._sum:x}"}
        fresh = folder / "segments.json.new"
        fresh.write_text(json.dumps(manifest | {"next": self._next}), encoding="utf-8")
        os.replace(fresh, folder / "segments.json")
        for file in folder.glob("*.npy"):
            if file.name.split(".")[0] not in self._names:
                with suppress(OSError):  # still open somewhere: the next commit deletes it
                    file.unlink()


def weight(code: int, digest: str) -> int:
    """What one report adds to `Postings.print`: its number and a hash of what its keys were made of, hashed."""
    # Summed, not chained: so that the whole does not depend on the order, and one report can be taken out of it.
    return int.from_bytes(blake2b(f"{code:016x} {digest}".encode(), digest_size=16).digest(), "big")


def _groups(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in groups that can be sorted in memory."""
    group: list[Entry] = []
    size = 0
    for entry in entries:
        group.append(entry)
        size += len(entry.keys)
        if size >= AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _segment(entries: Sequence[Entry]) -> Segment:
    ordered = sorted(entries, key=lambda entry: entry.code)
    keys = np.concatenate([entry.keys for entry in ordered])
    places = np.repeat(np.arange(len(ordered), dtype=np.int32), [len(entry.keys) for entry in ordered])
    order = np.argsort(keys, kind="stable")  # stable: for one key, the reports stay in order
    return Segment(
        np.array([entry.code for entry in ordered], dtype=np.uint64),
        np.array([entry.digest for entry in ordered], dtype=np.bytes_),
        keys[order],
        places[order],
        set(),
    )


def _living(values: Codes, segment: Segment) -> Codes:
    return np.delete(values, list(segment.dead)) if segment.dead else values


def _merged(segments: Sequence[Segment]) -> Segment:
    """One segment of several, the dead left out; a stretch of keys at a time, so that memory stays small."""
    codes = np.concatenate([_living(segment.codes, segment) for segment in segments])
    order = np.argsort(codes)
    codes = codes[order]
    digests = np.concatenate([np.delete(segment.digests, list(segment.dead)) for segment in segments])[order]
    moved = [np.searchsorted(codes, segment.codes).astype(np.int32) for segment in segments]
    keys, places = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    for stretch in _stretches(segments):
        key = np.concatenate([segment.keys[part] for segment, part in zip(segments, stretch, strict=True)])
        place = np.concatenate(
            [new[segment.places[part]] for segment, new, part in zip(segments, moved, stretch, strict=True)]
        )
        if any(segment.dead for segment in segments):
            alive = np.concatenate(
                [
                    ~np.isin(segment.places[part], list(segment.dead))
                    for segment, part in zip(segments, stretch, strict=True)
                ]
            )
            key, place = key[alive], place[alive]
        order = np.lexsort((place, key))
        keys.append(key[order])
        places.append(place[order])
    return Segment(codes, digests, np.concatenate(keys), np.concatenate(places), set())


def _stretches(segments: Sequence[Segment]) -> Iterator[list[slice]]:
    """Stretches of keys, each as one slice per segment; one key is never cut in two."""
    largest = max(segments, key=lambda segment: len(segment.keys)).keys
    steps = max(1, sum(len(segment.keys) for segment in segments) // AT_ONCE)
    bounds = largest[np.linspace(0, len(largest), steps, endpoint=False, dtype=np.int64)[1:]]
    edges = [[0, *np.searchsorted(s.keys, bounds, side="left").tolist(), len(s.keys)] for s in segments]
    for number in range(steps):
        yield [slice(edge[number], edge[number + 1]) for edge in edges]
