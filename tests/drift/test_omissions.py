from __future__ import annotations

from drift_stories import attribution, compared, omissions, place, report

from sayso.records import Document, Question
from sayso.vocab import OmissionKind, SourceKind


def left_out(parent: Document, child: Document, *questions: Question) -> list[tuple[OmissionKind, str]]:
    return [(o.kind, o.text) for o in omissions(compared(parent, child, questions=questions))]


LEAD = "The Brenta dam lost 14 metres of its crest in the storm on Friday."


def test_a_caveat_beside_a_repeated_sentence_is_missed() -> None:
    parent = report("p", f"{LEAD} The figure could not be independently verified.")
    child = report("c", LEAD)
    assert left_out(parent, child) == [(OmissionKind.CAVEAT, "The figure could not be independently verified.")]


def test_a_denial_beside_a_repeated_sentence_is_missed() -> None:
    parent = report("p", f"{LEAD} The operator denied that the crest had been damaged at all.")
    child = report("c", LEAD)
    assert left_out(parent, child) == [
        (OmissionKind.DENIAL, "The operator denied that the crest had been damaged at all.")
    ]


def test_each_open_question_of_a_sentence_is_one_omission() -> None:
    parent = report(
        "p", f"{LEAD} Engineers have yet to confirm whether the gates held, and whether the town was warned."
    )
    child = report("c", LEAD)
    questions = [
        Question(doc_id=parent.id, span=place(parent, words))
        for words in ("whether the gates held", "whether the town was warned")
    ]
    assert left_out(parent, child, *questions) == [
        (OmissionKind.OPEN_QUESTION, "whether the gates held"),
        (OmissionKind.OPEN_QUESTION, "whether the town was warned"),
    ]


def test_the_only_question_of_a_sentence_is_shown_as_the_sentence() -> None:
    asked = "It is not known whether the gates held."
    parent = report("p", f"{LEAD} {asked}")
    question = Question(doc_id=parent.id, span=place(parent, "whether the gates held"))
    assert left_out(parent, report("c", LEAD), question) == [(OmissionKind.OPEN_QUESTION, asked)]


def test_a_caveat_in_other_words_is_carried() -> None:
    parent = report("p", f"{LEAD} The operator denied that the crest had been damaged at all.")
    child = report("c", f"{LEAD} But the operator rejected any talk of a damaged crest.")
    assert left_out(parent, child) == []


def test_a_refusal_to_comment_is_no_denial() -> None:
    parent = report("p", f"{LEAD} The operator declined to comment on the storm.")
    assert left_out(parent, report("c", LEAD)) == []


def test_a_caveat_far_from_anything_repeated_is_not_missed() -> None:
    far = "\n".join(f"Paragraph {word} tells of the choir of Lower Aven." for word in ("one", "two", "three", "four"))
    parent = report("p", f"{LEAD}\n{far}\nThe date of the concert could not be independently verified.")
    assert left_out(parent, report("c", LEAD)) == []


def test_a_caveat_of_the_repeated_source_is_missed_from_afar() -> None:
    far = "\n".join(f"Paragraph {word} tells of the choir of Lower Aven." for word in ("one", "two", "three", "four"))
    caveat = "Dr Sand cautioned that the survey was not complete."
    parent = report("p", f"Dr Sand said the Brenta dam lost 14 metres of its crest.\n{far}\n{caveat}")
    child = report("c", "Dr Sand said the Brenta dam lost 14 metres of its crest.")
    person = SourceKind.PERSON
    told = [
        attribution(
            parent, source="Dr Sand", cue="said", content="the Brenta dam lost 14 metres of its crest", kind=person
        ),
        attribution(parent, source="Dr Sand", cue="cautioned", content="that the survey was not complete", kind=person),
    ]
    found = omissions(compared(parent, child, attributions=tuple(told)))
    assert [(o.kind, o.text) for o in found] == [(OmissionKind.CAVEAT, caveat)]
