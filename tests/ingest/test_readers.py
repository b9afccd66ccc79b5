from __future__ import annotations

from pathlib import Path

from sayso.ingest import read, read_line, read_object

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
