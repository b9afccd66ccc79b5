"""Every case of tests/cases/attribution.yml: one phenomenon, one attribution, to the letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sayso.records import Attribution
from sayso.testing import Marked, marked

CASES = Path(__file__).parents[1] / "cases" / "attribution.yml"


class Case(msgspec.Struct, forbid_unknown_fields=True):
    what: str
    text: str
    kind: str
    quote: str
    known: str | None = None


def _parameters() -> list[object]:
    cases = msgspec.yaml.decode(CASES.read_bytes(), type=list[Case])
    return [
        pytest.param(c, id=c.what, marks=[pytest.mark.xfail(reason=c.known, strict=True)] if c.known else [])
        for c in cases
    ]


@pytest.mark.parametrize("case", _parameters())
def test_the_marked_attribution_is_found(case: Case, find: Callable[[str], list[Attribution]]) -> None:
    wanted = marked(case.text)
    found = find(wanted.text)
    assert any(_same(a, wanted) for a in found), [_shown(a, wanted.text) for a in found]
    match = next(a for a in found if _same(a, wanted))
    assert (match.source_kind, match.quote) == (case.kind, case.quote)


def _same(found: Attribution, wanted: Marked) -> bool:
    return all(
        getattr(found, role) == getattr(wanted, role) for role in ("source", "cue", "content", "addressee", "grounds")
    )


def _shown(a: Attribution, text: str) -> str:
    roles = ("source", "cue", "content", "addressee", "grounds")
    return a.made_by + " " + " · ".join(f"{r}: {[s.of(text) for s in getattr(a, r)]}" for r in roles)
