"""Plain text and Markdown: the text as it stands, and the little that it says about itself."""

from __future__ import annotations

import re
from collections import Counter

from sayso.extract.metadata import Metadata
from sayso.extract.when import in_line
from sayso.text import CLOSING, squeeze

#: How many non-blank lines may stand above the first paragraph.
HEAD = 8
LONGEST_TITLE = 28  # words
LONGEST_BYLINE = 140

#: "By Jane Doe", "By Jane Doe and Bo Roe, Science Editor": names behind "By", and no full stop.
_BYLINE = re.compile(
    r"(?i:by|words by|written by|story by|reporting by):? (?P<who>(?:the |our |an? )?[A-Z][^.!?|]{1,100}?)"
    r"(?:\s[|•·]\s.{0,60})?"
)
_FIRST_WORDS = re.compile(r"(?:[Bb][Yy]|Photo|Image|Home|Sign|Share|Advertisement|Updated|Published|FILE)\b")
_CREDITED = re.compile(r"[)\]]$|\(Image|\(Photo|\(Picture")
_NAME_WORD = re.compile(
    r"[A-Z@][\w.'’-]*|and|of|for|the|in|a|an|our|staff|reporters?|writers?|correspondents?|agencies|&"
)


def head(text: str) -> Metadata:
    """Title, byline and date as the lines above the first paragraph give them."""
    lines = [squeeze(line) for line in text.split("\n", 60)[:60] if line.strip()][:HEAD]
    return Metadata(title=_title(lines), byline=_byline(lines), published=_published(lines))


def _title(lines: list[str]) -> str | None:
    """The first line if it reads as a headline, or the first line that stands there twice."""
    counts = Counter(lines)
    for whole in lines:
        line = whole.removeprefix("# ")
        repeated = counts[whole] > 1 and in_line(line) is None
        if line != whole or repeated or _is_title(line):
            return line if 1 < len(line.split()) <= LONGEST_TITLE else None
        if len(line.split()) > LONGEST_TITLE or line[-1] in ".;":
            return None  # running text has begun
    return None


def _is_title(line: str) -> bool:
    words = line.split()
    if not 3 <= len(words) <= LONGEST_TITLE or in_line(line) or _FIRST_WORDS.match(line) or _CREDITED.search(line):
        return False
    bare = line.rstrip(CLOSING + ")]")
    return bool(bare) and bare[-1] not in ".:;," and not bare[0].islower() and " > " not in line


def _byline(lines: list[str]) -> str | None:
    return next((who for line in lines if (who := byline(line))), None)


def byline(line: str) -> str | None:
    """Who wrote the report, if the line is a byline ("By Jane Doe, Science Editor"), without its "By"."""
    found = _BYLINE.fullmatch(line) if len(line) <= LONGEST_BYLINE else None
    if found and all(_NAME_WORD.match(word) for word in found["who"].split(",")[0].split()):
        return found["who"].strip(" ,;")
    return None


def _published(lines: list[str]) -> str | None:
    return next((date for line in lines if (date := dated(line))), None)


def dated(line: str) -> str | None:
    """The date of a short line that is no sentence ("March 12, 2031 | Policy Brief")."""
    return in_line(line) if line[-1:] != "." and len(line.split()) <= 14 else None
