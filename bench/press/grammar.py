"""Sentences from small grammars: "[a fire|a blaze] in {town}" with its choices made and its slots filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random

#: Text, the name of a slot, or a choice between sequences of the same.
Part = str | tuple[str] | list["Sequence_"]
Sequence_ = list[Part]

_TOKEN = re.compile(r"[\[\]|]|\{\w+\}|[^\[\]|{}]+")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeioAEIO]|[uU](?!ni|s[ei]|r[ao]))")


def told(template: str, slots: Mapping[str, object], rng: Random) -> str:
    """The template with one way through its choices, its slots filled (what fills a slot is a template too)."""
    out: list[str] = []
    _tell(_parsed(template), slots, rng, out)
    text = " ".join("".join(out).split()).replace(" ,", ",").replace("the the ", "the ")
    return _ARTICLE.sub(r"\1n ", text)


def upper_first(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _tell(sequence: Sequence_, slots: Mapping[str, object], rng: Random, out: list[str]) -> None:
    for part in sequence:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, tuple):
            value = str(slots[part[0]])
            if "[" in value or "{" in value:
                _tell(_parsed(value), slots, rng, out)
            else:
                out.append(value)
        else:
            _tell(part[int(rng.random() * len(part))], slots, rng, out)


@cache
def _parsed(template: str) -> Sequence_:
    stack: list[list[Sequence_]] = [[[]]]
    for token in _TOKEN.findall(template):
        if token == "[":
            stack.append([[]])
        elif token == "|" and len(stack) > 1:
            stack[-1].append([])
        elif token == "]":
            choice = stack.pop()
            stack[-1][-1].append(choice)
        elif token.startswith("{"):
            stack[-1][-1].append((token[1:-1],))
        else:
            stack[-1][-1].append(token)
    if len(stack) != 1:
        raise ValueError(f"unbalanced brackets: {template!r}")
    return stack[0][0]
