"""To whom it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[..., list[Attribution]]


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("Two clerks have told the Courier that the well is dry.", "the Courier"),
        ("The plant was notified by its supplier that the mixer was worn.", "The plant"),
        ("Her secretary let me know that the contract had ended.", "me"),
        ("A chemist wrote to tell them that the ink was new.", "them"),
        ("Her brother messaged him that the road was shut.", "him"),
        ("In a note to clients, Castor Securities said the bank was short of cash.", "clients"),
    ],
)
def test_who_is_told(find: Find, text: str, hearer: str) -> None:
    assert [span.of(text) for a in find(text) for span in a.addressee] == [hearer]


def test_what_cheers_is_nobody_who_is_told(find: Find) -> None:
    assert all(a.addressee == () for a in find("“We will be back in May,” the mayor promised, to cheers."))
