from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sayso.records import Id, Kin, Member, Review, Story, Topic
from sayso.story import CROWD, grow
from sayso.story.growing import Read
from sayso.story.rulings import merged, named, parted


def story(*documents: str, near: Sequence[str] = (), made_by: str = "story/alike-as-a-whole@1") -> Story:
    return Story(label=f"report {documents[0]}", documents=documents, near=tuple(near), made_by=made_by)


class Known:
    """What there is to read, and what was read of it."""

    def __init__(
        self,
        reports: str | Collection[str],
        kins: Sequence[tuple[str, str, float]] = (),
        reviews: Sequence[Review] = (),
        **names: str,
    ) -> None:
        self._topics = {id_: Topic(doc_id=id_, label=f"report {id_}", named=names.get(id_)) for id_ in reports}
        self._kins = [Kin(a_id=a, b_id=b, score=score) for a, b, score in kins]
        self._reviews = reviews
        self.topics: set[Id] = set()
        self.kin: set[Id] = set()

    def read(self, kind: type, ids: Collection[Id]) -> Sequence[Any]:
        if kind is Topic:
            self.topics |= set(ids)
            return [self._topics[id_] for id_ in ids if id_ in self._topics]
        if kind is Kin:
            self.kin |= set(ids)
            return [kin for kin in self._kins if {kin.a_id, kin.b_id} & set(ids)]
        return [review for review in self._reviews if review.target_id in ids]


def grown(standing: Sequence[Story], changed: str, read: Read) -> dict[str, Story]:
    """The stories by their reports, each of which is a member of its story and of no other."""
    found = grow(standing, sorted(changed), read)
    stories = {"".join(sorted(r.documents)): r for r in found if isinstance(r, Story)}
    members = {(r.doc_id, r.story_id) for r in found if isinstance(r, Member)}
    assert members == {(id_, told.id) for told in stories.values() for id_ in told.documents}
    return stories


WIRE, LAMP = story("a", "b", "c"), story("u", "v", near=["x"])


def test_what_is_new_joins_the_story_that_holds_the_report_it_is_most_alike() -> None:
    known = Known("abcnuv", [("a", "n", 0.4), ("b", "n", 0.4), ("n", "u", 0.6)])
    stories = grown([WIRE, LAMP], "n", known.read)
    assert set(stories) == {"abc", "nuv"}
    assert stories["nuv"].near == ("a", "b", "x")
    assert stories["abc"].near == ("n",)


def test_what_is_little_alike_is_a_story_by_itself() -> None:
    assert set(grown([WIRE], "n", Known("abcn", [("a", "n", 0.2)]).read)) == {"abc", "n"}


def test_what_is_new_joins_with_what_is_new() -> None:
    known = Known("abcmn", [("a", "m", 0.4), ("m", "n", 0.8)])
    assert set(grown([WIRE], "mn", known.read)) == {"abc", "mn"}
    known = Known("abcmn", [("a", "m", 0.6), ("b", "n", 0.3), ("m", "n", 0.8)])
    assert set(grown([WIRE], "mn", known.read)) == {"abcmn"}


def test_only_the_topics_of_the_story_that_grows_and_only_the_kin_of_what_is_new_are_read() -> None:
    known = Known("abcnuv", [("a", "n", 0.3), ("n", "u", 0.6), ("a", "u", 0.9)])
    assert set(grown([WIRE, LAMP], "n", known.read)) == {"abc", "nuv"}
    assert (known.topics, known.kin) == ({"n", "u", "v"}, {"n"})


def test_stories_that_stand_stay_as_they_are_when_reports_in_them_become_kin() -> None:
    known = Known("abcuv", [("a", "u", 0.9), ("b", "v", 0.9)])
    assert list(grown([WIRE, LAMP], "", known.read).values()) == [WIRE, LAMP]
    assert not known.topics


def test_what_is_gone_leaves_its_story_and_the_neighbours_of_others() -> None:
    stories = grown([WIRE, story("u", "v", near=["b"])], "b", Known("acuv").read)
    assert {reports: told.near for reports, told in stories.items()} == {"ac": (), "uv": ()}
    assert not grown([story("a")], "a", Known("").read)


def test_a_report_that_is_told_otherwise_stays_and_its_story_is_told_anew() -> None:
    known = Known("abc")
    assert grown([story("b", "a", "c")], "a", known.read)["abc"].label == "report a"
    assert known.topics == {"a", "b", "c"}


def test_a_person_still_parts_merges_and_names_what_stands() -> None:
    going = parted(["a"], ["b", "c"], ["u", "v"], by="ed", at="2033-01-01")
    assert set(grown([WIRE, LAMP], "", Known("abcuv", [], going).read)) == {"bc", "auv"}
    both = merged([["a", "b", "c"], ["u", "v"]], by="ed", at="2033-01-01")
    assert set(grown([WIRE, LAMP], "", Known("abcuv", [], both).read)) == {"abcuv"}
    called = named(["a", "b", "c"], "The wire", by="ed", at="2033-01-01")
    assert grown([WIRE, LAMP], "", Known("abcuv", [], called).read)["abc"].label == "The wire"


def test_what_is_new_does_not_join_the_story_that_a_person_parted_it_from() -> None:
    known = Known("abcn", [("a", "n", 0.9)], parted(["n"], ["a", "b", "c"], by="ed", at="2033-01-01"))
    assert set(grown([WIRE], "n", known.read)) == {"abc", "n"}


def test_a_report_goes_where_it_is_put_by_hand_and_comes_back_from_there() -> None:
    stories = grown([WIRE], "b", Known("abc", b="weir").read)
    assert {reports: told.label for reports, told in stories.items()} == {"ac": "report a", "b": "weir"}
    weir = story("m", "n", made_by="story/put-together-by-hand@1")
    known = Known("abcmn", [("a", "n", 0.5)], m="weir")
    assert set(grown([WIRE, weir], "n", known.read)) == {"abcn", "m"}


def test_a_story_in_a_dense_crowd_does_not_change_when_one_more_resembles_it() -> None:
    full = story("a", "b", near=[f"f{n:04}" for n in range(CROWD)])
    assert grown([full], "n", Known("abn", [("a", "n", 0.2)]).read)["ab"] == full
