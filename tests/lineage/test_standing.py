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


YESTERDAY = (
    "The harbour office wants to blast the old breakwater in March, because ships of the new class cannot turn in "
    "front of it when the wind comes from the north.\n",
    "Fishermen have dried their nets on it for a hundred years, and eleven families still pay the parish a rent of one "
    "basket of herring each for a place on the wall.\n",
    "An engineer from the capital counted the stones in autumn and found that a third of them had already slid into "
    "the basin, where divers trip over them.\n",
    "The parish council meets about it in the school on Tuesday, and the hall has been made larger by taking out the "
    "wall to the room where the coats hang.\n",
)
TODAY = (
    "Two hundred people came to the school last night and most of them stood, among them the pilot of the first ship "
    "that ran on the wall.\n",
    "A girl of nine read out a letter to the stones, and the chairman let her finish before he called on the office to "
    "speak for itself.\n",
    "It sent nobody, said the chairman, and so the council voted with empty hands, nineteen against four, for a new "
    "drawing of the whole basin.\n",
    "Whether anybody pays for such a drawing is open, as the parish has spent what it had on the roof of the church "
    "after the storm of last year.\n",
    "Outside, someone had laid a herring on the bonnet of every car that bore the badge of the office, and drivers "
    "wiped the glass with their sleeves.\n",
    "The ships will go on waiting behind the point for the wind to turn, at a price that the owners put at nine "
    "thousand crowns for each night.\n",
)


def test_who_goes_on_with_yesterdays_report_has_it_from_there_though_most_is_new(report, family):
    yesterday = report("".join(YESTERDAY), "yesterday", publisher="Torvik Gazette", published="2031-05-02")
    today = report("".join((*TODAY, *YESTERDAY[1:])), "today", publisher="Torvik Gazette", published="2031-05-03")
    assert [(d.child_id, d.parent_id) for d in family(yesterday, today)] == [(today.id, yesterday.id)]


def test_a_pasted_paragraph_makes_no_family_in_its_house_and_shows_who_copied_it_elsewhere(report, family):
    first = report(YESTERDAY[1] + "".join(TODAY[:4]), "first", publisher="Torvik Gazette", published="2031-05-02")
    second = report(YESTERDAY[1] + "".join(NEWS), "second", publisher="Torvik Gazette", published="2031-05-03")
    copy = report(YESTERDAY[1] + TODAY[2], "copy", publisher="Brindle Lantern", published="2031-05-04")
    found = family(first, second, copy)
    assert [(d.child_id, d.parent_id) for d in found] == [(copy.id, first.id)]
    assert found[0].share > 0.9
