"""Which reports are about one matter: `topic` of a report, `keys` and `kin` of two, `group` of all that are kin."""

from __future__ import annotations

from sayso.story import rulings
from sayso.story.group import group
from sayso.story.kin import MEET, keys, kin
from sayso.story.topic import topic

__all__ = ["MEET", "group", "keys", "kin", "rulings", "topic"]
