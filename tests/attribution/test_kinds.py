"""Of what kind a source is, where its own words and the model say different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log

import gold
import pytest

from sayso.engines.base import Saying
from sayso.engines.saying.labels import KINDS
from sayso.records import Attribution
from sayso.syntax import Parse
from sayso.text import Span
from sayso.vocab import SourceKind

PERSON, BODY, OUTLET = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET

Kinds = Mapping[str, tuple[SourceKind, float]]


class Sure:
    """Finds what lines of marks tell, and takes each source for the kind that is given for it, with this chance."""

    name = "sure@1"

    def __init__(self, lines: Sequence[str], kinds: Kinds) -> None:
        self._lines, self._kinds = lines, kinds

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        if paragraphs[0].start or len(parse.text) > paragraphs[-1].end:
            return []  # asked about a part of it
        located = [gold.located(line, parse.text, "d") for line in self._lines]
        return [
            Saying(spans["cue"][0], spans["source"], spans["content"], 0.8, kinds=self._of(parse.text, spans["source"]))
            for spans in located
        ]

    def _of(self, text: str, source: Sequence[Span]) -> tuple[float, ...]:
        given = self._kinds.get(source[0].of(text)) if source else None
        if given is None:
            return ()
        kind, chance = given
        rest = (1 - chance) / (len(KINDS) - 1)
        return tuple(log(chance if k is kind else rest) for k in KINDS)


@pytest.fixture
def told(find: Callable[..., list[Attribution]]) -> Callable[..., list[SourceKind]]:
    """The kinds of the sources of some lines of marks, in text order."""

    def kinds(*lines: str, by: Kinds) -> list[SourceKind]:
        text = "\n".join("".join(gold._parsed(line)[0]) for line in lines)
        return [a.source_kind for a in sorted(find(text, Sure(lines, by)), key=lambda a: a.cue)]

    return kinds


Told = Callable[..., list[SourceKind]]


def test_what_the_model_is_sure_of_outweighs_the_look_of_a_name(told: Told) -> None:
    line = "S[Brightwater] C[said] T[the pumps had been checked in May]."
    assert told(line, by={}) == [BODY]
    assert told(line, by={"Brightwater": (PERSON, 0.99)}) == [PERSON]


def test_where_the_model_is_in_doubt_the_words_decide(told: Told) -> None:
    line = "S[Brightwater] C[said] T[the pumps had been checked in May]."
    assert told(line, by={"Brightwater": (PERSON, 0.6)}) == [BODY]


def test_a_source_is_of_one_kind_wherever_it_speaks(told: Told) -> None:
    lines = (
        "S[Brightwater] C[said] T[the pumps had been checked in May].",
        "S[Brightwater] C[added] T[that the valves were new].",
    )
    assert told(*lines, by={"Brightwater": (OUTLET, 0.99)}) == [OUTLET, OUTLET]


def test_the_kind_of_nobody_stays_open(told: Told) -> None:
    (kind,) = told("T[The pumps] C[are believed] T[to have failed in May].", by={})
    assert kind is SourceKind.UNSPECIFIED
