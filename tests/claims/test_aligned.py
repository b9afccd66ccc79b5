from __future__ import annotations

from sayso.claims.aligned import aligned_pairs
from sayso.records import ClaimMention, Edit, Reuse
from sayso.text import Span


def mention(doc_id: str, start: int, end: int) -> ClaimMention:
    return ClaimMention(doc_id=doc_id, span=Span(doc_id, start, end))


def reuse(*ops: tuple[str, int, int, int, int]) -> Reuse:
    edits = tuple(Edit(op, Span("a", i, j), Span("b", k, m)) for op, i, j, k, m in ops)  # type: ignore[arg-type]
    return Reuse(a=Span("a", ops[0][1], ops[-1][2]), b=Span("b", ops[0][3], ops[-1][4]), ops=edits)


def test_mentions_that_lie_over_each_other_are_a_pair() -> None:
    a, b = mention("a", 10, 60), mention("b", 110, 160)
    assert list(aligned_pairs([reuse(("equal", 0, 100, 100, 200))], [b, a])) == [(a.id, b.id)]


def test_neighbours_in_a_copied_passage_are_no_pair() -> None:
    mentions = [mention("a", 10, 60), mention("b", 160, 210)]
    assert not list(aligned_pairs([reuse(("equal", 0, 150, 100, 250))], mentions))


def test_a_mention_that_is_a_small_part_of_another_is_no_pair() -> None:
    mentions = [mention("a", 10, 100), mention("b", 110, 140)]
    assert not list(aligned_pairs([reuse(("equal", 0, 100, 100, 200))], mentions))


def test_replaced_words_do_not_part_what_is_copied_otherwise() -> None:
    a, b = mention("a", 0, 50), mention("b", 0, 46)
    ops = (("equal", 0, 20, 0, 20), ("replace", 20, 30, 20, 26), ("equal", 30, 50, 26, 46))
    assert list(aligned_pairs([reuse(*ops)], [a, b])) == [(a.id, b.id)]
