"""One story: what happened, who knows it, who tells whom, and which outlets report it from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from press.grammar import told
from press.world import Outlet, World, common_slots, material, person

#: How many things beside the event's own facts come up: common ones, steps that somebody takes, things said in public.
AFTERMATH, STEPS, STATEMENTS = 4, 3, 5
#: For so many reports another event is part of the story: what is big has many sides, and each newsroom tells its own.
REPORTS_PER_SIDE = 9
MOST_SIDES = 9
#: Ways in which a fact comes to be known, and how often.
PLANS = {"one": 56, "two": 14, "unnamed": 9, "two unnamed": 8, "named and unnamed": 5, "document": 8}


@dataclass(frozen=True)
class Speaker:
    """Somebody whose word a fact stands on.

    Attributes:
        who: the person, body or document in truth; two outlets' unnamed sources may be one.
        kind: "person", "body", "unnamed" or "document".
        rules_out: for an unnamed source, what it is ("nationality", "French"): another value is another source.
    """

    who: str
    kind: str
    name: str = ""
    role: str = ""
    body: str = ""
    rules_out: tuple[str, str] | None = None


@dataclass(frozen=True)
class Say:
    """One saying of one fact: who, how, to whom (one outlet's name, or everybody), and from which hour on."""

    number: int
    fact: str
    speaker: Speaker
    channel: str
    here: str | None
    at: float


@dataclass(frozen=True)
class Fact:
    """A thing to tell: its clauses; `says` is empty for what a reporter sees; `quote` has the words of a quotation.

    `side` is the side of the story that it belongs to; what it is about is in `slots`. One that `is_loose` says other
    things in other tellings.
    """

    id: str
    tell: tuple[str, ...]
    side: int
    slots: Mapping[str, object]
    says: tuple[Say, ...] = ()
    quote: str = ""
    is_loose: bool = False


@dataclass
class Node:
    """One report to be written, and from what.

    Attributes:
        role: "original", "wire", "copy", "rewrite", "merge", "follow-up", "update" or "tip".
        parents: numbers of the nodes that it is made from; for a "tip", the one it credits for a fact.
        missing: whether it is not in the pile.
    """

    number: int
    role: str
    outlet: Outlet
    at: float
    parents: list[int] = field(default_factory=list)
    missing: bool = False


@dataclass
class Story:
    """The script of one story."""

    id: str
    events: tuple[dict[str, Any], ...]
    slots: tuple[dict[str, object], ...]
    facts: list[Fact]
    nodes: list[Node]
    begins: float

    def weekday(self, at: float) -> str:
        """The weekday `at` hours into the story."""
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        return days[(int(str(self.slots[0]["day_number"])) + int(max(at, 0) + 8) // 24) % 7]


def make_story(world: World, number: int, size: int, rng: Random) -> Story:
    """The script of a story of `size` reports in the pile."""
    sides = min(MOST_SIDES, 1 + size // REPORTS_PER_SIDE)
    events = tuple(rng.sample(material("events")["events"], sides))
    world_slots = common_slots(rng)
    slots = tuple(_slots(event, world_slots, rng) for event in events)
    nodes = _nodes(world, size, rng)
    first_hand = [node for node in nodes if node.role in ("original", "wire", "tip", "follow-up")]
    numbers = iter(range(100_000))
    facts = [
        fact
        for side, (event, about) in enumerate(zip(events, slots, strict=True))
        for fact in _facts(event, side, about, first_hand, rng, numbers)
    ]
    # Within four months, so that unrelated stories overlap in time as they do in any pile.
    begins = rng.randrange(120) * 24 + rng.uniform(5, 20)
    return Story(f"s{number:05d}", events, slots, facts, nodes, begins)


def _slots(event: dict[str, Any], world_slots: Mapping[str, object], rng: Random) -> dict[str, object]:
    """What one side of a story is about: the story's own places and days, firms and picks of its own."""
    own = common_slots(rng)
    slots = dict(world_slots) | {name: own[name] for name in ("street", "firm", "firm2", "fund", "crowd", "shop")}
    slots |= {name: rng.choice(choices) for name, choices in event.get("pick", {}).items()}
    slots |= {name: rng.randint(*ends) for name, ends in event.get("numbers", {}).items()}
    slots["seats2"] = 2 * int(str(slots.get("seats", 40))) + rng.randint(-9, 25)
    return slots


# -- who reports it, from whom ----------------------------------------------------------------------------------------


def _nodes(world: World, size: int, rng: Random) -> list[Node]:
    """The reports of a story in the order of time; those that are missing come on top of `size`."""
    papers = _papers(world, size, rng)
    nodes: list[Node] = []

    def add(role: str, outlet: Outlet, at: float, parents: list[int], missing: bool = False) -> None:
        nodes.append(Node(len(nodes), role, outlet, at, parents, missing))

    first_hand = min(size, max(1, round(size**0.8 * rng.uniform(0.2, 0.6))))
    wires = min(rng.choice((0, 1, 1, 1, 2, 3)), max(size - 1, 0)) if size > 2 else rng.choice((0, 0, 0, 1)) * (size > 1)
    left = size
    for agency in rng.sample(world.agencies, wires):
        missing = rng.random() < 0.45
        add("wire", agency, rng.expovariate(1 / 4), [], missing)
        left -= not missing
    for _ in range(min(left, max(first_hand - wires, 0 if nodes else 1))):
        role = "tip" if nodes and rng.random() < 0.15 else "original"
        at = rng.expovariate(1 / (5 if role == "original" and rng.random() < 0.6 else 30)) + (role == "tip") * 2
        earlier = [n.number for n in nodes if n.at < at - 0.3 and n.role != "tip"]
        if role == "tip" and not earlier:
            role = "original"
        add(role, next(papers), at, [rng.choice(earlier)] if role == "tip" else [])
        left -= 1
    while left > 0:
        left -= _derive(world, nodes, papers, rng, add, left)
    return _in_time(nodes)


def _derive(world: World, nodes: list[Node], papers: Any, rng: Random, add: Any, left: int) -> int:
    """Adds a report made from others; how many were added to the pile."""
    weights = [_pull(node) for node in nodes]
    parent = rng.choices(nodes, weights)[0]
    draw = rng.random()
    if parent.role in ("wire", "update") and not parent.missing and draw < 0.06:
        add("update", parent.outlet, parent.at + rng.uniform(0.4, 6), [parent.number])
        return 1
    if parent.role not in ("wire", "update") and draw < 0.09:
        add("follow-up", parent.outlet, parent.at + rng.uniform(10, 50), [parent.number])
        return 1
    sisters = [o for o in world.families.get(parent.outlet.owner, ()) if o != parent.outlet]
    if sisters and draw < 0.3:  # papers of one owner share their copy
        used = {n.outlet.name for n in nodes}
        free = [o for o in sisters if o.name not in used][: rng.randint(1, 5)][:left]
        for sister in free:
            add("copy", sister, parent.at + rng.uniform(0.02, 5), [parent.number])
        if free:
            return len(free)
    delay = rng.lognormvariate(0.5, 1.1)
    role = rng.choices(("copy", "rewrite", "merge"), (40, 48, 12))[0]
    parents = [parent.number]
    if role == "merge":
        others = [n for n in nodes if n.at < parent.at + delay and _unrelated(n, parent)]
        if others:
            parents.append(rng.choice(others).number)
        else:
            role = "rewrite"
    add(role, next(papers), parent.at + delay, parents)
    return 1


def _pull(node: Node) -> float:
    """How likely others are to take from a report: wires most, what is itself taken least, big outlets more."""
    by_role = 5.0 if node.role in ("wire", "update") else 0.35 if node.role in ("copy", "rewrite", "merge") else 1.0
    return by_role * float(node.outlet.weight**0.3)


def _unrelated(a: Node, b: Node) -> bool:
    return a is not b and b.number not in a.parents and a.number not in b.parents


def _papers(world: World, size: int, rng: Random) -> Any:
    """Outlets for a story, the big ones more often, each once until all have been used."""
    while True:
        # Sampling with weights and without replacement (Efraimidis & Spirakis 2006).
        keyed = sorted(world.papers, key=lambda o: rng.random() ** (1 / o.weight), reverse=True)
        yield from keyed[: max(4 * size, 40)]


def _in_time(nodes: list[Node]) -> list[Node]:
    """The nodes numbered anew in the order of time; a parent always stands before its children."""
    for node in nodes:
        node.at = max([node.at, *(nodes[p].at + 0.02 for p in node.parents)])
    ordered = sorted(nodes, key=lambda n: (n.at, n.number))
    place = {node.number: i for i, node in enumerate(ordered)}
    for i, node in enumerate(ordered):
        node.parents = [place[p] for p in node.parents]
        node.number = i
    return ordered


# -- what there is to know, and from whom -----------------------------------------------------------------------------


def _facts(
    event: dict[str, Any], side: int, slots: dict[str, object], nodes: list[Node], rng: Random, numbers: Iterator[int]
) -> list[Fact]:
    cast = {role: _speaker(each, slots, rng) for role, each in event["cast"].items()}
    facts: list[Fact] = []

    def say(fact: str, speaker: Speaker, channel: str, here: str | None = None) -> Say:
        at = 0.0 if here else rng.choice((0.0, rng.uniform(0, 6), rng.uniform(2, 30)))
        return Say(next(numbers), fact, speaker, channel, here, at)

    aftermath = rng.sample(material("common")["after"], AFTERMATH)
    for entry in [*event["facts"], *aftermath, *_steps(slots, rng)]:
        name = f"{side}-{entry['id']}"
        tellers = list(cast) if entry.get("by") == "any" else list(entry.get("by", ()))
        rng.shuffle(tellers)
        says = _plan(name, [cast[t] for t in tellers], list(cast.values()), nodes, rng, say) if tellers else []
        facts.append(Fact(name, tuple(entry["tell"]), side, slots, tuple(says), is_loose=bool(entry.get("loose"))))
    for role, quote, tell in _quotations(event, cast, slots, rng):
        here = rng.choice(nodes).outlet.name if nodes and rng.random() < 0.35 else None
        channel = "interview" if here else rng.choice(("conference", "conference", "statement"))
        spoken = say(f"{side}-{role}-q{len(facts)}", cast[role], channel, here)
        facts.append(Fact(spoken.fact, (tell,) if tell else (), side, slots, (spoken,), quote))
    return facts


def _quotations(
    event: dict[str, Any], cast: Mapping[str, Speaker], slots: dict[str, object], rng: Random
) -> Iterator[tuple[str, str, str]]:
    """Who says which words, and how a reporter tells them without quoting them, if there is a way."""
    for entry in event["says"]:
        for quote, tell in zip(entry["quote"], entry["tell"], strict=True):
            yield entry["by"], told(quote, slots, rng), tell
    sentences = rng.sample(material("scenes")["statements"], 2 * STATEMENTS)
    for first, second in zip(sentences[::2], sentences[1::2], strict=True):
        yield rng.choice(list(cast)), f"{told(first, slots, rng)} {told(second, slots, rng)}", ""


def _steps(slots: dict[str, object], rng: Random) -> list[dict[str, Any]]:
    """Things that somebody will do, each the same for all who report the story; some a reporter knows by himself."""
    scenes = material("scenes")
    steps = []
    for number, who in enumerate(rng.sample(scenes["step_who"], STEPS)):
        parts = {
            "who": who,
            "does": rng.choice(scenes["step_does"]),
            "then": told(rng.choice(scenes["step_then"]), slots, rng),
        }
        tell = [_with(shape, parts) for shape in scenes["step_tell"]]
        steps.append({"id": f"step-{number}", "tell": tell, **({"by": "any"} if rng.random() < 0.7 else {})})
    return steps


def _with(shape: str, parts: dict[str, str]) -> str:
    """The shape with these slots filled, its choices left open."""
    for slot, words in parts.items():
        shape = shape.replace("{" + slot + "}", words)
    return shape


def _plan(
    fact: str, tellers: list[Speaker], cast: list[Speaker], nodes: list[Node], rng: Random, say: Any
) -> list[Say]:
    """How a fact comes to be known: from one or two named sources, or from unnamed ones that single outlets hear."""
    plan = rng.choices(list(PLANS), list(PLANS.values()))[0]
    outlets = list(dict.fromkeys(node.outlet.name for node in nodes))
    if plan == "two":
        others = [s for s in [*tellers[1:], *cast] if s.body != tellers[0].body]
        return [say(fact, tellers[0], _public(rng)), say(fact, others[0], _public(rng))]
    if plan == "unnamed" and outlets:
        return [say(fact, _unnamed(tellers[0], rng), "anonymous", rng.choice(outlets))]
    if plan == "two unnamed" and len(outlets) > 1:
        first, second = rng.sample(outlets, 2)
        a, b = _two_unnamed(tellers[0], rng)
        return [say(fact, a, "anonymous", first), say(fact, b, "anonymous", second)]
    if plan == "named and unnamed" and outlets:
        unnamed = _unnamed(tellers[0], rng, kind="bare")
        return [say(fact, tellers[0], _public(rng)), say(fact, unnamed, "anonymous", rng.choice(outlets))]
    if plan == "document" and outlets:
        paper = rng.choice(material("said")["papers"])
        document = Speaker(
            f"{paper} of {tellers[0].body}", "document", f"{paper} by {tellers[0].body}", body=tellers[0].body
        )
        return [say(fact, document, "document", rng.choice(outlets))]
    if outlets and rng.random() < 0.2:
        return [say(fact, tellers[0], "interview", rng.choice(outlets))]
    return [say(fact, tellers[0], _public(rng))]


def _public(rng: Random) -> str:
    return rng.choice(("conference", "conference", "statement"))


def _speaker(entry: dict[str, Any], slots: dict[str, object], rng: Random) -> Speaker:
    body = told(entry["body"], slots, rng)
    if rng.random() < 0.12:
        return Speaker(body, "body", body, body=body)
    return Speaker(body, "person", person(rng), rng.choice(entry["role"]), body)


def _unnamed(near: Speaker, rng: Random, kind: str = "") -> Speaker:
    kind = kind or rng.choice(("in_body", "in_body", "bare", "nationality", "role"))
    words = material("said")["unnamed"]
    label = told(
        rng.choice(words[kind]), {"the_body": near.body, "nat": rng.choice(material("names")["nationalities"])}, rng
    )
    told_apart = (kind, label.split()[-2 if kind == "nationality" else -1]) if kind in ("nationality", "role") else None
    return Speaker(
        f"unnamed {rng.getrandbits(40):x}",
        "unnamed",
        label,
        body=near.body if kind == "in_body" else "",
        rules_out=told_apart,
    )


def _two_unnamed(near: Speaker, rng: Random) -> tuple[Speaker, Speaker]:
    """Two outlets' unnamed sources: one person, two who may be one as far as anybody can tell, or surely two."""
    draw = rng.random()
    if draw < 0.3:  # one and the same, described to both alike or not
        first = _unnamed(near, rng, rng.choice(("in_body", "bare")))
        second = _unnamed(near, rng, rng.choice(("in_body", "bare")))
        return first, Speaker(first.who, "unnamed", second.name, body=second.body)
    if draw < 0.6:
        kind = rng.choice(("nationality", "role"))
        first, second = _unnamed(near, rng, kind), _unnamed(near, rng, kind)
        while first.rules_out == second.rules_out:
            second = _unnamed(near, rng, kind)
        return first, second
    return _unnamed(near, rng, rng.choice(("in_body", "bare"))), _unnamed(near, rng, "bare")
