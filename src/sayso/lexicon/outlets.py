"""The shape of outlets.yml: news agencies, papers, broadcasters and sites, by the names that reports call them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

OutletKind: TypeAlias = Literal["agency", "release", "newspaper", "broadcaster", "site"]


class Owner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publisher family, and where its titles are listed."""

    name: str
    source: str


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher of news.

    Attributes:
        name: the usual name, as a credit shows it.
        aliases: other names in running text, spelled with their capitals; an alias that is also an everyday word or
            place keeps its article ("The Sun").
        domains: web domains, without "www.".
        owner: the publisher family, one of `owners`; null where the outlet stands alone or it is not sure.
    """

    name: str
    kind: OutletKind
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def supplies(self) -> bool:
        """Whether others print its text as a rule: a news agency, or a wire for press releases."""
        return self.kind in ("agency", "release")


class Outlets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All outlets of the lexicon, and the families that own them."""

    owners: tuple[Owner, ...]
    outlets: tuple[Outlet, ...]

    @cached_property
    def by_name(self) -> dict[str, Outlet]:
        """Every name and alias, as spelled, to its outlet."""
        return {spelling: outlet for outlet in self.outlets for spelling in (*outlet.aliases, outlet.name)}

    @cached_property
    def by_domain(self) -> dict[str, Outlet]:
        """Every domain to its outlet."""
        return {domain: outlet for outlet in self.outlets for domain in outlet.domains}

    def named(self, words: str) -> Outlet | None:
        """The outlet that these words name, capitals as written, a leading article or possessive end ignored."""
        words = " ".join(words.split()).removesuffix("'s").removesuffix("’s")
        bare = words.removeprefix("the ").removeprefix("The ")
        return self.by_name.get(words) or self.by_name.get(f"The {bare}") or self.by_name.get(bare)
