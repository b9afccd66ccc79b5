"""The invented lines of tests/cases/furniture.yml: page furniture is found, and prose that looks like it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from sayso import lexicon
from sayso.extract.plain import head
from sayso.records import Document
from sayso.segment import Abbreviations, Furniture, passages
from sayso.vocab import PassageKind

CASES = Path(__file__).parents[1] / "cases" / "furniture.yml"
FURNITURE = lexicon.load("furniture", Furniture)
ABBREVIATIONS = lexicon.load("abbreviations", Abbreviations)

#: The share of furniture that must be found: `dev` was tuned on, `test` says how it goes with wordings nobody saw.
FLOORS = {"dev": 0.96, "test": 0.85}

REPORT = (
    "Harbour wall gave way in the night",
    "The harbour wall gave way at two in the morning, the port said.",
    "Nobody was near it, a watchman told reporters.",
    "The port has sent divers to look at the base of the wall.",
    "Its chief engineer said the stones were laid in 1904 and had never moved.",
)
PLACES = {"above": 1, "between": 3, "below": 5}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    half: Literal["dev", "test"]
    at: Literal["above", "between", "below"]
    text: str


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    half: Literal["dev", "test"]
    name: str
    text: str


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    furniture: tuple[Case, ...]
    prose: tuple[Case, ...]
    pages: tuple[Page, ...]


CASES_READ = msgspec.yaml.decode(CASES.read_bytes(), type=Cases)


def kinds_of(lines: list[str]) -> list[PassageKind]:
    """What each of these lines is, in a report of nothing else."""
    text = "\n\n".join(lines)
    about = head(text)
    document = Document(snapshot_id="s", path="a.txt", text=text, title=about.title, byline=about.byline)
    found = passages(document, furniture=FURNITURE, abbreviations=ABBREVIATIONS)
    return [p.kind for p in found if p.kind is not PassageKind.SENTENCE]


def kind_of(case: Case) -> PassageKind:
    """What the line is between the lines of a plain report."""
    at = PLACES[case.at]
    return kinds_of([*REPORT[:at], case.text.strip(), *REPORT[at:]])[at]


def lines_of(page: Page) -> Iterator[tuple[str, PassageKind]]:
    """Each line's letter in the case file, and what it was found to be."""
    lines = page.text.rstrip().split("\n")
    return zip((line[0] for line in lines), kinds_of([line[2:] for line in lines]), strict=True)


@pytest.mark.parametrize("half", FLOORS)
def test_most_furniture_is_found_by_its_own_words(half: str) -> None:
    missed = {c.text: kind_of(c) is not PassageKind.FURNITURE for c in CASES_READ.furniture if c.half == half}
    assert sum(missed.values()) <= (1 - FLOORS[half]) * len(missed), [text for text, miss in missed.items() if miss]


@pytest.mark.parametrize("half", FLOORS)
def test_most_furniture_of_whole_pages_is_found(half: str) -> None:
    found = [kind for page in CASES_READ.pages if page.half == half for sort, kind in lines_of(page) if sort == "F"]
    assert found.count(PassageKind.FURNITURE) >= FLOORS[half] * len(found)


@pytest.mark.parametrize("case", CASES_READ.prose, ids=lambda case: case.text[:40])
def test_prose_that_looks_like_furniture_is_kept(case: Case) -> None:
    assert kind_of(case) is not PassageKind.FURNITURE


@pytest.mark.parametrize("page", CASES_READ.pages, ids=lambda page: page.name)
def test_the_prose_of_a_page_full_of_furniture_is_kept(page: Page) -> None:
    assert [kind for sort, kind in lines_of(page) if sort != "F" and kind is PassageKind.FURNITURE] == []
