from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 40 per cent in May.",
        "Prices rose by five per cent after the strike.",
        "The bank cut 12 per cent of its staff.",
        "The ferry ran at 30 knots per hour on Monday.",
        "Each ticket cost two crowns per person last year.",
        "The town paid 900 crowns per official in May.",
        "The rent is nine crowns per square metre.",
        "The income per capita fell.",
        "Three people per Norland household have left.",
        "The firm earns 40 crowns per American customer.",
    ],
)
def test_per_before_a_bare_noun_means_for_each_and_is_nobodys_word(find: Find, text: str) -> None:
    assert find(text) == []


def test_as_per_is_one_cue_and_not_two(find: Find) -> None:
    (found,) = find("The vault was shut, as per the rules.")
    assert len(found.cue[0]) == len("as per")


def test_what_is_told_contrary_to_somebody_is_not_what_he_says(find: Find) -> None:
    found = find("Contrary to what the ministry says, turnout was 48 percent, according to the Watch League.")
    assert [a.label for a in found] == ["Watch League"]
