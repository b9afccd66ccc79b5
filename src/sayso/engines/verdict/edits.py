"""The edits that make one wording of the other: stretches of words left out, put in, or put for one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

import msgspec
from rapidfuzz.distance import LCSseq

from sayso.lexicon.wording import FunctionWords, Measures
from sayso.quantities import quantity
from sayso.stems import stem
from sayso.text import Word, fold

_TOKEN = re.compile(
    r"[^\W\d_]+(?=n't\b)|n't\b"  # "did" and "n't"
    r"|\d[\d,]*(?:\.\d+)?(?:[a-z]{1,2}\b)?"  # "1,200", "4.5", "1st", "3m"
    r"|[^\W\d_]+|'s\b|[%$&/+]|[^\w\s]"
)
_STOPS = frozenset('.!?:"')
_SAID = frozenset(["%", "$", "&", "/", "+", "n't", "'s"])
_SELDOM_NUMBERS = frozenset(["one", "a", "an", "second", "seconds"])
#: Words of one side that are compared: no sentence has more, and a hostile line may.
LONGEST = 400


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, amount or sign that means something.

    Attributes:
        start, end: its place in the text.
        folded: as written, lower case.
        key: equal keys say the same; those of amounts are compared by value and unit.
        value: of an amount.
        function: whether it carries structure only.
        named: whether it is written as a name, inside a sentence.
    """

    start: int
    end: int
    folded: str
    key: str
    value: float | None
    function: bool
    named: bool


class Edit(msgspec.Struct, frozen=True, gc=False):
    """What stands in the one wording and not in the other, in one place; half-open, in tokens.

    Attributes:
        first, last: the tokens of the wording before.
        new_first, new_last: those of the wording after.
    """

    first: int
    last: int
    new_first: int
    new_last: int

    def gone(self, before: Sequence[Token], moved: Set[int] = frozenset()) -> list[Token]:
        """What was taken out, less what was `moved` elsewhere."""
        return [before[n] for n in range(self.first, self.last) if n not in moved]

    def came(self, after: Sequence[Token], moved: Set[int] = frozenset()) -> list[Token]:
        """What was put in, less what was `moved` here."""
        return [after[n] for n in range(self.new_first, self.new_last) if n not in moved]


class Tokens:
    """Splits texts, by lexicons of structure words and of amounts."""

    def __init__(self, function_words: FunctionWords, measures: Measures) -> None:
        self._function = function_words.words
        self._measures = measures

    def read(self, text: str) -> list[Token]:
        """The tokens of a text, in order; punctuation is left out, an amount is one token with its unit."""
        words, opening = self._split(text)
        found: list[Token] = []
        at = 0
        while at < len(words) and len(found) < LONGEST:
            amount = quantity(words, at, text, self._measures) if words[at].folded not in _SELDOM_NUMBERS else None
            if amount is None:
                found.append(self._word(words[at], text, opens=words[at].start in opening))
                at += 1
            else:
                value, used = amount
                start, end = words[at].start, words[at + used - 1].end
                key = f"{value.value:g}{value.unit}"
                found.append(Token(start, end, text[start:end].lower(), key, value.value, function=False, named=False))
                at += used
        return found

    def _split(self, text: str) -> tuple[list[Word], frozenset[int]]:
        """The words and signs of a text, and the places of those that open a sentence or a quotation."""
        found: list[Word] = []
        opening = set()
        opens = True
        for match in _TOKEN.finditer(fold(text)):
            written = match.group()
            if written in _STOPS:
                # A quotation mark with a blank behind it closes, and opens nothing.
                opens = written != '"' or text[match.end() : match.end() + 1].isalnum()
            elif written[0].isalnum() or written in _SAID:
                if opens:
                    opening.add(match.start())
                opens = False
                found.append(Word(match.start(), match.end(), written))
                if len(found) == LONGEST:
                    break
        return found, frozenset(opening)

    def _word(self, word: Word, text: str, *, opens: bool) -> Token:
        negates = word.folded in ("n't", "cannot")
        key = "not" if negates else stem(word.folded)
        function = not negates and (word.folded in self._function or not word.folded[0].isalnum())
        return Token(word.start, word.end, word.folded, key, None, function, text[word.start].isupper() and not opens)


def edits(before: Sequence[Token], after: Sequence[Token]) -> list[Edit]:
    """The edits in order; two with one word of structure between them are one."""
    joined: list[Edit] = []
    for edit in _apart(before, after):
        if joined and _joins(joined[-1], edit, before):
            joined[-1] = Edit(joined[-1].first, edit.last, joined[-1].new_first, edit.new_last)
        else:
            joined.append(edit)
    return joined


def _apart(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Edit]:
    """What the longest common row of keys leaves over."""
    keys = [token.key for token in before], [token.key for token in after]
    for step in LCSseq.opcodes(*keys):
        if step.tag != "equal":
            yield Edit(step.src_start, step.src_end, step.dest_start, step.dest_end)


def _joins(one: Edit, other: Edit, before: Sequence[Token]) -> bool:
    apart = other.first - one.last
    if apart > 1 or other.new_first - one.new_last > 1:
        return False
    return apart == 0 or (before[one.last].function and before[one.last].value is None)


def moved(found: Sequence[Edit], before: Sequence[Token], after: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens that were taken out in one place and put in at another, each with its new place."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for edit in reversed(found):
        for place in reversed(range(edit.new_first, edit.new_last)):
            waiting[after[place].key].append(place)
    gone = (place for edit in found for place in range(edit.first, edit.last))
    return [(place, waiting[before[place].key].pop()) for place in gone if waiting[before[place].key]]
