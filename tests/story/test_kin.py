"""Telling words, kin and stories: what brings two reports into one story, and what must not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso import pairing, story
from sayso.records import Document, Kin, Passage, Snapshot, Story, Topic
from sayso.stages import STAGES, equipment
from sayso.text import Span
from sayso.vocab import PassageKind

TOPIC = next(stage for stage in STAGES if stage.name == "topic")

MILL = (
    "Sluice gate fails at Hobbsford mill. The sluice gate of the old Hobbsford mill gave way on Tuesday and flooded the"
    " cellars of Wicker Lane, said miller Ansel Dray. Nobody was hurt. The county had warned the Dray family twice that"
    " the Hobbsford sluice was rotten."
)
MILL_AGAIN = (
    "Cellars under water after mill breaks. Wicker Lane in Hobbsford stood under water on Tuesday evening. Ansel Dray,"
    " who owns the mill, blamed the county for its sluice. Pumps from Tarrow are at work."
)
STRIKE = (
    "Tram drivers walk out in Tarrow. Tram drivers in Tarrow stopped work at noon on Tuesday over night shifts. The"
    " depot in Quillon Street was shut. Union secretary Mara Teel said the walkout would go on until the shifts went."
)


def topic_of(text: str, published: str | None = None, named: str | None = None, footer: str = "") -> Topic:
    document = Document(snapshot_id="s", path=text[:12], text=text + footer, published=published)
    given = {"story": named} if named else {}
    snapshot = Snapshot(path=document.path, sha256="", media_type="text/plain", content=b"", given=given)
    cuts = [-1, *(n for n, c in enumerate(text) if c == ".")]
    passages = [
        Passage(doc_id=document.id, span=Span(document.id, a + 1, b + 1), kind=PassageKind.SENTENCE)
        for a, b in pairwise(cuts)
    ]
    (topic,) = story.topic(snapshot, document, passages, **equipment(TOPIC))
    return topic


def test_names_and_rare_words_of_the_lead_tell_what_a_report_is_about() -> None:
    terms = list(topic_of(MILL).terms)
    assert {"hobbsford", "sluic", "dray"} <= set(terms[:6])
    assert not {"tuesday", "said", "the"} & set(terms)


def test_a_footer_that_is_no_sentence_of_the_report_tells_nothing() -> None:
    assert topic_of(MILL, footer="\nSubscribe to the Quillon Courier").terms == topic_of(MILL).terms


def test_two_reports_of_one_matter_are_kin_though_they_share_no_sentence() -> None:
    (kin,) = story.kin(topic_of(MILL, "2031-05-06"), topic_of(MILL_AGAIN, "2031-05-07"))
    assert {"hobbsford", "dray", "sluic"} <= set(kin.terms)
    assert kin.a_id < kin.b_id


def test_reports_of_one_day_and_region_are_not_kin_for_that() -> None:
    assert story.kin(topic_of(MILL_AGAIN, "2031-05-07"), topic_of(STRIKE, "2031-05-07")) == []


@pytest.mark.parametrize(
    ("published", "weight", "are"),
    [
        ("2031-05-07", 0.26, True),
        ("2031-05-14", 0.29, False),
        ("2031-05-14", 0.3, True),
        ("2031-05-26", 0.31, False),
        ("2031-05-26", 0.32, True),
        ("2031-07-26", 0.35, False),
        ("2031-07-26", 0.36, True),
        ("2034-05-07", 0.5, False),
        (None, 0.24, False),
        (None, 0.26, True),
    ],
)
def test_the_farther_apart_in_time_the_more_alike_kin_must_be(published: str | None, weight: float, are: bool) -> None:
    terms = dict.fromkeys(["dray", "hobbsford", "mill", "sluice"], weight)  # alike: four times the square of it
    a = Topic(doc_id="a", label="", published="2031-05-06", terms=terms)
    assert bool(story.kin(a, Topic(doc_id="b", label="", published=published, terms=terms))) is are


def test_kin_meet_by_their_keys() -> None:
    topics = [topic_of(MILL), topic_of(MILL_AGAIN), topic_of(STRIKE)]
    table = {topic.doc_id: story.keys(topic) for topic in topics}
    a, b = sorted((topics[0].doc_id, topics[1].doc_id))
    assert pairing.pairs(table, at_least=story.MEET.at_least) == [(a, b)]


def stories(topics: list[Topic], kins: list[tuple[Topic, Topic]]) -> set[tuple[str, frozenset[str]]]:
    made = [Kin(a_id=min(a.doc_id, b.doc_id), b_id=max(a.doc_id, b.doc_id)) for a, b in kins]
    return {(s.label, frozenset(s.documents)) for s in story.group(topics, made, []) if isinstance(s, Story)}


def plain(doc_id: str, published: str | None = None, named: str | None = None) -> Topic:
    return Topic(doc_id=doc_id, label=f"title of {doc_id}", published=published, named=named)


def test_kin_of_kin_are_one_story_named_after_the_earliest() -> None:
    a, b, c, d = plain("a"), plain("b", "2031-01-02"), plain("c", "2031-01-01"), plain("d")
    found = stories([a, b, c, d], [(a, b), (b, c)])
    assert found == {("title of c", frozenset("abc")), ("title of d", frozenset("d"))}


def test_put_together_by_hand_reports_are_one_story_and_no_others_are_of_it() -> None:
    a, b, c = plain("a", named="The mill"), plain("b", named="The mill"), plain("c")
    assert stories([a, b, c], []) == {("The mill", frozenset("ab")), ("title of c", frozenset("c"))}
    assert not len(story.keys(topic_of(MILL, named="The mill")))


def test_every_report_is_in_exactly_one_story_in_whatever_order_they_come() -> None:
    topics = [plain(letter) for letter in "abcde"]
    kins = [(topics[0], topics[4]), (topics[1], topics[2])]
    found = stories(topics, kins)
    assert stories(topics[::-1], kins[::-1]) == found
    assert sorted(id_ for _, ids in found for id_ in ids) == list("abcde")
