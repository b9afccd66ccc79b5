from __future__ import annotations

import time

import pytest

from sayso.lineage.crediting import after_name, again, before_name, is_past

# -- words before an outlet's name ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rule", "cue"),
    [
        ("The leak was first reported by ", "first-reported", "first reported by"),
        ("Two clerks told the ", "told-to", "told the"),
        ("Two clerks told Norland's state-run news agency ", "told-to", "told Norland's state-run news agency"),
        ("Speaking quietly on Friday to ", "told-to", "Speaking quietly on Friday to"),
        ('In an interview with the "', "told-to", 'In an interview with the "'),
        ("The vault was empty, according to the German newspaper ", "reported-by", "according to the German newspaper"),
        ("The vault was empty, PER ", "reported-by", "PER"),
    ],
)
def test_the_words_of_a_credit_may_be_parted_from_the_name_by_what_the_outlet_is(press, words, rule, cue):
    found = before_name(words, press.crediting)
    assert found is not None
    assert (found[0], words[found[1] :].rstrip()) == (rule, cue)


@pytest.mark.parametrize(
    "words",
    [
        "The vault was empty, and so was ",
        "Two clerks told parliament, which ",
        "Two clerks told the committee about ",
        "It was foretold ",
        "It was over-reported by-and-by ",
        "",
    ],
)
def test_a_clause_between_cue_and_name_or_a_part_of_a_word_is_no_credit(press, words):
    assert before_name(words, press.crediting) is None


@pytest.mark.parametrize("words", ["Printed and published by ", "It is published by ", "Owned and published by "])
def test_an_imprint_is_no_credit(press, words):
    assert before_name(words, press.crediting) is None


def test_published_by_alone_is_a_credit(press):
    assert before_name("The letter, published by ", press.crediting) == ("reported-by", 12)


def test_per_is_a_credit_where_the_name_follows_it_at_once(press):
    assert before_name("The vault was empty, as per ", press.crediting) == ("reported-by", 21)
    assert before_name("The vault was empty, per ", press.crediting) == ("reported-by", 21)
    assert before_name("It was sold for 40 per cent ", press.crediting) is None


# -- words after it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rule", "cue"),
    [
        (" reported on Monday", "reported", " reported"),
        (" first reported", "reported", " first reported"),
        (", an investigative website, reported so", "reported", ", an investigative website, reported"),
        (" news agency has learned", "reported", " news agency has learned"),
        (" was the first to report it", "reported", " was the first to report"),
        ("'s report named nobody", "its-report", "'s report"),
        (" report named nobody", "its-report", " report"),
        (" witness in the square saw smoke", "its-people", " witness in the square saw"),
    ],
)
def test_an_outlet_that_reports_and_what_its_people_see_are_credits(press, words, rule, cue):
    found = after_name(words, press.crediting)
    assert found is not None
    assert (found[0], words[: found[1]]) == (rule, cue)


@pytest.mark.parametrize(
    "words",
    [
        " will cut forty jobs",
        " reporters were held",
        " reportedly cut forty jobs",
        ". Reports named nobody",
        ", a daily. It reported so",
        " cameraman was hurt",
        "",
    ],
)
def test_an_outlet_that_does_something_else_is_none(press, words):
    assert after_name(words, press.crediting) is None


@pytest.mark.parametrize("words", [" reported a fall in quarterly profit", " has reported 40% fewer subscribers"])
def test_an_outlets_own_business_is_no_credit_to_it(press, words):
    assert after_name(words, press.crediting) is None


# -- people who left, and outlets named before ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a former ", True),
        ("the ex-", True),
        ("Former ", True),
        ("formerly of the ", False),
        ("a reformer ", False),
        ("once a former clerk, now a ", False),
    ],
)
def test_people_who_left_an_outlet_do_not_speak_for_it(press, words, expected):
    assert is_past(words, press.crediting) is expected


def test_words_for_an_outlet_credit_it_again_where_they_say_or_see_something(press):
    text = "The newspaper said so. It bought the newspaper. The same agency reported more; the paper burns."
    found = [text[start:end] for start, end in again(text, press.crediting)]
    assert found == ["The newspaper said", "The same agency reported"]


@pytest.mark.parametrize("piece", ["told the ", "speaking a b c d e f ", "'s ", ", a", "the newspaper ", "A-a "])
def test_long_stretches_of_cues_are_read_in_linear_time(press, piece):
    words = piece * (40_000 // len(piece))
    began = time.process_time()
    before_name(words, press.crediting)
    after_name(words, press.crediting)
    list(again(words, press.crediting))
    assert time.process_time() - began < 5
