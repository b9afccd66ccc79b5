"""How well attributions are found: the metric of docs/accuracy.md, on character spans of source, cue and content.

Spans are read as tokens (words, single marks). Quotation marks never count, nor other marks at the edges of a role.

- `AR_part`: contents share half of their words (Jaccard), sources a telling word (or both are empty), cues a word;
  matched one to one, the best overlap first.
- `AR_exact`: source, cue and content all the same.
- `content`: as `AR_part`, the content alone.
- `source_words`, `cue_words`, `content_words`: words found in a role, whoever they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

_TOKEN = re.compile(r"\w+|[^\w\s]")
_QUOTES = "\"'“”’‘"

#: Words too common to tell that two sources are one.
_COMMON = frozenset(
    "the a an of 's s and , in to for ' ’ “ ” \" - his her their its at on by with".split()  # noqa: SIM905
)

Spans: TypeAlias = Iterable[Sequence[int]]
Places: TypeAlias = frozenset[int]

ROLES = ("source", "cue", "content")


class Roled(NamedTuple):
    """The token places of one attribution."""

    source: Places
    cue: Places
    content: Places


class Counts(NamedTuple):
    """How many were found rightly, found at all, and there to be found."""

    hits: int = 0
    made: int = 0
    gold: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.hits + other.hits, self.made + other.made, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.made + self.gold) if self.hits else 0.0


class Tokens:
    """A text as the metric counts it."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.words = [m.group().lower() for m in found]
        self._places = [(m.start(), m.end()) for m in found]

    def roled(self, spans: Mapping[str, Spans]) -> Roled:
        """The places of source, cue and content."""
        return Roled(*(self.places(spans.get(role) or ()) for role in ROLES))

    def places(self, spans: Spans) -> Places:
        """The tokens that these spans touch, without marks at the edges and without quotation marks."""
        touched = sorted({i for s, e in spans for i, (a, b) in enumerate(self._places) if a < e and b > s})
        while touched and self._is_mark(touched[0]):
            touched.pop(0)
        while touched and self._is_mark(touched[-1]):
            touched.pop()
        return frozenset(i for i in touched if self.words[i] not in _QUOTES)

    def share(self, a: Places, b: Places) -> bool:
        """Whether two sources are one: a telling word in both, or both empty."""
        return bool(self._telling(a) & self._telling(b)) or not (a or b)

    def _telling(self, places: Places) -> Places:
        return frozenset(i for i in places if self.words[i] not in _COMMON) or places

    def _is_mark(self, place: int) -> bool:
        return re.match(r"\w", self.words[place]) is None


class Match(NamedTuple):
    """A gold and a found attribution with about the same content."""

    gold: int
    made: int
    source: bool
    cue: bool


def matches(tokens: Tokens, gold: Sequence[Roled], made: Sequence[Roled]) -> list[Match]:
    """Which belongs to which, one to one, the best overlap of contents first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, m in enumerate(made):
            union = len(g.content | m.content)
            overlap = len(g.content & m.content) / union if union else 0.0
            if overlap >= 0.5:
                source, cue = tokens.share(g.source, m.source), bool(g.cue & m.cue)
                pairs.append((overlap + 0.01 * source + 0.005 * cue, i, j, source, cue or not (g.cue or m.cue)))
    taken_gold, taken_made, found = set[int](), set[int](), []
    for _, i, j, source, cue in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken_made:
            taken_gold.add(i)
            taken_made.add(j)
            found.append(Match(i, j, source, cue))
    return found


def counted(tokens: Tokens, gold: Sequence[Roled], made: Sequence[Roled]) -> dict[str, Counts]:
    """The counts of one report."""
    matched = matches(tokens, gold, made)
    part = sum(m.source and m.cue for m in matched)
    exact_gold, exact_made = set(gold), set(made)
    counts = {
        "AR_part": Counts(part, len(made), len(gold)),
        "AR_exact": Counts(len(exact_gold & exact_made), len(exact_made), len(exact_gold)),
        "content": Counts(len(matched), len(made), len(gold)),
    }
    for at, role in enumerate(ROLES):
        there, found = (frozenset[int]().union(*(r[at] for r in all_)) for all_ in (gold, made))
        counts[f"{role}_words"] = Counts(len(there & found), len(found), len(there))
    return counts


def summed(all_counts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The counts of all reports together."""
    total: dict[str, Counts] = {}
    for counts in all_counts:
        for name, count in counts.items():
            total[name] = total.get(name, Counts()).plus(count)
    return total
