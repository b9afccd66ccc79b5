"""How segments hang together in a parse."""

from __future__ import annotations

from sayso.engines.base import LanguageEngine
from sayso.engines.saying.grammar import Grammar
from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.sheet import sheet
from sayso.syntax import Parse
from sayso.text import Span

TEXT = "The port director said the harbour will stay shut."
SOURCE, CUE, CONTENT = Segment(0, 3, Role.SOURCE), Segment(3, 4, Role.CUE), Segment(4, 9, Role.CONTENT)


def grammar(parse: Parse) -> Grammar:
    return Grammar(parse, sheet(TEXT, [Span("d", 0, len(TEXT))]))


def test_a_source_hangs_on_its_noun_and_a_content_on_its_verb(language: LanguageEngine) -> None:
    made = grammar(language.parse("d", TEXT, [Span("d", 0, len(TEXT))]))
    heads = [made.head(segment) for segment in (SOURCE, CUE, CONTENT)]
    assert [head.text for head in heads if head is not None] == ["director", "said", "stay"]


def test_subject_and_object_clause_are_told_apart(language: LanguageEngine) -> None:
    made = grammar(language.parse("d", TEXT, [Span("d", 0, len(TEXT))]))
    assert made.related(CUE, SOURCE) != made.related(CUE, CONTENT)


def test_where_the_parse_is_missing_nothing_is_told() -> None:
    assert set(grammar(Parse("d", TEXT, [], [])).related(CUE, SOURCE)) == {-1.0}
