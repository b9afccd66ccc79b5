"""The shape of outlets.yml: news agencies, papers, broadcasters and sites, by the names that reports call them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

OutletKind: TypeAlias = Literal["agency", "newspaper", "broadcaster", "site"]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher of news.

    Attributes:
        name: the usual name, as a credit shows it.
        aliases: other names in running text, spelled with their capitals; an alias that is also an everyday word or
            place keeps its article ("The Sun").
        domains: web domains, without "www.".
        owner: the publisher family, where several outlets have one; null where it stands alone or is not known.
    """

    name: str
    kind: OutletKind
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None


class Outlets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All outlets of the lexicon."""

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
