"""Runs of words that tell who hears, each given to its cue."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.engines.saying.hearers import REACH, hearers
from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.linking import Linked
from sayso.engines.saying.sheet import sheet
from sayso.text import Span


def told(text: str, cues: list[str], heard: list[str]) -> list[str | None]:
    """Who hears, by cue, in a text of one paragraph a line, where these words are a hearer's."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span("d", at, at + len(line)))
        at += len(line) + 1
    read = sheet(text, spans)
    words = [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)]
    linked = [Linked(Segment(words.index(cue), words.index(cue) + 1, Role.CUE), (), (), 1.0) for cue in cues]
    scores = np.array([1.0 if word in heard else -1.0 for word in words], dtype=np.float32)
    found = hearers(read, linked, scores)
    return [None if run is None else text[read.starts[run.first] : read.ends[run.last - 1]] for run in found]


@pytest.mark.parametrize(
    ("text", "cues", "heard", "expected"),
    [
        ("She told the court he lied .", ["told"], ["the", "court"], ["the court"]),
        ("Families were told it was safe .", ["told"], ["Families"], ["Families"]),
        ("She told staff that they warned him .", ["told", "warned"], ["staff", "him"], ["staff", "him"]),
        ("He asked her and she told nobody .", ["asked", "told"], ["her"], ["her", None]),
        ("It said so .", ["said"], [], [None]),
    ],
)
def test_who_is_told_stands_nearest_to_the_cue(
    text: str, cues: list[str], heard: list[str], expected: list[str | None]
) -> None:
    assert told(text, cues, heard) == expected


def test_nobody_is_told_in_another_paragraph_or_too_far_away() -> None:
    assert told("She said so .\nReporters waited .", ["said"], ["Reporters"]) == [None]
    assert told(f"She said {'so ' * (REACH + 1)} reporters .", ["said"], ["reporters"]) == [None]
