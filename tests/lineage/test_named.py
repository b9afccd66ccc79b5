from __future__ import annotations

import pytest

from sayso import analyse
from sayso.records import Credit
from sayso.vocab import Direction

REPORT = (
    "Torvik bridge closed after cracks were found\n\n"
    "The old bridge over the Torv was closed on Monday after divers found cracks in the second pier, the town said. "
    "Engineers will look at the pier for a week, and lorries have to go round by Harl until they are done with it."
)
ECHO = (
    "Bridge shut\n\n"
    "The old bridge over the Torv was closed on Monday after divers found cracks in the second pier, "
    "the Torvik Gazette reported. Shops on the other bank fear for their trade."
)


@pytest.fixture
def book(tmp_path):
    """Two reports, the later of which credits the outlet of the earlier, and a third outlet that is not in the pile."""
    (tmp_path / "gazette.txt").write_text(REPORT, "utf-8")
    (tmp_path / "echo.txt").write_text(ECHO + " Two shopkeepers told the BBC that they would sue.", "utf-8")
    (tmp_path / "meta.csv").write_text(
        "file,publisher,published\ngazette.txt,Torvik Gazette,2031-03-03\necho.txt,Norland Echo,2031-03-04\n", "utf-8"
    )
    return analyse([tmp_path / "gazette.txt", tmp_path / "echo.txt"], meta=tmp_path / "meta.csv")


def test_a_credit_says_which_report_of_the_pile_it_means_and_no_more(book):
    paths = {document.id: document.path.rpartition("/")[2] for document in book.documents.values()}
    meant = {c.outlet: paths.get(c.to_doc_id or "") for c in book.export() if isinstance(c, Credit)}
    assert meant == {"Torvik Gazette": "gazette.txt", "BBC": None}


def test_a_derivation_names_the_credits_that_mean_its_parent(book):
    (credit,) = (c for c in book.credits.values() if c.outlet == "Torvik Gazette")
    (derivation,) = (d for d in book.derivations.values() if d.parent_id is not None)
    assert derivation.named_by == (credit.id,)


def test_an_outlet_of_the_pile_in_a_byline_is_credited_with_the_text(report, family):
    first = report(REPORT, publisher="Torvik Gazette", published="2031-03-03")
    told = f"Bridge closed\n\nPiet Holm and Torvik Gazette\n\n{REPORT.partition(chr(10) * 2)[2]}"
    copy = report(told, publisher="Norland Echo", published="2031-03-03", byline="Piet Holm and Torvik Gazette")
    (derivation,) = family(first, copy)
    assert (derivation.child_id, derivation.parent_id, derivation.direction) == (copy.id, first.id, Direction.DIRECTED)


def test_a_credit_that_says_nothing_else_is_for_the_whole_report(report, family):
    money = "The town has asked the state for money, and the state has asked for a plan with prices in it."
    bridge = report(f"{REPORT} {money}", publisher="Torvik Gazette", published="2031-03-03")
    pool = report("Pool to open\n\nThe pool in Harl opens in May.", publisher="Torvik Gazette", published="2031-03-02")
    words = (
        "Engineers will look at the pier and shops fear for trade. The town has asked the state for money for cracks."
    )
    echo = report(
        f"Shops fear for trade\n\n{words}\n\nThis story was first published by the Torvik Gazette.",
        publisher="Norland Echo",
        published="2031-03-04",
    )
    derivations = {(d.child_id, d.parent_id) for d in family(bridge, pool, echo)}
    assert derivations == {(echo.id, bridge.id)}


def test_a_report_that_has_the_words_of_a_credited_sentence_only_far_apart_is_not_the_one_meant(report, family):
    rest = " ".join(
        f"Row {n} of the market list names a stall, a keeper, and a price for eels or bread." for n in range(20)
    )
    parts = (
        "Divers were at the harbour feast.",
        "Cracks in the road are old.",
        "A pier was painted.",
        "Engineers married on Monday.",
        "It was told so.",
    )
    market = report(f" {rest} ".join(parts), path="market", publisher="Torvik Gazette", published="2031-03-02")
    pool = report("Pool to open\n\nThe pool in Harl opens in May.", publisher="Torvik Gazette", published="2031-03-02")
    echo = report(
        "Shops on the other bank fear for their trade.\n\n"
        "Divers told engineers of cracks in a pier, the Torvik Gazette reported on Monday.",
        path="echo",
        publisher="Norland Echo",
        published="2031-03-04",
    )
    (derivation,) = family(market, pool, echo)
    assert derivation.latent is not None
    assert (derivation.child_id, derivation.latent.label) == (echo.id, "Torvik Gazette")
