"""Which segments may belong together, and what tells whether they do.

A pair is a cue and a source, or a cue and a content, within a few paragraphs of one another. Training and run time
describe pairs through this one module.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sayso.engines.saying.grammar import Grammar
from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.sheet import CAPITALISED, CAPITALS, MARK, SHAPES, Sheet
from sayso.syntax import Parse

#: A cue is linked with nothing farther off than so many paragraphs, or so many segments of that role on either side.
PARAGRAPHS, NEIGHBOURS = 3, 6

_STOPS = frozenset(".!?")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "its", "our", "my", "him"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_OPENERS = frozenset({"that", "whether", "how", "what", "why", "if", "when", "where"})
_ASKING = frozenset({"ask", "asked", "asks", "asking", "told", "tell", "tells", "telling"})
_HELPERS = frozenset({"was", "were", "is", "are", "been", "be", "being"})

#: Values standing for "none there".
_FAR = 99.0


class Page:
    """A report with its segments, as pairs are described on it."""

    def __init__(self, parse: Parse, sheet: Sheet, segments: Sequence[Segment]) -> None:
        self.sheet = sheet
        self.grammar = Grammar(parse, sheet)
        self.words = [parse.text[s:e].lower() for s, e in zip(sheet.starts, sheet.ends, strict=True)]
        self.by_role = {role: sorted(s for s in segments if s.role is role) for role in Role}
        self._firsts = {role: [s.first for s in found] for role, found in self.by_role.items()}
        self._lasts = {role: [s.last for s in found] for role, found in self.by_role.items()}
        self._shapes = [sheet.shapes[p] for p in sheet.firsts]
        self._sentences = list(accumulate(map(self._begins_sentence, range(len(self.words)))))
        self._commas = [0, *accumulate(w == "," for w in self.words)]
        self._quotes = [0, *accumulate(w in '“”"«»' for w in self.words)]
        self._gaps = cache(lambda segment: tuple(self._gap(segment)))
        self._marks = [0, *accumulate(w in {":", ";", "—", "–", "(", ")"} for w in self.words)]

    def _begins_sentence(self, word: int) -> bool:
        if word == 0 or self.sheet.paragraphs[word] != self.sheet.paragraphs[word - 1]:
            return True
        before = self.words[word - 1]
        if before in "”\"’'" and word > 1:
            before = self.words[word - 2]
        capital = self._shapes[word] % SHAPES in (CAPITALISED, CAPITALS, MARK)
        return before in _STOPS and capital and self.words[word] not in "”\"’'"

    def pairs(self, role: Role) -> Iterator[tuple[Segment, Segment]]:
        """Each cue with each segment of this role that it may belong to, cues in order."""
        others = self.by_role[role]
        for cue in self.by_role[Role.CUE]:
            at = bisect_left(self._firsts[role], cue.first)
            for other in others[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]:
                apart = self.sheet.paragraphs[other.first] - self.sheet.paragraphs[cue.first]
                until = self.sheet.paragraphs[other.last - 1] - self.sheet.paragraphs[cue.first]
                if min(abs(apart), abs(until)) <= PARAGRAPHS:
                    yield cue, other

    def described(self, role: Role) -> tuple[list[tuple[Segment, Segment]], NDArray[np.float32]]:
        """All pairs of a role and, row by row, what tells of them."""
        pairs = list(self.pairs(role))
        rows = [self._row(cue, other) for cue, other in pairs]
        return pairs, np.array(rows or [[]], dtype=np.float32)[: len(pairs)]

    def _row(self, cue: Segment, other: Segment) -> list[float]:
        behind = other.first >= cue.last
        a, b = (cue.last, other.first) if behind else (other.last, cue.first)
        b = max(a, b)
        words, sheet = self.words, self.sheet
        cue_words = words[cue.first : cue.last]
        first_word, last_word = words[other.first], words[other.last - 1]
        return [
            float(behind),
            float(b - a),
            self._sentences[other.first] - self._sentences[cue.first],
            self._sentences[other.last - 1] - self._sentences[cue.first],
            sheet.paragraphs[other.first] - sheet.paragraphs[cue.first],
            *(float(self._between(role, a, b)) for role in Role),
            float(self._rank(cue, other, behind)),
            float(self._rank(other, cue, not behind)),
            float(self._commas[b] - self._commas[a]),
            float(self._quotes[b] - self._quotes[a]),
            float(self._marks[b] - self._marks[a]),
            float(other.last - other.first),
            float(cue.last - cue.first),
            *self._gaps(cue),
            *self._gaps(other),
            float(self.is_quoted(cue)),
            float(self.is_quoted(other)),
            float(first_word in '“"«'),
            float(last_word in '”"»'),
            float(last_word == "," or (other.last - other.first > 1 and words[other.last - 2] == ",")),
            float(first_word in _PRONOUNS) + 2 * float(first_word in _RELATIVES),
            float(first_word in _OPENERS) + 2 * float(first_word == "to"),
            float(self._shapes[other.first] % SHAPES),
            float(cue_words[0] == "according"),
            float(cue_words[-1] in {"by", "to", "from", "of"}),
            float(not _HELPERS.isdisjoint(cue_words)),
            float(not _ASKING.isdisjoint(cue_words)),
            float(cue_words[-1].endswith("ing")),
            float(self._word(cue.first - 1) in _RELATIVES) + 2 * float(self._word(cue.first - 1) in {"and", "but"}),
            float(self._word(b - 1) in {"by", "from", "of", "to"}) if behind else -1.0,
            float(self._begins(cue.first)),
            float(self._begins(other.first)),
            float(self._ends(other.last)),
            *self.grammar.related(cue, other),
        ]

    def _between(self, role: Role, start: int, end: int) -> int:
        """How many segments of a role lie between two places."""
        inside = bisect_right(self._lasts[role], end) - bisect_left(self._firsts[role], start)
        return max(0, inside)

    def _rank(self, from_: Segment, to: Segment, behind: bool) -> int:
        """How many segments of the role of `to` are nearer to `from_`, on either side."""
        gap = to.first - from_.last if behind else from_.first - to.last
        firsts, lasts = self._firsts[to.role], self._lasts[to.role]
        nearer_behind = bisect_left(firsts, from_.last + max(gap, 0)) - bisect_left(firsts, from_.last)
        nearer_before = bisect_right(lasts, from_.first) - bisect_right(lasts, from_.first - max(gap, 0))
        return nearer_behind + nearer_before

    def _gap(self, segment: Segment) -> Iterator[float]:
        """For each role the distance to the nearest segment before and behind this one, in the same paragraph."""
        for role in Role:
            at = bisect_right(self._lasts[role], segment.first) - 1
            before = self.by_role[role][at] if at >= 0 else None
            yield self._near(before, segment.first - before.last if before else 0, segment)
            at = bisect_left(self._firsts[role], segment.last)
            after = self.by_role[role][at] if at < len(self._firsts[role]) else None
            yield self._near(after, after.first - segment.last if after else 0, segment)

    def _near(self, other: Segment | None, distance: int, segment: Segment) -> float:
        if other is None or self.sheet.paragraphs[other.first] != self.sheet.paragraphs[segment.first]:
            return _FAR
        return float(distance)

    def is_quoted(self, segment: Segment) -> bool:
        """Whether the middle of a segment stands in quotation marks."""
        return self._shapes[(segment.first + segment.last) // 2] >= SHAPES

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _begins(self, place: int) -> bool:
        return place == 0 or self._sentences[place] != self._sentences[place - 1]

    def _ends(self, place: int) -> bool:
        return place >= len(self.words) or self.words[place] in _STOPS or self._begins(place)
