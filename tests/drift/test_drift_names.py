"""One key per thing named, found by index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.drift.names import Naming, short_form, simple

WORDS = ("Board", "Office", "of", "Works", "Norda", "Nordan", "Ida", "Brandt", "BOW", "NO", "National")
SPELLINGS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), max_size=8)


def longest_first(spellings: list[str]) -> list[str]:
    return sorted(set(map(simple, spellings)) - {""}, key=lambda s: (-len(s), s))


@given(SPELLINGS, SPELLINGS)
def test_a_name_has_the_key_of_the_first_longer_name_it_may_be_a_short_form_of(
    spellings: list[str], asked: list[str]
) -> None:
    naming = Naming(spellings, (), {})
    keys: dict[str, str] = {}
    for name in longest_first(spellings):
        keys[name] = next((key for longer, key in keys.items() if short_form(name, longer)), name)
    for spelling in (*spellings, *asked):
        name = simple(spelling)
        expected = keys.get(name) or next((key for longer, key in keys.items() if short_form(name, longer)), name)
        assert naming.key(spelling) == expected


def test_a_surname_initials_and_an_adjective_are_short_forms() -> None:
    assert short_form("brandt", "ida brandt")
    assert short_form("bow", "board of works")
    assert short_form("nordan", "norda")
    assert not short_form("ida brandt", "brandt")
