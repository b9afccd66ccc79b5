from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lineage import align
from sayso.records import Document, Reuse
from sayso.text import words

#: Few words, so that chance agreements, repeats and reorderings are common.
VOCABULARY = ("harbour", "pilot", "the", "of", "warned", "ferry", "captain", "storm", "sank", "Tuesday", ".", "\n", '"')
texts = st.lists(st.sampled_from(VOCABULARY), max_size=120).map(" ".join)


def made(text: str, path: str) -> Document:
    return Document(snapshot_id="s", path=path, text=text)


def check(reuse: Reuse, texts_by_id: dict[str, str]) -> None:
    """What must hold of every reuse."""
    assert reuse.a.doc_id < reuse.b.doc_id
    if not reuse.ops:
        assert reuse.made_by == "reuse/retold-passage@1"
        return
    for side in ("a", "b"):
        whole = getattr(reuse, side)
        text = texts_by_id[whole.doc_id]
        parts = [getattr(edit, side) for edit in reuse.ops]
        assert all(whole.contains(part) for part in parts)
        told = [w.folded for part in parts for w in words(text, part.start, part.end)]
        assert told == [w.folded for w in words(text, whole.start, whole.end)]
    for edit in reuse.ops:
        a = [w.folded for w in words(texts_by_id[edit.a.doc_id], edit.a.start, edit.a.end)]
        b = [w.folded for w in words(texts_by_id[edit.b.doc_id], edit.b.start, edit.b.end)]
        assert (a == b) == (edit.op == "equal")
        assert {"insert": not a and b, "delete": a and not b, "replace": a and b, "equal": a and b}[edit.op]
    kinds = [edit.op == "equal" for edit in reuse.ops]
    assert all(one != other for one, other in pairwise(kinds))


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_the_edits_lead_from_one_passage_to_the_other_without_a_hole(one: str, other: str):
    a, b = made(one, "a"), made(other, "b")
    found = align(a, b)
    for reuse in found:
        check(reuse, {a.id: one, b.id: other})
    assert len({reuse.id for reuse in found}) == len(found)


@settings(max_examples=50, deadline=None)
@given(texts, texts)
def test_the_order_of_the_two_reports_does_not_matter(one: str, other: str):
    a, b = made(one, "a"), made(other, "b")
    assert align(a, b) == align(b, a)


def _changes(reuses: list[Reuse], a: Document, b: Document) -> list[tuple[str, str, str]]:
    by_id = {a.id: a.text, b.id: b.text}
    found = []
    for reuse in reuses:
        for edit in reuse.ops:
            if edit.op != "equal":
                sides = {side.doc_id: side.of(by_id[side.doc_id]) for side in (edit.a, edit.b)}
                found.append((edit.op, sides[a.id], sides[b.id]))
    return found


def test_a_word_changed_in_a_short_quoted_sentence_is_inside_the_passage():
    a = made(
        "Ministers were told on Monday. Without Norland's quiet backing, an envoy said, “the port could never have "
        "reopened.” “Someone must answer,” the envoy added.",
        "a",
    )
    b = made(
        "It all came out. Without Sudland's backing, another unnamed envoy claimed, “the port could never have "
        "reopened”, adding: “Someone must answer.”",
        "b",
    )
    (reuse,) = align(a, b)
    changes = {frozenset(c[1:]) for c in _changes([reuse], a, b)}
    assert frozenset({"Norland's quiet", "Sudland's"}) in changes
    covered = {reuse.a.doc_id: reuse.a, reuse.b.doc_id: reuse.b}[b.id].of(b.text)
    assert covered.startswith("Without Sudland's")
    assert "Someone must answer" in covered


def test_passages_in_another_order_are_all_found():
    paragraphs = [
        "The dredger ran aground off the north pier shortly before midnight on Sunday.",
        "Nobody on board was hurt and all nine of the crew were taken off by lifeboat.",
        "Fuel has been seen in the water but the coastguard calls the amount very small.",
    ]
    a, b = made("\n".join(paragraphs), "a"), made("\n".join(paragraphs[::-1]), "b")
    assert sorted(r.a.of({a.id: a.text, b.id: b.text}[r.a.doc_id]) + "." for r in align(a, b)) == sorted(paragraphs)


def test_a_short_phrase_in_common_is_no_reuse():
    a = made("The mayor of the old town said at the end of the day that trams would run.", "a")
    b = made("Snow fell. At the end of the day nobody came.", "b")
    assert align(a, b) == []


def test_a_sentence_told_anew_is_found_beside_copied_ones():
    copied = (
        "The inspector found water in the lower gallery and ordered the whole eastern shaft closed until further "
        "notice, the company said in a letter to its workers.\n"
    )
    a = made(copied + "Engineers believe corroded pumps allowed groundwater to flood the tunnel last weekend.", "a")
    b = made(copied + "Corroded pumps, engineers are convinced, let groundwater flood that tunnel at the weekend.", "b")
    assert "reuse/reworded-sentence@1" in {reuse.made_by for reuse in align(a, b)}
    alone = made("Corroded pumps, engineers are convinced, let groundwater flood that tunnel at the weekend.", "c")
    assert align(a, alone) == []


ORIGINAL = (
    "The dredging company said on Tuesday that two of its barges had lost their moorings in the gale and drifted "
    "across the estuary. A pilot boat reached the first barge shortly after midnight and towed it back to the quay. "
    "The second barge struck the railway bridge, and engineers closed both tracks until divers had inspected the piers."
)
ANOTHER = "Schools in the suburbs stayed shut for snow, and no ferries ran.\n"
SHUFFLED = (
    "Divers had to inspect piers of the railway bridge, engineers closing both its tracks, since a second barge had "
    "struck it. The first, towed by a pilot boat, was back at its quay shortly past midnight. In Tuesday's gale two "
    "barges of the dredging company lost moorings, drifting over the estuary, the company said."
)


def test_a_passage_told_in_another_order_is_found_and_has_no_edits():
    a, b = made(ORIGINAL, "a"), made(ANOTHER + SHUFFLED, "b")
    (reuse,) = align(a, b)
    assert reuse.made_by == "reuse/retold-passage@1"
    assert reuse.ops == ()
    covered = {side.doc_id: len(side) for side in (reuse.a, reuse.b)}
    assert covered == {a.id: len(ORIGINAL) - 1, b.id: len(SHUFFLED) - 1}


def test_what_is_copied_is_not_told_anew_as_well():
    a, b = made(ORIGINAL, "a"), made(ANOTHER + ORIGINAL, "b")
    assert [reuse.made_by for reuse in align(a, b)] == ["reuse/shared-words@1"]


def test_two_reports_on_two_accidents_tell_nothing_anew():
    other = (
        "The coach company said on Friday that one of its drivers had lost control on the pass and left the road. A "
        "rescue team reached the coach shortly before dawn and brought nine passengers to the clinic. The police have "
        "closed the pass until the wreck has been recovered from the gorge."
    )
    assert align(made(ORIGINAL, "a"), made(other, "b")) == []


def test_two_copies_of_one_report_are_one_passage():
    text = "The bridge will close for three nights. Drivers should use the tunnel. Buses are not affected."
    (reuse,) = align(made(text, "a"), made(text, "b"))
    assert [edit.op for edit in reuse.ops] == ["equal"]


def test_a_report_is_not_aligned_with_itself():
    document = made("The bridge will close for three nights and reopen on the fourth at noon.", "a")
    assert align(document, document) == []


def test_a_phrase_repeated_a_thousand_times_costs_little():
    a = made("the council has not yet replied to our questions " * 1_000, "a")
    b = made("the council has not yet replied to our questions " * 900 + "and so on and so forth", "b")
    begun = time.process_time()
    assert align(a, b)
    assert time.process_time() - begun < 5


def test_a_megabyte_on_one_line_costs_little():
    line = "".join(f"vessel {n * 7919 % 10_007} cleared berth {n % 31} with pilot {n % 57} and " for n in range(22_000))
    a, b = made(line, "a"), made(line[500_000:] + line[:500_000], "b")
    begun = time.process_time()
    assert align(a, b)
    assert time.process_time() - begun < 15


def test_a_few_sentences_repeated_in_any_order_cost_little():
    told = [sentence + ". " for sentence in ORIGINAL.split(". ")]
    a = made("".join(told[n * n % 3] for n in range(6_000)), "a")
    b = made("".join(told[n // 7 % 3] for n in range(6_000)), "b")
    begun = time.process_time()
    assert align(a, b)
    assert time.process_time() - begun < 15


def test_a_long_report_with_its_halves_swapped_is_aligned_in_seconds():
    half = [f"Entry {n}: vessel {n * 7919 % 10_007} cleared the harbour with pilot {n % 31}.\n" for n in range(5_000)]
    rest = [f"Entry {n}: barge {n * 6007 % 10_007} took on coal at berth {n % 17}.\n" for n in range(5_000)]
    a = made("".join([*half, *rest]), "a")
    b = made("".join([*rest, "Something else.\n", *half]), "b")
    begun = time.process_time()
    found = align(a, b)
    assert time.process_time() - begun < 15
    assert sum(len(reuse.a) for reuse in found) > 0.99 * len(a.text)
