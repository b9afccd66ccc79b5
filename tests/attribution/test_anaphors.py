"""Names for words that point at somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Anaphor, Attribution

Read = Callable[..., list[Attribution | Anaphor]]


@pytest.fixture(scope="session")
def told(read: Read) -> Callable[[str], list[tuple[str, str]]]:
    """Each anaphor of a text: its words, and the name they stand for."""

    def anaphors(text: str) -> list[tuple[str, str]]:
        return [(r.span.of(text), r.means.of(text)) for r in read(text) if isinstance(r, Anaphor)]

    return anaphors


Told = Callable[[str], list[tuple[str, str]]]


def test_a_pronoun_stands_for_the_fullest_name_before_it(told: Told) -> None:
    text = "Ruth Amsel opened the bridge.  Amsel cut a ribbon.  She left early."
    assert told(text) == [("She", "Ruth Amsel")]


def test_a_bare_noun_stands_for_the_body_it_was_called_by(told: Told) -> None:
    text = "The Harrow Group sold its ferries.  The group kept the yard."
    assert ("The group", "The Harrow Group") in told(text)


def test_whose_something_is_is_told(read: Read) -> None:
    (anaphor,) = [r for r in read("Ruth Amsel lost her keys.") if isinstance(r, Anaphor)]
    assert anaphor.possessive


def test_where_two_may_be_meant_nobody_is_named(told: Told) -> None:
    assert told("Ruth Amsel met Ada Brook.  Nobody heard what she wanted.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Amsel hurt herself.",
        "Ruth Amsel said: “I was there.”",
        "A nurse left.  She took the bus.",
        "Hugh Hill and Ruth Amsel met.  They ate.",
    ],
)
def test_who_speaks_who_has_no_name_and_several_keep_their_pronouns(told: Told, text: str) -> None:
    assert told(text) == []
