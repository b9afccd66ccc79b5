"""The shape of kinds.yml: words that tell facts from weighings, demands and forecasts, and talk that claims nothing."""

from __future__ import annotations

from functools import cached_property

import msgspec


class Refusal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of saying nothing: a verb (lemma), and the words (lemmas) of which one must stand below it."""

    verb: str
    with_: tuple[str, ...] = msgspec.field(name="with")
    negated: bool


class Kinds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """What sort of statement a claim is, by its words.

    Attributes:
        duty: modals and verbs (lemmas) by which the main predicate says what ought to be.
        duty_to: verbs (lemmas) whose infinitive says what ought to be.
        advisable: adjectives (lemmas) that after "would be" say what ought to be.
        future: modals (lower case) by which it says what will be.
        foresight: predicates (lemmas) that foretell.
        how_well: adverbs (lower case) that weigh how a thing is done.
        degrees: adverbs (lower case) before an adjective that show that it weighs.
        weighing: adjectives, nouns and verbs (lemmas) that weigh or value.
        causes: verbs that bring something about; a cue of them tells of a deed, not of something said.
        knowing: words of knowing; who knows of a thing, or does not, has not stated or denied it.
        topical: verbs before a noun that is only spoken of ("*discussed* the ferries").
        refusals: ways of declining to say anything; sentences made of one are no claims.
    """

    duty: tuple[str, ...]
    duty_to: frozenset[str]
    advisable: frozenset[str]
    future: tuple[str, ...]
    foresight: tuple[str, ...]
    how_well: frozenset[str]
    degrees: frozenset[str]
    weighing: tuple[str, ...]
    causes: tuple[str, ...]
    knowing: tuple[str, ...]
    topical: frozenset[str]
    refusals: tuple[Refusal, ...]

    @cached_property
    def weighing_set(self) -> frozenset[str]:
        """`weighing`, for looking up."""
        return frozenset(self.weighing)
