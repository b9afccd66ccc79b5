"""Adding and taking out a few reports gives the pairs of the whole pile, exactly; the thresholds are small here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.pairing import Rule, joined
from sayso.pairing.change import replace
from sayso.pairing.postings import Entry, Keys, Postings

SMALL = Rule(at_least=9, crowd=3, near=2)

piles = st.dictionaries(st.integers(0, 30), st.sets(st.integers(0, 8), max_size=6), max_size=20)
changes = st.lists(st.dictionaries(st.integers(0, 30), st.sets(st.integers(0, 8), max_size=6) | st.none(), max_size=4))

Pile = dict[int, set[int]]


def entry(code: int, keys: set[int]) -> Entry:
    return Entry(code, "made of this", np.array(sorted(keys), dtype=np.int64))


def whole(pile: Pile) -> set[tuple[int, int]]:
    """The pairs of a pile, counted from nothing."""
    postings = Postings(None, "r")
    postings.replace([], [entry(code, keys) for code, keys in pile.items()])
    codes, keys, places = postings.table()
    a, b = joined(keys, places, SMALL)
    return set(zip(codes[a].tolist(), codes[b].tolist(), strict=True))


def change(postings: Postings, pile: Pile, pairs: set[tuple[int, int]], step: dict[int, set[int] | None]) -> None:
    """Change postings, pile and pairs by one step; None takes a report out."""
    gone = [code for code, keys in step.items() if keys is None]
    added = [entry(code, keys) for code, keys in step.items() if keys is not None]
    for code in gone:
        pile.pop(code, None)
    pile.update({code: keys for code, keys in step.items() if keys is not None})

    def keys_of(code: int) -> Keys:
        assert code not in step
        return entry(code, pile[code]).keys

    for pair, is_one in replace(postings, gone, added, keys_of, SMALL, was_one=pairs.__contains__).items():
        (pairs.add if is_one else pairs.discard)(pair)


@settings(max_examples=60)
@given(piles, changes)
def test_step_by_step_the_pairs_are_those_of_the_whole_pile(pile: Pile, steps: list[dict[int, set[int] | None]]):
    postings = Postings(None, "r")
    postings.replace([], [entry(code, keys) for code, keys in pile.items()])
    pairs = whole(pile)
    for step in steps:
        change(postings, pile, pairs, step)
        postings.commit()
        assert pairs == whole(pile)


@settings(max_examples=30)
@given(st.permutations(range(12)), st.integers(1, 12))
def test_a_passage_that_all_carry_is_paired_alike_in_whatever_order_they_come(order: list[int], at_once: int):
    postings, pile, pairs = Postings(None, "r"), {}, set()
    for first in range(0, 12, at_once):
        change(postings, pile, pairs, {code: {1, 2, 3} for code in order[first : first + at_once]})
    assert pairs == whole({code: {1, 2, 3} for code in range(12)})


def test_one_more_holder_than_a_key_pairs_takes_pairs_of_others_away():
    postings, pile = Postings(None, "r"), {10: {1, 2, 3}, 20: {1, 2, 3}, 30: {1, 2, 3}}
    postings.replace([], [entry(code, keys) for code, keys in pile.items()])
    pairs = whole(pile)
    assert pairs == {(10, 20), (10, 30), (20, 30)}
    change(postings, pile, pairs, {24: {1, 2, 3}, 25: {1, 2, 3}, 26: {1, 2, 3}})
    assert (20, 30) not in pairs
    assert (10, 30) in pairs


@given(piles, changes)
def test_written_and_opened_again_the_postings_are_the_same(
    tmp_path_factory, pile: Pile, steps: list[dict[int, set[int] | None]]
):
    folder: Path = tmp_path_factory.mktemp("sidecar") / "s.keys"
    postings = Postings(folder, "r")
    postings.replace([], [entry(code, keys) for code, keys in pile.items()])
    for step in steps:
        postings.replace(
            [code for code, keys in step.items() if keys is None],
            [entry(code, keys) for code, keys in step.items() if keys is not None],
        )
        pile = {c: k for c, k in (pile | step).items() if k is not None}
        postings.commit()
    postings.commit()
    again = Postings(folder, "r")
    fresh = Postings(None, "r")
    fresh.replace([], [entry(code, keys) for code, keys in pile.items()])
    assert again.print == postings.print == fresh.print
    assert again.digests() == fresh.digests()
    for one, other in zip(again.table(), fresh.table(), strict=True):
        assert sorted(one.tolist()) == sorted(other.tolist())
    keys = np.arange(9)
    assert [r.tolist() for r in again.holders(keys)] == [r.tolist() for r in fresh.holders(keys)]
    for code, held in pile.items():
        assert set(again.keys_of(code).tolist()) == held


def test_of_another_recipe_or_broken_a_sidecar_counts_as_empty(tmp_path: Path):
    postings = Postings(tmp_path / "k", "r")
    postings.replace([], [entry(1, {1, 2})])
    postings.commit()
    assert len(Postings(tmp_path / "k", "r")) == 1
    assert len(Postings(tmp_path / "k", "another")) == 0
    (tmp_path / "k" / "segments.json").write_text("{")
    assert len(Postings(tmp_path / "k", "r")) == 0
    next((tmp_path / "k").glob("*.keys.npy")).unlink()
    assert len(Postings(tmp_path / "k", "r")) == 0
