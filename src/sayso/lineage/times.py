"""Which of two reports was published first, as far as their dates say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sayso.records import Document

#: Clocks of publishers differ, and a page's time is often that of its last change: less than this says nothing.
NOISE = timedelta(minutes=30)


def is_later(document: Document, other: Document) -> bool:
    """Whether a report was surely published after the other: on a later day, or by half an hour where times are known.

    Unknown dates say nothing, and so do dates of which one only refines the other ("2031-03" and "2031-03-04").
    """
    mine, theirs = document.published, other.published
    if not mine or not theirs:
        return False
    if "T" in mine and "T" in theirs:
        first, second = _moment(theirs), _moment(mine)
        if first is not None and second is not None:
            return second - first > NOISE
    precision = min(len(mine.partition("T")[0]), len(theirs.partition("T")[0]), 10)
    return mine[:precision] > theirs[:precision]


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
