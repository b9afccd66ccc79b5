"""Fit the verdict: `python training/drift/fit.py --data FOLDER --out forest.json`.

FOLDER holds summedits_*.json; our own pairs, of tests/drift/gold/dev, are learned from too. A minute on one core. The
same data always give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

import corpus
from boosting import Growth, grow
from sayso.engines.trees import Forest
from sayso.engines.verdict_forest import Judge, describer

#: The project's own pairs, and how often each counts: they are few, and the only news among all these.
OWN, WEIGHT = Path(__file__).resolve().parents[2] / "tests/drift/gold/dev", 4


def forest(domains: Sequence[corpus.Described], own: corpus.Described, growth: Growth) -> Forest:
    """The forest that tells changed from kept on these domains and on our own pairs.

    In both the two answers weigh the same, so that neither draws the chances away from .5.
    """
    rows = np.concatenate([d.rows for d in (*domains, own)])
    changed = np.concatenate([d.changed for d in domains])
    worth = np.concatenate([balanced(changed), WEIGHT * balanced(own.changed)])
    return grow(rows, np.concatenate([changed, own.changed]), worth / worth.mean(), growth)


def balanced(answers: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What each row counts so that both answers weigh the same."""
    share = float(answers.mean()) if len(answers) else 0.5
    return np.where(answers, 0.5 / share, 0.5 / (1 - share))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=OWN)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    by = describer()
    domains = [corpus.described(pairs, by) for pairs in corpus.read(given.data).values()]
    own = corpus.described(corpus.own(given.own), by)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(msgspec.json.encode(Judge(by.names, forest(domains, own, Growth()))))


if __name__ == "__main__":
    main()
