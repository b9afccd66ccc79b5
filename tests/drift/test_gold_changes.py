"""The marked pairs are what they promise to be: in the vocabulary, found in their passages, enough of each kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import changes
from sayso.vocab import DriftKind, OmissionKind

GOLD = Path(__file__).parent / "gold"
HALVES = ("dev", "test")

#: What the verdict learns from beside SummEdits and the first half.
TRAINED_ON = Path(__file__).parents[2] / "training/drift/pairs"

#: Least pairs of one kind in each half, and least share of benign ones.
LEAST, BENIGN = 8, 0.3


@pytest.mark.parametrize("folder", [*(GOLD / half for half in HALVES), TRAINED_ON], ids=lambda folder: folder.name)
def test_every_marked_word_stands_in_its_passage(folder: Path) -> None:
    for pair in changes.read_all(folder):
        for kind, before, after in pair.changes:
            assert DriftKind(kind) is not DriftKind.BENIGN
            assert before in pair.parent, pair.name
            assert after in pair.child, pair.name
        for left, words in pair.left:
            assert OmissionKind(left)
            assert words in pair.parent, pair.name


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_enough_of_every_kind(half: str) -> None:
    pairs = list(changes.read_all(GOLD / half))
    counts = Counter(kind for pair in pairs for kind in {kind for kind, _, _ in pair.changes})
    assert all(counts[kind] >= LEAST for kind in DriftKind if kind is not DriftKind.BENIGN), counts
    assert sum(not pair.changes and not pair.left for pair in pairs) >= BENIGN * len(pairs)


def test_no_pair_stands_in_both_halves() -> None:
    one, other = ({(pair.parent, pair.child) for pair in changes.read_all(GOLD / half)} for half in HALVES)
    assert not one & other


def test_no_passage_to_measure_on_was_learned_from() -> None:
    measured, learned = (
        {side for pair in changes.read_all(folder) for side in (pair.parent, pair.child)}
        for folder in (GOLD / "test", TRAINED_ON)
    )
    assert not measured & learned
