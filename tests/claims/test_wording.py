from __future__ import annotations

import pytest

from claim_stories import WITH
from sayso.claims.gist import Reader
from sayso.claims.wording import Candidate, shown, wording
from sayso.text import Span
from sayso.vocab import Level, Polarity


def candidate(
    text: str,
    level: Level = Level.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
    *,
    label: str = "",
    framed: bool = False,
    planned: bool = False,
    headline: bool = False,
    saying: str = "",
) -> Candidate:
    reader = Reader([], *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    return Candidate(
        mention="m",
        text=text,
        gist=reader.read(text, Span("", 0, len(text))),
        level=level,
        polarity=polarity,
        planned=planned,
        headline=headline,
        saying=saying,
        framed=framed,
        label=label,
        place=("2031-01-01", "a", 0),
    )


def chosen(*candidates: Candidate) -> str:
    return shown(wording(candidates, lambda _: 1.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("whether the dam leaks", "The dam leaks"),
        ("of a crack in the wall of the dam", "A crack in the wall of the dam"),
        ("that the dam leaks.", "The dam leaks"),
        ("As a result, the dam leaks", "The dam leaks"),
        ("That takes weeks", "That takes weeks"),
        ("the dam is said to have leaked", "The dam has leaked"),
        ("the dams are believed to be leaking", "The dams are leaking"),
        ("“the dam leaks", "The dam leaks"),
        ("the dam “leaks”", "The dam “leaks”"),
        ('the dam "leaks', "The dam leaks"),
        ("the  dam\n leaks (badly", "The dam leaks badly"),
        ("that [the Harrow Board] knew", "[The Harrow Board] knew"),
    ],
)
def test_a_claim_is_shown_as_a_line_of_its_own(text: str, expected: str) -> None:
    assert shown(candidate(text)) == expected


def test_where_somebody_has_it_from_is_left_out_of_the_wording() -> None:
    assert shown(candidate("she signed the bill (1, 3)")) == "She signed the bill"
    assert shown(candidate("the dam leaks (Meridian, 12 May)")) == "The dam leaks"
    assert shown(candidate("it has three doors (two of them open)")) == "It has three doors (two of them open)"


def test_what_is_denied_is_shown_as_what_it_is_a_denial_of() -> None:
    assert shown(candidate("no water has leaked", Level.DENIED, Polarity.NEGATIVE)) == "Water has leaked"
    assert shown(candidate("the dam is not leaking", Level.DENIED, Polarity.NEGATIVE)) == "The dam is leaking"


def test_a_denied_noun_phrase_keeps_its_source() -> None:
    denied = candidate("any part in the raid", Level.DENIED, Polarity.NEGATIVE, label="Vostania")
    assert shown(denied) == "Vostania’s part in the raid"


@pytest.mark.parametrize(
    ("text", "saying", "expected"),
    [
        ("of a crack in the wall", "inspectors had warned of a crack in the wall", None),
        ("the guards to be freed", "Ada Brook called for the guards to be freed", None),
        ("to write to all who were hurt", "The union called on the firm to write to all who were hurt", None),
        ("higher dues, allowing ships to pass", "The port backed higher dues, allowing ships to pass", None),
        ("the firm of bribing officials", "The board accused the firm of bribing officials", None),
        ("of a crack in the wall", "", "A crack in the wall"),
    ],
)
def test_a_thing_or_a_wish_keeps_who_spoke_of_it(text: str, saying: str, expected: str | None) -> None:
    assert shown(candidate(text, saying=saying)) == (expected or saying[0].upper() + saying[1:])


def test_a_thing_that_is_denied_does_not_keep_the_denying() -> None:
    denied = candidate(
        "the part", Level.DENIED, Polarity.NEGATIVE, label="Ada Brook", saying="Ada Brook denied the part"
    )
    assert shown(denied) == "The part"


def test_a_supported_statement_goes_before_a_denial_and_a_question() -> None:
    said = candidate("the dam was leaking", Level.REPORTED)
    denied = candidate("the great old dam at Harrow was not leaking", Level.DENIED, Polarity.NEGATIVE)
    assert chosen(denied, said) == "The dam was leaking"


def test_a_statement_that_explains_itself_goes_before_one_that_points_elsewhere() -> None:
    assert chosen(candidate("It was leaking at Harrow"), candidate("The dam was leaking")) == "The dam was leaking"


def test_a_statement_goes_before_what_described_leaves_of_one() -> None:
    described = candidate("the great old dam at Harrow as “leaking”")
    assert chosen(described, candidate("the dam was leaking")) == "The dam was leaking"


def test_what_all_say_counts_and_one_reports_flourish_does_not() -> None:
    plain = [candidate(f"The dam at Harrow was leaking {when}") for when in ("", "on Monday")]
    flourish = candidate("The dam at Harrow was leaking like grandmother's rusty kettle in a cartoon")
    assert "kettle" not in chosen(flourish, *plain)


def test_a_statement_goes_before_the_report_that_somebody_made_it() -> None:
    framed = candidate("An inquiry showed that the dam at Harrow was leaking", framed=True)
    assert chosen(framed, candidate("The dam was leaking")) == "The dam was leaking"


@pytest.mark.parametrize(
    ("text", "level", "label", "expected"),
    [
        ("we could not wait", Level.REPORTED, "Ada Brook", "Ada Brook: we could not wait"),
        ("to mend the wall by June", Level.REPORTED, "the council", "The council: to mend the wall by June"),
        ("paying the inspectors", Level.DENIED, "the firm", "The firm: paying the inspectors"),
        ("the firm of paying inspectors", Level.ALLEGED, "the union", "The firm: paying inspectors"),
    ],
)
def test_words_that_need_their_speaker_keep_it(text: str, level: Level, label: str, expected: str) -> None:
    assert shown(candidate(text, level, label=label)) == expected


def test_what_a_source_means_to_do_reads_as_a_headline_though_the_report_only_passes_it_on() -> None:
    plan = candidate("to mend the wall by June", Level.REPORTED, label="the council", planned=True)
    wish = candidate("to mend the wall by June", Level.REPORTED, label="the council")
    assert shown(plan) == "The council to mend the wall by June"
    assert shown(wish) == "The council: to mend the wall by June"


def test_a_no_that_somebody_states_stays_a_no() -> None:
    stated = candidate("the wall is not safe", Level.REPORTED, Polarity.NEGATIVE, label="Ada Brook")
    assert shown(stated) == "The wall is not safe"
    assert chosen(stated) == "The wall is not safe"


def test_a_condition_stays_a_condition() -> None:
    assert shown(candidate("if confirmed, the sale would end the strike", Level.CONDITIONAL)).startswith("If confirmed")


def test_a_claim_that_is_denied_is_never_worded_as_the_no() -> None:
    no = candidate("no tainted water has reached the taps", Level.REPORTED, Polarity.NEGATIVE)
    asked = candidate("whether any of the tainted water reached the taps", Level.OPEN_QUESTION, Polarity.OPEN)
    assert chosen(no, asked) == "Any of the tainted water reached the taps"


def test_what_points_elsewhere_gives_way_to_what_names_it() -> None:
    pointing = candidate("An alarm of that kind could have many causes", Level.POSSIBLE)
    assert chosen(pointing, candidate("of a crack in the wall", Level.REPORTED)) == "A crack in the wall"


def test_a_sentence_of_the_report_words_the_claim_before_its_headline() -> None:
    headline = candidate("Smelter bosses waited eleven hours", headline=True)
    assert chosen(headline, candidate("The smelter waited hours")) == "The smelter waited hours"


def test_what_is_only_said_to_be_so_gives_way_to_what_is_said() -> None:
    heard = candidate("The control room is said to have had the readings on Sunday night")
    assert chosen(heard, candidate("The control room had the readings")) == "The control room had the readings"
