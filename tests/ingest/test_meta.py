from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ingest import read
from sayso.records import Failure, Snapshot

STORY = "The dam broke at noon, the mayor said.\n"


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b.txt", "in/deep/b.txt"):
        put(name, STORY)
    return tmp_path


def put(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content, encoding="utf-8")


def read_with(table: str | None, *paths: str, at: str = "in/meta.csv") -> tuple[dict[str, Snapshot], list[Failure]]:
    if table is not None:
        put(at, table)
    found = list(read(paths or ("in",), meta=Path(at) if table is not None else None))
    return {s.path: s for s in found if isinstance(s, Snapshot)}, [f for f in found if isinstance(f, Failure)]


def test_a_row_names_its_report_by_path_from_the_tables_folder(pile: Path) -> None:
    snapshots, failures = read_with("file,publisher,published\na.txt,Courier,2031-03-12\ndeep/b.txt,Post,2031-03\n")
    assert snapshots["in/a.txt"].given == {"publisher": "Courier", "published": "2031-03-12"}
    assert snapshots["in/a.txt"].given_by == {"publisher": "meta.csv", "published": "meta.csv"}
    assert snapshots["in/deep/b.txt"].given == {"publisher": "Post", "published": "2031-03"}
    assert failures == []


def test_a_row_names_its_report_by_name_where_only_one_has_it(pile: Path) -> None:
    snapshots, failures = read_with("file,publisher\na.txt,Courier\n", at="elsewhere/meta.csv")
    assert snapshots["in/a.txt"].given == {"publisher": "Courier"}
    assert failures == []


@pytest.mark.parametrize(
    ("table", "place", "says"),
    [
        ("file,publisher\nc.txt,Courier\n", "in/meta.csv#2", "not among the reports"),
        ("file,publisher\n../a.txt,Courier\n", "in/meta.csv#2", "leaves the folder"),
        ("file,publisher\n/etc/passwd,Courier\n", "in/meta.csv#2", "leaves the folder"),
        ("file,publisher\n,Courier\n", "in/meta.csv#2", "names no file"),
        ("file,published\na.txt,last Tuesday\n", "in/meta.csv#2", "'last Tuesday' is no date"),
        ("file,published\na.txt,2031-02-30\n", "in/meta.csv#2", "is no date"),
        ("file,colour\na.txt,red\n", "in/meta.csv", "unknown column 'colour'"),
        ("publisher\nCourier\n", "in/meta.csv", 'no column "file"'),
        ("file,publisher\na.txt,One\na.txt,Two\n", "in/meta.csv#3", "as is in/meta.csv#2"),
        ("file,publisher\na.txt,One,Two\n", "in/meta.csv#2", "more cells than columns"),
        ('file,publisher\na.txt,"One" Two\n', "in/meta.csv#2", "is not CSV"),
    ],
)
def test_what_is_wrong_with_the_table_is_said_with_its_line_and_the_rest_goes_on(
    pile: Path, table: str, place: str, says: str
) -> None:
    snapshots, (failure,) = read_with(table)
    assert failure.path == place
    assert says in failure.message
    assert failure.next_step
    assert len(snapshots) == 3


def test_a_bare_name_that_two_reports_have_is_refused(pile: Path) -> None:
    snapshots, (failure,) = read_with("file,publisher\nb.txt,Courier\n", at="elsewhere/meta.csv")
    assert "in/b.txt, in/deep/b.txt" in failure.message
    assert all(s.given == {} for s in snapshots.values())


def test_a_bad_date_leaves_the_rest_of_its_row(pile: Path) -> None:
    snapshots, failures = read_with("file,publisher,published\na.txt,Courier,soon\n")
    assert snapshots["in/a.txt"].given == {"publisher": "Courier"}
    assert len(failures) == 1


def test_a_missing_table_is_a_failure_and_the_reports_are_read(pile: Path) -> None:
    found = list(read(["in/a.txt"], meta=Path("gone.csv")))
    assert [type(f).__name__ for f in found] == ["Failure", "Snapshot"]


def test_a_table_of_a_spreadsheet_is_read(pile: Path) -> None:
    Path("in/meta.csv").write_bytes("file,publisher\r\na.txt,Café Courier\r\n".encode("cp1252"))
    found = [r for r in read(["in/a.txt"], meta=Path("in/meta.csv")) if isinstance(r, Snapshot)]
    assert found[0].given == {"publisher": "Café Courier"}


def test_a_row_may_name_one_line_of_json_lines(pile: Path) -> None:
    put("in/pile.jsonl", '{"text": "One."}\n{"text": "Two.", "publisher": "Post"}\n')
    snapshots, failures = read_with("file,publisher\npile.jsonl#2,Courier\n", "in/pile.jsonl")
    assert snapshots["in/pile.jsonl#1"].given == {}
    assert snapshots["in/pile.jsonl#2"].given == {"publisher": "Courier"}
    assert failures == []


@pytest.mark.parametrize("name", ["in/a.txt.meta.json", "in/a.meta.json"])
def test_a_sidecar_tells_of_the_report_beside_it(pile: Path, name: str) -> None:
    put(name, '{"publisher": "Courier", "date": "2031-03-12 08:30"}')
    snapshots, failures = read_with(None)
    assert snapshots["in/a.txt"].given == {"publisher": "Courier", "published": "2031-03-12T08:30"}
    assert snapshots["in/a.txt"].given_by == {"publisher": "sidecar", "published": "sidecar"}
    assert failures == []


def test_the_table_goes_before_the_sidecar_and_the_sidecar_before_the_reports_own_json(pile: Path) -> None:
    put("in/c.json", '{"text": "One.", "publisher": "A", "title": "A", "url": "https://a.example"}')
    put("in/c.json.meta.json", '{"publisher": "B", "title": "B"}')
    snapshots, _ = read_with("file,publisher\nc.json,C\n", "in/c.json")
    assert snapshots["in/c.json"].given == {"publisher": "C", "title": "B", "url": "https://a.example"}
    assert snapshots["in/c.json"].given_by == {"publisher": "meta.csv", "title": "sidecar", "url": "json"}


def test_a_broken_sidecar_is_a_failure_and_its_report_is_read(pile: Path) -> None:
    put("in/a.meta.json", "{")
    snapshots, (failure,) = read_with(None, "in/a.txt")
    assert failure.path == "in/a.meta.json"
    assert len(snapshots) == 1
