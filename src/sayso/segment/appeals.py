"""Lines that speak to the reader about the publication: "Join them", "Our app is free", "You have one article left".

No list of phrases holds all the wordings of these. What they have in common: an order or an address to the reader
("get", "you", "our"), a thing that only a publication offers (a newsletter, an app, this article), and no speaker.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

#: A line with more sentences is a paragraph, whatever it says.
MOST_SENTENCES = 6

_SENTENCE_END = re.compile(r"(?<=[.!?…]) +")


class Appeals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of lexicon/furniture.yml about lines that speak to the reader; each field is a pattern.

    Attributes:
        lead: words that may stand before an order: "please", "to read on,".
        orders: verbs that give the reader something to do.
        objects: what a publication offers, or where it is to be found.
        address: words that speak to the reader or for the publication, near to an object.
        alone: whole openings of a sentence that need no object.
        soft: what the other sentences of such a line have in them.
        told: words by which somebody else speaks: no such line has them.
        examples, prose: lines that are, and are not, such lines.
    """

    lead: str
    orders: str
    objects: str
    address: str
    alone: str
    soft: str
    told: str
    examples: tuple[str, ...]
    prose: tuple[str, ...]


class AppealPatterns(NamedTuple):
    """The appeals, compiled."""

    order: re.Pattern[str]
    object: re.Pattern[str]
    address: re.Pattern[str]
    alone: re.Pattern[str]
    soft: re.Pattern[str]
    told: re.Pattern[str]


@cache
def compiled(appeals: Appeals) -> AppealPatterns:
    """The patterns of the appeals, compiled once."""
    return AppealPatterns(
        order=re.compile(rf"(?:{appeals.lead})?(?:{appeals.orders})\b"),
        object=re.compile(appeals.objects),
        address=re.compile(appeals.address),
        alone=re.compile(appeals.alone),
        soft=re.compile(appeals.soft),
        told=re.compile(appeals.told),
    )


def is_appeal(folded: str, patterns: AppealPatterns) -> bool:
    """Whether a folded line speaks to the reader about the publication, and every sentence of it goes along."""
    if patterns.told.search(folded):
        return False
    sentences = _SENTENCE_END.split(folded)
    if len(sentences) > MOST_SENTENCES:
        return False
    appeals = [_appeals(sentence, patterns) for sentence in sentences]
    return any(appeals) and all(
        appeal or patterns.soft.search(sentence) for sentence, appeal in zip(sentences, appeals, strict=True)
    )


def _appeals(sentence: str, patterns: AppealPatterns) -> bool:
    if patterns.alone.match(sentence):
        return True
    order = patterns.order.match(sentence)
    if order and patterns.object.search(sentence, order.start()):
        return True
    return patterns.address.search(sentence) is not None
