"""The lines of a report, and which of them one hard-wrapped paragraph holds together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from sayso.text import CLOSING, trim

#: A text wrapped by hand or by a wire system is no wider than this.
WIDEST_WRAP = 100
#: Lines shorter than this are not wrapped prose.
NARROWEST_WRAP = 50

_SENTENCE_MARKS = ".!?…"


class Block(msgspec.Struct, frozen=True):
    """One paragraph-like stretch: a line, or the lines of a hard-wrapped paragraph.

    Attributes:
        start, end: without the blanks around it.
        text: its words as they stand.
    """

    start: int
    end: int
    text: str

    def ends_sentence(self) -> bool:
        """Whether it ends as running text does: a full stop, a question, a colon, a closing quote behind one."""
        bare = self.text.rstrip(CLOSING + ")] ")
        closed = self.text[-1] in CLOSING
        return bool(bare) and (bare[-1] in _SENTENCE_MARKS + ":;" or (closed and bare[-1] in ",-–—"))

    def size(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def blocks(text: str) -> list[Block]:
    """The non-blank lines of a text in order, those of a hard-wrapped paragraph joined into one block."""
    found: list[Block] = []
    for group in _groups(text):
        if _is_wrapped(text, group):
            found.append(_block(text, group[0][0], group[-1][1]))
        else:
            found += [_block(text, start, end) for start, end in group]
    return found


def _block(text: str, start: int, end: int) -> Block:
    return Block(start, end, text[start:end])


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of non-blank lines as (start, end), trimmed."""
    group: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start, end = trim(text, at, at + len(line))
        at += len(line) + 1
        if start < end:
            group.append((start, end))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether every line but the last is full: the next line's first word would not have fitted any more."""
    if len(group) < 2:
        return False
    width = max(end - start for start, end in group)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    broken = 0
    for (start, end), (next_start, next_end) in pairwise(group):
        first_word = text[next_start:next_end].split(maxsplit=1)[0]
        if end - start + 1 + len(first_word) < width - 4:
            return False
        broken += text[end - 1] not in _SENTENCE_MARKS
    return broken * 2 > len(group) - 1
