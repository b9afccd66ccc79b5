"""Plain sentences of saying that the model does not see."""

from __future__ import annotations

from sayso.attribution.plain import with_plain
from sayso.attribution.quotes import find_quotations
from sayso.attribution.reading import Reading
from sayso.engines import engine
from sayso.stages import STAGES, equipment
from sayso.text import Span

GEAR = equipment(next(stage for stage in STAGES if stage.name == "attribution"))


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """Source, cue and content of what is plain to see where the model has found nothing."""
    whole = [Span("d", 0, len(text))]
    parse = engine("language").parse("d", text, whole)
    lexicons = (GEAR[name] for name in ("cues", "roles", "anonymity", "outlets", "persons", "nouns", "dates"))
    reading = Reading(parse, find_quotations(text, whole), [], *lexicons, publisher=None)
    return [
        (
            text[f.source[0].start : f.source[-1].end],
            text[f.cue[0].start : f.cue[-1].end],
            [text[slice(*piece)] for piece in f.content],
        )
        for f in with_plain(reading, [])
    ]


def test_a_sentence_that_ends_with_who_said_it_is_what_he_said() -> None:
    assert found("The gates were opened at night, said Noor Badri, a candidate.") == [
        ("Noor Badri, a candidate", "said", ["The gates were opened at night"])
    ]


def test_a_sentence_without_a_verb_of_saying_or_without_anybody_is_nobodys() -> None:
    assert found("The gates were opened at night by a candidate.") == []
    assert found("Needless to say, the gates were opened.") == []
