"""Text cut into pieces, each with what is to be marked in it; how the page shows spans without nesting them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec


class Highlight(msgspec.Struct, frozen=True, order=True):
    """A stretch of a report's text to be marked.

    Attributes:
        kind: "certainty", "cue", "source", "grounds", "claim", "question", "date" or "change": the mark's style.
        title: what the mark means, in words, for readers who cannot see the style.
        note: the number of a claim, shown behind the stretch and linked; 0 for none.
        anchor: the id that other parts of the page link to; empty for none.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    note: int = 0
    anchor: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text in which the same marks hold.

    Attributes:
        kinds: the kinds of marks that cover it, as CSS classes; empty for plain text.
        title: the titles of these marks, each once.
        notes: claims whose mention ends here.
        anchors: ids that start here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    title: str = ""
    notes: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


def pieces(text: str, start: int, end: int, highlights: Iterable[Highlight]) -> tuple[Piece, ...]:
    """The stretch of text from `start` to `end` in pieces; highlights that reach beyond it are cut to it."""
    inside = sorted({h for h in highlights if h.start < end and start < h.end and h.start < h.end})
    cuts = sorted({start, end, *(max(h.start, start) for h in inside), *(min(h.end, end) for h in inside)})
    found: list[Piece] = []
    active: list[Highlight] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for left, right in pairwise(cuts):
        active = [h for h in active if h.end > left]
        begun = []
        while following is not None and following.start <= left:
            begun.append(following)
            following = next(waiting, None)
        active += begun
        found.append(_piece(text[left:right], active, [h for h in active if min(h.end, end) == right], begun))
    return tuple(found)


def _piece(text: str, active: Sequence[Highlight], ending: Sequence[Highlight], begun: Sequence[Highlight]) -> Piece:
    return Piece(
        text,
        kinds=tuple(dict.fromkeys(h.kind for h in active)),
        title="; ".join(dict.fromkeys(h.title for h in active if h.title)),
        notes=tuple(sorted({h.note for h in ending if h.note})),
        anchors=tuple(dict.fromkeys(h.anchor for h in begun if h.anchor)),
    )
