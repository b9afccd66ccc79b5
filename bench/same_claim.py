"""How well the judge tells one claim from two.

    python bench/same_claim.py FILE.tsv [--train TRAIN.tsv]
    python bench/same_claim.py --gold tests/claims/gold/dev [--list]
    python bench/same_claim.py --stories
    python bench/same_claim.py --fit

FILE.tsv has the columns of the Microsoft Research Paraphrase Corpus (Quality, #1 ID, #2 ID, #1 String, #2 String). It
is used for measuring only: the headline is the accuracy of the shipped weights. The corpus is looser than we are: from
which probability on a pair is called the same is chosen on TRAIN.tsv (else `msr-para-train.tsv` beside FILE). `fitted`
is what the same features reach when their weights are fitted on TRAIN.tsv.

`--gold` runs the stages down to the claims on the invented reports of that folder. Every pair of its mentions is one
claim or two: the headline is the F1 of the pairs that sayso puts together, then B-cubed over mentions.
Words that are marked as no claim in common must not be joined to a claim. `--list` prints the wrong pairs.

`--stories` says the same of the stories with worked-out truth (src/sayso/demo and tests/stories/dev), B-cubed first.

`--fit` prints the weights for lexicon/same_claim.yml, fitted on tests/claims/gold/dev and these stories. The vectors
have learned from other texts (training/same), so that they are as good there as on any.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import yaml

import claim_sets
from by_hand import STAGE, Held, gear, run
from sayso import ingest, lexicon, pairing
from sayso.claims.closeness import apart, unmatched, word_vectors
from sayso.claims.cluster import Pile
from sayso.claims.gist import Gist, Reader
from sayso.claims.same import CLOSE, FEATURES, Comparer, Likeness, Weights, opposites, probability
from sayso.engines import engine
from sayso.lexicon.countries import Countries
from sayso.lexicon.families import Families
from sayso.lexicon.wording import Antonyms, FunctionWords, Measures
from sayso.records import (
    Anaphor,
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Document,
    Entity,
    Reuse,
    Snapshot,
)
from sayso.stages import DOCUMENT, STAGES
from sayso.text import Span, plain

ROOT = Path(__file__).resolve().parents[1]

#: What a pair counts in the fit, by where it is from: the stories have many times more pairs than the marked sets.
MARKED, STORIES = 1.0, 0.3

#: Strength of the penalty on large weights (L2): on those of words; on the bias and those of vectors next to nothing.
PENALTY, FREE = 1.0, 1e-2


class Row(msgspec.Struct):
    """One judged pair: its measures, those of its vectors, and whether it is one claim."""

    likeness: Likeness
    close: tuple[float, float]
    same: bool


class Told(msgspec.Struct):
    """Reports with the truth about their claims.

    Attributes:
        name: of the story.
        records: what sayso makes of the reports, up to the entities.
        labels: the claims that each mention is of by the truth.
        silent: the mentions on which the truth is silent.
    """

    name: str
    records: dict[type, list[Any]]
    labels: dict[str, set[str]]
    silent: set[str]


def reader(entities: Sequence[Entity] = ()) -> Reader:
    return Reader(
        entities,
        lexicon.load("countries", Countries),
        lexicon.load("families", Families),
        lexicon.load("function_words", FunctionWords),
        lexicon.load("measures", Measures),
    )


def comparer(gists: Sequence[Gist]) -> Comparer:
    return Comparer(gists, opposites(lexicon.load("antonyms", Antonyms), lexicon.load("families", Families)))


def read(text: str, by: Reader) -> Gist:
    return by.read(text, Span("", 0, len(text)))


class Closeness:
    """The vectors of some wordings, as the judge measures them."""

    def __init__(self, gists: Sequence[Gist], by: Reader) -> None:
        meanings = engine("embedding").read([gist.text for gist in gists])
        self._wholes = apart(np.stack([meaning.whole for meaning in meanings]))
        self._words = [word_vectors(g.text, m, by.says_something) for g, m in zip(gists, meanings, strict=True)]

    def of(self, i: int, j: int) -> tuple[float, float]:
        return float(self._wholes[i] @ self._wholes[j]), unmatched(self._words[i], self._words[j])


# -- where pairs come from -------------------------------------------------------------------------------------------


def corpus_rows(path: Path) -> list[Row]:
    by = reader()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    gists = [read(line[side], by) for line in lines for side in ("#1 String", "#2 String")]
    judge, close = comparer(gists), Closeness(gists, by)
    return [
        Row(judge.compare(gists[2 * n], gists[2 * n + 1]), close.of(2 * n, 2 * n + 1), line["Quality"] == "1")
        for n, line in enumerate(lines)
    ]


def marked(folder: Path) -> Iterator[Told]:
    """The marked sets. A mention is of a claim if the shorter of it and the mark lies in the other by half."""
    for path in sorted(folder.glob("*.yml")):
        with tempfile.TemporaryDirectory() as scratch:
            places = claim_sets.write(claim_sets.read(path), Path(scratch))
            records = analysed(Path(scratch))
        labels: dict[str, set[str]] = defaultdict(set)
        names = {d.id: Path(d.path).name for d in records[Document]}
        for mention in records[ClaimMention]:
            for start, end, claim in places[names[mention.doc_id]]:
                both = min(end, mention.span.end) - max(start, mention.span.start)
                if both > 0 and 2 * both >= min(end - start, len(mention.span)):
                    labels[mention.id].add(claim)
        yield Told(path.stem, records, dict(labels), {m.id for m in records[ClaimMention]} - labels.keys())


def stories() -> Iterator[Told]:
    """The stories with worked-out truth."""
    folders = [ROOT / "src/sayso/demo", *sorted((ROOT / "tests/stories/dev").iterdir())]
    for folder in folders:
        truth = yaml.safe_load((folder / "gold.yml").read_text(encoding="utf-8"))
        inputs = folder / ("reports" if (folder / "reports").is_dir() else "input")
        records = analysed(inputs)
        labels, touched = labelled(records, truth)
        silent = {m.id for m in records[ClaimMention]} - labels.keys() - touched
        yield Told(folder.name, records, labels, silent)


def analysed(folder: Path) -> dict[type, list[Any]]:
    """The records of a story up to its entities."""
    pool: Held = defaultdict(list)
    meta = folder / "meta.csv"
    for snapshot in ingest.read([str(folder)], meta=meta if meta.exists() else None):
        held: Held = defaultdict(list, {type(snapshot): [snapshot]})
        for stage in (s for s in STAGES if s.scope is DOCUMENT and isinstance(snapshot, Snapshot)):
            run(stage.name, held)
        for kind, records in held.items():
            pool[kind] += records
    documents = {d.id: d for d in pool[Document]}
    reuse = STAGE["reuse"]
    for a, b in pairing.pairs({d.id: reuse.keys(d) for d in documents.values()}):
        pool[Reuse] += reuse.run(documents[a], documents[b], **gear("reuse"))
    run("entities", pool)
    return pool


def labelled(records: dict[type, list[Any]], truth: dict[str, Any]) -> tuple[dict[str, set[str]], set[str]]:
    """Mentions that lie on a mention of the truth (half of both together), and those that merely touch one."""
    documents = {Path(d.path).name: d for d in records[Document]}
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for claim in truth["claims"]:
        for mention in claim["mentions"]:
            parts = mention["text"] if isinstance(mention["text"], list) else [mention["text"]]
            document = documents[mention["file"]]
            found = [re.search(r"\s+".join(map(re.escape, plain(p).split())), plain(document.text)) for p in parts]
            if found[0] and found[-1]:
                places[document.id].append((found[0].start(), found[-1].end(), claim["id"]))
    labels: dict[str, set[str]] = defaultdict(set)
    touched = set()
    for mention in records[ClaimMention]:
        for start, end, claim_id in places[mention.doc_id]:
            both = min(end, mention.span.end) - max(start, mention.span.start)
            if both > 0:
                touched.add(mention.id)
            if 2 * both >= max(end, mention.span.end) - min(start, mention.span.start):
                labels[mention.id].add(claim_id)
    return dict(labels), touched


def rows_of(told: Told) -> Iterator[Row]:
    """All pairs of a story's wordings of which the truth tells something."""
    by = reader(told.records[Entity])
    pile = Pile(*(told.records[kind] for kind in (Document, ClaimMention, Certainty, Attribution, Anaphor)))
    alike: dict[Any, tuple[Gist, set[str], bool]] = {}
    for mention in told.records[ClaimMention]:
        gist = pile.gist(mention, by)
        held = alike.setdefault((gist.atoms, gist.context), (gist, set(), mention.id in told.silent))
        held[1].update(told.labels.get(mention.id, ()))
    gists = [gist for gist, _, _ in alike.values()]
    judge, close = comparer(gists), Closeness(gists, by)
    for (i, (a, m, silent_a)), (j, (b, n, silent_b)) in combinations(enumerate(alike.values()), 2):
        # Two mentions on which the truth is silent may be one claim; one of each kind may not.
        if (m and n) or (m and silent_b) or (n and silent_a):
            yield Row(judge.compare(a, b), close.of(i, j), bool(m & n))


# -- fitting and measuring -------------------------------------------------------------------------------------------


def fit() -> str:
    sets = [(marked(ROOT / "tests/claims/gold/dev"), MARKED), (stories(), STORIES)]
    weighed = [(row, weight) for held, weight in sets for told in held for row in rows_of(told)]
    rows = [(row, weight) for row, weight in weighed if row.likeness.conflict is None]
    weights = np.array([weight for _, weight in rows])
    lines = []
    for name, names in (("words", FEATURES), ("vectors", (*FEATURES, *CLOSE))):
        found = fitted([row for row, _ in rows], weights, names)
        pairs = zip(names, found, strict=True)
        lines.append(f"{name}: {{{', '.join(f'{feature}: {value:.2f}' for feature, value in pairs)}}}")
    return "\n".join(lines)


def fitted(rows: Sequence[Row], weights: np.ndarray, names: Sequence[str], penalty: float = PENALTY) -> np.ndarray:
    x = table(rows)[:, : len(names)]
    y = np.array([row.same for row in rows], dtype=float)
    return logistic(x, y, weights, np.array([FREE if name in ("bias", *CLOSE) else penalty for name in names]))


def table(rows: Sequence[Row]) -> np.ndarray:
    return np.array([[*row.likeness.values, *row.close] for row in rows])


def logistic(x: np.ndarray, y: np.ndarray, weights: np.ndarray, penalties: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method."""
    found = np.zeros(x.shape[1])
    penalty = np.diag(penalties)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weights * (p - y)) + penalty @ found
        found -= np.linalg.solve((x * (weights * p * (1 - p))[:, None]).T @ x + penalty, slope)
    return found


def measure(path: Path, train: Path) -> dict[str, Any]:
    """Accuracy and F1 on a corpus whose notion of "same" is looser than ours."""
    weights = lexicon.load("same_claim", Weights)
    rows, other = corpus_rows(path), corpus_rows(train)
    same = np.array([row.same for row in rows])
    shipped, seen = (np.array([probability(weights, r.likeness, r.close) for r in held]) for held in (rows, other))
    seen_same = np.array([row.same for row in other])
    least = max(np.arange(0.02, 1.0, 0.02), key=lambda t: float(((seen >= t) == seen_same).mean()))
    own = fitted(other, np.ones(len(other)), (*FEATURES, *CLOSE), penalty=FREE)
    theirs = table(rows) @ own >= 0
    return {
        "headline": accuracy(shipped >= least, same),
        "what": "accuracy of the shipped weights",
        "f1": f1(shipped >= least, same),
        "threshold": round(float(least), 2),
        "at_our_threshold": {
            "accuracy": accuracy(shipped >= weights.same, same),
            "f1": f1(shipped >= weights.same, same),
        },
        "fitted": {"accuracy": accuracy(theirs, same), "f1": f1(theirs, same), "pairs": len(other)},
        "pairs": len(rows),
    }


def accuracy(said: np.ndarray, same: np.ndarray) -> float:
    return round(float((said == same).mean()), 4)


def f1(said: np.ndarray, same: np.ndarray) -> float:
    return round(float(2 * (said & same).sum() / (said.sum() + same.sum())), 4)


def clustered(told: Told) -> list[Claim]:
    stage = STAGE["same_claim"]
    claims: list[Claim] = stage.run(*[told.records[n] for n in stage.needs], **gear("same_claim"))
    return claims


def b_cubed(told: Told, claims: Sequence[Claim]) -> dict[str, float]:
    """Precision, recall and F1 over mentions; a stranger in a claim counts against it."""
    together = {m: set(claim.mentions) for claim in claims for m in claim.mentions}
    precision = recall = 0.0
    for mention, meant in told.labels.items():
        counted = [m for m in together[mention] if m in told.labels or m in told.silent]
        right = sum(bool(told.labels.get(m, set()) & meant) for m in counted)
        precision += right / len(counted) / len(told.labels)
        recall += right / sum(bool(other & meant) for other in told.labels.values()) / len(told.labels)
    return {
        "f1": round(2 * precision * recall / (precision + recall), 3),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
    }


def pairs_of(told: Told, claims: Sequence[Claim]) -> Iterator[tuple[str, str, bool, bool]]:
    """Every pair of mentions with whether it is one claim in truth, and whether it is one here."""
    together = {m: n for n, claim in enumerate(claims) for m in claim.mentions}
    known = sorted(told.labels.keys() | told.silent)
    for a, b in combinations(known, 2):
        if a in told.labels or b in told.labels:
            same = bool(told.labels.get(a, set()) & told.labels.get(b, set()))
            yield a, b, same, together[a] == together[b]


def judged(sets: Iterable[Told], *, listing: bool = False) -> dict[str, Any]:
    """Both measures for each set, and pairs over all of them."""
    all_pairs, found = [], {}
    for told in sets:
        claims = clustered(told)
        pairs = list(pairs_of(told, claims))
        all_pairs += pairs
        found[told.name] = {
            "pairs_f1": pair_figures(pairs)["f1"],
            **b_cubed(told, claims),
            "mentions": len(told.labels),
            "claims": len(claims),
        }
        if listing:
            list_wrong(told, pairs)
    mean = sum(story["f1"] for story in found.values()) / len(found)
    return {"b_cubed": round(mean, 3), "pairs": pair_figures(all_pairs), **found}


def pair_figures(pairs: Sequence[tuple[str, str, bool, bool]]) -> dict[str, float]:
    same, said = (np.array([pair[n] for pair in pairs]) for n in (2, 3))
    both = float((same & said).sum())
    precision, recall = both / max(1, said.sum()), both / max(1, same.sum())
    return {"f1": f1(said, same), "precision": round(precision, 3), "recall": round(recall, 3)}


def list_wrong(told: Told, pairs: Sequence[tuple[str, str, bool, bool]]) -> None:
    texts = {d.id: d.text for d in told.records[Document]}
    words = {m.id: " ".join(m.span.of(texts[m.doc_id]).split()) for m in told.records[ClaimMention]}
    for a, b, same, said in pairs:
        if same != said:
            print(f"{told.name}: {'apart' if same else 'joined'}: {words[a]} | {words[b]}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--train", type=Path, help="the corpus's own training part; else the one beside FILE")
    parser.add_argument("--gold", type=Path, help="folder of marked sets of reports")
    parser.add_argument("--list", action="store_true", help="with --gold or --stories: every wrong pair")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--stories", action="store_true")
    arguments = parser.parse_args()
    if arguments.fit:
        print(fit())
    elif arguments.gold:
        found = judged(marked(arguments.gold), listing=arguments.list)
        print(json.dumps({"headline": found["pairs"]["f1"], "what": "F1 of pairs put together", **found}))
    elif arguments.stories:
        found = judged(stories(), listing=arguments.list)
        print(json.dumps({"headline": found["b_cubed"], "what": "B-cubed F1", **found}))
    elif arguments.file:
        train = arguments.train or arguments.file.with_name("msr-para-train.tsv")
        print(json.dumps(measure(arguments.file, train)))
    else:
        parser.error("give a FILE.tsv, --gold FOLDER, --stories or --fit")


if __name__ == "__main__":
    main()
