from __future__ import annotations

import pytest

from claim_stories import WITH
from sayso.claims.gist import Gist, Reader
from sayso.records import Entity
from sayso.text import Span
from sayso.vocab import NameKind


def read(text: str, of: str | None = None, entities: tuple[Entity, ...] = ()) -> Gist:
    reader = Reader(entities, *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    start = text.index(of or text)
    return reader.read(text, Span("d", start, start + len(of or text)))


def test_a_state_is_one_thing_by_all_its_words() -> None:
    keys = [{n.key for n in read(f"a factory {words}").names} for words in ("on Chilean soil", "in Chile")]
    assert keys[0] == keys[1] == {"=Chile"}


def test_all_spellings_of_an_entity_are_one_name() -> None:
    entity = Entity(kind=NameKind.ORGANISATION, names=("Northern Rivers Board", "NRB"))
    full, short = read("the Northern Rivers Board", entities=(entity,)), read("the NRB", entities=(entity,))
    assert full.names == short.names


def test_a_noun_and_its_verb_are_one_term() -> None:
    assert read("the plant was closed").terms == read("the closure of the plant").terms


def test_words_of_saying_and_hedging_are_no_terms() -> None:
    assert read("it may allegedly have leaked").terms == {"leak"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the dam is not leaking", True),
        ("no water has leaked", True),
        ("the dam isn't leaking", True),
        ("the board has not confirmed that the dam leaks", False),
        ("they spoke of a no-fly zone", False),
        ("15 people who were on no list were saved", False),
        ("HEAR NO EVIL: Harrow cooked its books", False),
        ("Harrow chief: no books were cooked", True),
    ],
)
def test_what_counts_as_a_no(text: str, expected: bool) -> None:
    assert read(text).negated is expected


def test_a_mention_that_says_little_is_read_with_its_paragraph() -> None:
    text = "The union has gone through the ward registers. It counts 41.\n\nElsewhere it rained."
    assert {"union", "ward"} <= read(text, "It counts 41").context
    assert "rain" not in read(text, "It counts 41").context
    assert read(text, "The union has gone through the ward registers").context == frozenset()


def test_what_happens_is_told_in_order() -> None:
    assert read("Vostania has shipped the shells that it produced").happenings == ("ship", "produce")


def test_dates_are_read_whichever_way_round() -> None:
    assert read("on 12 May").dates == read("on May 12").dates == {"12-05"}


def test_capitals_of_a_headline_are_no_names() -> None:
    assert read("Fury As Secret Files Expose Hit List").names == ()
