"""Offsets into immutable text: the conventions that every record keeps.

- A report's text is kept exactly as extracted and is never edited.
- Offsets are **Unicode code points**, **half-open** (``start`` is in, ``end`` is out), into that text.
- Whatever needs another spelling of the text (lower case, plain quotes) folds it through `Folded`, which remembers
  where each character came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

OPENING = "“‘«„\"'‹"
CLOSING = "”’»“\"'›"

#: A word as lineage, drift and claims count words: letters and digits with inner apostrophes, hyphens, points, commas
#: and colons ("24-hour", "U.S", "1,200", "19:30"); typographic and plain apostrophes alike.
WORD = re.compile(r"\w+(?:[-'’.,:]\w+)*")

#: Behind words, the note that says where they are from, by number or by name and date: "(1, 3)", "[2]", "(Meridian, 12
#: May)".
CITED = re.compile(
    r"\s*(?:\((?:\d{1,2}(?:, ?\d{1,2})*|[A-Z][^()]{2,40}, (?:\d{1,2} )?[A-Z][a-z]+(?: \d{1,4})*)\)"
    r"|\[\d{1,2}(?:, ?\d{1,2})*\]|[¹²³⁴-⁹]+)$"
)

#: One character for another, never more or fewer, so that folded offsets are text offsets.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'"}
    | {"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " "}
)


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A stretch of one report's text: code points, half-open."""

    doc_id: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span points at, given its report's text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal counts)."""
        return self.doc_id == other.doc_id and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.doc_id == other.doc_id and self.start < other.end and other.start < self.end


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word with its place and its folded spelling."""

    start: int
    end: int
    folded: str


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and blanks made plain, **same length, same offsets**."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """The text with quotes, dashes and blanks made plain and letters lowered, **same length, same offsets**."""
    lowered = plain(text).lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters grow when lowered (U+0130); they stay as they are, so that offsets keep.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain(text))


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, in order, with offsets into the whole text.

    Only the stretch is folded: rules ask for the words of many short stretches of one long report.
    """
    folded = fold(text[start:end])
    return [Word(start + m.start(), start + m.end(), m.group()) for m in WORD.finditer(folded)]


def trim(text: str, start: int, end: int, characters: str = " \t\r\n\u00a0") -> tuple[int, int]:
    """The stretch without the given characters at its two ends (may become empty, never inverted)."""
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return start, end


def squeeze(text: str) -> str:
    """One line for showing: every run of white space becomes one blank."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """A name as it is compared: lower case, accents and points off, words parted by one blank ("U.S." is "us")."""
    letters = unicodedata.normalize("NFKD", fold(text)).lower()  # "𝑨" is a capital only once it is decomposed
    kept = "".join(c for c in letters if not unicodedata.combining(c) and c not in ".'")
    return " ".join(re.findall(r"\w+", kept))


def merge(spans: Iterable[Span], gap: int = 0) -> Iterator[Span]:
    """The spans in order, those that overlap or stand within `gap` characters joined into one."""
    held: Span | None = None
    for span in sorted(spans):
        if held is not None and span.doc_id == held.doc_id and span.start <= held.end + gap:
            held = Span(held.doc_id, held.start, max(held.end, span.end))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
