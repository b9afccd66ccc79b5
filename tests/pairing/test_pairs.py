from __future__ import annotations

from collections import Counter
from itertools import combinations

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.pairing import PAIRS, RULE, Rule, joined, pairs
from sayso.pairing.join import AT_ONCE

tables = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3), st.lists(st.integers(0, 30), max_size=12), max_size=8
)


def test_two_reports_that_share_enough_keys_are_a_pair_and_others_are_not():
    table = {"b": [1, 2, 3], "a": [2, 3, 4], "c": [3, 9]}
    assert pairs(table, at_least=7) == [("a", "b")]
    assert pairs(table, at_least=1) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_key_is_worth_the_less_the_more_hold_it():
    rare = {"a": [1, 2], "b": [1, 2]}
    assert pairs(rare, at_least=24) == [("a", "b")]
    common = rare | {str(n): [1, 2] for n in range(100)}
    assert pairs(common, at_least=3) == []
    assert ("a", "b") in pairs(common, at_least=2)


def test_nothing_is_paired_in_a_pile_of_none_or_one():
    assert pairs({}) == []
    assert pairs({"a": [1, 2, 3]}) == []


@settings(max_examples=30, deadline=None)
@given(tables, st.integers(1, 30))
def test_small_piles_are_paired_exactly(table: dict[str, list[int]], at_least: int):
    holders = Counter(key for keys in table.values() for key in set(keys))
    worth = {
        (a, b): sum(RULE.worth(holders[key]) for key in set(table[a]) & set(table[b]))
        for a, b in combinations(sorted(table), 2)
    }
    expected = [pair for pair in worth if worth[pair] >= at_least]
    assert pairs(table, at_least=at_least) == expected


@settings(max_examples=10, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_reports_and_keys_does_not_matter(table: dict[str, list[int]], random):
    shuffled = {doc: random.sample(table[doc], len(table[doc])) for doc in random.sample(sorted(table), len(table))}
    assert pairs(shuffled) == pairs(table)


def test_a_wire_story_copied_three_hundred_times_stays_connected_at_linear_cost():
    table = {f"{n:03}": list(range(200)) for n in range(300)}
    found = pairs(table)
    assert {doc for pair in found for doc in pair} == set(table)
    assert [(a, b) for a, b in found if a == "000"] == [("000", f"{n:03}") for n in range(1, 300)]
    assert len(found) < 300 * 10


def test_keys_may_be_any_signed_64_bit_number():
    assert pairs({"a": [-(2**63), 2**63 - 1], "b": [2**63 - 1, -(2**63)]}) == [("a", "b")]


@pytest.mark.parametrize("at_once", [1, 50, AT_ONCE])
def test_the_pairs_are_those_of_the_sql_text_however_few_meetings_are_counted_at_a_time(at_once: int):
    draw = np.random.default_rng(5)
    docs = np.repeat(np.arange(600, dtype=np.int32), 12)
    keys = (draw.zipf(1.3, len(docs)) % 1500).astype(np.int64)
    docs, keys = (column.to_numpy() for column in pa.table([docs, keys], ["d", "k"]).group_by(["d", "k"]).aggregate([]))
    for rule in (Rule(at_least=2, crowd=10, near=3), Rule(at_least=4, crowd=3, near=1)):
        with duckdb.connect() as connection:
            connection.register("postings", pa.table({"doc": docs, "gram": keys}))
            expected = connection.execute(PAIRS.format(**rule._asdict())).fetchall()
        a, b = joined(keys, docs, rule, at_once=at_once)
        assert list(zip(a.tolist(), b.tolist(), strict=True)) == [(x, y) for x, y, _ in expected]
        assert expected
