"""Where a text stands in quotation marks."""

from __future__ import annotations

import re

#: A pair of double marks, curly or straight, or of single ones that cannot be apostrophes; within one paragraph.
#: A quotation that is not closed before the paragraph ends runs to its end (running quotations of several paragraphs).
_DOUBLE = re.compile(r"[“„«\"]([^“”„«»\"\n]{1,4000})(?:[”»\"]|(?=\n)|\Z)")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\S)([^‘\n\"“”]{1,2000}?)(?<=[\w.,!?…])[’'](?!\w)")


def quotations(text: str) -> list[tuple[int, int]]:
    """The insides of quotation marks, in order, without overlap; marks inside marks are part of the outer ones."""
    doubles = [match.span(1) for match in _DOUBLE.finditer(text)]
    singles = [
        match.span(1)
        for match in _SINGLE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in doubles)
    ]
    return sorted(doubles + singles)
