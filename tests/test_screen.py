"""`sayso why`: one claim on one screen, however many reports state it."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console

from sayso import Book, analyse, screen

PLACES = ("Alnby", "Brinton", "Carnwick", "Dunmere", "Elmford", "Farnvale", "Galport", "Hallhill", "Irnsea", "Kellwood")
PAPERS = ("Courier", "Herald", "Echo", "Argus", "Post", "Star")
NAMES = [f"The {place} {paper}" for place in PLACES for paper in PAPERS]
WIRE = "Forty people were hurt in the Tarn mill fire, Ada Brook, head of the Tarn Rescue Service, told reporters."
RETOLD = (
    "Ada Brook, head of the Tarn Rescue Service, said 40 people were hurt in the fire at the Tarn mill.",
    "Forty people were hurt in the fire at the Tarn mill, the Tarn Rescue Service said on Monday.",
    "Forty people were hurt in the fire at the Tarn mill.",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Sixty reports of one fire: most of them copies or retellings of one wire, some with a source of their own."""
    path = tmp_path_factory.mktemp("fire") / "pile.jsonl"
    reports = []
    for number, name in enumerate(NAMES):
        text = f"TARN (Reuters) - {WIRE}" if number % 2 else RETOLD[number % len(RETOLD)]
        if number in (4, 8):
            text = "Forty people were hurt in the fire at the Tarn mill, a nurse at Tarn Hospital told us."
        reports.append({"text": text + "\n", "publisher": name, "published": f"2031-03-{number % 9 + 10}"})
    path.write_text("\n".join(json.dumps(report) for report in reports), encoding="utf-8")
    return analyse([path])


def shown(book: Book, width: int = 80) -> list[str]:
    """The lines of the screen of the most repeated claim."""
    row = max(book.rows, key=lambda row: len(row.reports))
    assert len(row.reports) > 40
    stream = StringIO()
    Console(file=stream, width=width, color_system=None).print(screen.why(book, row))
    return stream.getvalue().splitlines()


def test_a_claim_of_sixty_reports_fits_one_screen(book: Book) -> None:
    lines = shown(book)
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80


def test_it_says_who_is_behind_the_claim_and_why_the_count_is_neither_higher_nor_lower(book: Book) -> None:
    text = "\n".join(shown(book))
    for heading in ("Who stands behind it", "Why not more than", "What would change the status"):
        assert heading in text
    assert "repeated by" in text
    assert " more" in text  # long lists are cut, and counted


def test_every_claim_of_the_story_fits(book: Book) -> None:
    for row in book.rows:
        stream = StringIO()
        Console(file=stream, width=80, color_system=None).print(screen.why(book, row))
        assert len(stream.getvalue().splitlines()) <= 40, row.text


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    cut = screen._cut("one two three " * 20, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert all(len(line) <= screen.WIDTH for line in cut)
