"""The marked news texts of tests/attribution/gold, read into attributions with character offsets.

A file holds a text and, for each attribution, an excerpt of that text with marks: ``S[…]`` source, ``C[…]`` cue,
``T[…]`` what is said, ``A[…]`` to whom, ``G[…]`` grounds of anonymity, ``W[…]`` when it was said; ``[…]`` by itself
leaves words out. No offset is written down: the excerpt is found in the text again, and must be found in one place.
What is marked, and what is not, is told in tests/attribution/gold/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from sayso.text import Span, trim
from sayso.vocab import QuoteKind, SourceKind

GOLD = Path(__file__).parent / "gold"
PARTS = ("dev", "dev2", "test")

#: The letters of the marks.
ROLES = {"S": "source", "C": "cue", "T": "content", "A": "addressee", "G": "grounds", "W": "when"}

_MARK = re.compile(r"(?P<gap>\s*\[…\]\s*)|\b(?P<role>[SCTAGW])\[|(?P<end>\])")
_PARAGRAPHS = re.compile(r"\n+")
_QUOTED = re.compile(r"[“«‘\"'][^“«\"]*[”»’\"'][.,!?]?")
_QUOTE = re.compile(r"[“”«»\"]|(?<!\w)[‘'](?=\w)")

Spans = tuple[Span, ...]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attribution as it is written in a file.

    Attributes:
        marks: the excerpt with its marks.
        kind: who the source is.
        quote: how the source's words are given.
        who: the canonical name of a named source; None where the text does not settle it, and for nameless sources.
        descriptor: the fullest description of an anonymous source; None where the source's own words are it.
        collective: whether several people speak as one.
        id: a name for `within` to point at.
        within: the attribution in whose content this one stands.
        nth: which occurrence of the excerpt's first words is meant, counted from 1, where there are several.
    """

    marks: str
    kind: SourceKind
    quote: QuoteKind
    who: str | None = None
    descriptor: str | None = None
    collective: bool = False
    id: str | None = None
    within: str | None = None
    nth: int | None = None


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file as it is written."""

    licence: str
    genre: str
    text: str
    attributions: tuple[Entry, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution with its places in the text; a stretch over several paragraphs is one span for each."""

    entry: Entry
    source: Spans
    cue: Spans
    content: Spans
    addressee: Spans
    grounds: Spans
    when: Spans
    within: int | None

    def words(self, role: str, text: str) -> tuple[str, ...]:
        """The words of one role ("content", "source", …), in text order."""
        spans: Spans = getattr(self, role)
        return tuple(span.of(text) for span in spans)


class GoldText(msgspec.Struct, frozen=True, kw_only=True):
    """A text and all its attributions; `within` of an attribution is an index into them."""

    name: str
    part: str
    genre: str
    text: str
    attributions: tuple[Found, ...]


class GoldError(ValueError):
    """A file that contradicts itself or the guideline; the message names the file and the excerpt."""


def read_all(part: str) -> list[GoldText]:
    """All texts of one part, by name."""
    return [read(path) for path in sorted((GOLD / part).glob("*.yml"))]


def read(path: Path) -> GoldText:
    """One text with its attributions found and checked.

    Raises:
        GoldError: where an excerpt is not found, is found twice, or breaks the guideline.
    """
    file = msgspec.yaml.decode(path.read_bytes(), type=File)
    name = path.stem
    text = file.text.strip()
    places = {entry.id: i for i, entry in enumerate(file.attributions) if entry.id is not None}
    found = []
    for entry in file.attributions:
        try:
            found.append(_find(entry, text, name, places))
        except GoldError as error:
            raise GoldError(f"{name}: {error}: {entry.marks}") from None
    for complaint in _complaints(found, text):
        raise GoldError(f"{name}: {complaint}")
    return GoldText(name=name, part=path.parent.name, genre=file.genre, text=text, attributions=tuple(found))


def located(marks: str, text: str, doc_id: str, nth: int | None = None) -> dict[str, Spans]:
    """Each role's spans in `text`, given an excerpt of it with marks.

    The words before the first gap must stand in the text once, or `nth` must say which occurrence is meant; words after
    a gap are looked for behind those before it.

    Raises:
        GoldError: where the excerpt does not stand in the text, or stands there more than once.
    """
    pieces, marked = _parsed(marks)
    starts = [_first(pieces[0], text, nth)]
    for before, piece in pairwise(pieces):
        match = _whole(piece).search(text, starts[-1] + len(before))
        if match is None:
            raise GoldError(f"{piece!r} does not stand behind {before!r}")
        starts.append(match.start())
    spans: dict[str, Spans] = {}
    for role in ROLES.values():
        stretches = [(starts[p] + o, starts[q] + e) for r, (p, o), (q, e) in marked if r == role]
        spans[role] = tuple(sorted(s for start, end in stretches for s in _by_paragraph(text, start, end, doc_id)))
    return spans


def encloses(outer: Spans, inner: Spans) -> bool:
    """Whether every inner span lies within one of the outer ones."""
    return all(any(o.contains(i) for o in outer) for i in inner)


Place = tuple[int, int]


def _parsed(marks: str) -> tuple[list[str], list[tuple[str, Place, Place]]]:
    """The excerpt's pieces without marks, and each mark as role, start and end: (piece, offset in it)."""
    pieces = [""]
    open_: list[tuple[str, Place]] = []
    marked: list[tuple[str, Place, Place]] = []
    at = 0
    for match in _MARK.finditer(marks):
        pieces[-1] += marks[at : match.start()]
        at = match.end()
        here = (len(pieces) - 1, len(pieces[-1]))
        if match["gap"]:
            pieces.append("")
        elif match["role"]:
            open_.append((ROLES[match["role"]], here))
        elif open_:
            role, start = open_.pop()
            marked.append((role, start, here))
        else:
            raise GoldError("a bracket closes nothing")
    pieces[-1] += marks[at:]
    if open_:
        raise GoldError(f"{open_[-1][0]} is never closed")
    if not all(pieces):
        raise GoldError("a gap needs words on both sides")
    return pieces, marked


def _whole(piece: str) -> re.Pattern[str]:
    """The piece where it does not begin or end inside a word."""
    return re.compile(r"(?<!\w)" * piece[0].isalnum() + re.escape(piece) + r"(?!\w)" * piece[-1].isalnum())


def _first(piece: str, text: str, nth: int | None) -> int:
    places = [m.start() for m in _whole(piece).finditer(text)]
    if not places:
        raise GoldError(f"{piece!r} does not stand in the text")
    if (nth is None) != (len(places) == 1):
        raise GoldError(f"{piece!r} stands in the text {len(places)} times, and nth is {nth}")
    if nth is not None and not 1 <= nth <= len(places):
        raise GoldError(f"{piece!r} has no occurrence {nth}")
    return places[(nth or 1) - 1]


def _by_paragraph(text: str, start: int, end: int, doc_id: str) -> Iterable[Span]:
    cuts = [(m.start() + start, m.end() + start) for m in _PARAGRAPHS.finditer(text[start:end])]
    for first, last in zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end], strict=True):
        first, last = trim(text, first, last)  # noqa: PLW2901
        if first < last:
            yield Span(doc_id, first, last)


def _find(entry: Entry, text: str, name: str, places: dict[str, int]) -> Found:
    if entry.within is not None and entry.within not in places:
        raise GoldError(f"there is no attribution {entry.within!r}")
    spans = located(entry.marks, text, name, entry.nth)
    return Found(entry=entry, within=places[entry.within] if entry.within else None, **spans)


def _complaints(found: Sequence[Found], text: str) -> Iterable[str]:
    """What is wrong with a text's attributions, one sentence each."""
    for i, one in enumerate(found):
        for complaint in _alone(one):
            yield f"{complaint}: {one.entry.marks}"
        if one.within is not None and i in _ancestors(i, found):
            yield f"it stands within itself: {one.entry.marks}"
        if one.within is not None and not encloses(found[one.within].content, one.content):
            yield f"its content does not stand within its parent's: {one.entry.marks}"
        if one.entry.quote is QuoteKind.INDIRECT and _own_quotation(i, found, text):
            yield f"indirect, but it quotes: {one.entry.marks}"
        if one.entry.quote is QuoteKind.MIXED and not any(_QUOTE.search(w) for w in one.words("content", text)):
            yield f"mixed, but it quotes nothing: {one.entry.marks}"
        if one.entry.quote is QuoteKind.MIXED and all(_QUOTED.fullmatch(w) for w in one.words("content", text)):
            yield f"mixed, but all of it is quoted: {one.entry.marks}"


def _alone(one: Found) -> Iterable[str]:
    entry = one.entry
    if not one.content or not one.cue:
        yield "no content or no cue"
    if (entry.kind is SourceKind.UNSPECIFIED) != (not one.source):
        yield "unspecified means: no words for the source"
    if entry.kind in (SourceKind.ANONYMOUS, SourceKind.UNSPECIFIED) and entry.who is not None:
        yield "a nameless source has no canonical name"
    if entry.kind is not SourceKind.ANONYMOUS and (one.grounds or entry.descriptor):
        yield "grounds or a descriptor, but not anonymous"
    if entry.collective and not one.source:
        yield "collective, but nobody is named"
    roles = (*one.source, *one.cue, *one.content)
    if any(a.overlaps(b) for n, a in enumerate(roles) for b in roles[:n]):
        yield "source, cue and content overlap"


def _ancestors(index: int, found: Sequence[Found]) -> set[int]:
    seen: set[int] = set()
    at = found[index].within
    while at is not None and at not in seen:
        seen.add(at)
        at = found[at].within
    return seen


def _own_quotation(index: int, found: Sequence[Found], text: str) -> bool:
    """Whether the content holds quotation marks that do not belong to an attribution nested in it."""
    nested = [s for i, other in enumerate(found) if index in _ancestors(i, found) for s in other.content]
    for span in found[index].content:
        for match in _QUOTE.finditer(text, span.start, span.end):
            if not any(s.start <= match.start() < s.end for s in nested):
                return True
    return False
