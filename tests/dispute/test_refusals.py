from __future__ import annotations

import pytest

from sayso import lexicon
from sayso.dispute.refusals import refusals
from sayso.lexicon.wording import Caveats
from sayso.records import Claim, ClaimMention, Document, Passage
from sayso.text import Span
from sayso.vocab import PassageKind

CAVEATS = lexicon.load("caveats", Caveats)


def refused(*sentences: str) -> list[tuple[str | None, str | None]]:
    """Who refuses, and the claim that it is about; the first sentence is one."""
    document = Document(snapshot_id="s", path="a.txt", text=" ".join(sentences))
    passages, start = [], 0
    for sentence in sentences:
        span = Span(document.id, start, start + len(sentence))
        passages.append(Passage(doc_id=document.id, span=span, kind=PassageKind.SENTENCE))
        start += len(sentence) + 1
    mention = ClaimMention(doc_id=document.id, span=passages[0].span)
    claim = Claim(text=sentences[0], mentions=(mention.id,))
    found = refusals([document], passages, [claim], [mention], CAVEATS)
    return [(r.who, claim.text if r.claim_id == claim.id else None) for r in found]


SPIED = "Tarrel spied on its staff."


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Tarrel declined to comment.", "Tarrel"),
        ("His coach, Mikael Tarn, declined to comment.", "Mikael Tarn"),
        ("A spokeswoman for Tarrel would not comment.", "a spokeswoman for Tarrel"),
        ("The police would neither confirm nor deny it.", "the police"),
        ("Asked about it, Tarrel made no comment.", "Tarrel"),
        ("The union is angry, but Tarrel did not respond to questions.", "Tarrel"),
        ("Tarrel, which is based in Orrin, declined to comment.", "Tarrel"),
        ("She declined to comment.", None),
    ],
)
def test_a_refusal_is_found_with_who_refuses_and_the_claim_before_it(sentence: str, who: str | None) -> None:
    assert refused(SPIED, sentence) == [(who, SPIED)]


def test_a_refusal_far_from_any_claim_is_of_none() -> None:
    assert refused(SPIED, "It rained.", "It rained.", "It rained.", "Tarrel declined to comment.") == [("Tarrel", None)]


def test_an_answer_is_no_refusal() -> None:
    assert refused(SPIED, "Tarrel denied it.") == []


def test_a_refusal_that_tells_what_it_is_about_is_about_nothing_else() -> None:
    assert refused(SPIED, "Tarrel declined to comment on a report about its tax in Orrin.") == [("Tarrel", None)]
    assert refused(SPIED, "Tarrel declined to comment on the case.") == [("Tarrel", SPIED)]
