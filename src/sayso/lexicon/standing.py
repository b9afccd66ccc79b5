"""The shape of standing.yml: what the count of origins needs to know about who is who."""

from __future__ import annotations

from functools import cached_property

import msgspec


class Standing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Bodies and their parts, and words by which unnamed sources are told apart.

    Attributes:
        parts: a body to what belongs to it.
        occupations: groups of occupations that exclude each other.
        offices: words for an office that one person holds at a time, folded.
        not_one: words that make an office one of several ("deputy", "former"), folded.
        own_addressees: words that say that the report itself was told, folded.
        empty: words of a description that do not say who, folded.
        dating: words that date a document, folded.
        pronouns: words that name nobody by themselves, folded.
        firsts: words that say of something that it is the first, folded.
        of_firsts: words of which one stands beside them where they say that there was none before, folded.
        none_before: words of which one stands in a "no" that says the same, folded.
        nameless_documents: documents that rest on whatever the report credits, folded.
    """

    parts: dict[str, tuple[str, ...]]
    occupations: dict[str, frozenset[str]]
    offices: frozenset[str]
    not_one: frozenset[str]
    own_addressees: frozenset[str]
    empty: frozenset[str]
    dating: frozenset[str]
    pronouns: frozenset[str]
    firsts: frozenset[str]
    of_firsts: frozenset[str]
    none_before: frozenset[str]
    nameless_documents: frozenset[str]

    @cached_property
    def whole(self) -> dict[str, str]:
        """Each part, lowered, to the body that it belongs to, lowered."""
        return {part.lower(): body.lower() for body, parts in self.parts.items() for part in parts}

    @cached_property
    def occupation(self) -> dict[str, str]:
        """Each occupation to its group."""
        return {word: group for group, words in self.occupations.items() for word in words}

    @cached_property
    def nameless(self) -> frozenset[str]:
        """The words that a nameless document is described by, singular."""
        return frozenset(singular(word) for phrase in self.nameless_documents for word in phrase.split()) | self.dating


def singular(word: str) -> str:
    """A rough singular of a lowered English noun, good enough to compare descriptions."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
