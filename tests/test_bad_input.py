"""What bad input gets: an error that names the file and the next step, the rest analysed, and the failure shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import Book, analyse
from sayso.report import html

GOOD = "The harbour wall will not last the winter, said Ida Moss, who inspected it in May.\n"
QUOTES = "“‘«“We " * 4000 + "were never told, said the harbourmaster.\n"
PAGE = (
    "<html><head><title>Wall</title><script>alert('wall')</script></head><body><article><h1>Wall to be mended</h1>"
    "<p>The council said the harbour wall would be mended in June, after a diver found cracks in it.</p>"
    '<p onclick="steal()">The work will cost two million crowns, it said, and take until the autumn.</p>'
    "<script>document.write('It was the mayor.')</script></article></body></html>"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pile of good and bad."""
    clips = tmp_path_factory.mktemp("bad") / "clips"
    clips.mkdir()
    (clips / "good.txt").write_text(GOOD, encoding="utf-8")
    (clips / "page.html").write_text(PAGE, encoding="utf-8")
    (clips / "quotes.txt").write_text(QUOTES, encoding="utf-8")
    (clips / "latin.txt").write_bytes("The café on the quay was shut, said its owner, Zoë Lang.\n".encode("cp1252"))
    (clips / "empty.txt").write_text("")
    (clips / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (clips / "lines.jsonl").write_text('{"text": "The pier is closed, the council said on Monday."}\n{"text": "half\n')
    with (clips / "line.txt").open("w") as file:
        for _ in range(100):
            file.write("wall " * 200_000)
    (clips.parent / "meta.csv").write_text("file,publisher,published\ngood.txt,Quay News,2031-05-05\n../../etc,X,\n")
    return clips


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    """The pile analysed."""
    return analyse([folder, folder.parent / "gone.txt"], meta=folder.parent / "meta.csv")


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "line.txt", "lines.jsonl#2", "gone.txt", "meta.csv"])
def test_what_cannot_be_read_is_a_failure_with_its_name_and_a_next_step(book: Book, name: str) -> None:
    found = [failure for failure in book.failures if name in failure.path]
    assert found, [failure.path for failure in book.failures]
    assert all(failure.message and failure.next_step for failure in found)
    assert not any("defect of sayso" in failure.next_step for failure in found)


@pytest.mark.parametrize("name", ["good.txt", "page.html", "quotes.txt", "latin.txt", "lines.jsonl#1"])
def test_the_rest_of_the_pile_is_analysed(book: Book, name: str) -> None:
    (document,) = [d for d in book.documents.values() if d.path.endswith(name)]
    assert book.passages[document.id]


def test_nothing_else_failed(book: Book) -> None:
    assert len(book.failures) == 6, [(f.path, f.stage, f.message) for f in book.failures]


def test_letters_of_another_encoding_are_read_and_the_guess_is_noted(book: Book) -> None:
    (latin,) = [d for d in book.documents.values() if d.path.endswith("latin.txt")]
    assert "café" in latin.text
    assert "encoding" in latin.provenance


def test_scripts_are_neither_text_nor_run(book: Book) -> None:
    (page,) = [d for d in book.documents.values() if d.path.endswith("page.html")]
    assert "alert" not in page.text
    assert "It was the mayor" not in page.text
    assert "steal" not in html.render(book)


def test_every_surface_says_what_was_not_analysed(book: Book) -> None:
    page = html.render(book)
    assert all(Path(failure.path.partition("#")[0]).name in page for failure in book.failures)
