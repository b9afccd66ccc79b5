"""What each line of a report is, and by which rule.

First what a line says about itself (markup, the title, fixed phrases, credits), then what its neighbours say: an
unpunctuated line between paragraphs is a sub-heading or a teaser, after the last paragraph it is a list of topics.
A doubtful line is a paragraph: furniture kept as text is noise, text lost as furniture is a claim lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from sayso.records import Document, Mark
from sayso.segment.blocks import Block
from sayso.segment.furniture import (
    Patterns,
    credit_start,
    is_author_note,
    is_heading,
    is_kept,
    opens_caption,
    rule_for,
)
from sayso.text import OPENING, words
from sayso.vocab import PassageKind

LONGEST_HEADLINE = 28  # words
LONGEST_CAPTION = 80
LONGEST_CREDIT = 9
LONGEST_SUBHEADING = 16
LONGEST_TOPIC_LINE = 60
PROSE = 5  # words; a shorter line that ends in a full stop may be anything

#: Words, a comma or colon, an opening quote: somebody is quoted.
_QUOTES = re.compile(r"[:,] ?[“\"‘«„]\S")
_NUMBERED = re.compile(r"\d{1,2}[.)] [A-Z]")
#: "Country: Forces do something": one to three words, a colon, a capital.
_TEASER = re.compile(r"[A-Z][\w'’.-]*(?: [\w'’.-]+){0,2}: [A-Z]")


class Kind(msgspec.Struct, frozen=True):
    """What a block is and the rule that says so.

    Attributes:
        content_end: where a caption's words end and its credit begins, counted in the block; None if all is content.
    """

    kind: PassageKind
    rule: str
    content_end: int | None = None


PARAGRAPH = Kind(PassageKind.PARAGRAPH, "paragraph")
_HEADLINE = PassageKind.HEADLINE
_FURNITURE = PassageKind.FURNITURE
_CAPTION = PassageKind.CAPTION


def kinds(document: Document, lines: Sequence[Block], marks: Sequence[Mark], patterns: Patterns) -> list[Kind]:
    """One kind for each line, in order."""
    known = _by_itself(document, lines, marks, patterns)
    prose = [place for place, line in enumerate(lines) if known[place] is None and _is_prose(line)]
    if not prose:
        return [kind or PARAGRAPH for kind in _without_prose(lines, known)]
    for settle in (_settle_head, _settle_lists, _settle_tail, _settle_between):
        settle(document, lines, known, prose, patterns)
    return [kind or PARAGRAPH for kind in known]


def _by_itself(
    document: Document, lines: Sequence[Block], marks: Sequence[Mark], patterns: Patterns
) -> list[Kind | None]:
    """What each line is by its own words or markup; None where it does not say."""
    title = _key(document.title or "")
    byline = _key(document.byline or "")
    marked = sorted((mark.span.start, mark.span.end, mark.kind) for mark in marks)
    seen: set[str] = set()
    found: list[Kind | None] = []
    at = 0
    for line in lines:
        while at < len(marked) and marked[at][1] <= line.start:
            at += 1
        by_markup = marked[at][2] if at < len(marked) and marked[at][0] < line.end else None
        key = _key(line.text)
        kind = _of_line(line, key, title, by_markup, key in seen, patterns)
        if kind is None and byline and key in (byline, f"by {byline}"):
            kind = Kind(_FURNITURE, "byline")
        found.append(kind)
        seen.add(key)
    return found


def _of_line(
    line: Block, key: str, title: str, by_markup: PassageKind | None, repeated: bool, patterns: Patterns
) -> Kind | None:
    if repeated and (line.size() >= 4 or key == title):
        return Kind(_FURNITURE, "repeated")
    if title and key == title:
        return Kind(_HEADLINE, "title")
    if by_markup is _CAPTION:
        return _caption(line, "marked", credit_start(line.text, patterns))
    if by_markup is not None:
        return Kind(by_markup, "marked")
    if is_kept(line.text, patterns):
        return Kind(PassageKind.PARAGRAPH, "correction")
    rule = rule_for(line.text, patterns)
    if rule is not None:
        return Kind(_FURNITURE, rule)
    return _pictured(line, patterns)


def _pictured(line: Block, patterns: Patterns) -> Kind | None:
    """A picture credit alone, or a caption known by its credit or by how it begins."""
    if line.size() > LONGEST_CAPTION:
        return None
    credit = credit_start(line.text, patterns)
    if credit == 0 and line.size() > LONGEST_CREDIT:
        credit = None  # "Photo: …" and a whole caption behind it
    if credit is not None:
        return _caption(line, "picture-credit", credit)
    if opens_caption(line.text, patterns) and line.size() > 3:
        return Kind(_CAPTION, "caption-opening")
    return None


def _caption(line: Block, rule: str, credit: int | None) -> Kind:
    if credit is None:
        return Kind(_CAPTION, rule)
    if not line.text[:credit].strip(" |/—–-"):
        return Kind(_FURNITURE, "picture-credit")
    return Kind(_CAPTION, rule, credit)


def _key(text: str) -> str:
    """A line's words for comparing lines: no case, no punctuation."""
    return " ".join(word.folded for word in words(text))


def _is_prose(line: Block) -> bool:
    return line.size() >= PROSE and (line.ends_sentence() or line.size() > LONGEST_HEADLINE)


def _without_prose(lines: Sequence[Block], known: list[Kind | None]) -> list[Kind | None]:
    """A text of headlines only: its first open line is the headline, the rest stays text."""
    open_lines = [place for place, kind in enumerate(known) if kind is None]
    if len(open_lines) > 1 and not any(kind and kind.kind is _HEADLINE for kind in known):
        known[open_lines[0]] = Kind(_HEADLINE, "first-line")
    return known


Settle = Callable[[Document, Sequence[Block], list["Kind | None"], Sequence[int], Patterns], None]


def _settle_head(
    document: Document, lines: Sequence[Block], known: list[Kind | None], prose: Sequence[int], patterns: Patterns
) -> None:
    """Above the first paragraph: the headline (if the title was not found), then who and when."""
    titled = any(kind and kind.kind is _HEADLINE for kind in known[: prose[0] + 1])
    for place in range(prose[0]):
        line = lines[place]
        if known[place] is not None:
            continue
        if not titled and 3 <= line.size() <= LONGEST_HEADLINE:
            known[place], titled = Kind(_HEADLINE, "first-line"), True
        elif line.size() <= 6 and _is_capitalised(line.text):
            known[place] = Kind(_FURNITURE, "above-the-text")
        else:
            known[place] = Kind(_HEADLINE, "standfirst") if line.size() > 3 else Kind(_FURNITURE, "above-the-text")


def _settle_lists(
    document: Document, lines: Sequence[Block], known: list[Kind | None], prose: Sequence[int], patterns: Patterns
) -> None:
    """The unpunctuated lines that follow the heading of a list of topics or links belong to the list."""
    inside = False
    for place, line in enumerate(lines):
        kind = known[place]
        if kind is not None:
            inside = is_heading(line.text, patterns) or (inside and kind.kind is _FURNITURE)
        elif inside and not line.ends_sentence() and line.size() <= LONGEST_TOPIC_LINE:
            known[place] = Kind(_FURNITURE, "topics")
        else:
            inside = False


def _settle_tail(
    document: Document, lines: Sequence[Block], known: list[Kind | None], prose: Sequence[int], patterns: Patterns
) -> None:
    """Below the last paragraph: topics and teasers; at its end: the note on who wrote it."""
    last = prose[-1]
    for place in prose[-3:]:
        before = document.text[: lines[place].start]
        if place > prose[0] and is_author_note(lines[place].text, before, patterns):
            known[place] = Kind(_FURNITURE, "author-note")
    for place in range(last + 1, len(lines)):
        line = lines[place]
        listed = _is_capitalised(line.text) or place + 1 < len(lines)
        if known[place] is None and not line.ends_sentence() and listed and not line.text.startswith(tuple(OPENING)):
            known[place] = Kind(_FURNITURE, "below-the-text")


def _settle_between(
    document: Document, lines: Sequence[Block], known: list[Kind | None], prose: Sequence[int], patterns: Patterns
) -> None:
    """Between paragraphs, alone and unpunctuated: a sub-heading, or a teaser for a video or another story."""
    for place in range(prose[0] + 1, prose[-1]):
        line = lines[place]
        if known[place] is not None or not _may_be_subheading(line):
            continue
        above = _is_open_prose(lines, known, place - 1) or _is_furniture(known, place - 1)
        if not above or not _is_open_prose(lines, known, place + 1):
            continue
        if _TEASER.match(line.text) and line.size() >= 5 and not _is_title_case(line.text):
            known[place] = Kind(_FURNITURE, "teaser")
        else:
            known[place] = Kind(_HEADLINE, "sub-heading")


def _may_be_subheading(line: Block) -> bool:
    if line.ends_sentence() or line.size() > LONGEST_SUBHEADING or _QUOTES.search(line.text):
        return False
    first = line.text[0]
    return _NUMBERED.match(line.text) is not None or not (first.islower() or first.isdigit() or first in '"-–—•')


def _is_open_prose(lines: Sequence[Block], known: Sequence[Kind | None], place: int) -> bool:
    kind = known[place]
    return (kind is None or kind.kind is PassageKind.PARAGRAPH) and _is_prose(lines[place])


def _is_furniture(known: Sequence[Kind | None], place: int) -> bool:
    kind = known[place]
    return kind is not None and kind.kind in (_FURNITURE, _CAPTION)


def _is_capitalised(text: str) -> bool:
    """Whether all words but small ones begin with a capital or a digit, as in lists of names."""
    return all(word[:1].isupper() or not word[:1].isalpha() or len(word) <= 3 for word in text.split())


def _is_title_case(text: str) -> bool:
    """Whether nearly all longer words are capitalised, as in American headlines."""
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
