"""Reports with attributions marked by people, as what the tagger is to learn."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests/attribution"))

import gold

from sayso import parse, segment
from sayso.engines import engine
from sayso.engines.saying.labels import KINDS, Role, Segment
from sayso.engines.saying.sheet import Sheet, sheet
from sayso.lexicon import load
from sayso.records import Document
from sayso.segment.furniture import Furniture
from sayso.segment.sentences import Abbreviations
from sayso.syntax import Parse
from sayso.text import Span

ROLES = {"source": Role.SOURCE, "cue": Role.CUE, "content": Role.CONTENT}
_PARAGRAPH = re.compile(r"\S[^\n]*")

#: Words that a content has at least which is read by itself.
_FEWEST = 3

#: The kind of a word that is of no source or its cue, or of one whose kind nobody has marked.
UNMARKED = -1


class Marked(msgspec.Struct, frozen=True):
    """One attribution as marked: for each role its segments."""

    source: tuple[Segment, ...]
    cue: tuple[Segment, ...]
    content: tuple[Segment, ...]


class Example(msgspec.Struct, frozen=True):
    """One report, read, with its attributions.

    Attributes:
        kinds: for each word of a source or its cue the place in `KINDS` of the source's kind; else `UNMARKED`.
    """

    id: str
    text: str
    sheet: Sheet
    attributions: tuple[Marked, ...]
    kinds: tuple[int, ...]

    def segments(self) -> list[Segment]:
        """All segments, each once."""
        return sorted({s for a in self.attributions for s in (*a.source, *a.cue, *a.content)})


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold anything."""
    return [Span("", m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]


def read(path: Path) -> Iterator[Example]:
    """The reports of a file of lines `{"id", "text", "attributions": [{"source", "cue", "content"}]}`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        read_as = sheet(given["text"], paragraphs(given["text"]))
        attributions = tuple(
            Marked(*(tuple(_segments(read_as, a[name] or (), role)) for name, role in ROLES.items()))
            for a in given["attributions"]
        )
        yield Example(given["id"], given["text"], read_as, attributions, (UNMARKED,) * len(read_as))


def _segments(read_as: Sheet, spans: Iterable[tuple[int, int]], role: Role) -> Iterator[Segment]:
    for start, end in spans:
        first, last = bisect_right(read_as.ends, start), bisect_left(read_as.starts, end)
        if first < last:
            yield Segment(first, last, role)


def own(folder: Path) -> Iterator[Example]:
    """The texts of a folder, in the format of tests/attribution/gold, each as the stage will read it.

    First the whole text, with what no other attribution holds; then the content of each attribution by itself, with
    what stands directly inside it. Most contents hold nothing: that has to be learned too.
    """
    for path in sorted(folder.glob("*.yml")):
        told = gold.read(path)
        yield _example(told, "", paragraphs(told.text), [a for a in told.attributions if a.within is None])
        for number, outer in enumerate(told.attributions):
            pieces = [span for span in outer.content if len(span.of(told.text).split()) >= _FEWEST]
            if pieces:
                yield _example(told, f"/{number}", pieces, [a for a in told.attributions if a.within == number])


def _example(told: gold.GoldText, part: str, pieces: Sequence[Span], inside: Sequence[gold.Found]) -> Example:
    """Some stretches of a text, with these attributions as far as they stand there."""
    read_as = sheet(told.text, pieces)
    marked = (
        Marked(*(tuple(_segments(read_as, [(s.start, s.end) for s in spans], role)) for spans, role in parts))
        for a in inside
        for parts in [((a.source, Role.SOURCE), (a.cue, Role.CUE), (a.content, Role.CONTENT))]
    )
    known = tuple(a for a in marked if a.cue)
    return Example(told.name + part, told.text, read_as, known, _kinds(told, read_as))


def _kinds(told: gold.GoldText, read_as: Sheet) -> tuple[int, ...]:
    """The kinds of the sources that these words are of, or are cues of; of one in another, the inner one's."""
    made = [UNMARKED] * len(read_as)
    known = [a for a in told.attributions if a.entry.kind in KINDS]
    kinds = [(span, KINDS.index(a.entry.kind)) for a in known for span in (*a.source, *a.cue)]
    for span, kind in sorted(kinds, key=lambda one: -len(one[0])):
        for words in _segments(read_as, [(span.start, span.end)], Role.SOURCE):
            made[words.first : words.last] = [kind] * (words.last - words.first)
    return tuple(made)


def held_out(example: Example, parts: int = 14) -> bool:
    """Whether a report is left out of training, to choose settings on: one in `parts`, by its id alone."""
    return hashlib.sha256(example.id.encode()).digest()[0] % parts == 0


def parsed(text: str) -> Parse:
    """The parse of a report, as the stages of run time make it."""
    document = Document(snapshot_id="", path="", text=text)
    furniture, abbreviations = load("furniture", Furniture), load("abbreviations", Abbreviations)
    passages = segment.passages(document, furniture=furniture, abbreviations=abbreviations)
    return parse.parse(document, passages, language=engine("language"))
