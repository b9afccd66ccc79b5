from __future__ import annotations

import time

import pytest

from sayso.lineage.quotation import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no”.", ["“no”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("Her ‘it doesn’t matter’ was heard.", ["‘it doesn’t matter’"]),
        ("It’s the owners’ boat.", []),
        ("“One goes on\nin the next line", ["“One goes on"]),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, expected: list[str]):
    assert [text[start:end] for start, end in quotations(text)] == expected


@pytest.mark.parametrize("mark", ["“", '"', "‘", "'"])
def test_marks_without_end_are_read_in_linear_time(mark: str):
    begun = time.process_time()
    quotations(f" {mark}a" * 100_000)
    assert time.process_time() - begun < 5
