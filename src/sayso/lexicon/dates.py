"""The shape of dates.yml: the words of which English makes dates."""

from __future__ import annotations

import msgspec


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of dates.

    Attributes:
        months: English month names in order, each with its short forms.
        weekdays: Monday to Sunday, each with its short forms (used only beside a month or number).
        numbers: number words to their value ("a" is 1).
        days: words for one day, to how many days they lie from today.
        dayparts: parts of the day after a weekday ("morning").
        lead: prepositions that belong to the date words ("on", "since").
        ahead: prepositions that point forward where the verb does not say ("until").
        shades: words between preposition and date that leave the date as it is ("early").
        clock: words for a time of day, to "HH:MM".
        zones: time zones to their ISO form.
        names: capitalised names that hold a weekday or month and are no dates.
        awaiting: verbs whose passive looks ahead to what it is said of ("results are *expected* on Monday").
        planning: verbs whose infinitive lies ahead ("is expected to meet on Monday").
        scheduled: verbs whose present tense may be a timetable ("the school *opens* on Monday").
    """

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    days: dict[str, int]
    dayparts: tuple[str, ...]
    lead: tuple[str, ...]
    ahead: tuple[str, ...]
    shades: tuple[str, ...]
    clock: dict[str, str]
    zones: dict[str, str]
    names: tuple[str, ...]
    planning: tuple[str, ...]
    awaiting: tuple[str, ...]
    scheduled: tuple[str, ...]
