from __future__ import annotations

import pytest

from claim_stories import WITH
from sayso.claims.gist import Reader
from sayso.claims.pointing import pointed_pairs, said_before
from sayso.records import Certainty, ClaimMention, Id
from sayso.text import Span
from sayso.vocab import Factuality, Level, Polarity

WARNED = "inspectors warned the firm of a crack in May"
ASKED = "such a warning had been given"


Said = tuple[str, Level]


def told(text: str, said: tuple[Said, ...]) -> tuple[list[ClaimMention], dict[Id, list[Certainty]]]:
    """The mentions of a report, one for each of these words, and their certainties."""
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
    return mentions, certainties


def pairs(text: str, *said: Said) -> list[tuple[str, str]]:
    """The words of each pair found in a report whose mentions are these, at these levels."""
    mentions, certainties = told(text, said)
    named = {m.id: m.span.of(text) for m in mentions}
    return [(named[a], named[b]) for a, b in pointed_pairs(mentions, certainties, {"d": text})]


def known_again(text: str, *said: Said) -> list[tuple[str, str]]:
    """The same for doubts that say nothing new."""
    mentions, certainties = told(text, said)
    reader = Reader((), *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    gists = {m.id: reader.read(text, m.span) for m in mentions}
    named = {m.id: m.span.of(text) for m in mentions}
    return [(named[a], named[b]) for a, b in said_before(mentions, certainties, gists)]


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


BUILT = "the army has built a plant in Norvia to make nerve gas"
MAKES = "the plant makes nerve gas"


def test_a_doubt_that_says_nothing_new_is_about_what_was_said_before() -> None:
    text = f"Two envoys said {BUILT}. It has yet to be confirmed that {MAKES}."
    assert known_again(text, (BUILT, Level.REPORTED), (MAKES, Level.NOT_CONFIRMED)) == [(BUILT, MAKES)]


def test_what_says_something_new_or_hardly_anything_or_is_no_doubt_is_not() -> None:
    more, less = "the plant makes nerve gas for export", "it makes gas"
    text = f"Two envoys said {BUILT}. It has yet to be confirmed that {MAKES}, that {more} and that {less}."
    assert known_again(text, (BUILT, Level.REPORTED), (more, Level.NOT_CONFIRMED)) == []
    assert known_again(text, (BUILT, Level.REPORTED), (less, Level.NOT_CONFIRMED)) == []
    assert known_again(text, (BUILT, Level.REPORTED), (MAKES, Level.REPORTED)) == []
