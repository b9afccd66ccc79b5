"""A crowd of reports that grows: the stories in it stand, and what is new joins the one that it is most alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sayso.records import Id, Kin, Member, Review, Story, Topic
from sayso.story.group import BY_HAND, CROWD, across, most_near, put_together, seeds, told, with_members
from sayso.story.joining import join
from sayso.story.rulings import Rulings
from sayso.vocab import StoryVerdict

#: Reads the records of a type that are of some reports; of two, those of which one is among them.
Read = Callable[[type, Collection[Id]], Sequence[Any]]


def grow(standing: Sequence[Story], changed: Sequence[Id], read: Read) -> list[Story | Member]:
    """The stories that these become, each followed by its members, when reports come, go, or are told otherwise.

    A report that is in a story stays there, and stories that stand are not compared with one another. One that is in
    none joins the story that holds the report it is most alike, by the measure and from the likeness of `join`, or is
    one by itself; so does one whose story by hand is another than before. Rulings hold as in `group`.

    Other than `group`, this depends on what stood before. In return it reads no other report's kin, and the topics of
    no story but those that the reports are in or come to.

    Args:
        standing: the stories that hold a report that changed, or one that is tied to another otherwise than before.
        changed: the reports that are new or gone, or of which something else is known than before.
        read: reads of any reports.
    """
    topics = _by_id(read(Topic, changed))
    gone = {id_ for id_ in changed if id_ not in topics}
    by_hand = [story for story in standing if story.made_by == BY_HAND or _named(topics, story.documents)]
    topics |= _by_id(read(Topic, [id_ for story in by_hand for id_ in story.documents if id_ not in topics]))
    held = [
        [id_ for id_ in story.documents if id_ not in gone and _stays(story, topics.get(id_))] for story in standing
    ]
    staying = {id_ for reports in held for id_ in reports}
    every = staying | (topics.keys() - gone)
    rulings = Rulings([*read(Review, every), *put_together(list(topics.values())), *_as_ruled(held)], every)
    free = {id_ for id_ in every - staying if topics[id_].named is None}
    apart = list(rulings.apart())
    likeness = {
        (kin.a_id, kin.b_id): kin.score
        for kin in read(Kin, free)
        if every.issuperset((kin.a_id, kin.b_id)) and not _named(topics, (kin.a_id, kin.b_id))
    }
    parts = sorted(join(likeness, seeds(every, rulings), apart), key=min)
    ties = across(parts, (*likeness, *apart))
    home = {id_: story for story in standing for id_ in story.documents}
    found: list[Story | Member] = []
    for number, part in enumerate(parts):
        before = list({home[id_].id: home[id_] for id_ in sorted(part) if id_ in home}.values())
        near = _near(before, part, ties[number], gone)
        if len(before) == 1 and part.isdisjoint(topics) and part.issuperset(before[0].documents):
            label = rulings.name(part) or before[0].label
            found += with_members(msgspec.structs.replace(before[0], label=label, near=near))
        else:
            topics |= _by_id(read(Topic, sorted(part - topics.keys())))
            found += told([topics[id_] for id_ in part], near, rulings)
    return found


def _by_id(topics: Sequence[Topic]) -> dict[Id, Topic]:
    return {topic.doc_id: topic for topic in topics}


def _named(topics: Mapping[Id, Topic], reports: Collection[Id]) -> bool:
    """Whether one of the reports is known to be put into a story by hand."""
    return any(id_ in topics and topics[id_].named is not None for id_ in reports)


def _stays(story: Story, topic: Topic | None) -> bool:
    """Whether a report of a story is held there by nothing but that it is there; one put there by hand is not."""
    return topic is None or (topic.named is None and story.made_by != BY_HAND)


def _as_ruled(held: Sequence[Sequence[Id]]) -> Iterator[Review]:
    """That reports are of one story because they were, as rulings that any other comes after."""
    for reports in held:
        first, *others = sorted(reports) or [""]
        if others:
            yield Review(target_id=first, others=tuple(others), verdict=StoryVerdict.ONE, by="", at="")


def _near(before: Sequence[Story], part: set[Id], ties: set[Id], gone: set[Id]) -> tuple[Id, ...]:
    """The reports near a story, given those that were near what it is of, and those that are tied to it now."""
    known = {id_ for story in before for id_ in story.near} - part
    # Once they show that this is a crowd they stay as they are: else every report that comes would write anew what it
    # merely resembles.
    return most_near(known if len(known) >= CROWD else (known | ties) - gone)
