"""What must hold for every pile, whatever it says: copies and order change no count."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import Book, analyse

SENTENCES = (
    "The Tarn bridge will close in June, the county said on Monday.",
    "“We found cracks in two of the cables,” said Ada Brook, the county’s chief engineer.",
    "An official in the transport ministry told the Tarn Wire that the repairs could take a year.",
    "The ministry denied that the bridge had been unsafe.",
    "It is not yet known whether the ferry will run all winter.",
    "Some 12,000 drivers use the bridge every day, according to a study by the University of Tarn.",
    "The ferry company has bought a second boat.",
    "Residents are concerned that the detour will be closed by snow.",
)
OUTLETS = ("Tarn Wire", "Morning Paper", "Valley Radio")
SOME = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))

piles = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True), min_size=1, max_size=len(OUTLETS)
)


def analysed(reports: dict[str, tuple[str, str, str]]) -> Book:
    """A pile of reports, each a path with its publisher, date and text."""
    with tempfile.TemporaryDirectory() as folder:
        clips = Path(folder)
        rows = ["file,publisher,published"]
        for path, (publisher, published, text) in reports.items():
            (clips / path).write_text(text, encoding="utf-8")
            rows.append(f"{path},{publisher},{published}")
        (clips / "meta.csv").write_text("\n".join(rows), encoding="utf-8")
        return analyse([clips], meta=clips / "meta.csv")


def pile(drawn: list[list[str]]) -> dict[str, tuple[str, str, str]]:
    """The drawn sentences as reports of three days."""
    return {
        f"{n}.txt": (OUTLETS[n], f"2031-05-0{n + 5}", "\n\n".join(sentences) + "\n")
        for n, sentences in enumerate(drawn)
    }


def intervals(book: Book) -> dict[str, tuple[int, int]]:
    """The count of every claim."""
    return {row.text: (row.origins_at_least, row.origins_at_most) for row in book.rows}


@SOME
@given(piles)
def test_a_verbatim_copy_never_adds_an_origin_or_a_claim(drawn: list[list[str]]) -> None:
    reports = pile(drawn)
    publisher, _, text = reports["0.txt"]
    copied = reports | {"copy.txt": (f"{publisher} Weekly Digest", "2031-05-20", text)}
    before, after = intervals(analysed(reports)), intervals(analysed(copied))
    assert after.keys() == before.keys()
    for claim, (at_least, at_most) in after.items():
        assert (at_least, at_most) <= before[claim], claim
        assert at_most <= before[claim][1], claim


@SOME
@given(piles)
def test_every_span_lies_in_its_report_and_every_claim_has_its_mentions(drawn: list[list[str]]) -> None:
    book = analysed(pile(drawn))
    lengths = {document.id: len(document.text) for document in book.documents.values()}
    for record in book.export():
        for name in record.__struct_fields__:
            value = getattr(record, name)
            for span in value if isinstance(value, tuple) else (value,):
                if type(span).__name__ == "Span":
                    assert 0 <= span.start <= span.end <= lengths[span.doc_id]
    held = [mention for claim in book.claims.values() for mention in claim.mentions]
    assert sorted(held) == sorted(book.mentions)


@SOME
@given(piles)
def test_with_any_support_at_least_one_origin_and_never_more_than_could_be(drawn: list[list[str]]) -> None:
    for row in analysed(pile(drawn)).rows:
        assert row.origins_at_least <= row.origins_at_most == len(row.origins)
        assert (row.origins_at_least >= 1) == bool(row.origins)
