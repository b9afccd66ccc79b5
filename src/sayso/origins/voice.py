"""A say-so as the count sees it: who it is, as far as the reports tell, and on whom it says it relies."""

from __future__ import annotations

import msgspec

from sayso.records import Id
from sayso.vocab import SourceKind


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """What an unnamed source is said to be ("two French police officers").

    Attributes:
        words: its content words, lowered, singular, without numbers and articles.
        roles: groups of occupations that exclude each other ("doctor", "police"); general roles such as "official",
            "source" or "diplomat" are in none.
        nationalities: countries by demonym or name.
        organisations: capitalised words that name a body.
        is_another: whether the report sets it apart ("another", "a second", "a different").
    """

    words: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    nationalities: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    is_another: bool = False


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One say-so.

    Attributes:
        key: stable name of the voice within one claim; order of voices never matters, keys only name them.
        report: the report, in the pile or latent, in which it speaks; None where that is not known.
        bodies: names of the organisations that it is, speaks for or is part of, lowered.
        associates: further bodies named beside it; a shared one keeps two voices from being surely different.
        family: for an outlet, its publisher family: the owner, or the outlet itself.
        offices: the offices it goes by, each as its words; of a named person those that reports set beside the name.
        quoted: the word sequences of its direct quotations for this claim, each five words or longer.
        worded: the sentences in which reports give the claim from it, each as its words.
        relies_on: keys of the voices that it says it has this from.
        heard_by: for a source that is not an outlet, the publisher families of the reports that heard it.
    """

    key: str
    label: str
    kind: SourceKind
    entity_id: Id | None = None
    report: Id | None = None
    bodies: frozenset[str] = frozenset()
    associates: frozenset[str] = frozenset()
    family: str | None = None
    descriptor: Descriptor = Descriptor()
    offices: frozenset[frozenset[str]] = frozenset()
    quoted: frozenset[tuple[str, ...]] = frozenset()
    worded: frozenset[tuple[str, ...]] = frozenset()
    relies_on: frozenset[str] = frozenset()
    heard_by: frozenset[str] = frozenset()

    @property
    def is_named(self) -> bool:
        """Whether the reports say who it is: a person or body with a name of its own."""
        return self.entity_id is not None and self.kind in (
            SourceKind.PERSON,
            SourceKind.ORGANISATION,
            SourceKind.POLL,
        )

    @property
    def is_opaque(self) -> bool:
        """Whether it is not known what it rests on: an outlet, or nobody in particular."""
        return self.kind in (SourceKind.OUTLET, SourceKind.UNSPECIFIED)
