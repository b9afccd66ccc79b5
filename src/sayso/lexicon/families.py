"""The shape of families.yml: which words make two statements comparable."""

from __future__ import annotations

from functools import cached_property, lru_cache

import msgspec

from sayso.stems import stem

_NOUN_ENDINGS = ("ion", "ment", "ness")


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """The stem of a folded word without the commonest endings of nouns made from verbs: "polluted", "pollution"."""
    found = stem(word)
    for ending in _NOUN_ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= 4:
            return found[: -len(ending)]
    return found


class Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Families of words, and the words that are no part of what a statement says.

    Attributes:
        happenings: words that stand for one happening, verbs and their nouns; the first names the family.
        things: words that stand for one kind of thing or person; the first names the family.
        light: words of saying, hedging and pointing.
        negators: words that say no.
        lacking: words that say that something is missing or fails.
        spared: words after a negator that take the "no" on themselves.
        about_others: happenings that are about another statement.
        knowing: the one of them that is about knowing.
        auxiliaries: words before the word that tells what happens.
        converses: words for the two sides of one happening, no opposites.
        months, weekdays: in order.
    """

    happenings: tuple[tuple[str, ...], ...]
    things: tuple[tuple[str, ...], ...]
    light: tuple[str, ...]
    negators: frozenset[str]
    lacking: frozenset[str]
    spared: frozenset[str]
    about_others: frozenset[str]
    knowing: str
    auxiliaries: frozenset[str]
    converses: tuple[tuple[str, str], ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    @cached_property
    def openers(self) -> frozenset[str]:
        """The first stems of the families' phrases of two words or more."""
        return frozenset(phrase[0] for phrase in self.by_phrase if len(phrase) > 1)

    @cached_property
    def by_phrase(self) -> dict[tuple[str, ...], str]:
        """Stems of a word or phrase -> the family's name."""
        found: dict[tuple[str, ...], str] = {}
        for family in (*self.happenings, *self.things):
            for entry in family:
                found.setdefault(tuple(root(word) for word in entry.replace("-", " ").split()), family[0])
        return found

    def family(self, word: str) -> str:
        """The family of a word, or its root where it has none."""
        return self.by_phrase.get((root(word),), root(word))

    @cached_property
    def happening_names(self) -> frozenset[str]:
        """The names of the families of happenings."""
        return frozenset(family[0] for family in self.happenings)

    @cached_property
    def thing_names(self) -> frozenset[str]:
        """The names of the families of things."""
        return frozenset(family[0] for family in self.things)

    @cached_property
    def longest(self) -> int:
        """Words in the longest phrase."""
        return max(len(phrase) for phrase in self.by_phrase)

    @cached_property
    def light_stems(self) -> frozenset[str]:
        """The light words, by stem."""
        return frozenset(root(word) for word in self.light)

    @cached_property
    def spared_stems(self) -> frozenset[str]:
        """The spared words, by stem."""
        return frozenset(root(word) for word in self.spared)
