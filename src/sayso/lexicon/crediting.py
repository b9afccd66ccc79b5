"""The shape of crediting.yml: how a report says that it has something from another outlet."""

from __future__ import annotations

import msgspec


class Before(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand before an outlet's name.

    Attributes:
        rule: the name of the rule they make.
        firm: whether any name that follows is thereby an outlet's.
    """

    rule: str
    firm: bool
    words: tuple[str, ...]


class After(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand after an outlet's name, under the name of the rule they make."""

    rule: str
    words: tuple[str, ...]


class Crediting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of crediting.yml.

    Attributes:
        before, after: the words of a credit, on either side of the outlet's name.
        called: what an outlet is called, beside its name.
        again: words for an outlet named before.
        last_words, first_words: words of a longer name that make it an outlet's.
        never: names that end so and are none.
        bodies: last words of a body that is no outlet.
    """

    before: tuple[Before, ...]
    after: tuple[After, ...]
    called: tuple[str, ...]
    again: tuple[str, ...]
    last_words: tuple[str, ...]
    first_words: tuple[str, ...]
    never: tuple[str, ...]
    bodies: tuple[str, ...]
