"""The score of a certainty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.certainty.grade import OPEN, score_of
from sayso.certainty.sources import STANDS
from sayso.engines.base import LEAST, MOST
from sayso.lexicon.cues import CueClass
from sayso.vocab import Level

NUMBERS = st.floats(LEAST, MOST)


@given(NUMBERS, st.sampled_from(list(Level)), st.booleans(), st.sampled_from([None, *STANDS.values()]))
def test_a_score_lies_between_0_and_1(number: float, level: Level, untrue: bool, stand: object) -> None:
    assert 0 <= score_of(number, level, untrue=untrue, stand=stand) <= 1  # type: ignore[arg-type]


@given(NUMBERS, st.sampled_from(sorted(OPEN)))
def test_what_is_left_open_scores_a_half(number: float, level: Level) -> None:
    assert score_of(number, level) == 0.5


def test_a_denial_turns_what_the_words_speak_of() -> None:
    assert score_of(MOST, Level.DENIED, stand=STANDS[CueClass.DENY]) == 0
    assert score_of(LEAST, Level.REPORTED, stand=STANDS[CueClass.DENY]) == 1
    assert score_of(MOST, Level.DENIED, untrue=True) == 0


@pytest.mark.parametrize(("kind", "score"), [(CueClass.SAY, 1), (CueClass.BELIEVE, 0.833), (CueClass.FEAR, 0.667)])
def test_a_source_that_is_less_sure_brings_the_score_nearer_to_a_half(kind: CueClass, score: float) -> None:
    assert score_of(MOST, STANDS[kind].level, stand=STANDS[kind]) == score
