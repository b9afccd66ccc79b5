"""Names and roles of a report."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from sayso import names
from sayso.engines.base import LanguageEngine
from sayso.lexicon import load
from sayso.lexicon.countries import Countries
from sayso.lexicon.cues import Cues
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.records import Document
from sayso.text import Span

Find = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="session")
def find(language: LanguageEngine) -> Find:
    """Kind -> the words of the names found, one sentence a line."""

    def found(text: str) -> dict[str, list[str]]:
        document = Document(id="d", snapshot_id="s", path="p", text=text)
        spans, start = [], 0
        for line in text.split("\n"):
            spans.append(Span("d", start, start + len(line)))
            start += len(line) + 1
        made = names.find(
            document,
            language.parse("d", text, spans),
            roles=load("roles", Roles),
            cues=load("cues", Cues),
            outlets=load("outlets", Outlets),
            countries=load("countries", Countries),
            nouns=load("nouns", Nouns),
        )
        kinds: dict[str, list[str]] = {}
        for name in made:
            kinds.setdefault(str(name.kind), []).append(name.span.of(text))
        return kinds

    return found


def test_a_capital_that_speaks_is_a_body_and_one_that_is_visited_a_place(find: Find) -> None:
    assert find("Beijing insists that it keeps to the treaty.")["organisation"] == ["Beijing"]
    assert find("The envoy flew to Beijing on Monday.")["place"] == ["Beijing"]


def test_a_short_form_in_brackets_is_of_the_kind_of_its_long_form(find: Find) -> None:
    found = find("The European Water Agency (EWA) tested the well.\nThe EWA said that it was clean.")
    assert "EWA" in found["organisation"]


def test_a_name_behind_a_title_is_a_persons(find: Find) -> None:
    assert "Olaf Brandt" in find("German Chancellor Olaf Brandt said that he would go.")["person"]


def test_a_known_outlet_is_a_body(find: Find) -> None:
    assert "Reuters" in find("Reuters reported that the plant was leaking.")["organisation"]


def test_a_role_counts_where_it_speaks_and_not_elsewhere(find: Find) -> None:
    assert find("The minister said that the road was shut.")["role"] == ["The minister"]
    assert "role" not in find("The road to the minister's house was shut.")


def test_a_surname_is_its_owners(find: Find) -> None:
    found = find("Ruth Amsel said that the road was shut.\nAmsel left.")
    assert found["person"] == ["Ruth Amsel", "Amsel"]


def test_names_do_not_overlap(find: Find) -> None:
    text = (
        "The Reuters report said US officials in Washington told Ann Lee, head of the World Health Organization (WHO)."
    )
    found = find(text)
    places = sorted((text.index(w), text.index(w) + len(w)) for words in found.values() for w in words)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_a_name_behind_the_place_of_an_office_is_the_officers(find: Find) -> None:
    found = find("Inspectors went aboard on 24 April, said the harbour master of Rood, Kees Amdal.")
    assert found["person"] == ["Kees Amdal"]


def test_who_is_called_mr_by_his_last_word_is_a_person_in_full_too(find: Find) -> None:
    told = "Ostrid Halvik told a news conference in Dunmarrow on Wednesday that the records of many had been taken."
    assert "Ostrid Halvik" in find(f"{told}\nThe demand had come, Mr Halvik said.")["person"]


def test_a_name_beside_a_noun_for_bodies_is_a_bodys_wherever_it_stands(find: Find) -> None:
    found = find(
        "Dorvane admits theft.\nThe payroll company Dorvane has admitted the theft.\nDorvane says it is sorry."
    )
    assert found["organisation"].count("Dorvane") == 3


def test_what_its_leads_back_to_is_no_person(find: Find) -> None:
    found = find("Brennick denies that any of its wastewater entered the river.")
    assert found["organisation"] == ["Brennick"]
    assert find("Brennick denies that any of his cattle entered the river.")["person"] == ["Brennick"]


def test_an_owner_may_be_a_body(find: Find) -> None:
    text = "An official said that the smelter’s owner, Brennick Zinc, knew something was wrong at its lagoon."
    assert "Brennick Zinc" in find(text)["organisation"]
