from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "credits.yml").read_text("utf-8"))


def lines(text: str) -> str:
    return text.replace(" / ", "\n\n")


@pytest.mark.parametrize("case", CASES["right"], ids=lambda case: case["text"][-60:])
def test_a_form_of_credit_is_seen_by_its_rule(report, credited, case):
    document = report(lines(case["text"]), publisher=case.get("publisher"))
    found = {(credit.outlet, credit.made_by) for credit in credited(document)}
    assert (case["outlet"], f"credit/{case['rule']}@1") in found


@pytest.mark.parametrize("text", CASES["wrong"], ids=lambda text: text[-60:])
def test_what_only_looks_like_a_credit_is_none(report, credited, text):
    assert [(c.made_by, c.outlet) for c in credited(report(lines(text)))] == []


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=case["why"])) for case in CASES["missed"]],
    ids=lambda case: case["text"][-60:],
)
def test_a_form_of_credit_that_is_not_seen_yet(report, credited, case):
    found = {(credit.outlet, credit.made_by) for credit in credited(report(lines(case["text"])))}
    assert (case["outlet"], f"credit/{case['rule']}@1") in found


def test_a_long_line_is_read_in_linear_time(report, credited):
    for line in ("By A, " * 20_000, "(" * 50_000, "Reporting by " * 20_000 + "Editing by", "Reuters " * 20_000):
        assert isinstance(credited(report(line)), list)
