from __future__ import annotations

import pytest

from sayso.origins.status import Doubt, Verdict, decide
from sayso.records import Correction, Dispute, Origin, Tally
from sayso.text import Span
from sayso.vocab import CorrectionKind, DisputeKind, Hearing, Level, SourceKind, Stance, Status


def origin(label: str, stance: Stance = Stance.SUPPORTS, **fields: object) -> Origin:
    given = {"kind": SourceKind.PERSON, "hearing": Hearing.FIRST_HAND, "level": Level.ASSERTED, **fields}
    return Origin(claim_id="c", label=label, stance=stance, **given)  # type: ignore[arg-type]


def decided(*origins: Origin, interval: tuple[int, int] = (1, 1), **fields: object) -> Verdict:
    given = {"disputes": (), "corrections": (), "doubts": (), **fields}
    tally = Tally(claim_id="c", at_least=interval[0], at_most=interval[1], reasons=("As counted.",))
    return decide(origins=origins, tally=tally, label=lambda doc: doc.upper(), **given)  # type: ignore[arg-type]


MAYOR = origin("the mayor", witnesses=("gazette",))
DIVER = origin("a diver", witnesses=("echo",))
CLERK = origin("the clerk", Stance.DENIES)
RETRACTION = Correction(doc_id="gazette", span=Span("gazette", 0, 9), claim_id="c", kind=CorrectionKind.RETRACTION)
MINISTRY = Doubt(
    mention_id="m", doc_id="echo", level=Level.NOT_CONFIRMED, who="the ministry", kind=SourceKind.ORGANISATION
)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (decided(MAYOR, corrections=[RETRACTION]), Status.RETRACTED),
        (decided(MAYOR, CLERK), Status.DISPUTED),
        (decided(CLERK, interval=(0, 0)), Status.DENIED),
        (decided(MAYOR, DIVER, interval=(2, 2)), Status.CORROBORATED),
        (decided(MAYOR, doubts=[MINISTRY]), Status.UNCONFIRMED),
        (decided(MAYOR), Status.SINGLE_ORIGIN),
        (decided(MAYOR, DIVER, interval=(1, 2)), Status.UNDETERMINED),
        (decided(origin("the mayor", Stance.NEITHER, level=Level.PLANNED), interval=(0, 0)), Status.OPEN),
    ],
)
def test_each_row_of_the_table_has_its_status_with_a_reason_and_what_would_change_it(
    verdict: Verdict, status: Status
) -> None:
    assert verdict.status is status
    assert len(verdict.reasons) >= 2
    assert verdict.reasons[-1] == "As counted."
    assert verdict.would_change.endswith(".")


def test_the_first_row_that_fits_decides() -> None:
    assert decided(MAYOR, CLERK, corrections=[RETRACTION]).status is Status.RETRACTED
    assert decided(MAYOR, DIVER, CLERK, interval=(2, 2)).status is Status.DISPUTED
    assert decided(MAYOR, DIVER, interval=(2, 2), doubts=[MINISTRY]).status is Status.CORROBORATED
    assert decided(MAYOR, DIVER, interval=(1, 2), doubts=[MINISTRY]).status is Status.UNCONFIRMED


def test_a_correction_by_another_outlet_than_the_only_witness_retracts_nothing() -> None:
    assert decided(origin("the mayor", witnesses=("echo",)), corrections=[RETRACTION]).status is Status.SINGLE_ORIGIN
    both = origin("the mayor", witnesses=("echo", "gazette"))
    assert decided(both, corrections=[RETRACTION]).status is Status.SINGLE_ORIGIN


def test_a_contradiction_disputes_a_claim_that_nobody_denies() -> None:
    dispute = Dispute(claim_id="c", kind=DisputeKind.CONTRADICTION, by=("x",), against=("y",))
    assert decided(MAYOR, disputes=[dispute]).status is Status.DISPUTED


def test_a_doubt_counts_only_of_a_body_a_person_or_one_who_supports_the_claim() -> None:
    bystander = Doubt(mention_id="m", doc_id="e", level=Level.NOT_CONFIRMED, who="some", kind=SourceKind.ANONYMOUS)
    assert decided(MAYOR, doubts=[bystander]).status is Status.SINGLE_ORIGIN
    herself = Doubt(mention_id="m", doc_id="e", level=Level.OPEN_QUESTION, who="the mayor", kind=SourceKind.ANONYMOUS)
    assert decided(MAYOR, doubts=[herself]).reasons[0] == "the mayor says that it is still open."


def test_a_single_origin_is_named_with_who_heard_it_and_how_many_only_repeat_it() -> None:
    heard = origin("the mayor", witnesses=("gazette",), repeaters=("a", "b"))
    assert decided(heard).reasons[0] == (
        "It rests on one origin: the mayor, heard first-hand by GAZETTE. 2 other reports only repeat it."
    )


def test_many_origins_are_named_by_three_and_a_number() -> None:
    many = [origin(name) for name in ("Ann", "Bo", "Cid", "Dot", "Eve")]
    assert "Ann, Bo, Cid and 2 others" in decided(*many, interval=(1, 5)).reasons[0]
