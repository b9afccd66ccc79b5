"""Support and denial: by level first, by polarity only where it is surely the same claim."""

from __future__ import annotations

import pytest

from sayso.origins.stance import CLOSE, proposed_polarity, stance
from sayso.records import Certainty
from sayso.vocab import SUPPORTING, Factuality, Level, Polarity, Stance


def certainty(level: Level, polarity: Polarity = Polarity.POSITIVE) -> Certainty:
    return Certainty(claim_mention_id="m", holder="author", level=level, polarity=polarity, value=Factuality.UU)


@pytest.mark.parametrize("level", sorted(SUPPORTING))
def test_what_is_held_as_so_supports(level: Level) -> None:
    assert stance(certainty(level), Polarity.POSITIVE, score=1.0) is Stance.SUPPORTS


@pytest.mark.parametrize("level", sorted(set(Level) - SUPPORTING - {Level.DENIED}))
def test_possibilities_plans_and_questions_neither_support_nor_deny(level: Level) -> None:
    assert stance(certainty(level), Polarity.POSITIVE, score=1.0) is Stance.NEITHER


def test_a_denial_denies_however_the_claim_is_worded() -> None:
    assert stance(certainty(Level.DENIED, Polarity.NEGATIVE), Polarity.POSITIVE, score=0.0) is Stance.DENIES


def test_a_no_that_is_no_denial_counts_only_where_it_is_surely_the_same_claim() -> None:
    no = certainty(Level.REPORTED, Polarity.NEGATIVE)
    assert stance(no, Polarity.POSITIVE, score=CLOSE) is Stance.DENIES
    assert stance(no, Polarity.POSITIVE, score=CLOSE - 0.01) is Stance.NEITHER


def test_a_claim_of_nothing_but_noes_proposes_a_no_and_they_support_it() -> None:
    noes = [certainty(Level.REPORTED, Polarity.NEGATIVE)]
    assert proposed_polarity(noes) is Polarity.NEGATIVE
    assert stance(noes[0], Polarity.NEGATIVE, score=1.0) is Stance.SUPPORTS


def test_nobody_stands_anywhere_where_nothing_is_known() -> None:
    assert stance(None, Polarity.POSITIVE, score=1.0) is Stance.NEITHER
