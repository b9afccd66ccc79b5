"""Whom pronouns and "the minister" mean, measured against marks made by people.

    python bench/coreference.py FILE.jsonl [--list]

FILE.jsonl has one report a line: {"id", "text", "mentions": [{"start", "end", "cluster", "type", "tag"}]} (GUM's form).
Counted are the marked persons and organisations. An anaphor is one that the report spoke of before; it is a pronoun,
or a definite nominal: a common noun behind "the", "this", "that", "these" or "those". Right is an answer of whose head
the smallest mark around it is of the same cluster. `headline` is the share of pronoun anaphors answered rightly,
`nominal` that of definite nominals; `precision` is the share of right answers among all given on such mentions that
the product gives: those of a score from `referents.SURE` on, and with them those on mentions that go back to nobody;
`answered` is how many anaphors got one; `named_precision` is the share of right names among those that are put in for
a word in a claim's wording, of `named` such words. The peer beside it says: the nearest earlier name. Our mentions are
our own: what is not seen as one counts as not answered.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from by_hand import gear, read
from sayso.attribution.anaphors import anaphors
from sayso.attribution.mentions import PRONOUNS, Mention, Reader
from sayso.attribution.quotes import find_quotations
from sayso.attribution.reading import Reading
from sayso.attribution.referents import SURE, Referents
from sayso.records import Name, Passage
from sayso.syntax import Parse
from sayso.vocab import PassageKind

#: What a report is read with to tell whom it means.
LEXICONS = ("cues", "roles", "anonymity", "outlets", "persons", "nouns", "dates")

TYPES = ("person", "organization")
DEFINITE = ("the ", "this ", "that ", "these ", "those ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    for line in given.reports.read_text(encoding="utf-8").splitlines():
        total += Counter(dict(_counted(json.loads(line), given.list)))
    asked = ("pronoun", "nominal")
    share = {name: total[f"{name} right"] / max(total[name], 1) for name in (*asked, "first person")}
    answered = {name: total[f"{name} answered"] for name in asked}
    right = {name: total[f"{name} answered right"] for name in asked}
    about = {
        "headline": share["pronoun"], "what": "share of he, she, they and it that are led back to whom they mean",
        "nominal": share["nominal"], "first_person": share["first person"],
        "precision": sum(right.values()) / max(sum(answered.values()), 1),
        **{f"precision_{name}": right[name] / max(answered[name], 1) for name in asked},
        "named_precision": total["named right"] / max(total["named"], 1),
        "answered": sum(answered.values()) / max(sum(total[name] for name in asked), 1),
        **{f"nearest_name_{name}": total[f"{name} nearest"] / max(total[name], 1) for name in asked},
    }  # fmt: skip
    counts = {name: total[name] for name in ("pronoun", "nominal", "first person", "named")}
    print(json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in about.items()} | {"counts": counts}))


def _counted(report: dict[str, Any], listed: bool) -> Iterator[tuple[str, int]]:
    """What one report adds to the counts."""
    counts: Counter[str] = Counter()
    text = report["text"]
    marks = sorted(report["mentions"], key=lambda m: (m["start"], -m["end"]))
    mentions, referents, reading = _read(text)
    tokens = reading.parse
    at = {m.head.i: i for i, m in enumerate(mentions) if not m.also}
    seen: set[str] = set()
    for mark in marks:
        kind = _kind(text, mark, tokens)
        anaphor = mark["cluster"] in seen
        seen.add(mark["cluster"])
        if mark["type"] not in TYPES or kind is None:
            continue
        own = _own(mark, at, tokens)
        answer = referents.answers[own] if own is not None else None
        earlier = mentions[answer.earlier] if answer is not None and answer.earlier is not None else None
        right = anaphor and earlier is not None and _cluster(earlier, marks, tokens) == mark["cluster"]
        counts[kind] += anaphor
        counts[f"{kind} right"] += right
        if answer is not None and answer.score >= SURE:
            counts[f"{kind} answered"] += 1
            counts[f"{kind} answered right"] += right
        nearest = next((m for m in reversed(mentions) if m.name and m.head.end <= mark["start"]), None)
        counts[f"{kind} nearest"] += (
            anaphor and nearest is not None and _cluster(nearest, marks, tokens) == mark["cluster"]
        )
        if listed and not right and (anaphor or earlier is not None):
            before = text[max(0, mark["start"] - 90) : mark["start"]].replace("\n", " / ")
            said = earlier.head.text if earlier is not None else "-" if own is not None else "(not seen)"
            words = text[mark["start"] : mark["end"]]
            print(f"{kind}: {before}[{words}] -> {said}{'' if anaphor else ' (new)'}", file=sys.stderr)
    by_end = {m.head.end: m for m in mentions if not m.also}
    for anaphor in anaphors(reading, mentions, referents):
        mark = next((m for m in marks if (h := _head(m, tokens)) is not None and h.end == anaphor.span.end), None)
        counts["named"] += mark is not None
        name = by_end[anaphor.means.end]
        counts["named right"] += mark is not None and _cluster(name, marks, tokens) == mark["cluster"]
    yield from counts.items()


def _kind(text: str, mark: dict[str, Any], tokens: Any) -> str | None:
    words = text[mark["start"] : mark["end"]].lower()
    if words in PRONOUNS:
        return "first person" if PRONOUNS[words][2] == 1 else "pronoun"
    if not words.startswith(DEFINITE):
        return None
    head = _head(mark, tokens)
    return "nominal" if head is not None and head.tag in ("NN", "NNS") else None


def _head(mark: dict[str, Any], tokens: Any) -> Any:
    """The token of a mark that hangs on none of the mark's."""
    inside = tokens.between(mark["start"], mark["end"])
    places = {t.i for t in inside}
    return next((t for t in inside if t.head not in places or t.head == t.i), None)


def _own(mark: dict[str, Any], at: dict[int, int], tokens: Any) -> int | None:
    """The place of our mention with the mark's head, or None."""
    head = _head(mark, tokens)
    return at.get(head.i) if head is not None else None


def _cluster(mention: Mention, marks: list[dict[str, Any]], tokens: Any) -> str | None:
    """The cluster of the smallest mark around a mention's head, or heads."""
    heads = [mention.head, *(tokens.tokens[i] for i in mention.also)]
    around = [m for m in marks if all(m["start"] <= h.start and h.end <= m["end"] for h in heads)]
    return min(around, key=lambda m: m["end"] - m["start"])["cluster"] if around else None


def _read(text: str) -> tuple[list[Mention], Referents, Reading]:
    held = read(text)
    (tree,), named = held[Parse], held[Name]
    paragraphs = sorted(p.span for p in held[Passage] if p.kind is PassageKind.PARAGRAPH)
    quotations = find_quotations(text, paragraphs)
    lexicons = {name: gear("attribution")[name] for name in LEXICONS}
    reading = Reading(tree, quotations, named, **lexicons)
    mentions = list(Reader(tree, named, paragraphs, quotations, reading.persons, reading.roles).mentions())
    return mentions, Referents(tree, mentions, quotations, reading.persons, reading.cues), reading


if __name__ == "__main__":
    main()
