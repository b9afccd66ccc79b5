"""The shape of persons.yml: what words tell about who is meant."""

from __future__ import annotations

import msgspec


class Persons(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in lower case; nouns as base forms.

    Attributes:
        male, female: titles and nouns of men, of women ("mr", "spokeswoman").
        men, women: given names that only men, only women bear.
        bodies: nouns for a body that may stand for any body just named ("the group").
        anybody: nouns for a person that may stand for anybody just named ("the man").
        crowds: nouns in the singular that "they" may stand for ("the police").
    """

    male: frozenset[str]
    female: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    bodies: frozenset[str]
    anybody: frozenset[str]
    crowds: frozenset[str]
