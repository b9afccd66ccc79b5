from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from sayso.ingest import read
from sayso.ingest.readers import LARGEST
from sayso.records import Failure, Snapshot

STORY = "The dam broke at noon, the mayor said.\n"


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working directory, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, content: str | bytes = STORY) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def snapshots(*paths: str, meta: str | None = None) -> list[Snapshot]:
    return [r for r in read(paths, meta=Path(meta) if meta else None) if isinstance(r, Snapshot)]


def failures(*paths: str, meta: str | None = None) -> list[Failure]:
    return [r for r in read(paths, meta=Path(meta) if meta else None) if isinstance(r, Failure)]


def test_a_folder_is_read_deeply_and_in_order(pile: Path) -> None:
    for name in ("in/b.txt", "in/a.html", "in/deep/c.md", "in/a.txt"):
        put(name)
    assert [s.path for s in snapshots("./in/")] == ["in/a.html", "in/a.txt", "in/b.txt", "in/deep/c.md"]


def test_files_about_the_folder_and_hidden_files_are_no_reports(pile: Path) -> None:
    for name in ("README.md", "LICENSE.txt", "NOTICE.md", "CHANGELOG.md", ".x.txt", "a.txt", "a.meta.json", "m.csv"):
        put(f"in/{name}", "{}" if name.endswith("json") else STORY)
    put("in/.git/b.txt")
    assert [s.path for s in snapshots("in")] == ["in/a.txt"]


def test_a_file_named_itself_is_read_whatever_it_is_called(pile: Path) -> None:
    put("README.md")
    assert [s.path for s in snapshots("README.md")] == ["README.md"]


def test_a_file_reached_twice_is_read_once(pile: Path) -> None:
    put("in/a.txt")
    assert len(snapshots("in", "in/a.txt", "./in/../in/a.txt", "in/*.txt")) == 1


def test_two_files_with_the_same_words_are_two_reports(pile: Path) -> None:
    put("in/a.txt")
    put("in/b.txt")
    first, second = snapshots("in")
    assert first.sha256 == second.sha256
    assert first.id != second.id


def test_a_glob_reads_what_it_matches(pile: Path) -> None:
    put("in/a.txt")
    put("in/deep/b.txt")
    put("in/c.html")
    assert [s.path for s in snapshots("in/**/*.txt")] == ["in/a.txt", "in/deep/b.txt"]


def test_suffixes_count_in_any_case_and_name_the_media_type(pile: Path) -> None:
    for name in ("a.TXT", "b.HTM", "c.md", "d.html"):
        put(name)
    found = {s.path: s.media_type for s in snapshots(".")}
    assert found == {"a.TXT": "text/plain", "b.HTM": "text/html", "c.md": "text/markdown", "d.html": "text/html"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", "  \n ", "is empty"),
        ("a.txt", bytes(range(256)) * 20, "is not text"),
        ("a.txt", "text".encode("utf-16-le"), "is not text"),
        ("a.pdf", "%PDF-1.7", "is of a kind that is not read"),
        ("a.json", "{", "is not JSON"),
        ("a.json", "[]", "empty list"),
        ("a.json", '{"publisher": "x"}', 'neither "text" nor "html"'),
        ("a.json", "[" * 100_000, "is not JSON"),
        ("a.jsonl", "", "is empty"),
        ("a.jsonl", "3", "is not a JSON object"),
    ],
)
def test_what_cannot_be_read_is_one_failure_that_names_it_and_the_next_step(
    pile: Path, name: str, content: str | bytes, says: str
) -> None:
    put(name, content)
    put("good.txt")
    (failure,) = failures(name, "good.txt")
    assert failure.path.startswith(name)
    assert says in failure.message
    assert failure.next_step.endswith((".", "}."))
    assert failure.stage == "ingest"
    assert len(snapshots(name, "good.txt")) == 1


@pytest.mark.parametrize("path", ["gone.txt", "gone/", "gone/*.txt", "bad\0name", "x" * 5000])
def test_a_path_that_leads_nowhere_is_a_failure(pile: Path, path: str) -> None:
    assert len(failures(path)) == 1


def test_a_folder_without_reports_is_a_failure(pile: Path) -> None:
    put("in/photo.jpg")
    (failure,) = failures("in")
    assert "no reports" in failure.message


def test_a_link_that_leaves_the_folder_is_refused_and_one_that_stays_is_read_once(pile: Path) -> None:
    put("secret.txt")
    put("in/a.txt")
    Path("in/out.txt").symlink_to("../secret.txt")
    Path("in/same.txt").symlink_to("a.txt")
    Path("in/loop").symlink_to(".")
    (failure,) = failures("in")
    assert failure.path == "in/out.txt"
    assert [s.path for s in snapshots("in")] == ["in/a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_failure(pile: Path) -> None:
    put("a.txt").chmod(0)
    (failure,) = failures("a.txt")
    assert "permissions" in failure.next_step


def test_utf_16_with_its_mark_is_text(pile: Path) -> None:
    put("a.txt", STORY.encode("utf-16"))
    assert len(snapshots("a.txt")) == 1


def test_a_hundred_megabytes_of_one_line_are_refused_at_once_and_not_held(pile: Path) -> None:
    for name in ("a.txt", "a.jsonl"):
        with Path(name).open("wb") as stream:
            for _ in range(100):
                stream.write(b"x" * 1_000_000)
    began = time.perf_counter()
    tracemalloc.start()
    found = failures("a.txt", "a.jsonl")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [f.path for f in found] == ["a.txt", "a.jsonl#1"]
    assert all("20 MB" in f.message for f in found)
    assert peak < 4 * LARGEST
    assert time.perf_counter() - began < 5


def test_only_one_report_is_held_at_a_time(pile: Path) -> None:
    for number in range(20):
        put(f"in/{number:02}.txt", "a b c d " * 100_000)
    tracemalloc.start()
    for _ in read(["in"]):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 800_000


def test_each_line_of_json_lines_is_a_report_and_a_bad_line_is_named(pile: Path) -> None:
    put("pile.jsonl", '{"text": "One."}\n\n{"text": \n{"html": "<p>Two.</p>", "source": "The Courier"}\n')
    assert [(s.path, s.media_type) for s in snapshots("pile.jsonl")] == [
        ("pile.jsonl#1", "text/plain"),
        ("pile.jsonl#4", "text/html"),
    ]
    (failure,) = failures("pile.jsonl")
    assert failure.path == "pile.jsonl#3"
    assert "Line 3" in failure.message


def test_a_json_file_holds_one_report_or_a_list(pile: Path) -> None:
    put("one.json", '{"text": "One."}')
    put("two.json", '[{"text": "One."}, {"text": "Two."}]')
    assert [s.path for s in snapshots(".")] == ["one.json", "two.json#1", "two.json#2"]


def test_json_metadata_goes_by_its_usual_names(pile: Path) -> None:
    put(
        "a.json",
        '{"body": "One.", "outlet": "The Courier", "published_at": "2031-03-12", "headline": "Dam", '
        '"author": [{"name": "Ann Roe"}, "Bo Lund"], "lang": "en", "link": "https://c.example/a", "score": 3}',
    )
    (snapshot,) = snapshots("a.json")
    assert snapshot.content == b"One."
    assert snapshot.given == {
        "publisher": "The Courier",
        "published": "2031-03-12",
        "title": "Dam",
        "byline": "Ann Roe, Bo Lund",
        "language": "en",
        "url": "https://c.example/a",
    }
    assert set(snapshot.given_by.values()) == {"json"}
