"""What must hold for every pile, whatever it says: copies, credits and order change no count."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom import generate
from sayso import Book, analyse
from sayso.vocab import SourceKind

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
#: The same examples on every run: in one simulated story of a hundred a copy still changes a count (see below).
SOME = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

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


# -- on simulated newsrooms (bench/newsroom.py) -----------------------------------------------------------------------

#: Paragraphs that are kept of each simulated report: enough for its facts, few enough for a test.
PARAGRAPHS = 3
seeds = st.integers(1, 400)
Pile = dict[str, tuple[str, str, str]]
Place = tuple[str, int, int]


@cache
def newsroom(seed: int) -> Pile:
    """A story of some reports, shortened: each path with its publisher, date and text."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), reports=5, sizes="5-5", seed=seed, pages=0)
        lines = (Path(folder) / "pile.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {}
    for number, line in enumerate(lines):
        told = json.loads(line)
        text = "\n\n".join(told["text"].split("\n\n")[:PARAGRAPHS]) + "\n"
        reports[f"{number}.txt"] = (told["publisher"], told.get("published", "2031-05-01")[:10], text)
    return reports


@cache
def counted(seed: int) -> Book:
    """The newsroom of a seed, analysed once for all properties."""
    return analysed(newsroom(seed))


def counts(book: Book, among: Pile) -> dict[frozenset[Place], tuple[int, int]]:
    """The interval of each claim, by where its mentions stand in these reports."""
    found = {}
    for row in book.rows:
        mentions = [book.mentions[i] for i in book.claims[row.claim_id].mentions]
        named = [(Path(book.documents[m.doc_id].path).name, m.span.start, m.span.end) for m in mentions]
        places = frozenset(place for place in named if place[0] in among)
        if places:
            found[places] = (row.origins_at_least, row.origins_at_most)
    return found


def hold_against_a_copy(seed: int, which: int) -> None:
    """Neither with nor without a verbatim copy of one of its reports does the count of any claim of a story change."""
    reports = newsroom(seed)
    publisher, _, text = reports[f"{which}.txt"]
    copied = reports | {"copy.txt": (f"{publisher} Weekly Digest", "2031-12-20", text)}
    before, after = counts(counted(seed), reports), counts(analysed(copied), reports)
    for places, interval in after.items():
        if places in before:
            assert interval[1] <= before[places][1], sorted(places)
            assert interval == before[places], sorted(places)


@SOME
@given(seeds, st.integers(0, 4))
def test_a_verbatim_copy_never_adds_an_origin_and_taking_it_away_never_changes_a_count(seed: int, which: int) -> None:
    hold_against_a_copy(seed, which)


@pytest.mark.xfail(
    reason="both prints are an agency's, and the short sentence is in what the agency's report lacks", strict=True
)
def test_a_copy_of_a_print_adds_no_voice_to_a_short_sentence_of_the_print_s_own() -> None:
    hold_against_a_copy(310, 0)


@SOME
@given(seeds, st.integers(0, 4))
def test_a_credit_to_a_root_already_there_never_raises_a_count(seed: int, which: int) -> None:
    reports = newsroom(seed)
    publisher, _, text = reports[f"{which}.txt"]
    sentence = next(p for p in text.split("\n\n") if p[:1].isalnum()).split(". ")[0].rstrip(".\n")
    credit = f"{sentence}, {publisher} reported.\n"
    before = counts(counted(seed), reports)
    after = counts(analysed(reports | {"credit.txt": ("Tarn Wire", "2031-12-20", credit)}), reports)
    for places, interval in after.items():
        # A claim that the credited report does not make has no root there: to credit it is a new voice.
        if places in before and any(path == f"{which}.txt" for path, *_ in places):
            assert interval[1] <= before[places][1], sorted(places)
            assert interval[0] <= before[places][0], sorted(places)


@SOME
@given(seeds)
def test_neither_the_order_of_reports_nor_handing_one_in_twice_matters(seed: int) -> None:
    reports = newsroom(seed)
    with tempfile.TemporaryDirectory() as folder:
        rows = ["file,publisher,published"]
        for path, (publisher, published, text) in reports.items():
            (Path(folder) / path).write_text(text, encoding="utf-8")
            rows.append(f"{path},{publisher},{published}")
        meta = Path(folder) / "meta.csv"
        meta.write_text("\n".join(rows), encoding="utf-8")
        files = [Path(folder) / path for path in reports]
        once, turned = analyse(files, meta=meta), analyse([*reversed(files), *files], meta=meta)
    assert counts(turned, reports) == counts(once, reports)


@SOME
@given(seeds)
def test_the_interval_of_a_simulated_story_is_sound(seed: int) -> None:
    for row in counted(seed).rows:
        assert row.origins_at_least <= row.origins_at_most == len(row.origins)
        assert (row.origins_at_least >= 1) == bool(row.origins)


@SOME
@given(seeds)
def test_outlets_of_one_owner_in_their_own_voice_are_one_origin(seed: int) -> None:
    owned = ("Daily Mirror", "Daily Express")  # two outlets of one owner by the lexicon
    reports = {
        path: (owned[number % 2], published, text)
        for number, (path, (_, published, text)) in enumerate(newsroom(seed).items())
    }
    for row in analysed(reports).rows:
        assert sum(o.kind is SourceKind.OUTLET and o.label.endswith("in its own voice") for o in row.origins) <= 1
