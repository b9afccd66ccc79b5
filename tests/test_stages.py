"""The stage table: what it may say, and that it says the truth about its functions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from sayso.errors import TableError
from sayso.records import Document, Link, Mark, Member, Name, Passage, Snapshot, Story
from sayso.stages import DOCUMENT, PILE, STAGES, STORY, Stage, check


def read(snapshot: Snapshot) -> list[Document | Link | Mark]:
    return []


def split(document: Document) -> list[Passage]:
    return []


def name_all(documents: Sequence[Document]) -> list[Name]:
    return []


READ = Stage("read", DOCUMENT, (Snapshot,), (Document, Link, Mark), read)
SPLIT = Stage("split", DOCUMENT, (Document,), (Passage,), split)


def group(documents: Sequence[Document]) -> list[Story | Member]:
    return []


GROUP = Stage("group", PILE, (Document,), (Story, Member), group)
NAME = Stage("name", STORY, (Document,), (Name,), name_all)


def test_the_table_that_ships_holds_together() -> None:
    check(STAGES)


def test_a_small_table_that_holds_together_passes() -> None:
    check((READ, SPLIT, GROUP, NAME))


def test_a_need_that_no_stage_above_gives_is_an_error_before_any_work() -> None:
    with pytest.raises(TableError, match="needs Document"):
        check((SPLIT, READ))


def test_two_givers_of_one_type_are_an_error() -> None:
    with pytest.raises(TableError, match="given by 'split' and by 'split again'"):
        check((READ, SPLIT, msgspec.structs.replace(SPLIT, name="split again")))


def test_a_report_stage_below_a_story_stage_is_an_error() -> None:
    with pytest.raises(TableError, match="wider scope"):
        check((READ, GROUP, NAME, SPLIT))


def test_a_story_stage_without_one_that_tells_stories_apart_is_an_error() -> None:
    with pytest.raises(TableError, match="no stage tells them apart"):
        check((READ, NAME))


def test_a_function_whose_parameters_differ_from_its_row_is_an_error() -> None:
    with pytest.raises(TableError, match="parameters"):
        check((READ, msgspec.structs.replace(SPLIT, needs=(Document, Link))))


def test_a_function_that_returns_something_else_than_its_row_says_is_an_error() -> None:
    with pytest.raises(TableError, match="return"):
        check((READ, msgspec.structs.replace(SPLIT, gives=(Name,))))
