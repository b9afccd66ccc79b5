from __future__ import annotations

import random

from sayso.records import Link, content_id
from sayso.text import Span
from sayso.vocab import DerivationKind, Direction

STORY = (
    "The old grain silo beside the canal will be pulled down in the autumn, the town council decided last night.\n"
    "Councillors voted by nine to four after a debate that went on for three hours and was interrupted twice.\n"
    "Engineers had warned in the spring that the northern wall leans further every winter and cannot be saved.\n"
    "The owner may appeal to the regional court within thirty days, but has not yet said whether it will do so.\n"
)
OTHER = (
    "Meanwhile the swimming pool opens again on Saturday after repairs that took much longer than anyone planned.\n"
    "Season tickets from last year remain valid and the café will serve lunch until the end of September.\n"
)


def parents(found, child):
    return [(d.parent_id or d.latent.label, d.kind, d.direction) for d in found if d.child_id == child.id]


def test_a_verbatim_copy_has_a_share_of_one_and_is_the_later_ones(report, family):
    first = report(STORY, "a", publisher="Torvik Gazette", published="2031-05-02")
    copy = report(STORY, "b", publisher="Brindle Lantern", published="2031-05-04")
    (found,) = family(copy, first)
    assert (found.child_id, found.parent_id) == (copy.id, first.id)
    assert (found.kind, found.direction, found.share) == (DerivationKind.COPY, Direction.DIRECTED, 1.0)
    assert found.reasons
    assert found.evidence


def test_without_dates_or_credits_the_direction_stays_undetermined(report, family):
    (found,) = family(report(STORY, "a"), report(STORY + OTHER, "b"))
    assert found.direction is Direction.UNDETERMINED


def test_times_within_three_hours_say_nothing(report, family):
    one = report(STORY, "a", publisher="Torvik Gazette", published="2031-05-02T10:00:00Z")
    other = report(STORY, "b", publisher="Brindle Lantern", published="2031-05-02T12:20:00Z")
    assert [d.direction for d in family(one, other)] == [Direction.UNDETERMINED]


def test_a_credit_settles_the_direction_where_dates_do_not(report, family):
    first = report(STORY, "a", publisher="Torvik Gazette")
    copy = report("As the Torvik Gazette reported, a landmark goes.\n" + STORY, "b", publisher="Brindle Lantern")
    assert parents(family(first, copy), copy) == [(first.id, DerivationKind.COPY, Direction.DIRECTED)]


def test_a_credit_to_an_unknown_neighbour_names_a_report_without_metadata(report, family):
    first = report(
        STORY
        + "“Nobody wanted this and nobody will forget it,” the mayor said.\n"
        + "As Reuters reported, it leans.\n"
        + OTHER,
        "a",
    )
    child = report(STORY + "“Nobody wanted this and nobody will forget it,” the mayor told Euronews.\n", "b")
    (found,) = [d for d in family(first, child) if d.parent_id]
    assert (found.child_id, found.parent_id, found.direction) == (child.id, first.id, Direction.DIRECTED)
    assert 0.4 < found.confidence < 0.8


def test_a_shared_quotation_alone_is_a_shared_source(report, family):
    quote = "“We will pull it down stone by stone and we will build a garden where it stood before,”"
    one = report(f"{quote} the mayor told reporters in the hall.\n" + OTHER, "a", published="2031-05-02")
    other = report(f"At noon she spoke. {quote} the mayor declared at the gate.", "b", published="2031-05-04")
    assert family(one, other) == []


def test_a_quotation_given_to_one_outlet_alone_is_taken_from_it(report, family):
    quote = "“We will pull it down stone by stone and we will build a garden where it stood before,”"
    one = report(f"{quote} the mayor told the Torvik Gazette.\n" + OTHER, "a", publisher="Torvik Gazette")
    other = report(f"She was blunt. {quote} the mayor said.", "b", publisher="Brindle Lantern")
    (found,) = family(one, other)
    assert (found.child_id, found.parent_id, found.direction) == (other.id, one.id, Direction.DIRECTED)


def test_what_a_nameless_source_told_one_outlet_is_taken_from_it_though_its_frame_is_long(report, family):
    quote = "“The numbers on the paper and the numbers in the steel do not belong together at all,”"
    one = report(
        "An engineer told the Torvik Gazette that the papers were forged.\n"
        f"{quote} said the engineer, who spoke on condition of anonymity as she may not talk to reporters.\n" + OTHER,
        "a",
        publisher="Torvik Gazette",
        published="2031-05-02",
    )
    other = report(f"{quote} one raged.", "b", publisher="Brindle Lantern", published="2031-05-04")
    (found,) = family(one, other)
    assert (found.child_id, found.parent_id, found.direction) == (other.id, one.id, Direction.DIRECTED)


def test_an_outlet_outside_the_pile_is_one_latent_report_for_all_who_credit_it(report, family):
    one = report("A theft was first brought to light by Reuters in May.", "a", publisher="Torvik Gazette")
    other = report("In May, Reuters reported that a vault was empty.", "b", publisher="Brindle Lantern")
    found = family(one, other)
    assert {d.child_id for d in found} == {one.id, other.id}
    assert {d.latent.id for d in found if d.latent} == {content_id("latent", "Reuters")}
    assert {d.kind for d in found} == {DerivationKind.CREDIT}


def test_a_credit_taken_over_with_the_text_is_not_a_parent_of_its_own(report, family):
    credited = (
        STORY + "The cracks in the wall were first reported by Reuters after an inspection of the site in April.\n"
    )
    first = report(credited, "a", publisher="Torvik Gazette", published="2031-05-02")
    copy = report(credited + OTHER, "b", publisher="Brindle Lantern", published="2031-05-04")
    assert [p[0] for p in parents(family(first, copy), copy)] == [first.id]
    assert [p[0] for p in parents(family(first, copy), first)] == ["Reuters"]


def test_two_prints_of_one_agencys_text_both_come_from_the_agency(report, family):
    one = report("TORVIK (AP) — " + STORY, "a", publisher="Torvik Gazette", published="2031-05-02")
    other = report("TORVIK (AP) — " + STORY, "b", publisher="Brindle Lantern", published="2031-05-04")
    found = family(one, other)
    assert [(d.parent_id, d.latent.label, d.kind) for d in found if d.latent] == [
        (None, "Associated Press", DerivationKind.COPY)
    ] * 2
    assert len(found) == 2


def test_an_agencys_own_report_in_the_pile_is_the_parent_of_its_prints(report, family):
    wire = report("TORVIK (AP) — " + STORY, "a", publisher="Associated Press", published="2031-05-02")
    printed = report("TORVIK (AP) — " + STORY + OTHER, "b", publisher="Brindle Lantern", published="2031-05-02")
    assert parents(family(wire, printed), printed) == [(wire.id, DerivationKind.COPY, Direction.DIRECTED)]


def test_of_a_chain_of_copies_each_report_keeps_its_best_parent_only(report, family):
    first = report(STORY, "a", publisher="Torvik Gazette", published="2031-05-02")
    second = report(STORY + OTHER, "b", publisher="Brindle Lantern", published="2031-05-03")
    third = report(STORY + OTHER, "c", publisher="Norland Echo", published="2031-05-05")
    found = family(first, second, third)
    assert [p[0] for p in parents(found, third)] == [second.id]
    assert [p[0] for p in parents(found, second)] == [first.id]
    assert parents(found, first) == []


def test_sixty_undated_copies_are_one_family_of_fifty_nine_edges(report, family):
    found = family(*(report(STORY, f"copy-{n}") for n in range(60)))
    assert len(found) == 59
    assert {d.direction for d in found} == {Direction.UNDETERMINED}


def test_a_link_in_the_running_text_makes_a_child(report, family):
    first = report(OTHER, "a", publisher="Torvik Gazette", url="https://www.gazette.example/news/silo?ref=1")
    text = "Our readers know the silo well, and many have asked what comes next.\n" + STORY
    child = report(text, "b", publisher="Norland Echo")
    at = text.index("the silo")
    link = Link(doc_id=child.id, span=Span(child.id, at, at + 8), href="http://gazette.example/news/silo/")
    assert parents(family(first, child, links=[link]), child) == [(first.id, DerivationKind.LINK, Direction.DIRECTED)]


def test_two_reports_that_credit_each_other_make_no_circle(report, family):
    one = report("As the Norland Echo reported, the silo goes.\n" + STORY, "a", publisher="Torvik Gazette")
    other = report("As the Torvik Gazette reported, it falls.\n" + STORY, "b", publisher="Norland Echo")
    assert len([d for d in family(one, other) if d.parent_id]) == 1


def test_the_order_of_the_reports_does_not_matter(report, family):
    pile = [
        report(STORY, "a", publisher="Torvik Gazette", published="2031-05-02"),
        report(STORY + OTHER, "b", publisher="Brindle Lantern", published="2031-05-03"),
        report("Reuters reported it first.\n" + OTHER, "c", publisher="Norland Echo"),
        report(STORY[:250], "d"),
    ]
    expected = family(*pile)
    for seed in range(4):
        assert family(*random.Random(seed).sample(pile, len(pile))) == expected


def test_nothing_comes_from_reports_that_share_nothing(report, family):
    assert family(report(STORY, "a"), report(OTHER, "b")) == []
    assert family() == []


def test_a_report_of_unknown_address_is_linked_to_by_the_words_of_its_title(report, family):
    first = report("Council votes to pull down the canal silo\n" + STORY, "a", publisher="Norland Echo")
    text = "An article published on Monday told what the neighbours of the canal think of it.\n" + OTHER
    child = report(text, "b", publisher="Norland Echo")
    link = Link(doc_id=child.id, span=Span(child.id, 0, 28), href="/news/council-votes-pull-down-silo")
    assert parents(family(first, child, links=[link]), child) == [(first.id, DerivationKind.LINK, Direction.DIRECTED)]
