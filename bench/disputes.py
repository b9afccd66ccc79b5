"""How well sayso tells who disputes what, who only refuses to speak, and what a notice takes back.

    python bench/disputes.py CASES.yml [--list]

CASES.yml holds small piles with the truth, as tests/dispute/gold/README.md tells. The headline is the F1 of disputes
(kind, what they are over, and one party of each side right); `--list` prints every miss.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sayso import Book, pipeline
from sayso.analysis import put_together
from sayso.ingest import read_object
from sayso.store import MemoryStore
from sayso.text import fold

Case = dict[str, Any]
#: What is judged, whether it is as the truth says, and what to print where it is not.
Finding = tuple[str, bool, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    arguments = parser.parse_args()
    hits: dict[str, list[bool]] = defaultdict(list)
    for case in yaml.safe_load(arguments.cases.read_text(encoding="utf-8")):
        for what, hit, told in judge(case, analysed(case)):
            hits[what].append(hit)
            if arguments.list and not hit:
                print(f"{case['what']}: {what}: {told}", file=sys.stderr)
    shares = {what: round(sum(found) / len(found), 3) for what, found in sorted(hits.items())}
    precision, recall = shares.get("dispute_precision", 0.0), shares["dispute"]
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(json.dumps({"headline": round(f1, 3), "what": "F1 of disputes", **shares}))


def analysed(case: Case) -> Book:
    """The reports of a case as one story."""
    store = MemoryStore()
    reports = [
        read_object(f"{day}.txt", {"text": text, "publisher": outlet, "published": f"2033-05-0{day}"})
        for day, (outlet, text) in enumerate(case["reports"].items(), start=1)
    ]
    pipeline.run(put_together(reports, case["what"]), store)
    return Book(store)


def judge(case: Case, book: Book) -> Iterator[Finding]:
    """Everything that the truth of a case speaks of."""
    yield from _disputes(case, book)
    yield from _notices(case, book)
    for words, status in case.get("status", {}).items():
        found = [str(row.status) for row in book.rows if str(words) in fold(row.text).replace(",", "")]
        yield "status", bool(found) and found[0] == status, f"{words}: {found}, not {status}"
    for who in case.get("refusals", ()):
        sides = [o.label for of in book.origins.values() for o in of if o.stance == "denies" and _named(who, [o.label])]
        told = [r.who or "" for r in book.refusals if r.claim_id is not None]
        yield "refusal", not sides, f"{who} denies"
        yield "refusal_shown", any(fold(who) in fold(words) for words in told), f"{who} is not said to refuse: {told}"


def _disputes(case: Case, book: Book) -> Iterator[Finding]:
    label = {o.id: o.label for of in book.origins.values() for o in of}
    found: dict[tuple[str, str, frozenset[str]], tuple[list[str], list[str]]] = {}
    for disputes in book.disputes.values():
        for d in disputes:
            by, against = [label[i] for i in d.by], [label[i] for i in d.against]
            found[str(d.kind), str(d.over or ""), frozenset([*by, *against])] = by, against
    used = set()
    for wanted in case["disputes"]:
        kind, over = wanted["kind"], wanted.get("over", "")
        hit = None
        for key, (by, against) in found.items():
            sides = [(by, against)] if kind == "denial" else [(by, against), (against, by)]
            fits = any(_named(wanted["by"][0], b) and _named(wanted["against"][0], a) for b, a in sides)
            if fits and key[:2] == (kind, over):
                hit = key
        used.add(hit)
        yield "dispute", hit is not None, f"{wanted}, found {[(k[:2], v) for k, v in found.items()]}"
    for key, parties in found.items():
        yield "dispute_precision", key in used, f"{key[:2]} {parties}"


def _notices(case: Case, book: Book) -> Iterator[Finding]:
    named = [(str(c.kind), book.claims[c.claim_id].text if c.claim_id else "") for c in book.corrections]
    for wanted in case.get("notices", ()):
        hit = any(kind == wanted["kind"] and fold(wanted.get("names", "")) in fold(text) for kind, text in named)
        yield "notice", hit, f"{wanted}, found {named}"
    for words in case.get("spared", ()):
        yield "spared", not any(fold(words) in fold(text) for _, text in named), f"{words}: {named}"
    if not case.get("notices"):
        yield "notice_precision", not named, f"{named}"


def _named(who: str, labels: list[str]) -> bool:
    return any(fold(who) in fold(label) or fold(label).removeprefix("the ") in fold(who) for label in labels)


if __name__ == "__main__":
    main()
