"""Where sentences end: rules over the marks that can end one, fast and without a model.

The parser takes these ends as given, and every claim is shown as its sentence, so an end inside "Gen. Smith" or in
front of "he asked" costs more than a missed one: a doubtful place is not an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from sayso.text import CLOSING, fold, trim

#: Longer than any sentence; a run of words without an end is cut there, so that no parse runs out of memory.
LONGEST = 4_000

#: A mark that can end a sentence, with the quotes and brackets that close behind it. Possessive: a line of a million
#: points is read once.
_END = re.compile(rf"(?<![.!?…])[.!?…]++(?: ?\.(?= ?\.| |$))*+[)\]{CLOSING}]*+(?=\s|$)")
#: An end with the blank lost behind it, as page extraction leaves it ("ended.The next").
_GLUED = re.compile(rf"(?<=[a-z]{{3}})[.!?][{CLOSING}]?(?=([A-Z][a-z]+) )")
_BULLET = re.compile(r"(?<=\s)[•●▪■◦‣]\s")
_OPENERS = "“‘«„\"'‹([—–-•"
_LAST_WORD = re.compile(r"[\w.'’-]{1,40}$")
_NEXT_WORD = re.compile(r"[\w'’]+")
_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})")
_NAME_AND_VERB = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,4}([a-z]+)\b")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """lexicon/abbreviations.yml: what a point does not end."""

    never: frozenset[str]
    sometimes: frozenset[str]
    before_number: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]
    marked_names: frozenset[str]
    reporting_verbs: frozenset[str]


def sentences(text: str, start: int, end: int, abbreviations: Abbreviations) -> list[tuple[int, int]]:
    """The sentences of a stretch of text as (start, end), in order, without the blanks between them.

    Closing quotes and brackets belong to the sentence that they close; a quotation of several sentences is several
    sentences; "…?" he asked stays one.
    """
    found: list[tuple[int, int]] = []
    at = start
    for cut in _cuts(text, start, end, abbreviations):
        found += _bounded(text, at, cut)
        at = cut
    return [*found, *_bounded(text, at, end)]


def _cuts(text: str, start: int, end: int, abbreviations: Abbreviations) -> Iterator[int]:
    stretch = text[start:end]
    places = {m.end(): m for m in _END.finditer(stretch)}
    cuts = {at for at, m in places.items() if _ends_sentence(stretch, m, abbreviations)}
    cuts |= {m.end() for m in _GLUED.finditer(stretch) if m.group(1).lower() in abbreviations.starters}
    cuts |= {m.start() for m in _BULLET.finditer(stretch)}
    yield from (start + cut for cut in sorted(cuts))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, trimmed, in pieces no longer than `LONGEST`, cut at a blank where there is one."""
    start, end = trim(text, start, end)
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        yield trim(text, start, cut)
        start, end = trim(text, cut, end)
    if start < end:
        yield start, end


def _ends_sentence(stretch: str, mark: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether this mark ends a sentence, from the words on its two sides."""
    after = stretch[mark.end() : mark.end() + 80].lstrip()
    if not after:
        return False  # the end of the stretch is an end anyway
    if not _can_begin(after):
        return False
    signs = mark.group()
    if signs[0] == "." and len(signs.rstrip(CLOSING + ")]")) == 1:
        return _point_ends(stretch, mark.start(), signs, after, abbreviations)
    if signs[0] in "!?":
        return _outcry_ends(stretch, mark, after, abbreviations)
    return True


def _can_begin(after: str) -> bool:
    """Whether a sentence can begin so: a capital, a digit, an opening mark, "iPhone"; never a lower-case word."""
    bare = after.lstrip(_OPENERS)
    if not bare:
        return False
    return not bare[0].islower() or _CAMEL.match(bare) is not None


def _point_ends(stretch: str, at: int, signs: str, after: str, abbreviations: Abbreviations) -> bool:
    found = _LAST_WORD.search(stretch, max(0, at - 40), at)
    word = found.group().lstrip("'’-.") if found else ""
    following = _NEXT_WORD.search(after)
    begins = following is not None and fold(following.group()) in abbreviations.starters
    number = after[0].isdigit()
    if _is_one_of(word, abbreviations.never):
        return False
    if _is_one_of(word, abbreviations.clock):
        return following is None or fold(following.group()) not in abbreviations.after_clock
    if _is_one_of(word, abbreviations.sometimes) or _INITIALS.fullmatch(fold(word)):
        # A quotation mark that closes behind "the U.S." closes the sentence too; a bracket, as in "(Sept.)", does not.
        return (begins and not number) or signs[-1] in CLOSING
    if number and _is_one_of(word, abbreviations.before_number):
        return False
    if _LIST_NUMBER.fullmatch(word):
        # "1. The company …" is an item; "in 2019. The company …" is an end.
        before = stretch[max(0, at - 60) : at - len(word)].rstrip(" \t(•-")
        return bool(before) and before[-1] not in ".!?:;"
    return True


def _is_one_of(word: str, forms: frozenset[str]) -> bool:
    """Whether the word is one of these short forms; one listed with a capital needs a capital in the text."""
    if not word:
        return False
    lower, capital = _by_case(forms)
    folded = fold(word)
    return folded in lower or (word[0].isupper() and folded in capital)


@cache
def _by_case(forms: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    capital = frozenset(fold(form) for form in forms if form[:1].isupper())
    return frozenset(fold(form) for form in forms) - capital, capital


def _outcry_ends(stretch: str, mark: re.Match[str], after: str, abbreviations: Abbreviations) -> bool:
    before = fold(stretch[max(0, mark.start() - 20) : mark.start() + 1])
    if before.endswith(_endings(abbreviations.marked_names)):
        return False
    quoted = mark.group()[-1] in CLOSING
    tag = _NAME_AND_VERB.match(after) if quoted else None
    return not (tag and tag.group(1) in abbreviations.reporting_verbs)


@cache
def _endings(marked_names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(marked_names))
