"""Asking, remembering, verifying, giving up."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from typing import Any, Literal

import msgspec
import pytest

from helper_servers import completion, serving, shown
from sayso.errors import HelperError
from sayso.helper import Endpoint, Helper, Passage
from sayso.helper.asking import GIVEN_UP_AFTER, HOPELESS_AFTER, schema_of
from sayso.records import Answer
from sayso.store import MemoryStore


class Sort(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["caveat", "none"]
    words: str


def put(helper: Helper, text: str) -> str | None:
    """The words that the helper quotes of a text, as they stand in it; None where it quotes none."""
    passage = Passage(text)

    def read(answer: Sort) -> str:
        start, end = passage.place(answer.words)
        return text[start:end]

    return helper.ask("omission", Sort, read, SENTENCE=passage)


class Scripted:
    """A model that gives these answers, one after another, the last one for ever."""

    name = "scripted"

    def __init__(self, *answers: str | HelperError) -> None:
        self.answers, self.calls = list(answers), 0

    def complete(self, told: str, shown: str, schema: dict[str, Any]) -> str:
        self.calls += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, HelperError):
            raise answer
        return answer


GOOD = '{"kind": "caveat", "words": "not verified"}'
TEXT = "The count was not verified."


def test_an_answer_that_quotes_what_stands_there_is_used() -> None:
    def quoting(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        assert shown(body) == {"SENTENCE": TEXT}
        return completion(GOOD)

    with serving(quoting) as server:
        helper = Helper(Endpoint(server.url), MemoryStore())
        assert put(helper, TEXT) == "not verified"
    assert helper.finish() == ([], False)
    assert (helper.tally.asked, helper.tally.used) == (1, 1)


@pytest.mark.parametrize(
    "answer",
    ["", "caveat", '{"kind": "caveat", "words": "not ver', '{"kind": "caveat"}', '{"kind": "lie", "words": "not"}',
     '{"kind": "caveat", "words": "never verified"}', '{"kind": "caveat", "words": ""}', '{"kind": ["caveat"]}',
     '{"kind": "caveat", "words": "not verified", "status": "corroborated"}', "[" * 3000, '{"a":' * 700, "} {",
     "\ud800{}", '{"kind": "caveat", "words": "\\ud800"}', "null", "{}"],
)  # fmt: skip
def test_an_answer_in_any_other_form_or_that_quotes_anything_else_leaves_the_default(answer: str) -> None:
    helper = Helper(Scripted(answer), MemoryStore())
    assert put(helper, TEXT) is None
    notices, cut_short = helper.finish()
    assert len(notices) == 1
    assert notices[0].next_step
    assert not cut_short, "asking again would not help"


def test_words_around_the_json_do_no_harm() -> None:
    for said in (f"Sure! Here it is:\n```json\n{GOOD}\n```", f"<think>{{a}} or {{b}}?</think>{GOOD}"):
        assert put(Helper(Scripted(said), MemoryStore()), TEXT) == "not verified"


def test_what_was_asked_before_is_not_asked_again_and_the_answer_is_verified_again() -> None:
    store, model = MemoryStore(), Scripted(GOOD)
    assert put(Helper(model, store), TEXT) == "not verified"
    later = Helper(model, store)
    assert put(later, TEXT) == "not verified"
    assert model.calls == 1
    assert (later.tally.asked, later.tally.remembered) == (0, 1)
    (kept,) = store.scan(Answer)
    forged = msgspec.structs.replace(kept, text='{"kind": "caveat", "words": "never checked"}')
    store.put([forged], stage="helper", unit=kept.id, receipt=store.receipts(stage="helper")["helper", kept.id])
    assert put(Helper(model, store), TEXT) is None


def test_another_text_or_model_is_another_question() -> None:
    store, model, other = MemoryStore(), Scripted(GOOD), Scripted(GOOD)
    other.name = "another"
    put(Helper(model, store), TEXT)
    put(Helper(model, store), TEXT + " Twice.")
    put(Helper(other, store), TEXT)
    assert (model.calls, other.calls) == (2, 1)


def test_unusable_answers_are_remembered_too_and_told_of_once() -> None:
    store, model = MemoryStore(), Scripted("no")
    helper = Helper(model, store)
    assert [put(helper, f"Text {n}.") for n in range(3)] == [None] * 3
    assert len(helper.finish()[0]) == 1
    put(helper, "Text 3.")
    assert helper.finish() == ([], False)
    put(Helper(model, store), "Text 0.")
    assert model.calls == 4


def test_a_model_that_is_not_up_to_a_question_is_not_asked_it_for_ever() -> None:
    model = Scripted("no")
    helper = Helper(model, MemoryStore())
    for n in range(HOPELESS_AFTER + 5):
        put(helper, f"Text {n}.")
    assert model.calls == HOPELESS_AFTER
    assert not helper.finish()[1]
    put(helper, "Text of another story.")
    assert model.calls == HOPELESS_AFTER + 1


def test_one_good_answer_keeps_a_question_alive() -> None:
    model = Scripted(GOOD, "no")
    helper = Helper(model, MemoryStore())
    for n in range(HOPELESS_AFTER + 5):
        put(helper, f"{TEXT} {n}")
    assert model.calls == HOPELESS_AFTER + 5


def test_failures_are_told_once_are_not_remembered_and_end_the_asking() -> None:
    store, model = MemoryStore(), Scripted(HelperError("It is broken.", "Mend it."))
    helper = Helper(model, store)
    assert [put(helper, f"Text {n}.") for n in range(10)] == [None] * 10
    assert model.calls == GIVEN_UP_AFTER
    assert helper.tally.unanswered == 10
    (notice,), cut_short = helper.finish()
    assert notice.message.startswith("It is broken.")
    assert notice.next_step == "Mend it."
    assert cut_short
    assert not list(store.scan(Answer))


def test_a_failure_that_lasts_ends_the_asking_at_once_and_a_passing_one_does_not() -> None:
    gone = Scripted(HelperError("Gone.", "Start it.", lasting=True))
    helper = Helper(gone, MemoryStore())
    assert [put(helper, f"Text {n}.") for n in range(4)] == [None] * 4
    assert gone.calls == 1
    passing = Scripted(HelperError("Slow."), HelperError("Slow."), GOOD)
    helper = Helper(passing, MemoryStore())
    assert [put(helper, f"{TEXT} {n}") for n in range(3)] == [None, None, "not verified"]


def test_the_schema_of_an_answer_is_closed() -> None:
    schema = schema_of(Sort)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["kind", "words"]
    assert schema["properties"]["kind"] == {"enum": ["caveat", "none"]}
