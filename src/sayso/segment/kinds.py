"""What each line of a report is, and by which rule.

First what a line says about itself (markup, the title, fixed phrases, credits), then what its neighbours say: an
unpunctuated line between paragraphs is a sub-heading or a teaser, after the last paragraph it is a list of topics.
A doubtful line is a paragraph: furniture kept as text is noise, text lost as furniture is a claim lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.records import Document, Mark
from sayso.segment.blocks import Block
from sayso.segment.furniture import (
    Patterns,
    closes_page,
    credit_start,
    is_author_note,
    is_heading,
    is_kept,
    opens_caption,
    rule_for,
)
from sayso.text import words
from sayso.vocab import PassageKind

LONGEST_HEADLINE = 28  # words
LONGEST_CAPTION = 80
LONGEST_CREDIT = 9
LONGEST_SUBHEADING = 16
LONGEST_TITLE = 20  # of another story, in a list of such
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
    page = _Page(document, lines, marks, patterns)
    page.judge_each()
    if page.prose:
        page.settle_head()
        page.settle_lists()
        page.settle_tail()
        page.settle_between()
    else:
        page.settle_without_prose()
    return [kind or PARAGRAPH for kind in page.known]


class _Page:
    """The lines of one report while their kinds are being found; None in `known` where nothing says yet.

    Attributes:
        trusted: places that the markup shows to be running text: only their own words can make them furniture, and
            the heading of a list of other stories above them.
        prose: places of open lines that read as paragraphs.
    """

    def __init__(self, document: Document, lines: Sequence[Block], marks: Sequence[Mark], patterns: Patterns) -> None:
        self.document = document
        self.lines = lines
        self.patterns = patterns
        self.marked = _by_markup(lines, marks)
        self.trusted = {place for place, kind in enumerate(self.marked) if kind is PassageKind.PARAGRAPH}
        self.known: list[Kind | None] = [None] * len(lines)
        self.prose: list[int] = []

    def judge_each(self) -> None:
        """What each line is by its own words or markup."""
        title, byline = _key(self.document.title or ""), _key(self.document.byline or "")
        seen: set[str] = set()
        for place, line in enumerate(self.lines):
            key = _key(line.text)
            kind = self._of_line(place, key, title, key in seen)
            if kind is None and byline and key in (byline, f"by {byline}"):
                kind = Kind(_FURNITURE, "byline")
            self.known[place] = kind
            seen.add(key)
            if kind is None and _is_prose(line):
                self.prose.append(place)

    def _of_line(self, place: int, key: str, title: str, repeated: bool) -> Kind | None:
        line, by_markup = self.lines[place], self.marked[place]
        if repeated and (key == title or (line.size() >= 4 and place not in self.trusted and not _signs_a_post(line))):
            return Kind(_FURNITURE, "repeated")
        if title and key == title:
            return Kind(_HEADLINE, "title")
        if by_markup is _CAPTION:
            return _caption(line, "marked", credit_start(line.text, self.patterns))
        if by_markup is not None and place not in self.trusted:
            return Kind(by_markup, "marked")
        if is_kept(line.text, self.patterns):
            return Kind(PassageKind.PARAGRAPH, "correction")
        rule = rule_for(line.text, self.patterns)
        if rule is not None:
            return Kind(_FURNITURE, rule)
        return _pictured(line, self.patterns)

    def settle_without_prose(self) -> None:
        """A text of headlines only: its first open line is the headline, the rest stays text."""
        open_lines = [place for place, kind in enumerate(self.known) if kind is None]
        if len(open_lines) > 1 and not self._has_headline(len(self.lines)):
            self.known[open_lines[0]] = Kind(_HEADLINE, "first-line")

    def settle_head(self) -> None:
        """Above the first paragraph: the headline (if the title was not found), then who and when."""
        titled = self._has_headline(self.prose[0])
        for place in range(self.prose[0]):
            line = self.lines[place]
            if self.known[place] is not None or (place in self.trusted and line.size() > 4):
                continue
            if not titled and 3 <= line.size() <= LONGEST_HEADLINE:
                self.known[place], titled = Kind(_HEADLINE, "first-line"), True
            elif line.size() <= 4 or (line.size() <= 6 and _is_capitalised(line.text)):
                self.known[place] = Kind(_FURNITURE, "above-the-text")
            elif line.size() <= LONGEST_SUBHEADING:
                self.known[place] = Kind(_HEADLINE, "standfirst")

    def settle_lists(self) -> None:
        """The unpunctuated lines that follow the heading of a list of topics or links belong to the list."""
        inside = False
        for place, line in enumerate(self.lines):
            kind = self.known[place]
            if kind is not None:
                inside = is_heading(line.text, self.patterns) or (inside and kind.kind is _FURNITURE)
            elif inside and _may_be_listed(line, marked=place in self.trusted):
                self.known[place] = Kind(_FURNITURE, "topics")
            else:
                inside = False

    def settle_tail(self) -> None:
        """At the end: the note on who wrote it; below the last paragraph: names of topics, teasers."""
        for place in reversed(self.prose[-4:]):
            text = self.lines[place].text
            before = self.document.text[: self.lines[place].start]
            last = all(kind is not None and kind.kind is _FURNITURE for kind in self.known[place + 1 :])
            if place > self.prose[0] and is_author_note(
                text, before, self.document.byline or "", self.patterns, last=last
            ):
                self.known[place] = Kind(_FURNITURE, "author-note")
            elif last and place > self.prose[0] and closes_page(text, self.patterns):
                self.known[place] = Kind(_FURNITURE, "publisher")
        for place in range(self.prose[-1] + 1, len(self.lines)):
            line = self.lines[place]
            if self.known[place] is not None or place in self.trusted or line.ends_sentence():
                continue
            above = self.known[place - 1]
            if _is_capitalised(line.text) or (above is not None and above.kind is _FURNITURE):
                self.known[place] = Kind(_FURNITURE, "below-the-text")

    def settle_between(self) -> None:
        """Between paragraphs, alone and unpunctuated: a sub-heading, or a teaser for a video or another story."""
        for place in range(self.prose[0] + 1, self.prose[-1]):
            line = self.lines[place]
            if self.known[place] is not None or not _may_be_subheading(line):
                continue
            if not self._parts_paragraphs(place):
                continue
            is_teaser = _TEASER.match(line.text) and line.size() >= 5 and not _is_title_case(line.text)
            if not is_teaser:
                self.known[place] = Kind(_HEADLINE, "sub-heading")
            elif place not in self.trusted:
                self.known[place] = Kind(_FURNITURE, "teaser")

    def _parts_paragraphs(self, place: int) -> bool:
        """Whether a paragraph follows, and a paragraph, a caption or furniture stands above."""
        above = self.known[place - 1]
        parted = above is not None and above.kind in (_FURNITURE, _CAPTION)
        return (parted or self._is_open_prose(place - 1)) and self._is_open_prose(place + 1)

    def _is_open_prose(self, place: int) -> bool:
        kind = self.known[place]
        return (kind is None or kind.kind is PassageKind.PARAGRAPH) and _is_prose(self.lines[place])

    def _has_headline(self, before: int) -> bool:
        return any(kind is not None and kind.kind is _HEADLINE for kind in self.known[: before + 1])


def _by_markup(lines: Sequence[Block], marks: Sequence[Mark]) -> list[PassageKind | None]:
    """For each line the kind of the first mark that touches it."""
    marked = sorted((mark.span.start, mark.span.end, mark.kind) for mark in marks)
    found: list[PassageKind | None] = []
    at = 0
    for line in lines:
        while at < len(marked) and marked[at][1] <= line.start:
            at += 1
        found.append(marked[at][2] if at < len(marked) and marked[at][0] < line.end else None)
    return found


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


def _signs_a_post(line: Block) -> bool:
    """Whether the line says whose post stands above it; one person's posts all end in the same line."""
    return line.text[0] in "-–—" and "(@" in line.text


def _may_be_subheading(line: Block) -> bool:
    if line.ends_sentence() or line.size() > LONGEST_SUBHEADING or _QUOTES.search(line.text):
        return False
    first = line.text[0]
    return _NUMBERED.match(line.text) is not None or not (first.islower() or first.isdigit() or first in '"-–—•')


def _may_be_listed(line: Block, *, marked: bool) -> bool:
    """Whether a line can be a name in a list of topics or the title of another story; long ones only if all names.

    A line that the markup calls a paragraph must be short: pages set such titles as paragraphs too.
    """
    if line.text[-1] == "?":
        return line.size() <= LONGEST_SUBHEADING and not marked
    if line.ends_sentence():
        return False
    names = not marked and line.size() <= LONGEST_TOPIC_LINE and _is_capitalised(line.text)
    return names or line.size() <= LONGEST_TITLE


def _is_capitalised(text: str) -> bool:
    """Whether all words but small ones begin with a capital or a digit, as in lists of names."""
    return all(word[:1].isupper() or not word[:1].isalpha() or len(word) <= 3 for word in text.split())


def _is_title_case(text: str) -> bool:
    """Whether nearly all longer words are capitalised, as in American headlines."""
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
