from __future__ import annotations

from typing import Any

from sayso.ledger import Book
from sayso.records import Claim, Derivation, Drift, Latent, Origin, Question
from sayso.report import claims, ledger_table
from sayso.report.claims import ClaimPage
from sayso.report.references import Limits, References
from sayso.vocab import DerivationKind, Direction, DriftKind, Hearing, Level, Severity, SourceKind, Stance


def page_of(book: Book, words: str) -> ClaimPage:
    choice = ledger_table.choose(book, Limits())
    references = References(book, Limits(), choice.claim_ids)
    row = next(row for row in book.rows if words in row.text)
    return claims.page(row, references)


def test_the_ladder_leads_from_who_says_it_down_to_who_repeats_it(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").stands[0].sides
    assert [rung.name for rung in official.rungs] == [
        "Says so", "By way of", "Heard it first-hand", "Took it from another"
    ]  # fmt: skip
    assert official.rungs[0].steps[0].words == "an official · unnamed"


def test_a_repeater_stands_with_the_report_it_took_it_from(tiny_book: Book) -> None:
    official, radio = page_of(tiny_book, "will be closed").stands[0].sides
    took = {s.report.label: s.source.label for s in official.rungs[-1].steps if s.report and s.source}
    assert took == {"Oxmoor Echo": "Northwire", "The Blare": "Northwire"}
    (step,) = radio.rungs[-1].steps
    assert step.source is not None
    assert (step.source.label, step.source.latent) == ("Dalesman Radio", True)


def test_the_same_words_in_two_reports_are_shown_once(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").stands[0].sides
    assert [(s.report.label, [r.label for r in s.same_words]) for s in official.sayings] == [
        ("Northwire", ["Oxmoor Echo"]),
        ("The Blare", []),
    ]


def test_the_words_that_prove_a_level_are_marked_and_named(tiny_book: Book) -> None:
    official, _ = page_of(tiny_book, "will be closed").stands[0].sides
    first = official.sayings[0]
    assert (first.level, first.cues) == (Level.PROBABLE, ("may have to",))
    assert [p.text for p in first.pieces if "certainty" in p.kinds] == ["may have to"]
    assert [p.text for p in first.pieces if "grounds" in p.kinds] == ["on condition of anonymity"]


def test_a_denial_stands_apart_from_what_supports_the_claim(tiny_book: Book) -> None:
    page = page_of(tiny_book, "will be closed")
    supports, denies = page.stands
    assert (supports.stance, denies.stance) == (Stance.SUPPORTS, Stance.DENIES)
    assert [side.label for side in denies.sides] == ["the council"]
    assert "the council" not in [side.label for side in supports.sides]
    assert denies.sides[0].rungs[0].name == "Says no"


def test_the_reasons_of_the_count_are_not_said_twice(tiny_book: Book) -> None:
    page = page_of(tiny_book, "will be closed")
    assert page.why_count == ("An outlet may rest on anybody.",)
    assert not set(page.why_count) & set(page.why_status)


def test_mentions_that_reach_no_origin_are_still_shown(tiny_book: Book) -> None:
    page = page_of(tiny_book, "were inspected")
    assert [s.report.label for s in page.others] == ["Northwire"]
    assert page.differs[0][1] == "There is rust on both bearings."


def test_a_sentence_that_names_none_of_the_origins_is_shown_once_beside_them(pile: Any) -> None:
    path = pile.report("a.txt", "Ferry late", "Ann said the ferry was late.", "Bo said the ferry came late.")
    named = [pile.mention(path, f"the ferry {verb} late", Level.REPORTED) for verb in ("was", "came")]
    headline = pile.mention(path, "Ferry late", Level.ASSERTED)
    claim = pile.add(Claim(text="The ferry was late.", mentions=(*named, headline)))
    for label, mention in zip(("Ann", "Bo"), named, strict=True):
        pile.add(
            Origin(
                claim_id=claim.id, label=label, kind=SourceKind.PERSON, stance=Stance.SUPPORTS,
                hearing=Hearing.FIRST_HAND, mentions=(mention,), resting=(headline,),
            )
        )  # fmt: skip
    page = page_of(pile.book, "was late")
    (stand,) = page.stands
    assert [len(side.sayings) for side in stand.sides] == [1, 1]
    assert [piece.text for said in stand.resting for piece in said.pieces] == ["Ferry late"]
    assert page.others == ()


def test_a_change_of_a_wire_that_is_missing_names_the_copy_that_stands_in_for_it(pile: Any) -> None:
    early = pile.report("early.txt", "Ferry", "The ferry may sail.", publisher="Early", published="2031-01-01")
    late = pile.report("late.txt", "Ferry", "The ferry will sail.", publisher="Late", published="2031-01-02")
    claim = pile.add(
        Claim(text="The ferry will sail.", mentions=(pile.mention(late, "The ferry will", Level.ASSERTED),))
    )
    taken = pile.add(
        Derivation(
            child_id=pile.id(late), latent=Latent("wire-1", "Northwire"), kind=DerivationKind.REWRITE,
            direction=Direction.DIRECTED, share=0.5, confidence=0.9,
        )
    )  # fmt: skip
    pile.add(
        Drift(
            derivation_id=taken.id, claim_id=claim.id, kind=DriftKind.CERTAINTY, severity=Severity.HIGH,
            before=pile.span(early, "may"), after=pile.span(late, "will"), before_text="may", after_text="will",
        )
    )  # fmt: skip
    (change,) = page_of(pile.book, "will sail").changes
    assert (change.parent.label, change.parent.latent) == ("Northwire", True)
    assert change.stand_in is not None
    assert change.stand_in.label == "Early"
    assert change.href == ""


def test_what_several_reports_leave_open_of_a_claim_in_much_the_same_words_is_one_question(pile: Any) -> None:
    asked = []
    for path, words in (("a.txt", "whether the ferry has sailed"), ("b.txt", "whether the night ferry sailed")):
        pile.report(path, "Ferry", f"The port has yet to say {words}.", publisher=path)
        asked.append((path, words))
    claim = pile.add(Claim(text="The ferry has sailed.", mentions=tuple(
        pile.mention(path, words, Level.OPEN_QUESTION) for path, words in asked
    )))  # fmt: skip
    ids = [
        pile.add(Question(doc_id=pile.id(path), span=pile.span(path, words), claim_id=claim.id)).id
        for path, words in asked
    ]
    references = References(pile.book, Limits(), {claim.id})
    (question,) = claims.distinct(ids, references)
    assert question.report.label == "a.txt"
    assert [report.label for report in question.also] == ["b.txt"]
