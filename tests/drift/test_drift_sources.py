from __future__ import annotations

from drift_stories import attribution, compared, derivation, drifts, omissions, report, spelled

from sayso.records import Attribution, Document
from sayso.vocab import DriftKind, OmissionKind, Severity, SourceKind

ANONYMOUS, PERSON, OUTLET = SourceKind.ANONYMOUS, SourceKind.PERSON, SourceKind.OUTLET


def found(parent: Document, child: Document, *attributions: Attribution) -> list[str]:
    told = drifts(compared(parent, child, attributions=attributions))
    return [spelled(d, parent, child) for d in told if d.kind is not DriftKind.BENIGN]


def test_words_that_stand_in_the_childs_own_voice_have_lost_their_source() -> None:
    parent = report("p", "The lifeboat had no working radio on board, according to the harbour master.")
    child = report("c", "The lifeboat had no working radio on board.")
    ours = attribution(
        parent, source="the harbour master", cue="according to", content="The lifeboat had no working radio on board"
    )
    told = compared(parent, child, attributions=(ours,))
    assert [d.kind for d in drifts(told)] == [DriftKind.ATTRIBUTION_DROPPED]
    assert [(o.kind, o.text) for o in omissions(told)] == [
        (OmissionKind.ATTRIBUTION, "according to the harbour master")
    ]


def test_a_passive_that_names_nobody_has_lost_the_source_too() -> None:
    parent = report("p", "Two bankers say the emirate is paying for the stadium roof.")
    child = report("c", "The emirate is paying for the stadium roof, it is understood.")
    ours = attribution(
        parent, source="Two bankers", cue="say", content="the emirate is paying for the stadium roof", kind=ANONYMOUS
    )
    theirs = attribution(
        child,
        source="",
        cue="is understood",
        content="The emirate is paying for the stadium roof",
        label="unspecified",
        kind=SourceKind.UNSPECIFIED,
    )
    assert found(parent, child, ours, theirs) == ["attribution-dropped: Two bankers say -> is understood"]


def test_words_given_to_another_person_changed_hands() -> None:
    parent = report("p", "“The orchard was sprayed twice in one night,” said Ruth Amsel.")
    child = report("c", "“The orchard was sprayed twice in one night,” said Pavel Dorn.")
    ours = attribution(
        parent, source="Ruth Amsel", cue="said", content="The orchard was sprayed twice in one night,", kind=PERSON
    )
    theirs = attribution(
        child, source="Pavel Dorn", cue="said", content="The orchard was sprayed twice in one night,", kind=PERSON
    )
    assert found(parent, child, ours, theirs) == ["attribution-changed: said Ruth Amsel -> said Pavel Dorn"]


def test_one_official_who_became_officials_was_inflated() -> None:
    parent = report("p", "An official said the tests had been faked for years.")
    child = report("c", "Officials said the tests had been faked for years.")
    ours = attribution(
        parent,
        source="An official",
        cue="said",
        content="the tests had been faked for years",
        label="official",
        kind=ANONYMOUS,
    )
    theirs = attribution(
        child,
        source="Officials",
        cue="said",
        content="the tests had been faked for years",
        label="Officials",
        kind=ANONYMOUS,
    )
    assert found(parent, child, ours, theirs) == ["source-inflated: An official said -> Officials said"]


def test_one_of_several_diplomats_is_not_the_official_who_said_it() -> None:
    said = "The convoy never reached the border post"
    parent = report("p", f"“{said},” said a senior ministry official.")
    child = report("c", f"Numerous diplomats spoke of the matter on Friday. One said: “{said}.”")
    ours = attribution(
        parent,
        source="a senior ministry official",
        cue="said",
        content=said,
        label="senior ministry official",
        kind=ANONYMOUS,
    )
    several = attribution(
        child,
        source="Numerous diplomats",
        cue="spoke of",
        content="the matter",
        label="Numerous diplomats",
        kind=ANONYMOUS,
    )
    one = attribution(child, source="One", cue="said", content=said, label="One", kind=ANONYMOUS)
    assert found(parent, child, ours, several, one) == [
        "attribution-changed: said a senior ministry official -> One said"
    ]


def test_a_body_and_the_person_who_speaks_for_it_are_one_source() -> None:
    parent = report("p", "Coast Guard spokeswoman Vera Lind said the wreck was leaking oil.")
    child = report("c", "The Coast Guard said the wreck was leaking oil.")
    ours = attribution(
        parent,
        source="Coast Guard spokeswoman Vera Lind",
        cue="said",
        content="the wreck was leaking oil",
        label="Vera Lind",
        kind=PERSON,
    )
    theirs = attribution(
        child, source="The Coast Guard", cue="said", content="the wreck was leaking oil", label="Coast Guard"
    )
    assert found(parent, child, ours, theirs) == []


def test_a_shorter_name_of_the_same_person_is_no_drift() -> None:
    parent = report("p", "Dr Helen Oduya said the ward had run out of insulin.")
    child = report("c", "Oduya said the ward had run out of insulin.")
    content = "the ward had run out of insulin"
    ours = attribution(parent, source="Dr Helen Oduya", cue="said", content=content, label="Helen Oduya", kind=PERSON)
    theirs = attribution(child, source="Oduya", cue="said", content=content, label="Oduya", kind=PERSON)
    assert found(parent, child, ours, theirs) == []


def test_a_credit_to_the_parents_outlet_leaves_the_source_out() -> None:
    parent = report("p", "Aurel is offering 40 marks a share, one of the brokers said.", publisher="Coast Wire")
    child = report("c", "Aurel is offering 40 marks a share, Coast Wire reported.")
    content = "Aurel is offering 40 marks a share"
    ours = attribution(
        parent, source="one of the brokers", cue="said", content=content, label="one of the brokers", kind=ANONYMOUS
    )
    theirs = attribution(child, source="Coast Wire", cue="reported", content=content, label="Coast Wire")
    told = compared(parent, child, attributions=(ours, theirs))
    assert [(d.kind, d.severity) for d in drifts(told)] == [(DriftKind.ATTRIBUTION_CHANGED, Severity.LOW)]
    assert [o.text for o in omissions(told)] == ["one of the brokers said"]


def test_a_source_whose_attribution_was_overlooked_in_the_child_is_not_called_dropped() -> None:
    parent = report("p", "The harbour master said the lifeboat had no working radio.")
    child = report("c", "The lifeboat had no working radio, the harbour master said.")
    content = "the lifeboat had no working radio"
    ours = attribution(parent, source="The harbour master", cue="said", content=content)
    assert found(parent, child, ours) == []


def test_the_verb_of_the_same_source_may_judge_otherwise() -> None:
    parent = report("p", "The lender said the fault had been known since June.")
    child = report("c", "The fault had been known since June, the lender admitted.")
    ours = attribution(
        parent, source="The lender", cue="said", content="the fault had been known since June", label="lender"
    )
    theirs = attribution(
        child, source="the lender", cue="admitted", content="The fault had been known since June", label="lender"
    )
    assert found(parent, child, ours, theirs) == ["intensity: said -> admitted"]


def test_a_headline_may_leave_its_source_to_the_text() -> None:
    parent = report("p", "The lifeboat had no working radio on board, according to the harbour master.")
    child = report("c", "The lifeboat had no working radio on board, according to the harbour master.")
    ours, theirs = (
        attribution(
            d, source="the harbour master", cue="according to", content="The lifeboat had no working radio on board"
        )
        for d in (parent, child)
    )
    told = compared(parent, child, derivations=[derivation(child, parent)], attributions=(ours, theirs))
    assert told == []
