from __future__ import annotations

import time

import pytest

from sayso.lineage.quotation import quotations, quoted, spoken
from sayso.lineage.wording import wording


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


def said(text: str) -> str:
    """The words that `spoken` takes for a source's, joined."""
    words = wording("d", text)
    mask = spoken(words, quoted(words, text))
    return " ".join(text[words.starts[i] : words.ends[i]] for i in range(len(words)) if mask >> i & 1)


def test_the_short_frame_of_a_quotation_belongs_to_it():
    text = "“We shall mend the old lock gate,” she told a news conference. Nobody asked about the cost of that."
    assert said(text) == "We shall mend the old lock gate she told a news conference"


def test_a_sentence_that_says_much_around_a_few_quoted_words_is_the_reports_own():
    text = "The mayor called the old lock gate “a very sad sight indeed” and said that it would be mended by May."
    assert said(text) == "a very sad sight indeed"
