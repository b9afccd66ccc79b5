"""Helpers for the tests of sayso and of what is built on it."""

from __future__ import annotations

import re

import msgspec

from sayso.text import Span

#: The letters of marked text: what is said, source, cue, addressee, grounds.
ROLES = {"T": "content", "S": "source", "C": "cue", "A": "addressee", "G": "grounds"}

_OPENING = re.compile(r"\b([TSCAG])\[")


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A text and the spans that were marked in it, by role, in text order."""

    text: str
    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    grounds: tuple[Span, ...] = ()

    def words(self, role: str) -> tuple[str, ...]:
        """The marked words of one role ("content", "source", …), in text order."""
        spans: tuple[Span, ...] = getattr(self, role)
        return tuple(span.of(self.text) for span in spans)


def marked(marked_text: str, doc_id: str = "d") -> Marked:
    """The plain text and the spans of marked text.

    Example:
        >>> marked("T[The dam was safe], S[an engineer] C[said].").words("source")
        ('an engineer',)

    Marks may be nested; each role may be marked more than once. A mark that is never closed, or a bracket that closes
    none, is an error.

    Raises:
        ValueError: naming the place.
    """
    text: list[str] = []
    length = at = 0
    open_: list[tuple[str, int]] = []
    found: dict[str, list[Span]] = {role: [] for role in ROLES.values()}
    while at < len(marked_text):
        opening = _OPENING.match(marked_text, at)
        if opening:
            open_.append((ROLES[opening[1]], length))
            at = opening.end()
            continue
        character = marked_text[at]
        at += 1
        if character == "]":
            if not open_:
                raise ValueError(f"nothing to close at {at - 1} of {marked_text!r}")
            role, start = open_.pop()
            found[role].append(Span(doc_id, start, length))
            continue
        text.append(character)
        length += 1
    if open_:
        raise ValueError(f"{open_[-1][0]} is never closed in {marked_text!r}")
    return Marked(text="".join(text), **{role: tuple(sorted(spans)) for role, spans in found.items()})
