"""The names of outlets as reports write them, and whether two of them mean one outlet."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.lexicon.outlets import Outlets, are_letters_of
from sayso.records import Document
from sayso.text import fold

#: Words that come and go in an outlet's name.
_LOOSE = frozenset(
    {"the", "news", "daily", "evening", "online", "world", "agency", "newspaper", "media", "magazine", "com"}
)

#: "© 2031 The Ostran Herald", "Copyright Meridian 2031."
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\b(?i:copyright))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*)?"
    r"(?P<name>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,4})"
)


def usual_name(words: str, outlets: Outlets) -> str:
    """The outlet's usual name: the lexicon's, else the words without article and possessive end."""
    known = outlets.named(words)
    if known is not None:
        return known.name
    bare = " ".join(words.split())
    for end in ("'s", "’s", "'", "’"):
        bare = bare.removesuffix(end)
    return bare.removeprefix("the ").removeprefix("The ")


def is_same(name: str, other: str, outlets: Outlets) -> bool:
    """Whether two names mean one outlet: one usual name, or one is the short form of the other.

    A short form is the first or last words of the longer name ("the Gazette" for "Brackwell Gazette"), or its first
    letters ("PBO" for "Public Broadcasting Ostra"), unless the lexicon knows the short one as another outlet's. The
    host of a site is a name of its outlet.
    """
    name, other = _unhosted(name, other, outlets), _unhosted(other, name, outlets)
    if usual_name(name, outlets).casefold() == usual_name(other, outlets).casefold():
        return True
    known = [outlets.named(n) is not None for n in (name, other)]
    if all(known):
        return False
    by_letters = not any(known) and (are_letters_of(name, other) or are_letters_of(other, name))
    return by_letters or is_short_for(name, other) or is_short_for(other, name)


def _unhosted(name: str, other: str, outlets: Outlets) -> str:
    """The outlet's name for a host: the lexicon's, or the other name where the host is that, run together."""
    if " " in name or "." not in name.strip("."):
        return name
    known = outlets.at(f"//{name}")
    if known is not None:
        return known.name
    label = fold(name).removeprefix("www.").partition(".")[0].replace("-", "")
    run_together = "".join(c for c in fold(other) if c.isalnum())
    return other if label.removeprefix("the") == run_together.removeprefix("the") else name


def is_short_for(short: str, full: str) -> bool:
    """Whether these are the first or the last words of a longer name, loose words ("News", "The") left out."""
    few, many = _core(short), _core(full)
    if not few or not many:
        return False
    return many[: len(few)] == few or many[-len(few) :] == few


def is_telling_part(word: str) -> bool:
    """Whether one word of a name may stand for the whole: "the Courier", not "the Daily"."""
    return len(word) > 2 and word[0].isupper() and word.casefold() not in _LOOSE


def own_names(document: Document, outlets: Outlets) -> tuple[str, ...]:
    """What the report's own outlet is called: its publisher; failing that, whose its address or its copyright is."""
    if document.publisher:
        by_domain = None if " " in document.publisher else outlet_of_address(f"//{document.publisher}", outlets)
        return (by_domain or document.publisher,)
    by_address = outlet_of_address(document.url, outlets)
    if by_address is not None:
        return (by_address,)
    claimed = {match["name"] for match in _COPYRIGHT.finditer(document.text)}
    return tuple(sorted(claimed))


def outlet_of_address(url: str | None, outlets: Outlets) -> str | None:
    """The usual name of the outlet whose site this is, or None where the lexicon does not know it."""
    outlet = outlets.at(url)
    return outlet.name if outlet is not None else None


@lru_cache(maxsize=4096)
def _core(name: str) -> tuple[str, ...]:
    words = fold(name).replace("'s", "").split()
    return tuple(word for word in words if word not in _LOOSE) or tuple(words)
