"""What a helper model may add to the comparison of two reports, and what it may not."""

from __future__ import annotations

import pytest
from drift_stories import LEXICONS, derivation, drifts, omissions, passages, report

from helper_servers import Saying
from sayso import drift
from sayso.drift.helped import MOST
from sayso.engines import engine
from sayso.helper import Helper
from sayso.records import Document, Drift, Omission
from sayso.store import MemoryStore
from sayso.vocab import DriftKind, OmissionKind, Severity

LEAD = "The Brenta dam lost 14 metres of its crest in the storm on Friday."
SIDE = "The surveyors had a single afternoon on the dam for it."
LINKED = "Two turbines of the Brenta dam failed a week after the crest was raised"


def compared(parent: Document, child: Document, model: Saying | None) -> list[Drift | Omission]:
    helper = None if model is None else Helper(model, MemoryStore())
    documents = [parent, child]
    read = [passage for document in documents for passage in passages(document)]
    edges = [derivation(child, parent)]
    with_ = {**LEXICONS, "verdict": engine("verdict"), "helper": helper}
    return drift.compare(documents, read, edges, (), (), (), (), (), (), (), **with_)


def kinds(parent: Document, child: Document, **answer: str) -> list[tuple[OmissionKind, str, str]]:
    return [(o.kind, o.text, o.made_by) for o in omissions(compared(parent, child, Saying(**answer)))]


def test_a_sentence_dropped_beside_a_repeated_one_is_what_the_model_shows_it_to_be() -> None:
    parent, child = report("p", f"{LEAD} {SIDE}"), report("c", LEAD)
    assert compared(parent, child, None) == []
    assert kinds(parent, child, kind="caveat", words="a single afternoon") == [
        (OmissionKind.CAVEAT, SIDE, "drift/omission/dropped-beside-helped@1")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "none", "words": ""},
        {"kind": "caveat", "words": ""},
        {"kind": "caveat", "words": "a double afternoon"},
        {"kind": "scandal", "words": "a single afternoon"},
    ],
    ids=["none", "shows nothing", "shows other words", "another kind"],
)
def test_any_other_answer_adds_no_omission(answer: dict[str, str]) -> None:
    assert kinds(report("p", f"{LEAD} {SIDE}"), report("c", LEAD), **answer) == []


CAVEAT = "The figure could not be independently verified."


def test_an_omission_may_be_named_otherwise_and_is_never_taken_back() -> None:
    parent, child = report("p", f"{LEAD} {CAVEAT}"), report("c", LEAD)
    (plain,) = omissions(compared(parent, child, None))
    assert kinds(parent, child, kind="open question", words="could not be independently verified") == [
        (OmissionKind.OPEN_QUESTION, CAVEAT, "drift/omission/sort-helped@1")
    ]
    for answer in (
        {"kind": "none", "words": ""},
        {"kind": "denial", "words": "denied"},
        {"kind": "caveat", "words": "not"},
    ):
        assert kinds(parent, child, **answer) == [(plain.kind, plain.text, plain.made_by)]


CAUSED = f"{LINKED}, and the raising is to blame."


def test_a_cause_put_into_the_changed_words_is_added_with_both_quotations() -> None:
    parent, child = report("p", f"{LINKED}."), report("c", CAUSED)
    assert not [d for d in drifts(compared(parent, child, None)) if d.kind is DriftKind.CAUSAL]
    model = Saying(change="cause", before="a week after", after="the raising is to blame")
    (cause,) = [d for d in drifts(compared(parent, child, model)) if d.kind is DriftKind.CAUSAL]
    assert cause.made_by == "drift/causal/read-as-a-cause-helped@1"
    assert cause.severity is Severity.LOW
    assert cause.before is not None
    assert cause.after is not None
    assert cause.before.of(parent.text) == "a week after"
    assert cause.after.of(child.text) == "the raising is to blame"


@pytest.mark.parametrize(
    "answer",
    [
        {"change": "none", "before": "", "after": ""},
        {"change": "cause", "before": "", "after": ""},
        {"change": "cause", "before": "a week after", "after": "a week after"},
        {"change": "cause", "before": "", "after": "the crest was raised"},
        {"change": "cause", "before": "because of", "after": "the raising is to blame"},
        {"change": "cause", "before": "", "after": "the engineers are to blame"},
    ],
    ids=["none", "shows nothing", "shows no change", "shows what the parent has", "misquotes the parent",
         "misquotes the child"],
)  # fmt: skip
def test_any_other_answer_adds_no_cause(answer: dict[str, str]) -> None:
    parent, child = report("p", f"{LINKED}."), report("c", CAUSED)
    assert drifts(compared(parent, child, Saying(**answer))) == drifts(compared(parent, child, None))


def test_a_cause_that_a_rule_has_named_is_not_asked_about() -> None:
    parent, child = report("p", f"{LINKED}."), report("c", f"{LINKED.replace('a week after', 'because')}.")
    model = Saying(change="cause", before="a week after", after="because")
    assert compared(parent, child, model) == compared(parent, child, None)
    assert model.shown == []


def test_two_long_reports_cost_no_more_than_so_many_questions() -> None:
    lines = [
        f"Gate {n} of the Brenta dam held on the night of the storm. Its keeper number {n} slept." for n in range(40)
    ]
    parent = report("p", " ".join(lines))
    child = report("c", " ".join(line.split(" Its")[0] for line in lines))
    model = Saying(kind="none", words="")
    compared(parent, child, model)
    assert 0 < len(model.shown) <= 2 * MOST
