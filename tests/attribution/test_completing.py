"""Contents made whole, and cut where the report goes on by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[..., list[Attribution]]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moss told reporters the lock was new, a claim the union disputes.",
        "Ida Moss told reporters the lock was new; a date in May is given by the union.",
    ],
)
def test_what_the_report_adds_is_not_told(find: Find, text: str) -> None:
    told = next(a for a in find(text) if a.label == "Ida Moss")
    assert [span.of(text) for span in told.content] == ["the lock was new"]


def test_a_telling_that_the_cue_parts_is_told_whole(find: Find) -> None:
    text = "He warned her, he said on Monday, that the gate was open."
    outer = next(a for a in find(text) if a.within is None)
    assert [span.of(text) for span in outer.content] == ["He warned her", "that the gate was open"]


def test_a_clause_that_the_cue_breaks_into_is_told_to_its_end(find: Find) -> None:
    text = (
        "The union said 40 had died. “The figure of 40 is wrong, and I do not know where it comes from,” said Ada Moss."
        "\n\nIt comes, according to the news agency Vale Newswire, from three people familiar with the matter."
    )
    told = next(a for a in find(text) if a.label == "Vale Newswire")
    assert [span.of(text) for span in told.content] == ["It comes", "from three people familiar with the matter"]
