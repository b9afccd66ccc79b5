"""Fit the weights of factuality: `python training/certainty/train.py --data FOLDER --out weights.json`.

FOLDER holds uds_ih2/train.jsonl and, if it is there, meantime/train.jsonl: one sentence a line, {"text", "targets":
[{"span1": [first, last) word, "label": -3 to 3}]}, words parted by blanks. What the marks of a word are is decided by
sayso.engines.factuality.features, which is run-time code, so that training and run time cannot differ.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

import events
from sayso.engines.factuality.features import features
from sayso.engines.factuality_linear import Weights

#: UDS-IH2 is English of all kinds; MEANTIME is news, and small.
SETS = ("uds_ih2", "meantime")

#: A feature must be seen so often; a lighter weight than this is dropped. On UDS-IH2 dev, r rises by .003 where a
#: feature must be seen 4 times (twice the features) and falls by .003 with 16; light weights make no difference.
SEEN, LIGHTEST = 8, 0.01

#: The pull of all weights towards 0, and how far the sums are moved apart: chosen on UDS-IH2 dev and MEANTIME dev,
#: where half or twice of either is no better.
ALPHA, STRETCH = 50.0, 1.6


def examples(data: Path) -> Iterator[tuple[set[str], float]]:
    """For each judged word: its features and the judgement."""
    for name in SETS:
        file = data / name / "train.jsonl"
        if not file.exists():
            print(f"left out: {file} is not there")
            continue
        for sentence in events.sentences(file):
            for event, judged in sentence.events:
                yield features(sentence.parse, event), judged


def fitted(data: Path) -> Weights:
    """The weights, the same for the same data."""
    marks, judged = zip(*examples(data), strict=True)
    counts = Counter(mark for one in marks for mark in one)
    places = {mark: n for n, mark in enumerate(sorted(m for m, count in counts.items() if count >= SEEN))}
    rows = [sorted(places[m] for m in one if m in places) for one in marks]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(places)))
    target = np.array(judged)
    ridge = Ridge(alpha=ALPHA, solver="sparse_cg", tol=1e-4).fit(matrix, target)
    kept = {m: round(float(ridge.coef_[n]), 3) for m, n in places.items() if abs(ridge.coef_[n]) >= LIGHTEST}
    middle = float(target.mean())
    print(f"{len(judged)} judgements, {len(places)} features, {len(kept)} kept")
    return Weights(middle=round(middle, 4), base=round(float(ridge.intercept_), 4), stretch=STRETCH, weights=kept)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(msgspec.json.format(msgspec.json.encode(fitted(given.data)), indent=0))


if __name__ == "__main__":
    main()
