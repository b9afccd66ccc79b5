from __future__ import annotations

import pytest

from sayso.extract.plain import byline, head

BODY = "The dam above Orvik broke at noon on Monday, the mayor said.\nNobody was warned, she said."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Dam breaks above Orvik\n\n{BODY}", "Dam breaks above Orvik"),
        (f"March 3, 2031 | Brief\nDam breaks above Orvik\nMarch 3, 2031 | Brief\n{BODY}", "Dam breaks above Orvik"),
        (f"# Dam breaks above Orvik\n{BODY}", "Dam breaks above Orvik"),
        (f"Who knew that the dam was cracked?\n{BODY}", "Who knew that the dam was cracked?"),
        (f"By Ann Roe\nDam breaks above Orvik\n{BODY}", "Dam breaks above Orvik"),
        (f"Water pours through the gap (Image: Lantern)\n{BODY}", None),
        (BODY, None),
        ("", None),
    ],
)
def test_the_title_is_the_first_line_that_reads_as_one(text: str, title: str | None) -> None:
    assert head(text).title == title


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Ann Roe", "Ann Roe"),
        ("BY ANN ROE and BO LUND", "ANN ROE and BO LUND"),
        ("By Ann Roe, political editor", "Ann Roe, political editor"),
        ("By Gazette staff and The Wire", "Gazette staff and The Wire"),
        ("By noon the dam had gone", None),
        ("By Monday, nobody was left.", None),
        ("Ann Roe", None),
    ],
)
def test_a_byline_names_who_wrote_the_report(line: str, who: str | None) -> None:
    assert byline(line) == who


def test_a_date_above_the_text_is_the_day_of_publication() -> None:
    assert head(f"March 3, 2031 | Brief\nDam breaks above Orvik\n{BODY}").published == "2031-03-03"


def test_a_date_in_a_sentence_is_not_the_day_of_publication() -> None:
    assert head("Dam breaks above Orvik\nIt was built on March 3, 2031.").published is None
