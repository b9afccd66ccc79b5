"""Which stretches are claims, and of which kind, measured against marks made by people.

    python bench/claim_kinds.py tests/claims/kinds/test.tsv [--list]

A line is a kind, a tab and a text with one stretch between asterisks; the kind `none` marks a stretch that is no claim.
`headline` is the share of the marked stretches that are told rightly: as a claim of that kind, or as none. `claims` is
the share of claims that are seen as claims, of whatever kind, `kind` the share of right kinds among those, `none` the
share of the other stretches that are left out. A stretch counts as a claim where one covers half of its letters.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from by_hand import read, run
from sayso.records import ClaimMention

#: What stands above each text, so that none is taken for a headline.
ABOVE = "The town and the country\n\nThis is what was said and done.\n\n"
NONE = "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marks", type=Path)
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    given = parser.parse_args()
    told: Counter[tuple[str, str]] = Counter()
    for line in given.marks.read_text(encoding="utf-8").splitlines():
        kind, marked = line.split("\t")
        before, stretch, after = marked.split("*")
        ours = _kind(before, stretch, after)
        told[kind, ours] += 1
        if given.list and ours != kind:
            print(f"{kind}, not {ours}: {marked}", file=sys.stderr)
    right = {kind: told[kind, kind] for kind, _ in told}
    total = Counter[str]()
    for (kind, _), count in told.items():
        total[kind] += count
    stated = sum(count for kind, count in total.items() if kind != NONE)
    seen = sum(count for (kind, ours), count in told.items() if NONE not in (kind, ours))
    shares = {kind: right[kind] / total[kind] for kind in sorted(total)}
    about = {
        "headline": sum(right.values()) / max(sum(total.values()), 1),
        "what": "share of stretches told rightly as a kind of claim or as none",
        "claims": seen / max(stated, 1),
        "kind": sum(count for kind, count in right.items() if kind != NONE) / max(seen, 1),
        **shares,
    }  # fmt: skip
    print(json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in about.items()} | {"counts": total}))


def _kind(before: str, stretch: str, after: str) -> str:
    """The kind of the claim that covers most of the stretch, `none` where nothing covers half of it."""
    text = f"{ABOVE}{before}{stretch}{after}\n"
    start = len(ABOVE) + len(before)
    end = start + len(stretch)
    held = read(text)
    run("attribution", held)
    run("claims", held)
    mentions = held[ClaimMention]
    over = [(min(m.span.end, end) - max(m.span.start, start), len(m.span) * -1, m.kind) for m in mentions]
    shared, _, kind = max(over, default=(0, 0, None))
    return str(kind) if kind is not None and 2 * shared >= end - start else NONE


if __name__ == "__main__":
    main()
