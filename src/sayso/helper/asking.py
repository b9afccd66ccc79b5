"""Asking the helper model: once per question, remembered in the store, verified each time, given up when it fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec

from sayso.errors import HelperError
from sayso.helper.endpoint import Model
from sayso.helper.passages import Passage, Unusable, fenced
from sayso.helper.prompts import Prompt, fingerprint, prompt
from sayso.records import WHOLE_STORY, Answer, Failure
from sayso.store import Receipt, Store
from sayso.store.wire import digest

T = TypeVar("T", bound=msgspec.Struct)
R = TypeVar("R")

#: The stage under which answers are filed and failures are told; and the parameter by which a stage asks for a helper.
ASKED_OF = "helper"

#: What a helper model answered, as it gave it: kept so that the same question is never sent twice.
ANSWERED = "helper/answer@1"
#: A helper model gave no answer, or none that could be used; told once, and the default answers stand.
FAILED = "helper/failure@1"

#: After so many questions in a row without an answer, none is asked any more in this run.
GIVEN_UP_AFTER = 3

#: After so many answers to one question, all unusable, it is asked no more in this unit: the model is not up to it.
HOPELESS_AFTER = 8

#: Characters of an answer that are kept and read.
LONGEST_KEPT = 4000


class Tally(msgspec.Struct):
    """What became of the questions of one sort in a run, or of all.

    Attributes:
        asked: sent to the model.
        remembered: answered before; nothing was sent.
        used: answers that were in the form asked for and quoted what stands there.
        unusable: answers that were not.
        unanswered: questions to which there was no answer, those not sent any more included.
    """

    asked: int = 0
    remembered: int = 0
    used: int = 0
    unusable: int = 0
    unanswered: int = 0

    def told(self) -> str:
        """The same in words."""
        return (
            f"questions: {self.asked} asked, {self.remembered} answered before; "
            f"answers: {self.used} in order, {self.unusable} unusable, {self.unanswered} missing"
        )


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


class Helper:
    """What a stage asks. Its answers are those of the store where the same was asked before.

    Attributes:
        name: model and questions: part of the cache key of the stages that ask.
        tallies: what became of the questions so far, by their name.
        progress: told of every question that is sent; may be set.
    """

    def __init__(self, model: Model, store: Store) -> None:
        self._model, self._store = model, store
        self.name = f"{model.name} {fingerprint()}"
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self.progress: Callable[[str, int, int], None] = _silent
        self._failed_in_a_row = 0
        self._given_up = False
        self._cut_short = False
        self._before: dict[str, Tally] = {}
        self._notices: list[Failure] = []
        self._told: set[str] = set()

    def ask(self, question: str, shape: type[T], read: Callable[[T], R], **texts: Passage) -> R | None:
        """What `read` makes of the answer; None where there is none, it is not to be used, or the model is hopeless.

        Args:
            question: the name of a file under prompts/.
            shape: what the answer must be, field by field; anything else is unusable.
            read: looks up what the answer quotes; raises `Unusable` where it does not stand there.
            texts: what the model is shown, by the names under which the question speaks of them.
        """
        tally = self.tallies[question]
        if self._is_hopeless(question):
            return None
        raw = self._answer(prompt(question), shape, texts, tally)
        if raw is None:
            tally.unanswered += 1
            return None
        try:
            found = read(_decoded(raw, shape))
        except Unusable:
            tally.unusable += 1
            self._note(
                f"Some answers of the helper model {self._model.name} were not used: they were not in the form asked "
                "for, or quoted words that do not stand there. The default answers stand.",
                "Nothing is wrong with the reports. A larger model answers better.",
            )
            return None
        tally.used += 1
        return found

    @property
    def tally(self) -> Tally:
        """What became of all questions so far."""
        return Tally(*(sum(getattr(t, field) for t in self.tallies.values()) for field in Tally.__struct_fields__))

    def finish(self) -> tuple[list[Failure], bool]:
        """End a unit of work: what went wrong in it, each thing told once a run; whether it is to be asked again."""
        notices, cut_short = self._notices, self._cut_short
        self._notices, self._cut_short = [], False
        self._before = {question: msgspec.structs.replace(tally) for question, tally in self.tallies.items()}
        return notices, cut_short

    def _is_hopeless(self, question: str) -> bool:
        """Whether the model was not up to such questions in this unit (one story must not hang on another)."""
        now, before = self.tallies[question], self._before.get(question, Tally())
        return now.used == before.used and now.unusable - before.unusable >= HOPELESS_AFTER

    def _answer(
        self, question: Prompt, shape: type[msgspec.Struct], texts: dict[str, Passage], tally: Tally
    ) -> str | None:
        shown, schema = fenced(texts), schema_of(shape)
        asked = Answer(
            question=question.signature,
            model=self._model.name,
            asked=blake2b(f"{question.digest}\0{shown}\0{schema}".encode(), digest_size=16).hexdigest(),
            text="",
            made_by=ANSWERED,
        )
        known = self._store.get(Answer, asked.id)
        if known is not None:
            tally.remembered += 1
            return known.text
        if not self._given_up:
            tally.asked += 1
            self.progress("questions", self.tally.asked, 0)
        text = self._complete(question.text, shown, schema)
        if text is not None:
            kept = msgspec.structs.replace(asked, text=text)
            self._store.put([kept], stage=ASKED_OF, unit=kept.id, receipt=Receipt(kept.id, digest([kept])))
        return text

    def _complete(self, told: str, shown: str, schema: dict[str, Any]) -> str | None:
        if not self._given_up:
            try:
                text = self._model.complete(told, shown, schema)[:LONGEST_KEPT].encode(errors="replace").decode()
            except HelperError as error:
                self._failed_in_a_row += 1
                self._given_up = error.lasting or self._failed_in_a_row >= GIVEN_UP_AFTER
                self._note(f"{error.message} The default answers stand.", error.next_step)
            else:
                self._failed_in_a_row = 0
                return text
        self._cut_short = True
        return None

    def _note(self, message: str, next_step: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._notices.append(
                Failure(path=WHOLE_STORY, stage=ASKED_OF, message=message, next_step=next_step, made_by=FAILED)
            )


def _decoded(raw: str, shape: type[T]) -> T:
    """The one JSON object in what a model wrote, with the fields asked for and no others."""
    raw = raw.rpartition("</think>")[2]  # some models think aloud first
    start, end = raw.find("{"), raw.rfind("}")
    try:
        return msgspec.json.decode(raw[start : end + 1], type=shape)
    except (msgspec.DecodeError, RecursionError):
        raise Unusable from None


def schema_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema of an answer, in one piece."""
    _, parts = msgspec.json.schema_components([shape])
    schema: dict[str, Any] = parts[shape.__name__]
    return {name: schema[name] for name in ("type", "properties", "required")} | {"additionalProperties": False}
