from __future__ import annotations

from claim_stories import WITH
from sayso.claims.gist import Gist, Reader
from sayso.claims.judge import COPIED, Judge, Wording
from sayso.claims.same import Comparer, Conflict, opposites
from sayso.text import Span

READER = Reader([], *(WITH[name] for name in ("countries", "families", "function_words", "measures")))


def wording(text: str, *, negative: bool = False, affirmed: bool = True) -> Wording:
    gist: Gist = READER.read(text, Span("", 0, len(text)))
    return Wording(gist, negative, affirmed and not gist.negated, (text,))


def judge(*wordings: Wording, copies: set[tuple[int, int]] = frozenset()) -> Judge:  # type: ignore[assignment]
    comparer = Comparer([w.gist for w in wordings], opposites(WITH["antonyms"], WITH["families"]))
    return Judge(wordings, copies, comparer, WITH["same_claim"], WITH["embedding"], READER.says_something)


def test_a_copied_wording_needs_no_judging() -> None:
    found = judge(wording("its keel had cracked"), wording("the hull was old"), copies={(0, 1)})
    assert found.likely == {(0, 1): COPIED}


def test_a_number_changed_in_a_copy_makes_two_claims() -> None:
    found = judge(wording("it cost 640 jobs"), wording("it cost 840 jobs"), copies={(0, 1)})
    assert found.differing == {(0, 1): Conflict.NUMBER}
    assert found.in_conflict(0, 1)


def test_a_not_that_was_put_into_a_copy_makes_two_claims() -> None:
    found = judge(wording("the dam is safe"), wording("the dam is not safe"), copies={(0, 1)})
    assert found.differing == {(0, 1): Conflict.POLARITY}


def test_a_denial_over_an_open_question_in_a_copy_is_no_change() -> None:
    found = judge(wording("no water has leaked"), wording("any water has leaked", affirmed=False), copies={(0, 1)})
    assert not found.differing


def test_wordings_without_a_shared_word_or_a_like_meaning_are_never_compared() -> None:
    assert not judge(wording("the ferry sank"), wording("a mayor laughed")).likely


def test_wordings_of_one_claim_meet_without_a_shared_word() -> None:
    others = (wording(text) for text in ("shares fell by a tenth", "it rained all week", "the mayor is on holiday"))
    found = judge(wording("workers downed tools"), wording("the staff went on strike"), *others)
    assert found.likely[0, 1] > max((p for pair, p in found.likely.items() if pair != (0, 1)), default=0.0)
