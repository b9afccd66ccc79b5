"""The status of a claim: the first row of the decision table that fits, why, and what would change it.

Specification: docs/explanation/origins.md, "Status"; a test holds the table there and the rows together. A status is
never a verdict on truth.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sayso.origins.case import Case, Doubt, Opposition, Reason, ids, named, verb
from sayso.origins.grading import grade
from sayso.origins.outlook import would_change
from sayso.records import Grade, Id, Origin
from sayso.vocab import DisputeOver, Hearing, Level, SourceKind, Stance, Status

__all__ = ["ROWS", "Case", "Doubt", "Opposition", "Reason", "Verdict", "decide"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A status, why, the nearest row that one more fact would reach, and the grade that the machine suggests."""

    status: Status
    reasons: tuple[Reason, ...]
    would_change: str
    grade: Grade


def decide(case: Case) -> Verdict:
    """The status by the first row of `ROWS` that fits, with what follows from it.

    The row's own reasons come first, then what stands beside it (who said nothing, what is still open, who changed
    their word), then those of the count.
    """
    status, reasons = _row(case)
    counted = [Reason(reason, ids(case.supporters)) for reason in case.tally.reasons]
    return Verdict(
        status=status,
        reasons=(*reasons, *_beside(status, case), *counted),
        would_change=would_change(status, case, lambda other: _row(other)[0]),
        grade=grade(status, case),
    )


def _row(case: Case) -> tuple[Status, list[Reason]]:
    for status, row in ROWS.items():
        if reasons := row(case):
            return status, reasons
    return Status.OPEN, _open(case)


# -- the decision table: each row gives its reasons, or nothing where it does not fit ---------------------------------


def _retracted(case: Case) -> list[Reason]:
    """A correction or retraction by an origin, or by the only witness, names the claim."""
    supporters = case.supporters
    witnesses = {w for origin in supporters for w in origin.witnesses}
    outlets = {m for origin in supporters if origin.kind is SourceKind.OUTLET for m in origin.mentions}
    reasons = []
    for correction in case.corrections:
        outlets_of_witnesses = {case.label(witness) for witness in witnesses}
        if outlets_of_witnesses == {case.label(correction.doc_id)}:
            why = "the only outlet that heard it"
        elif not witnesses and outlets:
            why = "the report in whose voice it stands"
        else:
            continue
        told = f"{case.label(correction.doc_id)}, {why}, published a {correction.kind} that names it."
        reasons.append(Reason(told, (correction.id, *ids(supporters))))
    return reasons


def _disputed(case: Case) -> list[Reason]:
    """At least one origin supports it and at least one other denies or contradicts it."""
    supporters = case.supporters
    if not supporters:
        return []
    reasons = []
    for opposition in case.oppositions:
        by = opposition.by
        if opposition.denies:
            told = f"{named(supporters)} {verb(supporters, 'support')} it; {named(by)} {verb(by, 'deny')} it."
        else:
            told = f"{named(by)} {verb(by, 'give')} {_ACCOUNT[opposition.dispute.over]}" + (
                f": “{opposition.account}”." if opposition.account else "."
            )
        reasons.append(Reason(told, (opposition.dispute.id, *ids(by))))
    return reasons


_ACCOUNT = {
    DisputeOver.NUMBER: "another number",
    DisputeOver.DATE: "another date",
    DisputeOver.POLARITY: "the opposite account",
    DisputeOver.ACTOR: "another account of who it was",
    None: "an account that cannot hold together with this one",
}


def _denied(case: Case) -> list[Reason]:
    """It is denied, and nobody supports it."""
    deniers = case.deniers
    if not deniers or case.supporters:
        return []
    told = f"{named(deniers)} {verb(deniers, 'deny')} it, and no report names anybody who supports it."
    return [Reason(told, ids(deniers))]


def _corroborated(case: Case) -> list[Reason]:
    """At least two origins are surely different."""
    if case.tally.at_least < 2:
        return []
    told = f"At least {case.tally.at_least} of its origins are surely different: {named(case.supporters)}."
    return [Reason(told, ids(case.supporters))]


def _unconfirmed(case: Case) -> list[Reason]:
    """Supported, but a competent body or a supporter says that it is not confirmed or still open."""
    return _doubts(case) if case.supporters else []


def _single(case: Case) -> list[Reason]:
    """Everything rests on one origin."""
    if case.tally.at_most != 1 or not case.supporters:
        return []
    origin = case.supporters[0]
    heard = ", ".join(case.label(w) for w in origin.witnesses)
    if origin.kind is SourceKind.OUTLET and not origin.witnesses:
        return [Reason(f"It rests on one report alone: {origin.label}.", (origin.id,))]
    first_hand = origin.hearing is Hearing.FIRST_HAND
    by = f", heard first-hand by {heard}" if heard and first_hand else f", through {heard}" if heard else ""
    return [Reason(f"It rests on one origin: {origin.label}{by}.{_repeating(origin)}", (origin.id,))]


def _repeating(origin: Origin) -> str:
    number = len(origin.repeaters)
    if not number:
        return ""
    return " 1 other report only repeats it." if number == 1 else f" {number} other reports only repeat it."


def _undetermined(case: Case) -> list[Reason]:
    """The reports do not say whether their sources are one."""
    if not 1 <= case.tally.at_least < case.tally.at_most:
        return []
    told = f"{named(case.supporters)} could be {case.tally.at_most} origins or one: the reports do not say."
    return [Reason(told, ids(case.supporters))]


def _open(case: Case) -> list[Reason]:
    """Nobody supports or denies it: an open question, a possibility, a plan."""
    others = case.standing(Stance.NEITHER)
    if not others:
        return [Reason("No report says whose word it is.")]
    told = f"Nobody supports or denies it; {named(others)} {verb(others, 'speak')} of it as {others[0].level}."
    return [Reason(told, ids(others))]


Row = Callable[[Case], list[Reason]]

#: The rows in order; the last fits whatever is left.
ROWS: dict[Status, Row] = {
    Status.RETRACTED: _retracted,
    Status.DISPUTED: _disputed,
    Status.DENIED: _denied,
    Status.CORROBORATED: _corroborated,
    Status.UNCONFIRMED: _unconfirmed,
    Status.SINGLE_ORIGIN: _single,
    Status.UNDETERMINED: _undetermined,
    Status.OPEN: _open,
}


# -- what stands beside a status and does not make it ----------------------------------------------------------------


def _beside(status: Status, case: Case) -> list[Reason]:
    """A doubt that another row came before, who said both yes and no, and who said nothing."""
    reasons = _doubts(case) if status in (Status.DISPUTED, Status.CORROBORATED) else []
    against = {origin.id for opposition in case.oppositions for origin in opposition.by}
    both = [d for d in case.standing(Stance.DENIES) if case.supporters and d.id not in against]
    reasons += [Reason(f"{origin.label} has also denied it, and is no other source.", (origin.id,)) for origin in both]
    for refusal in case.refusals:
        who = refusal.who or "somebody"
        told = f"{case.label(refusal.doc_id)} asked {who} and got no answer: that neither supports nor denies it."
        reasons.append(Reason(told, (refusal.id,)))
    return list({reason.text: reason for reason in reasons}.values())


def _doubts(case: Case) -> list[Reason]:
    """Who says that it is not confirmed or still open, each in one sentence."""
    told: dict[str, list[Id]] = {}
    for who, doubts in case.doubters.items():
        for doubt in doubts:
            how = "still open" if doubt.level is Level.OPEN_QUESTION else "not confirmed"
            told.setdefault(f"{who} says that it is {how}.", []).append(doubt.mention_id)
    return [Reason(text, tuple(records)) for text, records in told.items()]
