"""Whether the lineage finds the agency of a report whose credit is hidden.

    python bench/wires.py PILE.csv [--seed N ...] [--suppliers all] [--list] [--read VERDICTS.csv]

PILE.csv has columns `id`, `publisher` and `text` (`###` between paragraphs). The reports that our own rules find
credited to an agency as the supplier of their text are the known ones. For each seed the credit of a random half of
them is hidden: every credit to that agency is cut out of the text, and every other place that spells one of its names.
Then reuse and lineage run over the whole pile as shipped, and each hidden report's agencies are read from the family
tree: the agencies outside the pile from which it descends by its text, and those of the reports in the pile from which
it does. Beside it stands what a reader without a tree would say: the agency of the credited report that shares most.

Only the stages that lineage needs are run, and of these not attribution: it costs 50 times the rest together, and the
credits that it adds are of single statements, never of a report's text. Scrape times are no publication times and are
not given; a date that stands in the text is read.

The headline is the mean F1 over the seeds on the hidden reports that share at least .3 of their words with a report
whose credit was left. A report with two agencies counts once for each. `--list` prints the misses, ids and causes only.

`--read bench/helsinki-edges.csv` prints how many of the edges that were judged by hand, and still exist, are right.
They are 50 of the 730 that the tree had when they were drawn (`random.Random(2018).sample` over the derivations by
child as a number, parent, direction and kind): 36 were right. Of 50 of the 810 that an older tree had, 24 were. Both
texts of each were read once, by one reader: of those over 1,800 characters the beginning, the end, the credits and the
passages shared; of a parent outside the pile the child, its credit, or what it shares with the carriers where it has
none. Has the child its text, or the statement that it credits, from this very report, or this agency? An edge left
undetermined is right where both texts go back to one and nothing in them tells the direction. Edges that are new since
were read by nobody: after a change to the tree the figure is of those that are left, and flatters; a fair one needs a
new sample.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.lexicon.outlets import Outlets
from sayso.lineage.named import is_supply
from sayso.lineage.places import Press, places
from sayso.lineage.publishers import own_names
from sayso.lineage.wording import share, wording
from sayso.pairing import pairs
from sayso.records import Credit, Derivation, Document, Link, Passage, Reuse, Snapshot
from sayso.stages import STAGES, equipment
from sayso.text import Span, merge

#: Words that a hidden report must share with one credited report to count for the headline.
ENOUGH = 0.3
#: Kinds of derivation by which a report's text, and not only a statement in it, comes from its parent.
BY_TEXT = ("copy", "rewrite")

STAGE = {stage.name: stage for stage in STAGES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--suppliers", choices=("agencies", "all"), default="agencies")
    parser.add_argument("--list", action="store_true", help="print every miss to standard error")
    parser.add_argument("--read", type=Path, help="judge the edges of the untouched pile by these verdicts instead")
    arguments = parser.parse_args()
    pile = Pile(arguments.pile)
    if arguments.read:
        print(json.dumps(judged(pile, arguments.read)))
        return
    runs = [hide_and_seek(pile, seed, arguments.suppliers == "agencies") for seed in arguments.seed]
    if arguments.list:
        for run in runs:
            for line in run.misses:
                print(line, file=sys.stderr)
    print(json.dumps(summary(pile, runs)))


# -- the pile, and the stages that lineage needs ----------------------------------------------------------------------


class Pile:
    """The reports, and what each stage gave for each of them; a text that comes again is not worked on again."""

    def __init__(self, path: Path) -> None:
        csv.field_size_limit(sys.maxsize)
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self._gear = {name: equipment(STAGE[name]) for name in ("extract", "segment", "credit", "lineage")}
        lexicons = self._gear["credit"]
        self.outlets: Outlets = lexicons["outlets"]
        self.press = Press(**lexicons)
        self._passages: dict[str, list[Passage]] = {}
        self._credits: dict[str, list[Credit]] = {}
        self._keys: dict[str, Any] = {}
        self._reuses: dict[tuple[str, str], list[Reuse]] = {}
        self.documents: dict[str, Document] = {}
        for row in rows:
            text = "\n\n".join(part.strip() for part in row["text"].split("###") if part.strip())
            try:
                self.documents[row["id"]] = self.document(row["id"], row["publisher"], text)
            except InputError:
                continue  # an empty report is nobody's

    def document(self, name: str, publisher: str, text: str) -> Document:
        """The report as extraction gives it."""
        snapshot = Snapshot(
            path=name, sha256=name, media_type="text/plain", content=text.encode(), given={"publisher": publisher}
        )
        records = STAGE["extract"].run(snapshot, **self._gear["extract"])
        return next(record for record in records if isinstance(record, Document))

    def passages(self, document: Document) -> list[Passage]:
        """Its passages."""
        if document.id not in self._passages:
            self._passages[document.id] = STAGE["segment"].run(document, [], **self._gear["segment"])
        return self._passages[document.id]

    def credits(self, document: Document) -> list[Credit]:
        """Its credits, but for those that only attribution shows."""
        if document.id not in self._credits:
            passages = self.passages(document)
            self._credits[document.id] = STAGE["credit"].run(document, passages, [], [], **self._gear["credit"])
        return self._credits[document.id]

    def lineage(self, documents: Sequence[Document]) -> list[Derivation]:
        """The family tree of these reports."""
        by_id = {document.id: document for document in documents}
        for document in documents:
            if document.id not in self._keys:
                self._keys[document.id] = STAGE["reuse"].keys(document)  # type: ignore[misc]
        reuses: list[Reuse] = []
        for a, b in pairs({doc: self._keys[doc] for doc in by_id}):
            if (a, b) not in self._reuses:
                self._reuses[a, b] = STAGE["reuse"].run(by_id[a], by_id[b])
            reuses += self._reuses[a, b]
        passages = [passage for document in documents for passage in self.passages(document)]
        credits = [credit for document in documents for credit in self.credits(document)]
        links: list[Link] = []
        return STAGE["lineage"].run(documents, passages, links, [], reuses, credits, **self._gear["lineage"])

    def suppliers(self, document: Document, agencies: bool) -> frozenset[str]:
        """The outlets that this report credits with its text."""
        found = {credit.outlet for credit in self.credits(document) if is_supply(credit)}
        return frozenset(name for name in found if not agencies or self.is_agency(name))

    def is_agency(self, name: str) -> bool:
        known = self.outlets.named(name)
        return known is not None and known.kind == "agency"


# -- hiding -----------------------------------------------------------------------------------------------------------


def hidden(pile: Pile, document: Document, agencies: Iterable[str]) -> Document:
    """The report without anything that names these agencies."""
    wanted = set(agencies)
    for _ in range(5):
        spans = [credit.span for credit in pile.credits(document) if credit.outlet in wanted]
        spans += [
            Span(document.id, place.start, place.end)
            for place in places(document.text, pile.press)
            if place.outlet in wanted
        ]
        spans += [Span(document.id, *m.span()) for m in _spelled(pile, wanted).finditer(document.text)]
        if not spans:
            break
        text, at = "", 0
        for span in merge(spans):
            text, at = text + document.text[at : span.start], span.end
        document = pile.document(document.path, document.publisher or "", text + document.text[at:])
    return document


def _spelled(pile: Pile, agencies: set[str]) -> re.Pattern[str]:
    names = {n for o in pile.outlets.outlets if o.name in agencies for n in (o.name, *o.aliases)}
    names |= {name.upper() for name in names} | {
        d for o in pile.outlets.outlets if o.name in agencies for d in o.domains
    }
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(names | agencies, key=len, reverse=True))})(?!\w)"
    )


# -- seeking ----------------------------------------------------------------------------------------------------------


class Run:
    """One seed: for each hidden report and each agency, whether it was found."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.hidden = 0
        self.near = 0
        self.misses: list[str] = []

    def add(self, group: str, truth: frozenset[str], found: frozenset[str]) -> None:
        """Count one report in one group."""
        counts = self.counts[group]
        counts["hit"] += len(truth & found)
        counts["wrong"] += len(found - truth)
        counts["missed"] += len(truth - found)

    def figures(self, group: str) -> dict[str, float]:
        """Precision, recall and F1 of one group."""
        c = self.counts[group]
        precision = c["hit"] / max(c["hit"] + c["wrong"], 1)
        recall = c["hit"] / max(c["hit"] + c["missed"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return {"precision": precision, "recall": recall, "f1": f1}


def hide_and_seek(pile: Pile, seed: int, agencies: bool) -> Run:
    """Hide the credits of a random half of the credited reports, and look for their agencies in the lineage."""
    run = Run(seed)
    truth = {name: pile.suppliers(document, agencies) for name, document in pile.documents.items()}
    credited = sorted(name for name, outlets in truth.items() if outlets)
    chosen = set(random.Random(seed).sample(credited, len(credited) // 2))
    documents = {
        name: hidden(pile, document, truth[name]) if name in chosen else document
        for name, document in pile.documents.items()
    }
    tree = Tree(pile, documents, pile.lineage(list(documents.values())), agencies)
    run.hidden = len(chosen)
    known = [documents[name] for name in credited if name not in chosen]
    for name in sorted(chosen):
        document = documents[name]
        nearest = max(((share(_words(document), _words(other)), other.path) for other in known), default=(0.0, ""))
        found = tree.agencies(document.id)
        groups = ["all"]
        if nearest[0] >= ENOUGH:
            groups.append("near")
            run.near += 1
        for group in groups:
            run.add(group, truth[name], found)
            run.add(f"{group}, by the nearest", truth[name], truth[nearest[1]] if nearest[0] >= ENOUGH else frozenset())
            for agency in truth[name] | found:
                run.add(f"{group}:{agency}", truth[name] & {agency}, found & {agency})
        if found != truth[name]:
            run.misses.append(
                f"seed {seed} {groups[-1]:4} report {name}: is {_told(truth[name])}, found {_told(found)}; "
                f"nearest credited {nearest[1]} ({_told(truth[nearest[1]])}) at {nearest[0]:.2f}; "
                f"{tree.cause(document.id, nearest[1])}"
            )
    return run


def _words(document: Document) -> Any:
    return wording(document.id, document.text)


def _told(names: Iterable[str]) -> str:
    return " + ".join(sorted(names)) or "nobody"


class Tree:
    """The family tree as a reader climbs it."""

    def __init__(
        self, pile: Pile, documents: Mapping[str, Document], derivations: Sequence[Derivation], agencies: bool
    ) -> None:
        self.pile = pile
        self.only_agencies = agencies
        self.names = {document.id: name for name, document in documents.items()}
        self.documents = {document.id: document for document in documents.values()}
        self.above: defaultdict[str, list[Derivation]] = defaultdict(list)
        self.open: defaultdict[str, list[Derivation]] = defaultdict(list)
        for derivation in derivations:
            if derivation.direction == "directed":
                self.above[derivation.child_id].append(derivation)
            else:
                for end in (derivation.child_id, derivation.parent_id or ""):
                    self.open[end].append(derivation)

    def agencies(self, doc_id: str) -> frozenset[str]:
        """The agencies that the tree gives the report's text to.

        They are reached by steps of copied or rewritten text; a way carries as much of the text as its narrowest step.
        The agency that most of the text comes from counts, and every other from which as much comes as the headline
        asks for.
        """
        carried = {
            name: part
            for name, part in self._carried(doc_id).items()
            if not self.only_agencies or self.pile.is_agency(name)
        }
        most = max(carried.values(), default=0.0)
        return frozenset(name for name, part in carried.items() if part == most or part >= ENOUGH)

    def _carried(self, doc_id: str) -> dict[str, float]:
        found: dict[str, float] = {}
        best = {doc_id: 1.0}
        waiting = [doc_id]
        while waiting:
            here = waiting.pop()
            for derivation in self.above[here]:
                part = min(best[here], derivation.share)
                if derivation.kind not in BY_TEXT:
                    continue
                if derivation.latent is not None:
                    label = derivation.latent.label
                    # A report that says it is the agency's is so as a whole, whoever else in the pile has its text.
                    whole = here != doc_id and label in self.pile.suppliers(self.documents[here], self.only_agencies)
                    found[label] = max(found.get(label, 0.0), best[here] if whole else part)
                elif part > best.get(derivation.parent_id or "", 0.0):
                    best[derivation.parent_id or ""] = part
                    waiting.append(derivation.parent_id or "")
                    for name in own_names(self.documents[derivation.parent_id or ""], self.pile.outlets):
                        found[name] = max(found.get(name, 0.0), part)
        return found

    def cause(self, doc_id: str, nearest: str) -> str:
        """What the tree says of this report instead."""
        told = [
            f"{d.kind} of {d.latent.label if d.latent else self.names[d.parent_id or '']} (share {d.share:.2f})"
            for d in self.above[doc_id]
        ]
        told += [
            f"undetermined with {self.names[d.parent_id if d.child_id == doc_id else d.child_id]}"  # type: ignore[index]
            for d in self.open[doc_id]
        ]
        return "tree: " + ("; ".join(told[:6]) or "no edge")


# -- figures ----------------------------------------------------------------------------------------------------------


def summary(pile: Pile, runs: Sequence[Run]) -> dict[str, Any]:
    """The mean over the seeds, with the spread of the headline."""
    groups = sorted({group for run in runs for group in run.counts})
    means = {
        group: {
            what: round(statistics.fmean(run.figures(group)[what] for run in runs if group in run.counts), 3)
            for what in ("precision", "recall", "f1")
        }
        for group in groups
    }
    near = [run.figures("near")["f1"] for run in runs]
    return {
        "headline": round(statistics.fmean(near), 3),
        "what": "mean F1 of hidden agencies on reports that share .3 of their words with a credited one",
        "spread": [round(min(near), 3), round(max(near), 3)],
        "seeds": [run.seed for run in runs],
        "reports": len(pile.documents),
        "hidden": [run.hidden for run in runs],
        "near": [run.near for run in runs],
        **means,
    }


# -- edges judged by hand ---------------------------------------------------------------------------------------------


def judged(pile: Pile, verdicts: Path) -> dict[str, Any]:
    """How many of the edges judged by hand, and still found, are right."""
    found = {edge for d in pile.lineage(list(pile.documents.values())) for edge in edges(pile, d)}
    with verdicts.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kept = [row for row in rows if (row["child"], row["parent"], row["direction"]) in found]
    counts, at_first = Counter(row["verdict"] for row in kept), Counter(row["verdict"] for row in rows)
    clear = counts["right"] + counts["wrong"]
    return {
        "headline": round(counts["right"] / max(len(kept), 1), 3),
        "what": "share of hand-judged edges, still found, that are right (unclear ones count as not right)",
        "judged": len(rows),
        "still_found": len(kept),
        "right_when_drawn": round(at_first["right"] / max(len(rows), 1), 3),
        "right_lost_since": at_first["right"] - counts["right"],
        "wrong_gone_since": at_first["wrong"] - counts["wrong"],
        "wrong_by_cause": dict(sorted(Counter(row["cause"] for row in kept if row["verdict"] == "wrong").items())),
        **dict(sorted(counts.items())),
        "right_of_clear": round(counts["right"] / max(clear, 1), 3),
    }


def edges(pile: Pile, derivation: Derivation) -> list[tuple[str, str, str]]:
    """The edge as verdicts name it, by the pile's own ids; an undetermined one both ways."""
    names = {document.id: name for name, document in pile.documents.items()}
    child = names[derivation.child_id]
    parent = names[derivation.parent_id] if derivation.parent_id else f"latent:{derivation.latent.label}"  # type: ignore[union-attr]
    direction = str(derivation.direction)
    both = [(child, parent, direction)]
    return both if direction == "directed" else [*both, (parent, child, direction)]


if __name__ == "__main__":
    main()
