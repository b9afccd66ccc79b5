"""The simulated world: its places, people, outlets and their owners, the same for one seed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from press.grammar import told

MATERIAL = Path(__file__).with_name("material")
#: Owners, and how many papers each has.
FAMILIES, PAPERS_OF_ONE = 45, (2, 12)
#: Outlets that belong to nobody else.
ALONE = 220
_NOT_IN_DOMAINS = re.compile(r"[^a-z0-9]+")


@cache
def material(name: str) -> dict[str, Any]:
    """One file of `material/`."""
    read: dict[str, Any] = yaml.load((MATERIAL / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return read


@dataclass(frozen=True)
class Outlet:
    """A publisher, and the habits of its pages.

    Attributes:
        short: its name in datelines and tags, for an agency.
        clock: how its reports show their time: "minute", "day" or "none".
        zone: hours by which its clock differs; `says_zone` tells whether it says so.
        pages: whether its reports are kept as web pages (with `--pages`), rather than as text.
        spells: the largest number that its writers spell out.
        weight: how often it reports, relative to others.
    """

    name: str
    owner: str
    kind: str
    domain: str
    short: str
    clock: str
    zone: int
    says_zone: bool
    pages: float
    footers: tuple[str, ...]
    read_more: bool
    by_in_text: bool
    spells: int
    standing: tuple[str, ...]
    weight: float


@dataclass
class World:
    """What exists beside the stories."""

    papers: list[Outlet] = field(default_factory=list)
    agencies: list[Outlet] = field(default_factory=list)
    families: dict[str, list[Outlet]] = field(default_factory=dict)
    reporters: dict[str, list[str]] = field(default_factory=dict)


def make_world(seed: int) -> World:
    """The world of one seed."""
    rng = Random(f"{seed}/world")
    world = World()
    names: set[str] = set()
    for short in material("names")["agencies"]:
        world.agencies.append(_outlet(rng, short[0], short[0], "agency", short[1]))
    for _ in range(FAMILIES):
        owner = f"{family(rng)} {rng.choice(material('names')['groups'])}"
        for _ in range(rng.randint(*PAPERS_OF_ONE)):
            _add(world, _outlet(rng, _fresh(rng, names), owner, "paper"))
    for _ in range(ALONE):
        name = _fresh(rng, names)
        _add(world, _outlet(rng, name, name, "paper"))
    for outlet in [*world.papers, *world.agencies]:
        world.reporters[outlet.name] = [person(rng) for _ in range(rng.randint(3, 9))]
    return world


def _add(world: World, outlet: Outlet) -> None:
    world.papers.append(outlet)
    world.families.setdefault(outlet.owner, []).append(outlet)


def _fresh(rng: Random, names: set[str]) -> str:
    """A name that no outlet has, of a paper or of a site or station."""
    while True:
        slots = {"town": place(rng), "region": place(rng), "country": country(rng), "n": rng.randint(2, 60)}
        if rng.random() < 0.72:
            name = f"{'The ' if rng.random() < 0.4 else ''}{slots['town']} {rng.choice(material('names')['papers'])}"
        else:
            name = told(rng.choice(material("names")["sites"]), slots, rng)
        if name not in names:
            names.add(name)
            return name


def _outlet(rng: Random, name: str, owner: str, kind: str, short: str = "") -> Outlet:
    common = material("common")
    domain = _NOT_IN_DOMAINS.sub("", name.lower()) + ".example"
    slots = {
        **common_slots(rng), "owner": owner, "outlet": name, "domain": domain, "pop2": rng.randint(46, 99),
    }  # fmt: skip
    footers = rng.sample(common["footers"], rng.choice((0, 0, 1, 1, 2, 3))) if kind == "paper" else []
    return Outlet(
        name=name,
        owner=owner,
        kind=kind,
        domain=domain,
        short=short or name,
        clock=rng.choices(("minute", "day", "none"), (70, 24, 6))[0],
        zone=rng.choice((0, 0, 0, 0, 1, 2, -1, -2, 3, -3)),
        says_zone=rng.random() < 0.8,
        pages=rng.random(),
        footers=tuple(told(footer, slots, rng) for footer in footers),
        read_more=kind == "paper" and rng.random() < 0.35,
        by_in_text=rng.random() < 0.3,
        spells=rng.choice((0, 9, 9, 10, 12, 20, 99, 99)),
        standing=(told(rng.choice(common["standing"]), common_slots(rng), rng),) if rng.random() < 0.3 else (),
        weight=rng.paretovariate(1.3),
    )


def common_slots(rng: Random) -> dict[str, object]:
    """Slots that any event has: places, people, firms, dates, amounts."""
    names = material("names")
    month = rng.randrange(12)
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    first_day = rng.randrange(7)
    trade, trade2 = rng.sample(names["industries"], 2)
    return {
        "town": place(rng),
        "town2": place(rng),
        "region": place(rng) + rng.choice(("shire", "land", " Valley", "")),
        "country": country(rng),
        "country2": country(rng),
        "river": rng.choice(names["place_heads"]) + rng.choice(names["river_tails"]),
        "street": street(rng),
        "shop": rng.choice(names["shops"]),
        "firm": firm(rng),
        "firm2": firm(rng),
        "day_number": first_day,
        "eday": days[first_day],
        "eday2": days[(first_day + rng.randint(2, 4)) % 7],
        "month_number": month,
        "month": names["months"][(month - rng.randint(1, 6)) % 12],
        "month2": names["months"][(month + rng.randint(1, 5)) % 12],
        "year": 2031,
        "clock": rng.choice(("six", "seven", "nine", "ten", "noon", "five")),
        "fund": rng.randint(2, 90),
        "crowd": rng.choice((40, 60, 150, 200, 300, 450, 800, 1200, 3000, 7000)),
        "span": rng.randint(3, 30),
        "span2": rng.randint(6, 120),
        "pop": rng.randint(8, 290),
        "staff": rng.randint(2, 90),
        "season": rng.choice(("spring", "summer", "autumn", "winter")),
        "trade": trade,
        "trade2": trade2,
        "old_event": rng.choice(names["old_events"]),
    }


def place(rng: Random) -> str:
    """An invented town."""
    names = material("names")
    return str(rng.choice(names["place_heads"]) + rng.choice(names["place_tails"]))


def country(rng: Random) -> str:
    """An invented country."""
    names = material("names")
    return str(rng.choice(names["country_heads"]) + rng.choice(names["country_tails"]))


def street(rng: Random) -> str:
    """A street's name."""
    names = material("names")
    return f"{rng.choice(names['street_heads'])} {rng.choice(names['street_tails'])}"


def family(rng: Random) -> str:
    """An invented family name."""
    names = material("names")
    return str(rng.choice(names["family_heads"]) + rng.choice(names["family_tails"]))


def person(rng: Random) -> str:
    """An invented person's whole name."""
    return f"{rng.choice(material('names')['given'])} {family(rng)}"


def firm(rng: Random) -> str:
    """An invented firm."""
    return f"{family(rng)} {rng.choice(material('names')['firm_tails'])}"
