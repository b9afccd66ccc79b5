from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lineage.places import datelines, places


@pytest.fixture
def named(press):
    """The words that name an outlet, and its usual name, for each place in a text."""

    def find(text, extra=()):
        return [(text[place.start : place.end], place.outlet) for place in places(text, press, extra)]

    return find


# -- outlets of the lexicon -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "outlet"),
    [
        ("She told Reuters Monday that it was shut.", "Reuters", "Reuters"),
        ("The bridge, AP said, was shut.", "AP", "Associated Press"),
        ("He writes for the Washington Post.", "the Washington Post", "The Washington Post"),
        ("It was Reuters' tally that she meant.", "Reuters", "Reuters"),
        ("She quoted Le Monde’s reporter.", "Le Monde", "Le Monde"),
    ],
)
def test_an_outlet_of_the_lexicon_is_known_by_any_of_its_names_without_its_possessive_end(named, text, words, outlet):
    assert named(text) == [(words, outlet)]


def test_the_longer_of_two_names_that_overlap_is_the_one_meant(named):
    assert named("He read The New York Times on the train.") == [("The New York Times", "The New York Times")]


def test_a_capital_behind_an_outlets_name_makes_it_another_name(named):
    assert named("The Reuters Institute moved to Torvik.") == []


def test_an_everyday_word_is_no_outlet_without_its_article(named):
    assert named("The sun rose; the mirror on the wall showed the guardian of the tower.") == []


# -- outlets that the text itself makes known -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The vault was empty, news agency Qvist wrote.", "Qvist"),
        ("News agency Qvist did not answer.", "Qvist"),
        ("Harrow Eye, an investigative website, named the clerk.", "Harrow Eye"),
        ("The Brindle newspaper named the clerk.", "Brindle"),
        ("TORVIK, May 3 (QXA) - The bridge is shut. Later QXA added a detail.", "QXA"),
        ("The leak was first reported by Veritas Nord.", "Veritas Nord"),
        ("The Torvik Gazette named the clerk.", "Torvik Gazette"),
        ("Radio Norland named the clerk.", "Radio Norland"),
    ],
)
def test_a_name_is_an_outlets_where_the_text_calls_it_one_or_its_form_does(named, text, outlet):
    assert outlet in {each for _, each in named(text)}


def test_a_name_made_known_in_one_place_is_known_in_every_other(named):
    text = "Qvist was asked. News agency Qvist did not answer, and nobody at Qvist would talk."
    assert [outlet for _, outlet in named(text)] == ["Qvist"] * 3


def test_a_name_known_from_elsewhere_in_the_pile_is_found_and_is_no_part_of_another_word(named):
    text = "Qvist wrote so. Qvistland did not, and neither did pre-Qvist papers."
    assert named(text) == []
    assert named(text, extra=["the Qvist"]) == [("Qvist", "Qvist")]


def test_the_lexicons_outlets_are_surer_than_those_made_known(press):
    first, second = places("Reuters and the Torvik Gazette named the clerk.", press)
    assert (first.outlet, second.outlet) == ("Reuters", "Torvik Gazette")
    assert second.score < first.score == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "A German newspaper named the clerk.",
        "The leak was first reported by the Norland Waters Board.",
        "The Federal Register named the clerk.",
        "It was first reported by police.",
        "The Supreme Leader named the clerk.",
        "FRANCE, the newspaper said, was cold.",
        "He told English-language state broadcasters nothing.",
        "He told the London-based broadcaster nothing.",
    ],
)
def test_a_country_a_body_and_an_office_are_no_outlets_whatever_stands_around_them(named, text):
    assert named(text) == []


def test_a_country_before_an_outlet_is_no_part_of_its_name(named):
    assert named("Norland newspaper Russia's Qvist Post wrote so.")[-1][1] == "Qvist Post"


def test_a_writers_name_that_runs_into_an_outlets_makes_no_new_outlet(named):
    assert named("By Jane Doe Washington Post") == [("Washington Post", "The Washington Post")]


def test_one_word_is_short_for_the_fuller_name_before_it_and_not_for_one_after_it(named):
    text = "The Los Angeles Times named the clerk. The Times named nobody else."
    assert {outlet for _, outlet in named(text)} == {"Los Angeles Times"}
    assert named("The Times named the clerk. The Los Angeles Times did not.")[0][1] != "Los Angeles Times"


# -- the dateline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TORVIK, Norland, May 3 (Reuters) - The bridge is shut.", "Reuters"),
        ("(AFP) - The bridge is shut.", "AFP"),
        ("Port Ellin (dpa) - The bridge is shut.", "dpa"),
        ("TORVIK, May 3 /PRNewswire/ -- The bridge is shut.", "PRNewswire"),
    ],
)
def test_a_city_and_a_name_in_brackets_or_strokes_before_a_dash_are_a_dateline(line, name):
    (found,) = datelines(line)
    assert line[found.start : found.end] == name
    assert not found.bare


def test_brackets_without_a_dash_are_a_bare_dateline():
    (found,) = datelines("Torvik (Qvist) The bridge is shut.")
    assert found.bare


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed by the town (Reuters) - nobody knows why.",
        "Ann Mercer, who is 51 (Reuters) - nobody knows why.",
        "The bridge at dawn (Jane Doe/Qvist) - it was shut.",
    ],
)
def test_a_sentence_that_goes_on_behind_brackets_is_no_dateline(line):
    assert list(datelines(line)) == []


# -- whatever the text ------------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["Reuters", "the", "The", "Times", "Torvik", "Gazette", "of", "(AP)", "-", "told", "newspaper", "Radio", "’s", "\n"]
)


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_places_lie_in_the_text_in_order_and_none_holds_another(press, text):
    found = places(text, press)
    assert all(0 <= place.start < place.end <= len(text) for place in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@pytest.mark.parametrize(
    "piece", ["The Old Bailey Times And Post Of ", "Aa " * 4, "(", "A-", "A.", "A'", "A/", "first reported by A "]
)
def test_a_long_line_is_read_in_linear_time(press, piece):
    began = time.process_time()
    places(piece * (40_000 // len(piece)), press)
    assert time.process_time() - began < 5


def test_a_text_that_makes_thousands_of_names_known_is_read_in_linear_time(press):
    names = ["B" + "".join(letters) for letters in itertools.islice(itertools.product("aeiou", repeat=6), 6_000)]
    began = time.process_time()
    assert len(places(" ".join(f"The {name} Times said so." for name in names), press)) == len(names)
    assert time.process_time() - began < 8
