"""Which words of a report stand inside quotation marks or frame them, read by the marks alone."""

from __future__ import annotations

import re

from sayso.lineage.masks import stretch, stretches
from sayso.lineage.wording import Wording

#: Words between quotation marks that a shared quotation has at least.
QUOTED = 5
#: Words of a sentence outside its quotation marks that only say who spoke, where and when.
FRAME = 12

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


def quoted(words: Wording, text: str) -> int:
    """The words inside quotation marks, as a set of words."""
    return stretches(words.between(start, end) for start, end in quotations(text))


def spoken(words: Wording, quoted: int) -> int:
    """The quoted words with the short frame around them.

    "…," she told a news conference in Torvik on Monday: whoever was there writes the same words and much the same
    frame. So the words outside the marks belong to the quotation where a sentence has few of them.
    """
    found = quoted
    for first, last in words.sentences if quoted else ():
        sentence = stretch(first, last)
        inside = (quoted & sentence).bit_count()
        if inside >= QUOTED and last - first - inside <= FRAME:
            found |= sentence
    return found
