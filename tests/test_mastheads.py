from __future__ import annotations

import pytest

from sayso import lexicon
from sayso.lexicon.mastheads import is_same, usual_name
from sayso.lexicon.outlets import Outlets

OUTLETS = lexicon.load("outlets", Outlets)


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
def test_two_names_mean_one_outlet_where_one_is_the_other_or_its_short_form(
    one: str, other: str, expected: bool
) -> None:
    assert is_same(one, other, OUTLETS) is expected


def test_a_usual_name_has_no_article_and_no_possessive_end() -> None:
    assert usual_name("the Torvik Gazette’s", OUTLETS) == "Torvik Gazette"
    assert usual_name("AFP", OUTLETS) == "Agence France-Presse"
