"""Pairs of wordings with the answer whether the meaning changed: SummEdits (Laban et al. 2023), and our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import yaml
from numpy.typing import NDArray

from sayso.engines.verdict.features import Describer


class Pair(msgspec.Struct, frozen=True):
    """One wording and what became of it.

    Attributes:
        changed: whether the meaning did not hold.
        edits: what was done to it, as the corpus names it.
    """

    before: str
    after: str
    changed: bool
    edits: frozenset[str] = frozenset()


class Described(msgspec.Struct, frozen=True):
    """The pairs of a domain in which a word differs, one row each; `places` tells which of the domain's they are."""

    rows: NDArray[np.float32]
    changed: NDArray[np.bool_]
    places: NDArray[np.int64]


def read(folder: Path) -> dict[str, list[Pair]]:
    """The pairs of every summedits_*.json of a folder, by domain."""
    return {file.stem.removeprefix("summedits_"): _pairs(file) for file in sorted(folder.glob("summedits_*.json"))}


def _pairs(file: Path) -> list[Pair]:
    return [
        Pair(row["original_summary"], row["summary"], row["label"] == 0, frozenset(row.get("edit_types", ())))
        for row in json.loads(file.read_text("utf-8"))
    ]


def own(folder: Path) -> list[Pair]:
    """The pairs marked by hand in tests/drift/gold: changed where a change or something left out is marked.

    And their parents put in another order, with a changed meaning (two names put for each other) and without: no corpus
    has enough of that, and newsrooms do it all the time.
    """
    rows = [row for file in sorted(folder.glob("*.yml")) for row in yaml.safe_load(file.read_text("utf-8"))]
    marked = [Pair(row["parent"], row["child"], bool(row.get("is") or row.get("left"))) for row in rows]
    return [*marked, *(pair for row in rows for pair in reordered(row["parent"]))]


_DAY_LAST = re.compile(r"^(?P<rest>[^.]+?)(?P<day> on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.$")
_SAID_LAST = re.compile(r"^(?P<rest>[^.]+), (?P<who>[^,.]+) said\.$")
_SAID_FIRST = re.compile(r"^(?P<who>[^,.\"]{3,40}) said (?:that )?(?P<rest>[^.\"]+)\.$")
_NAMES = re.compile(r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_LOWERED = ("The ", "A ", "An ", "Its ", "Their ", "His ", "Her ", "It ", "They ", "Two ", "Three ", "No ", "All ")


def reordered(text: str) -> Iterator[Pair]:
    """The sentence in another order."""
    if found := _DAY_LAST.match(text):
        yield Pair(text, f"{_opening(found['day'].strip())}, {_inside(found['rest'])}.", changed=False)
    if found := _SAID_LAST.match(text):
        yield Pair(text, f"{_opening(found['who'])} said {_inside(found['rest'])}.", changed=False)
    if found := _SAID_FIRST.match(text):
        yield Pair(text, f"{_opening(found['rest'])}, {_inside(found['who'])} said.", changed=False)
    names = [match for match in _NAMES.finditer(text) if "day" not in match.group()]
    if len(names) > 1 and names[0].group() != names[1].group():
        one, other = names[:2]
        between = text[one.end() : other.start()]
        swapped = text[: one.start()] + other.group() + between + one.group() + text[other.end() :]
        yield Pair(text, swapped, changed=True)


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:] if words.startswith(_LOWERED) else words


def described(pairs: list[Pair], describer: Describer) -> Described:
    """The pairs as the trees see them."""
    rows = [describer.describe(pair.before, pair.after) for pair in pairs]
    places = [n for n, row in enumerate(rows) if row is not None]
    return Described(
        np.array([row for row in rows if row is not None], dtype=np.float32).reshape(-1, len(describer.names)),
        np.array([pairs[n].changed for n in places], dtype=bool),
        np.array(places, dtype=np.int64),
    )
