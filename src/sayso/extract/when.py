"""Publication dates as pages write them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?[ .](?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})\.?,? (?P<y2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?))(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
#: A line that gives a date is short; longer lines only mention one.
LONGEST_DATE_LINE = 100


def published(value: str) -> str | None:
    """The one date in a metadata value as ISO 8601, or None: "2031-03-12T08:31:00+01:00", "Wed, 12 Mar 2031 …".

    Days written with numbers only ("3/4/2031") are read by nobody the same way and are left alone.
    """
    value = " ".join(value[:200].split())
    if exact := iso_8601(value):
        return exact
    try:
        return iso_8601(parsedate_to_datetime(value).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return in_line(value)


def in_line(line: str) -> str | None:
    """The date that a short line gives ("March 12, 2031 | Policy Brief"), or None if it gives none or several."""
    if len(line) > LONGEST_DATE_LINE:
        return None
    dates = {date for found in _WRITTEN.finditer(line) if (date := _as_iso(found))}
    return dates.pop() if len(dates) == 1 else None


def _as_iso(found: re.Match[str]) -> str | None:
    if found["iso"]:
        return iso_8601(found["iso"])
    order = "1" if found["m1"] else "2"
    month, day, year = found["m" + order], found["d" + order], found["y" + order]
    return iso_8601(f"{year}-{_MONTHS[month.lower()]:02}-{int(day):02}")


def iso_8601(value: str) -> str | None:
    """The date or time as ISO 8601, no more exact and in no other zone than given; None if it is none.

    "2031-03-12 08:31:00+0100" is "2031-03-12T08:31:00+01:00". Midnight without a zone is how pages spell a bare date,
    and is read as the date.
    """
    found = _ISO.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    date = "-".join(part for part in (year, month, day) if part)
    if hour is None or (not zone and (hour, minute, second or "00") == ("00", "00", "00")):
        return date
    clock = ":".join(part for part in (hour, minute, second) if part)
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[-2:]}"
    return f"{date}T{clock}{'Z' if zone == '+00:00' else zone or ''}"
