"""What a model found becomes records like those of the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gold
import pytest

from sayso.engines.base import Saying
from sayso.records import Attribution
from sayso.syntax import Parse
from sayso.text import Span
from sayso.vocab import QuoteKind, SourceKind

Find = Callable[..., list[Attribution]]


class ByHand:
    """Finds one saying, as marks tell: S[…] source, C[…] cue, T[…] content."""

    name = "by-hand@1"

    def __init__(self, marks: str) -> None:
        self._marks = marks

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        if paragraphs[0].start or len(parse.text) > paragraphs[-1].end:
            return []  # asked about a part of it
        spans = gold.located(self._marks, parse.text, "d")
        return [Saying(spans["cue"][0], spans["source"], spans["content"], 0.8)]


@pytest.fixture
def marked(find: Find) -> Callable[[str], list[Attribution]]:
    def found(marks: str) -> list[Attribution]:
        pieces, _ = gold._parsed(marks)
        return find("".join(pieces), ByHand(marks))

    return found


def of(attribution: Attribution, role: str, text: str) -> list[str]:
    return [span.of(text) for span in getattr(attribution, role)]


def test_a_source_that_no_rule_knows_is_taken_from_the_model(marked: Callable[[str], list[Attribution]]) -> None:
    (one,) = marked("S[Ida Moss] C[let it be known] T[that the ferry is sold].")
    assert one.label == "Ida Moss"
    assert one.source_kind is SourceKind.PERSON
    assert one.made_by == "attribution/learned@1"


def test_the_marks_of_a_quotation_stay_outside_and_make_it_direct(marked: Callable[[str], list[Attribution]]) -> None:
    text = "“We will sue,” Ida Moss told the Courier."
    (one,) = marked("T[“We will sue,”] S[Ida Moss] C[told] the Courier.")
    assert of(one, "content", text) == ["We will sue"]
    assert one.quote is QuoteKind.DIRECT
    assert of(one, "addressee", text) == ["the Courier"]


def test_a_relative_word_stands_for_its_noun(marked: Callable[[str], list[Attribution]]) -> None:
    text = "Police questioned a guard who said the gate was open."
    (one,) = marked("Police questioned a guard S[who] C[said] T[the gate was open].")
    assert of(one, "source", text) == ["who"]
    assert one.source_kind is SourceKind.ANONYMOUS
    assert one.label == "guard"


def test_who_holds_an_office_says_what_is_said_of_its_holder(marked: Callable[[str], list[Attribution]]) -> None:
    (one,) = marked("It follows the election of Ann Lee as mayor, S[who] C[has vowed] T[to reopen the pool].")
    assert (one.label, one.source_kind) == ("Ann Lee", SourceKind.PERSON)


def test_a_body_with_the_name_of_a_person_is_a_body(marked: Callable[[str], list[Attribution]]) -> None:
    (one,) = marked("S[The company, Hugo Lindqvist,] C[insists] T[that no alarm was raised].")
    assert (one.label, one.source_kind) == ("Hugo Lindqvist", SourceKind.ORGANISATION)


def test_what_stands_in_a_paper_is_the_papers_where_nobody_else_is_named(
    marked: Callable[[str], list[Attribution]],
) -> None:
    (one,) = marked("In the wake of a June C[report] T[that the well is dry], the mayor left.")
    assert (one.label, one.source_kind) == ("June report", SourceKind.DOCUMENT)


def test_what_is_hard_to_believe_for_anybody_is_nobodys_belief(marked: Callable[[str], list[Attribution]]) -> None:
    assert marked("S[It] C[is hard to believe] T[that nobody knew].") == []


def test_a_clause_inside_a_content_stands_within_it(marked: Callable[[str], list[Attribution]]) -> None:
    found = marked("S[The Courier] C[reported] T[that the mayor denied the plant was leaking].")
    outer = next(a for a in found if a.within is None)
    (inner,) = [a for a in found if a.within is not None]
    assert inner.within == outer.id
    assert inner.label == "mayor"


def test_what_the_parse_shows_outside_contents_is_left_alone(marked: Callable[[str], list[Attribution]]) -> None:
    found = marked("S[The Courier] C[reported, and the mayor did not deny,] T[a leak in the plant].")
    assert [a.label for a in found] == ["Courier"]


def test_a_phrase_before_a_source_is_read_where_the_model_is_silent(marked: Callable[[str], list[Attribution]]) -> None:
    found = marked("S[The Courier] C[reported] T[a leak]. According to the mayor, nothing is wrong.")
    assert [a.label for a in found] == ["Courier", "mayor"]


def test_the_grammatical_subject_is_the_source_where_the_model_has_none(
    marked: Callable[[str], list[Attribution]],
) -> None:
    (one,) = marked("Ida Moss C[warned] T[that the ferry leaks].")
    assert one.label == "Ida Moss"


def test_a_clause_cut_short_by_a_cue_inside_it_is_made_whole(marked: Callable[[str], list[Attribution]]) -> None:
    text = "The bridge, the mayor said, has been shut since May."
    (one,) = marked("The bridge, S[the mayor] C[said], T[has been shut since May].")
    assert of(one, "content", text) == ["The bridge", "has been shut since May"]


def test_what_a_lone_allegedly_doubts_is_its_clause_however_the_model_cut_it(
    marked: Callable[[str], list[Attribution]],
) -> None:
    text = "Fear grows of a fund that Valmere has allegedly set up in the hills."
    (one,) = marked("Fear grows of a fund that Valmere has C[allegedly] T[set up in the hills].")
    assert of(one, "content", text) == ["a fund that Valmere has", "set up in the hills"]
    assert one.source_kind is SourceKind.UNSPECIFIED


def test_what_a_participle_of_hearsay_tells_of_belongs_to_what_is_told(
    marked: Callable[[str], list[Attribution]],
) -> None:
    text = "Divers went down to a wreck believed to lie off Sarn."
    (one,) = marked("Divers went down to a wreck C[believed] T[to lie off Sarn].")
    assert of(one, "content", text) == ["a wreck", "to lie off Sarn"]


def test_who_has_made_a_thing_that_is_told_of_does_not_say_so(marked: Callable[[str], list[Attribution]]) -> None:
    assert marked("Fear grows of T[a fund that] S[Valmere] C[has established] in the hills.") == []


def test_a_heading_that_ends_in_a_noun_and_a_colon_is_no_source(find: Callable[..., list[Attribution]]) -> None:
    assert not any(a.label == "THEIR EYE GEL" for a in find("BLINDED BY THEIR EYE GEL: 19 victims as bosses ‘knew’"))


def test_a_quotation_is_not_given_to_a_second_cue_behind_its_own(find: Callable[..., list[Attribution]]) -> None:
    text = (
        "“Two nights for Mr Hess, in the second week of February. The bill came to my desk and I signed it,” Ms Sand "
        "said. “It was nothing out of the ordinary. We did the same for everybody.” She is in dispute with Orrest over "
        "her pay."
    )
    assert [a.cue[0].of(text) for a in find(text)] == ["said"]


def test_what_a_headline_tells_beside_a_denial_is_not_denied(find: Callable[..., list[Attribution]]) -> None:
    text = "Pellmark chief denies eye gel was shipped untested as cases reach 26"
    assert [span.of(text) for a in find(text) for span in a.content] == ["eye gel was shipped untested"]


@pytest.mark.parametrize(
    "marks",
    [
        "S[The Union] C[has sanctioned] T[ten firms for smuggling pumps].",
        "S[Harrow] C[has continued to provide support to] T[Rood].",
    ],
)
def test_what_is_done_to_a_thing_is_not_said(marked: Callable[[str], list[Attribution]], marks: str) -> None:
    assert marked(marks) == []
