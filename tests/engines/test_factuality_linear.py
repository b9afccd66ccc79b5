"""Whether what a word speaks of happened, by the weights that are shipped."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.engines import engine
from sayso.engines.base import LEAST, MOST, LanguageEngine
from sayso.engines.factuality_linear import Linear, Weights
from sayso.text import Span


def rated(language: LanguageEngine, text: str, word: str, model: Linear | None = None) -> float:
    parse = language.parse("d", text, [Span("d", 0, len(text))])
    event = next(t for t in parse.tokens if t.text == word)
    return (model or engine("factuality")).rate(parse, [event])[0]


@pytest.mark.parametrize(
    ("surely", "less"),
    [
        ("The bridge closed on Monday.", "The bridge may have closed on Monday."),
        ("The bridge closed on Monday.", "The bridge never closed on Monday."),
        ("Workers closed the bridge.", "Workers wanted the bridge closed."),
        ("The town learnt that they closed the bridge.", "The town wondered if they closed the bridge."),
    ],
)
def test_what_is_hedged_negated_or_asked_happened_less_surely(language: LanguageEngine, surely: str, less: str) -> None:
    assert rated(language, surely, "closed") > rated(language, less, "closed") + 0.3


def test_numbers_stay_on_the_scale(language: LanguageEngine, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    for weight, end in ((99.0, MOST), (-99.0, LEAST)):
        file.write_bytes(msgspec.json.encode(Weights(middle=0, base=0, stretch=2, weights={"lemma=sink": weight})))
        assert rated(language, "The boat sank.", "sank", Linear(file)) == end


def test_a_word_of_no_known_feature_gets_the_base(language: LanguageEngine, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_bytes(msgspec.json.encode(Weights(middle=1, base=1, stretch=3, weights={})))
    assert rated(language, "The boat sank.", "sank", Linear(file)) == 1
