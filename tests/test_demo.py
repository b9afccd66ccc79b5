"""The bundled story, held to the truth that its author wrote beside it (src/sayso/demo/gold.yml).

Every claim, edge, change and question of the gold is a test of its own. What sayso still gets wrong is listed with its
reason in tests/known_errors.yml and must fail: a known error that is mended has to leave the list.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from stories import Score, judge, open_story

HERE = Path(__file__).parent
DEMO = HERE.parent / "src" / "sayso" / "demo"
GOLD = yaml.safe_load((DEMO / "gold.yml").read_text(encoding="utf-8"))
KNOWN: dict[str, str] = yaml.safe_load((HERE / "known_errors.yml").read_text(encoding="utf-8")) or {}


@pytest.fixture(scope="module")
def score() -> Score:
    """Everything that the gold speaks of, held against what sayso finds."""
    return judge(*open_story(DEMO))


def checks() -> list[object]:
    """One check for each thing in the gold that has a name of its own."""
    names = [f"status {claim['id']}" for claim in GOLD["claims"]]
    names += [f"interval {claim['id']}" for claim in GOLD["claims"]]
    names += [
        f"lineage {report['file']} from {parent.get('parent') or parent['latent']}"
        for report in GOLD["reports"]
        for parent in report["parents"] or []
    ]
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=KNOWN[name], strict=True)) if name in KNOWN else name
        for name in names
    ]


@pytest.mark.parametrize("check", checks())
def test_the_product_says_what_the_author_of_the_story_knows(score: Score, check: str) -> None:
    assert score.named[check], [miss for miss in score.misses if check.split()[1] in miss]


def test_no_known_error_is_listed_that_is_not_checked(score: Score) -> None:
    assert set(KNOWN) <= set(score.named)


#: Shares that must not fall; measured figures are in docs/accuracy.md.
FLOORS = {
    "attributions": 0.80,
    "attributions_precision": 0.90,
    "captions": 1.0,
    "corrections": 1.0,
    "drift_seen": 0.60,
    "furniture": 0.90,
    "furniture_unclaimed": 0.95,
    "omissions": 0.55,
    "questions": 0.90,
    "questions_precision": 0.90,
    "timeline": 0.85,
}


@pytest.mark.parametrize("what", sorted(FLOORS))
def test_no_figure_of_the_bundled_story_falls(score: Score, what: str) -> None:
    assert score.figures()[what] >= FLOORS[what], [m for m in score.misses if m.startswith(what.partition("_")[0])]
