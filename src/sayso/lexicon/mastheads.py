"""The names of outlets as reports write them, and whether two of them mean one outlet."""

from __future__ import annotations

from functools import lru_cache

from sayso.lexicon.outlets import Outlets
from sayso.text import fold

#: Words that come and go in an outlet's name.
_LOOSE = frozenset(
    {"the", "news", "daily", "evening", "online", "world", "agency", "newspaper", "media", "magazine", "com"}
)

#: Fewer first letters are those of too many names.
FEWEST_LETTERS = 3


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


def are_letters_of(short: str, full: str) -> bool:
    """Whether capitals are the first letters of a longer name's words, small ones and "The" left out: "PBO"."""
    letters = "".join(word[0] for word in full.split() if word[0].isupper() and word != "The")
    return len(short) >= FEWEST_LETTERS and short.isupper() and short == letters


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


@lru_cache(maxsize=4096)
def _core(name: str) -> tuple[str, ...]:
    words = fold(name).replace("'s", "").split()
    return tuple(word for word in words if word not in _LOOSE) or tuple(words)
