"""Date words in a sentence, as they are written: what kind they are, and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from sayso.lexicon.dates import Dates

_YEAR = r"(?:1[89]|20|21)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_UNIT = r"(?:day|week|month|year)"
_JOIN = r"(?:\s*-\s*|\s+(?:to|and|until|through|till)\s+)"


class Written(msgspec.Struct, frozen=True):
    """Date words with their place in the sentence.

    Attributes:
        kind: the name of the pattern; `timeline.resolve` has one rule per kind.
        lead: the preposition that belongs to them, lower case, or "".
        parts: the named pieces of the pattern that matched.
    """

    kind: str
    start: int
    end: int
    lead: str
    parts: dict[str, str]


def written_dates(text: str, dates: Dates) -> Iterator[Written]:
    """The date words of a sentence, from left to right, the longest reading at each place."""
    present = _present(text, dates)
    if not present:
        return iter(())
    taken = bytearray(len(text))
    for name in dates.names:
        if name in text:
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found: list[Written] = []
    for kind, pattern in present:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            parts = {name: value for name, value in match.groupdict().items() if value and name != "lead"}
            found.append(Written(kind, start, end, (match.group("lead") or "").lower().strip(), parts))
    return iter(sorted(found, key=lambda w: w.start))


def _present(text: str, dates: Dates) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that may match here, in their order: those of which the text holds the sign.

    The patterns begin with words that may be missing and so try every place of the text; the signs are quick to look
    for, a few of them serve all patterns, and most sentences have none.
    """
    signs, rows = _patterns(dates)
    seen = {name for name, sign in signs.items() if sign.search(text)}
    return [(kind, pattern) for sign, kind, pattern in rows if sign in seen] if seen else []


class _Patterns(NamedTuple):
    """The patterns of date words.

    Attributes:
        signs: by name, what every match of some patterns holds.
        rows: the sign of a pattern, the kind of date words that it finds, and the pattern; those before go first.
    """

    signs: dict[str, re.Pattern[str]]
    rows: tuple[tuple[str, str, re.Pattern[str]], ...]


@cache
def _patterns_of(
    months: tuple[tuple[str, ...], ...],
    weekdays: tuple[tuple[str, ...], ...],
    numbers: tuple[str, ...],
    days: tuple[str, ...],
    dayparts: tuple[str, ...],
    lead: tuple[str, ...],
    shades: tuple[str, ...],
    clock: tuple[str, ...],
    zones: tuple[str, ...],
) -> _Patterns:
    month = _any([form + (r"\b\.?" if n else r"\b") for forms in months for n, form in enumerate(forms)], raw=True)
    weekday = _any([forms[0] for forms in weekdays])
    short = _any([form for forms in weekdays for form in forms])
    before = rf"(?:(?P<lead>\b(?i:{_any(lead)}))\s+)?(?:\b(?i:{_any(shades)})[\s-]*)?(?:the\s+)?"
    at = rf"(?:\b{short}\.?,?\s+)?"
    number = rf"(?:\d{{1,3}}|(?i:{_any(numbers)}))"
    zone = rf"(?:\s*(?P<zone>{_any(zones)})\b)?"
    signs = {
        "year": _YEAR,
        "month": month,
        "weekday": weekday,
        "month-end": r"(?i:end\s+of)",
        "ago": r"(?:ago|earlier|from\s+now)\b",
        "day": rf"(?i:{_any(days)})",
        "near": rf"(?:{weekday}|{month}|{_UNIT}|weekend)",
        "weekend": r"the\s+weekend",
        "clock": r"\d[:.][0-5]\d",
        "half": r"\d\s?[ap](?:\.m\.|m\b)",
        "hours": r"\d{4}\s",
        "clock-word": rf"(?i:{_any(clock)})",
    }
    rows = (
        ("year", "iso", rf"{before}\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"),
        (
            "month",
            "days-of-month",
            rf"{before}(?:between\s+|from\s+)?\b(?P<d1>{_DAY}){_JOIN}(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{_YEAR}))?\b",
        ),
        (
            "month",
            "days-of-month",
            rf"{before}(?:between\s+)?\b(?P<m>{month})\s+(?P<d1>{_DAY}){_JOIN}(?P<d2>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?\b",
        ),
        ("month", "date", rf"{before}{at}\b(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
        ("month", "date", rf"{before}{at}\b(?P<m>{month})\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?(?![\w,.]?\d)\b"),
        (
            "month",
            "months",
            rf"{before}(?:between\s+|from\s+)?\b(?P<m>{month}){_JOIN}(?P<m2>{month})(?:,?\s+(?P<y>{_YEAR}))?(?!\s+\d)\b",
        ),
        (
            "month-end",
            "month-end",
            rf"(?:(?P<lead>\b(?i:{_any(lead)}))\s+)?\b(?i:the\s+end\s+of)\s+(?:(?i:the|this)\s+month|(?P<m>{month})(?:\s+(?P<y>{_YEAR}))?)\b",
        ),
        ("month", "month", rf"{before}\b(?P<m>{month}),?\s+(?:of\s+)?(?P<y>{_YEAR})\b"),
        (
            "year",
            "quarter",
            rf"{before}\b(?:Q(?P<q>[1-4])|(?P<qw>first|second|third|fourth)\s+quarter)(?:\s+of)?\s+(?P<y>{_YEAR})\b",
        ),
        ("year", "years", rf"{before}(?:between\s+|from\s+)?\b(?P<y>{_YEAR}){_JOIN}(?P<y2>{_YEAR})\b"),
        ("year", "decade", rf"{before}\b(?P<y>{_YEAR})s\b"),
        ("ago", "ago", rf"(?P<lead>)\b(?P<n>{number})\s+(?P<u>{_UNIT})s?\s+(?P<w>ago|earlier|from\s+now)\b"),
        ("day", "day", rf"(?P<lead>\b(?i:{_any(lead)})\s+)?\b(?P<word>(?i:{_any(days)}))\b"),
        (
            "near",
            "near",
            rf"{before}\b(?P<which>(?i:last|this|next|this\s+coming|the\s+coming|this\s+past|the\s+previous))\s+(?:(?P<wd>{weekday})(?:\s+(?:{_any(dayparts)}))?|(?P<m>{month})|(?P<u>{_UNIT}|weekend))\b",
        ),
        ("weekend", "weekend", r"\b(?P<lead>(?i:at|over|on|during|this|last))\s+the\s+(?P<u>weekend)\b"),
        ("weekday", "weekdays", rf"{before}(?:between\s+|from\s+)?\b(?P<wd>{weekday}){_JOIN}(?P<wd2>{weekday})\b"),
        ("weekday", "weekday", rf"{before}\b(?P<wd>{weekday})(?:\s+(?:{_any(dayparts)}))?\b"),
        ("month", "bare-month", rf"{before}\b(?P<m>{month})(?!\w)"),
        ("year", "year", rf"{before}\b(?P<y>{_YEAR})\b(?![,.]?\d|%|-\w)"),
        (
            "clock",
            "time",
            rf"{before}\b(?P<h>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)(?:\s*(?P<half>[ap])(?:\.m\.|m\b))?{zone}",
        ),
        ("half", "time", rf"{before}\b(?P<h>1[0-2]|[1-9])\s?(?P<half>[ap])(?:\.m\.|m\b){zone}"),
        ("hours", "time", rf"{before}\b(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)\s+(?P<zone>{_any(zones)})\b"),
        ("clock-word", "time", rf"{before}\b(?P<word>(?i:{_any(clock)}))\b"),
    )
    return _Patterns(
        signs={name: re.compile(sign) for name, sign in signs.items()},
        rows=tuple((sign, kind, re.compile(pattern)) for sign, kind, pattern in rows),
    )


def _patterns(dates: Dates) -> _Patterns:
    return _patterns_of(
        dates.months,
        dates.weekdays,
        tuple(dates.numbers),
        tuple(dates.days),
        dates.dayparts,
        dates.lead,
        dates.shades,
        tuple(dates.clock),
        tuple(dates.zones),
    )


def _any(words: object, *, raw: bool = False) -> str:
    """An alternation, the longest word first."""
    listed = sorted((str(w) for w in words), key=len, reverse=True)  # type: ignore[attr-defined]
    return "(?:" + "|".join(w if raw else re.escape(w).replace(r"\ ", r"\s+") for w in listed) + ")"
