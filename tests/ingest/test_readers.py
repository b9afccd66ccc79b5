from __future__ import annotations

from pathlib import Path

from sayso.ingest import read, read_line, read_object
from sayso.ingest.fields import fields_of

LINES = (
    b'\xef\xbb\xbf{"text": "The ferry ran aground.", "outlet": "Harbour Post", "date": "2024-03-01"}\r',
    b"   ",
    b'{"html": "<p>The ferry ran aground.</p>"}',
    b"{no json",
    b'{"publisher": "Harbour Post"}',
    b"[1, 2]",
)


def test_lines_read_one_by_one_give_what_the_whole_file_gives(tmp_path: Path) -> None:
    pile = tmp_path / "pile.jsonl"
    pile.write_bytes(b"\n".join(LINES))
    one_by_one = [read_line(pile.as_posix(), number, line) for number, line in enumerate(LINES, start=1)]
    assert [report for report in one_by_one if report is not None] == list(read([str(pile)]))


def test_an_object_is_read_as_a_line_is() -> None:
    assert read_object("pile.jsonl#3", {"html": "<p>The ferry ran aground.</p>"}) == read_line(
        "pile.jsonl", 3, LINES[2]
    )


def test_the_source_of_a_feeds_item_is_where_its_publisher_has_it_from() -> None:
    item = {"publisher": "Harbour News Reader", "source": {"title": "Torvik Gazette", "url": "https://gazette.example"}}
    assert fields_of(item) == {"publisher": "Harbour News Reader", "taken_from": "Torvik Gazette"}
    assert fields_of({"source": {"name": "Torvik Gazette"}}) == {"publisher": "Torvik Gazette"}
