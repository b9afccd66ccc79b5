"""Speeches over sentences and paragraphs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]


def _contents(text: str, attribution: Attribution) -> list[str]:
    return [s.of(text) for s in attribution.content]


def test_a_quotation_of_several_sentences_is_taken_whole(find: Find) -> None:
    text = "“The pump failed.  We heard a bang.  Then it was dark,” said Ruth Amsel."
    assert _contents(text, find(text)[0]) == ["The pump failed.  We heard a bang.  Then it was dark"]


def test_a_quotation_that_follows_in_the_paragraph_belongs_to_the_speaker(find: Find) -> None:
    text = "“The pump failed,” said Ruth Amsel.  “We heard a bang in the night.”"
    (only,) = find(text)
    assert _contents(text, only) == ["The pump failed,", "We heard a bang in the night."]


def test_a_quotation_alone_in_the_next_paragraph_belongs_to_the_speaker_before(find: Find) -> None:
    text = "“The pump has failed,” said a senior engineer.\n“It is hard to believe nobody knew.”"
    (only,) = find(text)
    assert only.label == "senior engineer"
    assert _contents(text, only) == ["The pump has failed,", "It is hard to believe nobody knew."]


def test_a_quotation_after_two_paragraphs_belongs_to_nobody_known(find: Find) -> None:
    text = "“The pump has failed,” said a senior engineer.\nThe road is shut.\n“It is hard to believe nobody knew.”"
    assert len(find(text)) == 1


def test_a_speech_whose_marks_open_every_paragraph_is_one(find: Find) -> None:
    text = "Ruth Amsel said: “The pump failed in the night.\n“We heard a bang and ran.”"
    (only,) = find(text)
    assert _contents(text, only) == ["The pump failed in the night.", "We heard a bang and ran."]


def test_a_colon_at_the_end_of_a_paragraph_opens_the_next(find: Find) -> None:
    text = "Ruth Amsel went on:\n“We heard a bang and ran for the door.”"
    (only,) = find(text)
    assert only.label == "Ruth Amsel"
    assert only.quote == "direct"


def test_a_scare_quote_is_no_attribution(find: Find) -> None:
    assert find("The two towns have a “no-limits partnership” on water.") == []


def test_a_participle_shares_its_speaker(find: Find) -> None:
    text = "“It must go,” the clerk said, adding that nobody would miss it."
    found = find(text)
    assert [a.label for a in found] == ["clerk", "clerk"]
    assert _contents(text, found[1]) == ["that nobody would miss it"]


@pytest.mark.parametrize("line", ["“Go,” he said. ", "“Go ", "he said that ", "(“‘ "])
def test_thousands_of_quotations_take_no_time_to_speak_of(find: Find, line: str) -> None:
    text = "\n".join(line * 10 for _ in range(30))
    find("Warm.")
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 10
