"""Stories: the parts of a pile that are alike enough as a whole, or were put together by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.pairing.components import components
from sayso.records import Id, Kin, Member, Review, Story, Topic
from sayso.story.joining import join
from sayso.story.rulings import Rulings
from sayso.vocab import StoryVerdict


def group(topics: Sequence[Topic], kins: Sequence[Kin], reviews: Sequence[Review]) -> list[Story | Member]:
    """The stories that these reports are, each followed by its members; every report is in exactly one.

    What a person ruled holds, the latest ruling before earlier ones. Reports that were put into a story by hand are
    that story, and no kin of theirs are. The others are joined from the most alike on, as far as the parts are alike
    enough as a whole. A story is called what a person called it, else what it was put together as, else after its
    earliest report.
    """
    by_id = {topic.doc_id: topic for topic in topics}
    rulings = Rulings([*reviews, *_put_together(topics)], by_id.keys())
    free = {topic.doc_id for topic in topics if topic.named is None}
    likeness = {(kin.a_id, kin.b_id): kin.score for kin in kins if kin.a_id in free and kin.b_id in free}
    apart = list(rulings.apart())
    parts = sorted(join(likeness, _seeds(by_id, rulings), apart), key=min)
    part_of = {id_: number for number, part in enumerate(parts) for id_ in part}
    near: dict[int, set[Id]] = defaultdict(set)
    for a, b in (*likeness, *apart):
        if part_of[a] != part_of[b]:
            near[part_of[a]].add(b)
            near[part_of[b]].add(a)
    stories = (_story([by_id[id_] for id_ in part], near[number], rulings) for number, part in enumerate(parts))
    return [record for story in stories for record in story]


def _put_together(topics: Sequence[Topic]) -> Iterator[Review]:
    """That reports were given with the name of a story, as rulings that any other comes after."""
    named: dict[str, list[Id]] = defaultdict(list)
    for topic in topics:
        if topic.named is not None:
            named[topic.named].append(topic.doc_id)
    for name, reports in named.items():
        first, *others = sorted(reports)
        yield Review(target_id=first, others=tuple(others), verdict=StoryVerdict.ONE, by="", at="")
        yield Review(target_id=first, value=name, verdict=StoryVerdict.CALLED, by="", at="")


def _seeds(reports: Iterable[Id], rulings: Rulings) -> list[set[Id]]:
    """The reports in sets that a person holds together; most are alone."""
    roots = components(rulings.together)
    seeds: dict[Id, set[Id]] = defaultdict(set)
    for id_ in reports:
        seeds[roots.get(id_, id_)].add(id_)
    return list(seeds.values())


def _story(topics: Sequence[Topic], near: set[Id], rulings: Rulings) -> list[Story | Member]:
    """One story of these reports, the earliest first."""
    members = sorted(topics, key=lambda t: (t.published or "9999", t.label, t.doc_id))
    ids = tuple(topic.doc_id for topic in members)
    by_hand = all(topic.named is not None for topic in members)
    made_by = "story/put-together-by-hand@1" if by_hand else "story/alike-as-a-whole@1"
    story = Story(made_by=made_by, label=rulings.name(ids) or members[0].label, documents=ids, near=tuple(sorted(near)))
    return [story, *(Member(made_by=made_by, doc_id=id_, story_id=story.id) for id_ in sorted(ids))]
