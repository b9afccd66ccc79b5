"""Events with people's judgements of whether they happened, as UDS-IH2 and MEANTIME have them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import msgspec

from sayso.engines import engine
from sayso.syntax import Parse, Token
from sayso.text import Span


class Judged(msgspec.Struct, frozen=True):
    """A sentence, parsed as the product parses, and the judgement of each of its events, -3 to 3."""

    parse: Parse
    events: list[tuple[Token, float]]


def sentences(file: Path) -> Iterator[Judged]:
    """The sentences of a file with their events; an event that no token covers is left out."""
    language = engine("language")
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text: str = row["text"]
        starts = [0, *accumulate(len(word) + 1 for word in text.split(" "))]
        tree = language.parse("", text, [Span("", 0, len(text))])
        places = [(starts[first], starts[last] - 1) for first, last in (t["span1"] for t in row["targets"])]
        tokens = [_main(tree, *place) for place in places]
        judged = [target["label"] for target in row["targets"]]
        yield Judged(tree, [(t, label) for t, label in zip(tokens, judged, strict=True) if t is not None])


def _main(tree: Parse, start: int, end: int) -> Token | None:
    """The token of a word that tells most: of the pieces that the parser cut it into, a verb, noun or adjective."""
    pieces = [t for t in tree.tokens if t.start < end and t.end > start]
    return max(pieces, key=lambda t: (t.pos in ("VERB", "NOUN", "ADJ", "AUX"), t.end - t.start), default=None)
