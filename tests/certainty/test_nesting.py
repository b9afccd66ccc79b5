"""A source in between: what it makes of the saying inside."""

from __future__ import annotations

import pytest

from certainty_judge import judge
from sayso.engines.base import LanguageEngine
from sayso.records import Attribution, Certainty, ClaimMention, Document
from sayso.text import Span
from sayso.vocab import QuoteKind, SourceKind


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("reported", "believe", {"author": "reported +", "outer": "reported +", "inner": "believed +"}),
        ("alleged", "said", {"author": "reported +", "outer": "alleged +", "inner": "reported +"}),
        ("denied", "said", {"author": "reported +", "outer": "unknown ?", "inner": "reported +"}),
        ("could not confirm", "said", {"author": "reported +", "outer": "not confirmed +", "inner": "reported +"}),
        ("reported", "denied", {"author": "reported -", "outer": "reported -", "inner": "denied -"}),
    ],
)
def test_each_holder_of_a_chain_has_a_value_of_its_own(
    language: LanguageEngine, outer: str, inner: str, expected: dict[str, str]
) -> None:
    text = f"The paper {outer} that two guards {inner} that the vault was empty."
    document = Document(snapshot_id="s", path="a.txt", text=text)

    def said(cue: str, source: str, within: str | None) -> Attribution:
        at, end = text.index(cue), text.index(cue) + len(cue)
        return Attribution(
            doc_id=document.id,
            source=(Span(document.id, text.index(source), text.index(source) + len(source)),),
            cue=(Span(document.id, at, end),),
            content=(Span(document.id, end + 1, len(text) - 1),),
            quote=QuoteKind.INDIRECT,
            source_kind=SourceKind.ORGANISATION,
            label=source,
            within=within,
        )

    around = said(outer, "The paper", None)
    within = said(inner, "two guards", around.id)
    start = text.index("the vault")
    mention = ClaimMention(doc_id=document.id, span=Span(document.id, start, len(text) - 1), attribution_id=within.id)
    judged = judge(
        document,
        language.parse(document.id, text, [Span(document.id, 0, len(text))]),
        [mention],
        [around, within],
    )
    names = {"author": "author", around.id: "outer", within.id: "inner"}
    found = {names[c.holder]: f"{c.level} {c.polarity}" for c in judged if isinstance(c, Certainty)}
    assert found == expected
