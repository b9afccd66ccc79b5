"""The marked claim sets are what they promise to be: readable, free, apart from what the vectors were trained on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import claim_sets
from sayso.text import fold

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*/*.yml"))
TRAINED_ON = sorted((Path(__file__).parents[2] / "training" / "same" / "claims").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_mark_names_a_claim_of_its_set_and_every_claim_is_marked(path: Path) -> None:
    held = claim_sets.read(path)
    marked = {claim for _, places in held.unmarked() for _, _, claim in places}
    assert marked == held.claims.keys()
    assert held.licence == "CC0-1.0"


def test_both_halves_hold_six_sets() -> None:
    assert {half: len(list((GOLD / half).glob("*.yml"))) for half in ("dev", "test")} == {"dev": 6, "test": 6}


def test_a_mark_without_a_claim_is_refused() -> None:
    report = claim_sets.MarkedReport(publisher="A", published="2031-01-01", text="[b: it sank]")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="b"):
        list(claim_sets.ClaimSet(licence="", subject="", claims={}, reports=(report,)).unmarked())


def test_no_marked_words_of_four_or_more_are_among_those_trained_on() -> None:
    trained = {
        fold(text)
        for path in TRAINED_ON
        for subject in yaml.safe_load(path.read_text(encoding="utf-8"))
        for claim in subject["claims"]
        for text in claim
    }
    marked = {
        fold(text[start:end]).strip(" .,")
        for path in FILES
        for text, places in claim_sets.read(path).unmarked()
        for start, end, _ in places
    }
    assert not {words for words in marked & trained if len(words.split()) >= 4}
