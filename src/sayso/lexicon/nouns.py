"""The shape of nouns.yml: common nouns by whether they mean people, bodies of people, or only look so."""

from __future__ import annotations

from functools import cached_property

import msgspec


class Nouns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Base forms with a blank between them: thousands, which are read faster as one text than as a list.

    Attributes:
        people: nouns for human beings ("crofter").
        bodies: nouns for what several of them make up ("constabulary").
        things: nouns that end as those for human beings do, and mean none ("sensor").
    """

    people: str
    bodies: str
    things: str

    @cached_property
    def persons(self) -> frozenset[str]:
        """The nouns for human beings."""
        return frozenset(self.people.split())

    @cached_property
    def groups(self) -> frozenset[str]:
        """The nouns for bodies."""
        return frozenset(self.bodies.split())

    @cached_property
    def lifeless(self) -> frozenset[str]:
        """The nouns that look like those for human beings."""
        return frozenset(self.things.split())
