"""How well sayso types what a child changed in its parent and left out: `python bench/changes.py FOLDER [--list]`.

FOLDER holds pairs marked by hand (tests/drift/gold/README.md tells the format). Each pair is read as two reports with
one known derivation, by the stages that read any report. The last line is one JSON object:

    headline      macro-F1 over the kinds of drift, each counted once a pair
    false_alarms  share of the benign pairs (nothing changed, nothing left out) in which a change is named
    placed        share of the rightly named kinds whose words touch the marked ones
    omissions     F1 of what was left out, by place; `omission_kind`, the share of those of the right kind
    KIND          precision, recall, F1 and the number marked, for each kind
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from by_hand import STAGE, Held, gear, run
from sayso.records import Derivation, Document, Drift, Omission, Reuse
from sayso.text import Span
from sayso.vocab import DerivationKind, Direction, DriftKind

PUBLISHED = "2031-05-14"

#: What leads up to drift: not reading (the pair is text), not telling stories apart, not tracing (the edge is known).
REPORT_STAGES = ("segment", "parse", "names", "attribution", "claims", "certainty")

_NOTHING = "~"


class Pair(msgspec.Struct, frozen=True):
    """A marked pair: the two passages, the changes (kind, before, after) and what was left out (kind, words)."""

    name: str
    parent: str
    child: str
    changes: tuple[tuple[str, str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    arguments = parser.parse_args()
    score = Score()
    for pair in read_all(arguments.folder):
        parent, child = report("parent", pair.parent), report("child", pair.child)
        score.add(pair, parent, child, compared(parent, child))
    if arguments.list:
        print("\n".join(score.misses), file=sys.stderr)
    print(json.dumps(score.figures()))


def read_all(folder: Path) -> Iterator[Pair]:
    """Every pair of a folder, by file and place."""
    for path in sorted(folder.glob("*.yml")):
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            changes = tuple(_change(text) for text in row.get("is", ()))
            left = tuple(tuple(text.split(": ", 1)) for text in row.get("left", ()))
            yield Pair(f"{path.stem} {number}", row["parent"], row["child"], changes, left)


def _change(text: str) -> tuple[str, str, str]:
    kind, words = text.split(": ", 1)
    before, after = words.split(" -> ")
    return kind, "" if before == _NOTHING else before, "" if after == _NOTHING else after


def report(name: str, text: str) -> Document:
    """A passage as a report."""
    return Document(snapshot_id=name, path=name, text=text, published=PUBLISHED, language="en")


def compared(parent: Document, child: Document) -> list[Drift | Omission]:
    """What drift says of a child and its parent, after the stages that stand before it."""
    pool: Held = defaultdict(list)
    for document in (parent, child):
        held: Held = defaultdict(list, {Document: [document]})
        for name in REPORT_STAGES:
            run(name, held)
        for kind, records in held.items():
            pool[kind] += records
    pool[Reuse] = STAGE["reuse"].run(parent, child, **gear("reuse"))
    pool[Derivation] = [
        Derivation(
            child_id=child.id, parent_id=parent.id, kind=DerivationKind.REWRITE, direction=Direction.DIRECTED, share=0.5
        )
    ]
    for name in ("entities", "same_claim", "drift"):
        run(name, pool)
    found: list[Drift | Omission] = [*pool[Drift], *pool[Omission]]
    return found


class Score:
    """Kinds marked, found and rightly found, over pairs."""

    def __init__(self) -> None:
        self.marked: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, pair: Pair, parent: Document, child: Document, found: Sequence[Drift | Omission]) -> None:
        drifts = [d for d in found if isinstance(d, Drift) and d.kind is not DriftKind.BENIGN]
        self._kinds(pair, parent, child, drifts)
        self._left(pair, parent, [o for o in found if isinstance(o, Omission)])

    def _kinds(self, pair: Pair, parent: Document, child: Document, drifts: Sequence[Drift]) -> None:
        marked, found = {kind for kind, _, _ in pair.changes}, {str(d.kind) for d in drifts}
        if not marked and not pair.left:
            self.marked["benign"] += 1
            self.found["alarm"] += bool(found)
        for kind in marked:
            self.marked[kind] += 1
            self.hits[kind] += kind in found
        self.found.update(found)
        for kind in marked & found:
            places = [(_place(parent, b), _place(child, a)) for k, b, a in pair.changes if k == kind]
            here = [(d.before, d.after) for d in drifts if d.kind == kind]
            touching = any(_touch(b, x) or _touch(a, y) for b, a in places for x, y in here)
            self.hits["placed"] += touching
            self.marked["placed"] += 1
        if marked != found:
            told = "; ".join(f"{d.kind}: {d.before_text} -> {d.after_text} [{d.made_by}]" for d in drifts)
            missed, extra = ", ".join(sorted(marked - found)), ", ".join(sorted(found - marked))
            self.misses.append(
                f"{pair.name}: missed [{missed}] extra [{extra}]\n  {pair.parent}\n  {pair.child}\n  {told}"
            )

    def _left(self, pair: Pair, parent: Document, omissions: Sequence[Omission]) -> None:
        wanted = [(kind, _place(parent, words)) for kind, words in pair.left]
        self.marked["left"] += len(wanted)
        self.found["left"] += len(omissions)
        for kind, span in wanted:
            near = [o for o in omissions if _touch(o.span, span)]
            self.hits["left"] += bool(near)
            self.hits["left kind"] += any(o.kind == kind for o in near)
            if not near:
                self.misses.append(f"{pair.name}: not seen left out: {kind}: {span.of(parent.text) if span else ''}")
        for o in omissions:
            right = any(_touch(o.span, span) for _, span in wanted)
            self.hits["left found"] += right
            if not right:
                self.misses.append(f"{pair.name}: not left out: {o.kind}: {o.text} [{o.made_by}]")

    def figures(self) -> dict[str, Any]:
        """The figures, the headline first."""
        kinds = sorted(k for k in self.marked if k in set(DriftKind) and k != DriftKind.BENIGN)
        by_kind = {kind: self._of(kind) for kind in kinds}
        recall = _share(self.hits["left"], self.marked["left"])
        precision = _share(self.hits["left found"], self.found["left"])
        figures = {
            "headline": _share(sum(f["f1"] for f in by_kind.values()), len(by_kind)),
            "false_alarms": _share(self.found["alarm"], self.marked["benign"]),
            "placed": _share(self.hits["placed"], self.marked["placed"]),
            "omissions": _share(2 * precision * recall, precision + recall),
            "omissions_recall": recall,
            "omissions_precision": precision,
            "omission_kind": _share(self.hits["left kind"], self.hits["left"]),
        }
        return {what: round(value, 3) for what, value in figures.items()} | by_kind

    def _of(self, kind: str) -> dict[str, float]:
        precision = _share(self.hits[kind], self.found[kind])
        recall = _share(self.hits[kind], self.marked[kind])
        f1 = _share(2 * precision * recall, precision + recall)
        shares = {"precision": precision, "recall": recall, "f1": f1}
        return {what: round(share, 3) for what, share in shares.items()} | {"marked": self.marked[kind]}


def _place(document: Document, words: str) -> Span | None:
    start = document.text.find(words)
    return Span(document.id, start, start + len(words)) if words and start >= 0 else None


def _touch(span: Span | None, other: Span | None) -> bool:
    return span is not None and other is not None and span.overlaps(other)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main()
