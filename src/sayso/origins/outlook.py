"""What would change the status of a claim: who would have to say what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from sayso.origins.case import Case, briefly, listed
from sayso.records import Origin
from sayso.vocab import Level, SourceKind, Stance, Status

Decide = Callable[[Case], Status]


def would_change(status: Status, case: Case, decide: Decide) -> str:
    """The nearest row that one more fact would reach, and whose fact that would be.

    Args:
        status: what the claim has now.
        case: what is known of it.
        decide: the status that another case would have.
    """
    return _SENTENCES[status](case, decide)


def _retracted(case: Case, _: Decide) -> str:
    outlets = listed((case.label(c.doc_id) for c in case.corrections), "or")
    return f"A new report of it by a source that does not rest on {outlets} would reopen it."


def _disputed(case: Case, decide: Decide) -> str:
    against = briefly(origin for opposition in case.oppositions for origin in opposition.by)
    accounts = any(not opposition.denies for opposition in case.oppositions)
    left = decide(replace(case, origins=[*case.supporters, *case.standing(Stance.NEITHER)], oppositions=()))
    told = "took back the other account" if accounts else "took back the denial"
    after = "" if accounts else f"; if {briefly(case.supporters)} did not stand by it, denied"
    return f"If {against} {told}, it would be {left}{after}."


def _denied(case: Case, _: Decide) -> str:
    return f"Anybody but {briefly(case.deniers)} who says that it is so would make it disputed."


def _corroborated(case: Case, decide: Decide) -> str:
    one = replace(case.tally, at_least=1, at_most=case.tally.at_most - (case.tally.at_most == case.tally.at_least))
    left = decide(replace(case, tally=one))
    return (
        f"A denial by any other source would make it disputed; if {briefly(case.supporters)} turned out to have it "
        f"from one another, it would be {left}."
    )


def _unconfirmed(case: Case, decide: Decide) -> str:
    doubters = listed(case.doubters, "or")
    left = decide(replace(case, doubts=()))
    return (
        f"If {doubters} confirmed it, the doubt would be settled, and that would be one more source; without the "
        f"doubt it would be {left}. A denial by {doubters} would make it disputed."
    )


def _single(case: Case, _: Decide) -> str:
    origin = case.supporters[0]
    who = f"{briefly([origin])}{_asked(case)}"
    if origin.kind is SourceKind.OUTLET:
        return f"A named source, or a document, that does not have it from {who} would make it corroborated."
    if origin.kind in (SourceKind.ANONYMOUS, SourceKind.UNSPECIFIED):
        return f"A second source that is named and surely is not {who} would make it corroborated."
    return f"A second source that surely does not have it from {who} would make it corroborated."


def _asked(case: Case) -> str:
    """Who could be that source: those who were asked and have not answered."""
    silent = listed((refusal.who for refusal in case.refusals if refusal.who), "or")
    return f" (an answer by {silent}, for one)" if silent else ""


def _undetermined(case: Case, _: Decide) -> str:
    outlets = [origin for origin in case.supporters if origin.kind is SourceKind.OUTLET]
    nameless = [origin for origin in case.supporters if origin.kind in (SourceKind.ANONYMOUS, SourceKind.UNSPECIFIED)]
    missing = []
    if nameless:
        missing.append(f"who {_apart(nameless)} {'is' if len(nameless) == 1 else 'are'}")
    if outlets:
        missing.append(f"what {_apart(outlets)} {'rests' if len(outlets) == 1 else 'rest'} on")
    said = " and ".join(missing) or f"whether {briefly(case.supporters)} have it from one another"
    return (
        f"If it were known {said}, it would be corroborated where two sources are surely different, "
        "single-origin where all are one."
    )


def _apart(origins: Sequence[Origin]) -> str:
    """Their names; where several have one, how many."""
    name = briefly(origins)
    alike = len(origins) > 1 and briefly(origins[:1]) == name
    return f"the {len(origins)} sources called “{name}”" if alike else name


def _open(case: Case, _: Decide) -> str:
    others = case.standing(Stance.NEITHER)
    asked = briefly(others, "or") or "a source"
    levels = {origin.level for origin in others}
    if Level.PLANNED in levels:
        return f"A report that it has happened, by {asked} or anybody else, would make it single-origin."
    if levels & {Level.OPEN_QUESTION, Level.NOT_CONFIRMED}:
        return f"A yes by {asked}, or by anybody else, would make it single-origin; a no, denied."
    return f"If {asked}, or anybody else, said that it is so, it would be single-origin; if they said no, denied."


_SENTENCES: dict[Status, Callable[[Case, Decide], str]] = {
    Status.RETRACTED: _retracted,
    Status.DISPUTED: _disputed,
    Status.DENIED: _denied,
    Status.CORROBORATED: _corroborated,
    Status.UNCONFIRMED: _unconfirmed,
    Status.SINGLE_ORIGIN: _single,
    Status.UNDETERMINED: _undetermined,
    Status.OPEN: _open,
}
