from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.pairing.components import components

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


def test_what_hangs_together_through_others_has_one_name_the_smallest() -> None:
    assert components([("d", "c"), ("b", "d"), ("x", "y")]) == {"b": "b", "c": "b", "d": "b", "x": "x", "y": "x"}


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_and_of_the_two_names_does_not_matter(pairs, random) -> None:
    turned = [pair[::-1] if random.random() < 0.5 else pair for pair in pairs]
    random.shuffle(turned)
    assert components(turned) == components(pairs)


@given(PAIRS)
def test_every_pair_is_in_one_component_and_each_is_named_by_one_of_its_own(pairs) -> None:
    found = components(pairs)
    assert set(found) == {name for pair in pairs for name in pair}
    assert all(found[a] == found[b] for a, b in pairs)
    assert all(found[root] == root <= name for name, root in found.items())


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = [(f"{n:06}", f"{n + 1:06}") for n in range(20_000)]
    assert set(components(reversed(chain)).values()) == {"000000"}
