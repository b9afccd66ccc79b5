"""The marked cases of tests/cases/certainty.yml: how sure, and according to whom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from certainty_judge import judge
from sayso.engines.base import LanguageEngine
from sayso.records import Attribution, Certainty, ClaimMention, Document
from sayso.text import Span
from sayso.vocab import QuoteKind, SourceKind

CASES = Path(__file__).parent.parent / "cases" / "certainty.yml"
MARK = re.compile(r"([SCTM])\[([^\]]*)\]")


def _cases() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=f"{group}: {case['text']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["wrong"])] if "wrong" in case else [],
        )
        for group, cases in groups.items()
        for case in cases
    ]


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The plain text of a case and the place of each marked stretch."""
    text, places, at = "", {}, 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        places[found.group(1)] = (len(text), len(text) + len(found.group(2)))
        text += found.group(2)
        at = found.end()
    return text + marked[at:], places


@pytest.mark.parametrize("case", _cases())
def test_the_one_who_carries_a_mention_is_as_sure_as_the_words_prove(
    case: dict[str, Any], language: LanguageEngine
) -> None:
    text, places = unmarked(case["text"])
    document = Document(snapshot_id="s", path="case.txt", text=text)
    spans = {mark: (Span(document.id, *place),) for mark, place in places.items()}
    attributions = []
    if "T" in spans:
        attributions.append(
            Attribution(
                doc_id=document.id,
                source=spans.get("S", ()),
                cue=spans.get("C", ()),
                content=spans["T"],
                quote=QuoteKind.INDIRECT,
                source_kind=SourceKind.ORGANISATION,
                label="source",
            )
        )
    mention = ClaimMention(
        doc_id=document.id,
        span=(spans.get("T") or spans["M"])[0],
        attribution_id=attributions[0].id if attributions else None,
    )
    parse = language.parse(document.id, text, [Span(document.id, 0, len(text))])
    judged = [c for c in judge(document, parse, [mention], attributions) if isinstance(c, Certainty)]
    by_holder = {c.holder: c for c in judged}
    found = by_holder[attributions[0].id if attributions else "author"]

    assert f"{found.level} {found.polarity} {found.value}" == case["is"]
    assert " ".join(c.of(text) for c in found.cues) == " ".join(case.get("cues", []))
    if "author" in case:
        author = by_holder["author"]
        assert f"{author.level} {author.polarity} {author.value}" == case["author"]
