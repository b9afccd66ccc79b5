"""Sayso's own words on the page: dates, counts and intervals as a reader says them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from sayso.records import Origin, RowOrigin
from sayso.text import bare
from sayso.vocab import SourceKind

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ](?P<time>\d{2}:\d{2})\S*)?)?)?")
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:\d{2})$")
_WRITTEN = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])")
_ID = re.compile(r" \((?:[a-z-]+ )?[0-9a-f]{16}\)")
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})")

#: How the label of a report that speaks for itself ends.
OWN_VOICE = ", in its own voice"

#: How the page names a kind of source.
SOURCES = {
    SourceKind.PERSON: "named person",
    SourceKind.ANONYMOUS: "unnamed",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.DOCUMENT: "document",
    SourceKind.POLL: "poll",
    SourceKind.OUTLET: "outlet",
    SourceKind.UNSPECIFIED: "nobody named",
}


def day(iso: str | None, *, short: bool = False) -> str:
    """A date in words, no more exact than it is given: "12 March 2031", "March 2031", "2031"; "no date" for none."""
    if not iso:
        return "no date"
    if "/" in iso:
        start, _, end = iso.partition("/")
        return f"{day(start, short=short)} to {day(end, short=short)}"
    if week := _WEEK.fullmatch(iso):
        return f"week {int(week['week'])} of {week['year']}"
    found = _DATE.match(iso)
    if not found:
        return iso
    if not found["month"] or not 1 <= int(found["month"]) <= len(MONTHS):
        return found["year"]
    month = MONTHS[int(found["month"]) - 1]
    month = month[:3] if short else month
    return " ".join([*([str(int(found["day"]))] if found["day"] else []), month, found["year"]])


def moment(iso: str | None) -> str:
    """A date with its time of day where it has one: "12 March 2031, 08:31 (+01:00)"."""
    found = _DATE.match(iso or "")
    if not iso or not found or not found["time"]:
        return day(iso)
    zone = _ZONE.search(iso)
    offset = "" if zone is None else " UTC" if zone[0] in ("Z", "+00:00") else f" (UTC{zone[0]})"
    return f"{day(iso)}, {found['time']}{offset}"


def instant(iso: str) -> datetime | None:
    """The point in time of a full date with a time of day; None where it has none or cannot be read."""
    if len(iso) <= len("2031-03-12"):
        return None
    try:
        read = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return read.astimezone(UTC).replace(tzinfo=None) if read.tzinfo else read


def days_between(earlier: str, later: str) -> int | None:
    """How many days lie between two dates; None where one is less exact than a day."""
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return None


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "13 reports", "no reports"."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def interval(at_least: int, at_most: int) -> str:
    """How many origins, in words: "no origin", "1 origin", "1 to 3 origins"."""
    if at_most == 0:
        return "no origin"
    if at_least == at_most:
        return count(at_least, "origin")
    return f"{at_least} to {at_most} origins"


def percent(share: float) -> str:
    """A share of 0..1 in whole percent; a trace is never shown as nothing."""
    return "under 1%" if 0 < share < 0.005 else f"{round(100 * share)}%"


def who(origin: Origin | RowOrigin, *, kind: bool = False) -> str:
    """Who an origin is, with its kind unless the label tells it: "Ann Oake · named person", "nobody named"."""
    label = speaker(origin.label)
    tells = label == SOURCES[SourceKind.UNSPECIFIED] or (origin.kind is SourceKind.OUTLET and label.endswith(OWN_VOICE))
    return f"{label} · {SOURCES[origin.kind]}" if kind and not tells else label


def speaker(label: str) -> str:
    """A source's label; "nobody named" for one that has none."""
    return SOURCES[SourceKind.UNSPECIFIED] if bare(label) in ("", str(SourceKind.UNSPECIFIED)) else label


def plain(reason: str) -> str:
    """A reason as a reader takes it: machine-written dates in words, no ids of records."""
    return _WRITTEN.sub(lambda found: moment(found[0]), _ID.sub("", reason))


def listed(labels: list[str], most: int = 3) -> str:
    """Labels as a list in words, the rest counted: "A, B, C and 2 more"."""
    labels = list(dict.fromkeys(labels))
    if len(labels) > most:
        return f"{', '.join(labels[:most])} and {len(labels) - most} more"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def clipped(text: str, most: int) -> str:
    """The text on one line, cut at a word where it is too long, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head, _, tail = cut.rpartition(" ")
    return f"{head if head and len(tail) < most // 3 else cut}…"
