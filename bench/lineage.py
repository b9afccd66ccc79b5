"""How well sayso sees who took what from whom, on a simulated newsroom whose truth is known.

    python bench/newsroom.py DIR --reports 5000
    python bench/lineage.py DIR [--store PATH] [--jobs N] [--no-claims] [--no-parse] [--stories truth]
                                [--limit-stories K] [--list]

Runs the shipped pipeline on DIR/pile.jsonl, the whole pile at once, and holds its derivations and counts against
DIR/truth.jsonl. The store (DIR/lineage.db) is kept, so that another run does only what changed. `--no-claims` runs
only the stages that lineage needs; `--no-parse` leaves out the parse as well, and with it the attributions, from which
some credits come: good for trying out an idea, not for figures to report. `--stories truth` takes the stories from the
truth instead of telling them apart. What counts:

- An edge is a child with a parent: a report, or a report outside the pile. **Precision** is over directed edges. One is
  right if the child took from that parent; or from a report whose words are the very same, and the parent is that
  report's ancestor (`alike`: nothing but a guess tells the two apart); or if the parent is an ancestor that the child
  itself names. An edge to any other ancestor, to a sibling that took the same text from the same place, or the wrong
  way round is wrong. An edge to a report outside the pile is right if the child took from a missing wire of that
  agency, or, where it has no agency's name, from the missing wire whose carriers it gathers (below).
- **Recall** is over all true edges but those to a wire that nobody could know of (one carrier, no credit). One is found
  if its parent, or one `alike`, is given. Where the pile does not show the direction, and where nothing but the time
  speaks and other reports have every sentence taken in the same words (`twins`), leaving it undetermined is right too,
  with the parent or a twin.
- **Undetermined** edges are counted apart: `undetermined_true` is the share of them between a child and its parent, or
  between two carriers of one missing wire.
- **Direction** is over true edges that are given as a pair and whose direction the pile shows (`decidable`: a credit, a
  link, or shown times further apart than the clock noise): the share given the right way round among those given a
  way; `direction_given` is the share given a way. `open_where_open` is the share left undetermined of those whose
  direction it does not show.
- A missing wire is **found** if one parent outside the pile has at least half of its carriers, with a Jaccard index of
  at least .5, and is not taken by another wire.
- A true claim that is `countable` is matched with the claim that holds most of its mentions. For the mentions held,
  `interval_contains`: the true number of their origins lies in the interval; `interval_exact`: the interval is the one
  that a perfect reader would give. `whole_…` says the same for all mentions of the true claim, those that sayso did not
  see or put into another claim among them (`mentions_together` is the share it holds together). `--claims truth` takes
  the claims from the truth (with `--stories truth`): what is left is the fault of lineage and of the count.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from lineage_only import without_parse
from press.truth import count
from sayso import ingest, pipeline
from sayso.records import (
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Id,
    Record,
    Reuse,
    Tally,
)
from sayso.stages import DOCUMENT, STAGES, STORY, Stage, equipment
from sayso.store import Store, open_store
from sayso.text import Span
from stories import place

Row = dict[str, Any]

#: What only claims, counts and drift need.
FOR_CLAIMS = {"claims", "certainty", "timeline", "entities", "same_claim", "origins", "dispute", "drift"}
ONLY_CLAIMS = FOR_CLAIMS - {"timeline", "dispute", "drift"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", type=Path, default=None)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-claims", action="store_true")
    parser.add_argument("--no-parse", action="store_true")
    parser.add_argument("--stories", choices=("found", "truth"), default="found")
    parser.add_argument("--claims", choices=("found", "truth"), default="found")
    parser.add_argument("--limit-stories", type=int, default=None, metavar="K")
    parser.add_argument("--list", action="store_true", help="print every miss with its cause to standard error")
    arguments = parser.parse_args()
    truth = Truth(arguments.folder, arguments.limit_stories)
    began, wall = _cpu(), time.perf_counter()
    stages = table(claims=not (arguments.no_claims or arguments.no_parse), parse=not arguments.no_parse)
    name = f"lineage{'' if arguments.limit_stories is None else arguments.limit_stories}.db"
    store = open_store(arguments.store or arguments.folder / name, write=True)
    by_truth = arguments.stories == "truth"
    ran = [s for s in stages if not by_truth or s.scope is DOCUMENT or s.name == "reuse"]
    outcome = pipeline.run(truth.snapshots(), store, jobs=arguments.jobs, stages=ran)
    for failure in outcome.failures[:20]:
        print(f"{failure.path}: {failure.stage}: {failure.message}", file=sys.stderr)
    score = Score(truth, list(store.scan(Document)))
    mentions = list(store.scan(ClaimMention))
    claims = true_claims(truth, score, mentions) if arguments.claims == "truth" else None
    found = list(_by_truth(store, truth, stages, claims)) if by_truth else _stored(store)
    score.lineage([record for record in found if isinstance(record, Derivation)])
    if any(stage.name == "origins" for stage in stages):
        score.claims(found, mentions)
    store.close()
    if arguments.list:
        for miss in score.misses:
            print(miss, file=sys.stderr)
    figures = score.figures()
    about = {
        "headline": figures["precision"], "what": "share of directed edges that are right", **figures,
        "reports": len(truth.reports), "stories": len(truth.stories), "seed": truth.seed,
        "parsed": not arguments.no_parse, "stories_from": arguments.stories, "failures": len(outcome.failures),
        "done": outcome.done,
        "cpu_s": round(_cpu() - began, 1), "wall_s": round(time.perf_counter() - wall, 1),
    }  # fmt: skip
    print(json.dumps(about))


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


# -- what is run ------------------------------------------------------------------------------------------------------


def table(*, claims: bool, parse: bool) -> tuple[Stage, ...]:
    """The rows of the stage table that are needed."""
    left_out = FOR_CLAIMS if not claims else FOR_CLAIMS - ONLY_CLAIMS
    kept = [stage for stage in STAGES if stage.name not in left_out]
    return tuple(kept if parse else without_parse(kept))


def _stored(store: Store) -> list[Record]:
    return [record for kind in (Derivation, Claim, Tally) for record in store.scan(kind)]


def true_claims(truth: Truth, score: Score, mentions: Sequence[ClaimMention]) -> dict[str, list[Claim]]:
    """For each story, its true claims as far as their mentions were detected at all."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in truth.claims:
        held = tuple(sorted({id_ for _, ids in truth.near(claim, score, mentions) for id_ in ids}))
        if held:
            claims[claim["story"]].append(Claim(text=claim["text"], mentions=held, score=1.0, made_by="bench/truth@1"))
    return claims


def _by_truth(
    store: Store, truth: Truth, stages: Sequence[Stage], claims: dict[str, list[Claim]] | None
) -> Iterator[Record]:
    """What the stages of stories give, each run on the reports that are one story in truth; its claims may be given."""
    story_of = {d.id: truth.line_story[_line(d)] for d in store.scan(Document)}
    wanted = [stage for stage in stages if stage.scope is STORY]
    kinds = {need for stage in wanted for need in stage.needs} - {gift for stage in wanted for gift in stage.gives}
    filed: dict[str, dict[type, list[Any]]] = defaultdict(lambda: defaultdict(list))
    doc_of: dict[Id, Id] = {}
    for kind in sorted(kinds, key=lambda k: (k is Certainty, k.__name__)):
        record: Any
        for record in store.scan(kind):
            docs = _documents(record, doc_of)
            if len({story_of[doc] for doc in docs}) == 1:
                filed[story_of[docs[0]]][kind].append(record)
                doc_of[record.id] = docs[0]
    for story, records in filed.items():
        for stage in wanted:
            if claims is not None and stage.gives == (Claim,):
                records[Claim] = list(claims[story])
                yield from records[Claim]
                continue
            made = stage.run(*(records[need] for need in stage.needs), **equipment(stage))
            for record in made:
                records[type(record)].append(record)
            yield from made


def _documents(record: Any, doc_of: dict[Id, Id]) -> tuple[Id, ...]:
    """The reports that a record is of."""
    if isinstance(record, Document):
        return (record.id,)
    if isinstance(record, Reuse):
        return record.a.doc_id, record.b.doc_id
    if isinstance(record, Certainty):
        return (doc_of[record.claim_mention_id],)
    return (record.doc_id,)


# -- what is true -----------------------------------------------------------------------------------------------------


def _line(document: Document) -> int:
    return int(document.path.rpartition("#")[2])


class Truth:
    """The truth of a folder, or of its first stories, and the part of the pile that it is of."""

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.folder = folder
        rows: dict[str, list[Row]] = defaultdict(list)
        with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["what"]].append(row)
        self.seed = rows["pile"][0]["seed"]
        self.stories = {row["id"]: row for row in rows["story"][:limit]}
        of_these = {what: [row for row in each if row.get("story") in self.stories] for what, each in rows.items()}
        self.reports = {row["id"]: row for row in of_these["report"]}
        self.wires = {row["id"]: row for row in of_these["wire"]}
        self.edges = of_these["edge"]
        self.claims = of_these["claim"]
        self.line_story = {row["line"]: row["story"] for row in self.reports.values()}
        self.line_name = {row["line"]: row["id"] for row in self.reports.values()}
        self._detected: dict[Id, list[ClaimMention]] = defaultdict(list)
        self._near: dict[str, list[tuple[Row, list[Id]]]] = {}

    def near(self, claim: Row, score: Score, mentions: Sequence[ClaimMention]) -> list[tuple[Row, list[Id]]]:
        """The mentions of a true claim, each with the mentions that were detected in its place; found once."""
        if not self._detected:
            for mention in mentions:
                self._detected[mention.doc_id].append(mention)
        if claim["id"] not in self._near:
            found = self._near[claim["id"]] = []
            for mention in claim["mentions"]:
                document = score.documents[mention["report"]]
                span = place(document, mention["text"])
                found.append((mention, [m.id for m in self._detected[document.id] if _inside(m.span, span)]))
        return self._near[claim["id"]]

    def snapshots(self) -> Iterator[Any]:
        """The reports of these stories as reading gives them."""
        for read in ingest.read([str(self.folder / "pile.jsonl")]):
            if int(read.path.rpartition("#")[2]) in self.line_story:
                yield read


# -- the score --------------------------------------------------------------------------------------------------------


class Given(msgspec.Struct, frozen=True):
    """One edge as sayso gives it; `parent` is the name of a report, or the id of a latent one."""

    child: str
    parent: str
    label: str
    is_directed: bool
    reasons: tuple[str, ...]


class Score:
    """Hits and misses."""

    def __init__(self, truth: Truth, documents: Sequence[Document]) -> None:
        self.truth = truth
        self.documents = {truth.line_name[_line(d)]: d for d in documents if _line(d) in truth.line_name}
        self.names = {d.id: name for name, d in self.documents.items()}
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    # -- edges --------------------------------------------------------------------------------------------------------

    def lineage(self, derivations: Iterable[Derivation]) -> None:
        """Holds the derivations against the true edges and the missing wires."""
        given = [self._given(d) for d in derivations]
        self.right_parents: dict[str, set[str]] = defaultdict(set)
        for row in self.truth.edges:
            self.right_parents[row["child"]] |= {row["parent"], *row["alike"], *row["credits_above"]}
        self.wire_of = self._latents(given)
        for edge in given:
            self._judge_given(edge)
        self._judge_true(given)

    def _given(self, d: Derivation) -> Given:
        child, label = self.names[d.child_id], d.latent.label if d.latent else ""
        # One agency is one latent report for each story that it is credited in.
        outside = f"{self.truth.reports[child]['story']} {d.latent.id}" if d.latent else "?"
        parent = self.names.get(d.parent_id or "", "") or outside
        return Given(child, parent, label, d.direction == "directed", d.reasons)

    def _latents(self, given: Sequence[Given]) -> dict[str, str]:
        """Which missing wire each parent outside the pile is, by its children; each wire once, the surest first."""
        children: dict[str, set[str]] = defaultdict(set)
        for edge in given:
            if edge.parent not in self.truth.reports:
                children[edge.parent].add(edge.child)
        carriers: dict[str, set[str]] = defaultdict(set)
        for row in self.truth.edges:
            for parent in (row["parent"], *row["alike"]):
                if parent in self.truth.wires:
                    carriers[parent].add(row["child"])
        fits = sorted(
            ((len(mine & theirs) / len(mine | theirs), wire, latent)
             for wire, theirs in carriers.items() for latent, mine in children.items()
             if len(mine & theirs) >= 0.5 * len(theirs) and 2 * len(mine & theirs) >= len(mine | theirs)),
            key=lambda fit: (-fit[0], fit[1], fit[2]),
        )  # fmt: skip
        wire_of: dict[str, str] = {}
        for _, wire, latent in fits:
            if latent not in wire_of and wire not in wire_of.values():
                wire_of[latent] = wire
        for wire, theirs in carriers.items():
            self._judge_wire(self.truth.wires[wire], wire in wire_of.values(), [e for e in given if e.child in theirs])
        return wire_of

    def _judge_wire(self, wire: Row, is_found: bool, given: Sequence[Given]) -> None:
        if not wire["visible"]:
            return
        self.counts["wires"] += 1
        self.counts["wires found"] += is_found
        if not is_found:
            credits = sum(carrier["credits"] for carrier in wire["carriers"])
            have = sorted(
                f"{e.child[-4:]} from {e.label or e.parent[-4:]}{'' if e.is_directed else '?'}" for e in given
            )
            self.misses.append(
                f"wire missed: {wire['id']} ({wire['agency']}): {len(wire['carriers'])} carriers, {credits} credit it, "
                f"{wire['shared']} words shared; given: {', '.join(have)}"
            )

    def _is_right(self, edge: Given) -> bool:
        parents = self.right_parents[edge.child]
        if edge.parent in self.truth.reports:
            return edge.parent in parents
        wires = [self.truth.wires[p] for p in parents if p in self.truth.wires]
        return any(_same_agency(w["agency"], edge.label) or self.wire_of.get(edge.parent) == w["id"] for w in wires)

    def _judge_given(self, edge: Given) -> None:
        if not edge.is_directed:
            self.counts["undetermined"] += 1
            pair = ((edge.child, edge.parent), (edge.parent, edge.child))
            akin = any(b in self.right_parents[a] for a, b in pair) or bool(
                self._wires(edge.child) & self._wires(edge.parent)
            )
            self.counts["undetermined true"] += akin
            if not akin:
                self.misses.append(f"undetermined, not true: {edge.child} ? {edge.parent}: {self._cause(edge)}")
            return
        self.counts["directed"] += 1
        right = self._is_right(edge)
        self.counts["directed right"] += right
        if not right:
            cause = self._cause(edge)
            self.counts[f"wrong: {cause}"] += 1
            self.misses.append(
                f"wrong edge: {edge.child} from {edge.label or edge.parent}: {cause}: {' '.join(edge.reasons[:2])}"
            )

    def _wires(self, report: str) -> set[str]:
        return {p for p in self.right_parents[report] if p in self.truth.wires}

    def _cause(self, edge: Given) -> str:
        """What a wrong edge is in truth."""
        mine, theirs = self._above(edge.child), self._above(edge.parent)
        if edge.parent not in self.truth.reports:
            return "outside the pile, not there" if mine else "outside the pile, though its own"
        if edge.child in theirs:
            return "wrong way round"
        if edge.parent in mine:
            return "an ancestor"
        if mine & theirs:
            return "a sibling"
        same = self.truth.reports[edge.child]["story"] == self.truth.reports[edge.parent]["story"]
        return "no kin, one story" if same else "no kin, another story"

    def _above(self, report: str) -> set[str]:
        """All reports and wires that a report goes back to."""
        if not hasattr(self, "_parents"):
            self._parents: dict[str, list[str]] = defaultdict(list)
            for edge in self.truth.edges:
                self._parents[edge["child"]].append(edge["parent"])
        found: set[str] = set()
        queue = list(self._parents.get(report, ()))
        while queue:
            parent = queue.pop()
            if parent not in found:
                found.add(parent)
                queue += self._parents.get(parent, ())
        return found

    def _judge_true(self, given: Sequence[Given]) -> None:
        ways: dict[tuple[str, str], set[str]] = defaultdict(set)
        latent: dict[str, list[Given]] = defaultdict(list)
        for edge in given:
            if edge.parent in self.truth.reports:
                ways[edge.child, edge.parent].add("right" if edge.is_directed else "open")
                ways[edge.parent, edge.child].add("wrong" if edge.is_directed else "open")
            else:
                latent[edge.child].append(edge)
        for row in self.truth.edges:
            wire = self.truth.wires.get(row["parent"])
            if wire is None or wire["visible"]:
                self._judge_one(row, ways, latent[row["child"]])

    def _judge_one(self, edge: Row, ways: dict[tuple[str, str], set[str]], latent: Sequence[Given]) -> None:
        child, how = edge["child"], set[str]()
        for parent in (edge["parent"], *edge["alike"]):
            if parent in self.truth.reports:
                how |= ways.get((child, parent), set())
            elif any(
                _same_agency(self.truth.wires[parent]["agency"], g.label) or self.wire_of.get(g.parent) == parent
                for g in latent
            ):
                how.add("right")
            elif any("open" in ways.get((child, other), ()) for other in self._co_carriers(parent)):
                how.add("open")
        is_open = any("open" in each for each in (how, *(ways.get((child, twin), ()) for twin in edge["twins"])))
        hit = "right" in how or (is_open and (not edge["decidable"] or bool(edge["twins"])))
        self.counts["edges"] += 1
        self.counts["edges found"] += hit
        self.counts[f"edges {edge['kind']}"] += 1
        self.counts[f"edges {edge['kind']} found"] += hit
        if edge["parent"] in self.truth.reports and how:
            way = "right" if "right" in how else "wrong" if "wrong" in how else "open"
            self.counts[f"{'decidable' if edge['decidable'] else 'open'} {way}"] += 1
        if not hit:
            seen = f"given {'/'.join(sorted(how))}" if how else "not seen"
            self.misses.append(
                f"edge missed: {child} from {edge['parent']} ({edge['kind']}, {edge['how']}, {edge['words']} words "
                f"kept, share {edge['share']}, direction by {edge['by']}): {seen}"
            )

    def _co_carriers(self, wire: str) -> list[str]:
        return [carrier["report"] for carrier in self.truth.wires[wire]["carriers"]]

    # -- claims -------------------------------------------------------------------------------------------------------

    def claims(self, found: Iterable[Record], mentions: Sequence[ClaimMention]) -> None:
        """Holds the counts of origins against the true ones."""
        found = list(found)
        tallies = {t.claim_id: t for t in found if isinstance(t, Tally)}
        claim_of = {m: c.id for c in found if isinstance(c, Claim) for m in c.mentions}
        for claim in self.truth.claims:
            if not claim["countable"]:
                continue
            detected = self.truth.near(claim, self, mentions)
            near = [(mention, {claim_of[i] for i in ids if i in claim_of}) for mention, ids in detected]
            held = Counter(id_ for _, ids in near for id_ in ids)
            self.counts["claims"] += 1
            if not held:
                self.misses.append(f"claim not seen: {claim['id']}: {claim['text']}")
                continue
            best = min(held, key=lambda i: (-held[i], i))
            roots = {mention["root"] for mention, ids in near if best in ids}
            self._judge_count(claim, tallies[best], [s for s in claim["say_so"] if s["root"] in roots], held[best])

    def _judge_count(self, claim: Row, tally: Tally, say_so: Sequence[Row], held: int) -> None:
        """One interval: against the origins of the mentions that the claim holds, and against those of all of them."""
        true, at_least, at_most = count(say_so)
        contains = tally.at_least <= true <= tally.at_most
        exact = (tally.at_least, tally.at_most) == (at_least, at_most)
        self.counts["claims seen"] += 1
        self.counts["mentions"] += len(claim["mentions"])
        self.counts["mentions in one claim"] += held
        self.counts["interval contains"] += contains
        self.counts["interval exact"] += exact
        self.counts["whole contains"] += tally.at_least <= claim["origins"] <= tally.at_most
        self.counts["whole exact"] += [tally.at_least, tally.at_most] == claim["interval"]
        if not exact:
            labels = "; ".join(f"{s['label']} ({s['kind']})" for s in say_so)
            self.misses.append(
                f"interval {'not exact' if contains else 'WRONG'}: {claim['id']}: [{tally.at_least}, {tally.at_most}], "
                f"true {true} in [{at_least}, {at_most}]: {labels}; {held} of {len(claim['mentions'])} mentions in "
                f"{tally.claim_id}: {claim['text']} | {' '.join(tally.reasons[:3])}"
            )

    # -- figures ------------------------------------------------------------------------------------------------------

    def figures(self) -> Row:
        """All figures, rounded; none where nothing was to be judged."""
        n = self.counts
        precision, recall = _share(n["directed right"], n["directed"]), _share(n["edges found"], n["edges"])
        f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
        ways = n["decidable right"] + n["decidable wrong"]
        kinds = {
            f"recall_{kind}": _share(n[f"edges {kind} found"], n[f"edges {kind}"])
            for kind in ("copy", "rewrite", "credit")
        }
        return {
            "precision": precision, "recall": recall, "f1": round(f1, 4), **kinds,
            "direction": _share(n["decidable right"], ways),
            "direction_given": _share(ways, ways + n["decidable open"]),
            "open_where_open": _share(n["open open"], n["open open"] + n["open right"] + n["open wrong"]),
            "open_right_way": _share(n["open right"], n["open right"] + n["open wrong"]),
            "undetermined": n["undetermined"], "undetermined_true": _share(n["undetermined true"], n["undetermined"]),
            "latent": _share(n["wires found"], n["wires"]), "wires": n["wires"], "edges": n["edges"],
            "directed": n["directed"],
            "interval_contains": _share(n["interval contains"], n["claims seen"]),
            "interval_exact": _share(n["interval exact"], n["claims seen"]),
            "whole_contains": _share(n["whole contains"], n["claims seen"]),
            "whole_exact": _share(n["whole exact"], n["claims seen"]), "claims": n["claims"],
            "claims_seen": _share(n["claims seen"], n["claims"]),
            "mentions_together": _share(n["mentions in one claim"], n["mentions"]),
            "wrong": {k.removeprefix("wrong: "): v for k, v in sorted(n.items()) if k.startswith("wrong: ")},
        }  # fmt: skip


def _same_agency(agency: str, label: str) -> bool:
    """Whether a label names the agency: by its name or its short one."""
    names = {agency, *(short for name, short in _shorts() if name == agency)}
    return label.removeprefix("the ").removeprefix("The ") in {n.removeprefix("The ") for n in names}


def _shorts() -> list[tuple[str, str]]:
    from press.world import material

    return [(name, short) for name, short in material("names")["agencies"]]


def _inside(span: Span, wanted: Span | None) -> bool:
    """Whether at least half of the shorter of two stretches is common to both."""
    if wanted is None or span.doc_id != wanted.doc_id:
        return False
    return min(span.end, wanted.end) - max(span.start, wanted.start) >= 0.5 * min(len(span), len(wanted))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


if __name__ == "__main__":
    main()
