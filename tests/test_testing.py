"""The marked-text helper, which every case file relies on."""

from __future__ import annotations

import pytest

from sayso.testing import marked


def test_marks_become_spans_of_the_plain_text() -> None:
    case = marked("T[The dam was safe], S[an engineer] C[told] A[the Courier] G[on condition of anonymity].")
    assert case.text == "The dam was safe, an engineer told the Courier on condition of anonymity."
    assert case.words("content") == ("The dam was safe",)
    assert case.words("source") == ("an engineer",)
    assert case.words("addressee") == ("the Courier",)
    assert case.words("grounds") == ("on condition of anonymity",)


def test_a_role_may_be_in_several_pieces() -> None:
    assert marked("“T[Go],” S[he] C[said], “T[now.]”").words("content") == ("Go", "now.")


def test_marks_may_be_nested() -> None:
    assert marked("C[said] T[that S[she] left]").words("source") == ("she",)


@pytest.mark.parametrize("wrong", ["T[never closed", "closed twice]]", "no mark]"])
def test_an_unbalanced_mark_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match="clos"):
        marked(wrong)
