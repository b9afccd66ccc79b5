"""A report as this stage reads it: sentences of units, each unit one thing that can be kept, changed or lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

from sayso.drift.days import Day, find_days
from sayso.drift.names import Naming
from sayso.drift.quotes import quotations
from sayso.drift.wordbook import Wordbook
from sayso.quantities import Quantity, quantity
from sayso.records import Document, Passage
from sayso.stems import stem
from sayso.text import CITED, Span, Word, fold, words
from sayso.vocab import PassageKind

UnitKind: TypeAlias = Literal["word", "function", "number", "date", "name"]

#: Sentences of more words than this are cut: no sentence is so long, and a hostile line may be.
LONGEST_SENTENCE = 400

#: "Nine in ten" is a share; "9 in 2031" is none.
LARGEST_WHOLE = 100

#: Words of the longest name looked for.
LONGEST_NAME = 8


class Unit(msgspec.Struct, frozen=True):
    """One word, phrase, amount, date or name.

    Attributes:
        start, end: its place in the text.
        kind: what it is; "function" words carry structure only.
        key: equal keys say the same.
        folded: as written, folded.
        amount: of a number.
        day: of a date.
    """

    start: int
    end: int
    kind: UnitKind
    key: str
    folded: str
    amount: Quantity | None = None
    day: Day | None = None

    def same(self, other: Unit) -> bool:
        """Whether the two units say the same."""
        if self.amount is not None and other.amount is not None:
            return self.amount.same(other.amount) or _written_short(self.amount, other.amount)
        if self.day is not None and other.day is not None:
            return self.day.compatible(other.day)
        return self.key == other.key

    @property
    def weighty(self) -> bool:
        """Whether it carries content."""
        return self.kind != "function"


def _written_short(one: Quantity, other: Quantity) -> bool:
    """Whether the amounts differ in no more than how they are written: "77" and "77-year-old", a quarter and 25%."""
    if "" in (one.unit, other.unit):
        bare, full = (one, other) if not one.unit else (other, one)
        return bare.value == full.value
    if {one.unit, other.unit} == {"fraction", "percent"}:
        share, percent = (one, other) if one.unit == "fraction" else (other, one)
        return round(share.value * 100) == round(percent.value)
    return False


class Line(msgspec.Struct, frozen=True, dict=True):
    """A sentence: its place, its units, the paragraph it stands in."""

    index: int
    span: Span
    units: tuple[Unit, ...]
    paragraph: int
    headline: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its weighty units."""
        return frozenset(self.ordered)

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """The same, each once in text order: what is added up over them is the same sum in every run."""
        return tuple(dict.fromkeys(unit.key for unit in self.units if unit.weighty))


class Reading:
    """One report: text, lines, stretches in quotation marks.

    Attributes:
        counts: in how many sentences each weighty key stands.
    """

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        self.document = document
        self.text = document.text
        self.lines = tuple(lines)
        self.quotations = quotations(document.text)
        self._starts = [line.span.start for line in self.lines]
        self._quote_starts = [start for start, _ in self.quotations]
        self.counts = Counter(key for line in self.lines for key in line.keys)
        self.keys = frozenset(self.counts)

    def line_at(self, offset: int) -> Line | None:
        """The sentence that covers an offset, or None."""
        at = bisect_right(self._starts, offset) - 1
        return self.lines[at] if at >= 0 and offset < self.lines[at].span.end else None

    def lines_in(self, span: Span) -> list[Line]:
        """The sentences that share text with a span."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        while at < len(self.lines) and self.lines[at].span.start < span.end:
            if self.lines[at].span.end > span.start:
                found.append(self.lines[at])
            at += 1
        return found

    def quotation_at(self, offset: int) -> tuple[int, int] | None:
        """The quotation marks' inside that covers an offset, or None."""
        at = bisect_right(self._quote_starts, offset) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at][1] else None

    def quotations_from(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The insides of quotation marks that begin between two offsets, in order."""
        return self.quotations[bisect_left(self._quote_starts, start) : bisect_right(self._quote_starts, end)]

    def quoted(self, units: Iterable[Unit]) -> bool:
        """Whether there are units and all of them stand inside quotation marks."""
        units = list(units)
        return bool(units) and all(self.quotation_at(unit.start) is not None for unit in units)

    def span(self, units: Sequence[Unit]) -> Span:
        """The stretch from the first to the last unit."""
        return Span(self.document.id, min(u.start for u in units), max(u.end for u in units))


def read(document: Document, passages: Sequence[Passage], naming: Naming, book: Wordbook) -> Reading:
    """The report's headlines, sentences and captions, in text order, as lines of units."""
    holders = sorted((p for p in passages if p.kind is not PassageKind.SENTENCE), key=lambda p: p.span)
    starts = [holder.span.start for holder in holders]
    sentences = sorted({p.span for p in passages if p.kind is PassageKind.SENTENCE})
    folded, every_word = fold(document.text), words(document.text)
    word_starts = [word.start for word in every_word]
    uncapped = frozenset(stem(word.folded) for word in every_word if document.text[word.start].islower())
    lines = []
    for index, span in enumerate(sentences):
        at = bisect_right(starts, span.start) - 1
        headline = at >= 0 and holders[at].kind is PassageKind.HEADLINE
        inside = every_word[bisect_left(word_starts, span.start) : bisect_left(word_starts, span.end)]
        units = tuple(_Units(document, folded, span, inside, naming, book, uncapped, headline=headline).all())
        lines.append(Line(index, span, units, at, headline))
    return Reading(document, lines)


class _Units:
    """Cuts one sentence into units: dates first, then amounts, names, phrases, words."""

    def __init__(
        self,
        document: Document,
        folded: str,
        span: Span,
        inside: Sequence[Word],
        naming: Naming,
        book: Wordbook,
        uncapped: frozenset[str],
        *,
        headline: bool,
    ) -> None:
        self.text, self.folded, self.book, self.naming = document.text, folded, book, naming
        note = note_behind(document.text, span)
        end = span.end if note is None else note
        self.words = [piece for piece in _pieces(inside[:LONGEST_SENTENCE]) if piece.end <= end]
        self.stems = [stem(word.folded) for word in self.words]
        self.dates = {day.start: day for day in find_days(folded, span.start, span.end, document.published)}
        self.headline, self.uncapped = headline, uncapped

    def all(self) -> Iterator[Unit]:
        at = 0
        while at < len(self.words):
            unit, at = self._date(at) or self._amount(at) or self._name(at) or self._phrase(at) or self._word(at)
            yield unit

    def _unit(self, kind: UnitKind, at: int, to: int, key: str) -> Unit:
        start, end = self.words[at].start, self.words[to - 1].end
        return Unit(start, end, kind, key, self.folded[start:end])

    def _date(self, at: int) -> tuple[Unit, int] | None:
        day = self.dates.get(self.words[at].start)
        if day is None:
            return None
        to = at + 1
        while to < len(self.words) and self.words[to].start < day.end:
            to += 1
        end = max(day.end, self.words[to - 1].end)
        return Unit(day.start, end, "date", f"date:{day.key}", self.folded[day.start : end], day=day), to

    def _amount(self, at: int) -> tuple[Unit, int] | None:
        found = quantity(self.words, at, self.text, self.book.measures)
        if found is None:
            return None
        amount, used = self._share(*self._money(*found, at), at)
        to = at + used
        if self.words[at].folded == "one" and used == 1 and not self._counted(to):
            return None
        key = f"number:{amount.value:g}{amount.unit}"
        return msgspec.structs.replace(self._unit("number", at, to, key), amount=amount), to

    def _money(self, amount: Quantity, used: int, at: int) -> tuple[Quantity, int]:
        """The amount in its currency, where a sign before it or a word behind it gives one."""
        start, to = self.words[at].start, at + used
        behind = self.stems[to] if to < len(self.words) else ""
        named = self.book.currencies.get(behind)
        currency = named or self.book.currencies.get(self.text[start - 1 : start])
        if currency is None or amount.unit:
            return amount, used
        return msgspec.structs.replace(amount, unit=currency), used + (named is not None)

    def _share(self, amount: Quantity, used: int, at: int) -> tuple[Quantity, int]:
        """The amount as a part of another, where one follows ("nine out of ten", "one in five")."""
        to = at + used
        link = [word.folded for word in self.words[to : to + 2]]
        skipped = 2 if link == ["out", "of"] else 1 if link[:1] == ["in"] else 0
        if amount.unit or not skipped or to + skipped >= len(self.words):
            return amount, used
        whole = quantity(self.words, to + skipped, self.text, self.book.measures)
        if whole is None or whole[0].unit or not 0 < amount.value < whole[0].value <= LARGEST_WHOLE:
            return amount, used
        return Quantity(amount.value / whole[0].value, "fraction"), used + skipped + whole[1]

    def _counted(self, at: int) -> bool:
        """Whether a noun follows that "one" can count; a form of address or a pronoun's use has none."""
        if at >= len(self.words):
            return False
        word = self.words[at].folded
        return not self.book.is_function(word) and self.stems[at] not in self.book.speech and word != "day"

    def _name(self, at: int) -> tuple[Unit, int] | None:
        if not self._capital(at):
            return None
        used = self.naming.known_from([self._spelled(n) for n in range(at, min(at + LONGEST_NAME, len(self.words)))])
        if self._is_name(at, at + used):
            return self._named(at, at + used)
        if self.headline or self._opens(at):
            return None
        to = at + 1
        while to < len(self.words) and self._capital(to) and not self._parted(to):
            to += 1
        return self._named(at, to)

    def _is_name(self, at: int, to: int) -> bool:
        """Whether words that somebody in the pile is called are a name here: "Samples of the river say" begins none."""
        if to > at + 1 and self._opens(at):
            return any(self._capital(n) for n in range(at + 1, to))
        return to > at and not self._plain_opening(at)

    def _named(self, at: int, to: int) -> tuple[Unit, int]:
        return self._unit("name", at, to, self.naming.key(self.text[self.words[at].start : self.words[to - 1].end])), to

    def _spelled(self, at: int) -> str:
        return self.text[self.words[at].start : self.words[at].end]

    def _capital(self, at: int) -> bool:
        word = self.words[at]
        letter = self.text[word.start]
        return letter.isupper() and word.folded not in ("i", "mr", "mrs", "ms", "dr") and word.start not in self.dates

    def _plain_opening(self, at: int) -> bool:
        """Whether the word opens a sentence and is a plain word elsewhere in the report ("Warnings", "Samples")."""
        return self._opens(at) and self.stems[at] in self.uncapped

    def _opens(self, at: int) -> bool:
        return at == 0 or self._after_stop(at)

    def _after_stop(self, at: int) -> bool:
        """Whether the word opens a quotation or sentence, where its capital says nothing."""
        between = self.folded[self.words[at - 1].end : self.words[at].start]
        return bool(re.search(r"[\"':.!?(]", between))

    def _parted(self, at: int) -> bool:
        """Whether more than a blank parts this word from the one before ("China's Xinjiang" are two names)."""
        before, word = self.words[at - 1], self.words[at]
        return self.folded[before.end : word.start] != " " or before.folded.endswith(("'s", "s'"))

    def _phrase(self, at: int) -> tuple[Unit, int] | None:
        for parts in self.book.phrases.get(self.stems[at], ()):
            to = at + len(parts)
            if self.stems[at:to] == list(parts):
                return self._unit("word", at, to, " ".join(parts)), to
        return None

    def _word(self, at: int) -> tuple[Unit, int]:
        folded = self.words[at].folded
        if folded == "n't":
            return self._unit("word", at, at + 1, "not"), at + 1
        function = self.book.is_function(folded.removesuffix("'s")) or folded in ("'s", "'")
        return self._unit("function" if function else "word", at, at + 1, self.stems[at]), at + 1


def note_behind(text: str, span: Span) -> int | None:
    """Where the note begins that says where a sentence is from: "… the price paid (1, 3)"; None without one."""
    note = CITED.search(span.of(text).rstrip(".;: "))
    return None if note is None else span.start + note.start()


_INNER = re.compile(r"n't$|'(?:ve|ll|re|d|m)$")


def _pieces(whole: Iterable[Word]) -> Iterator[Word]:
    """The words, hyphened ones and contractions in their parts ("24-hour", "couldn't"); a possessive stays whole."""
    for word in whole:
        offset = word.start
        for part in re.split(r"(-)", word.folded) if "-" in word.folded else (word.folded,):
            if part != "-":
                yield from _contraction(Word(offset, offset + len(part), part))
            offset += len(part)


def _contraction(word: Word) -> Iterator[Word]:
    if word.folded in ("cannot", "can't", "won't"):
        cut = word.start + (3 if word.folded != "won't" else 2)
        yield Word(word.start, cut, "will" if word.folded == "won't" else "can")
        yield Word(cut, word.end, "not")
        return
    inner = _INNER.search(word.folded) if "'" in word.folded else None
    if inner is None or inner.start() == 0:
        yield word
        return
    cut = word.start + inner.start()
    yield Word(word.start, cut, word.folded[: inner.start()])
    yield Word(cut, word.end, inner.group())
