from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.chains import Run, Runs, chains
from sayso.lineage.wording import Wording

few_words = st.lists(st.sampled_from("abcd"), max_size=40).map(" ".join)
some_runs = st.lists(st.builds(Run, st.integers(0, 60), st.integers(0, 60), st.integers(3, 9)), max_size=12).map(sorted)


@given(few_words, few_words)
def test_runs_are_equal_words_and_cannot_be_longer(one: str, other: str):
    a, b = Wording("a", one), Wording("b", other)
    left, right = one.split(), other.split()
    for run in Runs(a, b, least=3).of(3):
        assert run.length >= 3
        assert left[run.a : run.a + run.length] == right[run.b : run.b + run.length]


@given(few_words, few_words)
def test_long_runs_are_the_same_whatever_the_least_that_was_sought(one: str, other: str):
    a, b = Wording("a", one), Wording("b", other)
    wanted = Runs(a, b, least=5).of(5)
    assert Runs(a, b, least=3).of(5) == wanted
    assert Runs(a, b, least=8).of(5) == wanted


def test_every_shared_stretch_is_a_run():
    a, b = Wording("a", "one two three four x five six seven"), Wording("b", "five six seven y one two three four")
    assert Runs(a, b, least=3).of(3) == [Run(0, 4, 4), Run(5, 0, 3)]


@given(some_runs)
def test_each_run_is_in_one_chain_and_chains_go_forward(found: list[Run]):
    chained = chains(found, gap=6)
    assert sum(map(len, chained)) == len(found)
    for chain in chained:
        for earlier, later in pairwise(chain):
            assert earlier.a + earlier.length <= later.a
            assert earlier.b + earlier.length <= later.b


@given(some_runs)
def test_only_short_chains_are_lost_when_lone_short_runs_are_left_out(found: list[Run]):
    def long_enough(chained: list[list[Run]]) -> list[list[Run]]:
        return [chain for chain in chained if sum(run.length for run in chain) >= 6]

    assert long_enough(chains(found, gap=6, least=6)) == long_enough(chains(found, gap=6))
