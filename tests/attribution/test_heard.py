"""What is told before the one who hears it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[..., list[Attribution]]


@pytest.mark.parametrize(
    ("text", "source", "hearer"),
    [
        ("The pump had been broken since Easter, a court has heard.", [], ["a court"]),
        ("The pool will stay shut, and the café too, its owner told members.", ["its owner"], ["members"]),
    ],
)
def test_a_clause_before_a_teller_or_a_hearer_is_told(
    find: Find, text: str, source: list[str], hearer: list[str]
) -> None:
    (found,) = find(text)
    assert [span.of(text) for span in found.source] == source
    assert [span.of(text) for span in found.addressee] == hearer
    assert found.content[0].start == 0
