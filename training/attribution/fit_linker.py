"""Fit the linker: `python training/attribution/fit_linker.py --data DIR --out linker.json [--tagger FOLDER]`.

Learns from the marked segments of train.jsonl which segments belong together. With --tagger, also from what the tagger
finds in the reports that it was not trained on: there a segment may be cut wrong, or missing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

import corpus
from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.linking import Linker
from sayso.engines.saying.pairs import Page
from sayso.engines.saying_onnx import Tagger
from sayso.engines.trees import Forest

#: How often a report that the tagger has read itself counts: such reports are few, and like those of run time.
WEIGHT = 4

Pages = Iterable[tuple[Page, set[tuple[Segment, Segment]]]]


def truths(example: corpus.Example) -> set[tuple[Segment, Segment]]:
    """The (cue, other) pairs that are marked as one attribution's."""
    return {(c, o) for a in example.attributions for c in a.cue for o in (*a.source, *a.content)}


def marked_pages(examples: Sequence[corpus.Example]) -> Pages:
    """Each report with its marked segments."""
    for example in examples:
        yield Page(corpus.parsed(example.text), example.sheet, example.segments()), truths(example)


def tagged_pages(examples: Sequence[corpus.Example], tagger: Tagger) -> Pages:
    """Each report with the segments that the tagger finds; a pair is true where the marked ones that it meets are."""
    for example in examples:
        found = tagger.segments(example.sheet)
        page = Page(corpus.parsed(example.text), example.sheet, found)
        true = set()
        for role in (Role.SOURCE, Role.CONTENT):
            for cue, other in page.pairs(role):
                if any(_meets(a, cue, other) for a in example.attributions):
                    true.add((cue, other))
        yield page, true


def _meets(marked: corpus.Marked, cue: Segment, other: Segment) -> bool:
    """Whether a cue touches the marked one, and the other segment lies mostly in what is marked."""
    theirs = marked.source if other.role is Role.SOURCE else marked.content
    shared = sum(_shared(other, one) for one in theirs)
    least = 1 if other.role is Role.SOURCE else (other.last - other.first) / 2
    return shared >= least and any(_shared(cue, one) for one in marked.cue)


def _shared(a: Segment, b: Segment) -> int:
    return max(0, min(a.last, b.last) - max(a.first, b.first))


def table(pages: Pages, role: Role) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The rows of all pairs, and which of them belong together."""
    rows, answers = [], []
    for page, true in pages:
        pairs, described = page.described(role)
        if pairs:
            rows.append(described)
            answers.extend(pair in true for pair in pairs)
    return np.concatenate(rows), np.array(answers)


def fit(rows: NDArray[np.float32], answers: NDArray[np.bool_], trees: int, seed: int) -> Forest:
    """A forest that tells the pairs apart."""
    model = GradientBoostingClassifier(
        n_estimators=trees, max_depth=5, learning_rate=0.15, subsample=0.7, max_features=0.4, random_state=seed
    )
    model.fit(rows, answers)
    return packed(model)


def packed(model: GradientBoostingClassifier) -> Forest:
    """The trees of scikit-learn as plain arrays."""
    roots, feature, threshold, left, right, value = [], [], [], [], [], []
    depth = 0
    for (regressor,) in model.estimators_:
        tree, base = regressor.tree_, len(feature)
        roots.append(base)
        depth = max(depth, tree.max_depth)
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            feature.append(-1 if leaf else int(tree.feature[node]))
            # Rounded down to what float32 holds, so that "<=" answers as it did while fitting.
            threshold.append(0.0 if leaf else _below(tree.threshold[node]))
            left.append(base + node if leaf else base + int(tree.children_left[node]))
            right.append(base + node if leaf else base + int(tree.children_right[node]))
            value.append(round(float(tree.value[node, 0, 0]) * model.learning_rate, 6) if leaf else 0.0)
    prior = float(np.log(model.init_.class_prior_[1] / model.init_.class_prior_[0]))
    return Forest(roots, feature, threshold, left, right, value, prior, depth)


def _below(threshold: float) -> float:
    rounded = np.float32(threshold)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if rounded > threshold else rounded)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tagger", type=Path, help="a folder with tagger.onnx and chain.json")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    examples = list(corpus.read(given.data / "train.jsonl"))[: given.limit]
    aside = [e for e in examples if corpus.held_out(e)]
    tagged = list(tagged_pages(aside, Tagger(given.tagger))) * WEIGHT if given.tagger else []
    forests = {}
    for role in (Role.CONTENT, Role.SOURCE):
        rows, answers = table(chain(marked_pages(examples), tagged), role)
        print(f"{role.name.lower()}: {len(rows)} pairs, {int(answers.sum())} of them true", flush=True)
        forests[role] = fit(rows, answers, given.trees, given.seed)
    given.out.write_bytes(msgspec.json.encode(Linker(says=forests[Role.CONTENT], said_by=forests[Role.SOURCE])))


if __name__ == "__main__":
    main()
