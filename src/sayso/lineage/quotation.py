"""Which words of a report stand inside quotation marks, read by the marks alone."""

from __future__ import annotations

import re

#: A quotation ends at its closing mark or with its line. Single marks must look like quotes, not apostrophes, and hold
#: no other opening mark, so that a page full of open marks is read once, not once for each.
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)"
    r"|(?<!\w)‘(?:[^‘’\n]|’(?=\w))*’(?!\w)|(?<![\w'])'[^'\n]{20,}?'(?!\w)",
    re.MULTILINE,
)


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks, marks included, in order (code points); an open one ends with its line."""
    return [match.span() for match in _QUOTED.finditer(text)]
