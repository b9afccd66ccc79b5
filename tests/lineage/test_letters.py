from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.letters import BLANK, IN_WORD, letters
from sayso.text import fold


@given(st.text(st.characters(exclude_characters="Σςσ")))
def test_two_characters_have_one_number_when_they_fold_alike(text: str):
    found = letters(text)
    numbers = dict(zip(fold(text), found.numbers.tolist(), strict=True))
    assert [numbers[c] for c in fold(text)] == found.numbers.tolist()
    assert len(set(numbers.values())) == len(numbers)


@given(st.text())
def test_what_a_character_is_does_not_depend_on_the_text_around_it(text: str):
    kinds, numbers = letters(text)
    alone = [letters(character) for character in text]
    assert kinds.tolist() == [int(one.kinds[0]) for one in alone]
    assert numbers.tolist() == [int(one.numbers[0]) for one in alone]


def test_half_a_character_is_read_as_no_letter():
    kinds, _ = letters("a\ud800b")
    assert ((kinds & IN_WORD) != 0).tolist() == [True, False, True]


def test_typographic_blanks_are_blanks():
    assert np.all(letters(" \t\n\u00a0\u2009\u202f\u3000").kinds & BLANK)


def test_sigma_is_one_letter_wherever_it_stands():
    numbers = letters("Σσς").numbers
    assert len(set(numbers.tolist())) == 1
