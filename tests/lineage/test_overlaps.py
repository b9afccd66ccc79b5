from __future__ import annotations

from sayso.lineage.masks import stretch
from sayso.lineage.overlaps import Overlaps
from sayso.lineage.shared import Shared


def sharing(a: str, b: str, *places: tuple[int, int]) -> Shared:
    """Two reports that share words at the same places, as if both were cut from one text."""
    words = 0
    for first, last in places:
        words |= stretch(first, last)
    return Shared(
        a=a, b=b, reuses=(), own=words.bit_count(), quoted=0, telling=True, verbatim=1.0,
        own_a=words, own_b=words, all_a=words, all_b=words,
    )  # fmt: skip


def test_a_report_that_has_all_that_a_third_shares_with_the_child_is_enough():
    overlaps = Overlaps([sharing("a", "b", (0, 90)), sharing("a", "c", (0, 60)), sharing("b", "c", (0, 60))])
    assert overlaps.is_enough("a", "c")


def test_a_report_that_lacks_what_another_one_gave_the_child_is_not_enough():
    overlaps = Overlaps(
        [
            sharing("a", "b", (0, 30), (60, 90)),
            sharing("a", "c", (0, 30), (30, 60)),
            sharing("b", "c", (0, 30), (90, 120)),
        ]
    )
    assert not any(overlaps.is_enough(*pair) for pair in (("a", "c"), ("b", "c"), ("c", "a")))


def test_words_that_two_reports_alone_share_are_told_from_those_that_others_have_too():
    pairs = [sharing("a", "c", (0, 30), (40, 70)), sharing("a", "b", (0, 30), (120, 150)),
             sharing("b", "c", (0, 30), (80, 110))]  # fmt: skip
    assert Overlaps(pairs).only_with("c", "a") == stretch(40, 70)
