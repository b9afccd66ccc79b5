"""The shape of outlets.yml: news agencies, papers, broadcasters and sites, by the names that reports call them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

OutletKind: TypeAlias = Literal["agency", "release", "newspaper", "broadcaster", "site"]


class Owner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A publisher family, and where its titles can be checked."""

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
    """All outlets of the lexicon, the families that own them, and sites that keep or carry the pages of any outlet."""

    owners: tuple[Owner, ...]
    mirrors: tuple[str, ...]
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

    def at(self, url: str | None) -> Outlet | None:
        """The outlet whose site this address is on, by its domain or one above it."""
        labels = host_of(url).split(".")
        domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.by_domain[domain] for domain in domains if domain in self.by_domain), None)

    def publishing(self, publisher: str | None, url: str | None) -> Outlet | None:
        """The outlet that published a report: by its publisher's name, which may be a domain, or by its address."""
        if publisher:
            return self.named(publisher) or (self.at(f"//{publisher}") if " " not in publisher else None)
        return self.at(url)

    def is_mirror(self, url: str | None) -> bool:
        """Whether this address is on a site that keeps or carries the pages of any outlet, such as an archive."""
        host = host_of(url)
        return any(host == mirror or host.endswith(f".{mirror}") for mirror in self.mirrors)


def host_of(url: str | None) -> str:
    """The host of an address without "www.", or "" where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # "http://[", as found in the wild
        return ""
