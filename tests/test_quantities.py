from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import lexicon
from sayso.lexicon.wording import Measures
from sayso.quantities import Quantity, quantity
from sayso.text import words

MEASURES = lexicon.load("measures", Measures)


def amount(text: str) -> tuple[Quantity, int]:
    found = quantity(words(text), 0, text, MEASURES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("640", 640, ""),
        ("1,200", 1200, ""),
        ("1.2m", 1_200_000, ""),
        ("3.2bn", 3_200_000_000, ""),
        ("two dozen", 24, ""),
        ("a dozen", 12, ""),
        ("a million", 1_000_000, ""),
        ("twenty two", 22, ""),
        ("three hundred and six", 306, ""),
        ("two thousand five hundred", 2500, ""),
        ("41%", 41, "percent"),
        ("41 per cent", 41, "percent"),
        ("nine kilometres", 9000, "metre"),
        ("9 km", 9000, "metre"),
        ("half", 0.5, "fraction"),
        ("two thirds", 0.666667, "fraction"),
    ],
)
def test_an_amount_is_read_as_its_value_and_unit(text: str, value: float, unit: str) -> None:
    found, used = amount(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert used == len(words(text))


def test_amounts_in_different_units_agree_when_they_agree_within_rounding() -> None:
    assert amount("8 km")[0].same(amount("five miles")[0])
    assert not amount("9 km")[0].same(amount("nine miles")[0])


def test_amounts_in_one_unit_must_be_equal() -> None:
    assert not amount("100 km")[0].same(amount("101 km")[0])


@pytest.mark.parametrize("text", ["a bridge", "the", "may", "second hand"])
def test_other_words_are_no_amount(text: str) -> None:
    assert quantity(words(text), 0, text, MEASURES) is None


@given(st.text(alphabet="0123456789,.m%kn bthousandedfiw-", min_size=1, max_size=60))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    found = words(text)
    for at in range(len(found)):
        read = quantity(found, at, text, MEASURES)
        assert read is None or 1 <= read[1] <= len(found) - at
