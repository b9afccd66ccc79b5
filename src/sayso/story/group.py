"""Stories: the parts of a pile that are alike enough as a whole, or were put together by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.pairing.components import components
from sayso.records import Id, Kin, Member, Review, Story, Topic
from sayso.story.joining import join
from sayso.story.rulings import Rulings
from sayso.vocab import StoryVerdict

#: So many reports that hang together are told apart anew whenever one comes or goes (some .2 CPU s); more are a crowd,
#: in which the stories stand and `grow` (docs/decisions/0027).
CROWD = 300

BY_HAND, ALIKE = "story/put-together-by-hand@1", "story/alike-as-a-whole@1"


def group(topics: Sequence[Topic], kins: Sequence[Kin], reviews: Sequence[Review]) -> list[Story | Member]:
    """The stories that these reports are, each followed by its members; every report is in exactly one.

    What a person ruled holds, the latest ruling before earlier ones. Reports that were put into a story by hand are
    that story, and no kin of theirs are. The others are joined from the most alike on, as far as the parts are alike
    enough as a whole. A story is called what a person called it, else what it was put together as, else after its
    earliest report.
    """
    by_id = {topic.doc_id: topic for topic in topics}
    rulings = Rulings([*reviews, *put_together(topics)], by_id.keys())
    free = {topic.doc_id for topic in topics if topic.named is None}
    likeness = {(kin.a_id, kin.b_id): kin.score for kin in kins if kin.a_id in free and kin.b_id in free}
    apart = list(rulings.apart())
    parts = sorted(join(likeness, seeds(by_id, rulings), apart), key=min)
    near = across(parts, (*likeness, *apart))
    stories = (told([by_id[id_] for id_ in part], near[number], rulings) for number, part in enumerate(parts))
    return [record for story in stories for record in story]


def put_together(topics: Sequence[Topic]) -> Iterator[Review]:
    """That reports were given with the name of a story, as rulings that any other comes after."""
    named: dict[str, list[Id]] = defaultdict(list)
    for topic in topics:
        if topic.named is not None:
            named[topic.named].append(topic.doc_id)
    for name, reports in named.items():
        first, *others = sorted(reports)
        yield Review(target_id=first, others=tuple(others), verdict=StoryVerdict.ONE, by="", at="")
        yield Review(target_id=first, value=name, verdict=StoryVerdict.CALLED, by="", at="")


def seeds(reports: Iterable[Id], rulings: Rulings) -> list[set[Id]]:
    """The reports in sets that a person holds together; most are alone."""
    roots = components(rulings.together)
    held: dict[Id, set[Id]] = defaultdict(set)
    for id_ in reports:
        held[roots.get(id_, id_)].add(id_)
    return list(held.values())


def across(parts: Sequence[Collection[Id]], ties: Iterable[tuple[Id, Id]]) -> dict[int, set[Id]]:
    """For each part, by its place, the reports of others that are tied to one of its own."""
    part_of = {id_: number for number, part in enumerate(parts) for id_ in part}
    near: dict[int, set[Id]] = defaultdict(set)
    for a, b in ties:
        if part_of[a] != part_of[b]:
            near[part_of[a]].add(b)
            near[part_of[b]].add(a)
    return near


def told(topics: Sequence[Topic], near: Iterable[Id], rulings: Rulings) -> list[Story | Member]:
    """One story of these reports, the earliest first."""
    members = sorted(topics, key=lambda t: (t.published or "9999", t.label, t.doc_id))
    ids = tuple(topic.doc_id for topic in members)
    made_by = BY_HAND if all(topic.named is not None for topic in members) else ALIKE
    label = rulings.name(ids) or members[0].label
    return with_members(Story(made_by=made_by, label=label, documents=ids, near=most_near(near)))


def most_near(near: Iterable[Id]) -> tuple[Id, ...]:
    """As many of the reports that are near as show that what hangs together is a crowd: more would show no more."""
    return tuple(sorted(near)[:CROWD])


def with_members(story: Story) -> list[Story | Member]:
    """A story, followed by its members."""
    members = (Member(made_by=story.made_by, doc_id=id_, story_id=story.id) for id_ in sorted(story.documents))
    return [story, *members]
