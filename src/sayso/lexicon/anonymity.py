"""The shape of anonymity.yml: how reports say that, and why, a source is not named."""

from __future__ import annotations

import msgspec


class Anonymity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words around an unnamed source.

    Attributes:
        conditions: words, folded, that say that a name is withheld; each begins where the grounds begin.
        reasons: words that open the reason after a condition ("because").
        hidden: adjectives that make a noun an unnamed person ("an *unnamed* official").
        indefinite: determiners that bring in somebody new ("another").
    """

    conditions: tuple[str, ...]
    reasons: tuple[str, ...]
    hidden: frozenset[str]
    indefinite: frozenset[str]
