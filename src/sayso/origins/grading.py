"""A suggested grade of a claim on the Admiralty scale: credibility by its origins and denials; reliability is people's.

Source: NATO AJP-2.1, "Evaluation". Reliability (A to F) is of a source and credibility (1 to 6) of what it says. Only
a person can set the first: here it is F, "cannot be judged". The second is suggested by the first row that fits.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.origins.case import Case, briefly, listed
from sayso.records import Grade, Origin
from sayso.vocab import Hearing, SourceKind, Status

#: Kinds of sources of whom it is known who they are.
_KNOWN = frozenset({SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.POLL})


def grade(status: Status, case: Case) -> Grade:
    """The credibility by the first row of `GRADES` that fits."""
    for row, credibility in GRADES.items():
        if told := row(status, case):
            return Grade(credibility=credibility, reason=told)
    return Grade(credibility=6, reason=_not_to_be_judged(status, case))


def _taken_back(status: Status, case: Case) -> str:
    """Retracted."""
    outlets = listed(case.label(correction.doc_id) for correction in case.corrections)
    return f"Improbable: {outlets} took it back." if status is Status.RETRACTED else ""


def _held_against_a_denial(status: Status, case: Case) -> str:
    """Disputed, and at least two of its origins are surely different."""
    if status is not Status.DISPUTED or case.tally.at_least < 2:
        return ""
    return f"Possibly true: {case.tally.at_least} surely different origins stand against those who dispute it."


def _contested(status: Status, case: Case) -> str:
    """Disputed, or denied and nobody supports it."""
    if status is Status.DENIED:
        return f"Doubtful: {briefly(case.deniers)} denied it, and nobody supports it."
    if status is not Status.DISPUTED:
        return ""
    against = briefly(origin for opposition in case.oppositions for origin in opposition.by)
    return f"Doubtful: {against} against {briefly(case.supporters)}, and no two surely different origins support it."


def _confirmed(status: Status, case: Case) -> str:
    """Corroborated, two or more of its origins were heard first-hand, and nobody doubts it."""
    heard = [origin for origin in case.supporters if _is_heard(origin)]
    if status is not Status.CORROBORATED or len(heard) < 2 or case.counting_doubts:
        return ""
    return f"Confirmed by other sources: {briefly(heard)} were each heard first-hand, and nobody denies or doubts it."


def _probable(status: Status, case: Case) -> str:
    """Corroborated."""
    if status is not Status.CORROBORATED:
        return ""
    why = "somebody says that it is open" if case.counting_doubts else "they were not all heard first-hand"
    return f"Probably true: at least {case.tally.at_least} origins are surely different, but {why}."


def _possible(status: Status, case: Case) -> str:
    """Single-origin or undetermined, and one of its origins is known and was heard first-hand."""
    heard = [origin for origin in case.supporters if origin.kind in _KNOWN and _is_heard(origin)]
    if status not in (Status.SINGLE_ORIGIN, Status.UNDETERMINED) or not heard:
        return ""
    return f"Possibly true: {briefly(heard)} said so first-hand; no other source surely confirms it."


def _not_to_be_judged(status: Status, case: Case) -> str:
    """Everything else: nobody known was heard first-hand, or it is unconfirmed or open."""
    if status is Status.UNCONFIRMED:
        return "Cannot be judged: it is said not to be confirmed, or still open."
    if not case.supporters:
        return "Cannot be judged: nobody supports or denies it."
    return "Cannot be judged: no source that is known was heard first-hand."


def _is_heard(origin: Origin) -> bool:
    return bool(origin.witnesses) and origin.hearing is Hearing.FIRST_HAND


Row = Callable[[Status, Case], str]

#: The rows in order, with the credibility of each; what fits none is 6.
GRADES: dict[Row, int] = {
    _taken_back: 5,
    _held_against_a_denial: 3,
    _contested: 4,
    _confirmed: 1,
    _probable: 2,
    _possible: 3,
}
