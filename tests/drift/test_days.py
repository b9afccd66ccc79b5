from __future__ import annotations

import pytest

from sayso.drift.days import Day, find_days
from sayso.text import fold


def day(text: str, published: str | None = None) -> Day:
    [found] = find_days(fold(text), 0, len(text), published)
    return found


@pytest.mark.parametrize(
    ("ours", "published", "theirs", "also_published"),
    [
        ("on Monday", "2031-03-07", "today", "2031-03-10"),
        ("on Friday", "2031-03-07", "on Friday", "2031-03-10"),
        ("on 4 May 2029", None, "on May 4, 2029", None),
        ("6.40pm", None, "18:40", None),
        ("noon", None, "12 p.m.", None),
        ("last November", "2031-03-07", "in November", "2031-03-10"),
        ("yesterday", "2031-03-07", "on Thursday", "2031-03-08"),
        ("since Friday", None, "for days", None),
    ],
)
def test_two_ways_to_write_one_date_are_compatible(
    ours: str, published: str | None, theirs: str, also_published: str | None
) -> None:
    assert day(ours, published).compatible(day(theirs, also_published))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("on Monday", "on Tuesday"),
        ("yesterday", "tomorrow"),
        ("on 4 May", "on 5 May"),
        ("in 2029", "in 2019"),
        ("6:40 a.m.", "6:40 p.m."),
        ("end of the month", "end of next week"),
        ("since Friday", "for weeks"),
    ],
)
def test_two_dates_are_told_apart(ours: str, theirs: str) -> None:
    assert not day(ours, "2031-03-12").compatible(day(theirs, "2031-03-12"))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("June 26th", "25 June"), ("on 4 May", "on 4 June"), ("4 May 2029", "5 May")]
)
def test_two_days_of_the_year_are_told_apart_where_no_report_is_dated(ours: str, theirs: str) -> None:
    assert not day(ours).compatible(day(theirs))


def test_a_day_of_the_year_may_lie_in_its_month_where_no_report_is_dated() -> None:
    assert day("June 26th").compatible(day("in June"))


def test_the_month_may_is_no_date_without_a_day_or_a_preposition() -> None:
    assert find_days("the team may win", 0, 16, "2031-03-12") == []


def test_a_day_that_no_calendar_has_is_no_date_to_compare() -> None:
    assert day("on 31 February 2031").days == ()
