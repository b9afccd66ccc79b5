"""What date words mean, counted from the day on which the report came out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from sayso import dates as on
from sayso.dates import When
from sayso.lexicon.dates import Dates
from sayso.timeline.written import Written

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def resolve(written: Written, origin: date | None, dates: Dates, *, ahead: bool, beside: date | None) -> When | None:
    """The time the words mean; None where they count from a day that is not known, or name an impossible one.

    Args:
        written: the words.
        origin: when the report came out, if known.
        dates: the lexicon.
        ahead: whether the sentence speaks of what is to come.
        beside: the day that a time of day belongs to: the one named last before it.
    """
    try:
        if written.kind in _ABSOLUTE:
            return _ABSOLUTE[written.kind](written.parts, origin, dates, ahead)
        if written.kind == "time":
            return _time(written.parts, beside or origin, dates)
        return None if origin is None else _RELATIVE[written.kind](written.parts, origin, dates, ahead)
    except (ValueError, OverflowError):
        return None


# -- words that may stand without a publication date -----------------------------------------------------------------


def _iso(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    return on.parse_when(parts["iso"])


def _date(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    found = _day_in(parts["d"], _month(parts["m"], dates), parts.get("y"), origin, ahead)
    return None if found is None else on.day(found)


def _days_of_month(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    number = _month(parts["m"], dates)
    first = _day_in(parts["d1"], number, parts.get("y"), origin, ahead)
    last = _day_in(parts["d2"], number, parts.get("y"), origin, ahead)
    return None if first is None or last is None else on.span_of(on.day(first), on.day(last))


def _day_in(day: str, month: int, year: str | None, origin: date | None, ahead: bool) -> date | None:
    number = int(re.sub(r"\D", "", day))
    if year is not None:
        return date(int(year), month, number)
    return None if origin is None else on.nearest_date(origin, month, number, ahead=ahead)


def _month_of_year(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    return on.month(date(int(parts["y"]), _month(parts["m"], dates), 1))


def _bare_month(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    return None if origin is None else on.month(on.nearest_month(origin, _month(parts["m"], dates), ahead=ahead))


def _month_end(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    """The last day of a month: "by the end of March", "by the end of the month"."""
    if "y" in parts:
        found: When | None = _month_of_year(parts, origin, dates, ahead)
    elif "m" in parts:
        found = _bare_month(parts, origin, dates, ahead)
    else:
        found = None if origin is None else on.month(origin)
    return None if found is None else on.day(on.days(found)[1])


def _months(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    first, last = _month(parts["m"], dates), _month(parts["m2"], dates)
    if "y" in parts:
        end = date(int(parts["y"]), last, 1)
    elif origin is not None:
        end = on.nearest_month(origin, last, ahead=ahead)
    else:
        return None
    return on.span_of(on.month(on.nearest_month(end, first, ahead=False)), on.month(end))


def _year(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    return on.year(date(int(parts["y"]), 1, 1))


def _years(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    return on.span_of(on.year(date(int(parts["y"]), 1, 1)), on.year(date(int(parts["y2"]), 1, 1)))


def _decade(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    first = int(parts["y"])
    return on.span_of(on.year(date(first, 1, 1)), on.year(date(first + 9, 1, 1))) if first % 10 == 0 else None


def _quarter(parts: dict[str, str], origin: date | None, dates: Dates, ahead: bool) -> When | None:
    number = int(parts["q"]) if "q" in parts else _QUARTERS[parts["qw"]]
    first = date(int(parts["y"]), number * 3 - 2, 1)
    return on.span_of(on.month(first), on.month(on.months_from(first, 2)))


# -- words that count from the publication date ----------------------------------------------------------------------


def _day_word(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    return on.day(origin + timedelta(days=dates.days[" ".join(parts["word"].lower().split())]))


def _weekday(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    return on.day(on.nearest_weekday(origin, _weekday_number(parts["wd"], dates), ahead=ahead))


def _weekdays(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    numbers = [_weekday_number(parts[key], dates) for key in ("wd", "wd2")]
    if ahead:
        first = on.nearest_weekday(origin, numbers[0], ahead=True)
        return on.span_of(on.day(first), on.day(on.nearest_weekday(first, numbers[1], ahead=True)))
    last = on.nearest_weekday(origin, numbers[1], ahead=False)
    return on.span_of(on.day(on.nearest_weekday(last, numbers[0], ahead=False)), on.day(last))


def _near(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    """A weekday, month or unit with "last", "this" or "next"."""
    which = parts["which"].lower()
    step = (
        1
        if "next" in which or "coming" in which
        else -1
        if any(w in which for w in ("last", "past", "previous"))
        else 0
    )
    if "wd" in parts:
        number = _weekday_number(parts["wd"], dates)
        if step == 0:
            return on.day(origin - timedelta(days=origin.weekday() - number))
        strictly = origin - timedelta(days=1) if step < 0 else origin
        return on.day(on.nearest_weekday(strictly, number, ahead=step > 0))
    if "m" in parts:
        number = _month(parts["m"], dates)
        if step == 0:
            return on.month(date(origin.year, number, 1))
        strictly = on.months_from(origin, step)
        return on.month(on.nearest_month(strictly, number, ahead=step > 0))
    return _unit(parts["u"], origin, step)


def _unit(unit: str, origin: date, count: int) -> When:
    """The day, week, month, year or weekend that many away."""
    if unit == "day":
        return on.day(origin + timedelta(days=count))
    if unit == "week":
        return on.week(origin + timedelta(weeks=count))
    if unit == "month":
        return on.month(on.months_from(origin, count))
    if unit == "year":
        return on.year(date(origin.year + count, 1, 1))
    saturday = origin - timedelta(days=(origin.weekday() - 5) % 7 if count < 0 else origin.weekday() - 5)
    saturday += timedelta(weeks=max(count, 0))
    return on.span_of(on.day(saturday), on.day(saturday + timedelta(days=1)))


def _weekend(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    """The weekend behind us (on a Saturday or Sunday this one), or the coming one."""
    return _unit("weekend", origin, 0 if ahead else -1)


def _ago(parts: dict[str, str], origin: date, dates: Dates, ahead: bool) -> When | None:
    number = parts["n"].lower()
    count = int(number) if number.isdigit() else dates.numbers[number]
    return _unit(parts["u"], origin, count if parts["w"].startswith("from") else -count)


def _time(parts: dict[str, str], day: date | None, dates: Dates) -> When | None:
    """A time of day on the day it belongs to; without that day it is no date."""
    if day is None:
        return None
    if "word" in parts:
        hour, minute = (int(p) for p in dates.clock[parts["word"].lower()].split(":"))
    else:
        hour, minute = int(parts["h"]), int(parts.get("min", "0"))
    if "half" in parts:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    return on.time_on(day, hour, minute, dates.zones.get(parts.get("zone", ""), ""))


# -- words to numbers ------------------------------------------------------------------------------------------------


def _month(word: str, dates: Dates) -> int:
    return next(n for n, forms in enumerate(dates.months, 1) if word.rstrip(".") in forms)


def _weekday_number(word: str, dates: Dates) -> int:
    return next(n for n, forms in enumerate(dates.weekdays) if word.rstrip(".") in forms)


_Absolute = Callable[[dict[str, str], "date | None", Dates, bool], "When | None"]
_Relative = Callable[[dict[str, str], date, Dates, bool], "When | None"]

_ABSOLUTE: dict[str, _Absolute] = {
    "iso": _iso,
    "date": _date,
    "days-of-month": _days_of_month,
    "month": _month_of_year,
    "bare-month": _bare_month,
    "months": _months,
    "month-end": _month_end,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "quarter": _quarter,
}

_RELATIVE: dict[str, _Relative] = {
    "day": _day_word,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "near": _near,
    "weekend": _weekend,
    "ago": _ago,
}
