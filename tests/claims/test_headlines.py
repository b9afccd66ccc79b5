"""A headline and the statement of its report's opening that it repeats."""

from __future__ import annotations

from claim_stories import WITH
from sayso.claims.gist import Reader
from sayso.claims.headlines import LEAST, statements_repeated, with_headlines, without_headlines
from sayso.claims.judge import Wording
from sayso.records import ClaimMention, Document
from sayso.text import Span

LINES = ("Harrow mine shuts", "The mine will close.", "Birds sing.", "A third.", "A fourth.", "A fifth, far below.")


def found(likely: dict[str, float], *, conflict: str = "", title: str | None = LINES[0]) -> dict[str, str]:
    """What the headline repeats, where these lines are so likely to say the same as it."""
    document = Document(snapshot_id="s", path="a.txt", text="\n\n".join(LINES), title=title)
    reader = Reader([], *(WITH[name] for name in ("countries", "families", "function_words", "measures")))
    mentions = []
    for line in LINES:
        start = document.text.index(line)
        mentions.append(ClaimMention(doc_id=document.id, span=Span(document.id, start, start + len(line))))
    wordings = [Wording(reader.read(document.text, m.span), False, True, (m.id,)) for m in mentions]
    pairs = statements_repeated(
        wordings,
        {document.id: document},
        {m.id: m for m in mentions},
        lambda i, j: likely.get(LINES[j], 0.0),
        lambda i, j: LINES[j] == conflict,
    )
    return {LINES[i]: LINES[j] for i, j in pairs.items()}


def test_a_headline_repeats_the_statement_of_the_opening_that_is_likest() -> None:
    assert found({LINES[1]: 0.3, LINES[2]: 0.1}) == {LINES[0]: LINES[1]}
    assert found({LINES[1]: 0.1, LINES[2]: 0.3}) == {LINES[0]: LINES[2]}


def test_a_headline_that_is_like_nothing_in_the_opening_says_something_of_its_own() -> None:
    assert found({LINES[1]: LEAST / 2}) == {}
    assert found({LINES[5]: 0.9}) == {}


def test_a_headline_does_not_repeat_what_conflicts_with_it() -> None:
    assert found({LINES[1]: 0.9, LINES[2]: 0.2}, conflict=LINES[1]) == {LINES[0]: LINES[2]}


def test_without_a_title_there_is_no_headline() -> None:
    assert found({LINES[1]: 0.9}, title=None) == {}


def test_what_a_headline_shares_with_others_its_statement_shares_with_them() -> None:
    likely = {(0, 1): 0.6, (0, 2): 0.9, (1, 2): 0.4, (2, 3): 0.7}
    assert without_headlines(likely, {0: 1}) == {(1, 2): 0.9, (2, 3): 0.7}
    assert with_headlines([[0], [1, 2], [3]], {0: 1}) == [[0, 1, 2], [3]]
