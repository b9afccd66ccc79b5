"""What each character of a text counts as, and its number: a text as arrays instead of matches.

A report is read as an array of code points. Two tables, looked up by code point, say of each folded character what it
can do in a word or at the end of a sentence, and give the number that word hashes are made of. The tables hold the
first 8,448 code points (every alphabet in daily use in Europe, the Near East and India, and general punctuation); what
lies beyond is looked up for the characters that a text really has.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.text import fold

Codes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: What a character can be; the values are bits.
IN_WORD, INNER, DIGIT, STOP, CLOSER, BLANK, LINE = (1 << bit for bit in range(7))

#: Code points that the tables hold.
_HELD = 0x2100


class Letters(NamedTuple):
    """The characters of a text: what each can be (bits), and the number of each once folded."""

    kinds: NDArray[np.uint8]
    numbers: Codes


def letters(text: str) -> Letters:
    """The characters of a text, folded as `sayso.text.fold` folds them, as arrays as long as the text.

    One thing is folded further: the two small sigmas are one letter, since which of them a capital becomes depends on
    its place in the word.
    """
    # surrogatepass: a report with broken characters in it is still compared.
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.intp)
    kinds, numbers = _held()
    if len(points) and points.max() >= _HELD:
        rare = np.unique(points[points >= _HELD])
        more = _read(rare.tolist())
        kinds, numbers = np.concatenate([kinds, more.kinds]), np.concatenate([numbers, more.numbers])
        points = np.where(points < _HELD, points, _HELD + np.searchsorted(rare, points))
    return Letters(kinds[points], numbers[points])


@lru_cache(maxsize=1)
def _held() -> Letters:
    return _read(range(_HELD))


def _read(points: Iterable[int]) -> Letters:
    folded = [fold(chr(point)) for point in points]
    kinds = np.array([_kind(character) for character in folded], dtype=np.uint8)
    numbers = np.array([ord("σ" if character == "ς" else character) for character in folded], dtype=np.uint64)
    return Letters(kinds, scattered(numbers))


def _kind(character: str) -> int:
    """The bits of a folded character, as `sayso.text.WORD` and the ends of sentences ask for them."""
    return (
        IN_WORD * (character.isalnum() or character == "_")
        | INNER * (character in "-'.,:")
        | DIGIT * character.isdigit()
        | STOP * (character in ".!?…")
        | CLOSER * (character in "\"')]")
        | BLANK * character.isspace()
        | LINE * (character == "\n")
    )


def scattered(numbers: Codes) -> Codes:
    """Each number's 64-bit hash (the finalizer of SplitMix64): one to one, and the same on every machine."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
