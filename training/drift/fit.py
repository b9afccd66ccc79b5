"""Fit the verdict: `python training/drift/fit.py --data FOLDER --out forest.json`.

FOLDER holds summedits_*.json; our own pairs, of tests/drift/gold/dev and of pairs/ beside this file, are learned from
too. A minute on one core. The same data always give the same file.
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
from sayso import lexicon
from sayso.engines.trees import Forest
from sayso.engines.verdict_forest import Judge, describer
from sayso.lexicon.wording import Antonyms

#: The project's own pairs: those that drift is worked on with, and those that were written to be learned from.
DEV, PAIRS = Path(__file__).resolve().parents[2] / "tests/drift/gold/dev", Path(__file__).with_name("pairs")
#: How often each of them counts: they are few, and the only news among all these.
WEIGHT = 4
#: Letters from which a word's opposite is put for it; shorter words have too many uses ("up", "open").
_LONG = 5


def own_pairs() -> list[corpus.Pair]:
    """Our own pairs, with those that are made of them by rule."""
    listed = lexicon.load("antonyms", Antonyms).pairs
    plain = [pair for pair in listed if all(word.isalpha() and len(word) >= _LONG for word in pair)]
    opposites = {one: other for pair in reversed(plain) for one, other in (pair, pair[::-1])}
    written = corpus.own(PAIRS)
    return [*corpus.own(DEV), *written, *corpus.falsified(written, opposites)]


def forest(domains: Sequence[corpus.Described], own: corpus.Described, growth: Growth) -> Forest:
    """The forest that tells changed from kept on these domains and on our own pairs.

    In both the two answers weigh the same, so that neither draws the chances away from .5.
    """
    rows = np.concatenate([d.rows for d in (*domains, own)])
    changed = np.concatenate([d.changed for d in domains])
    worth = np.concatenate([balanced(changed), WEIGHT * balanced(own.changed, own.worth)])
    return grow(rows, np.concatenate([changed, own.changed]), worth / worth.mean(), growth)


def balanced(answers: NDArray[np.bool_], worth: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """What each row counts so that both answers weigh the same; `worth` is what it counts among those of its answer."""
    each = np.ones(len(answers)) if worth is None else worth
    share = float(each[answers].sum() / each.sum()) if len(answers) else 0.5
    found: NDArray[np.float64] = each * np.where(answers, 0.5 / share, 0.5 / (1 - share))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    by = describer()
    domains = [corpus.described(pairs, by) for pairs in corpus.read(given.data).values()]
    own = corpus.described(own_pairs(), by)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(msgspec.json.encode(Judge(by.names, forest(domains, own, Growth()))))


if __name__ == "__main__":
    main()
