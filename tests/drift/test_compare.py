from __future__ import annotations

from drift_stories import attribution, compared, derivation, drifts, omissions, place, report
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Certainty, Claim, ClaimMention, Document, Latent
from sayso.text import Span
from sayso.vocab import DerivationKind, Direction, DriftKind, Factuality, Level, OmissionKind, Polarity, SourceKind

PARENT = "The council cut 640 jobs at the depot last spring. The union may strike in June."
CHILD = "The council cut 840 jobs at the depot last spring. The union will strike in June."


def test_a_verbatim_copy_has_no_drift_and_leaves_nothing_out() -> None:
    parent, child = report("p", PARENT), report("c", PARENT)
    assert compared(parent, child) == []


def test_an_undetermined_direction_is_not_compared() -> None:
    parent, child = report("p", PARENT), report("c", CHILD)
    unknown = derivation(child, parent, direction=Direction.UNDETERMINED)
    assert compared(parent, child, derivations=[unknown]) == []


def test_spans_point_at_the_changed_words_of_their_own_report() -> None:
    parent, child = report("p", PARENT), report("c", CHILD)
    [number] = [d for d in drifts(compared(parent, child)) if d.kind is DriftKind.NUMBER]
    assert number.before is not None
    assert number.after is not None
    assert (number.before.of(parent.text), number.after.of(child.text)) == ("640", "840")
    assert (number.before_text, number.after_text) == ("640 jobs", "840 jobs")
    assert number.before.doc_id == parent.id
    assert number.after.doc_id == child.id


def test_drift_goes_from_parent_to_child_whichever_id_is_smaller() -> None:
    one, other = report("p", PARENT), report("c", CHILD)
    for parent, child in ((one, other), (other, one)):
        for drift in drifts(compared(parent, child)):
            assert drift.before is None or drift.before.doc_id == parent.id
            assert drift.after is None or drift.after.doc_id == child.id


def test_two_derivations_of_one_pair_are_compared_once() -> None:
    parent, child = report("p", PARENT), report("c", CHILD)
    edges = [derivation(child, parent), derivation(child, parent, kind=DerivationKind.CREDIT, share=0.1)]
    told = compared(parent, child, derivations=edges)
    assert {record.derivation_id for record in told} == {edges[0].id}


def test_the_paper_that_runs_a_wire_story_stands_for_it() -> None:
    wire = Latent("wire", "Coast Wire")
    paper, tabloid = report("p", PARENT, "2031-03-01"), report("c", CHILD, "2031-03-02")
    edges = [
        derivation(paper, paper, parent_id=None, latent=wire, kind=DerivationKind.COPY, share=0.0),
        derivation(tabloid, paper, parent_id=None, latent=wire),
    ]
    told = compared(paper, tabloid, derivations=edges)
    assert {record.derivation_id for record in told} == {edges[1].id}


def test_a_drift_names_the_claim_in_which_it_lies() -> None:
    parent, child = report("p", PARENT), report("c", CHILD)
    mention = ClaimMention(doc_id=child.id, span=Span(child.id, 0, CHILD.index(" The union")))
    claim = Claim(text="The council cut 840 jobs.", mentions=(mention.id,))
    told = drifts(compared(parent, child, claims=(claim,), mentions=(mention,)))
    assert {d.kind: d.claim_id for d in told} == {DriftKind.NUMBER: claim.id, DriftKind.CERTAINTY: None}


def test_the_numbers_of_two_claims_that_differ_only_in_them_are_told_apart_in_other_words() -> None:
    parent = report("p", "Castor has put 640 of the 2,150 posts at the yard on a list.")
    child = report("c", "A secret roll of 840 doomed posts shakes the shipbuilders.")
    ours = ClaimMention(doc_id=parent.id, span=Span(parent.id, 0, len(parent.text)))
    theirs = ClaimMention(doc_id=child.id, span=Span(child.id, 0, len(child.text)))
    first = Claim(text="640 posts", mentions=(ours.id,))
    second = Claim(text="840 posts", mentions=(theirs.id,), differs_in=(first.id,))
    told = drifts(compared(parent, child, claims=(first, second), mentions=(ours, theirs)))
    assert [(d.kind, d.after_text) for d in told] == [(DriftKind.NUMBER, "840 doomed")]


def stated(document: Document, words: str, carrier: Attribution | None) -> tuple[ClaimMention, Certainty]:
    """A mention of these words, reported by its carrier or asserted by the report itself."""
    mention = ClaimMention(
        doc_id=document.id, span=place(document, words), attribution_id=None if carrier is None else carrier.id
    )
    level = Level.ASSERTED if carrier is None else Level.REPORTED
    held = Certainty(
        claim_mention_id=mention.id, holder="author", level=level, polarity=Polarity.POSITIVE, value=Factuality.CT_PLUS
    )
    return mention, held


def test_a_change_of_source_is_shown_with_the_claim_that_the_source_tells() -> None:
    words = "The evidence that we have seen so far is not solid"
    parent = report("p", f"“{words},” a senior trade official said on Friday.")
    child = report("c", f"They admitted: “{words}.” The envoys spoke on Friday.")
    one = attribution(parent, source="a senior trade official", cue="said", content=words, kind=SourceKind.ANONYMOUS)
    many = attribution(child, source="They", cue="admitted", content=words, label="envoys", kind=SourceKind.ANONYMOUS)
    ours, sure = stated(parent, words, one)
    theirs, surer = stated(child, words, many)
    claim = Claim(text=words, mentions=(ours.id, theirs.id))
    found = compared(
        parent, child, claims=(claim,), mentions=(ours, theirs), certainties=(sure, surer), attributions=(one, many)
    )
    [inflated] = [d for d in drifts(found) if d.kind is DriftKind.SOURCE_INFLATED]
    assert inflated.claim_id == claim.id


def test_a_source_is_dropped_where_the_child_tells_the_claim_itself_in_other_words() -> None:
    union, cut, gone = "The union said", "640 posts would go", "The yard is sacking a third of its people"
    parent = report("p", f"{union} {cut}. It rained.")
    said = attribution(parent, source="The union", cue="said", content=cut)
    child = report("c", f"{gone}. Rain fell, the league said.")
    league = attribution(child, source="the league", cue="said", content="Rain fell")
    warned = report("d", f"{gone}, the league warned.")
    warning = attribution(warned, source="the league", cue="warned", content=gone)
    mute = report("e", f"{gone}. Rain fell.")
    for told, others, carrier, expected in (
        (child, (league,), None, [union]),
        (warned, (warning,), warning, []),
        (mute, (), None, []),  # where nobody at all was found to speak, somebody may have been missed
    ):
        ours, sure = stated(parent, cut, said)
        theirs, surer = stated(told, gone, carrier)
        claim = Claim(text=cut, mentions=(ours.id, theirs.id))
        found = compared(
            parent,
            told,
            claims=(claim,),
            mentions=(ours, theirs),
            certainties=(sure, surer),
            attributions=(said, *others),
        )
        dropped = [d.before_text for d in drifts(found) if d.kind is DriftKind.ATTRIBUTION_DROPPED]
        assert dropped == expected
        assert [o.text for o in omissions(found) if o.kind is OmissionKind.ATTRIBUTION] == expected


def test_quoted_words_set_beside_a_quoted_word_of_the_parent_are_new() -> None:
    parent = report("p", "Judges have called the recording “credible” and will hear it in May.")
    child = report(
        "c", "Speaking at a dinner, several judges said the recording was “watertight”, “chilling” and “credible”."
    )
    told = {(d.kind, d.before_text, d.after_text) for d in drifts(compared(parent, child))}
    assert (DriftKind.INTENSITY, "credible", "watertight") in told
    assert (DriftKind.ADDED_FACT, "credible", "chilling") in told


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab “”\"'’.,\n-—12%£AB", max_size=300), st.text(alphabet="ab “”\"'’.,\n-—12%£AB", max_size=300))
def test_any_two_texts_can_be_compared_and_every_span_lies_in_its_text(one: str, other: str) -> None:
    parent, child = report("p", one + " x"), report("c", other + " y")
    told = compared(parent, child)
    for drift in drifts(told):
        for span, text in ((drift.before, parent.text), (drift.after, child.text)):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert drift.before is not None or drift.after is not None
    for omission in omissions(told):
        assert 0 <= omission.span.start < omission.span.end <= len(parent.text)


@settings(max_examples=20, deadline=None)
@given(st.permutations(PARENT.split(". ")))
def test_the_order_of_the_records_given_changes_nothing(order: list[str]) -> None:
    parent, child = report("p", ". ".join(order)), report("c", CHILD)
    edges = [derivation(child, parent), derivation(parent, child, parent_id=None, latent=Latent("w", "Wire"))]
    assert compared(parent, child, derivations=edges) == compared(parent, child, derivations=edges[::-1])


def test_a_line_of_many_thousand_words_is_compared_in_time() -> None:
    parent = report("p", "the mayor opened 7 bridges " * 8000)
    child = report("c", "the mayor closed 9 bridges " * 8000)
    compared(parent, child)
