"""Who "he", "the official" and "the group" are."""

from __future__ import annotations

from collections.abc import Callable

from sayso.records import Attribution
from sayso.vocab import SourceKind

Find = Callable[[str], list[Attribution]]


def _labels(found: list[Attribution]) -> list[str]:
    return [a.label for a in found]


def test_a_pronoun_goes_back_to_the_only_speaker_before_it(find: Find) -> None:
    found = find("Geologist Ruth Amsel warned that the slope was moving.\nShe said: “We need to leave today.”")
    assert _labels(found) == ["Ruth Amsel", "Ruth Amsel"]
    assert found[1].same_as == found[0].id


def test_a_pronoun_with_two_speakers_before_it_keeps_its_own_word(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.  Ann Lee said it was not.\nShe said: “We need to leave today.”")
    assert found[-1].label == "she"
    assert found[-1].same_as is None


def test_who_is_stressed_by_it_was_is_the_source(find: Find) -> None:
    found = find("It was the Harrow Gazette that revealed on Tuesday that the auditor had gone.")
    assert _labels(found) == ["Harrow Gazette"]


def test_a_newcomer_whose_name_nobody_knows_speaks_and_not_who_spoke_before(find: Find) -> None:
    found = find(
        "The chief executive, Rolf Amsden, rejected the charge.  “The ship was sound,” Mr Amsden told reporters.\n"
        "Teo Brandvik, of the Seafarers’ Union, had waited outside.  “If it was mended, show us the card,” he said."
    )
    assert _labels(found)[-1] == "Teo Brandvik"


def test_a_bare_surname_gets_its_full_name(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.\n“We must leave today,” Amsel said.")
    assert _labels(found) == ["Ruth Amsel", "Ruth Amsel"]


def test_a_surname_that_an_outlet_has_too_is_the_persons(find: Find) -> None:
    found = find("Hugh Hill, a doctor, said the ward was full.\nHill said that more beds were needed.")
    assert _labels(found) == ["Hugh Hill", "Hugh Hill"]
    assert {a.source_kind for a in found} == {SourceKind.PERSON}


def test_the_official_goes_back_to_the_fuller_description(find: Find) -> None:
    found = find("“We will not pay,” said a senior treasury official.\n“That much is clear,” the official added.")
    assert _labels(found) == ["senior treasury official", "senior treasury official"]
    assert found[1].same_as == found[0].id


def test_another_diplomat_is_somebody_else(find: Find) -> None:
    found = find("A diplomat said the talks had failed.\nAnother diplomat said they had not begun.")
    assert found[1].same_as is None


def test_an_anonymous_source_never_takes_a_name(find: Find) -> None:
    found = find("Ruth Amsel said the slope was moving.\nA geologist said the town was safe.")
    assert _labels(found) == ["Ruth Amsel", "geologist"]
    assert found[1].same_as is None


def test_the_group_goes_back_to_the_body_just_named(find: Find) -> None:
    found = find("Rivers Without Borders said the fish were dying.\nThe group said it had tested nine streams.")
    assert [a.label for a in found if a.within is None] == ["Rivers Without Borders"] * 2


def test_it_goes_back_to_the_body_that_speaks(find: Find) -> None:
    found = find("The ministry said it was not aware of any leak at the plant.")
    inner = next(a for a in found if a.within)
    assert inner.label == "ministry"


def test_one_is_one_of_those_who_spoke(find: Find) -> None:
    found = find("Several nurses said the ward was full.\nOne said: “We sleep in the corridor these days.”")
    assert found[1].label == "one of the several nurses"
    assert found[1].same_as is None


def test_one_of_several_papers_is_a_paper(find: Find) -> None:
    found = find("Several leaflets say the well is poisoned.\nOne says that the army is guarding the gates.")
    assert [(a.label, a.source_kind) for a in found if a.within is None] == [
        ("several leaflets", SourceKind.DOCUMENT),
        ("one of the several leaflets", SourceKind.DOCUMENT),
    ]


def test_the_second_official_is_not_whoever_spoke_last(find: Find) -> None:
    found = find(
        "Two officials said the envoy must go.\nThe spokesman, Edo Varga, told reporters that he may stay.\n"
        "The clerk took 400 crowns, the second official said.  He had asked for more, according to the same official."
    )
    assert [a.label for a in found if a.within is None] == [
        "two officials",
        "Edo Varga",
        "second official",
        "second official",
    ]


def test_a_pronoun_goes_back_to_whoever_was_named_without_speaking(find: Find) -> None:
    found = find("Hugh Marsh opened the new bridge on Monday.  He said the old one was unsafe.")
    assert [(a.label, a.source_kind) for a in found] == [("Hugh Marsh", SourceKind.PERSON)]


def test_the_group_goes_back_to_a_body_that_was_named_without_speaking(find: Find) -> None:
    found = find("The Harrow Group bought the port last week.  The group said it would keep all workers.")
    assert {a.label for a in found} == {"Harrow Group"}


def test_a_role_goes_back_to_the_name_that_it_stood_beside(find: Find) -> None:
    found = find("Ruth Amsel, a geologist, measured the slope.  The geologist said it was moving.")
    assert _labels(found)[0] == "Ruth Amsel"


def test_a_gender_tells_who_of_two_speaks(find: Find) -> None:
    found = find("Mayor Hugh Marsh met the geologist Ruth Amsel at the bridge.  She said the slope was moving.")
    assert _labels(found) == ["Ruth Amsel"]


def test_a_pronoun_may_go_back_to_somebody_without_a_name(find: Find) -> None:
    found = find("A nurse left the ward at noon.  She said the beds were full.")
    assert [(a.label, a.source_kind) for a in found] == [("nurse", SourceKind.ANONYMOUS)]


def test_a_diplomat_is_nobody_who_was_named(find: Find) -> None:
    found = find("Hugh Marsh opened the bridge.  A diplomat said the old one was unsafe.")
    assert _labels(found) == ["diplomat"]


def test_the_minister_of_health_is_not_the_minister_of_finance(find: Find) -> None:
    found = find(
        "The minister of finance said the budget was closed.  The minister of health said the wards were empty."
    )
    assert len(set(_labels(found))) == 2


def test_a_named_source_stays_who_its_name_says(find: Find) -> None:
    found = find("The agency for rivers closed the weir.  The news agency TPA reported that the fish had died.")
    assert _labels(found)[-1] == "TPA"


def test_he_goes_on_speaking_and_is_nobody_whom_his_own_words_are_on_about(find: Find) -> None:
    found = find("Peter Foster said the clerk was “a good man”.  “He told me to wait,” he said.")
    outer = [a for a in found if a.within is None]
    assert [a.label for a in outer] == ["Peter Foster", "Peter Foster"]
    assert all(a.label != "Peter Foster" for a in found if a.within is not None)


def test_of_she_says_she_asked_the_one_who_says_is_the_one_who_asked(find: Find) -> None:
    found = find("The surveyor, Anna Brown, says she asked whether the lock had been tested.")
    assert [a.label for a in found] == ["Anna Brown", "Anna Brown"]
