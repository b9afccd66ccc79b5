"""Transcripts: paragraphs that open with who speaks ("Q: …", "SMITH: …", "Ann Lee: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.lexicon.cues import CueClass
from sayso.text import Span

#: One to five words from the paragraph's first capital to a colon and a blank, behind a remark in brackets if need be.
_LABEL = re.compile(r"(?:\([^()\n]{1,30}\)\s+)?(?P<who>[A-Z][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){0,4})\s?:\s+(?=\S)")

#: So many paragraphs with labels make a transcript; with fewer, a colon is a heading's.
_FEWEST = 3


class Turn(msgspec.Struct, frozen=True):
    """What one speaker says in one paragraph."""

    who: Span
    colon: Span
    said: Span


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript, in order; none where the report is not one.

    Labels in capitals make a transcript where one of them speaks again; labels in ordinary spelling only where two of
    them do, since "Note: …" may stand over any paragraph.
    """
    found = [turn for p in paragraphs if (turn := _turn(text, p)) is not None]
    often = Counter(turn.who.of(text) for turn in found)
    shouted = [turn for turn in found if turn.who.of(text).isupper()]
    spoken = [turn for turn in found if often[turn.who.of(text)] > 1]
    if len({turn.who.of(text) for turn in spoken}) > 1 and len(spoken) > _FEWEST:
        return [turn for turn in found if turn in spoken or turn in shouted]
    again = any(often[turn.who.of(text)] > 1 for turn in shouted)
    return shouted if again and len(shouted) >= _FEWEST else []


def _turn(text: str, paragraph: Span) -> Turn | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    colon = text.rindex(":", match.start(), match.end())
    doc_id = paragraph.doc_id
    return Turn(
        Span(doc_id, *match.span("who")), Span(doc_id, colon, colon + 1), Span(doc_id, match.end(), paragraph.end)
    )


def turn_findings(reading: Reading, found: Sequence[Turn]) -> list[Finding]:
    """Each turn as an attribution: the label is the source, the colon the cue, the rest of the paragraph is said."""
    made = []
    for turn in found:
        who = reading.parse.between(turn.who.start, turn.who.end)
        cue = reading.parse.between(turn.colon.start, turn.colon.end)
        if who and cue:
            made.append(
                Finding(
                    rule="turn@1",
                    score=0.95,
                    cue_class=CueClass.SAY,
                    anchor=cue[0],
                    head=who[-1],
                    source=who,
                    cue=cue,
                    content=((turn.said.start, turn.said.end),),
                    spoken=True,
                )
            )
    return made
