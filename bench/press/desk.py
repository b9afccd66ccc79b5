"""The desk of each outlet: the reports of a story written one after another, each from what it is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from press.editing import Hand, introduced_by, rewritten
from press.grammar import told
from press.story import Fact, Node, Say, Story
from press.telling import Line, Pen, clause, colour, headline, tell
from press.world import World, material, person


@dataclass
class Report:
    """One written report.

    Attributes:
        opening: the dateline that its first paragraph starts with.
        tail: credit and syndication lines below the text.
        links: nodes whose pages its text links to, where it is kept as a page.
        canonical: the node whose address its page gives as the original's.
    """

    node: Node
    title: str
    lines: list[Line]
    byline: str = ""
    opening: str = ""
    tail: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    canonical: int | None = None
    side: int = 0


def write(world: World, story: Story, rng: Random) -> list[Report]:
    """The reports of a story, in the order of its nodes, those that are missing among them."""
    written: list[Report] = []
    backgrounds: dict[str, Line] = {}
    for node in story.nodes:
        side = written[node.parents[0]].side if node.parents and node.role != "tip" else _side(story, rng)
        pen = Pen(story, node.outlet.name, node.outlet.spells, side, rng)
        parents = [written[p] for p in node.parents]
        report = _ROLES[node.role](world, pen, node, parents)
        report.side = side
        _add_background(pen, report, backgrounds)
        written.append(report)
    return written


def _side(story: Story, rng: Random) -> int:
    """The side of the story that a newsroom is after: the event itself most, then whatever else it set off."""
    return 0 if rng.random() < 0.3 else rng.randrange(len(story.events))


# -- roles ------------------------------------------------------------------------------------------------------------


def _original(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """A report of the outlet's own: what it saw, and what it heard from those that it could hear."""
    lines = _own_lines(pen, node, longest=pen.rng.randint(10, 34))
    report = Report(node, headline(pen), lines, byline=_reporter(world, node, pen.rng))
    if node.role == "wire":
        _sign_wire(world, report, pen)
    return report


def _tip(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """A report of the outlet's own that takes one fact from another and says from whom."""
    report = _original(world, pen, node, parents)
    source = parents[0]
    theirs = [line for line in source.lines if line.fact is not None and not line.fact.quote]
    if not theirs:
        return report
    taken = pen.rng.choice(theirs)
    assert taken.fact is not None
    slots = {
        "clause": clause(pen, taken.fact),
        "paper": _named(source.node),
        "on_day": f"on {pen.story.weekday(source.node.at)}",
    }
    text = told(pen.rng.choice(material("common")["credits"]["lead"]), slots, pen.rng)
    line = Line(
        text[:1].upper() + text[1:] + ".", "fact", taken.fact, taken.say, taken.root, (source.node.number, taken.text)
    )
    report.lines = [each for each in report.lines if each.fact is not taken.fact]
    report.lines.insert(pen.rng.randint(0, min(4, len(report.lines))), line)
    if pen.rng.random() < 0.5:
        report.links.append(source.node.number)
    return report


def _copy(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """A report printed as another wrote it, cut at the end at most."""
    source, rng = parents[0], pen.rng
    lines = [_taken(line, source.node.number) for line in source.lines if line.kind != "stock"]
    if rng.random() < 0.35:
        lines = lines[: max(3, round(len(lines) * rng.uniform(0.3, 1)))]
    report = Report(
        node, source.title if rng.random() < 0.65 else headline(pen), lines, opening=_kept_opening(source, rng)
    )
    _credit(world, report, source, pen, share=0.62)
    return report


def _rewrite(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """A report made from another's sentences, some of it the outlet's own."""
    source, rng = parents[0], pen.rng
    hand = Hand(rng)
    theirs = [line for line in source.lines if line.kind != "stock"]
    pen.introduced = set() if hand.keeps < 0.5 else introduced_by(theirs)
    lines = rewritten(pen, theirs, source.node.number, hand)
    _add_own(pen, node, lines)
    report = Report(node, headline(pen), lines, byline=_reporter(world, node, rng) if rng.random() < 0.7 else "")
    _credit(world, report, source, pen, share=0.5)
    return report


def _merge(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """A report made from two others: the facts of the second that the first does not have are worked in."""
    report = _rewrite(world, pen, node, parents)
    if len(parents) < 2:
        return report
    second, rng = parents[1], pen.rng
    known = {line.fact.id for line in report.lines if line.fact is not None}
    theirs = [line for line in second.lines if line.fact is not None and line.fact.id not in known] or second.lines[1:4]
    added = rewritten(
        pen, [line for line in theirs if line.kind != "stock"][: rng.randint(3, 9)], second.node.number, Hand(rng)
    )
    at = rng.randint(1, max(1, len(report.lines)))
    report.lines[at:at] = added
    if rng.random() < 0.5:
        _credit(world, report, second, pen, share=1.0)
    return report


def _follow_up(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """The next day's report of the same outlet: news first, then a stretch of yesterday's own report."""
    report = _original(world, pen, node, parents)
    source = parents[0]
    theirs = [line for line in source.lines if line.kind != "stock"]
    start = pen.rng.randrange(max(1, len(theirs) - 4))
    stretch = [_taken(line, source.node.number) for line in theirs[start : start + pen.rng.randint(3, 8)]]
    known = {line.fact.id for line in stretch if line.fact is not None}
    fresh = [line for line in report.lines if line.fact is None or line.fact.id not in known]
    report.lines = [*fresh[: pen.rng.randint(4, 12)], *stretch]
    if pen.rng.random() < 0.4:
        report.links.append(source.node.number)
    return report


def _update(world: World, pen: Pen, node: Node, parents: Sequence[Report]) -> Report:
    """An agency's next version of its own story: a new top, most of the rest as it was."""
    report = _follow_up(world, pen, node, parents)
    source = parents[0]
    taken = [_taken(line, source.node.number) for line in source.lines]
    ids = {line.fact.id for line in taken if line.fact is not None}
    fresh = [line for line in report.lines if line.taken is None and (line.fact is None or line.fact.id not in ids)]
    report.lines = [*fresh[: pen.rng.randint(2, 6)], *taken[: max(3, len(taken) - pen.rng.randint(0, 6))]]
    _sign_wire(world, report, pen)
    return report


_ROLES = {
    "original": _original, "wire": _original, "tip": _tip, "copy": _copy, "rewrite": _rewrite, "merge": _merge,
    "follow-up": _follow_up, "update": _update,
}  # fmt: skip


# -- lines ------------------------------------------------------------------------------------------------------------


def _own_lines(pen: Pen, node: Node, longest: int) -> list[Line]:
    """What an outlet writes by itself: seen facts, sayings that it could hear by now, quotations, colour."""
    rng = pen.rng
    facts = [fact for fact in pen.story.facts if not fact.quote and fact.side == pen.side]
    lead, rest = facts[:1], facts[1:]
    rng.shuffle(rest)
    main = [fact for fact in pen.story.facts if not fact.quote and fact.side == 0 != pen.side][
        : rng.choice((0, 1, 1, 2))
    ]
    told_facts = [*lead, *main, *rest]
    lines: list[Line] = []
    for fact in told_facts:
        if len(lines) >= longest * 0.7:
            break
        heard = _heard(fact, node, rng)
        if fact.says and heard is None:
            continue
        root = f"say:{heard.number}" if heard else f"own:{node.outlet.owner}"
        lines.append(tell(pen, fact, heard, root=root))
    quotes = [fact for fact in pen.story.facts if fact.quote and fact.side == pen.side]
    for fact in rng.sample(quotes, len(quotes)):
        if len(lines) < longest and (heard := _heard(fact, node, rng)) and rng.random() < 0.35:
            lines.insert(rng.randint(1, len(lines)), tell(pen, fact, heard, root=f"say:{heard.number}"))
    for _ in range(rng.randint(1, 8) if node.role == "wire" else rng.randint(4, 16)):
        lines.insert(rng.randint(1, len(lines)), colour(pen))
    return lines


def _heard(fact: Fact, node: Node, rng: Random) -> Say | None:
    """A saying of the fact that the outlet could hear by now: its own exclusive first."""
    open_to_it = [say for say in fact.says if say.at <= node.at and say.here in (None, node.outlet.name)]
    exclusive = [say for say in open_to_it if say.here is not None]
    return exclusive[0] if exclusive else rng.choice(open_to_it) if open_to_it else None


def _add_own(pen: Pen, node: Node, lines: list[Line]) -> None:
    """Some lines of the outlet's own among those that it took."""
    known = {line.fact.id for line in lines if line.fact is not None}
    fresh = [line for line in _own_lines(pen, node, longest=10)[1:] if line.fact is None or line.fact.id not in known]
    for line in fresh[: pen.rng.choice((0, 0, 1, 2, 3, 5))]:
        lines.insert(pen.rng.randint(1, max(1, len(lines))), line)


def _taken(line: Line, parent: int) -> Line:
    return Line(line.text, line.kind, line.fact, line.say, line.root, (parent, line.text), kept=True)


def _add_background(pen: Pen, report: Report, backgrounds: dict[str, Line]) -> None:
    """What the outlet has in stock: a paragraph on this story that it prints each time, one on its own region."""
    outlet, rng = report.node.outlet, pen.rng
    if outlet.kind != "paper":
        return
    if outlet.name not in backgrounds and rng.random() < 0.2:
        text = told(rng.choice(material("common")["standing"]), pen.slots, rng)
        backgrounds[outlet.name] = Line(text, "stock")
    if outlet.name in backgrounds:
        report.lines.append(backgrounds[outlet.name])
    report.lines += [Line(text, "stock") for text in outlet.standing]


# -- who is credited --------------------------------------------------------------------------------------------------


def _reporter(world: World, node: Node, rng: Random) -> str:
    return rng.choice(world.reporters[node.outlet.name])


def _named(node: Node) -> str:
    """The outlet as running text names it: an agency by its short name."""
    return node.outlet.short if node.outlet.kind == "agency" else node.outlet.name


def _sign_wire(world: World, report: Report, pen: Pen) -> None:
    credits, rng = material("common")["credits"], pen.rng
    report.opening = told(rng.choice(credits["dateline"]), _credit_slots(world, report.node, pen), rng) + " "
    if rng.random() < 0.5:
        report.tail = [told(credits["tail"][2], _credit_slots(world, report.node, pen), rng)]


def _kept_opening(source: Report, rng: Random) -> str:
    return source.opening if rng.random() < 0.55 else ""


def _credit(world: World, report: Report, source: Report, pen: Pen, *, share: float) -> None:
    """Says, in one of the ways in use, from whom the report is; or does not."""
    rng, credits = pen.rng, material("common")["credits"]
    if source.node.outlet.name == report.node.outlet.name or rng.random() >= share:
        return
    slots = _credit_slots(world, source.node, pen)
    if source.node.outlet.kind == "agency":
        way = rng.choice(("dateline", "tail", "byline", "byline", "tail", "lead"))
    else:
        sisters = source.node.outlet.owner == report.node.outlet.owner
        way = rng.choice(
            ("syndicated", "syndicated", "canonical") if sisters else ("syndicated", "aside", "lead", "lead", "link")
        )
    if way == "dateline":
        report.opening = report.opening or told(rng.choice(credits["dateline"]), slots, rng) + " "
    elif way == "byline":
        report.byline = told(rng.choice(credits["byline"]), slots, rng)
    elif way == "link":
        report.links.append(source.node.number)
    elif way == "canonical":
        report.canonical = source.node.number
    elif way == "lead":
        _credit_in_lead(report, slots, pen)
    elif way == "aside":
        report.lines.append(Line(told(rng.choice(credits["aside"]), slots, rng), "credit"))
    else:
        report.tail.append(told(rng.choice(credits[way]), slots, rng))


def _credit_in_lead(report: Report, slots: Mapping[str, object], pen: Pen) -> None:
    """One of the first sentences told as the other outlet's report."""
    for place, line in enumerate(report.lines[:4]):
        if line.fact is not None and not line.fact.quote and line.taken is not None:
            told_of = {**slots, "clause": clause(pen, line.fact)}
            text = told(pen.rng.choice(material("common")["credits"]["lead"]), told_of, pen.rng)
            report.lines[place] = replace(line, text=text[:1].upper() + text[1:] + ".", kept=False)
            return


def _credit_slots(world: World, node: Node, pen: Pen) -> dict[str, object]:
    signs = material("common")["credits"]["sign_offs"]
    month = material("names")["months"][int(str(pen.slots["month_number"]))]
    return {
        "agency": node.outlet.name, "short": node.outlet.short, "paper": _named(node), "month": month,
        "place": pen.rng.choice((str(pen.slots["town"]).upper(), str(pen.slots["town"]))),
        "monthday": int(node.at // 24) + 3, "byline": _reporter(world, node, pen.rng), "byline2": person(pen.rng),
        "sign_off": signs.get(node.outlet.name, signs["other"]),
        "initials": "".join(name[0].lower() for name in person(pen.rng).split()),
        "on_day": f"on {pen.story.weekday(node.at)}",
    }  # fmt: skip
