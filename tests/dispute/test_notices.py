from __future__ import annotations

from typing import Any

import pytest

from sayso import dispute, lexicon
from sayso.records import Claim, ClaimMention, Correction, Document, Passage
from sayso.stages import extras
from sayso.text import Span
from sayso.vocab import CorrectionKind, PassageKind

LEXICONS: dict[str, Any] = {name: lexicon.load(name, shape) for name, shape in extras(dispute.find) if shape}
CORRECTION, RETRACTION = CorrectionKind.CORRECTION, CorrectionKind.RETRACTION


def found(*paragraphs: str, kind: PassageKind = PassageKind.PARAGRAPH) -> list[tuple[CorrectionKind, str]]:
    document, passages = report("a.txt", *paragraphs, kind=kind)
    told = dispute.find([document], passages, [], [], [], [], [], [], **LEXICONS)
    return [(c.kind, c.span.of(document.text)) for c in told if isinstance(c, Correction)]


def report(path: str, *paragraphs: str, kind: PassageKind = PassageKind.PARAGRAPH) -> tuple[Document, list[Passage]]:
    document = Document(snapshot_id="s", path=path, text="\n".join(paragraphs), publisher="Aven Post")
    passages, start = [], 0
    for paragraph in paragraphs:
        passages.append(Passage(doc_id=document.id, span=Span(document.id, start, start + len(paragraph)), kind=kind))
        at = start
        if kind is PassageKind.PARAGRAPH:
            for sentence in paragraph.split(". "):
                end = min(at + len(sentence) + 1, start + len(paragraph))
                passages.append(Passage(doc_id=document.id, span=Span(document.id, at, end), kind=PassageKind.SENTENCE))
                at = end + 1
        start += len(paragraph) + 1
    return document, passages


@pytest.mark.parametrize(
    ("notice", "kind"),
    [
        ("Correction: The tower is 40 metres tall, not 400.", CORRECTION),
        ("Correction, 4 March: the tower is 40 metres tall.", CORRECTION),
        ("CORRECTION – The tower is 40 metres tall.", CORRECTION),
        ("Editor's note: the tower is 40 metres tall.", CORRECTION),
        ("Editor’s note: we retract the claim that the tower leans.", RETRACTION),
        ("(Corrects height of tower in paragraph three.)", CORRECTION),
        ("An earlier version of this article gave the wrong height.", CORRECTION),
        ("This story has been updated to correct the height of the tower.", CORRECTION),
        ("This article was amended on 4 March to give the right height.", CORRECTION),
        ("We wrongly said that the tower was 400 metres tall.", CORRECTION),
        ("Retraction: the Post withdraws its report on the tower.", RETRACTION),
        ("This article has been withdrawn.", RETRACTION),
        ("The Post no longer stands by its report on the tower.", RETRACTION),
    ],
)
def test_a_notice_is_known_by_its_wording(notice: str, kind: CorrectionKind) -> None:
    assert found("The tower was opened in May.", notice) == [(kind, notice)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Traders spoke of a market correction on Tuesday.",
        "The witness retracted his statement in court.",
        "The correction of the river took nine years.",
        "Troops have withdrawn from the town.",
        "He was held in a correctional facility near Brome.",
    ],
)
def test_what_others_correct_or_withdraw_is_no_notice(sentence: str) -> None:
    assert found(sentence) == []


def test_a_labelled_notice_reaches_to_the_end_of_its_paragraph() -> None:
    notice = "Correction: We gave the wrong height. The tower is 40 metres tall. The text was mended."
    assert found("The tower was opened in May.", notice) == [(CORRECTION, notice)]


def test_a_notice_in_the_furniture_of_a_page_is_found() -> None:
    notice = "Correction: We gave the wrong height."
    assert found(notice, kind=PassageKind.FURNITURE) == [(CORRECTION, notice)]


def test_a_notice_names_the_claim_most_of_whose_words_it_has() -> None:
    claimed = "Two rowers drowned below the Brome weir on Sunday."
    other = "The Brome weir was built in 1920 by the canal company."
    document, passages = report("a.txt", claimed, other, "The weir is lit at night.")
    notice = "Correction: A report on Sunday said two rowers drowned below the weir. They are safe."
    mending, more = report("b.txt", notice)
    mentions = [
        ClaimMention(doc_id=document.id, span=Span(document.id, 0, len(claimed))),
        ClaimMention(doc_id=document.id, span=Span(document.id, len(claimed) + 1, len(claimed) + 1 + len(other))),
    ]
    claims = [Claim(text=m.span.of(document.text), mentions=(m.id,)) for m in mentions]
    told = dispute.find([document, mending], [*passages, *more], claims, mentions, [], [], [], [], **LEXICONS)
    assert [c.claim_id for c in told if isinstance(c, Correction)] == [claims[0].id]


def test_a_notice_that_names_no_claim_of_the_pile_stands_alone() -> None:
    document, passages = report("a.txt", "This article has been withdrawn.")
    [told] = dispute.find([document], passages, [], [], [], [], [], [], **LEXICONS)
    assert isinstance(told, Correction)
    assert told.claim_id is None


def test_a_notice_names_what_it_says_was_said_and_not_what_it_states_itself() -> None:
    notice = "Correction: We quoted an angler who told us that a cable had snapped at the north tower."
    document, passages = report("a.txt", "Cables hum in the wind.", notice)
    words = {"itself": "We quoted an angler who told us", "said": "a cable had snapped at the north tower"}
    claims, mentions = [], []
    for name, text in words.items():
        start = document.text.index(text)
        carrier = "an attribution" if name == "said" else None
        span = Span(document.id, start, start + len(text))
        mentions.append(ClaimMention(doc_id=document.id, span=span, attribution_id=carrier))
        claims.append(Claim(text=text, mentions=(mentions[-1].id,)))
    told = dispute.find([document], passages, claims, mentions, [], [], [], [], **LEXICONS)
    assert [c.claim_id for c in told if isinstance(c, Correction)] == [claims[1].id]
