"""Two reports by hand, and what `drift.compare` says of them."""

from __future__ import annotations

import re
from typing import Any

from sayso import drift, lexicon
from sayso.engines import engine
from sayso.engines.base import VerdictEngine
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Drift,
    Entity,
    Omission,
    Passage,
    Question,
    Reuse,
)
from sayso.stages import extras
from sayso.text import Span
from sayso.vocab import DerivationKind, Direction, PassageKind, QuoteKind, SourceKind

LEXICONS: dict[str, Any] = {name: lexicon.load(name, shape) for name, shape in extras(drift.compare) if shape}


def report(path: str, text: str, published: str | None = None, publisher: str | None = None) -> Document:
    return Document(snapshot_id=path, path=path, text=text, published=published, publisher=publisher, language="en")


def passages(document: Document) -> list[Passage]:
    """One paragraph a line, one sentence up to each full stop that a blank follows."""
    found = []
    for line in re.finditer(r"[^\n]+", document.text):
        found.append(Passage(doc_id=document.id, span=Span(document.id, *line.span()), kind=PassageKind.PARAGRAPH))
        for sentence in re.finditer(r"\S.*?(?:[.!?][”\"’')]*(?= [A-Z“\"])|$)", line.group()):
            start, end = (line.start() + at for at in sentence.span())
            found.append(Passage(doc_id=document.id, span=Span(document.id, start, end), kind=PassageKind.SENTENCE))
    return found


def place(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def attribution(
    document: Document,
    *,
    source: str,
    cue: str,
    content: str,
    label: str | None = None,
    kind: SourceKind = SourceKind.ORGANISATION,
    quote: QuoteKind = QuoteKind.INDIRECT,
) -> Attribution:
    return Attribution(
        doc_id=document.id,
        source=(place(document, source),) if source else (),
        cue=(place(document, cue),) if cue else (),
        content=(place(document, content),),
        quote=quote,
        source_kind=kind,
        label=label or source,
    )


def derivation(child: Document, parent: Document, **fields: Any) -> Derivation:
    given = {"kind": DerivationKind.REWRITE, "direction": Direction.DIRECTED, "share": 0.5, "parent_id": parent.id}
    return Derivation(child_id=child.id, **(given | fields))


def compared(
    parent: Document,
    child: Document,
    *,
    derivations: list[Derivation] | None = None,
    reuses: tuple[Reuse, ...] = (),
    claims: tuple[Claim, ...] = (),
    mentions: tuple[ClaimMention, ...] = (),
    certainties: tuple[Certainty, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    questions: tuple[Question, ...] = (),
    entities: tuple[Entity, ...] = (),
    more: tuple[Document, ...] = (),
    verdict: VerdictEngine | None = None,
) -> list[Drift | Omission]:
    documents = [parent, child, *more]
    return drift.compare(
        documents,
        [passage for document in documents for passage in passages(document)],
        derivations if derivations is not None else [derivation(child, parent)],
        reuses,
        claims,
        mentions,
        certainties,
        attributions,
        questions,
        entities,
        **LEXICONS,
        verdict=engine("verdict") if verdict is None else verdict,
    )


def drifts(found: list[Drift | Omission]) -> list[Drift]:
    return [record for record in found if isinstance(record, Drift)]


def omissions(found: list[Drift | Omission]) -> list[Omission]:
    return [record for record in found if isinstance(record, Omission)]


def spelled(record: Drift, parent: Document, child: Document) -> str:
    """A drift as the cases write it: "kind: before -> after"."""
    before = record.before.of(parent.text) if record.before is not None else "~"
    after = record.after.of(child.text) if record.after is not None else "~"
    return f"{record.kind}: {before} -> {after}"
