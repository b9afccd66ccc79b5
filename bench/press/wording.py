"""The same thing in other words: phrases that writers exchange for one another."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from press.world import material


def in_own_words(text: str, rng: Random, share: float = 0.5) -> str:
    """The text as another writer happens to put it: so large a share of its exchangeable phrases exchanged."""
    pattern, others = _exchanges()
    return pattern.sub(lambda found: rng.choice(others[found[0]]) if rng.random() < share else found[0], text)


def with_one_exchanged(text: str, rng: Random) -> str:
    """The text with one exchangeable phrase exchanged, if it has any."""
    pattern, others = _exchanges()
    found = list(pattern.finditer(text))
    if not found:
        return text
    chosen = rng.choice(found)
    return text[: chosen.start()] + rng.choice(others[chosen[0]]) + text[chosen.end() :]


@cache
def _exchanges() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    others: dict[str, list[str]] = {}
    for row in material("words")["exchange"]:
        for phrase in row:
            others.setdefault(str(phrase), [str(each) for each in row if each != phrase])
    longest_first = sorted(others, key=len, reverse=True)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w’'-])"), others
