"""Times with the precision the text gives them, and what can be said of two of them.

A `When` is never more exact than its words. To compare two, each is read as the days that it may mean, both ends in:
"2024-09" is 1 to 30 September.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec

from sayso.vocab import Precision

#: Monday is 0, as in `datetime.date.weekday`.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SHAPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?\Z"), Precision.TIME),
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), Precision.DAY),
    (re.compile(r"\d{4}-W\d{2}\Z"), Precision.WEEK),
    (re.compile(r"\d{4}-\d{2}\Z"), Precision.MONTH),
    (re.compile(r"\d{4}\Z"), Precision.YEAR),
)


class When(msgspec.Struct, frozen=True):
    """A time as ISO 8601, no more exact than it was given.

    Attributes:
        value: "2024-11-18" (day), "2024-09" (month), "2024" (year), "2024-W46" (week), "2024-11-18T09:30" (time),
            "2024-11-15/2024-11-18" (range; both ends in).
    """

    value: str
    precision: Precision


# -- making one ------------------------------------------------------------------------------------------------------


def parse_when(value: str | None) -> When | None:
    """The time that an ISO 8601 string gives, with the precision of its form; None where it is none or impossible."""
    if value is None:
        return None
    value = value.strip()
    if "/" in value:
        first, _, last = value.partition("/")
        ends = parse_when(first), parse_when(last)
        return When(value, Precision.RANGE) if ends[0] is not None and ends[1] is not None else None
    precision = next((p for shape, p in _SHAPES if shape.match(value)), None)
    if precision is None:
        return None
    when = When(value, precision)
    try:
        days(when)
    except ValueError:
        return None
    return when


def day(of: date) -> When:
    """That day."""
    return When(of.isoformat(), Precision.DAY)


def month(of: date) -> When:
    """The month in which the day lies."""
    return When(f"{of.year:04d}-{of.month:02d}", Precision.MONTH)


def year(of: date) -> When:
    """The year in which the day lies."""
    return When(f"{of.year:04d}", Precision.YEAR)


def week(of: date) -> When:
    """The ISO week, Monday to Sunday, in which the day lies."""
    at = of.isocalendar()
    return When(f"{at.year:04d}-W{at.week:02d}", Precision.WEEK)


def time_on(of: date, hour: int, minute: int, zone: str = "") -> When:
    """A time of that day; `zone` is "", "Z" or an offset."""
    return When(f"{of.isoformat()}T{hour:02d}:{minute:02d}{zone}", Precision.TIME)


def span_of(first: When, last: When) -> When:
    """From the first to the last, both in; the other way round where they stand in the wrong order."""
    if days(last)[0] < days(first)[0]:
        first, last = last, first
    return When(f"{first.value}/{last.value}", Precision.RANGE)


# -- reading one -----------------------------------------------------------------------------------------------------


def days(when: When) -> tuple[date, date]:
    """The first and the last day that it may mean.

    Raises:
        ValueError: if the value is no date of its precision.
    """
    value = when.value
    if when.precision is Precision.RANGE:
        first, _, last = value.partition("/")
        return _ends(first)[0], _ends(last)[1]
    return _ends(value)


def _ends(value: str) -> tuple[date, date]:
    if "W" in value:
        at, _, number = value.partition("-W")
        monday = date.fromisocalendar(int(at), int(number), 1)
        return monday, monday + timedelta(days=6)
    parts = [int(part) for part in value.partition("T")[0].split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    only = date(parts[0], parts[1], parts[2])
    return only, only


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or time ("2024-11-18T09:30Z"), or None where it is not so exact."""
    when = parse_when(value)
    if when is None or when.precision not in (Precision.DAY, Precision.TIME):
        return None
    return days(when)[0]


# -- two of them -----------------------------------------------------------------------------------------------------


def contains(outer: When, inner: When) -> bool:
    """Whether every day that `inner` may mean lies in `outer`: September holds 12 September."""
    (a, b), (c, d) = days(outer), days(inner)
    return a <= c and d <= b


def overlaps(one: When, other: When) -> bool:
    """Whether they may be the same day; where not, they contradict each other."""
    (a, b), (c, d) = days(one), days(other)
    return a <= d and c <= b


def before(one: When, other: When) -> bool:
    """Whether every day of `one` lies before every day of `other`."""
    return days(one)[1] < days(other)[0]


def order(when: When) -> tuple[date, date, str]:
    """A key that sorts times by when they begin, the more exact first, then by the hour."""
    first, last = days(when)
    return first, last, when.value


# -- counting from a day ---------------------------------------------------------------------------------------------

#: A day of the year that lies so near on one side is meant, and not the one more than so far away on the other.
CLOSE, MONTHS = timedelta(days=31), timedelta(days=300)


def nearest_weekday(origin: date, weekday: int, *, ahead: bool) -> date:
    """The nearest such weekday: today or within six days before, or (`ahead`) within the seven days after.

    "On Monday" in a report of Monday is that day; "will meet on Monday" is the coming one.
    """
    if ahead:
        return origin + timedelta(days=(weekday - origin.weekday() - 1) % 7 + 1)
    return origin - timedelta(days=(origin.weekday() - weekday) % 7)


def nearest_month(origin: date, number: int, *, ahead: bool) -> date:
    """The first day of the nearest such month, this one among them, looking back or (`ahead`) forward."""
    at = origin.year
    if ahead and number < origin.month:
        at += 1
    elif not ahead and number > origin.month:
        at -= 1
    return date(at, number, 1)


def nearest_date(origin: date, number: int, of_month: int, *, ahead: bool) -> date | None:
    """The nearest such day of the year, looking back or (`ahead`) forward; None for a day no such year has.

    Of a day that lies within `CLOSE` on the other side, that one is meant: on 10 May "payday is 25 May" is this month.
    """
    found, other = (_next_date(origin, number, of_month, ahead=side) for side in (ahead, not ahead))
    if found is None or other is None or abs(found - origin) <= MONTHS or abs(other - origin) > CLOSE:
        return found
    return other


def _next_date(origin: date, number: int, of_month: int, *, ahead: bool) -> date | None:
    """The first such day at or behind a day, or (not `ahead`) the last at or before it."""
    for step in range(9):  # 29 February is at most eight years away
        try:
            found = date(origin.year + (step if ahead else -step), number, of_month)
        except ValueError:
            continue
        if (found >= origin) if ahead else (found <= origin):
            return found
    return None


def months_from(origin: date, count: int) -> date:
    """The first day of the month that many months away."""
    total = origin.year * 12 + origin.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)
