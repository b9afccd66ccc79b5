"""The records of stories joined by id: the only place that joins, and what every surface reads.

`Book` is a store, or some stories of it, opened for reading; `Book.rows` is the ledger, one `LedgerRow` per claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from sayso.errors import UsageError
from sayso.origins import status
from sayso.records import (
    INTERNAL,
    RECORDS,
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Correction,
    Credit,
    Derivation,
    Dispute,
    Document,
    Drift,
    Entity,
    Event,
    Failure,
    Id,
    LedgerRow,
    Name,
    Omission,
    Origin,
    Passage,
    Question,
    Record,
    Refusal,
    Reuse,
    Review,
    RowOrigin,
    Snapshot,
    Story,
    Tally,
    chain_of,
    content_id,
    held_by,
)
from sayso.store import Reading, Store, of_stories
from sayso.vocab import SUPPORTING, Level, PassageKind, SourceKind, Stance

R = TypeVar("R", bound=Record)

#: Certainty from strongest to weakest, as a ledger row shows the strongest.
STRENGTH = (
    Level.ASSERTED,
    Level.REPORTED,
    Level.PROBABLE,
    Level.BELIEVED,
    Level.ALLEGED,
    Level.POSSIBLE,
    Level.CONDITIONAL,
    Level.PLANNED,
    Level.NOT_CONFIRMED,
    Level.OPEN_QUESTION,
    Level.DENIED,
    Level.UNKNOWN,
)


class Book:
    """All records of some stories, indexed. Reading is lazy: a surface pays for what it shows."""

    def __init__(self, store: Reading) -> None:
        self._store = store

    # -- plain collections, in a stable order ------------------------------------------------------------------------

    def _all(self, kind: type[R]) -> dict[Id, R]:
        return {record.id: record for record in self._store.scan(kind)}

    @cached_property
    def documents(self) -> dict[Id, Document]:
        """Every report by id, oldest first; undated ones last."""
        found = sorted(self._store.scan(Document), key=lambda d: (d.published or "9999", d.path, d.id))
        return {document.id: document for document in found}

    @cached_property
    def passages(self) -> dict[Id, list[Passage]]:
        """The passages of each report, in text order."""
        return _grouped(sorted(self._store.scan(Passage), key=lambda p: (p.span, p.kind)), "doc_id")

    @cached_property
    def attributions(self) -> dict[Id, Attribution]:
        """Every attribution by id, its entity filled in."""
        found = self._all(Attribution)
        return {i: msgspec.structs.replace(a, entity_id=self._entity_of.get(i)) for i, a in found.items()}

    @cached_property
    def names(self) -> dict[Id, Name]:
        """Every occurrence of a name by id, its entity filled in."""
        found = self._all(Name)
        return {i: msgspec.structs.replace(n, entity_id=self._entity_of.get(i)) for i, n in found.items()}

    @cached_property
    def mentions(self) -> dict[Id, ClaimMention]:
        """Every mention of a claim by id."""
        return self._all(ClaimMention)

    @cached_property
    def certainties(self) -> dict[Id, list[Certainty]]:
        """The certainties of each mention, one per holder."""
        return _grouped(self._store.scan(Certainty), "claim_mention_id")

    @cached_property
    def questions(self) -> dict[Id, Question]:
        """Every open question by id, in report and text order, its claim filled in."""
        found = sorted(self._store.scan(Question), key=lambda q: (self._place(q.doc_id), q.span))
        return {q.id: msgspec.structs.replace(q, claim_id=self._claim_at(q)) for q in found}

    @cached_property
    def events(self) -> list[Event]:
        """Every dated happening, by date, then by report."""
        return sorted(self._store.scan(Event), key=lambda e: (e.when.value, self._place(e.doc_id), e.span))

    @cached_property
    def reuses(self) -> dict[Id, Reuse]:
        """Every shared passage by id."""
        return self._all(Reuse)

    @cached_property
    def credits(self) -> dict[Id, Credit]:
        """Every credit by id, with the report of the pile that it means, where the family tree is certain of it."""
        meant = {i: d.parent_id for d in self.derivations.values() if d.parent_id for i in d.named_by}
        found = self._all(Credit)
        return {i: msgspec.structs.replace(c, to_doc_id=meant[i]) if i in meant else c for i, c in found.items()}

    @cached_property
    def derivations(self) -> dict[Id, Derivation]:
        """Every derivation by id, by child in report order, surest first."""
        found = sorted(self._store.scan(Derivation), key=lambda d: (self._place(d.child_id), -d.confidence, d.id))
        return {d.id: d for d in found}

    @cached_property
    def entities(self) -> list[Entity]:
        """Every entity, the one with most members first."""
        return sorted(self._store.scan(Entity), key=lambda e: (-len(e.members), e.names))

    @cached_property
    def claims(self) -> dict[Id, Claim]:
        """Every claim by id."""
        return self._all(Claim)

    @cached_property
    def origins(self) -> dict[Id, list[Origin]]:
        """The origins of each claim: supporters, then deniers, then the others."""
        order = list(Stance)
        found = sorted(self._store.scan(Origin), key=lambda o: (order.index(o.stance), -len(o.mentions), o.label, o.id))
        return _grouped(found, "claim_id")

    @cached_property
    def tallies(self) -> dict[Id, Tally]:
        """The counted interval of each claim, by claim id."""
        return {tally.claim_id: tally for tally in self._store.scan(Tally)}

    @cached_property
    def disputes(self) -> dict[Id, list[Dispute]]:
        """The disputes of each claim."""
        return _grouped(self._store.scan(Dispute), "claim_id")

    @cached_property
    def corrections(self) -> list[Correction]:
        """Every correction and retraction, in report and text order."""
        return sorted(self._store.scan(Correction), key=lambda c: (self._place(c.doc_id), c.span))

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Who was asked and said nothing."""
        return list(self._store.scan(Refusal))

    @cached_property
    def drifts(self) -> dict[Id, Drift]:
        """Every drift by id, by place in the child."""
        found = sorted(self._store.scan(Drift), key=lambda d: (d.derivation_id, d.after or d.before, d.kind))
        return {d.id: d for d in found}

    @cached_property
    def omissions(self) -> dict[Id, Omission]:
        """Every omission by id, by place in the parent."""
        found = sorted(self._store.scan(Omission), key=lambda o: (o.derivation_id, o.span, o.kind))
        return {o.id: o for o in found}

    @cached_property
    def failures(self) -> list[Failure]:
        """What was not analysed."""
        found = {failure.id: failure for failure in self._store.scan(Failure)}
        return sorted(found.values(), key=lambda f: (f.path, f.stage, f.id))

    @cached_property
    def stories(self) -> list[Story]:
        """The stories, the one with most reports first."""
        return sorted(self._store.scan(Story), key=lambda s: (-len(s.documents), self._place(s.documents[0])))

    @cached_property
    def reviews(self) -> list[Review]:
        """What people ruled, in order."""
        return sorted(self._store.scan(Review), key=lambda r: (r.at, r.id))

    @property
    def story(self) -> Story | None:
        """The story, if there is one only."""
        return self.stories[0] if len(self.stories) == 1 else None

    # -- joins -------------------------------------------------------------------------------------------------------

    @cached_property
    def _entity_of(self) -> dict[Id, Id]:
        return {member: entity.id for entity in self._store.scan(Entity) for member in entity.members}

    @cached_property
    def _claim_of(self) -> dict[Id, Id]:
        return {mention: claim.id for claim in self._store.scan(Claim) for mention in claim.mentions}

    @cached_property
    def _story_of(self) -> dict[Id, Story]:
        return {id_: story for story in self.stories for id_ in story.documents}

    @cached_property
    def _places(self) -> dict[Id, int]:
        return {id_: place for place, id_ in enumerate(self.documents)}

    @cached_property
    def _mentions_of_report(self) -> dict[Id, list[ClaimMention]]:
        return _grouped(self.mentions.values(), "doc_id")

    def _place(self, doc_id: Id) -> int:
        return self._places.get(doc_id, len(self._places))

    def _claim_at(self, question: Question) -> Id | None:
        """The claim that a question is about: that of the mention with the same words."""
        near = [m for m in self._mentions_of_report.get(question.doc_id, ()) if m.span.overlaps(question.span)]
        best = max(
            near,
            key=lambda m: min(m.span.end, question.span.end) - max(m.span.start, question.span.start),
            default=None,
        )
        return self._claim_of.get(best.id) if best else None

    def story_of(self, document_id: Id) -> Story | None:
        """The story that a report is in."""
        return self._story_of.get(document_id)

    def claim_of(self, mention_id: Id) -> Id | None:
        """The claim that a mention belongs to."""
        return self._claim_of.get(mention_id)

    def label(self, report_id: Id) -> str:
        """A report or latent report for showing: publisher, else title, else path; latent ones say that they are."""
        document = self.documents.get(report_id)
        if document is not None:
            return document.publisher or document.title or document.path
        latent = self.latents.get(report_id) or self._credited.get(report_id)
        return f"{latent} (not in the pile)" if latent else report_id

    @cached_property
    def latents(self) -> dict[Id, str]:
        """Reports that others depend on and that are not in the pile: label by id."""
        return {d.latent.id: d.latent.label for d in self.derivations.values() if d.latent is not None}

    @cached_property
    def _credited(self) -> dict[Id, str]:
        """Outlets that are credited for a claim, whether or not a report depends on them: label by latent id."""
        credited = [c.outlet for c in self.credits.values()]
        credited += [a.label for a in self.attributions.values() if a.source_kind is SourceKind.OUTLET]
        return {content_id("latent", outlet): outlet for outlet in credited}

    def sentence(self, doc_id: Id, start: int, end: int) -> tuple[int, int]:
        """The sentence passage(s) around a stretch of text; the stretch itself where none covers it."""
        around = [
            p.span
            for p in self.passages.get(doc_id, ())
            if p.kind is PassageKind.SENTENCE and p.span.start < end and start < p.span.end
        ]
        return (min(s.start for s in around), max(s.end for s in around)) if around else (start, end)

    def chain(self, attribution_id: Id | None) -> list[Attribution]:
        """The attributions that carry a mention, innermost first."""
        return chain_of(attribution_id, self.attributions)

    def held(self, mention: ClaimMention) -> Certainty | None:
        """The certainty that counts for a mention: that of its innermost source, else the author's."""
        return held_by(mention, self.certainties.get(mention.id, ()))

    # -- the ledger --------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[LedgerRow]:
        """One row per claim: most reports first, then the earliest."""
        rows = [self._row(claim) for claim in self.claims.values()]
        return sorted(rows, key=lambda r: (-len(r.reports), r.first_seen or "9999", self._first_place(r), r.id))

    def _first_place(self, row: LedgerRow) -> tuple[int, int]:
        mentions = [self.mentions[i] for i in self.claims[row.claim_id].mentions if i in self.mentions]
        return min(((self._place(m.doc_id), m.span.start) for m in mentions), default=(0, 0))

    def row(self, claim_id: Id) -> LedgerRow:
        """The row of one claim.

        Raises:
            KeyError: if there is none.
        """
        return next(row for row in self.rows if row.claim_id == claim_id)

    def printed(self, claim_id: Id) -> list[Id]:
        """The mention whose words a claim shows with names in square brackets; none where they stand as printed."""
        claim = self.claims[claim_id]
        mention = self.mentions.get(claim.worded_by or "")
        return [mention.id] if mention and (claim.replaced or mention.subject) else []

    def _row(self, claim: Claim) -> LedgerRow:
        mentions = [self.mentions[i] for i in claim.mentions if i in self.mentions]
        origins = self.origins.get(claim.id, [])
        tally = self.tallies.get(claim.id) or Tally(claim_id=claim.id, at_least=0, at_most=0)
        questions = tuple(q.id for q in self.questions.values() if q.claim_id == claim.id)
        held = {m.id: c for m in mentions if (c := self.held(m))}
        case = status.Case(
            origins=origins,
            tally=tally,
            oppositions=[self._opposition(dispute) for dispute in self.disputes.get(claim.id, ())],
            corrections=[c for c in self.corrections if c.claim_id == claim.id],
            doubts=self._doubts(mentions, held),
            refusals=[r for r in self.refusals if r.claim_id == claim.id],
            label=self.label,
        )
        verdict = status.decide(case)
        supporting = [o for o in origins if o.stance is Stance.SUPPORTS]
        denying = {i for o in origins if o.stance is Stance.DENIES for i in (*o.mentions, *o.resting)}
        stating = {i for o in origins if o.stance is not Stance.DENIES for i in (*o.mentions, *o.resting)}
        reports = {m.doc_id for m in mentions if m.id in stating or m.id not in denying}
        dates = [d.published for i in reports if (d := self.documents[i]).published]
        drift, omissions = self._changes
        return LedgerRow(
            made_by="ledger/row@1",
            claim_id=claim.id,
            story_id=next((s.id for m in mentions if (s := self.story_of(m.doc_id))), None),
            text=claim.text,
            kind=claim.kind,
            status=verdict.status,
            certainty=_strongest(held.values()),
            reports=tuple(sorted(reports, key=self._place)),
            origins_at_least=tally.at_least,
            origins_at_most=tally.at_most,
            origins=tuple(_row_origin(o) for o in supporting),
            denied_by=tuple(_row_origin(o) for o in case.deniers),
            drift=tuple(drift.get(claim.id, ())),
            omissions=tuple(omissions.get(claim.id, ())),
            open_questions=questions,
            first_seen=min(dates, default=None),
            reasons=tuple(reason.text for reason in verdict.reasons),
            reason_records=tuple(reason.records for reason in verdict.reasons),
            would_change=verdict.would_change,
            grade=verdict.grade,
            refusals=tuple(refusal.id for refusal in case.refusals),
        )

    @cached_property
    def _changes(self) -> tuple[dict[Id, list[Id]], dict[Id, list[Id]]]:
        drift: dict[Id, list[Id]] = {}
        for d in self.drifts.values():
            if d.claim_id is not None:
                drift.setdefault(d.claim_id, []).append(d.id)
        omissions: dict[Id, list[Id]] = {}
        for o in self.omissions.values():
            if o.claim_id is not None:
                omissions.setdefault(o.claim_id, []).append(o.id)
        return drift, omissions

    def changes(self, derivations: Iterable[Derivation]) -> list[Drift | Omission]:
        """The changes, then the omissions, along these derivations."""
        ids = {derivation.id for derivation in derivations}
        found: list[Drift | Omission] = [d for d in self.drifts.values() if d.derivation_id in ids]
        return [*found, *(o for o in self.omissions.values() if o.derivation_id in ids)]

    def _opposition(self, dispute: Dispute) -> status.Opposition:
        """A dispute with those who speak against the claim; a contradiction with the account that they give."""
        by = tuple(origin for id_ in dispute.by if (origin := self._origin.get(id_)))
        other = self.claims.get(dispute.other_id or "")
        return status.Opposition(dispute=dispute, by=by, account=other.text if other else "")

    @cached_property
    def _origin(self) -> dict[Id, Origin]:
        return {origin.id: origin for origins in self.origins.values() for origin in origins}

    def _doubts(self, mentions: Iterable[ClaimMention], held: Mapping[Id, Certainty]) -> list[status.Doubt]:
        """Who says that the claim is not confirmed or still open."""
        doubts = []
        for mention in mentions:
            certainty = held.get(mention.id)
            if certainty is not None and certainty.level in (Level.OPEN_QUESTION, Level.NOT_CONFIRMED):
                chain = self.chain(mention.attribution_id)
                holder = chain[0] if chain else None
                doubts.append(
                    status.Doubt(
                        mention_id=mention.id,
                        doc_id=mention.doc_id,
                        level=certainty.level,
                        who=holder.label if holder else self.label(mention.doc_id),
                        entity_id=self._entity_of.get(holder.id) if holder else None,
                        kind=holder.source_kind if holder else None,
                    )
                )
        return doubts

    # -- trace, export and search by id ------------------------------------------------------------------------------

    def trace(self, claim_id: Id) -> list[Record]:
        """Every record that a ledger row rests on, from the saved bytes to the row, in the order of the work."""
        claim = self.claims[claim_id]
        mentions = [self.mentions[i] for i in claim.mentions if i in self.mentions]
        documents = [d for d in self.documents.values() if any(m.doc_id == d.id for m in mentions)]
        origins = self.origins.get(claim_id, [])
        proof = dict.fromkeys(i for origin in origins for i in origin.evidence)
        row = self.row(claim_id)
        edges = [self.derivations[i] for i in proof if i in self.derivations]
        proof |= dict.fromkeys(i for edge in edges for i in edge.evidence)
        found: list[Record | None] = [
            *(self._store.get(Snapshot, d.snapshot_id) for d in documents),
            *documents,
            *(p for m in mentions for p in self.passages.get(m.doc_id, ()) if p.span.overlaps(m.span)),
            *(a for m in mentions for a in reversed(self.chain(m.attribution_id))),
            *mentions,
            *(c for m in mentions for c in self.certainties.get(m.id, ())),
            *(self.questions[i] for i in row.open_questions),
            *(self.reuses[i] for i in proof if i in self.reuses),
            *(self.credits[i] for i in proof if i in self.credits),
            *edges,
            claim,
            *origins,
            self.tallies.get(claim_id),
            *self.disputes.get(claim_id, ()),
            *(r for r in self.refusals if r.claim_id == claim_id),
            *(c for c in self.corrections if c.claim_id == claim_id),
            *(self.drifts[i] for i in row.drift),
            *(self.omissions[i] for i in row.omissions),
            row,
        ]
        return list({(type(r), r.id): r for r in found if r is not None}.values())

    def export(self) -> Iterator[Record]:
        """Every record as others read it: joins filled in, in the order of the work, then the ledger rows."""
        joined: dict[type[Record], Iterable[Record]] = {
            Name: self.names.values(),
            Attribution: self.attributions.values(),
            Question: self.questions.values(),
            Credit: self.credits.values(),
            LedgerRow: self.rows,
        }
        for kind in RECORDS.values():
            if kind not in INTERNAL:
                yield from joined.get(kind) or self._store.scan(kind)

    def find_claim(self, words: str) -> Claim:
        """The claim with this id, an unambiguous beginning of it, its number in the ledger, or words of its text.

        Raises:
            UsageError: if none or several fit; the message lists them.
        """
        if words.isdigit() and len(words) < 5 and 1 <= int(words) <= len(self.rows):
            return self.claims[self.rows[int(words) - 1].claim_id]
        found = [self.claims[r.claim_id] for r in self.rows if r.claim_id.startswith(words.lower())]
        if not found:
            wanted = words.casefold().split()
            found = [self.claims[r.claim_id] for r in self.rows if all(w in r.text.casefold() for w in wanted)]
        return _only(found, words, "claim", lambda c: f"{c.id[:8]}  {c.text}")

    def find_report(self, words: str) -> Document:
        """The report with this id, path (or end of it), or publisher.

        Raises:
            UsageError: if none or several fit; the message lists them.
        """
        ways: tuple[Callable[[Document], bool], ...] = (
            lambda d: words in (d.id, d.path),
            lambda d: d.path.endswith("/" + words) or d.id.startswith(words.lower()),
            lambda d: (d.publisher or "").casefold() == words.casefold(),
            lambda d: words.casefold() in d.path.casefold() or words.casefold() in (d.publisher or "").casefold(),
        )
        fitting = ([d for d in self.documents.values() if fits(d)] for fits in ways)
        found = next((documents for documents in fitting if documents), [])
        return _only(found, words, "report", lambda d: f"{d.id[:8]}  {d.path}")


def open_book(store: Store, story: str | None = None) -> Book:
    """A store opened for reading: all of it, or one story.

    Args:
        store: the store.
        story: the id of the story or the start of it, or words of its name.

    Raises:
        UsageError: if none or several fit; the message lists them.
    """
    return Book(store) if story is None else Book(of_stories(store, [find_story(store, story)]))


def find_story(store: Reading, words: str) -> Story:
    """The story with this name, this id or the start of it, or these words in its name.

    Raises:
        UsageError: if none or several fit; the message lists them.
    """
    stories = sorted(store.scan(Story), key=lambda s: (-len(s.documents), s.label, s.id))
    found = [s for s in stories if s.label.casefold() == words.casefold()]
    found = found or [s for s in stories if s.id.startswith(words.lower())]
    wanted = words.casefold().split()
    found = found or [s for s in stories if all(word in s.label.casefold() for word in wanted)]
    return _only(found, words, "story", lambda s: f"{s.id[:8]}  {s.label}")


def _only(found: Sequence[R], words: str, what: str, show: Callable[[R], str]) -> R:
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"No {what} fits {words!r}.",
            f"Use an id, a number or words that `sayso {'stories' if what == 'story' else 'ledger'}` shows.",
        )
    listed = "\n".join(f"  {show(f)}" for f in found[:10])
    many = "stories" if what == "story" else f"{what}s"
    raise UsageError(f"{len(found)} {many} fit {words!r}:\n{listed}\n", "Name one by more of its id.")


def _grouped(records: Iterable[R], field: str) -> dict[Id, list[R]]:
    groups: dict[Id, list[R]] = {}
    for record in records:
        groups.setdefault(getattr(record, field), []).append(record)
    return groups


def _row_origin(origin: Origin) -> RowOrigin:
    return RowOrigin(
        id=origin.id,
        label=origin.label,
        kind=origin.kind,
        witnesses=origin.witnesses,
        repeaters=origin.repeaters,
        mentions=origin.mentions,
    )


def _strongest(certainties: Iterable[Certainty]) -> Level:
    held = list(certainties)
    supporting = [c.level for c in held if c.level in SUPPORTING]
    return min(supporting or [c.level for c in held], key=STRENGTH.index, default=Level.UNKNOWN)
