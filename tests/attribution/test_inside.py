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


@pytest.mark.parametrize(
    ("text", "inner", "hearer"),
    [
        ("The inspector said she had been told by two guards that the gate was open.", "two guards", "she"),
        ("A clerk said the mayor asked the crew at noon to leave the pit.", "mayor", "the crew"),
        ("The report quotes the pilot as telling the tower that the lamp was red.", "pilot", "the tower"),
        ("The union said analysts had expected a loss of nine crowns.", "analysts", None),
        ("The union said it hoped the pit would open again in May.", "union", None),
        ("Two clerks have told the Courier that the mayor knew of the leak.", "mayor", None),
    ],
)
def test_who_says_it_inside_and_to_whom(find: Find, text: str, inner: str, hearer: str | None) -> None:
    (found,) = (a for a in find(text) if a.within is not None)
    assert found.label == inner
    assert [span.of(text) for span in found.addressee] == ([hearer] if hearer else [])


def test_what_a_speaker_asked_others_before_is_told(find: Find) -> None:
    found = find("“We asked the baker why the shop was shut,” Ida Moss told the council on Monday.")
    assert shown(found) == [("Ida Moss", None), ("Ida Moss", "Ida Moss")]


@pytest.mark.parametrize("deed", ["had ordered a taxi", "rejected the parcel"])
def test_what_is_done_to_a_thing_is_no_saying(find: Find, deed: str) -> None:
    assert len(find(f"A clerk said the mayor {deed}.")) == 1


def test_what_stands_before_a_semicolon_is_anothers(find: Find) -> None:
    found = find("Organisers put the crowd at 900; police said it was smaller.")
    police = next(a for a in found if a.label == "police")
    assert [s.start for s in police.content] == [45]
    assert all(a.within is None for a in found)


def test_whom_others_accuse_says_nothing(find: Find) -> None:
    text = "A clerk said the mayor had been accused of theft."
    inner = [a for a in find(text) if a.within is not None]
    assert [a.source for a in inner] == [()]
