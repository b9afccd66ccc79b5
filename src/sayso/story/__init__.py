"""Which reports are about one matter: `topic` of a report, `keys` and `kin` of two, `group` and `grow` of all kin."""

from __future__ import annotations

from sayso.story import rulings
from sayso.story.group import CROWD, group
from sayso.story.growing import grow
from sayso.story.kin import MEET, keys, kin
from sayso.story.topic import topic

__all__ = ["CROWD", "MEET", "group", "grow", "keys", "kin", "rulings", "topic"]
