from __future__ import annotations

import pytest

from sayso.lexicon.outlets import host_of
from sayso.lineage.mastheads import is_same, outlet_of_address, own_names, usual_name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("AP", "Associated Press", True),
        ("the Torvik Gazette", "Torvik Gazette", True),
        ("Gazette", "The Torvik Gazette", True),
        ("NBQ", "NBQ News", True),
        ("The Times", "The New York Times", False),
        ("Torvik Gazette", "Torvik Herald", False),
        ("News", "Torvik Gazette", False),
        ("torvikgazette.example", "The Torvik Gazette", True),
        ("torvikgazette.example", "Torvik Herald", False),
        ("apnews.com", "AP", True),
        ("PBO", "Public Broadcasting Ostra", True),
        ("NHK", "National Herald of Kord", False),
        ("PO", "Public Ostra", False),
    ],
)
def test_two_names_mean_one_outlet_where_one_is_the_other_or_its_short_form(press, one, other, expected):
    assert is_same(one, other, press.outlets) is expected


def test_a_usual_name_has_no_article_and_no_possessive_end(press):
    assert usual_name("the Torvik Gazette’s", press.outlets) == "Torvik Gazette"
    assert usual_name("AFP", press.outlets) == "Agence France-Presse"


def test_an_address_may_be_broken_and_then_is_nobodys(press):
    assert host_of("http://[") == ""
    assert outlet_of_address("http://[", press.outlets) is None
    assert outlet_of_address("https://www.reuters.com/world/", press.outlets) == "Reuters"


def test_a_reports_own_name_comes_from_its_publisher_then_its_address_then_its_copyright(report, press):
    text = "The end. © 2031 Torvik Gazette. All rights reserved."
    assert own_names(report(text, publisher="Norland Echo"), press.outlets) == ("Norland Echo",)
    assert own_names(report(text, url="https://apnews.com/x"), press.outlets) == ("Associated Press",)
    assert own_names(report(text), press.outlets) == ("Torvik Gazette",)
    assert own_names(report("The end."), press.outlets) == ()
