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
        nearly: words that, before one of `certainly`, leave it no more than likely ("*almost* certainly").
        certainly: adverbs of certainty.
        phrases: phrases that hang on the clause ("*in all likelihood*"), as spelled.
        verbs: with an infinitive ("*seems* to leak", "*plans* to close").
        nouns: with a clause or an infinitive ("a *risk* that it leaks").
        odds: nouns that, in the plural before "be" and a clause, call it likely ("*chances* are that").
        accused: verbs whose passive lays something at somebody's door, to what follows ("is *accused* of").
        coming: words that put a present tense into the future ("opens *next* week").
        arranging: verbs that plan what their object, or subject in the passive, names ("*planning* a new route").
        holding: verbs whose object may be one of `nouns` ("*has* no plans to").
        of_things: verbs with an infinitive that hedge where the subject is a thing ("the frost *threatens* to").
        reverse: hedges of the above that turn yes into no ("*unlikely*").
        conditions: words that open a condition ("*if* it leaks").
        condition_phrases: phrases that open one ("*as long as* it leaks", "*in the event of* a leak").
        no_conditions: words before "if" that make it no condition ("*even* if").
        arranged: verbs of acts that are arranged beforehand: expected to do one of them is a plan, not a guess.
        foretold: verbs of what nobody decides: with "will" they make a forecast, not a plan.
        foretold_of_things: those that do so where their subject is a thing.
        arranged_states: adjectives that make "will be …" a plan.
        incredible: adjectives that, before a verb of `crediting`, make a statement one that hardly holds.
        crediting: verbs of believing ("difficult to *believe*").
        sure: cues of belief that leave no doubt in the one who believes.
    """

    modals: ByLevel
    adverbs: ByLevel
    adjectives: ByLevel
    nearly: frozenset[str]
    certainly: frozenset[str]
    phrases: ByLevel
    attributes: ByLevel
    verbs: ByLevel
    nouns: ByLevel
    odds: tuple[str, ...]
    accused: dict[str, tuple[str, ...]]
    coming: frozenset[str]
    arranging: tuple[str, ...]
    holding: tuple[str, ...]
    of_things: ByLevel
    reverse: tuple[str, ...]
    conditions: tuple[str, ...]
    condition_phrases: tuple[str, ...]
    no_conditions: tuple[str, ...]
    arranged: tuple[str, ...]
    foretold: frozenset[str]
    foretold_of_things: frozenset[str]
    arranged_states: frozenset[str]
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

    @cached_property
    def thing_verb(self) -> dict[str, Level]:
        """Verbs that hedge what a thing does to their level."""
        return _inverted(self.of_things)

    @cached_property
    def phrase(self) -> dict[tuple[str, ...], Level]:
        """Phrases, in words, to their level."""
        return {tuple(phrase.split()): level for phrase, level in _inverted(self.phrases).items()}

    @cached_property
    def condition_phrase(self) -> frozenset[tuple[str, ...]]:
        """Phrases that open a condition, in words."""
        return frozenset(tuple(phrase.split()) for phrase in self.condition_phrases)
