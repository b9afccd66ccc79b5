from __future__ import annotations

from claim_stories import WITH
from sayso.claims.gist import Gist, Reader
from sayso.claims.keys import common_entries, keys
from sayso.text import Span


def gists(*texts: str) -> list[Gist]:
    reader = Reader([], *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    return [reader.read(text, Span("", 0, len(text))) for text in texts]


def test_wordings_that_share_a_rare_word_share_a_key() -> None:
    a, b, c = gists("the ferry sank", "a sunken ferry", "the mayor laughed")
    common = common_entries([a, b, c])
    assert set(keys(a, common)) & set(keys(b, common))
    assert not keys(c, common)


def test_a_common_word_alone_is_no_key() -> None:
    many = gists(*(f"the ferry carried item{n}" for n in range(20)), "a ferry whistled")
    common = common_entries(many)
    assert not set(keys(many[-1], common)) & set(keys(many[0], common))


def test_the_same_number_is_a_key() -> None:
    a, b = gists("the union counts 41", "forty-one is what we carried out")
    common = common_entries([a, b])
    assert set(keys(a, common)) & set(keys(b, common))
