"""How well the judge tells one claim from two: `python bench/same_claim.py FILE.tsv`, and `--fit` to fit its weights.

FILE.tsv has the columns of the Microsoft Research Paraphrase Corpus (Quality, #1 ID, #2 ID, #1 String, #2 String); it
is used for measuring only, never for fitting. The answer is one JSON object, the headline number first.

`--fit` reads tests/cases/same_claim.yml and the invented stories with worked-out truth (src/sayso/demo and
tests/stories/dev), runs the stages above the judge on them, and prints the weights for lexicon/same_claim.yml.
`--stories` prints how well the claims of those stories come out (B-cubed over the mentions that the truth names).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import yaml

from sayso import ingest, lexicon, pairing
from sayso.claims.gist import Gist, Reader
from sayso.claims.same import COSINE, FEATURES, Comparer, Likeness, Weights, opposites, probability
from sayso.engines import engine
from sayso.lexicon.countries import Countries
from sayso.lexicon.families import Families
from sayso.lexicon.wording import Antonyms, FunctionWords, Measures
from sayso.records import Claim, ClaimMention, Document, Entity, Reuse, Snapshot
from sayso.stages import STAGES, Scope, equipment
from sayso.text import Span, plain

ROOT = Path(__file__).resolve().parents[1]

#: What a pair counts in the fit, by where it is from: the stories have many times more pairs than the cases.
CASES, STORIES = 2.0, 0.5

#: Strength of the penalty on large weights (L2), the bias aside.
PENALTY = 1.0


class Row(msgspec.Struct):
    """One judged pair: its measures, its cosine, and whether it is one claim."""

    likeness: Likeness
    cosine: float
    same: bool


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


def cosine(a: Gist, b: Gist) -> float:
    left, right = engine("embedding").embed([a.text, b.text])
    return float(left @ right)


# -- where pairs come from -------------------------------------------------------------------------------------------


def corpus_rows(path: Path) -> list[Row]:
    by = reader()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(read(line["#1 String"], by), read(line["#2 String"], by), line["Quality"] == "1") for line in lines]
    judge = comparer([gist for a, b, _ in pairs for gist in (a, b)])
    return [Row(judge.compare(a, b), cosine(a, b), same) for a, b, same in pairs]


def case_rows() -> Iterator[Row]:
    by = reader()
    for case in yaml.safe_load((ROOT / "tests/cases/same_claim.yml").read_text(encoding="utf-8")):
        labelled = [(read(text, by), n) for n, texts in enumerate(case["claims"]) for text in texts]
        judge = comparer([gist for gist, _ in labelled])
        for (a, m), (b, n) in combinations(labelled, 2):
            yield Row(judge.compare(a, b), cosine(a, b), m == n)


def stories() -> Iterator[tuple[str, dict[type, list[Any]], dict[str, set[str]], set[str]]]:
    """Name, records, the claims that each mention is of by the truth, and the mentions that the truth is silent on."""
    folders = [ROOT / "src/sayso/demo", *sorted((ROOT / "tests/stories/dev").iterdir())]
    for folder in folders:
        truth = yaml.safe_load((folder / "gold.yml").read_text(encoding="utf-8"))
        inputs = folder / ("reports" if (folder / "reports").is_dir() else "input")
        records = analysed(inputs)
        labels, touched = labelled(records, truth)
        yield folder.name, records, labels, {m.id for m in records[ClaimMention]} - labels.keys() - touched


def analysed(folder: Path) -> dict[type, list[Any]]:
    """The records of a story up to its entities."""
    pool: dict[type, list[Any]] = defaultdict(list)
    meta = folder / "meta.csv"
    for snapshot in ingest.read([str(folder)], meta=meta if meta.exists() else None):
        held: dict[type, list[Any]] = defaultdict(list)
        held[type(snapshot)].append(snapshot)
        for stage in (s for s in STAGES if s.scope is Scope.DOCUMENT and isinstance(snapshot, Snapshot)):
            single = {"Snapshot", "Document", "Parse"}
            arguments = [held[n][0] if n.__name__ in single else held[n] for n in stage.needs]
            given = stage.run(*arguments, **equipment(stage))
            for record in given if isinstance(given, list) else [given]:
                held[type(record)].append(record)
        for kind, records in held.items():
            pool[kind] += records
    stage = {s.name: s for s in STAGES}
    documents = {d.id: d for d in pool[Document]}
    reuse = stage["reuse"]
    for a, b in pairing.pairs({d.id: reuse.keys(d) for d in documents.values()}):
        pool[Reuse] += reuse.run(documents[a], documents[b], **equipment(reuse))
    pool[Entity] = stage["entities"].run(*[pool[n] for n in stage["entities"].needs], **equipment(stage["entities"]))
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


def story_rows() -> Iterator[Row]:
    for _, records, labels, silent in stories():
        by = reader(records[Entity])
        texts = {d.id: d.text for d in records[Document]}
        alike: dict[Any, tuple[Gist, set[str], bool]] = {}
        for mention in records[ClaimMention]:
            gist = by.read(texts[mention.doc_id], mention.span)
            held = alike.setdefault((gist.atoms, gist.context), (gist, set(), mention.id in silent))
            held[1].update(labels.get(mention.id, ()))
        judge = comparer([gist for gist, _, _ in alike.values()])
        for (a, m, silent_a), (b, n, silent_b) in combinations(alike.values(), 2):
            # Two mentions on which the truth is silent may be one claim; one of each kind may not.
            if (m and n) or (m and silent_b) or (n and silent_a):
                yield Row(judge.compare(a, b), cosine(a, b), bool(m & n))


# -- fitting and measuring -------------------------------------------------------------------------------------------


def fit() -> str:
    parts = [(list(case_rows()), CASES), (list(story_rows()), STORIES)]
    rows = [(row, weight) for held, weight in parts for row in held if row.likeness.conflict is None]
    x = np.array([[*row.likeness.values, row.cosine] for row, _ in rows])
    y = np.array([row.same for row, _ in rows], dtype=float)
    weights = np.array([weight for _, weight in rows])
    lines = []
    for name, width in (("words", len(FEATURES)), ("vectors", len(FEATURES) + 1)):
        found = logistic(x[:, :width], y, weights)
        pairs = zip((*FEATURES, COSINE)[:width], found, strict=True)
        lines.append(f"{name}: {{{', '.join(f'{feature}: {value:.2f}' for feature, value in pairs)}}}")
    return "\n".join(lines)


def logistic(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method."""
    found = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * PENALTY
    penalty[0, 0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (weights * (p - y)) + penalty @ found
        found -= np.linalg.solve((x * (weights * p * (1 - p))[:, None]).T @ x + penalty, slope)
    return found


def measure(path: Path) -> dict[str, Any]:
    """Accuracy and F1 on a corpus whose notion of "same" is stricter or looser than ours: best threshold, and ours."""
    weights = lexicon.load("same_claim", Weights)
    rows = corpus_rows(path)
    same = np.array([row.same for row in rows])
    p = np.array([probability(weights, row.likeness, row.cosine) for row in rows])
    best = max(np.arange(0.02, 1.0, 0.02), key=lambda t: float(((p >= t) == same).mean()))
    return {
        "headline": accuracy(p >= best, same),
        "what": "accuracy at the best threshold",
        "f1": f1(p >= best, same),
        "threshold": round(float(best), 2),
        "at_our_threshold": {"accuracy": accuracy(p >= weights.same, same), "f1": f1(p >= weights.same, same)},
        "pairs": len(rows),
    }


def accuracy(said: np.ndarray, same: np.ndarray) -> float:
    return round(float((said == same).mean()), 4)


def f1(said: np.ndarray, same: np.ndarray) -> float:
    return round(float(2 * (said & same).sum() / (said.sum() + same.sum())), 4)


def b_cubed() -> dict[str, Any]:
    """For each story: B-cubed precision, recall and F1 of its claims; a stranger in a claim counts against it."""
    stage = {s.name: s for s in STAGES}["same_claim"]
    found = {}
    for name, records, labels, silent in stories():
        claims: list[Claim] = stage.run(*[records[n] for n in stage.needs], **equipment(stage))
        together = {m: set(claim.mentions) for claim in claims for m in claim.mentions}
        precision = recall = 0.0
        for mention, meant in labels.items():
            counted = [m for m in together[mention] if m in labels or m in silent]
            right = sum(bool(labels.get(m, set()) & meant) for m in counted)
            precision += right / len(counted) / len(labels)
            recall += right / sum(bool(other & meant) for other in labels.values()) / len(labels)
        found[name] = {
            "f1": round(2 * precision * recall / (precision + recall), 3),
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "mentions": len(labels),
            "claims": len(claims),
        }
    mean = sum(story["f1"] for story in found.values()) / len(found)
    return {"headline": round(mean, 3), "what": "B-cubed F1", **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--stories", action="store_true")
    arguments = parser.parse_args()
    if arguments.fit:
        print(fit())
    elif arguments.stories:
        print(json.dumps(b_cubed()))
    elif arguments.file:
        print(json.dumps(measure(arguments.file)))
    else:
        parser.error("give a FILE.tsv, --stories or --fit")


if __name__ == "__main__":
    main()
