"""What is said to be open, and who has to answer."""

from __future__ import annotations

import pytest

from certainty_judge import judge
from sayso.engines.base import LanguageEngine
from sayso.records import Attribution, Document, Question
from sayso.text import Span
from sayso.vocab import QuoteKind, SourceKind


def questions(language: LanguageEngine, text: str, cue: str = "", content: str = "") -> list[tuple[str, str | None]]:
    document = Document(snapshot_id="s", path="a.txt", text=text)
    at = text.find

    def span(words: str) -> tuple[Span, ...]:
        return (Span(document.id, at(words), at(words) + len(words)),) if words else ()

    attributions = []
    if cue:
        attributions.append(
            Attribution(
                doc_id=document.id,
                cue=span(cue),
                content=span(content),
                quote=QuoteKind.INDIRECT,
                source_kind=SourceKind.ORGANISATION,
                label="water board",
            )
        )
    judged = judge(
        document,
        language.parse(document.id, text, [Span(document.id, 0, len(text))]),
        [],
        attributions,
    )
    return [(q.span.of(text), q.asked_of) for q in judged if isinstance(q, Question)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police do not know who lit the fire.", [("who lit the fire", "Police")]),
        ("It is unclear how many people died.", [("how many people died", None)]),
        ("Nobody knows why the alarm failed.", [("why the alarm failed", None)]),
        ("The cause of the fire remains unknown.", [("The cause of the fire", None)]),
        ("The court was unable to establish the motive.", [("the motive", "The court")]),
        ("The firm has not confirmed that the deal is off.", [("that the deal is off", "The firm")]),
        ("The vote raises questions about how far the party will go.", [("how far the party will go", None)]),
        ("There is no agreement on the number of dead.", [("the number of dead", None)]),
        ("Detectives are examining whether the fires are linked.", [("whether the fires are linked", "Detectives")]),
        ("No decision has been taken about the pier.", [("No decision has been taken about the pier", None)]),
        ("The court has announced no ruling.", [("The court has announced no ruling", "The court")]),
        ("It remains to be seen whether the plan works.", [("whether the plan works", None)]),
    ],
)
def test_what_is_not_known_is_a_question_to_the_one_who_does_not_know_it(
    language: LanguageEngine, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert questions(language, text) == expected


def test_each_whether_of_a_list_is_a_question(language: LanguageEngine) -> None:
    text = (
        "The water board is yet to confirm three points: whether it leaks, whether it is safe, and whether it is old."
    )
    found = questions(language, text)
    assert [asked for asked, _ in found] == ["whether it leaks", "whether it is safe", "whether it is old"]
    assert {who for _, who in found} == {"The water board"}


def test_it_is_asked_of_the_source_it_stands_for(language: LanguageEngine) -> None:
    text = "The board said it did not know who had paid."
    assert questions(language, text, "said", "it did not know who had paid") == [("who had paid", "water board")]


@pytest.mark.parametrize(
    "text",
    [
        "Whether or not it rains, the race goes on.",
        "Who pays?",
        "He knows who lit the fire.",
        "The firm confirmed that the deal is off.",
        "The mayor explained why the bridge was closed.",
        "The thief did not know the code.",
    ],
)
def test_what_is_known_or_only_asked_aloud_is_no_open_question(language: LanguageEngine, text: str) -> None:
    assert questions(language, text) == []
