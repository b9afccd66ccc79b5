"""Quotations that a child gives in other words."""

from __future__ import annotations

import pytest
from drift_stories import compared, drifts, report

from sayso.vocab import DriftKind

PARENT = (
    "The yard logged faults in May. “You would look at it and laugh, and then you would go to sea,” said a former mate."
)


def altered(parent: str, child: str) -> list[tuple[str, str]]:
    found = drifts(compared(report("p", parent), report("c", child)))
    return [(d.before_text or "", d.after_text or "") for d in found if d.kind is DriftKind.QUOTE_ALTERED]


def test_a_quotation_that_ends_in_another_word_is_altered() -> None:
    assert altered(PARENT, "Crewmen have spoken out! “You would look at it and weep,” sobbed one.") == [
        ("laugh", "weep")
    ]


@pytest.mark.parametrize(
    "child",
    [
        "Crewmen have spoken out! “You would look at it and laugh,” said one.",
        "Crewmen have spoken out! “You would need a new ship,” said one.",
        "Crewmen have spoken out! You would look at it and weep, one thinks.",
    ],
)
def test_a_quotation_that_ends_early_or_is_another_one_is_not(child: str) -> None:
    assert altered(PARENT, child) == []
