from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lineage.retold import alike, retold
from sayso.lineage.wording import Wording

FACTS = (
    "The ferry company cancelled four crossings after inspectors found cracks in a ramp. ",
    "Passengers waited nine hours on the quay while volunteers handed out soup and blankets. ",
    "A welding crew from the capital is expected to repair the ramp before Saturday morning. ",
    "Hotels near the harbour opened their ballrooms for families with small children. ",
    "The regional minister promised that every ticket would be refunded within a fortnight. ",
    "Fishermen complained that nobody had warned them about the closure of the outer basin. ",
    "Lorry drivers formed a queue that reached as far as the motorway junction by evening. ",
    "Union leaders blamed the cracks on years of saving money on inspections and paint. ",
)
OTHER = (
    "Astronomers have photographed a comet whose tail changes colour every few minutes. ",
    "The orchestra opens its autumn season with a symphony that was thought to be lost. ",
    "Beekeepers expect a poor harvest because acacias flowered three weeks too early. ",
    "A chess prodigy from the valley beat two grandmasters at the weekend tournament. ",
)


def found(one: str, other: str) -> list[tuple[str, str]]:
    a, b = Wording("a", one), Wording("b", other)
    passages = retold(a, b, alike(a, b))
    return [(a.span(p.a1, p.a2).of(one), b.span(p.b1, p.b2).of(other)) for p in passages]


def test_sentences_in_another_order_are_one_passage():
    one, other = "".join(FACTS[:4]), "".join(FACTS[3::-1])
    ((left, right),) = found("".join(OTHER[:2]) + one, other + "".join(OTHER[2:]))
    assert (left + ". ", right + ". ") == (one, other)


def test_far_apart_passages_are_two():
    one = FACTS[0] + FACTS[1] + "".join(OTHER) * 7 + FACTS[4] + FACTS[5]
    assert len(found(one, FACTS[4] + FACTS[5] + FACTS[0] + FACTS[1])) == 2


def test_a_summary_is_one_passage_of_the_whole_report():
    told = "".join(fact + OTHER[n % 4] for n, fact in enumerate(FACTS))
    summary = FACTS[0] + FACTS[3] + FACTS[7]
    ((left, right),) = found(told, summary)
    assert right + ". " == summary
    assert told.startswith(left)
    assert FACTS[7][:-2] in left


def test_reports_on_other_things_have_no_passage():
    assert found("".join(FACTS), "".join(OTHER)) == []


def test_a_short_agreement_is_no_passage():
    assert found(FACTS[0] + OTHER[0] + OTHER[1], OTHER[2] + OTHER[3] + FACTS[0]) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FACTS + OTHER), max_size=30), st.lists(st.sampled_from(FACTS + OTHER), max_size=30))
def test_no_two_passages_have_a_word_in_common_on_either_side(one: list[str], other: list[str]):
    a, b = Wording("a", "".join(one)), Wording("b", "".join(other))
    passages = retold(a, b, alike(a, b))
    for side in ((0, 1), (2, 3)):
        places = sorted((p[side[0]], p[side[1]]) for p in passages)
        assert all(first < last for first, last in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
