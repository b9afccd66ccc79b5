from __future__ import annotations

import random
from itertools import permutations

from sayso.vocab import Direction

#: A wire story that nobody has, in four parts.
PARTS = (
    "Divers have raised the bell of a coaster that went down off the Norland reefs with all hands in the winter of the "
    "great frost, the salvage firm said after a week of waiting for the wind to drop.\n",
    "The bell hung for a century in the dark of the wheelhouse, upright as on the day the ship sank, and when it was "
    "struck on deck it still gave a note that the oldest of the crew took for an answer.\n",
    "Families of the drowned had been asked whether they would rather leave it where it was, and most wanted it "
    "brought ashore so that their names could be read out under it once a year.\n",
    "The insurers gave up their claim on the wreck long ago, and the village has already cleared a place for the bell "
    "beside the slipway where the boats are painted every spring before they go out.\n",
)
OWN = (
    "Readers of this paper gave the money for the diving boat, and its skipper writes on our next page of the cold.\n",
    "In the chapel nobody remembers how the hymn for the ship was sung, and the organist is looking for the notes.\n",
    "A museum in the capital has asked for the bell as well, and the council has answered with a single short word.\n",
)


def cut(report, n, *parts, **fields):
    return report(OWN[n] + "".join(PARTS[i] for i in parts), f"r{n}", publisher=f"Paper {n}", **fields)


def test_three_reports_that_each_lack_what_the_others_share_have_it_from_a_report_nobody_has(report, family):
    pile = [cut(report, 0, 0, 1, 2), cut(report, 1, 0, 1, 3), cut(report, 2, 0, 2, 3)]
    found = family(*pile)
    assert {d.child_id for d in found} == {r.id for r in pile}
    assert len({d.latent.id for d in found if d.latent}) == 1
    assert all("can be where the others have this text from" in d.reasons[0] for d in found)


def test_that_report_is_the_same_in_whatever_order_the_pile_comes(report, family):
    pile = [cut(report, 0, 0, 1, 2), cut(report, 1, 0, 1, 3), cut(report, 2, 0, 2, 3)]
    assert len({str(family(*order)) for order in permutations(pile)}) == 1


def test_it_is_not_thought_of_where_a_report_of_the_pile_has_it_all(report, family):
    whole = report("".join(PARTS), "whole", publisher="Norland Echo", published="2031-05-01")
    pile = [cut(report, n, *parts, published="2031-05-03") for n, parts in enumerate(((0, 1, 2), (0, 1, 3), (0, 2, 3)))]
    found = family(whole, *pile)
    assert [(d.parent_id, d.latent, d.direction) for d in found] == [(whole.id, None, Direction.DIRECTED)] * 3


def test_it_bears_the_name_that_one_of_its_carriers_gives(report, family):
    pile = [cut(report, 0, 0, 1, 2), cut(report, 1, 0, 1, 3), cut(report, 2, 0, 2, 3)]
    named = report("TORVIK (AP) — " + "".join(PARTS[i] for i in (0, 1, 2, 3)), "ap", publisher="Brindle Lantern")
    found = [d for d in family(*pile, named) if d.latent]
    assert {d.latent.label for d in found} == {"Associated Press"}
    assert {d.child_id for d in found} == {named.id, *(r.id for r in pile)}


def test_two_stories_of_one_agency_are_two(report, family):
    first = [report(f"TORVIK (AP) — {PARTS[0]}{PARTS[1]}", f"a{n}", publisher=f"Paper {n}") for n in range(2)]
    second = [report(f"TORVIK (AP) — {PARTS[2]}{PARTS[3]}", f"b{n}", publisher=f"Post {n}") for n in range(2)]
    found = family(*random.Random(1).sample([*first, *second], 4))
    of = {d.child_id: d.latent.id for d in found if d.latent}
    assert of[first[0].id] == of[first[1].id] != of[second[0].id] == of[second[1].id]
