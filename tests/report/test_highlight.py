from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.report.highlight import Highlight, pieces

TEXT = "The ferry will not sail, the master said."

highlights = st.builds(
    lambda start, length, kind, note, anchor: Highlight(start, start + length, kind, kind.upper(), note, anchor),
    st.integers(0, 60),
    st.integers(0, 30),
    st.sampled_from(["claim", "cue", "source"]),
    st.integers(0, 3),
    st.sampled_from(["", "a", "b"]),
)


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(highlights, max_size=8))
def test_the_pieces_put_together_are_the_text(text: str, marks: list[Highlight]) -> None:
    found = pieces(text, 0, len(text), marks)
    assert "".join(piece.text for piece in found) == text


@settings(deadline=None)
@given(st.lists(highlights, max_size=8))
def test_a_character_is_marked_by_what_covers_it_and_nothing_else(marks: list[Highlight]) -> None:
    at = 5
    for piece in pieces(TEXT, 5, 30, marks):
        for place in range(at, at + len(piece.text)):
            assert set(piece.kinds) == {m.kind for m in marks if m.start <= place < m.end}
        at += len(piece.text)


def test_marks_that_overlap_are_cut_where_they_meet() -> None:
    found = pieces(TEXT, 0, len(TEXT), [Highlight(4, 18, "claim"), Highlight(10, 30, "cue")])
    assert [(piece.text, piece.kinds) for piece in found] == [
        ("The ", ()),
        ("ferry ", ("claim",)),
        ("will not", ("claim", "cue")),
        (" sail, the m", ("cue",)),
        ("aster said.", ()),
    ]


def test_a_claim_is_numbered_where_its_words_end() -> None:
    found = pieces(TEXT, 0, len(TEXT), [Highlight(4, 9, "claim", note=3), Highlight(4, 23, "claim", note=1)])
    assert [(piece.text, piece.notes) for piece in found if piece.notes] == [("ferry", (3,)), (" will not sail", (1,))]


def test_a_mark_that_reaches_beyond_the_sentence_is_cut_to_it() -> None:
    assert [p.text for p in pieces(TEXT, 4, 9, [Highlight(0, 40, "claim")])] == ["ferry"]
