"""The words of a mention as they are compared."""

from __future__ import annotations

import msgspec

from sayso.text import bare, words


class Atom(msgspec.Struct, frozen=True, gc=False):
    """One word, or one part of a hyphenated word: as compared, its place in the report, whether it has a capital."""

    text: str
    start: int
    end: int
    capital: bool


def atoms_of(text: str, start: int, end: int) -> list[Atom]:
    """The words of a stretch, hyphenated ones in their parts, possessive endings and points off."""
    found = []
    for word in words(text[start:end]):  # the stretch alone: folding a whole report for each mention would cost more
        spelled = word.folded.removesuffix("'s")
        offset = start + word.start
        for part in [spelled] if spelled[0].isdigit() else spelled.split("-"):
            if part:
                plain = bare(part) if part[0].isalpha() and ("." in part or not part.isascii()) else part
                found.append(Atom(plain or part, offset, offset + len(part), text[offset].isupper()))
            offset += len(part) + 1
    return found
