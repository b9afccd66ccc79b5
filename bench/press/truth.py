"""Everything that is true about a story's reports, as rows: who took what from whom, and on whose word claims stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from press.desk import Report
from press.page import CLOCK_NOISE, Shown, address
from press.story import Say, Story

Row = dict[str, Any]
#: What each report that is in the pile shows to the reader, by the number of its node.
Pile = Mapping[int, Mapping[str, str]]
Times = Mapping[int, Shown | None]

#: How many of a report's ancestors are looked at for the same words.
ANCESTORS = 12


def rows(story: Story, reports: Sequence[Report], shown: Times, pile: Pile) -> Iterator[Row]:
    """The truth of one story."""
    yield from _missing_wires(story, reports, pile)
    for report in reports:
        if not report.node.missing:
            yield from _edges(story, report, reports, shown, pile)
    yield from _conferences(story, reports, pile)
    yield from _claims(story, reports, pile)


def name_of(story: Story, report: Report) -> str:
    """A report's name in the truth."""
    return f"{story.id}-{'w' if report.node.missing else 'r'}{report.node.number:03d}"


# -- who took it from whom --------------------------------------------------------------------------------------------


def _edges(
    story: Story, report: Report, reports: Sequence[Report], shown: Times, pile: Pile
) -> Iterator[Row]:  # fmt: skip
    words = sum(_words(line.text) for line in report.lines) or 1
    for number in dict.fromkeys([*report.node.parents, *_sources(report)]):
        parent = reports[number]
        taken = [line for line in report.lines if line.taken is not None and line.taken[0] == number]
        if not taken:
            continue
        kept = [line for line in taken if line.kept]
        credits = _credits(story, report, parent, pile)
        by_time = _by_time(shown.get(report.node.number), shown.get(number))
        by = credits or (by_time if by_time == "time" else None)
        yield {
            "what": "edge", "story": story.id, "child": name_of(story, report), "parent": name_of(story, parent),
            "kind": _kind(report, words, kept, taken), "how": report.node.role,
            "share": round(sum(_words(line.text) for line in taken) / words, 3),
            "verbatim": round(sum(_words(line.text) for line in kept) / words, 3),
            "words": sum(_words(line.text) for line in kept),
            "decidable": by is not None, "by": by, "misled": by_time == "misled" and not credits,
            "alike": [name_of(story, each) for each in _alike(taken, parent, reports, credits)],
            "twins": [name_of(story, each) for each in _twins(taken, report, parent, reports) if not credits],
            "credits_above": [
                name_of(story, each) for each in _ancestors(parent, reports) if _credits(story, report, each, pile)
            ],
        }  # fmt: skip


def _sources(report: Report) -> list[int]:
    return [line.taken[0] for line in report.lines if line.taken is not None]


def _kind(report: Report, words: int, kept: Sequence[Any], taken: Sequence[Any]) -> str:
    """A copy prints the other's words, a rewrite its sentences in other words too, a credit one fact with its name."""
    if report.node.role == "tip":
        return "credit"
    same = sum(_words(line.text) for line in kept)
    return "copy" if same >= 0.9 * sum(_words(line.text) for line in taken) else "rewrite"


def _words(text: str) -> int:
    return text.count(" ") + 1


def _credits(story: Story, report: Report, parent: Report, pile: Pile) -> str | None:
    """ "link" or "credit" if the report shows from whom it is: by address, or by a name that is not its own."""
    seen = pile[report.node.number]
    text = seen.get("html") or f"{seen.get('byline', '')} {seen['text']}"
    if not parent.node.missing and address(story, parent) in text:
        return "link"
    if parent.node.outlet.name == report.node.outlet.name:
        return None
    outlet = parent.node.outlet
    names = {outlet.name, outlet.short, outlet.name.removeprefix("The ")}
    if re.search(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)", text):
        return "credit"
    return None


def _by_time(child: Shown | None, parent: Shown | None) -> str | None:
    """ "time" if the shown times tell the parent from the child, "misled" if they tell it the wrong way round."""
    if child is None or parent is None:
        return None
    if child.earliest - parent.latest > CLOCK_NOISE:
        return "time"
    return "misled" if parent.earliest - child.latest > CLOCK_NOISE else None


def _alike(taken: Sequence[Any], parent: Report, reports: Sequence[Report], credits: str | None) -> list[Report]:
    """Ancestors of the parent that have every taken sentence in its words: only a credit could tell them apart."""
    if credits:
        return []
    words = {line.taken[1] for line in taken}
    return [each for each in _ancestors(parent, reports) if words <= {line.text for line in each.lines}]


def _twins(taken: Sequence[Any], child: Report, parent: Report, reports: Sequence[Report]) -> Iterator[Report]:
    """Other reports of the pile, none made from the child, that have every taken sentence in its words too.

    Where no credit tells, a reader cannot know which of them the child was made from.
    """
    words = {line.taken[1] for line in taken}
    for each in reports:
        if each.node.missing or each is child or each is parent or not words <= {line.text for line in each.lines}:
            continue
        if child not in _ancestors(each, reports):
            yield each


def _ancestors(report: Report, reports: Sequence[Report]) -> list[Report]:
    """What a report was made from, and what that was made from, the nearest first."""
    found: dict[int, Report] = {}
    queue = list(report.node.parents)
    while queue and len(found) < ANCESTORS:
        number = queue.pop(0)
        if number not in found:
            found[number] = reports[number]
            queue += reports[number].node.parents
    return list(found.values())


def _missing_wires(story: Story, reports: Sequence[Report], pile: Pile) -> Iterator[Row]:
    """Agency reports that are not in the pile, and who carries them.

    `visible` tells whether anybody could know of one: a carrier names the agency, or three carriers have stretches of
    it in common, two by two, that are long enough to be no chance (`shared`, in words). Two that credit nobody could
    as well have it one from the other.
    """
    for wire in reports:
        if not wire.node.missing:
            continue
        number = wire.node.number
        carriers = [r for r in reports if not r.node.missing and any(s == number for s in _sources(r))]
        texts = [
            {line.text for line in r.lines if line.kept and line.taken and line.taken[0] == number} for r in carriers
        ]
        shared = sorted((sum(map(_words, a & b)) for a, b in combinations(texts[:40], 2)), reverse=True)
        credited = [_credits(story, r, wire, pile) is not None for r in carriers]
        yield {
            "what": "wire", "id": name_of(story, wire), "story": story.id, "agency": wire.node.outlet.name,
            "carriers": [{"report": name_of(story, r), "credits": c} for r, c in zip(carriers, credited, strict=True)],
            "shared": shared[0] if shared else 0, "visible": any(credited) or (len(shared) > 2 and shared[2] >= 30),
        }  # fmt: skip


# -- heard at the same place ------------------------------------------------------------------------------------------


def _conferences(story: Story, reports: Sequence[Report], pile: Pile) -> Iterator[Row]:
    """Sayings that several reports heard for themselves, and quote: no report has them from another."""
    heard: dict[int, list[str]] = {}
    for report in reports:
        if report.node.number not in pile:
            continue
        for line in report.lines:
            if line.kind == "quote" and line.say is not None and line.taken is None:
                heard.setdefault(line.say.number, []).append(name_of(story, report))
    for number, names in heard.items():
        if len(names) > 1:
            yield {"what": "conference", "story": story.id, "say": number, "reports": sorted(set(names))}


# -- on whose word ----------------------------------------------------------------------------------------------------

#: What will be, may be or should be supports no claim, whoever says it (docs/explanation/origins.md, "Support").
_NOT_SO_YET = re.compile(
    r"\b(?:would|will|could|might|may|should|can|is to|are to|was to|were to|mean(?:s|t) to|planned|expected|likely"
    r"|ready|promise\w*|pledge\w*|offer\w*|estimate\w*|reckon\w*|guess\w*|suspect\w*|insisted|want\w*|thought|possible)\b"
)


def _claims(story: Story, reports: Sequence[Report], pile: Pile) -> Iterator[Row]:
    """Facts with their mentions, the number of true origins, and the interval that a perfect reader would give.

    `countable` is one of which every mention says the same and says that it is so. What is to come or is a guess nobody
    supports, and a loose fact is several claims.
    """
    says = {say.number: say for fact in story.facts for say in fact.says}
    facts = {fact.id: fact for fact in story.facts}
    mentions: dict[str, list[tuple[str, str, str]]] = {}
    for report in reports:
        if report.node.number not in pile:
            continue
        for line in report.lines:
            if line.fact is not None and line.root and line.kind == "fact":
                mentions.setdefault(line.fact.id, []).append((name_of(story, report), line.text, line.root))
    for fact, found in mentions.items():
        say_so = [_say_so(root, says) for root in dict.fromkeys(root for _, _, root in found)]
        true, at_least, at_most = count(say_so)
        yield {
            "what": "claim", "id": f"{story.id}-{fact}", "story": story.id, "text": found[0][1],
            "countable": not facts[fact].is_loose and not any(_NOT_SO_YET.search(way) for way in facts[fact].tell),
            "origins": true, "interval": [at_least, at_most], "say_so": say_so,
            "mentions": [{"report": name, "text": text, "root": root} for name, text, root in found],
        }  # fmt: skip


def _say_so(root: str, says: Mapping[int, Say]) -> Row:
    """One say-so as a row: who it is in truth, and what the reports show of it."""
    kind, _, which = root.partition(":")
    if kind == "own":
        return {"root": root, "label": which, "kind": "outlet", "who": which, "heard_by": None, "rules_out": None}
    say = says[int(which)]
    who = say.speaker.who if say.speaker.kind == "unnamed" else say.speaker.body
    return {
        "root": root, "label": say.speaker.name, "kind": say.speaker.kind, "who": who, "heard_by": say.here,
        "rules_out": say.speaker.rules_out,
    }  # fmt: skip


def count(say_so: Sequence[Row]) -> tuple[int, int, int]:
    """The number of true origins among say-sos, and the interval [at least, at most] that can be known of it.

    One body with its speakers and papers is one. Unnamed sources of two outlets may be one unless what they are said
    to be excludes it; an outlet's own voice may rest on any of the others.
    """
    of_kind = {kind: [s for s in say_so if s["kind"] == kind] for kind in ("outlet", "unnamed")}
    bodies = {s["who"] for s in say_so if s["kind"] not in of_kind}
    people, owners = ({s["who"] for s in of_kind[kind]} for kind in ("unnamed", "outlet"))
    seen = {(s["heard_by"], s["label"]) for s in of_kind["unnamed"]}
    said_to_be = [s["rules_out"] for s in of_kind["unnamed"] if s["rules_out"]]
    apart = any(a[0] == b[0] and a[1] != b[1] for a, b in combinations(said_to_be, 2))
    true = len(bodies) + len(people) + len(owners)
    return true, max(1, len(bodies), 2 * apart), len(bodies) + len(seen) + len(owners)
