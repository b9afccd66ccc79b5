"""The shape of edits.yml: closed classes of words, by what it does that one is put in or taken out."""

from __future__ import annotations

import msgspec


class EditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of edits.yml: the folded words of each class."""

    classes: dict[str, frozenset[str]]
