"""Quotations: the stretches of a report inside quotation marks, paragraph by paragraph.

A quotation never runs past its paragraph, unless the next paragraph opens with a quotation mark while this one's last
quotation is still open: then the two are pieces of one speech. So a mark that is never closed swallows one paragraph
at most. Quotations inside quotations are part of the outer one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from sayso.text import Span

_DOUBLE_OPEN = "“«„"
_DOUBLE_CLOSE = "”»"
_SINGLE_OPEN = "‘"
_BEFORE_OPENING = "([{—–-/“‘\"'«:"


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """One stretch inside quotation marks.

    Attributes:
        start, end: the words inside the marks.
        outer_start, outer_end: with the marks, where there are any.
        closed: whether a closing mark was found.
        continues: whether it goes on from the quotation before it, across a paragraph break.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    continues: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The quotations of these paragraphs (in text order, not overlapping), in text order."""
    found: list[Quotation] = []
    open_before = False
    for paragraph in paragraphs:
        pieces = _in_paragraph(text, paragraph.start, paragraph.end)
        for n, (start, end, closed) in enumerate(pieces):
            continues = n == 0 and open_before and not text[paragraph.start : start - 1].strip()
            outer_end = min(end + 1, paragraph.end) if closed else end
            found.append(Quotation(start, end, start - 1, outer_end, closed, continues))
        open_before = bool(pieces) and not pieces[-1][2]
    return found


def covering(quotations: Sequence[Quotation], offset: int) -> int:
    """The place of the quotation whose marks or words cover this offset, or -1."""
    at = bisect_right(quotations, offset, key=lambda quotation: quotation.outer_start) - 1
    return at if at >= 0 and offset < quotations[at].outer_end else -1


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of the words inside each pair of marks; one pass, no going back."""
    pieces: list[tuple[int, int, bool]] = []
    opened = -1
    barren = start  # no single mark before this place closes anything
    at = start
    while at < end:
        mark = text[at]
        if opened < 0:
            if _opens_double(text, at, start, end):
                opened = at + 1
            elif _opens_single(text, at, start, end):
                reach = min(end, at + 1 + _LONGEST_SINGLE)
                closing = _closing_single(text, max(at + 2, barren), reach, end)
                if closing > 0:
                    pieces.append((at + 1, closing, True))
                    at = closing
                else:
                    barren = reach
        elif mark in _DOUBLE_CLOSE or (mark in '"“' and _may_close(text, at, opened, end)):
            pieces.append((opened, at, True))
            opened = -1
        at += 1
    if opened >= 0:
        pieces.append((opened, _trimmed(text, opened, end), False))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _opens_double(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark in _DOUBLE_OPEN:
        return True
    if mark != '"' or at + 1 >= end or text[at + 1].isspace():
        return False
    return at == start or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING


def _may_close(text: str, at: int, opened: int, end: int) -> bool:
    """A plain mark, or „German“ style: closes unless it glues to a following word only."""
    if text[at] == "“":
        return opened > 0 and text[opened - 1] == "„"
    after = text[at + 1] if at + 1 < end else " "
    return not (text[at - 1].isspace() and after.isalnum())


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark not in "‘'" or at + 2 >= end or not (text[at + 1].isalnum() or text[at + 1] in "“[£$€"):
        return False
    if not (at == start or text[at - 1].isspace() or text[at - 1] in "([—–"):
        return False
    # '90s, 'em, 'tis: an apostrophe at the front of one short word.
    return not (text[at + 1].isdigit() and text[at + 1 : at + 4].rstrip("s").isdigit() and text[at + 3 : at + 4] == "s")


#: A quotation in single marks longer than this is an apostrophe gone astray.
_LONGEST_SINGLE = 600


def _closing_single(text: str, first: int, reach: int, end: int) -> int:
    """Where a single-marked quotation ends, or -1: a mark after punctuation, or after a word that owns nothing."""
    weak = -1
    for i in range(first, reach):
        if text[i] not in "’'":
            continue
        after = text[i + 1] if i + 1 < end else " "
        if after.isalnum():
            continue
        if text[i - 1] in ',.?!;…”"':
            return i
        possessive = text[i - 1] in "sS" and after == " " and i + 2 < end and text[i + 2].islower()
        if not possessive:
            return i
        weak = i if weak < 0 else weak
    return weak


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
