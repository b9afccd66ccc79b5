from __future__ import annotations

from sayso.records import Kin, Review, Story, Topic
from sayso.story import group
from sayso.story.rulings import merged, named, parted

FIRST, THEN, LAST = "2031-03-04T10:00:00Z", "2031-03-04T11:00:00Z", "2031-03-05T09:00:00Z"
KIN = [Kin(a_id=a, b_id=b, score=0.6) for a, b in ("ab", "ac", "bc", "de")]


def topic(doc_id: str, name: str | None = None) -> Topic:
    return Topic(
        doc_id=doc_id, label=f"report {doc_id}", published=f"2031-03-0{'abcdefg'.index(doc_id) + 1}", named=name
    )


def stories(reviews: list[Review], reports: str = "abcde", kins: list[Kin] = KIN) -> dict[str, str]:
    found = group([topic(r) for r in reports], kins, reviews)
    return {s.label: "".join(s.documents) for s in found if isinstance(s, Story)}


def test_without_rulings_kin_decide() -> None:
    assert stories([]) == {"report a": "abc", "report d": "de"}


def test_a_story_keeps_its_name_while_it_grows() -> None:
    told = named("abc", "The mill", by="ed", at=FIRST)
    assert stories(told) == {"The mill": "abc", "report d": "de"}
    grown = [*KIN, Kin(a_id="c", b_id="f", score=0.6)]
    assert stories(told, "abcdef", grown) == {"The mill": "abcf", "report d": "de"}


def test_of_two_names_the_later_one_holds() -> None:
    told = [*named("abc", "The mill", by="ed", at=FIRST), *named("abc", "The weir", by="ed", at=THEN)]
    assert "The weir" in stories(told)
    assert stories(told[::-1]) == stories(told)


def test_merged_stories_are_one() -> None:
    assert stories(merged(["abc", "de"], by="ed", at=FIRST)) == {"report a": "abcde"}


def test_a_report_that_is_moved_leaves_its_story_as_it_was() -> None:
    assert stories(parted("b", "ac", "de", by="ed", at=FIRST)) == {"report a": "ac", "report b": "bde"}


def test_a_part_that_is_split_off_is_a_story_and_grows() -> None:
    told = parted("bc", "a", by="ed", at=FIRST)
    assert stories(told) == {"report a": "a", "report b": "bc", "report d": "de"}
    grown = [*KIN, Kin(a_id="b", b_id="f", score=0.9)]
    assert stories(told, "abcdef", grown)["report b"] == "bcf"


def test_the_later_ruling_holds() -> None:
    split, again = parted("bc", "a", by="ed", at=FIRST), merged(["a", "bc"], by="ed", at=THEN)
    assert stories([*split, *again]) == {"report a": "abc", "report d": "de"}
    third = parted("c", "ab", by="ed", at=LAST)
    assert stories([*split, *again, *third]) == {"report a": "ab", "report c": "c", "report d": "de"}


def test_a_ruling_is_above_what_was_put_together_by_hand() -> None:
    reports = [topic("a", "The mill"), topic("b", "The mill"), topic("c", "The mill"), topic("d")]
    found = group(reports, [], parted("c", "ab", "d", by="ed", at=FIRST))
    assert {s.label: "".join(s.documents) for s in found if isinstance(s, Story)} == {
        "The mill": "ab",
        "report c": "cd",
    }


def test_a_ruling_on_a_report_that_is_gone_is_left_out() -> None:
    assert stories(merged(["x", "de"], by="ed", at=FIRST)) == stories([])


def test_a_story_knows_the_reports_of_others_that_hang_together_with_its_own() -> None:
    found = group([topic(r) for r in "abcde"], KIN, parted("b", "ac", by="ed", at=FIRST))
    near = {"".join(s.documents): "".join(s.near) for s in found if isinstance(s, Story)}
    assert near == {"ac": "b", "b": "ac", "de": ""}
