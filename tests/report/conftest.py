"""A pile of invented records, written by hand, so that the page can be tested without the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pytest

from sayso.dates import When
from sayso.ledger import Book
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Correction,
    Derivation,
    Dispute,
    Document,
    Drift,
    Edit,
    Entity,
    Event,
    Failure,
    Latent,
    Name,
    Omission,
    Origin,
    Passage,
    Question,
    Record,
    Reuse,
    Story,
    Tally,
)
from sayso.store import MemoryStore, Receipt
from sayso.text import Span
from sayso.vocab import (
    DerivationKind,
    Direction,
    DisputeKind,
    DriftKind,
    Factuality,
    Hearing,
    Level,
    NameKind,
    OmissionKind,
    PassageKind,
    Polarity,
    Precision,
    QuoteKind,
    Severity,
    SourceKind,
    Stance,
)


@dataclass
class Pile:
    """Records by the hand of a test; every span is found by its words."""

    records: list[Record] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def add(self, record: Record) -> Record:
        self.records.append(record)
        return record

    def report(self, path: str, *paragraphs: str, furniture: str = "", caption: str = "", **fields: str | None) -> str:
        parts = [*paragraphs, *([caption] if caption else []), *([furniture] if furniture else [])]
        text = "\n\n".join(parts)
        title = paragraphs[0] if paragraphs else None
        document = Document(snapshot_id="s", path=path, text=text, **{"title": title, **fields})
        self.documents[path] = document
        self.add(document)
        for number, part in enumerate(parts):
            kind = PassageKind.HEADLINE if number == 0 else PassageKind.PARAGRAPH
            kind = PassageKind.CAPTION if part is caption else PassageKind.FURNITURE if part is furniture else kind
            span = self.span(path, part)
            self.add(Passage(doc_id=document.id, span=span, kind=kind))
            if kind is not PassageKind.FURNITURE:
                self.add(Passage(doc_id=document.id, span=span, kind=PassageKind.SENTENCE))
        return path

    def span(self, path: str, words: str) -> Span:
        document = self.documents[path]
        start = document.text.index(words)
        return Span(document.id, start, start + len(words))

    def id(self, path: str) -> str:
        return self.documents[path].id

    def said(self, path: str, source: str, cue: str, content: str, kind: SourceKind, label: str, **more: str) -> str:
        attribution = Attribution(
            doc_id=self.id(path),
            source=(self.span(path, source),),
            cue=(self.span(path, cue),),
            content=(self.span(path, content),),
            addressee=(self.span(path, more["addressee"]),) if "addressee" in more else (),
            grounds=(self.span(path, more["grounds"]),) if "grounds" in more else (),
            quote=QuoteKind.INDIRECT,
            source_kind=kind,
            label=label,
        )
        return self.add(attribution).id

    def mention(self, path: str, words: str, level: Level, cue: str = "", attribution: str | None = None) -> str:
        mention = ClaimMention(doc_id=self.id(path), span=self.span(path, words), attribution_id=attribution)
        denied = level is Level.DENIED
        self.add(mention)
        self.add(
            Certainty(
                claim_mention_id=mention.id,
                holder=attribution or "author",
                level=level,
                polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
                value=Factuality.CT_MINUS if denied else Factuality.CT_PLUS,
                cues=(self.span(path, cue),) if cue else (),
            )
        )
        return mention.id

    @cached_property
    def book(self) -> Book:
        store = MemoryStore()
        store.put(self.records, stage="test", unit="story", receipt=Receipt("", ""))
        return Book(store)


NASTY = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202egnp.exe\u2066 </style> <!--"


def tiny_pile(nasty: str = "") -> Pile:
    """Five reports of one matter: a wire story, a copy, a sharpened rewrite, a denial, an undated aside."""
    pile = Pile()
    wire = pile.report(
        "pile/wire.html",
        f"Bridge at Oxmoor may be closed{nasty}",
        f"The bridge at Oxmoor may have to be closed, an official{nasty} told Northwire on condition of anonymity.",
        "The council has yet to say whether the bearings were inspected in May 2030.",
        "Northwire could not verify the account.",
        furniture=f"Sign up for our letter{nasty}",
        caption=f"The bridge on Monday{nasty}",
        publisher=f"Northwire{nasty}",
        published="2031-05-02T08:10:00Z",
        url="https://northwire.example/oxmoor?a=1&b=2",
        byline=f"Ann Oake{nasty}",
    )
    copy = pile.report(
        "pile/copy.html",
        "Oxmoor bridge may be closed",
        f"The bridge at Oxmoor may have to be closed, an official{nasty} told Northwire on condition of anonymity.",
        publisher="Oxmoor Echo",
        published="2031-05-02T09:30:00Z",
        url="javascript:alert(1)",
    )
    loud = pile.report(
        "pile/loud.html",
        "OXMOOR BRIDGE SHUT",
        "The bridge at Oxmoor will be closed, officials admitted.",
        publisher="The Blare",
        published="2031-05-03",
        url="data:text/html,<script>alert(1)</script>",
    )
    answer = pile.report(
        "pile/answer.txt",
        "Council: bridge stays open",
        f"The council denied that the bridge at Oxmoor would be closed{nasty}.",
        "A photograph seen by the Standard shows rust on both bearings.",
        publisher="Oxmoor Standard",
        published="2031-05-04",
    )
    aside = pile.report(
        "pile/aside.txt",
        "Bridges of the shire",
        "According to Dalesman Radio, the bridge at Oxmoor is to be closed.",
    )
    a_wire = pile.said(
        wire, "an official", "told", "may have to be closed", SourceKind.ANONYMOUS, f"an official{nasty}",
        addressee="Northwire", grounds="on condition of anonymity",
    )  # fmt: skip
    a_copy = pile.said(
        copy, "an official", "told", "may have to be closed", SourceKind.ANONYMOUS, f"an official{nasty}"
    )
    a_loud = pile.said(loud, "officials", "admitted", "will be closed", SourceKind.ANONYMOUS, "officials")
    a_answer = pile.said(
        answer, "The council", "denied", "the bridge at Oxmoor would be closed", SourceKind.ORGANISATION, "the council"
    )
    a_aside = pile.said(
        aside, "Dalesman Radio", "According to", "the bridge at Oxmoor is to be closed", SourceKind.OUTLET,
        "Dalesman Radio",
    )  # fmt: skip
    closed = [
        pile.mention(wire, "The bridge at Oxmoor may have to be closed", Level.PROBABLE, "may have to", a_wire),
        pile.mention(copy, "The bridge at Oxmoor may have to be closed", Level.PROBABLE, "may have to", a_copy),
        pile.mention(loud, "The bridge at Oxmoor will be closed", Level.REPORTED, "admitted", a_loud),
    ]
    denial = pile.mention(answer, "the bridge at Oxmoor would be closed", Level.DENIED, "denied", a_answer)
    radio = pile.mention(aside, "the bridge at Oxmoor is to be closed", Level.REPORTED, "According to", a_aside)
    rust = pile.mention(answer, "rust on both bearings", Level.ASSERTED)
    asked = pile.mention(wire, "the bearings were inspected", Level.OPEN_QUESTION, "has yet to say whether")
    claim = pile.add(Claim(text=f"The bridge at Oxmoor will be closed.{nasty}", mentions=(*closed, denial, radio)))
    small = pile.add(Claim(text=f"There is rust on both bearings.{nasty}", mentions=(rust,)))
    pile.add(Claim(text="The bearings were inspected.", mentions=(asked,), differs_in=(small.id,)))
    latent = Latent("latent-1", f"Dalesman Radio{nasty}")
    official = pile.add(
        Origin(
            claim_id=claim.id,
            label=f"an official{nasty}",
            kind=SourceKind.ANONYMOUS,
            stance=Stance.SUPPORTS,
            hearing=Hearing.FIRST_HAND,
            witnesses=(pile.id(wire),),
            repeaters=(pile.id(copy), pile.id(loud)),
            via=(f"the ministry{nasty}",),
            mentions=tuple(closed),
            level=Level.PROBABLE,
            reasons=(f"The copy has it word for word.{nasty}",),
        )
    )
    pile.add(
        Origin(
            claim_id=claim.id,
            label="Dalesman Radio",
            kind=SourceKind.OUTLET,
            stance=Stance.SUPPORTS,
            hearing=Hearing.REPEATED,
            witnesses=(latent.id,),
            repeaters=(pile.id(aside),),
            mentions=(radio,),
            level=Level.REPORTED,
        )
    )
    council = pile.add(
        Origin(
            claim_id=claim.id,
            label="the council",
            kind=SourceKind.ORGANISATION,
            stance=Stance.DENIES,
            hearing=Hearing.UNSTATED,
            mentions=(denial,),
            level=Level.DENIED,
        )
    )
    pile.add(
        Origin(
            claim_id=small.id,
            label="Oxmoor Standard",
            kind=SourceKind.OUTLET,
            stance=Stance.SUPPORTS,
            hearing=Hearing.FIRST_HAND,
            mentions=(rust,),
            level=Level.ASSERTED,
        )
    )
    pile.add(Tally(claim_id=claim.id, at_least=1, at_most=2, reasons=(f"An outlet may rest on anybody.{nasty}",)))
    pile.add(Tally(claim_id=small.id, at_least=1, at_most=1, reasons=("One outlet says so.",)))
    pile.add(Dispute(claim_id=claim.id, kind=DisputeKind.DENIAL, by=(council.id,), against=(official.id,)))
    pile.add(Question(doc_id=pile.id(wire), span=pile.span(wire, "whether the bearings were inspected"),
                      asked_of=f"the council{nasty}"))  # fmt: skip
    a, b = (
        pile.span(wire, "The bridge at Oxmoor may have to be closed"),
        pile.span(loud, "The bridge at Oxmoor will be closed"),
    )
    reuse = pile.add(Reuse(a=a, b=b, ops=(
        Edit("equal", Span(a.doc_id, a.start, a.start + 20), Span(b.doc_id, b.start, b.start + 20)),
        Edit("replace", pile.span(wire, "may have to"), pile.span(loud, "will")),
        Edit("equal", Span(a.doc_id, a.end - 9, a.end), Span(b.doc_id, b.end - 9, b.end)),
    )))  # fmt: skip

    def derived(child: str, parent: str | None, kind: DerivationKind, direction: Direction, share: float) -> Derivation:
        record = Derivation(
            child_id=pile.id(child), parent_id=pile.id(parent) if parent else None,
            latent=None if parent else latent, kind=kind, direction=direction, share=share, confidence=0.9,
            evidence=(reuse.id,), reasons=(f"Words are shared in order.{nasty}",),
        )  # fmt: skip
        pile.add(record)
        return record

    derived(copy, wire, DerivationKind.COPY, Direction.DIRECTED, 0.8)
    rewrite = derived(loud, wire, DerivationKind.REWRITE, Direction.DIRECTED, 0.4)
    derived(aside, None, DerivationKind.CREDIT, Direction.DIRECTED, 0)
    derived(answer, aside, DerivationKind.REWRITE, Direction.UNDETERMINED, 0.1)
    pile.add(Drift(
        derivation_id=rewrite.id, claim_id=claim.id, kind=DriftKind.CERTAINTY, before=pile.span(wire, "may have to"),
        after=pile.span(loud, "will"), before_text="may have to", after_text=f"will{nasty}", severity=Severity.HIGH,
    ))  # fmt: skip
    pile.add(Omission(
        derivation_id=rewrite.id, claim_id=claim.id, kind=OmissionKind.CAVEAT,
        span=pile.span(wire, "Northwire could not verify the account."),
        text=f"Northwire could not verify the account.{nasty}",
    ))  # fmt: skip
    pile.add(Event(
        doc_id=pile.id(wire), span=pile.span(wire, "May 2030"), as_written="May 2030",
        when=When("2030-05", Precision.MONTH),
        text="The council has yet to say whether the bearings were inspected in May 2030.",
    ))  # fmt: skip
    name = pile.add(Name(doc_id=pile.id(wire), span=pile.span(wire, "Oxmoor"), kind=NameKind.PLACE))
    pile.add(Entity(kind=NameKind.PLACE, names=(f"Oxmoor{nasty}", "Ox Moor"), reasons=("Same.",), members=(name.id,)))
    pile.add(Correction(doc_id=pile.id(copy), span=pile.span(copy, "Oxmoor"), kind="correction"))
    pile.add(Failure(path=f"pile/broken{nasty}.pdf", stage="ingest", message=f"It is no text.{nasty}",
                     next_step=f"Save it as text.{nasty}"))  # fmt: skip
    pile.add(Story(label=f"The bridge at Oxmoor{nasty}", documents=tuple(d.id for d in pile.documents.values())))
    return pile


def large_pile(reports: int, publishers: int = 20) -> Pile:
    """Many reports: each third one rewrites an earlier one, each tenth has no date."""
    pile = Pile()
    for n in range(reports):
        pile.report(
            f"pile/{n:04}.txt",
            f"Report number {n} on the ferry",
            f"The ferry carried {n % 7} lorries on its way to Hale, the harbour master said.",
            publisher=f"Paper {n % publishers}",
            published=None if n % 10 == 9 else f"2031-0{1 + n % 6}-{1 + n % 28:02}",
        )
    paths = list(pile.documents)
    by_text: dict[int, list[str]] = {}
    for n, path in enumerate(paths):
        a = pile.said(path, "the harbour master", "said", f"The ferry carried {n % 7} lorries", SourceKind.PERSON, "hm")
        by_text.setdefault(n % 7, []).append(
            pile.mention(path, f"The ferry carried {n % 7} lorries", Level.REPORTED, "", a)
        )
        pile.add(Claim(text=f"Report {n} concerns the ferry.", mentions=(pile.mention(path, "ferry", Level.ASSERTED),)))
        if n and n % 3 == 0:
            pile.add(
                Derivation(
                    child_id=pile.id(path),
                    parent_id=pile.id(paths[n // 3]),
                    kind=DerivationKind.REWRITE,
                    direction=Direction.DIRECTED,
                    share=0.5,
                    confidence=0.8,
                    reasons=("Shared words.",),
                )
            )
    for n, mentions in by_text.items():
        claim = pile.add(Claim(text=f"The ferry carried {n} lorries.", mentions=tuple(mentions)))
        pile.add(
            Origin(
                claim_id=claim.id,
                label="the harbour master",
                kind=SourceKind.PERSON,
                stance=Stance.SUPPORTS,
                hearing=Hearing.UNSTATED,
                mentions=tuple(mentions),
                level=Level.REPORTED,
            )
        )
        pile.add(Tally(claim_id=claim.id, at_least=1, at_most=1))
    pile.add(Story(label="The ferry to Hale", documents=tuple(d.id for d in pile.documents.values())))
    return pile


@pytest.fixture(scope="session")
def tiny_book() -> Book:
    """A book with one record of every kind that the page shows."""
    return tiny_pile().book


@pytest.fixture(scope="session")
def hostile_book() -> Book:
    """The same, with markup, template code and bidirectional controls in every text."""
    return tiny_pile(NASTY).book


@pytest.fixture(scope="session")
def empty_book() -> Book:
    """A book without any record."""
    return Pile().book


@pytest.fixture
def pile() -> Pile:
    """A pile to be filled by the test."""
    return Pile()


@pytest.fixture(scope="session")
def large_book() -> Callable[[int], Book]:
    """Makes a book of that many reports."""
    return lambda reports: large_pile(reports).book
