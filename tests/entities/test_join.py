from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.entities import join
from sayso.records import Attribution, Document, Entity, Name
from sayso.stages import STAGES, equipment
from sayso.text import Span
from sayso.vocab import NameKind, QuoteKind, SourceKind

WITH: dict[str, Any] = equipment(next(stage for stage in STAGES if stage.name == "entities"))
PERSON, BODY, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def report(path: str, text: str, *named: tuple[str, NameKind]) -> tuple[Document, list[Name]]:
    """A report and its names: each is the next place in the text where the words stand."""
    document = Document(snapshot_id="s", path=path, text=text)
    names, at = [], 0
    for words, kind in named:
        at = text.index(words, at)
        names.append(Name(doc_id=document.id, span=Span(document.id, at, at + len(words)), kind=kind))
        at += len(words)
    return document, names


def said(document: Document, label: str, kind: SourceKind) -> Attribution:
    return Attribution(
        doc_id=document.id,
        content=(Span(document.id, 0, 1),),
        source_kind=kind,
        quote=QuoteKind.INDIRECT,
        label=label,
    )


def entities(*reports: tuple[Document, list[Name]], attributions: list[Attribution] | None = None) -> list[Entity]:
    names = [name for _, held in reports for name in held]
    return join([d for d, _ in reports], names, attributions or [], **WITH)


def are_one(found: list[Entity], *spellings: str) -> bool:
    return any(set(spellings) <= set(entity.names) for entity in found)


def test_a_short_form_in_brackets_is_the_full_name_here_and_in_other_reports() -> None:
    a = report("a", "The Northern Rivers Board (NRB) met.", ("Northern Rivers Board", BODY), ("NRB", BODY))
    b = report("b", "The NRB said nothing.", ("NRB", BODY))
    (body,) = entities(a, b)
    assert body.names == ("Northern Rivers Board", "NRB")
    assert len(body.members) == 3
    assert any("brackets" in reason for reason in body.reasons)


def test_an_agency_in_a_dateline_is_no_short_form_of_the_place() -> None:
    found = entities(report("a", "Velia (AP) is far.", ("Velia", PLACE), ("AP", BODY)))
    assert not are_one(found, "Velia", "AP")


def test_a_surname_means_the_one_full_name_that_ends_so() -> None:
    a = report("a", "Dr. Ana Resnik came. Later Resnik left.", ("Dr. Ana Resnik", PERSON), ("Resnik", PERSON))
    b = report("b", "Ms Resnik rang.", ("Ms Resnik", PERSON))
    (person,) = entities(a, b)
    assert person.names[0] == "Ana Resnik"
    assert {"Resnik", "Dr. Ana Resnik", "Ms Resnik"} <= set(person.names)


def test_a_surname_that_two_people_bear_joins_neither_from_afar() -> None:
    a = report("a", "Ana Resnik and Petr Resnik came.", ("Ana Resnik", PERSON), ("Petr Resnik", PERSON))
    b = report("b", "Resnik rang.", ("Resnik", PERSON))
    assert len(entities(a, b)) == 3


def test_two_given_names_never_meet() -> None:
    a = report("a", "Ana Resnik came. Resnik spoke.", ("Ana Resnik", PERSON), ("Resnik", PERSON))
    b = report("b", "Petr Resnik came. Resnik spoke.", ("Petr Resnik", PERSON), ("Resnik", PERSON))
    found = entities(a, b)
    assert len(found) == 2
    assert not are_one(found, "Ana Resnik", "Petr Resnik")


def test_an_initial_stands_for_a_given_name() -> None:
    assert are_one(
        entities(report("a", "A. Resnik is Ana Resnik.", ("A. Resnik", PERSON), ("Ana Resnik", PERSON))), "Ana Resnik"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The United States and the U.S. and the US", ("United States", "U.S.", "US")),
        ("The European Union or EU", ("European Union", "EU")),
        ("Chile and Chilean", ("Chile", "Chilean")),
    ],
)
def test_usual_names_of_states_and_bodies_are_one(text: str, names: tuple[str, ...]) -> None:
    assert are_one(entities(report("a", text, *((name, PLACE) for name in names))), *names)


def test_a_capital_that_speaks_is_the_government_and_one_that_does_not_is_a_city() -> None:
    document, names = report(
        "a", "Chile waited. Santiago? Peru spoke: Lima denied it.", ("Peru", PLACE), ("Lima", PLACE)
    )
    silent = entities((document, names))
    speaking = entities((document, names), attributions=[said(document, "Lima", SourceKind.ORGANISATION)])
    assert not are_one(silent, "Peru", "Lima")
    assert are_one(speaking, "Peru", "Lima")


def test_a_ministry_turned_round_is_the_same_and_that_of_another_state_is_not() -> None:
    text = "The Ministry of Health and the health ministry met the Chilean health ministry."
    a = report("a", text, ("Ministry of Health", BODY), ("health ministry", BODY))
    assert are_one(entities(a), "Ministry of Health", "health ministry")
    both = report(
        "b", "Chile's Ministry of Health met the Peruvian health ministry.", ("Chile's Ministry of Health", BODY)
    )
    other = report("c", "The Peruvian health ministry", ("Peruvian health ministry", BODY))
    assert len(entities(both, other)) == 2


def test_a_company_is_called_by_its_first_word_and_a_city_council_is_not_its_city() -> None:
    a = report("a", "Meridale Ports grew. Meridale paid.", ("Meridale Ports", BODY), ("Meridale", BODY))
    assert are_one(entities(a), "Meridale Ports", "Meridale")
    b = report("b", "Leeds City Council met in Leeds.", ("Leeds City Council", BODY), ("Leeds", BODY))
    assert not are_one(entities(b), "Leeds City Council", "Leeds")


def test_an_anonymous_source_joins_no_name() -> None:
    document, names = report("a", "A Meridale insider spoke of Meridale.", ("Meridale", BODY))
    attribution = said(document, "A Meridale insider", SourceKind.ANONYMOUS)
    assert all(
        attribution.id not in entity.members for entity in entities((document, names), attributions=[attribution])
    )


def test_a_source_belongs_to_the_name_it_bears() -> None:
    document, names = report("a", "Ana Resnik, who leads the union, spoke.", ("Ana Resnik", PERSON))
    attribution = said(document, "union leader Ana Resnik", SourceKind.PERSON)
    (person,) = entities((document, names), attributions=[attribution])
    assert set(person.members) == {names[0].id, attribution.id}


def test_the_memo_of_one_report_is_not_the_memo_of_another() -> None:
    a, b = report("a", "A memo says so."), report("b", "A memo says no.")
    sources = [said(d, "internal memo", SourceKind.DOCUMENT) for d in (a[0], b[0])]
    assert len(entities(a, b, attributions=sources)) != 1


def test_a_pronoun_taken_for_a_name_is_dropped_and_the_us_is_not() -> None:
    found = entities(report("a", "It said US ships left.", ("It", BODY), ("US", PLACE)))
    assert [entity.names for entity in found] == [("US",)]


NAMES = ["Ana Resnik", "Petr Resnik", "Resnik", "NRB", "Northern Rivers Board", "Chile", "Lima", "Meridale", "US"]


@settings(max_examples=60)
@given(
    pile=st.lists(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([PERSON, BODY, PLACE])), max_size=5),
        min_size=1,
        max_size=4,
    )
)
def test_no_name_is_in_two_entities_and_order_changes_nothing(pile: list[list[tuple[str, NameKind]]]) -> None:
    reports = [report(f"{n}", " and ".join(w for w, _ in held) or "-", *held) for n, held in enumerate(pile)]
    found = entities(*reports)
    members = [member for entity in found for member in entity.members]
    assert len(members) == len(set(members)) == sum(len(names) for _, names in reports)
    assert entities(*((d, names[::-1]) for d, names in reversed(reports))) == found
    assert not are_one(found, "Ana Resnik", "Petr Resnik")
