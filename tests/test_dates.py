"""Times with their precision, and counting from a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import dates
from sayso.dates import When
from sayso.vocab import Precision

DAYS = st.dates(min_value=date(1900, 1, 8), max_value=date(2150, 12, 31))
WEEKDAYS = st.integers(0, 6)


@st.composite
def whens(draw: st.DrawFn) -> When:
    of = draw(DAYS)
    make = draw(st.sampled_from([dates.day, dates.month, dates.year, dates.week]))
    first = make(of)
    return dates.span_of(first, make(draw(DAYS))) if draw(st.booleans()) else first


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2031-03-05", Precision.DAY),
        ("2031-03", Precision.MONTH),
        ("2031", Precision.YEAR),
        ("2031-W09", Precision.WEEK),
        ("2031-03-05T09:30", Precision.TIME),
        ("2031-03-05T09:30:00+01:00", Precision.TIME),
        ("2031-03-05T09:30Z", Precision.TIME),
        ("2031-03-01/2031-03-05", Precision.RANGE),
    ],
)
def test_the_form_of_a_date_gives_its_precision(value: str, precision: Precision) -> None:
    assert dates.parse_when(value) == When(value, precision)


@pytest.mark.parametrize(
    "value", [None, "", "yesterday", "2031-13", "2031-02-30", "2031-W54", "2031-03-01/", "5/3/2031"]
)
def test_what_is_no_date_is_none(value: str | None) -> None:
    assert dates.parse_when(value) is None


def test_a_month_means_all_its_days() -> None:
    assert dates.days(When("2032-02", Precision.MONTH)) == (date(2032, 2, 1), date(2032, 2, 29))


def test_september_contains_its_twelfth_but_not_the_other_way_round() -> None:
    september, twelfth = When("2031-09", Precision.MONTH), When("2031-09-12", Precision.DAY)
    assert dates.contains(september, twelfth)
    assert not dates.contains(twelfth, september)


def test_days_of_two_months_contradict_each_other() -> None:
    assert not dates.overlaps(When("2031-09-12", Precision.DAY), When("2031-10", Precision.MONTH))


def test_the_hour_orders_two_times_of_a_day() -> None:
    early, late = dates.time_on(date(2031, 3, 5), 6, 0), dates.time_on(date(2031, 3, 5), 18, 30)
    assert sorted([late, early], key=dates.order) == [early, late]


def test_a_weekday_of_today_lies_behind_us_today_and_ahead_in_a_week() -> None:
    wednesday = date(2031, 3, 5)
    assert dates.nearest_weekday(wednesday, 2, ahead=False) == wednesday
    assert dates.nearest_weekday(wednesday, 2, ahead=True) == date(2031, 3, 12)


def test_a_leap_day_is_the_nearest_there_is() -> None:
    assert dates.nearest_date(date(2031, 3, 5), 2, 29, ahead=False) == date(2028, 2, 29)


def test_a_day_that_no_year_has_is_none() -> None:
    assert dates.nearest_date(date(2031, 3, 5), 2, 30, ahead=False) is None


@given(DAYS, WEEKDAYS, st.booleans())
def test_a_resolved_weekday_is_that_weekday_within_seven_days(origin: date, weekday: int, ahead: bool) -> None:
    found = dates.nearest_weekday(origin, weekday, ahead=ahead)
    assert found.weekday() == weekday
    assert timedelta(0) < found - origin <= timedelta(7) if ahead else timedelta(0) <= origin - found < timedelta(7)


@given(DAYS, st.integers(1, 12), st.booleans())
def test_a_resolved_month_is_that_month_within_a_year(origin: date, number: int, ahead: bool) -> None:
    found = dates.nearest_month(origin, number, ahead=ahead)
    this = date(origin.year, origin.month, 1)
    assert found.month == number
    assert this <= found <= dates.months_from(this, 11) if ahead else dates.months_from(this, -11) <= found <= this


@given(whens())
def test_a_time_reads_back_as_itself(when: When) -> None:
    assert dates.parse_when(when.value) == when


@given(whens(), whens())
def test_of_two_times_one_lies_before_or_they_overlap(one: When, other: When) -> None:
    assert dates.overlaps(one, other) == dates.overlaps(other, one)
    assert sum([dates.before(one, other), dates.overlaps(one, other), dates.before(other, one)]) == 1


@given(whens(), whens())
def test_what_contains_another_overlaps_it(one: When, other: When) -> None:
    assert not dates.contains(one, other) or dates.overlaps(one, other)


@given(DAYS)
def test_a_day_lies_in_its_week_month_and_year(of: date) -> None:
    assert all(dates.contains(make(of), dates.day(of)) for make in (dates.week, dates.month, dates.year))
