"""Which words of a report stand inside quotation marks, read by the marks alone."""

from __future__ import annotations

import re

#: A quotation ends at its closing mark or with its line; single marks must look like quotes, not apostrophes.
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|(?<!\w)‘(?:[^’\n]|’(?=\w))*’(?!\w)|(?<![\w'])'[^'\n]{20,}?'(?!\w)",
    re.MULTILINE,
)


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks, marks included, in order (code points); an open one ends with its line."""
    return [match.span() for match in _QUOTED.finditer(text)]
