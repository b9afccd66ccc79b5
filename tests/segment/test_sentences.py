from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import lexicon
from sayso.segment.sentences import LONGEST, Abbreviations, sentences

ABBREVIATIONS = lexicon.load("abbreviations", Abbreviations)

#: One text per line, "¦" where a sentence ends and another begins.
CASES = """
The U.S. President met Gen. Smith at 3 p.m. Monday in the U.S. ¦The talks ended at 4 p.m. ¦Smith left.
“Is it true?” he asked. ¦"Never!" John Smith said. ¦"We don't know. ¦We ask." ¦He left.
He was ill. ¦Doctors came.
It cost $3.5 million... then more.
No. 5 is out. ¦She said no. ¦Then Apple Inc. ¦The firm won.
J. R. Smith and George W. Bush came. ¦They left.
Yahoo! Inc. said so.
“We wait.” ¦(The outlet was unable to check.) ¦Next one… ¦And then . . . ¦The end.
1. The company fell. ¦2. It rose.
Roe v. Wade was cited. ¦He lives in Washington, D.C. ¦Police came.
It was 2019. ¦The end.
He said: "It is so. ¦We know." ¦Others (see Fig. 3) did not.
The police came.¦The mayor left.
The U.S.-led group met on Sept. 11 in St. Petersburg. ¦iPhone sales rose.
• one thing ¦• two things
'Fourteen is a number,' stormed Dr Amal. ¦'It is.' ¦He left.
He asked why. ¦“Why not?” ¦The room fell silent.
The firm lost 3.5 per cent. ¦12 people were hurt.
She works for Doe & Co. in Leeds.
He wrote (in Sept.) that it was over.
What? ¦No!
The vote, held Jan. 5, was void. ¦It will be held again.
The ship (built in 1990.) ¦It sank.
“Nobody knows,” she said, “and nobody asks.” ¦He did.
Lt. Gen. Ann Roe and Sen. Bo Doe (D-Mass.) met Rep. Cy Poe.
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_an_editor_ends_them(case: str) -> None:
    expected = [piece.strip() for piece in case.split("¦")]
    text = case.replace("¦", "")
    assert [text[a:b] for a, b in sentences(text, 0, len(text), ABBREVIATIONS)] == expected


@given(st.text(alphabet="aA.?!\"”“'’() \n5—", max_size=80))
def test_sentences_cover_every_letter_once_and_in_order(text: str) -> None:
    found = sentences(text, 0, len(text), ABBREVIATIONS)
    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    covered = "".join(text[a:b] for a, b in found)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize("piece", [".", ". ", '?"', "A. ", "a", ".A", "(", "“", "• ", ". . "])
def test_a_million_hostile_characters_take_no_time(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    began = time.perf_counter()
    found = sentences(text, 0, len(text), ABBREVIATIONS)
    assert time.perf_counter() - began < 20
    assert all(b - a <= LONGEST for a, b in found)
