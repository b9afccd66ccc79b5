"""How well sayso explains stories whose truth is known.

    python bench/stories.py STORY... [--list]

STORY is a folder with `gold.yml` and, beside it, `input/` or `reports/` (with `meta.csv`). The gold's format is told in
tests/README.md. The headline is the share of gold claims whose status is right; `--list` prints what is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from sayso import Book, analyse
from sayso.records import Document, Drift
from sayso.text import Span, fold

Found = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    arguments = parser.parse_args()
    total = Score()
    for folder in arguments.stories:
        book, gold = open_story(folder)
        score = judge(book, gold)
        total.add(score)
        if arguments.list:
            for miss in score.misses:
                print(f"{folder.name}: {miss}", file=sys.stderr)
    print(json.dumps({"headline": total.figures()["status"], "stories": len(arguments.stories), **total.figures()}))


def open_story(folder: Path) -> tuple[Book, dict[str, Any]]:
    """The story analysed, and its gold."""
    gold = yaml.safe_load((folder / "gold.yml").read_text(encoding="utf-8"))
    pile = next(folder / name for name in ("input", "reports") if (folder / name).is_dir())
    meta = pile / "meta.csv"
    return analyse([pile], meta=meta if meta.exists() else None), gold


class Score:
    """Hits out of gold, and out of what was found, by what is judged."""

    def __init__(self) -> None:
        self.recall: dict[str, list[int]] = {}
        self.precision: dict[str, list[int]] = {}
        self.misses: list[str] = []
        self.named: dict[str, bool] = {}

    def gold(self, what: str, hit: bool, miss: str = "", name: str = "") -> None:
        """One thing of the gold was found or not; `name` is what it is called in tests."""
        self.recall.setdefault(what, []).append(int(hit))
        if name:
            self.named[f"{what} {name}"] = hit
        if not hit and miss:
            self.misses.append(f"{what} missed: {miss}")

    def found(self, what: str, hit: bool, noise: str = "") -> None:
        """One thing that sayso found is in the gold or not."""
        self.precision.setdefault(what, []).append(int(hit))
        if not hit and noise:
            self.misses.append(f"{what} not in the gold: {noise}")

    def add(self, other: Score) -> None:
        for mine, theirs in ((self.recall, other.recall), (self.precision, other.precision)):
            for what, hits in theirs.items():
                mine.setdefault(what, []).extend(hits)
        self.misses += other.misses

    def figures(self) -> dict[str, float]:
        """Shares of hits: `what` of the gold, `what_precision` of the found."""
        shares = {what: sum(hits) / len(hits) for what, hits in self.recall.items()}
        shares |= {f"{what}_precision": sum(hits) / len(hits) for what, hits in self.precision.items()}
        return {what: round(share, 3) for what, share in sorted(shares.items())}


def judge(book: Book, gold: dict[str, Any]) -> Score:
    """Everything that the gold speaks of, held against the book."""
    score = Score()
    reports = {Path(d.path).name: d for d in book.documents.values()}
    _metadata(score, reports, gold)
    _lineage(score, book, reports, gold)
    _claims(score, book, reports, gold)
    _changes(score, book, reports, gold)
    _questions(score, book, reports, gold)
    _attributions(score, book, reports, gold)
    _furniture(score, book, reports, gold)
    _corrections(score, book, reports, gold)
    _timeline(score, book, reports, gold)
    return score


def place(document: Document, words: str) -> Span | None:
    """Where these words stand in a report, white space and the shape of quotation marks apart."""
    text, starts = _squeezed(fold(document.text))
    wanted = _squeezed(fold(words))[0].strip()
    at = text.find(wanted)
    if at < 0 or not wanted:
        return None
    return Span(document.id, starts[at], starts[at + len(wanted) - 1] + 1)


def _squeezed(text: str) -> tuple[str, list[int]]:
    kept: list[str] = []
    starts: list[int] = []
    for i, c in enumerate(text):
        blank = c.isspace()
        if blank and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if blank else c)
        starts.append(i)
    return "".join(kept), starts


def _near(span: Span, other: Span, least: float = 0.5) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return span.doc_id == other.doc_id and shared >= least * min(len(span), len(other))


def _metadata(score: Score, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    for wanted in gold["reports"]:
        document = reports.get(wanted["file"])
        score.gold("reports", document is not None, wanted["file"])
        if document is None:
            continue
        for field in ("publisher", "published", "title"):
            value, have = wanted.get(field), getattr(document, field)
            value, have = (str(v)[:10] if v and field == "published" else v for v in (value, have))
            same = (value is None and have is None) or bool(value and have and fold(str(value)) == fold(have))
            score.gold(f"metadata_{field}", same, f"{wanted['file']} {field}: {have!r}, gold {value!r}")


def _lineage(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    wanted: dict[tuple[str, str], str] = {}
    for report in gold["reports"]:
        for parent in report.get("parents") or []:
            wanted[report["file"], parent.get("parent") or parent["latent"]] = parent["direction"]
    names = {d.id: name for name, d in reports.items()}
    found: dict[tuple[str, str], str] = {}
    for d in book.derivations.values():
        parent = names[d.parent_id] if d.parent_id else d.latent.label if d.latent else "?"
        found[names[d.child_id], parent] = str(d.direction)
    for edge, direction in wanted.items():
        turned = edge[::-1]
        hit = found.get(edge) == direction or (direction == "undetermined" and found.get(turned) == direction)
        told = f"{edge[0]} from {edge[1]}"
        score.gold("lineage", hit, f"{told} ({direction}); found {found.get(edge) or found.get(turned)}", name=told)
    for edge, direction in found.items():
        hit = edge in wanted or (direction == "undetermined" and edge[::-1] in wanted)
        score.found("lineage", hit, f"{edge[0]} from {edge[1]} ({direction})")


def _claims(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    by_claim = {row.claim_id: [book.mentions[m] for m in book.claims[row.claim_id].mentions] for row in book.rows}
    taken: dict[str, str] = {}
    for claim in gold["claims"]:
        spans = [s for m in claim["mentions"] if (s := place(reports[m["file"]], m["text"]))]
        held = {i: sum(any(_near(s, m.span) for m in mentions) for s in spans) for i, mentions in by_claim.items()}
        best = max(held, key=lambda i: (held[i], i), default=None)
        if best is None or not held[best]:
            score.gold("status", False, f"{claim['id']}: no mention of it was found", name=claim["id"])
            score.gold("interval", False, name=claim["id"])
            score.gold("mentions", False)
            continue
        if best in taken:
            score.misses.append(f"claims: {claim['id']} and {taken[best]} are one claim here")
        taken[best] = claim["id"]
        row = book.row(best)
        for s in spans:
            hit = any(_near(s, m.span) for m in by_claim[best])
            words = s.of(book.documents[s.doc_id].text)
            score.gold("mentions", hit, f"{claim['id']}: {book.documents[s.doc_id].path}: {words}")
        for m in by_claim[best]:
            hit = any(_near(s, m.span) for s in spans)
            words = m.span.of(book.documents[m.doc_id].text)
            score.found("mentions", hit, f"{claim['id']}: {book.documents[m.doc_id].path}: {words}")
        have = [row.origins_at_least, row.origins_at_most]
        labels = "; ".join(o.label for o in row.origins)
        named = claim["id"]
        told = f"{named}: {row.status}, gold {claim['status']} ({labels})"
        score.gold("status", row.status == claim["status"], told, name=named)
        told = f"{named}: {have}, gold {claim['interval']} ({labels})"
        score.gold("interval", have == claim["interval"], told, name=named)


def _changes(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    edges = [(book.derivations[d.derivation_id].child_id, _compared_with(book, d), d) for d in book.drifts.values()]
    used = set()
    for wanted in gold["drift"]:
        child, parent = reports[wanted["child"]], reports[wanted["parent"]]
        before = place(parent, wanted["before"]) if wanted["before"] else None
        after = place(child, wanted["after"]) if wanted["after"] else None
        near = [
            d for (c, p, d) in edges
            if c == child.id and p in (parent.id, None) and (_touch(d.before, before) or _touch(d.after, after))
        ]  # fmt: skip
        hits = [d for d in near if d.kind == wanted["kind"]]
        used.update(d.id for d in near)
        told = f"{wanted['child']}: {wanted['kind']}: {wanted['before']} -> {wanted['after']}"
        score.gold("drift_seen", bool(near), told)
        score.gold("drift", bool(hits), f"{told} (found {sorted({str(d.kind) for d in near})})" if near else "")
    for c, _, d in edges:
        if d.kind != "benign":
            told = f"{book.documents[c].path}: {d.kind}: {d.before_text!r} -> {d.after_text!r}"
            score.found("drift", d.id in used, told)
    kept = set()
    for wanted in gold["omissions"]:
        child, parent = reports[wanted["child"]], reports[wanted["parent"]]
        span = place(parent, wanted["text"])
        near = [
            o for o in book.omissions.values()
            if book.derivations[o.derivation_id].child_id == child.id and o.span.doc_id == parent.id
            and span is not None and _near(o.span, span, 0.3)
        ]  # fmt: skip
        kept.update(o.id for o in near)
        score.gold("omissions", bool(near), f"{wanted['child']}: {wanted['kind']}: {wanted['text']}")
    for o in book.omissions.values():
        child = book.documents[book.derivations[o.derivation_id].child_id]
        score.found("omissions", o.id in kept, f"{child.path}: {o.kind}: {o.text}")


def _compared_with(book: Book, drift: Drift) -> str | None:
    """The report that a child was compared with: where its parent is not in the pile, the one that ran its text."""
    return drift.before.doc_id if drift.before is not None else book.derivations[drift.derivation_id].parent_id


def _touch(span: Span | None, other: Span | None) -> bool:
    return span is not None and other is not None and span.overlaps(other)


def _questions(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    wanted = [(q, place(reports[q["file"]], q["text"])) for q in gold["questions"]]
    found = list(book.questions.values())
    for question, span in wanted:
        hit = span is not None and any(_near(span, q.span) for q in found)
        score.gold("questions", hit, f"{question['file']}: {question['text']}")
    for q in found:
        words = q.span.of(book.documents[q.doc_id].text)
        score.found(
            "questions", any(s and _near(s, q.span) for _, s in wanted), f"{book.documents[q.doc_id].path}: {words}"
        )


def _pieces(words: str | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or [])


def _attributions(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    found = list(book.attributions.values())
    whole = set(gold.get("attributions_complete_for") or reports)
    used = set()
    for wanted in gold["attributions"]:
        document = reports[wanted["file"]]
        content = [s for w in _pieces(wanted["content"]) if (s := place(document, w))]
        near = [a for a in found if a.doc_id == document.id and any(_near(c, s) for c in a.content for s in content)]
        used.update(a.id for a in near)
        source = [s for w in _pieces(wanted["source"]) if (s := place(document, w))]
        fits = [a for a in near if not wanted["source"] or any(x.overlaps(s) for x in a.source for s in source)
                or _sounds_alike(a.label, wanted["source"], wanted.get("resolved"))]  # fmt: skip
        told = f"{wanted['file']}: {wanted['source']} | {wanted['cue']} | {wanted['content']}"
        score.gold("attributions", bool(near), told)
        if near:
            score.gold("attribution_source", bool(fits), f"{told} (found {near[0].label})")
        if fits:
            score.gold("source_kind", any(a.source_kind == wanted["source_kind"] for a in fits),
                       f"{told}: {fits[0].source_kind}, gold {wanted['source_kind']}")  # fmt: skip
            score.gold("quote", any(a.quote == wanted["quote"] for a in fits))
    for a in found:
        document = book.documents[a.doc_id]
        if Path(document.path).name in whole:
            words = " … ".join(s.of(document.text) for s in a.content)
            score.found("attributions", a.id in used, f"{document.path}: {a.label} | {words}")


def _sounds_alike(label: str, *names: str | list[str] | None) -> bool:
    spoken = [fold(n) for name in names for n in _pieces(name)]
    return any(fold(label) in n or n in fold(label) for n in spoken if n)


def _furniture(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    mentions = list(book.mentions.values())
    for wanted in gold.get("furniture") or []:
        document = reports[wanted["file"]]
        span = place(document, wanted["text"])
        if span is None:
            continue  # left out of the text altogether (navigation, scripts): no claim can come of it
        claimed = any(_near(span, m.span) for m in mentions)
        score.gold("furniture_unclaimed", not claimed, f"{wanted['file']}: {wanted['text']}")
        marked = any(_near(span, p.span) and p.kind == "furniture" for p in book.passages[document.id])
        score.gold("furniture", marked, f"{wanted['file']}: {wanted['text']}")
    for wanted in gold.get("captions") or []:
        document = reports[wanted["file"]]
        span = place(document, wanted["text"])
        hit = span is not None and any(_near(span, p.span) and p.kind == "caption" for p in book.passages[document.id])
        score.gold("captions", hit, f"{wanted['file']}: {wanted['text']}")


def _corrections(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    for wanted in gold.get("corrections") or []:
        span = place(reports[wanted["file"]], wanted["text"])
        hit = span is not None and any(_near(span, c.span, 0.3) and c.claim_id for c in book.corrections)
        score.gold("corrections", hit, f"{wanted['file']}: {wanted['text']}")


def _timeline(score: Score, book: Book, reports: dict[str, Document], gold: dict[str, Any]) -> None:
    for wanted in gold.get("timeline") or []:
        span = place(reports[wanted["file"]], wanted["as_written"])
        near = [e for e in book.events if span is not None and e.span.doc_id == span.doc_id and e.span.overlaps(span)]
        value = str(wanted["value"])
        hit = any(e.when.value == value or e.when.value[:10] == value[:10] for e in near)
        score.gold(
            "timeline", hit, f"{wanted['file']}: {wanted['as_written']}: {[e.when.value for e in near]}, gold {value}"
        )


def figures(stories: Iterable[Path]) -> dict[str, float]:
    """The figures over several stories."""
    total = Score()
    for folder in stories:
        total.add(judge(*open_story(folder)))
    return total.figures()


if __name__ == "__main__":
    main()
