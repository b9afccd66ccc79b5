from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.origins.grading import GRADES, _not_to_be_judged
from sayso.origins.status import ROWS, Case, Doubt, Opposition, Verdict, decide
from sayso.records import Correction, Dispute, Origin, Refusal, Tally
from sayso.text import Span
from sayso.vocab import CorrectionKind, DisputeKind, DisputeOver, Hearing, Level, SourceKind, Stance, Status

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "origins.md").read_text(encoding="utf-8")


def origin(label: str, stance: Stance = Stance.SUPPORTS, **fields: object) -> Origin:
    given = {"kind": SourceKind.PERSON, "hearing": Hearing.FIRST_HAND, "level": Level.ASSERTED, **fields}
    return Origin(claim_id="c", label=label, stance=stance, **given)  # type: ignore[arg-type]


def denial(*by: Origin) -> Opposition:
    return Opposition(dispute=Dispute(claim_id="c", kind=DisputeKind.DENIAL, by=("x",), against=("y",)), by=by)


def account(over: DisputeOver, text: str, *by: Origin) -> Opposition:
    dispute = Dispute(claim_id="c", kind=DisputeKind.CONTRADICTION, over=over, by=("x",), against=("y",))
    return Opposition(dispute=dispute, by=by, account=text)


def decided(*origins: Origin, interval: tuple[int, int] = (1, 1), **fields: Sequence[object]) -> Verdict:
    tally = Tally(claim_id="c", at_least=interval[0], at_most=interval[1], reasons=("As counted.",))
    return decide(Case(origins=origins, tally=tally, label=lambda doc: doc.upper(), **fields))  # type: ignore[arg-type]


MAYOR = origin("the mayor", witnesses=("gazette",))
DIVER = origin("a diver", witnesses=("echo",))
VOICE = origin("somebody", kind=SourceKind.ANONYMOUS, hearing=Hearing.UNSTATED)
CLERK = origin("the clerk", Stance.DENIES)
PLAN = origin("the mayor", Stance.NEITHER, level=Level.PLANNED)
RETRACTION = Correction(doc_id="gazette", span=Span("gazette", 0, 9), claim_id="c", kind=CorrectionKind.RETRACTION)
MINISTRY = Doubt(
    mention_id="m", doc_id="echo", level=Level.NOT_CONFIRMED, who="the ministry", kind=SourceKind.ORGANISATION
)
SILENT = Refusal(doc_id="echo", span=Span("echo", 0, 9), claim_id="c", who="the port")

EACH = {
    Status.RETRACTED: decided(MAYOR, corrections=[RETRACTION]),
    Status.DISPUTED: decided(MAYOR, CLERK, oppositions=[denial(CLERK)]),
    Status.DENIED: decided(CLERK, interval=(0, 0)),
    Status.CORROBORATED: decided(MAYOR, DIVER, interval=(2, 2)),
    Status.UNCONFIRMED: decided(MAYOR, doubts=[MINISTRY]),
    Status.SINGLE_ORIGIN: decided(MAYOR),
    Status.UNDETERMINED: decided(MAYOR, VOICE, interval=(1, 2)),
    Status.OPEN: decided(PLAN, interval=(0, 0)),
}


@pytest.mark.parametrize("status", Status)
def test_each_row_of_the_table_has_its_status_with_a_reason_and_what_would_change_it(status: Status) -> None:
    verdict = EACH[status]
    assert verdict.status is status
    assert len(verdict.reasons) >= 2
    assert verdict.reasons[-1].text == "As counted."
    assert verdict.reasons[0].records
    assert verdict.would_change.endswith(".")


def test_what_would_change_a_status_names_whose_word_is_missing() -> None:
    assert {status: verdict.would_change for status, verdict in EACH.items()} == {
        Status.RETRACTED: "A new report of it by a source that does not rest on GAZETTE would reopen it.",
        Status.DISPUTED: "If the clerk took back the denial, it would be single-origin; if the mayor did not stand by "
        "it, denied.",
        Status.DENIED: "Anybody but the clerk who says that it is so would make it disputed.",
        Status.CORROBORATED: "A denial by any other source would make it disputed; if the mayor and a diver turned out "
        "to have it from one another, it would be single-origin.",
        Status.UNCONFIRMED: "If the ministry confirmed it, the doubt would be settled, and that would be one more "
        "source; without the doubt it would be single-origin. A denial by the ministry would make it disputed.",
        Status.SINGLE_ORIGIN: "A second source that surely does not have it from the mayor would make it corroborated.",
        Status.UNDETERMINED: "If it were known who somebody is, it would be corroborated where two sources are surely "
        "different, single-origin where all are one.",
        Status.OPEN: "A report that it has happened, by the mayor or anybody else, would make it single-origin.",
    }


def test_the_table_on_the_page_and_in_the_glossary_is_that_of_the_rows() -> None:
    assert [(status, row.__doc__) for status, row in ROWS.items()] == [(s, s.definition) for s in Status]
    assert re.findall(r"^\| `([\w-]+)` \| (.+?) \|$", section("Status"), re.MULTILINE) == [
        (str(status), row.__doc__) for status, row in ROWS.items()
    ]


def test_the_table_of_grades_on_the_page_is_that_of_the_rows() -> None:
    rows = [*((str(credibility), row.__doc__) for row, credibility in GRADES.items()), ("6", _not_to_be_judged.__doc__)]
    assert re.findall(r"^\| (\d) [\w ]+ \| (.+?) \|$", section("A suggested grade"), re.MULTILINE) == rows


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_first_row_that_fits_decides() -> None:
    disputed = {"oppositions": [denial(CLERK)]}
    assert decided(MAYOR, CLERK, corrections=[RETRACTION], **disputed).status is Status.RETRACTED
    assert decided(MAYOR, DIVER, CLERK, interval=(2, 2), **disputed).status is Status.DISPUTED
    assert decided(MAYOR, DIVER, interval=(2, 2), doubts=[MINISTRY]).status is Status.CORROBORATED
    assert decided(MAYOR, DIVER, interval=(1, 2), doubts=[MINISTRY]).status is Status.UNCONFIRMED


def test_a_correction_by_another_outlet_than_the_only_witness_retracts_nothing() -> None:
    assert decided(origin("the mayor", witnesses=("echo",)), corrections=[RETRACTION]).status is Status.SINGLE_ORIGIN
    both = origin("the mayor", witnesses=("echo", "gazette"))
    assert decided(both, corrections=[RETRACTION]).status is Status.SINGLE_ORIGIN


def test_a_contradiction_disputes_a_claim_that_nobody_denies_and_tells_the_other_account() -> None:
    verdict = decided(MAYOR, oppositions=[account(DisputeOver.NUMBER, "Nine boats sank", DIVER)])
    assert verdict.status is Status.DISPUTED
    assert verdict.reasons[0].text == "a diver gives another number: “Nine boats sank”."
    assert verdict.would_change == "If a diver took back the other account, it would be single-origin."


def test_a_source_that_says_yes_and_no_is_in_no_dispute_with_itself_and_both_are_told() -> None:
    verdict = decided(MAYOR, origin("the mayor", Stance.DENIES))
    assert verdict.status is Status.SINGLE_ORIGIN
    assert "the mayor has also denied it, and is no other source." in [reason.text for reason in verdict.reasons]


def test_a_refusal_is_told_with_its_record_and_changes_nothing() -> None:
    verdict = decided(MAYOR, refusals=[SILENT])
    assert verdict.status is Status.SINGLE_ORIGIN
    assert verdict.reasons[1].text == "ECHO asked the port and got no answer: that neither supports nor denies it."
    assert verdict.reasons[1].records == (SILENT.id,)
    assert "an answer by the port" in verdict.would_change


def test_a_doubt_counts_only_of_a_body_a_person_or_one_who_supports_the_claim() -> None:
    bystander = Doubt(mention_id="m", doc_id="e", level=Level.NOT_CONFIRMED, who="some", kind=SourceKind.ANONYMOUS)
    assert decided(MAYOR, doubts=[bystander]).status is Status.SINGLE_ORIGIN
    herself = Doubt(mention_id="m", doc_id="e", level=Level.OPEN_QUESTION, who="the mayor", kind=SourceKind.ANONYMOUS)
    [first, *_] = decided(MAYOR, doubts=[herself]).reasons
    assert (first.text, first.records) == ("the mayor says that it is still open.", ("m",))


def test_an_open_question_stays_in_view_on_a_corroborated_claim() -> None:
    told = [reason.text for reason in decided(MAYOR, DIVER, interval=(2, 2), doubts=[MINISTRY]).reasons]
    assert "the ministry says that it is not confirmed." in told


def test_a_single_origin_is_named_with_who_heard_it_and_how_many_only_repeat_it() -> None:
    heard = origin("the mayor", witnesses=("gazette",), repeaters=("a", "b"))
    assert decided(heard).reasons[0].text == (
        "It rests on one origin: the mayor, heard first-hand by GAZETTE. 2 other reports only repeat it."
    )


def test_many_origins_are_named_by_three_and_a_number() -> None:
    many = [origin(name) for name in ("Ann", "Bo", "Cid", "Dot", "Eve")]
    assert "Ann, Bo, Cid and 2 others" in decided(*many, interval=(1, 5)).reasons[0].text


@pytest.mark.parametrize(
    ("verdict", "credibility"),
    [
        (EACH[Status.RETRACTED], 5),
        (EACH[Status.DENIED], 4),
        (decided(MAYOR, DIVER, CLERK, interval=(2, 2), oppositions=[denial(CLERK)]), 3),
        (EACH[Status.DISPUTED], 4),
        (EACH[Status.CORROBORATED], 1),
        (decided(MAYOR, DIVER, interval=(2, 2), doubts=[MINISTRY]), 2),
        (decided(MAYOR, origin("a nurse"), interval=(2, 2)), 2),
        (EACH[Status.SINGLE_ORIGIN], 3),
        (EACH[Status.UNDETERMINED], 3),
        (decided(VOICE), 6),
        (EACH[Status.UNCONFIRMED], 6),
        (EACH[Status.OPEN], 6),
    ],
)
def test_each_row_of_the_grades_is_suggested_with_a_reason_and_reliability_is_left_to_people(
    verdict: Verdict, credibility: int
) -> None:
    assert (verdict.grade.reliability, verdict.grade.credibility) == ("F", credibility)
    assert verdict.grade.reason.endswith(".")
