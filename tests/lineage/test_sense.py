from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.sense import LEAST, LONGEST
from sayso.lineage.wording import Wording

texts = st.lists(st.sampled_from(["harbour", "pilot", "the", "of", "ferry.", "storm!", "1,200", "\n"]), max_size=200)


@given(texts.map(" ".join))
def test_the_sentences_are_all_words_in_order_and_none_is_endless(text: str):
    words = Wording("d", text)
    first = words.sense.first
    assert first[0] == 0
    assert first[-1] == len(words)
    assert first == sorted(set(first)) or not len(words)
    assert all(end - start <= 3 * LONGEST for start, end in pairwise(first))


@given(texts.map(" ".join))
def test_only_a_whole_report_may_have_too_few_weighty_words_to_be_compared(text: str):
    words = Wording("d", text)
    places = [words.sense.place(n) for n in range(len(words.sense))]
    if len(places) > 1:
        assert all(words.weighty[first:last].sum() >= LEAST or last - first >= LONGEST for first, last in places)


@given(texts.map(" ".join))
def test_the_entries_are_the_stems_of_each_sentence(text: str):
    words = Wording("d", text)
    sense = words.sense
    for n in range(len(sense)):
        first, last = sense.place(n)
        mine = sense.by_sentence[0][sense.inside[n] : sense.inside[n + 1]].tolist()
        assert mine == sorted(set(mine))
        assert len(mine) == sense.sizes[n] == len(Counter(words.stems[first:last].tolist()))


@given(texts.map(" ".join))
def test_a_sentence_has_length_one(text: str):
    sense = Wording("d", text).sense
    lengths = np.bincount(sense.sentence, sense.unit**2, minlength=len(sense))
    assert np.allclose(lengths, 1)


def test_a_stem_weighs_more_where_few_sentences_have_it_and_less_where_it_is_small():
    words = Wording(
        "d", "The ferry left port early. The ferry sank near its shore. Divers raised a ferry bell ringing."
    )
    sense = words.sense
    assert len(sense) == 3
    ferry, the, *others = sorted(sense.by_sentence[1][sense.inside[0] : sense.inside[1]].tolist())
    assert ferry < the < min(others)
    assert max(others) == min(others)
