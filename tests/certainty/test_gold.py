"""The gold is fit to measure with, and the benchmark counts as it says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import certainty as bench
import events
from sayso.vocab import Level, Polarity

GOLD = Path(__file__).parent / "gold"


@pytest.mark.parametrize("half", ["dev", "test"])
def test_every_level_is_judged_fifteen_times_in_each_half(half: str) -> None:
    counts = Counter(row.level for row in bench.rows_of(GOLD / f"{half}.yml"))
    assert set(counts) == {str(level) for level in Level}
    assert min(counts.values()) >= 15


def test_no_text_stands_in_two_files() -> None:
    texts = [{row.text for row in bench.rows_of(file)} for file in sorted(GOLD.glob("*.yml"))]
    assert sum(map(len, texts)) == len(set.union(*texts)) >= 300


def test_every_row_has_a_clause_of_its_text_a_known_polarity_and_a_holder_in_it() -> None:
    for row in bench.rows_of(GOLD):
        assert row.text[slice(*row.clause)].strip()
        assert row.polarity in {str(polarity) for polarity in Polarity}
        assert any(holder == "author" or holder.lower() in row.text.lower() for holder in row.holders)


def test_figures_are_shares_and_f1s() -> None:
    rows = [bench.Row("a", (0, 1), ("author",), level, "+") for level in ("denied", "denied", "planned", "possible")]
    made = [bench.Answer(level, "+", True) for level in ("denied", "planned", "planned", "possible")]
    figures = bench.figures_of_gold(rows, made, made)
    assert figures["headline"] == 0.75
    assert figures["denials"] == 0.6667
    assert figures["levels"]["denied"] == {"rows": 2, "right": 1, "f1": 0.6667}


def test_events_are_read_with_their_tokens_and_judgements(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    row = {
        "text": "The 9-year-old boat sank .",
        "targets": [{"span1": [3, 4], "label": 3.0}, {"span1": [1, 2], "label": -1}],
    }
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    [sentence] = events.sentences(file)
    assert [(token.text, label) for token, label in sentence.events] == [("sank", 3.0), ("year", -1)]


def test_events_are_scored_beside_a_constant(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    texts = {"The boat sank .": 3.0, "The boat may sink .": 0.0, "The boat never sank .": -3.0, "The mast fell .": 3.0}
    rows = [
        {"text": text, "targets": [{"span1": [text.count(" ") - 1, text.count(" ")], "label": label}]}
        for text, label in texts.items()
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    figures = bench.judge_events(file)
    assert figures["headline"] > 0.5
    assert figures["constant_macro_f1"] == 0.2222
    assert figures["events"] == 4
