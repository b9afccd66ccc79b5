"""The status of a claim: the first row of the decision table that fits, with its reason and what would change it.

Specification: docs/explanation/origins.md, "Status". A status is never a verdict on truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sayso.records import Correction, Dispute, Id, Origin, Tally
from sayso.vocab import Hearing, Level, SourceKind, Stance, Status


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody says that the claim is not confirmed or still open.

    Attributes:
        who: the holder, for showing.
        kind: what sort of source it is; None for a report in its own voice.
    """

    mention_id: Id
    doc_id: Id
    level: Level
    who: str
    kind: SourceKind | None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A status, why, and the nearest row that one more fact would reach."""

    status: Status
    reasons: tuple[str, ...]
    would_change: str


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """All that the decision table looks at for one claim."""

    origins: Sequence[Origin]
    tally: Tally
    disputes: Sequence[Dispute]
    corrections: Sequence[Correction]
    doubts: Sequence[Doubt]
    label: Callable[[Id], str]

    def standing(self, stance: Stance) -> list[Origin]:
        """The origins with this stance."""
        return [origin for origin in self.origins if origin.stance is stance]


def decide(
    *,
    origins: Sequence[Origin],
    tally: Tally,
    disputes: Sequence[Dispute],
    corrections: Sequence[Correction],
    doubts: Sequence[Doubt],
    label: Callable[[Id], str],
) -> Verdict:
    """The first row of `TABLE` that fits; the count's reasons follow the row's own.

    Args:
        origins: all origins of the claim, whatever their stance.
        tally: its counted interval.
        disputes: those that name the claim.
        corrections: those that name the claim.
        doubts: who says that it is not confirmed or still open.
        label: a report id for showing.
    """
    case = Case(origins=origins, tally=tally, disputes=disputes, corrections=corrections, doubts=doubts, label=label)
    for row in TABLE:
        if reasons := row(case):
            status = ROWS[row]
            break
    else:
        status, reasons = Status.OPEN, _open(case)
    return Verdict(status=status, reasons=(*reasons, *tally.reasons), would_change=_would_change(status, case))


# -- the decision table: each row gives its reasons, or nothing where it does not fit ---------------------------------


def _retracted(case: Case) -> list[str]:
    """A correction or retraction by an origin, or by the only witness, names the claim."""
    supporters = case.standing(Stance.SUPPORTS)
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
        reasons.append(f"{case.label(correction.doc_id)}, {why}, published a {correction.kind} that names it.")
    return reasons


def _disputed(case: Case) -> list[str]:
    """At least one origin supports it and at least one other denies or contradicts it."""
    supporters, deniers = case.standing(Stance.SUPPORTS), case.standing(Stance.DENIES)
    if not supporters:
        return []
    reasons = (
        [f"{_named(supporters)} {_verb(supporters, 'support')} it; {_named(deniers)} {_verb(deniers, 'deny')} it."]
        if deniers
        else []
    )
    if any(dispute.kind.value == "contradiction" for dispute in case.disputes):
        reasons.append("Another origin gives an account that cannot hold together with this one.")
    return reasons


def _denied(case: Case) -> list[str]:
    """It is denied, and nobody supports it."""
    deniers = case.standing(Stance.DENIES)
    return (
        [f"{_named(deniers)} {_verb(deniers, 'deny')} it, and no report names anybody who supports it."]
        if deniers
        else []
    )


def _corroborated(case: Case) -> list[str]:
    """At least two origins are surely different."""
    if case.tally.at_least < 2:
        return []
    return [
        f"At least {case.tally.at_least} of its origins are surely different: {_named(case.standing(Stance.SUPPORTS))}."
    ]


def _unconfirmed(case: Case) -> list[str]:
    """Supported, and a competent body or a supporter itself says that it is not confirmed or still open."""
    supporters = case.standing(Stance.SUPPORTS)
    if not supporters:
        return []
    return list(
        dict.fromkeys(
            f"{doubt.who} says that it is {'still open' if doubt.level is Level.OPEN_QUESTION else 'not confirmed'}."
            for doubt in case.doubts
            if _counts(doubt, supporters)
        )
    )


def _counts(doubt: Doubt, supporters: Sequence[Origin]) -> bool:
    if doubt.kind in (SourceKind.ORGANISATION, SourceKind.PERSON):
        return True
    own_voice = doubt.kind is None and any(
        o.kind is SourceKind.OUTLET and doubt.doc_id in o.witnesses for o in supporters
    )
    return own_voice or any(doubt.who == name for o in supporters for name in (o.label, *o.via))


def _single(case: Case) -> list[str]:
    """Everything rests on one origin."""
    if case.tally.at_most != 1:
        return []
    origin = case.standing(Stance.SUPPORTS)[0]
    heard = ", ".join(case.label(w) for w in origin.witnesses)
    if origin.kind is SourceKind.OUTLET and not origin.witnesses:
        return [f"It rests on one report alone: {origin.label}."]
    by = (
        f", heard first-hand by {heard}"
        if heard and origin.hearing is Hearing.FIRST_HAND
        else f", through {heard}"
        if heard
        else ""
    )
    repeaters = len(origin.repeaters)
    more = (
        f" {repeaters} other report{'s' if repeaters > 1 else ''} only repeat{'s' if repeaters == 1 else ''} it."
        if repeaters
        else ""
    )
    return [f"It rests on one origin: {origin.label}{by}.{more}"]


def _undetermined(case: Case) -> list[str]:
    """The reports do not say whether their sources are one."""
    if not 1 <= case.tally.at_least < case.tally.at_most:
        return []
    return [
        f"{_named(case.standing(Stance.SUPPORTS))} could be {case.tally.at_most} origins or one: "
        "the reports do not say."
    ]


def _open(case: Case) -> list[str]:
    """Nobody supports or denies it: an open question, a possibility, a plan."""
    others = case.standing(Stance.NEITHER)
    if not others:
        return ["No report says whose word it is."]
    return [f"Nobody supports or denies it; {_named(others)} {_verb(others, 'speak')} of it as {others[0].level}."]


Row = Callable[[Case], list[str]]

#: The rows in order with the status each gives; the last, `open`, fits whatever is left.
ROWS: dict[Row, Status] = {
    _retracted: Status.RETRACTED,
    _disputed: Status.DISPUTED,
    _denied: Status.DENIED,
    _corroborated: Status.CORROBORATED,
    _unconfirmed: Status.UNCONFIRMED,
    _single: Status.SINGLE_ORIGIN,
    _undetermined: Status.UNDETERMINED,
}
TABLE: tuple[Row, ...] = tuple(ROWS)


def _would_change(status: Status, case: Case) -> str:
    """The nearest row that one more fact would reach."""
    doubters = ", ".join(dict.fromkeys(doubt.who for doubt in case.doubts)) or "whoever doubts it"
    deniers = _named(case.standing(Stance.DENIES))
    return {
        Status.RETRACTED: "A new report of it by an origin that does not rest on the retracted one would reopen it.",
        Status.DISPUTED: f"If {deniers or 'one side'} withdrew, the other side's count would decide.",
        Status.DENIED: "One origin that supports it would make it disputed.",
        Status.CORROBORATED: "A denial by one more origin would make it disputed.",
        Status.UNCONFIRMED: f"A confirmation by {doubters} would settle the doubt; "
        "a second, surely different origin would make it corroborated.",
        Status.SINGLE_ORIGIN: "A second origin that surely does not rest on this one would make it corroborated.",
        Status.UNDETERMINED: "One more fact that sets two of its sources apart would make it corroborated; "
        "one that joins them, single-origin.",
        Status.OPEN: "One origin that says that it is so would make it single-origin.",
    }[status]


def _named(origins: Sequence[Origin]) -> str:
    labels = list(dict.fromkeys(origin.label for origin in origins))
    if len(labels) > 4:
        labels = [*labels[:3], f"{len(labels) - 3} others"]
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def _verb(origins: Sequence[Origin], verb: str) -> str:
    if len({origin.label for origin in origins}) > 1:
        return verb
    return verb[:-1] + "ies" if verb.endswith("y") else verb + "s"
