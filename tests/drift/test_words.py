from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from drift_stories import compared, drifts, report, spelled

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
