from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from claim_stories import WITH, claims_of, held, report
from sayso.claims import cluster
from sayso.claims.cluster import Pile
from sayso.claims.gist import Reader
from sayso.records import Attribution, Claim, ClaimMention, Document, Edit, Reuse
from sayso.text import Span
from sayso.vocab import ClaimKind, Polarity, QuoteKind, SourceKind

SENTENCES = [
    "The ferry Aurelia sank off the island of Tesk on Sunday",
    "The Aurelia went down near Tesk",
    "31 passengers of the Aurelia drowned",
    "At least 38 passengers of the Aurelia drowned",
    "The captain of the ferry was drunk",
    "The captain was not drunk",
    "Alcohol was found in the captain's blood",
    "Divers are searching for 12 missing people",
    "The union called the safety rules a joke",
    "The ferry company declined to comment",
    "It was overloaded",
]


def together(claims: list[Claim], *mentions: ClaimMention) -> bool:
    return any({m.id for m in mentions} <= set(claim.mentions) for claim in claims)


def test_the_same_statement_in_other_words_is_one_claim() -> None:
    a, (mine,) = report("a", "Norbank has agreed to buy its smaller rival Fjordkredit")
    b, (theirs, other) = report(
        "b", "Norbank is to acquire Fjordkredit, its rival", "The mayor of Tesk opened a swimming pool"
    )
    claims = claims_of((a, [mine]), (b, [theirs, other]))
    assert together(claims, mine, theirs)
    assert not together(claims, mine, other)


def test_another_number_for_the_same_thing_makes_another_claim_and_both_say_so() -> None:
    a, (mine,) = report("a", "31 passengers of the Aurelia drowned near Tesk")
    b, (theirs,) = report("b", "38 passengers of the Aurelia drowned near Tesk")
    first, second = claims_of((a, [mine]), (b, [theirs]))
    assert first.differs_in == (second.id,)
    assert second.differs_in == (first.id,)


def test_a_statement_without_the_number_belongs_to_one_with_it() -> None:
    a, (mine,) = report("a", "31 passengers of the Aurelia drowned near Tesk")
    b, (theirs,) = report("b", "Passengers of the Aurelia drowned near Tesk")
    assert together(claims_of((a, [mine]), (b, [theirs])), mine, theirs)


def test_a_denial_and_an_open_question_belong_to_what_they_are_about() -> None:
    a, (yes,) = report("a", "the captain of the Aurelia was drunk")
    b, (no,) = report("b", "the captain of the Aurelia was not drunk")
    c, (asked,) = report("c", "whether the captain of the Aurelia was drunk")
    certainties = [held(yes, Polarity.POSITIVE), held(no, Polarity.NEGATIVE), held(asked, Polarity.OPEN)]
    claims = claims_of((a, [yes]), (b, [no]), (c, [asked]), certainties=certainties)
    assert together(claims, yes, no, asked)


def test_a_negative_statement_that_is_put_forward_is_another_claim_than_the_positive_one() -> None:
    a, (yes,) = report("a", "the captain of the Aurelia was drunk")
    b, (no,) = report("b", "the captain of the Aurelia was not drunk")
    claims = claims_of((a, [yes]), (b, [no]), certainties=[held(yes, Polarity.POSITIVE), held(no, Polarity.POSITIVE)])
    assert len(claims) == 2
    assert all(claim.differs_in for claim in claims)


def test_knowing_of_something_is_not_the_thing() -> None:
    a, (done, known) = report(
        "a", "Kelmar has sold shells to Vostania", "the government in Kelmar knew of the sale of shells to Vostania"
    )
    assert not together(claims_of((a, [done, known])), done, known)


def test_that_a_thing_ought_to_be_is_not_that_it_was() -> None:
    a, (done,) = report("a", "The coal plant at Ardholm was closed in March")
    b, (urged,) = report("b", "The coal plant at Ardholm should be closed in March")
    urged = msgspec.structs.replace(urged, kind=ClaimKind.RECOMMENDATION)
    assert len(claims_of((a, [done]), (b, [urged]))) == 2


def test_nobody_says_yes_and_no_to_one_thing_in_one_report() -> None:
    document, mentions = report(
        "a", "You can restate the profits of Harrow", "You cannot restate the profits of Harrow"
    )
    ada = Attribution(
        doc_id=document.id,
        source=(Span(document.id, 0, 3),),
        content=tuple(m.span for m in mentions),
        quote=QuoteKind.DIRECT,
        source_kind=SourceKind.PERSON,
        label="Ada Brook",
    )
    by_ada = [msgspec.structs.replace(m, attribution_id=ada.id) for m in mentions]
    certainties = [held(by_ada[0], Polarity.POSITIVE), held(by_ada[1], Polarity.NEGATIVE)]
    assert len(cluster([document], by_ada, certainties, [ada], [], [], [], **WITH)) == 2


def test_a_clause_is_read_with_the_subject_that_it_leaves_to_others() -> None:
    document, (alone, _) = report("a", "may burst", "The dam at Harrow leaks")
    start = len("may burst\n\n")
    whole = msgspec.structs.replace(alone, subject=Span(document.id, start, start + len("The dam at Harrow")))
    reader = Reader([], *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    assert Pile([document], [whole], [], [], []).gist(whole, reader).text == "the dam at Harrow may burst"


def test_copied_mentions_are_one_claim_however_little_they_say_alike() -> None:
    a, (mine,) = report("a", "Its keel had cracked twice in port that spring")
    b, (theirs,) = report("b", "Its keel had cracked twice in port this May")
    length = len("Its keel had cracked twice in port ")
    reuse = Reuse(
        a=mine.span,
        b=theirs.span,
        ops=(
            Edit("equal", Span(a.id, 0, length), Span(b.id, 0, length)),
            Edit("replace", Span(a.id, length, mine.span.end), Span(b.id, length, theirs.span.end)),
        ),
    )
    assert together(claims_of((a, [mine]), (b, [theirs]), reuses=[reuse]), mine, theirs)


def test_claims_in_most_reports_come_first() -> None:
    a = report("a", SENTENCES[8], SENTENCES[0])
    b = report("b", SENTENCES[0])
    first, second = claims_of(a, b)
    assert len(first.mentions) == 2
    assert len(second.mentions) == 1


def test_no_mentions_no_claims() -> None:
    assert claims_of(report("a")) == []


piles = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), min_size=1, max_size=4)


def reports(pile: list[list[str]]) -> list[tuple[Document, list[ClaimMention]]]:
    return [report(f"{n}.txt", *sentences) for n, sentences in enumerate(pile)]


@settings(max_examples=40)
@given(pile=piles, order=st.randoms(use_true_random=False))
def test_every_mention_belongs_to_exactly_one_claim_whatever_the_order(pile: list[list[str]], order: object) -> None:
    story = reports(pile)
    claims = claims_of(*story)
    assert sorted(m for claim in claims for m in claim.mentions) == sorted(m.id for _, ms in story for m in ms)
    shuffled = list(story)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert claims_of(*((document, mentions[::-1]) for document, mentions in shuffled)) == claims


@settings(max_examples=40)
@given(pile=piles)
def test_a_verbatim_copy_adds_no_claim(pile: list[list[str]]) -> None:
    story = reports(pile)
    copied = claims_of(*story, report("copy.txt", *pile[0]))
    assert [claim.text for claim in claims_of(*story)] == [c.text for c in copied] or (
        sorted(claim.text for claim in claims_of(*story)) == sorted(c.text for c in copied)
    )
