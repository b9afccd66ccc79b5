"""Stories: what hangs together by kinship of reports, or was put together by hand."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.pairing.components import components
from sayso.records import Id, Kin, Member, Story, Topic


def group(topics: Sequence[Topic], kins: Sequence[Kin]) -> list[Story | Member]:
    """The stories that these reports are, each followed by its members; every report is in exactly one.

    Reports that were put into a story by hand are that story, and no others are. Else two reports are in one story if
    they are kin, or kin of kin. A story is named after its earliest report.
    """
    by_id = {topic.doc_id: topic for topic in topics}
    roots = components((kin.a_id, kin.b_id) for kin in kins if kin.a_id in by_id and kin.b_id in by_id)
    stories: dict[tuple[str, str], list[Topic]] = {}
    for topic in topics:
        key = ("named", topic.named) if topic.named is not None else ("kin", roots.get(topic.doc_id, topic.doc_id))
        stories.setdefault(key, []).append(topic)
    found: list[Story | Member] = []
    for (how, _), members in sorted(stories.items()):
        found += _story(how, sorted(members, key=lambda t: (t.published or "9999", t.label, t.doc_id)))
    return found


def _story(how: str, members: Sequence[Topic]) -> list[Story | Member]:
    """One story of these reports, the earliest first."""
    ids: tuple[Id, ...] = tuple(topic.doc_id for topic in members)
    made_by = "story/put-together-by-hand@1" if how == "named" else "story/kin-of-kin@1"
    story = Story(made_by=made_by, label=members[0].named or members[0].label, documents=ids)
    return [story, *(Member(made_by=made_by, doc_id=id_, story_id=story.id) for id_ in sorted(ids))]
