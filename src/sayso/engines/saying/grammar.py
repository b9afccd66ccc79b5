"""How a cue and another segment hang together in the parse, as numbers for the linker.

What the tagger calls a source may be the subject of the cue's verb, its agent, or neither; what it calls content, its
object clause. Where the parse is wrong or missing, these features say "none", and the others decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.sheet import Sheet
from sayso.syntax import VERBAL, Parse, Token

#: How many steps up the tree are looked at.
_FARTHEST = 12

#: Labels of the parser, like ones side by side: the linker's trees cut this row in two.
_LABELS = (
    "nsubj", "csubj", "nsubjpass", "csubjpass", "expl", "agent", "poss", "nmod", "compound", "amod", "appos", "pobj",
    "prep", "dative", "dobj", "attr", "oprd", "acomp", "xcomp", "pcomp", "ccomp", "advcl", "acl", "relcl", "parataxis",
    "conj", "dep", "advmod", "npadvmod", "intj", "meta", "ROOT",
)  # fmt: skip
_LABEL = {label: float(n) for n, label in enumerate(_LABELS)}
_KINDS = {
    "PRON": 1.0,
    "PROPN": 2.0,
    "NOUN": 3.0,
    "NUM": 4.0,
    "ADJ": 5.0,
    "VERB": 6.0,
    "AUX": 7.0,
    "ADP": 8.0,
    "ADV": 9.0,
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})

#: Values standing for "no such thing".
_NONE = -1.0


class Grammar:
    """The parse of a report, asked about its segments."""

    def __init__(self, parse: Parse, sheet: Sheet) -> None:
        self._parse, self._sheet = parse, sheet
        self._starts = [t.start for t in parse.tokens]
        self._ends = [t.end for t in parse.tokens]
        self.head = cache(self._head)
        self._line = cache(self._line_of)
        self._subject = cache(self._subject_of)

    def related(self, cue: Segment, other: Segment) -> list[float]:
        """How `other` hangs on the cue."""
        verb, word = self.head(cue), self.head(other)
        if verb is None or word is None:
            return [_NONE] * 11
        up_from_word, up_from_verb = self._line(word.i), self._line(verb.i)
        subject = self._subject(verb.i)
        return [
            _LABEL.get(word.dep, _NONE),
            _KINDS.get(word.pos, 0.0),
            _LABEL.get(verb.dep, _NONE),
            _KINDS.get(verb.pos, 0.0),
            self._above(up_from_word, verb.i),
            self._above(up_from_verb, word.i),
            self._apart(up_from_word, up_from_verb),
            float(verb.sentence - word.sentence),
            self._covers(other, subject),
            self._branch(up_from_word, verb.i),
            self._branch(up_from_verb, word.i),
        ]

    def _head(self, segment: Segment) -> Token | None:
        """The word that a segment hangs on; of a content over several sentences, in the first of them."""
        first, last = self._tokens(segment)
        tops: list[Token] = []
        for token in self._parse.tokens[first:last]:
            if tops and token.sentence != tops[0].sentence:
                break
            if token.dep != "punct" and (token.head == token.i or not first <= token.head < last):
                tops.append(token)
        wanted = [t for t in tops if (t.pos in VERBAL) != (segment.role is Role.SOURCE)]
        return next(iter(wanted or tops), None)

    def _tokens(self, segment: Segment) -> tuple[int, int]:
        start, end = self._sheet.starts[segment.first], self._sheet.ends[segment.last - 1]
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _line_of(self, place: int) -> tuple[int, ...]:
        """The token and what it hangs on, up to the root."""
        line = [place]
        for above in self._parse.ancestors(self._parse.tokens[place]):
            line.append(above.i)
            if len(line) > _FARTHEST:
                break
        return tuple(line)

    def _above(self, line: tuple[int, ...], place: int) -> float:
        return float(line.index(place)) if place in line else _NONE

    def _apart(self, one: tuple[int, ...], other: tuple[int, ...]) -> float:
        """The steps between two words through the tree."""
        for steps, place in enumerate(one):
            if place in other:
                return float(steps + other.index(place))
        return 2.0 * _FARTHEST

    def _branch(self, line: tuple[int, ...], place: int) -> float:
        """The label of the branch on which the lower word hangs from this place."""
        at = line.index(place) if place in line else 0
        return _LABEL.get(self._parse.tokens[line[at - 1]].dep, _NONE) if at else _NONE

    def _subject_of(self, place: int) -> int:
        """The place of the cue's own subject, or of the verb's whose clause it goes on; -1 where there is none."""
        for above in self._line(place):
            subject = self._parse.child(self._parse.tokens[above], *_SUBJECTS)
            if subject is not None:
                return subject.i
            if self._parse.tokens[above].dep not in {"conj", "xcomp", "advcl", "acl", "dep"}:
                break
        return -1

    def _covers(self, segment: Segment, place: int) -> float:
        first, last = self._tokens(segment)
        return _NONE if place < 0 else float(first <= place < last)
