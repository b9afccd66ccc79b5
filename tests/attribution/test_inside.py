"""What is said inside contents, and where a source has it from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[..., list[Attribution]]


def shown(found: list[Attribution]) -> list[tuple[str, str | None]]:
    """Each source with the one around it."""
    labels = {a.id: a.label for a in found}
    return [(a.label, labels.get(a.within or "")) for a in sorted(found, key=lambda a: a.within is not None)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The Courier reported on Monday that the mayor denied any leak in the plant.", "mayor"),
        ("The union said on Monday that its members hope to go back to work.", "members"),
        ("The ministry said on Monday that it was not aware of any leak at the plant.", "ministry"),
    ],
)
def test_a_source_inside_what_another_says_is_found(find: Find, text: str, inner: str) -> None:
    assert any(inner in label and outer is not None for label, outer in shown(find(text)))


def test_what_a_speaker_thinks_is_what_he_says(find: Find) -> None:
    found = find("“I think the dam will hold until the spring,” Ida Moss told the council on Monday.")
    assert shown(found) == [("Ida Moss", None)]


def test_what_somebody_saw_is_no_saying(find: Find) -> None:
    found = find("Ida Moss told the council on Monday that she saw the dam crack.")
    assert shown(found) == [("Ida Moss", None)]


def test_the_one_cited_says_what_the_citing_one_says(find: Find) -> None:
    found = find("The Courier reported that the dam had cracked, citing two engineers.")
    assert ("two engineers", "Courier") in shown(found)
