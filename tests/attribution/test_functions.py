"""Who holds a function, and what kind of source a noun is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


def test_a_function_is_led_to_the_one_person_who_has_it_by_name_later(find: Find) -> None:
    text = "The harbour master said the buoy was gone.\nThe harbour master, Ottmar Brink, said it had sunk."
    assert [a.label for a in find(text)] == ["Ottmar Brink", "Ottmar Brink"]


def test_whom_a_report_opens_with_may_be_named_later(find: Find) -> None:
    text = "A nurse said the ward was shut.\nThe nurse, Anna Brown, said it had flooded."
    assert [a.label for a in find(text)] == ["Anna Brown", "Anna Brown"]


def test_whom_a_report_opens_with_stays_unnamed_beside_another_of_the_kind(find: Find) -> None:
    text = "A nurse said the ward was shut.\nAnother nurse wept.\nThe nurse, Anna Brown, said it had flooded."
    assert find(text)[0].label == "nurse"


def test_a_function_that_two_have_is_led_to_neither(find: Find) -> None:
    text = "The deputy said the pit was dry.\nThe deputy, Anna Brown, left.\nThe deputy, Peter Foster, stayed."
    assert find(text)[0].label == "deputy"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A marshal said the gate was open.", "anonymous"),
        ("Sensors on the bridge showed that the river had risen.", "document"),
        ("Half of voters said the tunnel was too dear.", "anonymous"),
        ("The constabulary said the road was shut.", "organisation"),
        ("An affidavit says that he confessed.", "document"),
        ("An arrest affidavit states that he confessed to two of the thefts.", "document"),
        ("Eight families said the well was dry.", "anonymous"),
        ("The owners, a company in Lowhaven, said the barge was sound.", "organisation"),
        ("Lawyers for the mayor, Ann Lee, said the vote was void.", "anonymous"),
        ("Its spokesman said the kiln was cold.", "organisation"),
        ("A spokesman for the bishop said the roof leaked.", "anonymous"),
        ("We asked whether the lock was safe.", "outlet"),
    ],
)
def test_the_kind_of_a_source_follows_from_what_its_noun_means(find: Find, text: str, kind: str) -> None:
    assert find(text)[0].source_kind == kind


def test_what_is_alleged_is_told_from_who_said_it(find: Find) -> None:
    text = "The driver allegedly told officers that the lamp was red."
    outer, inner = sorted(find(text), key=lambda a: a.within is not None)
    assert (outer.source_kind, inner.source_kind) == ("unspecified", "anonymous")
    assert inner.within == outer.id


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("Officials urged residents to leave the valley.", "residents"),
        ("In an alert sent to doctors, the board said the vaccine was spoiled.", "doctors"),
        ("The engineer testified before the committee that the dam had leaked.", "the committee"),
    ],
)
def test_who_hears_is_no_part_of_what_is_said(find: Find, text: str, hearer: str) -> None:
    (found,) = find(text)
    assert [s.of(text) for s in found.addressee] == [hearer]
    assert not any(hearer in s.of(text) for s in found.content)
