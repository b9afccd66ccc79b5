"""Numbers in a mention, with what they count, and whether two mentions count alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import floor, log10

import msgspec

from sayso.claims.atoms import Atom
from sayso.lexicon.wording import Measures

#: Words of content that are read behind a number to see what it counts ("640 Tarnhaven dock jobs").
REACH = 3

#: A number as large as this may leave its thousands or millions unsaid.
SHORT = 10

#: Different words for the same human beings: "14 people", "14 dead", "14 victims" may count alike.
HUMAN = frozenset({"people", "die", "injure", "victim", "civilian", "patient", "passenger", "casualty"})

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALED = re.compile(r"(\d[\d,]*(?:\.\d+)?)-?([a-z]+)")
_CURRENCIES = "$£€¥₹₽₴"
_BRIDGE = frozenset({"of", "the", "its", "their", "his", "her", "a", "an", "all"})


class Amount(msgspec.Struct, frozen=True, order=True, gc=False):
    """A number and the words for what it counts (none: the text does not say).

    A `whole` only says of how many another number is: the 23 of "two of the 23 people".
    """

    value: float
    units: tuple[str, ...]
    whole: bool = False


def find_amounts(
    text: str, atoms: Sequence[Atom], measures: Measures, unit: Callable[[str], str | None]
) -> tuple[tuple[Amount, ...], list[Atom]]:
    """The amounts among these words, and the words that are no part of a number.

    Args:
        text: the report's text, for currency signs and the marks between words.
        atoms: the words, names and dates already taken out.
        measures: number words and scales.
        unit: what a word counts; None for a word of structure.
    """
    found: list[Amount] = []
    rest: list[Atom] = []
    i, behind = 0, -1
    while i < len(atoms):
        value, length = _value(atoms, i, measures)
        if value is None:
            rest.append(atoms[i])
            i += 1
            continue
        if i == 0 or atoms[i - 1].text != "not":  # "four minutes, *not 40*"
            whole = 0 <= behind < i <= behind + 2 and atoms[behind].text == "of"
            found.append(Amount(value, _units(text, atoms, i, i + length, unit, measures), whole))
        i += length
        behind = i
    return tuple(sorted(set(found))), rest


def _value(atoms: Sequence[Atom], i: int, measures: Measures) -> tuple[float | None, int]:
    """The number that begins here and how many words it takes; None where there is none."""
    value = _single(atoms[i].text, measures)
    length = 1
    if value is None:
        return None, 1
    if atoms[i].text in measures.times:
        return value, 1
    if value >= 20 and value % 10 == 0 and i + 1 < len(atoms):  # "forty-one"
        ones = measures.words.get(atoms[i + 1].text, 0)
        if atoms[i].text in measures.words and 1 <= ones <= 9:
            value, length = value + ones, 2
    while i + length < len(atoms) and atoms[i + length].text in measures.scales:
        value *= measures.scales[atoms[i + length].text]
        length += 1
    return value, length


def _single(word: str, measures: Measures) -> float | None:
    if word in ("one", "once"):  # too often a pronoun or an adverb
        return None
    if word in measures.words or word in measures.times:
        return measures.words.get(word, measures.times.get(word))
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    scaled = _SCALED.fullmatch(word)
    if scaled and scaled.group(2) in measures.scales:
        return float(scaled.group(1).replace(",", "")) * measures.scales[scaled.group(2)]
    return None


def _units(
    text: str, atoms: Sequence[Atom], start: int, end: int, unit: Callable[[str], str | None], measures: Measures
) -> tuple[str, ...]:
    """What a number counts: the sign before or behind it, else the next words of content in the same breath."""
    before = text[atoms[start].start - 1 : atoms[start].start]
    if before and before in _CURRENCIES:
        return (before,)
    at = atoms[end - 1].end
    if text[at : at + 1] == "%":
        return ("%",)
    units: list[str] = [unit("times") or "times"] if atoms[start].text in measures.times else []
    for atom in atoms[end : end + REACH + 2]:
        between = text[at : atom.start]
        if any(not c.isspace() and c not in "-'’" for c in between) or len(units) == REACH:
            break
        at = atom.end
        if atom.text[0].isdigit():
            continue
        counted = unit(atom.text)
        if counted is None and atom.text not in _BRIDGE:
            break
        if counted is not None:
            units.append(counted)
    return tuple(sorted(set(units)))


def agree(a: Amount, b: Amount) -> bool:
    """Whether two numbers are one, the rougher of them taken as a rounding of the other (two digits at least).

    One that does not say what it counts may stand for thousands or millions of it: "closed at 110" for 110 million.
    """
    small, large = sorted((a, b), key=lambda amount: amount.value)
    if (
        not small.units
        and small.value >= SHORT
        and large.value in (small.value * 1e3, small.value * 1e6, small.value * 1e9)
    ):
        return True
    digits = max(2, min(_digits(a.value), _digits(b.value)))
    return _rounded(a.value, digits) == _rounded(b.value, digits)


def _digits(value: float) -> int:
    return (
        len(f"{value:g}".replace(".", "").rstrip("0").lstrip("0")) if value < 1e6 else len(str(int(value)).rstrip("0"))
    )


def _rounded(value: float, digits: int) -> float:
    return 0.0 if value == 0 else round(value, digits - 1 - floor(log10(abs(value))))


def count_alike(a: Amount, b: Amount) -> bool:
    """Whether two numbers count the same kind of thing, as far as the words show."""
    return bool(set(a.units) & set(b.units)) or bool(HUMAN & set(a.units) and HUMAN & set(b.units))


def shared(a: Sequence[Amount], b: Sequence[Amount]) -> int:
    """How many numbers of the first are in the second too, and may count the same there."""
    return sum(any(agree(x, y) and (count_alike(x, y) or not (x.units and y.units)) for y in b) for x in a)


def loose(a: Sequence[Amount], b: Sequence[Amount]) -> int:
    """How many numbers of either are not in the other."""
    return sum(not any(agree(x, y) for y in b) for x in a) + sum(not any(agree(x, y) for x in a) for y in b)


def conflict(a: Sequence[Amount], b: Sequence[Amount], *, alike: bool) -> bool:
    """Whether the two give different numbers for one thing: both have a number of a kind that the other lacks.

    A number that only one of them gives is no conflict. Where each has one number and one of them does not say what it
    counts, they are taken to count the same if the statements are alike otherwise.
    """
    left = [x for x in a if not any(agree(x, y) for y in b)]
    right = [y for y in b if not any(agree(x, y) for x in a)]
    if any(count_alike(x, y) for x in left for y in right):
        return True
    lone = alike and len(a) == len(b) == len(left) == len(right) == 1
    return lone and not (a[0].units and b[0].units)


def is_part(a: Sequence[Amount], b: Sequence[Amount]) -> bool:
    """Whether the first tells of a part of those whom the second counts: "two of the 23 people", "the 23 people".

    Not where the second gives the part too.
    """
    wholes = [x for x in a if x.whole and any(agree(x, y) and count_alike(x, y) and not y.whole for y in b)]
    parts = [x for x in a if not x.whole and any(count_alike(x, whole) for whole in wholes)]
    return bool(parts) and not any(agree(x, y) for x in parts for y in b)
