"""The shape of hedges.yml: words that make a statement less than certain, by the level they give it."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import msgspec

from sayso.vocab import Level

ByLevel: TypeAlias = dict[Level, tuple[str, ...]]


def _inverted(groups: ByLevel) -> dict[str, Level]:
    return {word: level for level, words in groups.items() for word in words}


class Hedges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Hedges by level and by the place they take in a clause. Base forms; modals and adverbs as spelled.

    Attributes:
        modals: auxiliaries on the predicate ("*may* have leaked").
        adverbs: beside the predicate ("*probably* leaked").
        adjectives: after "be", with a clause or an infinitive ("is *likely* to leak").
        attributes: before the noun, where the statement is a noun phrase ("*alleged* payments").
        verbs: with an infinitive ("*seems* to leak", "*plans* to close").
        nouns: with a clause or an infinitive ("a *risk* that it leaks").
        reverse: hedges of the above that turn yes into no ("*unlikely*").
        conditions: words that open a condition ("*if* it leaks").
        no_conditions: words before "if" that make it no condition ("*even* if").
        arranged: verbs of acts that are arranged beforehand: expected to do one of them is a plan, not a guess.
        incredible: adjectives that, before a verb of `crediting`, make a statement one that hardly holds.
        crediting: verbs of believing ("difficult to *believe*").
        sure: cues of belief that leave no doubt in the one who believes.
    """

    modals: ByLevel
    adverbs: ByLevel
    adjectives: ByLevel
    attributes: ByLevel
    verbs: ByLevel
    nouns: ByLevel
    reverse: tuple[str, ...]
    conditions: tuple[str, ...]
    no_conditions: tuple[str, ...]
    arranged: tuple[str, ...]
    incredible: tuple[str, ...]
    crediting: tuple[str, ...]
    sure: tuple[str, ...]

    @cached_property
    def modal(self) -> dict[str, Level]:
        """Modals to their level."""
        return _inverted(self.modals)

    @cached_property
    def adverb(self) -> dict[str, Level]:
        """Adverbs to their level."""
        return _inverted(self.adverbs)

    @cached_property
    def adjective(self) -> dict[str, Level]:
        """Predicative adjectives to their level."""
        return _inverted(self.adjectives)

    @cached_property
    def attribute(self) -> dict[str, Level]:
        """Attributive adjectives to their level."""
        return _inverted(self.attributes)

    @cached_property
    def verb(self) -> dict[str, Level]:
        """Verbs with an infinitive to their level."""
        return _inverted(self.verbs)

    @cached_property
    def noun(self) -> dict[str, Level]:
        """Nouns with a clause to their level."""
        return _inverted(self.nouns)
