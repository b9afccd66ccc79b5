"""Document to passages: headline, paragraphs, sentences, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.records import Document, Mark, Passage
from sayso.segment.blocks import Block, blocks
from sayso.segment.furniture import Furniture, compiled
from sayso.segment.kinds import Kind, kinds
from sayso.segment.sentences import Abbreviations, sentences
from sayso.text import Span
from sayso.vocab import PassageKind

_CITY = r"[A-Z][A-Z.'’/ -]{2,40}"  # HALLIM
_PLACE = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"  # Port Ellin
_MORE = r"(?:, [A-Z][\w.'’ -]{1,30}){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"  # , Ostrania, March 12
_AGENCY = r"\([A-Z][\w.'’/ -]{1,40}\)"
#: "HALLIM, Ostrania, March 12 (Agency) — The": where and for whom, before the first sentence of an agency's story.
_DATELINE = re.compile(
    rf"(?:{_CITY}{_MORE} ?(?:—|–|--)|(?:{_CITY}|{_PLACE}){_MORE} ?{_AGENCY} ?(?:—|–|--|-)|{_AGENCY} ?(?:—|–|--|-))"
    r"\s*(?=[\"“'‘(A-Z0-9$£€])"
)


def passages(
    document: Document, marks: Sequence[Mark] = (), *, furniture: Furniture, abbreviations: Abbreviations
) -> list[Passage]:
    """The passages of one report, in text order.

    Every non-blank line lies in exactly one headline, paragraph, caption or furniture; sentences lie inside the first
    three. A dateline ("CITY (Agency) —") and a caption's picture credit are in no sentence.
    """
    lines = blocks(document.text)
    found = kinds(document, lines, marks, compiled(furniture))
    made: list[Passage] = []
    for line, kind in zip(lines, found, strict=True):
        made.append(_passage(document, line.start, line.end, kind.kind, kind.rule))
        if kind.kind is not PassageKind.FURNITURE:
            made += _sentences(document, line, kind, abbreviations)
    return made


def _sentences(document: Document, line: Block, kind: Kind, abbreviations: Abbreviations) -> Iterator[Passage]:
    start = line.start
    end = line.end if kind.content_end is None else line.start + kind.content_end
    if kind.kind is PassageKind.PARAGRAPH and (dateline := _DATELINE.match(line.text[:160])):
        start += dateline.end()
    for begin, stop in sentences(document.text, start, end, abbreviations):
        yield _passage(document, begin, stop, PassageKind.SENTENCE, "sentence")


def _passage(document: Document, start: int, end: int, kind: PassageKind, rule: str) -> Passage:
    return Passage(doc_id=document.id, span=Span(document.id, start, end), kind=kind, made_by=f"segment/{rule}@1")
