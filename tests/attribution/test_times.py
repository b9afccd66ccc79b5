"""When something was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The mayor said on Friday that the pool would close.", "on Friday"),
        ("Late on Tuesday the ministry denied that the bridge was unsafe.", "Late on Tuesday"),
        ("The firm said Wednesday that profit fell by a third.", "Wednesday"),
        ("The clerk told a court on Monday he had never seen the ledger.", "on Monday"),
        ("The union said in a statement issued on Sunday that talks had failed.", "on Sunday"),
        ("The nurse later told police that the door was open.", "later"),
        ("The coach had warned two days earlier that the pitch was frozen.", "two days earlier"),
        ("The mayor said that the pool would close on Friday.", None),
        ("The mayor has said for years that the pool should close.", None),
        ("The minister, 58, said that the pool would stay open.", None),
        ("According to a study published on Thursday, bees sleep at noon.", None),
    ],
)
def test_when_it_was_said_is_told_from_when_it_happens(find: Find, text: str, when: str | None) -> None:
    found = find(text)[0]
    assert (found.when.of(text) if found.when else None) == when


def test_a_second_verb_of_saying_has_the_time_of_the_first(find: Find) -> None:
    text = "The bank said on Friday that profit had doubled and warned that it would not last."
    assert [a.when.of(text) for a in find(text) if a.when] == ["on Friday", "on Friday"]


def test_a_time_behind_what_is_said_is_no_part_of_it(find: Find) -> None:
    text = "The panel had predicted growth two years ago."
    (found,) = find(text)
    assert [s.of(text) for s in found.content] == ["growth"]
