"""The states of the world as data: which words mean one of them, and which cities speak for it."""

from __future__ import annotations

from functools import cached_property

import msgspec

from sayso.text import bare


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One state.

    Attributes:
        name: as news English has it.
        also: other names.
        people: its demonyms and adjectives.
        capital: cities that mean its government when they act.
        quiet: capitals that are never read as a government.
    """

    name: str
    also: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()


class Countries(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The shape of countries.yml."""

    countries: tuple[Country, ...]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Bare spelling of a state's names -> its name."""
        return {bare(s): country.name for country in self.countries for s in (country.name, *country.also)}

    @cached_property
    def by_people(self) -> dict[str, str]:
        """Bare demonym or adjective -> the state's name."""
        return {bare(s): country.name for country in self.countries for s in country.people}

    @cached_property
    def by_capital(self) -> dict[str, str]:
        """Bare name of a capital that may stand for a government -> the state's name."""
        return {bare(s): country.name for country in self.countries for s in country.capital}


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One well-known body and its short forms; `seat`: cities that stand for it when they speak."""

    name: str
    also: tuple[str, ...] = ()
    seat: tuple[str, ...] = ()


class Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The shape of bodies.yml."""

    bodies: tuple[Body, ...]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Bare spelling of a body's names -> its name."""
        return {bare(s): body.name for body in self.bodies for s in (body.name, *body.also)}

    @cached_property
    def by_seat(self) -> dict[str, str]:
        """Bare name of a seat -> the body's name."""
        return {bare(s): body.name for body in self.bodies for s in body.seat}
