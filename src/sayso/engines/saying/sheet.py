"""A report as the tagger reads it: word pieces in a row, the words they make up, and what their spelling shows.

Training and run time read a report through this one module, so that they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

import msgspec
from tokenizers import Tokenizer

from sayso.text import Span

#: The piece that stands between two paragraphs: [SEP] in the vocabulary of BERT, uncased.
BREAK = 102

#: What the spelling of a word shows that the uncased pieces do not. Inside quotation marks `SHAPES` is added.
LOWER, CAPITALISED, CAPITALS, NUMBER, MARK = range(5)
SHAPES = 5

_QUOTES = '“”«»"'  # apostrophes tell too little


class Sheet(msgspec.Struct, frozen=True, gc=False):
    """A report in word pieces.

    Attributes:
        pieces: places in the vocabulary, with a break between paragraphs.
        shapes: for each piece the shape of its word.
        firsts: for each word the place of its first piece in `pieces`.
        starts, ends: for each word its code points in the text, half-open.
        paragraphs: for each word the number of its paragraph.
    """

    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    starts: list[int]
    ends: list[int]
    paragraphs: list[int]

    def __len__(self) -> int:
        return len(self.firsts)

    def place(self, word: int) -> int:
        """Where the pieces of this word begin; behind the last word, where the pieces end."""
        return self.firsts[word] if word < len(self.firsts) else len(self.pieces)


@cache
def vocabulary() -> Any:
    """The tokenizer that belongs to the weights."""
    packed = resources.files("sayso.models").joinpath("minilm/tokenizer.json").read_text(encoding="utf-8")
    tokenizer: Any = Tokenizer.from_str(packed)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def sheet(text: str, paragraphs: Sequence[Span]) -> Sheet:
    """The word pieces of these paragraphs, in the order given; the rest of the text is left out."""
    made = Sheet([], [], [], [], [], [])
    for number, paragraph in enumerate(paragraphs):
        inner = paragraph.of(text)
        encoding = vocabulary().encode(inner, add_special_tokens=False)
        if made.pieces and encoding.ids:
            made.pieces.append(BREAK)
            made.shapes.append(MARK)
        inside = False
        rows = zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True)
        for _, pieces in groupby(rows, key=lambda row: row[0]):
            _, ids, offsets = zip(*pieces, strict=True)
            start, end = offsets[0][0], offsets[-1][1]
            word = inner[start:end]
            was_inside, inside = inside, _inside(word, inside)
            shape = shape_of(word) + SHAPES * (inside and was_inside)
            made.firsts.append(len(made.pieces))
            made.starts.append(paragraph.start + start)
            made.ends.append(paragraph.start + end)
            made.paragraphs.append(number)
            made.pieces.extend(ids)
            made.shapes.extend([shape] * len(ids))
    return made


def shape_of(word: str) -> int:
    """The shape of one word."""
    if not word[:1].isalnum():
        return MARK
    if word[:1].isdigit():
        return NUMBER
    if word[:1].islower() or not word[:1].isupper():
        return LOWER
    return CAPITALS if len(word) > 1 and word.isupper() else CAPITALISED


def _inside(word: str, inside: bool) -> bool:
    """Whether what follows this word stands inside quotation marks."""
    if word not in _QUOTES or not word:
        return inside
    if word == '"':
        return not inside
    return word in "“«"


class Window(msgspec.Struct, frozen=True, gc=False):
    """Words read at once (`first` to `last`) and the part of them whose scores are kept; all half-open.

    The rest is context: a word near an edge of what is read is told from less than one in its middle.
    """

    first: int
    last: int
    kept_first: int
    kept_last: int


def windows(sheet: Sheet, kept: int, context: int) -> Iterator[Window]:
    """Windows that keep every word once: at most `kept` pieces each and up to `context` more on both sides.

    They depend on the report alone, and each is read alone, so no score depends on how reports are put together.
    """
    first = 0
    while first < len(sheet):
        last = _reaching(sheet, first, kept)
        before = first
        while before > 0 and sheet.place(first) - sheet.place(before - 1) <= context:
            before -= 1
        after = _reaching(sheet, last, context) if last < len(sheet) else last
        yield Window(before, after, first, last)
        first = last


def _reaching(sheet: Sheet, first: int, pieces: int) -> int:
    """The word behind the last one that fits into so many pieces; at least one word fits."""
    last = first + 1
    while last < len(sheet) and sheet.place(last + 1) - sheet.place(first) <= pieces:
        last += 1
    return min(last, len(sheet))
