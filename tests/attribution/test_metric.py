"""The metric of attribution: what it counts, and that it agrees with the scorer of the people who judge it."""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from attribution import figures
from attribution_metric import Tokens

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "scorers" / "attribution.py"
REPORTS = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl"

TEXT = 'The mayor of Orrin said: "We will rebuild, and soon." She blamed the rain, according to the Orrin Post.'


def spans(*pieces: str) -> list[list[int]]:
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in pieces]


GOLD = [
    {"source": spans("The mayor of Orrin"), "cue": spans("said"), "content": spans('"We will rebuild, and soon."')},
    {"source": spans("the Orrin Post"), "cue": spans("according to"), "content": spans("She blamed the rain")},
]


def scored(made: list[dict[str, Any]]) -> dict[str, Any]:
    return figures([{"id": "a", "text": TEXT, "attributions": GOLD}], {"a": made})


def test_the_gold_itself_is_perfect() -> None:
    found = scored(GOLD)
    assert found.pop("gold") == found.pop("found") == 2
    assert set(found.values()) == {1.0}


def test_marks_at_the_edges_and_quotation_marks_do_not_count() -> None:
    bare = [GOLD[0] | {"cue": spans("said:"), "content": spans("We will rebuild, and soon")}, GOLD[1]]
    assert scored(bare)["AR_exact"] == 1.0


def test_half_of_the_content_is_enough_and_less_is_not() -> None:
    assert scored([GOLD[0] | {"content": spans("We will rebuild")}])["precision"] == 1.0
    assert scored([GOLD[0] | {"content": spans("We will")}])["precision"] == 0.0


def test_a_source_that_shares_only_a_common_word_is_another_source() -> None:
    assert scored([GOLD[0] | {"source": spans("The")}])["headline"] == 0.0
    assert scored([GOLD[0] | {"source": spans("mayor")}])["precision"] == 1.0


def test_no_source_is_right_only_where_there_is_none() -> None:
    assert scored([GOLD[0] | {"source": []}])["headline"] == 0.0
    tokens = Tokens(TEXT)
    assert tokens.share(frozenset(), frozenset())


def test_the_same_attribution_found_twice_counts_once() -> None:
    found = scored([*GOLD, GOLD[0]])
    assert (found["precision"], found["recall"]) == (round(2 / 3, 4), 1.0)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists() or not REPORTS.exists():
        pytest.skip("the judges' scorer and marked reports are not on this machine")
    spec = importlib.util.spec_from_file_location("judges_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_agrees_with_the_judges_scorer_to_the_third_decimal(scorer: ModuleType) -> None:
    """On marks that are made worse at random: lost, moved, given to another source."""
    reports = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()[:12]]
    rng = random.Random(5)
    made = {report["id"]: [_worse(a, rng) for a in report["attributions"] if rng.random() < 0.9] for report in reports}
    ours, theirs = figures(reports, made), scorer.score(reports, made)
    names = {"headline": "AR_part", "AR_exact": "AR_exact", "content": "CONT_part"}
    names |= {f"{role}_words": f"tok_{role}" for role in ("source", "cue", "content")}
    assert 0.2 < ours["headline"] < 0.95
    for mine, its in names.items():
        assert round(ours[mine], 3) == pytest.approx(round(theirs[its][2], 3), abs=1e-9), mine


def _worse(attribution: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    def moved(given: list[list[int]]) -> list[list[int]]:
        if rng.random() < 0.1:
            return []
        shift, cut = rng.choice([0, 0, 0, 7, 30]), rng.choice([0, 0, 5, 40])
        return [[s + shift, max(e + shift - cut, s + shift + 1)] for s, e in given]

    return {role: moved(attribution[role] or []) for role in ("source", "cue", "content")}


def test_the_last_line_of_the_benchmark_is_its_figures(tmp_path: Path) -> None:
    gold, made = tmp_path / "gold.jsonl", tmp_path / "made.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": GOLD}), encoding="utf-8")
    made.write_text(json.dumps({"id": "a", "attributions": GOLD[:1]}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "bench" / "attribution.py", gold, "--made", made],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1])["headline"] == round(2 / 3, 4)
