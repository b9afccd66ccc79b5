"""What holds for every attribution of any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.records import Attribution

Find = Callable[[str], list[Attribution]]

_WORDS = st.sampled_from(
    ["said", "the mayor", "Ruth Amsel", "“", "”", '"', ",", ".", "that", "claims", "it", "was", "reportedly", "denied",
     "according to", "leaks", "told", "Reuters", ":", "\n", "  ", "who", "warned", "of", "a report", "showing"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(_WORDS, max_size=25))
def test_spans_lie_in_the_text_and_no_content_holds_its_cue(find: Find, words: list[str]) -> None:
    text = " ".join(words)
    found = find(text)
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    for a in found:
        assert a.content
        for span in (*a.source, *a.cue, *a.content, *a.addressee, *a.grounds):
            assert 0 <= span.start < span.end <= len(text)
        if a.made_by != "attribution/goes-on@1":
            assert not any(c.overlaps(cue) for c in a.content for cue in a.cue)
        assert a.within is None or a.within in ids
        assert a.same_as is None or a.same_as in ids
        assert a.label
        assert 0 <= a.score <= 1


def test_the_same_text_gives_the_same_records(find: Find) -> None:
    text = "“Go,” said Ruth Amsel.  She denied any part in the fire."
    assert find(text) == find(text)


def test_a_text_without_sources_has_no_attribution(find: Find) -> None:
    assert find("The bridge was closed in May.  It opened again in June.") == []


def test_speech_goes_on_around_a_caption_and_not_in_it(find: Find) -> None:
    text = (
        'One diplomat said: "We do not have more than that.\n'
        "Old ferries are often used on the lake (Photo: Lake Office)\n"
        '"It is hard to say what goes on there."'
    )
    assert [span.of(text) for a in find(text) for span in a.content] == [
        "We do not have more than that.",
        "It is hard to say what goes on there.",
    ]


@pytest.mark.xfail(strict=True, reason="the model was trained on texts that mark the author's own 'I'")
def test_the_reports_own_i_is_no_source(find: Find) -> None:
    assert find("I think that the bridge is ugly.") == []


def test_what_is_only_wished_to_be_said_is_not_said(find: Find) -> None:
    assert find("The council should call for a ban on fireworks.") == []


def test_declining_to_comment_says_nothing(find: Find) -> None:
    assert find("A spokeswoman for Castor Pumps declined to comment on the letter.") == []
