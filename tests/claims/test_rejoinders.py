"""Mentions that only say yes or no to what was told, and what they answer."""

from __future__ import annotations

import pytest

from sayso.claims.rejoinders import Rejoinders, rival_figures, told
from sayso.lexicon import load
from sayso.lexicon.denials import Denials
from sayso.lexicon.rejoinders import RejoinderWords
from sayso.records import Attribution, Certainty, ClaimMention, Id
from sayso.text import Span
from sayso.vocab import Factuality, Level, Polarity, QuoteKind, SourceKind

REJOINDERS = Rejoinders(load("rejoinders", RejoinderWords), load("denials", Denials))


@pytest.mark.parametrize(
    "words",
    [
        "it",
        "all of this",
        "the account",
        "those new allegations",
        "the former senior official's account",
        "the claims by the union",
        "that was untrue",
        "That is simply not true",
        "That's right",
        "it isn’t true",
        "It is all a pack of lies",
        "It was all “a fabrication”",
        "the claim as nonsense",
        "the report false and misleading",
        "the allegation “a fabrication from the first word to the last”",
        "it was without any foundation",
        "this was not the case",
        "the same to the Herald",
        "nothing of the sort had been decided",
        "No decision of that kind has been taken",
        "there has been no such decision",
        "it has not been able to establish that",
        "they could not verify the account",
        "a figure",
        "the union's figure “invented”",
    ],
)
def test_words_that_only_say_yes_or_no_to_what_was_told_are_a_rejoinder(words: str) -> None:
    assert REJOINDERS.is_one(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "it will close in May",
        "that is wrong for the city",
        "it is true that the dam leaked",
        "the report was late",
        "the claims were paid on Monday by the insurer of the firm",
        "the account holder",
        "the same firm built the dam",
        "no such drones were ever delivered to the army of Vostania by the northern port, its minister said",
        "they could not verify the number of the dead",
        "false papers were found",
        "nobody lied",
        "inflation to fall before spring",
    ],
)
def test_words_that_state_something_are_no_rejoinder(words: str) -> None:
    assert not REJOINDERS.is_one(words)


Said = tuple[str, str, str] | tuple[str, str, str, QuoteKind]


def reported(
    *said: Said,
) -> tuple[list[ClaimMention], dict[Id, list[Certainty]], dict[Id, Attribution], dict[Id, str]]:
    """A report of these parts (who, in what words, "yes", "no" or "open", how quoted), as `told` takes it."""
    text, at = "\n".join(f"{source}: {words}" for source, words, *_ in said), 0
    mentions: list[ClaimMention] = []
    certainties: dict[Id, list[Certainty]] = {}
    attributions: dict[Id, Attribution] = {}
    for source, words, stand, *quote in said:
        at = text.index(words, at)
        attribution = Attribution(
            doc_id="d",
            cue=(Span("d", at - 2, at - 1),),
            content=(Span("d", at, at + len(words)),),
            quote=quote[0] if quote else QuoteKind.INDIRECT,
            source_kind=SourceKind.PERSON,
            label=source,
        )
        mention = ClaimMention(doc_id="d", span=Span("d", at, at + len(words)), attribution_id=attribution.id)
        level = {"yes": Level.REPORTED, "no": Level.DENIED, "open": Level.NOT_CONFIRMED}[stand]
        held = Certainty(
            claim_mention_id=mention.id, holder="author", level=level, polarity=Polarity.OPEN, value=Factuality.UU
        )
        mentions.append(mention)
        attributions[attribution.id] = attribution
        certainties[mention.id] = [held]
    return mentions, certainties, attributions, {"d": text}


def answered(*said: Said) -> dict[str, str]:
    """What answers what, in words."""
    mentions, certainties, attributions, texts = reported(*said)
    found = told(mentions, certainties, attributions, texts, REJOINDERS)
    words = {m.id: m.span.of(texts["d"]) for m in mentions}
    return {words[a]: words[b] for a, b in found.items()}


CLOSES = "the mine at Harrow will close in May"
LEAKS = "the dam at Tesk leaks"


def test_a_rejoinder_is_to_what_somebody_else_told_last() -> None:
    found = answered(
        ("the mayor", CLOSES, "yes"), ("the owner", LEAKS, "yes"), ("the ministry", "that is untrue", "no")
    )
    assert found == {"that is untrue": LEAKS}


def test_nobody_answers_himself_and_no_rejoinder_is_to_another() -> None:
    assert answered(("the mayor", CLOSES, "yes"), ("the mayor", "it is true", "yes")) == {}
    found = answered(("the mayor", CLOSES, "yes"), ("the ministry", "it", "no"), ("the owner", "that's right", "yes"))
    assert found == {"it": CLOSES, "that's right": CLOSES}


def test_a_quotation_bears_out_the_statement_before_it_which_is_what_is_answered() -> None:
    found = answered(
        ("a former official of the mine", CLOSES, "yes"),
        ("the former official", "I saw the letter", "yes", QuoteKind.DIRECT),
        ("the ministry", "the account", "no"),
    )
    assert found == {"the account": CLOSES}


def test_a_rejoinder_that_says_whose_account_it_means_means_that_one() -> None:
    found = answered(
        ("the engineer", CLOSES, "yes"), ("the owner", LEAKS, "yes"), ("the Herald", "the engineer's account", "open")
    )
    assert found == {"the engineer's account": CLOSES}


def test_a_figure_that_is_rejected_is_one_that_was_told() -> None:
    dead = "14 people have died"
    found = answered(("the ministry", dead, "yes"), ("the mayor", LEAKS, "yes"), ("the union", "the figure", "no"))
    assert found == {"the figure": dead}
    whose = answered(("the ministry", dead, "yes"), ("the league", "the union's figure was invented", "no"))
    assert whose == {}


def test_who_denies_the_allegation_denies_what_was_said_of_him() -> None:
    paid = "the embassy of Karvann paid a clerk"
    found = answered(
        ("two officials", paid, "yes"), ("the prosecutor", LEAKS, "yes"), ("Karvann's embassy", "the allegation", "no")
    )
    assert found == {"the allegation": paid}


def test_no_such_thing_is_the_thing_that_was_named() -> None:
    decided = "the decision to close the mine was taken on Monday"
    found = answered(
        ("the mayor", decided, "yes"), ("the owner", LEAKS, "yes"), ("the ministry", "there was no such decision", "no")
    )
    assert found == {"there was no such decision": decided}


def test_a_report_may_begin_with_the_rejoinder() -> None:
    found = answered(("the lawyer", "that is untrue", "no"), ("the prosecutor", CLOSES, "yes"))
    assert found == {"that is untrue": CLOSES}


def test_who_goes_on_in_one_breath_means_what_he_said_himself() -> None:
    suspected, text = "we suspect the gel", f"{LEAKS}, a clerk said. we suspect the gel, but we have not proved it"
    clerk, office = (
        Attribution(
            doc_id="d", content=(Span("d", start, end),), quote=QuoteKind.INDIRECT,
            source_kind=SourceKind.PERSON, label=label,
        )
        for label, start, end in (("clerk", 0, len(LEAKS)), ("office", text.index("we suspect"), len(text)))
    )  # fmt: skip

    def mention(words: str, by: Attribution) -> ClaimMention:
        at = text.index(words)
        return ClaimMention(doc_id="d", span=Span("d", at, at + len(words)), attribution_id=by.id)

    leak, own, doubt = mention(LEAKS, clerk), mention(suspected, office), mention("we have not proved it", office)
    attributions = {a.id: a for a in (clerk, office)}
    assert told([leak, own, doubt], {}, attributions, {"d": text}, REJOINDERS) == {doubt.id: own.id}


def test_a_figure_that_names_its_number_is_not_another_number() -> None:
    found = answered(("the ministry", "14 people have died", "yes"), ("the mayor", "the figure of 20 is wrong", "no"))
    assert found == {}


def test_nothing_is_answered_from_afar() -> None:
    rain = "It rained. " * 100
    assert answered(("the mayor", CLOSES, "yes"), ("the report", rain, "open"), ("the ministry", "it", "no")) == {}


def test_a_figure_is_put_against_the_number_that_somebody_else_told() -> None:
    marched, more = "4,000 people marched through Aldershaw", "the figure was closer to 15,000"
    for words in (more, "put the number at 15,000"):
        mentions, _, attributions, texts = reported(
            ("police", marched, "yes"), ("the mayor", LEAKS, "yes"), ("the organisers", words, "yes")
        )
        assert list(rival_figures(mentions, attributions, texts)) == [(mentions[0].id, mentions[2].id)]
    mentions, _, attributions, texts = reported(("police", marched, "yes"), ("police", more, "yes"))
    assert list(rival_figures(mentions, attributions, texts)) == []
