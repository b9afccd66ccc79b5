"""Where a line of a report comes from when the report has other lines from a parent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso import analyse
from sayso.origins import trace
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Edit,
    Origin,
    Passage,
    Reuse,
    Tally,
)
from sayso.stages import STAGES, equipment
from sayso.text import Span
from sayso.vocab import DerivationKind, Direction, Factuality, Level, PassageKind, Polarity, QuoteKind, SourceKind

FIRST = "The bridge at Torvik fell into the fjord before dawn."
ALIKE = "Before dawn the bridge at Torvik fell into the cold fjord."


@pytest.fixture(scope="module")
def gear() -> dict[str, Any]:
    """The lexicons of the stage."""
    return equipment(next(stage for stage in STAGES if stage.name == "origins"))


def interval(gear: dict[str, Any], child_says: str, **edge: Any) -> tuple[int, int]:
    """The origins of what two reports state in their own voice, the second with an edge to the first."""
    first, polarity = edge.pop("first", FIRST), edge.pop("polarity", Polarity.POSITIVE)
    parent = Document(snapshot_id="s", path="parent", text=first, publisher="Torvik Gazette")
    child = Document(snapshot_id="s", path="child", text=child_says, publisher="Brindle Lantern")
    spans = {d.id: Span(d.id, 0, len(d.text)) for d in (parent, child)}
    passages = [Passage(made_by="t", doc_id=i, span=span, kind=PassageKind.SENTENCE) for i, span in spans.items()]
    said = Attribution(
        made_by="t",
        doc_id=parent.id,
        source=(Span(parent.id, 0, 10),),
        cue=(Span(parent.id, 11, 13),),
        content=(spans[parent.id],),
        label="Nils Brok",
        source_kind=SourceKind.PERSON,
        quote=QuoteKind.INDIRECT,
    )
    by = {parent.id: said.id} if edge.pop("sourced", False) else {}
    mentions = [ClaimMention(made_by="t", doc_id=i, span=s, attribution_id=by.get(i)) for i, s in spans.items()]
    sure = [
        Certainty(
            made_by="t",
            claim_mention_id=m.id,
            holder=by.get(m.doc_id, "author"),
            level=Level.ASSERTED,
            polarity=polarity if m.doc_id == child.id else Polarity.POSITIVE,
            value=Factuality.CT_PLUS,
        )
        for m in mentions
    ]
    a, b = sorted(spans)
    reuse = Reuse(made_by="t", a=spans[a], b=spans[b], ops=(Edit("equal", spans[a], spans[b]),))
    covered = edge.pop("covered", True)
    derivation = Derivation(
        made_by="t", child_id=child.id, parent_id=parent.id, evidence=(reuse.id,) if covered else (), **edge
    )
    claim = Claim(made_by="t", text=FIRST, mentions=tuple(m.id for m in mentions), score=1.0)
    records = [[parent, child], passages, [claim], mentions, sure, [said], [derivation], [reuse], [], []]
    tally = next(r for r in trace(*records, **gear) if isinstance(r, Tally))  # type: ignore[arg-type]
    return tally.at_least, tally.at_most


REWRITE = {"kind": DerivationKind.REWRITE, "direction": Direction.DIRECTED}


def test_a_line_in_text_that_is_largely_the_parents_is_the_parents(gear: dict[str, Any]) -> None:
    assert interval(gear, ALIKE, **REWRITE, share=0.6) == (1, 1)


def test_a_line_worded_otherwise_by_who_shares_little_and_names_nobody_may_be_its_own(gear: dict[str, Any]) -> None:
    assert interval(gear, ALIKE, **REWRITE, share=0.1) == (1, 2)
    undetermined = {"kind": DerivationKind.REWRITE, "direction": Direction.UNDETERMINED}
    assert interval(gear, ALIKE, **undetermined, share=0.1) == (1, 2)


def test_the_very_same_sentence_is_the_parents_however_little_is_shared(gear: dict[str, Any]) -> None:
    assert interval(gear, FIRST, **REWRITE, share=0.1) == (1, 1)


def test_who_names_the_parent_tells_its_lines_again(gear: dict[str, Any]) -> None:
    assert interval(gear, ALIKE, **REWRITE, share=0.1, named_by=("credit",)) == (1, 1)
    assert interval(gear, ALIKE, **REWRITE, share=0.1, named_by=("credit",), covered=False) == (1, 1)


def test_who_only_credits_the_parent_may_have_seen_too_what_the_parent_saw_itself(gear: dict[str, Any]) -> None:
    credit = {"kind": DerivationKind.CREDIT, "direction": Direction.DIRECTED, "named_by": ("credit",)}
    assert interval(gear, ALIKE, **credit, covered=False) == (1, 2)


def test_what_the_parent_has_from_somebody_the_child_has_from_there(gear: dict[str, Any]) -> None:
    told = {**REWRITE, "share": 0.1, "sourced": True}
    assert interval(gear, ALIKE, **told) == (1, 1)
    assert interval(gear, ALIKE, **told, covered=False) == (1, 1)


def test_nothing_like_it_before_says_what_the_first_of_its_kind_says(gear: dict[str, Any]) -> None:
    apart = {**REWRITE, "covered": False, "first": "It was the first fall of a bridge in Torvik since the war."}
    no = Polarity.NEGATIVE
    assert interval(gear, "Torvik had not known such a fall since the war.", **apart, polarity=no) == (1, 2)
    assert interval(gear, "The bridge in Torvik did not fall in the war.", **apart, polarity=no) == (1, 1)


@pytest.mark.parametrize(("publisher", "witnesses"), [("Torvik Gazette", 1), ("Brindle Lantern", 0)])
def test_who_was_shown_a_paper_has_it_first_hand(tmp_path: Path, publisher: str, witnesses: int) -> None:
    words = "The second pier cracked in May, according to a memo seen by the Torvik Gazette."
    (tmp_path / "a.txt").write_text(f"Pier cracked\n\n{words}", "utf-8")
    (tmp_path / "meta.csv").write_text(f"file,publisher\na.txt,{publisher}\n", "utf-8")
    book = analyse([tmp_path / "a.txt"], meta=tmp_path / "meta.csv")
    memo = next(o for o in book.export() if isinstance(o, Origin) and "memo" in o.label)
    assert len([w for w in memo.witnesses if w in book.documents]) == witnesses


def test_two_names_of_one_source_are_one_label(tmp_path: Path) -> None:
    spilled = "says that the tanker Vela spilled 40 tonnes of oil off the port of Torvik"
    first = f"The European Union {spilled} in March. Fishermen have lost their catch, and the beaches are closed."
    second = f"Hotels in the bay have no guests since spring, and the council has called for help. The EU {spilled}."
    (tmp_path / "a.txt").write_text(f"Tanker spilled oil off Torvik\n\n{first}", "utf-8")
    (tmp_path / "b.txt").write_text(f"Who pays for the oil at Torvik?\n\n{second}", "utf-8")
    book = analyse([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [o.label for o in book.export() if isinstance(o, Origin) and "E" in o.label] == ["EU"]
