"""The gold texts are what they promise to be: found, in the vocabulary, apart, and enough of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import gold
import pytest

from sayso.text import words
from sayso.vocab import QuoteKind, SourceKind

#: What the tagger learns from beside PolNeAR.
TRAINED_ON = sorted((Path(__file__).parents[2] / "training/attribution/texts").glob("*.yml"))

FILES = sorted(gold.GOLD.glob("*/*.yml")) + TRAINED_ON

#: Runs of this many words in two texts would be one passage.
RUN = 8


@pytest.fixture(scope="module")
def texts() -> list[gold.GoldText]:
    return [text for part in gold.PARTS for text in gold.read_all(part)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_mark_is_found_in_its_text_and_keeps_the_guideline(path: Path) -> None:
    text = gold.read(path)
    for one in text.attributions:
        for role in gold.ROLES.values():
            for span, said in zip(getattr(one, role), one.words(role, text.text), strict=True):
                assert said
                assert said == said.strip()
                assert "\n" not in said
                assert span.doc_id == text.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_file_is_free_to_use(path: Path) -> None:
    assert "licence: CC0-1.0\n" in path.read_text(encoding="utf-8")


def test_no_attribution_is_marked_twice(texts: list[gold.GoldText]) -> None:
    for text in texts:
        keys = Counter((one.source, one.cue, one.content) for one in text.attributions)
        assert max(keys.values()) == 1, text.name


def test_a_chain_leaves_out_no_link(texts: list[gold.GoldText]) -> None:
    """What stands in less than all of another's content is within it, directly or through others."""
    for text in texts:
        for one in text.attributions:
            chain = set(_chain(one, text.attributions))
            around = {
                i
                for i, other in enumerate(text.attributions)
                if gold.encloses(other.content, one.content) and not gold.encloses(one.content, other.content)
            }
            assert around <= chain, (
                text.name,
                one.entry.marks,
                [text.attributions[i].entry.marks for i in around - chain],
            )


def test_each_part_is_large_enough_to_measure_on(texts: list[gold.GoldText]) -> None:
    for part in gold.PARTS:
        mine = [text for text in texts if text.part == part]
        assert len(mine) >= 25
        assert sum(len(text.attributions) for text in mine) >= 350


@pytest.mark.parametrize("part", gold.PARTS)
def test_each_part_holds_every_layer(part: str) -> None:
    found = [one for text in gold.read_all(part) for one in text.attributions]
    assert {one.entry.kind for one in found} == set(SourceKind)
    assert {one.entry.quote for one in found} == set(QuoteKind)
    assert all(any(getattr(one, role) for one in found) for role in gold.ROLES.values())
    assert any(one.entry.collective for one in found)
    assert any(one.within is not None and found[one.within] for one in found)


def test_no_passage_stands_in_two_texts(texts: list[gold.GoldText]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for text in texts:
        for run in _runs(text):
            assert seen.setdefault(run, text.name) == text.name, run
    for text in map(gold.read, TRAINED_ON):
        assert not seen.keys() & set(_runs(text)), text.name


def test_no_named_source_to_measure_on_stands_among_those_to_work_on(texts: list[gold.GoldText]) -> None:
    named = {part: {one.entry.who for t in texts if t.part == part for one in t.attributions} for part in gold.PARTS}
    generic = {None, "police", "army", "fire service"}
    assert not ((named["dev"] | named["dev2"]) & named["test"]) - generic


def test_an_excerpt_that_stands_in_two_places_is_refused() -> None:
    text = "Ruth Amsel said no. Ruth Amsel said yes."
    with pytest.raises(gold.GoldError, match="2 times"):
        gold.located("S[Ruth Amsel] C[said]", text, "d")
    assert gold.located("S[Ruth Amsel] C[said]", text, "d", nth=2)["source"][0].start == 20


def test_a_mark_over_a_gap_and_over_paragraphs_is_one_span_for_each_paragraph() -> None:
    text = "“We left at six,” she said.\n\n“Nobody saw us. Nobody asked.”"
    spans = gold.located("T[“We left at six,”] S[she] C[said]. […] T[“Nobody saw […] asked.”]", text, "d")
    assert [s.of(text) for s in spans["content"]] == ["“We left at six,”", "“Nobody saw us. Nobody asked.”"]
    spans = gold.located("T[“We left […] asked.”]", text, "d")
    assert [s.of(text) for s in spans["content"]] == ["“We left at six,” she said.", "“Nobody saw us. Nobody asked.”"]


@pytest.mark.parametrize("marks", ["S[she", "she]", "[…] she", "S[he] C[left]"])
def test_marks_that_cannot_be_read_are_refused(marks: str) -> None:
    with pytest.raises(gold.GoldError):
        gold.located(marks, "she left", "d")


def _runs(text: gold.GoldText) -> Iterator[tuple[str, ...]]:
    said = [word.folded for word in words(text.text)]
    yield from zip(*(said[i:] for i in range(RUN)), strict=False)


def _chain(one: gold.Found, found: Sequence[gold.Found]) -> Iterator[int]:
    while one.within is not None:
        yield one.within
        one = found[one.within]
