from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import lexicon
from sayso.records import Document, Mark, Passage
from sayso.segment import Abbreviations, Furniture, passages
from sayso.text import Span
from sayso.vocab import PassageKind

FURNITURE = lexicon.load("furniture", Furniture)
ABBREVIATIONS = lexicon.load("abbreviations", Abbreviations)

DAM = """March 3, 2031 | Briefing

Dam Was Cracked for Years, Engineers Say

The dam above Orvik was cracked for years before it broke, two engineers said on Monday.

Valley: Rescuers search the mud for survivors

"We wrote to the ministry," said Ann Roe. "Nobody answered."
Water pours through the gap (Image: Lantern)
Sign up to our daily newsletter
Invalid email
What the Letters Show

ORVIK, Norvia (Wire) — The letters run to 40 pages. They name no contractor.

Correction: An earlier version gave the wrong height of the dam.

Bo Lund is a staff writer at the Orvik Review. Follow Bo on X @bolund.

Topics:
Dams Norvia Orvik Public Works"""


def document(text: str, title: str | None = None, byline: str | None = None) -> Document:
    return Document(snapshot_id="s", path="a.txt", text=text, title=title, byline=byline)


def segmented(text: str, title: str | None = None, marks: tuple[tuple[str, PassageKind], ...] = ()) -> list[Passage]:
    made = document(text, title)
    spans = [(Span(made.id, text.index(words), text.index(words) + len(words)), kind) for words, kind in marks]
    found = [Mark(doc_id=made.id, span=span, kind=kind) for span, kind in spans]
    return passages(made, found, furniture=FURNITURE, abbreviations=ABBREVIATIONS)


def texts(text: str, kind: PassageKind, **more: object) -> list[str]:
    return [p.span.of(text) for p in segmented(text, **more) if p.kind is kind]  # type: ignore[arg-type]


def test_the_title_and_the_sub_headings_are_headlines() -> None:
    assert texts(DAM, PassageKind.HEADLINE) == ["Dam Was Cracked for Years, Engineers Say", "What the Letters Show"]


def test_page_furniture_is_told_from_the_report() -> None:
    assert texts(DAM, PassageKind.FURNITURE) == [
        "March 3, 2031 | Briefing",
        "Valley: Rescuers search the mud for survivors",
        "Sign up to our daily newsletter",
        "Invalid email",
        "Bo Lund is a staff writer at the Orvik Review. Follow Bo on X @bolund.",
        "Topics:",
        "Dams Norvia Orvik Public Works",
    ]


def test_a_photo_line_with_a_credit_is_a_caption_whose_sentence_leaves_the_credit_out() -> None:
    assert texts(DAM, PassageKind.CAPTION) == ["Water pours through the gap (Image: Lantern)"]
    assert "Water pours through the gap" in texts(DAM, PassageKind.SENTENCE)


def test_a_correction_notice_is_the_reports_own_paragraph() -> None:
    assert any(text.startswith("Correction:") for text in texts(DAM, PassageKind.PARAGRAPH))


def test_a_dateline_is_in_the_paragraph_and_in_no_sentence() -> None:
    assert "ORVIK, Norvia (Wire) — The letters run to 40 pages. They name no contractor." in texts(
        DAM, PassageKind.PARAGRAPH
    )
    assert "The letters run to 40 pages." in texts(DAM, PassageKind.SENTENCE)


@pytest.mark.parametrize(
    "line",
    [
        "WASHINGTON (AP) — Ten were hurt, police said.",
        "(Reuters) - Ten were hurt, police said.",
        "TARNHAVEN, March 4 (Continental Wire) - Ten were hurt, police said.",
        "LONDON — Ten were hurt, police said.",
        "Washington (CNN) -- Ten were hurt, police said.",
    ],
)
def test_datelines_of_many_shapes_are_left_out_of_the_sentence(line: str) -> None:
    assert texts(f"{line}\nIt was late.", PassageKind.SENTENCE)[0] == "Ten were hurt, police said."


def test_a_paragraph_that_begins_with_a_dash_phrase_keeps_its_words() -> None:
    line = "Petra Lowe - who ran the lab (until May) - said no."
    assert texts(f"{line}\nIt was late.", PassageKind.SENTENCE)[0] == line


def test_a_title_that_is_repeated_is_a_headline_once() -> None:
    text = "The river is dead\nHome\nThe river is dead\nNothing lives in it now, she said."
    assert texts(text, PassageKind.HEADLINE, title="The river is dead") == ["The river is dead"]


def test_a_given_title_is_found_below_other_lines() -> None:
    text = "Nothing is said here yet at all.\nThe River is Dead\nNothing lives in it now, she said."
    assert texts(text, PassageKind.HEADLINE, title="The river is dead") == ["The River is Dead"]


def test_markup_says_what_words_alone_cannot() -> None:
    text = "The dam broke at noon.\nMen in a boat on Friday\nThe mayor is missing.\nJoin our club today and win"
    marks = (("Men in a boat on Friday", PassageKind.CAPTION), ("Join our club today and win", PassageKind.FURNITURE))
    assert texts(text, PassageKind.CAPTION, marks=marks) == ["Men in a boat on Friday"]
    assert texts(text, PassageKind.FURNITURE, marks=marks) == ["Join our club today and win"]


def test_a_hard_wrapped_paragraph_is_one_paragraph() -> None:
    text = (
        "The dam above the town of Orvik broke at noon on Monday and the water\n"
        "reached the first houses nine minutes later, according to the mayor of\n"
        "the town.\n\nNobody was warned."
    )
    assert len(texts(text, PassageKind.PARAGRAPH)) == 2
    assert len(texts(text, PassageKind.SENTENCE)) == 2


def test_lines_of_one_paragraph_each_stay_apart() -> None:
    text = "The dam broke at noon on Monday, said the mayor of the town.\nThe water came nine minutes later.\nIt rose."
    assert len(texts(text, PassageKind.PARAGRAPH)) == 3


def test_a_list_of_facts_without_full_stops_stays_text() -> None:
    text = "The ministry gave these figures.\nDead: 14\nMissing: 3\nThe union gave others on Tuesday."
    assert texts(text, PassageKind.FURNITURE) == []


def test_a_last_paragraph_without_its_full_stop_stays_text() -> None:
    text = "The dam broke at noon, he said.\nThe ministry did not answer questions on Monday"
    assert len(texts(text, PassageKind.PARAGRAPH)) == 2


def test_an_empty_text_has_no_passages() -> None:
    assert segmented(" \n\n") == []


@given(st.text(alphabet='aAbB.:"“”() \n|/©5-', max_size=200))
def test_every_line_lies_in_exactly_one_passage_and_every_sentence_inside_it(text: str) -> None:
    found = segmented(text)
    blocks = [p for p in found if p.kind is not PassageKind.SENTENCE]
    covered = "".join(p.span.of(text) for p in blocks)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]
    for sentence in (p for p in found if p.kind is PassageKind.SENTENCE):
        holders = [b for b in blocks if b.span.contains(sentence.span)]
        assert len(holders) == 1
        assert holders[0].kind is not PassageKind.FURNITURE
    assert found == sorted(found, key=lambda p: (p.span.start, p.kind is PassageKind.SENTENCE))


def test_the_real_reports_lose_no_running_text(seeds: Path) -> None:
    for path in sorted(seeds.glob("0*.txt")):
        text = path.read_text(encoding="utf-8")
        lost = [line for line in texts(text, PassageKind.FURNITURE) if line.endswith((".”", '."'))]
        assert lost == [], path.name
        assert len(texts(text, PassageKind.SENTENCE)) > 15


def test_titles_below_the_heading_of_other_stories_are_furniture_even_where_the_page_calls_them_paragraphs() -> None:
    text = (
        "The dam broke at noon, the mayor said.\nRelated stories\nWho built the dam\n"
        "Nobody was hurt, the mayor said.\nThe wall is to be rebuilt"
    )
    marks = tuple((line, PassageKind.PARAGRAPH) for line in text.split("\n"))
    assert texts(text, PassageKind.FURNITURE, marks=marks) == ["Related stories", "Who built the dam"]
