"""Dates and times as the days they can mean, so that "today" and "on Monday" are compared against publication dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

import msgspec

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_BEFORE_MONTH = r"(?:in|since|until|by|of|from|early|late|mid|during|before|after)[\s-]+"
_NEAR = r"today|yesterday|tomorrow|tonight|last night|this morning|this afternoon|this evening"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_WHICH = r"(?P<which>last|next|this)"
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
_UNIT = r"(?P<unit>day|week(?:end)?|month|year|summer|winter|spring|autumn)"

#: Half the days a vague stretch may reach to either side.
_SPAN = {"day": 0, "weekend": 3, "week": 7, "month": 31}
_SEASON = 366

Reader: TypeAlias = Callable[[dict[str, str], date | None], Iterator[tuple[int, int]]]


class Day(msgspec.Struct, frozen=True):
    """A date or time of the text.

    Attributes:
        start, end: its place in the text.
        key: its words in one spelling.
        days: the stretches (ordinals, both ends in) that it can mean; empty where nothing tells.
        minutes: the time of day, or None.
        month_day: the month (1-12) and the day in it, 0 for the whole month; None where it names no month.
    """

    start: int
    end: int
    key: str
    days: tuple[tuple[int, int], ...] = ()
    minutes: int | None = None
    month_day: tuple[int, int] | None = None

    def compatible(self, other: Day) -> bool:
        """Whether both can mean the same: unknown means yes."""
        if self.minutes is not None or other.minutes is not None:
            return self.minutes == other.minutes
        if self.key == other.key and not (self.days and other.days):
            return True
        if self.days and other.days:
            return any(a <= d and c <= b for a, b in self.days for c, d in other.days)
        if self.month_day is not None and other.month_day is not None:
            (month, day), (other_month, other_day) = self.month_day, other.month_day
            return month == other_month and (day == other_day or 0 in (day, other_day))
        return not (_weekday(self.key) and _weekday(other.key))


def _weekday(key: str) -> bool:
    return any(day in key for day in _WEEKDAYS)


def find_days(folded: str, start: int, end: int, published: str | None) -> list[Day]:
    """The dates and times between two offsets of a folded text, in order, without overlap."""
    today = _date(published)
    taken: list[Day] = []
    for reader, pattern in _PATTERNS:
        for match in pattern.finditer(folded, start, end):
            first = _first(match)
            if all(match.end() <= day.start or first >= day.end for day in taken):
                taken.append(_day(reader, match, first, today))
    return sorted(taken, key=lambda day: day.start)


def _first(match: re.Match[str]) -> int:
    """Where the date itself begins: a preposition before a month or year is not part of it."""
    starts = [match.start(name) for name, value in match.groupdict().items() if value is not None]
    return match.start() if match.group().startswith(("end", "for", "at", "over")) else min(starts)


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _day(reader: Reader | None, match: re.Match[str], first: int, today: date | None) -> Day:
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    key = " ".join(match.group().split())
    if reader is None:
        return Day(first, match.end(), key, minutes=_minutes(found))
    month_day = (_month_number(found["month"]), int(found.get("day", 0))) if "month" in found else None
    return Day(first, match.end(), key, days=tuple(reader(found, today)), month_day=month_day)


def _minutes(found: dict[str, str]) -> int:
    if "noon" in found:
        return 0 if found["noon"] == "midnight" else 720
    hour = int(found["hour"])
    if "half" in found:
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return hour * 60 + int(found.get("minute", 0))


def _month_number(word: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _years(found: dict[str, str], today: date | None) -> list[int]:
    if "year" in found:
        return [int(found["year"])]
    return [today.year - 1, today.year, today.year + 1] if today else []


def _on_day(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    for year in _years(found, today):
        try:
            ordinal = date(year, _month_number(found["month"]), int(found["day"])).toordinal()
        except ValueError:
            continue
        yield ordinal, ordinal


def _in_month(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    month = _month_number(found["month"])
    for year in _years(found, today):
        yield date(year, month, 1).toordinal(), _last_of(year, month).toordinal()


def _in_year(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    year = int(found["year"])
    yield date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _on_weekday(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    if today is None:
        return
    back = (today.weekday() - _WEEKDAYS.index(found["weekday"])) % 7
    latest = today.toordinal() - back
    days = {"last": [latest, latest - 7], "next": [latest + 7, latest + 14]}.get(
        found.get("which", ""), [latest, latest + 7]
    )
    yield from ((day, day) for day in days)


def _near(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    if today is not None:
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(found["near"], 0)
        yield today.toordinal() + shift, today.toordinal() + shift


def _stretch(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    if today is not None:
        here, reach = today.toordinal(), _SPAN.get(found["unit"], _SEASON)
        which = found.get("which", "last")
        yield (
            (here - 2 * reach if which == "last" else here - (reach if which == "this" else 0)),
            (here + 2 * reach if which == "next" else here + (reach if which == "this" else 0)),
        )


def _since(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    if today is not None:
        least = {"day": 2, "week": 10, "month": 45, "year": 500}[found["unit"]]
        yield today.toordinal() - 12 * least, today.toordinal() - least


def _end_of(found: dict[str, str], today: date | None) -> Iterator[tuple[int, int]]:
    if "month" in found:
        yield from ((end - 6, end) for _, end in _in_month(found, today))
    elif today is not None:
        shift = {"next": 1, "last": -1}.get(found["which"], 0)
        yield _end(found["unit"], today, shift)


def _end(unit: str, today: date, shift: int) -> tuple[int, int]:
    if unit == "month":
        month = today.month - 1 + shift
        end = _last_of(today.year + month // 12, month % 12 + 1).toordinal()
        return end - 3, end
    if unit == "year":
        end = date(today.year + shift, 12, 31).toordinal()
        return end - 14, end
    end = today.toordinal() + (6 - today.weekday()) + 7 * shift
    return end - 2, end


#: How each way to write a date is found, and what days it can mean (None: a time of day). The first that fits wins.
_PATTERNS: tuple[tuple[Reader | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?")),
    (None, re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?!:)")),
    (None, re.compile(r"\b(?P<noon>noon|midday|midnight)\b")),
    (_on_day, re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}")),
    (_on_day, re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]?\d){_YEAR}")),
    (_end_of, re.compile(rf"\bend of (?P<which>the|this|next|last)\s+{_UNIT}\b")),
    (_end_of, re.compile(rf"\bend of {_MONTH}{_YEAR}")),
    (
        _in_month,
        re.compile(rf"\b(?:{_BEFORE_MONTH}|(?P<which>last|next|this)\s+){_MONTH}{_YEAR}"),
    ),
    (_on_weekday, re.compile(rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b{_PART}")),
    (
        _near,
        re.compile(rf"\b(?P<near>{_NEAR})\b{_PART}"),
    ),
    (_stretch, re.compile(rf"\b(?:{_WHICH}\s+|(?:at|over)\s+the\s+(?=weekend)){_UNIT}\b")),
    (_since, re.compile(r"\bfor\s+(?:several\s+|many\s+)?(?P<unit>day|week|month|year)s\b")),
    (
        _in_year,
        re.compile(
            r"\b(?:in|since|by|until|from|of|during|before|after)\s+"
            r"(?:(?:at least|about|around|early|late|mid)[\s-]+)?"
            r"(?P<year>(?:19|20)\d\d)\b(?![,.]\d)"
        ),
    ),
)
