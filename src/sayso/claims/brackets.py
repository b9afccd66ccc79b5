"""Names put in square brackets for "she" and "the group", so that a claim can be read without its report.

The brackets are those of the trade: what stands in them is not in the source's words (AP Stylebook, "brackets").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Anaphor
from sayso.text import Span, fold

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^The\b")


def to_name(text: str, span: Span, anaphors: Sequence[Anaphor]) -> list[Anaphor]:
    """Those anaphors inside a stretch that want their name: the first to each, where the stretch does not name it.

    `anaphors` are those of the report, in text order.
    """
    words = set(_WORD.findall(fold(span.of(text))))
    found: dict[str, Anaphor] = {}
    for anaphor in anaphors:
        name = fold(anaphor.means.of(text))
        if span.contains(anaphor.span) and words.isdisjoint(_WORD.findall(name)[-1:]):
            found.setdefault(name, anaphor)
    return list(found.values())


def with_names(text: str, start: int, end: int, named: Sequence[Anaphor]) -> str:
    """The text from `start` to `end` with the name of each anaphor in square brackets where the anaphor stands."""
    pieces, done = [], start
    for anaphor in named:
        if start <= anaphor.span.start and anaphor.span.end <= end:
            name = bracketed(anaphor.means.of(text), possessive=anaphor.possessive)
            pieces += [text[done : anaphor.span.start], name]
            done = anaphor.span.end
    return "".join([*pieces, text[done:end]])


def with_subject(text: str, subject: Span | None, words: str) -> str:
    """The words behind the subject that they leave to others, in square brackets: "[the dam] may burst"."""
    return f"{bracketed(subject.of(text))} {words}" if subject is not None else words


def bracketed(name: str, *, possessive: bool = False) -> str:
    """A name in square brackets, as it stands inside a sentence; with its s where it says whose something is."""
    inside = _ARTICLE.sub("the", name)
    return f"[{owner(inside) if possessive else inside}]"


def owner(name: str) -> str:
    """A name as whose something is: "Castellan’s", "the inspectors’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
