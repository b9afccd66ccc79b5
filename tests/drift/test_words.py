from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from drift_stories import attribution, compared, drifts, report, spelled

from sayso.vocab import DriftKind

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "drift.yml").read_text())


def _cases() -> list[Any]:
    found = []
    for group, cases in CASES.items():
        for number, case in enumerate(cases, start=1):
            marks = [pytest.mark.xfail(reason=case["wrong"], strict=True)] if "wrong" in case else []
            found.append(pytest.param(case, id=f"{group}-{number}", marks=marks))
    return found


@pytest.mark.parametrize("case", _cases())
def test_a_marked_change_is_found_with_its_kind_and_nothing_else_is(case: dict[str, Any]) -> None:
    published = case.get("dates", [None, None])
    parent = report("parent.txt", case["parent"], published[0])
    child = report("child.txt", case["child"], published[1])
    found = [d for d in drifts(compared(parent, child)) if d.kind is not DriftKind.BENIGN]
    assert sorted(spelled(d, parent, child) for d in found) == sorted(case.get("is", []))


def test_a_negation_among_the_words_that_say_who_speaks_counts_where_what_it_turns_stays() -> None:
    parent = report("parent.txt", "The owner denied that he knew of the crack in the dam.")
    child = report("child.txt", "The owner said he did not know of the crack in the dam.")
    made = report("made.txt", "The owner said he did know of the crack in the dam.")
    cues = (
        attribution(parent, source="The owner", cue="denied", content="that he knew of the crack in the dam"),
        attribution(child, source="The owner", cue="said he did not know", content="of the crack in the dam"),
        attribution(made, source="The owner", cue="said he did know", content="of the crack in the dam"),
    )
    assert not [d for d in drifts(compared(parent, child, attributions=cues)) if d.kind is DriftKind.POLARITY]
    (turned,) = drifts(compared(child, made, attributions=cues))
    assert spelled(turned, child, made) == "polarity: not -> ~"


def test_a_negation_that_goes_with_the_words_that_say_who_speaks_is_no_change() -> None:
    parent = report("parent.txt", "The pumps failed on the night of the storm, said a guard who asked not to be named.")
    child = report("child.txt", "The pumps failed on the night of the storm, a guard told the paper.")
    cues = (
        attribution(parent, source="a guard", cue="said a guard who asked not to be named", content="The pumps failed"),
        attribution(child, source="a guard", cue="told the paper", content="The pumps failed"),
    )
    assert not [d for d in drifts(compared(parent, child, attributions=cues)) if d.kind is DriftKind.POLARITY]
