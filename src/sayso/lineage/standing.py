"""Text that stands on an outlet's pages whatever they report: footers, sign-up lines, background told every time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sayso.lexicon.outlets import Outlets, host_of
from sayso.lineage.masks import beyond_chance, stretch, stretches
from sayso.lineage.publishers import own_names
from sayso.lineage.shared import TELLING, Shared
from sayso.lineage.wording import Wording
from sayso.records import Document, Id
from sayso.text import bare

#: Two reports that share more than this part of either are versions of one report: what they share is their news.
UNLIKE = 0.5
#: Of two reports of one outlet that share no more than so many words, in paragraphs that are wholly the same, these are
#: its background. Who goes on with yesterday's report keeps more of it, and not whole paragraphs alone.
PASTED = 60


class House(msgspec.Struct, frozen=True):
    """Who publishes a report.

    Attributes:
        outlet: the outlet, as compared; "" where it is not known.
        family: its publisher family, the outlet itself where it stands alone.
    """

    outlet: str
    family: str


def house(document: Document, outlets: Outlets) -> House:
    """The outlet of a report, by its publisher, address or copyright, and the publisher family of that."""
    name = next(iter(own_names(document, outlets)), "") or host_of(document.url)
    known = outlets.named(name) if name else None
    return House(bare(name), bare(document.owner or (known.owner if known and known.owner else name)))


def standing(
    documents: Mapping[Id, Document], houses: Mapping[Id, House], pairs: Iterable[Shared], words: Mapping[Id, Wording]
) -> dict[Id, int]:
    """For each report, the words that its outlet's pages carry whatever they report.

    They stand in at least two other reports of the outlet, or of its publisher family on other days, that otherwise
    tell something else. A wire story that two papers of one family print on one day is none. A few whole paragraphs are
    standing too if an outlet has them in two reports which share nothing else: newsrooms tell their news again in other
    words, and paste their background.
    """
    once: defaultdict[Id, int] = defaultdict(int)
    again: defaultdict[Id, int] = defaultdict(int)
    for pair in pairs:
        if not _is_of_one_house(houses[pair.a], houses[pair.b], documents[pair.a], documents[pair.b]):
            continue
        if any(pair.words(doc).bit_count() > UNLIKE * len(words[doc]) for doc in (pair.a, pair.b)):
            continue
        for doc in (pair.a, pair.b):
            mine = pair.words(doc)
            again[doc] |= once[doc] & mine
            once[doc] |= mine
        if houses[pair.a].outlet == houses[pair.b].outlet:
            pasted = {doc: _whole_paragraphs(documents[doc], words[doc], pair.words(doc)) for doc in (pair.a, pair.b)}
            if all(_is_all(pasted[doc], pair.words(doc)) for doc in pasted):
                for doc, mask in pasted.items():
                    again[doc] |= mask
    return {doc: mask for doc, mask in again.items() if mask}


def _is_all(pasted: int, shared: int) -> bool:
    """Whether pasted paragraphs are few enough, and all that two reports share but for chance."""
    return pasted.bit_count() <= PASTED and beyond_chance(shared & ~pasted) < TELLING


def _whole_paragraphs(document: Document, words: Wording, shared: int) -> int:
    """Of the shared words those that make whole paragraphs."""
    lines = (words.between(*match.span()) for match in re.finditer(r"[^\n]+", document.text))
    return stretches((first, last) for first, last in lines if not stretch(first, last) & ~shared)


def _is_of_one_house(one: House, other: House, document: Document, another: Document) -> bool:
    if not one.family or one.family != other.family:
        return False
    if one.outlet == other.outlet:
        return True
    days = (document.published or "")[:10], (another.published or "")[:10]
    return bool(days[0] and days[1]) and days[0] != days[1]
