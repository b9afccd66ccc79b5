from __future__ import annotations

FOOTER = (
    "The Torvik Gazette is printed on paper from the forests of the upper valley, and its editors answer every letter "
    "that reaches them before noon on a working day.\n"
)
NEWS = (
    "The ferry to the outer islands will sail twice a day from June, the harbour office said, after years in which the "
    "islanders had asked for it at every meeting and been told to wait.\n",
    "A baker in the old market has found a purse of coins under his floor, and the museum thinks that they were hidden "
    "there when the town was besieged three hundred years ago.\n",
    "Nobody was hurt when a crane fell across two empty lorries behind the timber yard at night, but the road to the "
    "bridge stays closed until the machine has been cut up.\n",
    "The school orchestra goes to the capital for the first time since it was founded, with forty players and a piece "
    "that the music teacher wrote for them during the winter.\n",
)


def test_a_footer_on_an_outlets_pages_of_different_matters_makes_no_family(report, family):
    pages = [
        report(news + FOOTER, f"gazette-{n}", publisher="Torvik Gazette", published=f"2031-05-0{n + 1}")
        for n, news in enumerate(NEWS)
    ]
    assert family(*pages) == []


def test_a_report_copied_with_its_footer_comes_from_that_report_only(report, family):
    pages = [
        report(news + FOOTER, f"gazette-{n}", publisher="Torvik Gazette", published=f"2031-05-0{n + 1}")
        for n, news in enumerate(NEWS)
    ]
    copy = report(NEWS[1] + FOOTER, "copy", publisher="Brindle Lantern", published="2031-05-09")
    assert [(d.child_id, d.parent_id) for d in family(*pages, copy)] == [(copy.id, pages[1].id)]


def test_a_wire_story_in_two_papers_of_one_owner_is_no_standing_text(report, family):
    papers = [
        report(
            f"TORVIK (AP) — {NEWS[0]}{own}", f"paper-{n}", publisher=f"Paper {n}", owner="Brindle Group",
            published="2031-05-02",
        )
        for n, own in enumerate(NEWS[1:3])
    ]  # fmt: skip
    found = family(*papers)
    assert {d.child_id for d in found if d.latent} == {paper.id for paper in papers}
