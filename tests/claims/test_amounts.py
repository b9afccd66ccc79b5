from __future__ import annotations

import pytest

from claim_stories import WITH
from sayso.claims.amounts import Amount, agree, conflict, count_alike, find_amounts, is_part, shared
from sayso.claims.atoms import atoms_of


def amounts(text: str) -> list[tuple[float, tuple[str, ...]]]:
    empty = WITH["function_words"].words
    found, _ = find_amounts(
        text, atoms_of(text, 0, len(text)), WITH["measures"], lambda word: None if word in empty else word
    )
    return [(amount.value, amount.units) for amount in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("640 of the 2,150 jobs", [(640.0, ("jobs",)), (2150.0, ("jobs",))]),
        ("forty-one dead", [(41.0, ("dead",))]),
        ("a fee of £40m", [(40_000_000.0, ("£",))]),
        ("17% of them", [(17.0, ("%",))]),
        ("two million customers", [(2_000_000.0, ("customers",))]),
        ("nobody", []),
        ("one of the people", []),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, expected: list[tuple[float, tuple[str, ...]]]) -> None:
    assert amounts(text) == expected


def test_the_rougher_number_is_taken_as_a_rounding_of_the_other() -> None:
    assert agree(Amount(4200, ()), Amount(4213, ()))
    assert not agree(Amount(640, ()), Amount(650, ()))
    assert not agree(Amount(14, ()), Amount(16, ()))


def test_a_bare_number_may_leave_its_millions_unsaid() -> None:
    assert agree(Amount(110, ()), Amount(110e6, ("mark",)))
    assert not agree(Amount(110, ("boat",)), Amount(110e6, ("mark",)))
    assert not agree(Amount(8, ()), Amount(8e6, ("mark",)))


def test_people_count_alike_whatever_they_are_called() -> None:
    assert count_alike(Amount(14, ("people",)), Amount(16, ("die",)))
    assert not count_alike(Amount(14, ("people",)), Amount(16, ("ship",)))


def test_a_number_that_counts_something_else_is_not_shared() -> None:
    assert shared([Amount(6, ("limit",))], [Amount(6, ("morning",))]) == 0
    assert shared([Amount(6, ("limit",))], [Amount(6, ())]) == 1


def test_lone_numbers_conflict_only_in_like_statements() -> None:
    a, b = [Amount(41, ())], [Amount(16, ("people",))]
    assert conflict(a, b, alike=True)
    assert not conflict(a, b, alike=False)


def test_some_of_those_who_are_counted_are_no_rival_number() -> None:
    some = (Amount(2, ("people",)), Amount(23, ("people",), whole=True))
    assert is_part(some, (Amount(23, ("people",)),))
    assert not is_part(some, (Amount(23, ("people",)), Amount(2, ("people",))))
    assert not is_part((Amount(23, ("people",)),), some)
