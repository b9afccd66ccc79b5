"""Amounts as values: "two dozen", "24", "1.2m" and "nine kilometres" are compared by what they say, not how."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.lexicon.wording import Measures
from sayso.text import Word

_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)([a-z]+)?$")
_LONGEST = 7

#: Two amounts in different units agree when they are this close: reports round when they convert.
ROUNDING = 0.04


class Quantity(msgspec.Struct, frozen=True):
    """An amount.

    Attributes:
        value: in the base unit, where there is one.
        unit: the base unit of measures.yml, "fraction", or "" for a plain number.
        spelled: the unit as written, so that rounding is allowed only where units differ.
    """

    value: float
    unit: str = ""
    spelled: str = ""

    def same(self, other: Quantity) -> bool:
        """Whether the two amounts are one, allowing for rounding where a unit was converted."""
        if self.unit != other.unit:
            return False
        room = ROUNDING if self.spelled != other.spelled else 1e-6
        return abs(self.value - other.value) <= room * max(abs(self.value), abs(other.value))


def quantity(words: Sequence[Word], at: int, text: str, measures: Measures) -> tuple[Quantity, int] | None:
    """The amount that begins at a word, and how many words it takes; None where none begins there.

    "one" counts only before a word it can count ("one factory", not "one of them", "one said"): the caller looks.
    """
    fraction = _fraction(words, at, measures)
    if fraction:
        return fraction
    figure = _FIGURE.match(words[at].folded)
    value, used, suffix = _figure(figure) if figure else (*_spelled(words, at, measures), "")
    if not used:
        return None
    if suffix in measures.scales:
        value, suffix = value * measures.scales[suffix], ""
    while at + used < len(words) and words[at + used].folded in measures.scales and not suffix:
        value, used = value * measures.scales[words[at + used].folded], used + 1
    return _with_unit(value, used, suffix, words, at, text, measures)


def _figure(match: re.Match[str]) -> tuple[float, int, str]:
    return float(match.group(1).replace(",", "")), 1, match.group(2) or ""


def _fraction(words: Sequence[Word], at: int, measures: Measures) -> tuple[Quantity, int] | None:
    if words[at].folded not in measures.fraction_starts:
        return None
    for used in (2, 1):
        phrase = " ".join(word.folded for word in words[at : at + used])
        if phrase in measures.fractions and at + used <= len(words):
            return Quantity(measures.fractions[phrase], "fraction"), used
    return None


def _spelled(words: Sequence[Word], at: int, measures: Measures) -> tuple[float, int]:
    """The value of number words ("twenty-two", "three hundred and six"); 0 words where there are none."""
    total, part, used = 0.0, None, 0
    if words[at].folded in ("a", "an") and at + 1 < len(words) and words[at + 1].folded in measures.scales:
        return 1.0, 1 if len(words[at + 1].folded) > 2 else 0
    while at + used < len(words) and used < _LONGEST:
        word = words[at + used].folded
        if word in measures.words:
            part = (part or 0.0) + measures.words[word]
        elif word == "hundred" and part is not None:
            part *= 100
        elif word == "thousand" and part is not None:
            total, part = total + part * 1000, 0.0
        elif not (word == "and" and part and part >= 100 and _counts(words, at + used + 1, measures)):
            break
        used += 1
    return (total + (part or 0.0), used) if part is not None else (0.0, 0)


def _counts(words: Sequence[Word], at: int, measures: Measures) -> bool:
    return at < len(words) and words[at].folded in measures.words


def _with_unit(
    value: float, used: int, suffix: str, words: Sequence[Word], at: int, text: str, measures: Measures
) -> tuple[Quantity, int]:
    end = words[at + used - 1].end
    if text[end : end + 1] == "%":
        return Quantity(value, "percent", "%"), used
    following = [word.folded for word in words[at + used : at + used + 2]]
    candidates = [(suffix, 0)] if suffix else [(" ".join(following[:n]), n) for n in (2, 1) if len(following) >= n]
    for spelling, taken in candidates:
        for unit, factors in measures.units.items():
            factor = factors.get(spelling) or factors.get(spelling.removesuffix("s"))
            if factor and spelling:
                return Quantity(value * factor, unit, spelling.removesuffix("s")), used + taken
    return Quantity(value, suffix), used
