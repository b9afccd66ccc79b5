"""Fit the linker: `python training/attribution/fit_linker.py --data DIR --out linker.json [--tagger tagger.pt]`.

Learns from the marked segments of train.jsonl which segments belong together. With --tagger, also from what the tagger
finds in the reports that it was not trained on: there a segment may be cut wrong, or missing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

import corpus
from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.linking import Linker
from sayso.engines.saying.pairs import Page
from sayso.engines.saying.trees import Forest

Pages = Iterable[tuple[Page, set[tuple[Segment, Segment]]]]


def truths(example: corpus.Example) -> set[tuple[Segment, Segment]]:
    """The (cue, other) pairs that are marked as one attribution's."""
    return {(c, o) for a in example.attributions for c in a.cue for o in (*a.source, *a.content)}


def marked_pages(examples: Sequence[corpus.Example]) -> Pages:
    """Each report with its marked segments."""
    for example in examples:
        yield Page(example.text, example.sheet, example.segments()), truths(example)


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
    parser.add_argument("--limit", type=int)
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    examples = list(corpus.read(given.data / "train.jsonl"))[: given.limit]
    forests = {}
    for role in (Role.CONTENT, Role.SOURCE):
        rows, answers = table(marked_pages(examples), role)
        print(f"{role.name.lower()}: {len(rows)} pairs, {int(answers.sum())} of them true", flush=True)
        forests[role] = fit(rows, answers, given.trees, given.seed)
    given.out.write_bytes(msgspec.json.encode(Linker(says=forests[Role.CONTENT], said_by=forests[Role.SOURCE])))


if __name__ == "__main__":
    main()
