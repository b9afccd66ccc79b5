from __future__ import annotations

import pytest

from sayso.claims.pointing import pointed_pairs
from sayso.records import Certainty, ClaimMention
from sayso.text import Span
from sayso.vocab import Factuality, Level, Polarity

WARNED = "inspectors warned the firm of a crack in May"
ASKED = "such a warning had been given"


def pairs(text: str, *said: tuple[str, Level]) -> list[tuple[str, str]]:
    """The words of each pair found in a report whose mentions are these, at these levels."""
    mentions, certainties = [], {}
    for words, level in said:
        start = text.index(words)
        mention = ClaimMention(doc_id="d", span=Span("d", start, start + len(words)))
        mentions.append(mention)
        certainties[mention.id] = [
            Certainty(
                claim_mention_id=mention.id, holder="author", level=level, polarity=Polarity.OPEN, value=Factuality.UU
            )
        ]
    named = {m.id: m.span.of(text) for m in mentions}
    return [(named[a], named[b]) for a, b in pointed_pairs(mentions, certainties, {"d": text})]


def test_a_doubt_about_such_a_thing_is_about_the_thing_named_before() -> None:
    text = f"On Monday {WARNED}. The agency could not confirm that {ASKED}."
    assert pairs(text, (WARNED, Level.REPORTED), (ASKED, Level.NOT_CONFIRMED)) == [(WARNED, ASKED)]


def test_the_word_pointed_with_may_stand_just_before_the_mention() -> None:
    crack = "a crack in May"
    text = f"On Monday {WARNED}. The agency could not confirm that {ASKED}."
    assert pairs(text, (crack, Level.REPORTED), (ASKED, Level.NOT_CONFIRMED)) == [(crack, ASKED)]


@pytest.mark.parametrize("level", [Level.ASSERTED, Level.REPORTED])
def test_a_plain_statement_is_not_joined_by_pointing(level: Level) -> None:
    text = f"On Monday {WARNED}. The agency said that {ASKED}."
    assert pairs(text, (WARNED, Level.REPORTED), (ASKED, level)) == []


def test_nothing_far_back_or_without_the_word_is_pointed_at() -> None:
    far = f"On Monday {WARNED}. {'The rain went on. ' * 60}The agency could not confirm that {ASKED}."
    assert pairs(far, (WARNED, Level.REPORTED), (ASKED, Level.NOT_CONFIRMED)) == []
    other = f"On Monday the rain went on. The agency could not confirm that {ASKED}."
    assert pairs(other, ("the rain went on", Level.ASSERTED), (ASKED, Level.NOT_CONFIRMED)) == []


def test_those_things_are_things_and_no_claim() -> None:
    made, moved = "the yard makes pumps", "those pumps have been shipped"
    text = f"Nobody knows whether {made}, and whether {moved}."
    assert pairs(text, (made, Level.OPEN_QUESTION), (moved, Level.OPEN_QUESTION)) == []
