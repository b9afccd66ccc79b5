"""A small table of stages that fail where a text asks for it; in a module of its own, so that workers find it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.errors import StageError
from sayso.records import Document, Entity, Kin, Link, Mark, Member, Reuse, Review, Snapshot, Story, Topic
from sayso.stages import DOCUMENT, PAIR, PILE, STORY, Stage
from sayso.story import group
from sayso.text import Span, words
from sayso.vocab import NameKind


def read(snapshot: Snapshot) -> list[Document | Link | Mark]:
    text = snapshot.content.decode()
    if "unreadable" in text:
        raise StageError("read", snapshot.id, "There is no text in it.", "Save the page again.")
    return [Document(snapshot_id=snapshot.id, path=snapshot.path, text=text)]


def topic(document: Document) -> list[Topic]:
    return [Topic(doc_id=document.id, label=document.text, terms={w.folded: 1.0 for w in words(document.text)})]


def keys(document: Document) -> list[int]:
    return sorted({sum(word.folded.encode()) for word in words(document.text)})


def align(a: Document, b: Document) -> list[Reuse]:
    if "quarrel" in a.text and "quarrel" in b.text:
        raise RecursionError("too deep")
    return [Reuse(a=Span(a.id, 0, 1), b=Span(b.id, 0, 1), ops=())]


def topic_keys(topic: Topic) -> list[int]:
    return sorted({sum(word.encode()) for word in topic.terms})


def kin(a: Topic, b: Topic) -> list[Kin]:
    a, b = sorted((a, b), key=lambda t: t.doc_id)
    return [Kin(a_id=a.doc_id, b_id=b.doc_id)] if len(a.terms.keys() & b.terms.keys()) > 2 else []


def join(documents: Sequence[Document], reuses: Sequence[Reuse]) -> list[Entity]:
    if any("scandal" in document.text for document in documents):
        raise ValueError("no names here")
    return [Entity(kind=NameKind.PLACE, names=(*sorted(d.path for d in documents), *(r.id for r in reuses)))]


TABLE = (
    Stage("read", DOCUMENT, (Snapshot,), (Document, Link, Mark), read),
    Stage("topic", DOCUMENT, (Document,), (Topic,), topic),
    Stage("align", PAIR, (Document,), (Reuse,), align, keys=keys),
    Stage("kin", PAIR, (Topic,), (Kin,), kin, keys=topic_keys),
    Stage("story", PILE, (Topic, Kin, Review), (Story, Member), group),
    Stage("join", STORY, (Document, Reuse), (Entity,), join),
)
