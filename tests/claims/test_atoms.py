from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.atoms import atoms_of


def test_hyphenated_words_are_taken_apart_and_possessives_off() -> None:
    text = "The U.S. and Velia's made-in-Velia ships, 24-hour watch"
    assert [a.text for a in atoms_of(text, 0, len(text))] == [
        *("the", "us", "and", "velia", "made", "in", "velia", "ships", "24-hour", "watch"),
    ]


@given(text=st.text(max_size=80), start=st.integers(0, 80))
def test_every_atom_lies_in_its_stretch(text: str, start: int) -> None:
    start = min(start, len(text))
    assert all(start <= a.start < a.end <= len(text) and a.text for a in atoms_of(text, start, len(text)))
