"""Who "he", "the official" and "the group" are."""

from __future__ import annotations

from collections.abc import Callable

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


def _labels(found: list[Attribution]) -> list[str]:
    return [a.label for a in found]


def test_a_pronoun_goes_back_to_the_only_speaker_before_it(find: Find) -> None:
    found = find("Geologist Ruth Amsel warned that the slope was moving.\nShe said: “We need to leave today.”")
    assert _labels(found) == ["Ruth Amsel", "Ruth Amsel"]
    assert found[1].same_as == found[0].id


def test_a_pronoun_with_two_speakers_before_it_keeps_its_own_word(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.  Ann Lee said it was not.\nShe said: “We need to leave today.”")
    assert found[-1].label == "she"
    assert found[-1].same_as is None


def test_a_bare_surname_gets_its_full_name(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.\n“We must leave today,” Amsel said.")
    assert _labels(found) == ["Ruth Amsel", "Ruth Amsel"]


def test_the_official_goes_back_to_the_fuller_description(find: Find) -> None:
    found = find("“We will not pay,” said a senior treasury official.\n“That much is clear,” the official added.")
    assert _labels(found) == ["senior treasury official", "senior treasury official"]
    assert found[1].same_as == found[0].id


def test_another_diplomat_is_somebody_else(find: Find) -> None:
    found = find("A diplomat said the talks had failed.\nAnother diplomat said they had not begun.")
    assert found[1].same_as is None


def test_an_anonymous_source_never_takes_a_name(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.\nA geologist said the town was safe.")
    assert _labels(found) == ["Ruth Amsel", "geologist"]
    assert found[1].same_as is None


def test_the_group_goes_back_to_the_body_just_named(find: Find) -> None:
    found = find("Rivers Without Borders said the fish were dying.\nThe group said it had tested nine streams.")
    assert [a.label for a in found if a.within is None] == ["Rivers Without Borders"] * 2


def test_it_goes_back_to_the_body_that_speaks(find: Find) -> None:
    found = find("The ministry said it was not aware of any leak at the plant.")
    inner = next(a for a in found if a.within)
    assert inner.label == "ministry"


def test_one_is_one_of_those_who_spoke(find: Find) -> None:
    found = find("Several nurses said the ward was full.\nOne said: “We sleep in the corridor these days.”")
    assert found[1].label == "one of the several nurses"
    assert found[1].same_as is None
