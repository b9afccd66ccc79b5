"""Doubts and denials that point back at what they are about: "could not confirm that *such a warning* was given"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.claims.gist import Gist
from sayso.claims.places import by_report
from sayso.lexicon.families import root
from sayso.records import Certainty, ClaimMention, Id
from sayso.text import fold, words
from sayso.vocab import Level

#: How far back the thing pointed at may stand, in code points: about two paragraphs.
REACH = 700

#: How much of the line before a mention belongs to it here.
LEAD = 80

#: So much a doubt must say to be known again in what was said before it.
LEAST_SAID = 3

#: Levels of what is doubted, asked or denied.
_DOUBTING = frozenset({Level.OPEN_QUESTION, Level.NOT_CONFIRMED, Level.DENIED})
#: "such" alone: "those drones" only names a thing that something else is asked about.
_POINTING = re.compile(r"\bsuch (?:an? )?(?P<noun>[a-z][a-z'-]{3,})")


def pointed_pairs(
    mentions: Sequence[ClaimMention], certainties: Mapping[Id, Sequence[Certainty]], texts: Mapping[Id, str]
) -> Iterator[tuple[Id, Id]]:
    """The doubts that point back, each with the nearest mention before it that holds the word pointed with.

    "The inspectors had warned the firm. … The agency could not confirm that such a warning was given." Only doubts and
    denials are read so: a plain statement about "that company" is a statement of its own.
    """
    for mention, before in _doubts(mentions, certainties):
        text = texts[mention.doc_id]
        pointed = _POINTING.search(fold(mention.span.of(text)))
        if pointed is not None:
            found = _nearest(root(pointed["noun"]), mention, before, text)
            if found is not None:
                yield found.id, mention.id


def said_before(
    mentions: Sequence[ClaimMention], certainties: Mapping[Id, Sequence[Certainty]], gists: Mapping[Id, Gist]
) -> Iterator[tuple[Id, Id]]:
    """The doubts that say nothing new, each with the nearest mention before it that says all of that.

    "A firm has built a plant in Norvia to make nerve gas. … It is not confirmed that the plant makes nerve gas."
    Whoever doubts or denies a part of what the report has just told speaks of that, and not of a matter of its own.
    """
    for mention, before in _doubts(mentions, certainties):
        said = gists[mention.id].items
        if len(said) >= LEAST_SAID:
            earlier = (one for one in reversed(before) if one.span.end <= mention.span.start)
            found = next((one for one in earlier if said <= gists[one.id].items), None)
            if found is not None:
                yield found.id, mention.id


def _doubts(
    mentions: Sequence[ClaimMention], certainties: Mapping[Id, Sequence[Certainty]]
) -> Iterator[tuple[ClaimMention, Sequence[ClaimMention]]]:
    """The mentions that doubt or deny, each with those that begin before it in its report, in text order."""
    for held in by_report(mentions).values():
        for place, mention in enumerate(held):
            if is_doubted(mention, certainties):
                yield mention, held[:place]


def is_doubted(mention: ClaimMention, certainties: Mapping[Id, Sequence[Certainty]]) -> bool:
    """Whether somebody doubts, asks or denies it."""
    return any(c.level in _DOUBTING for c in certainties.get(mention.id, ()))


def roots(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The roots of the words of a stretch."""
    return frozenset(root(word.folded) for word in words(text, start, end))


def _nearest(wanted: str, mention: ClaimMention, before: Sequence[ClaimMention], text: str) -> ClaimMention | None:
    for earlier in reversed(before):
        if mention.span.start - earlier.span.end > REACH:
            return None
        # The word may be the cue before the mention: "inspectors *warned* the firm of a crack".
        start = max(text.rfind("\n", 0, earlier.span.start) + 1, earlier.span.start - LEAD)
        if wanted in roots(text, start, earlier.span.end) and earlier.span.end <= mention.span.start:
            return earlier
    return None
