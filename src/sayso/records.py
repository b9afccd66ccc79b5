"""Every record: the whole model on one page.

A record is frozen, points at text by `Span` and at other records by id, and says who made it. Its id is a hash of the
fields named in `identity`: the same finding has the same id on every machine and in every run. Records are data only;
what reads them lives with the question it answers.

The fields are those that `sayso export jsonl` speaks (docs/reference/records.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import ClassVar, Literal, TypeAlias

import msgspec

from sayso.dates import When
from sayso.text import Span
from sayso.vocab import (
    ClaimKind,
    CorrectionKind,
    DerivationKind,
    Direction,
    DisputeKind,
    DisputeOver,
    DriftKind,
    Factuality,
    Hearing,
    Level,
    NameKind,
    OmissionKind,
    PassageKind,
    Polarity,
    QuoteKind,
    Severity,
    SourceKind,
    Stance,
    Status,
)

SCHEMA_VERSION = 1

Id: TypeAlias = str
Spans: TypeAlias = tuple[Span, ...]
EditKind: TypeAlias = Literal["equal", "replace", "insert", "delete"]

_identity_encoder = msgspec.json.Encoder(order="sorted")


def content_id(kind: str, *parts: object) -> Id:
    """A 16-digit hexadecimal id: BLAKE2b of the kind and the parts, as sorted JSON."""
    return blake2b(_identity_encoder.encode((kind, parts)), digest_size=8).hexdigest()


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=str.lower):
    """What every record has.

    Attributes:
        id: hash of the `identity` fields; filled in when left empty.
        made_by: the rule and its version, "stage/rule@version"; resolves to docs/reference/rules.md.
        score: 0..1, comparable only within one `made_by`.
    """

    identity: ClassVar[tuple[str, ...]] = ()

    id: Id = ""
    made_by: str = ""
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.id:
            parts = [getattr(self, field) for field in self.identity]
            msgspec.structs.force_setattr(self, "id", content_id(type(self).__name__.lower(), *parts))


# -- what was read ---------------------------------------------------------------------------------------------------


class Snapshot(Record, frozen=True, kw_only=True):
    """The bytes of one report as they were given (WARC record, PROV entity).

    Attributes:
        path: as the user named it, with "/" between folders; one line of a .jsonl file is "pile.jsonl#3", one item
            of a feed "feed.xml#3".
        media_type: "text/plain", "text/markdown", "text/html" or "application/json".
        content: the bytes.
        given: metadata from outside the page: keys publisher, published, modified, url, title, byline, language,
            taken_from (and "text" or "html" never: those are the content).
        given_by: where `given` came from, key by key: "meta.csv", "sidecar", "json", "feed".
    """

    identity: ClassVar = ("path", "sha256")

    path: str
    sha256: str
    media_type: str
    content: bytes
    given: dict[str, str] = {}
    given_by: dict[str, str] = {}


class Document(Record, frozen=True, kw_only=True):
    """One report as text. Its identity is its content and its path or URL: two identical files are two documents.

    Attributes:
        published, modified: ISO 8601, as precise as the page gives it.
        owner: who owns the publisher, where known (publisher family).
        taken_from: the outlet, by name or address, that the page's own markup or its feed names as the one whose text
            this is, where that is not the publisher.
        provenance: for each metadata field, where its value came from.
    """

    identity: ClassVar = ("path", "url", "text")

    snapshot_id: Id
    path: str
    url: str | None = None
    publisher: str | None = None
    owner: str | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    taken_from: str | None = None
    text: str
    provenance: dict[str, str] = {}


class Link(Record, frozen=True, kw_only=True):
    """A hyperlink in a report's text; `span` covers the words that carry it."""

    identity: ClassVar = ("doc_id", "span", "href")

    doc_id: Id
    span: Span
    href: str


class Mark(Record, frozen=True, kw_only=True):
    """What the page's markup says a stretch of text is: a caption, a sub-heading, a sign-up form."""

    identity: ClassVar = ("doc_id", "span", "kind")

    doc_id: Id
    span: Span
    kind: PassageKind


class Passage(Record, frozen=True, kw_only=True):
    """A stretch of the page. Sentences lie inside headlines, paragraphs and captions; furniture has none."""

    identity: ClassVar = ("doc_id", "span", "kind")

    doc_id: Id
    span: Span
    kind: PassageKind


# -- what the report says --------------------------------------------------------------------------------------------


class Name(Record, frozen=True, kw_only=True):
    """An occurrence of a name or role."""

    identity: ClassVar = ("doc_id", "span", "kind")

    doc_id: Id
    span: Span
    kind: NameKind
    entity_id: Id | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Source + cue + content in a report (PARC 3.0). Spans may be in several pieces.

    Attributes:
        source: who says it; empty where nobody is named.
        cue: the words that say that somebody says it.
        content: what is said.
        addressee: to whom ("told *Euronews*").
        grounds: why the source is not named ("*on condition of anonymity*").
        when: when it was said, as written ("*late on Tuesday*"); None where the report does not say.
        label: the source for showing, resolved inside the report where that is certain: a pronoun's or role's
            antecedent; the descriptor of an anonymous source.
        within: the attribution in whose content this one stands ("Reuters reported that *officials said …*").
        same_as: the earlier attribution of this report whose source this one goes back to ("*the official* added").
    """

    identity: ClassVar = ("doc_id", "source", "cue", "content")

    doc_id: Id
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    addressee: Spans = ()
    grounds: Spans = ()
    when: Span | None = None
    quote: QuoteKind
    source_kind: SourceKind
    label: str
    entity_id: Id | None = None
    within: Id | None = None
    same_as: Id | None = None


class Anaphor(Record, frozen=True, kw_only=True):
    """Words that surely mean somebody whom the report has named before ("*the group*", "*she*").

    Attributes:
        span: the words as they stand.
        means: the fullest name that the report gave before them.
        possessive: whether they say whose something is ("*her* office").
    """

    identity: ClassVar = ("doc_id", "span")

    doc_id: Id
    span: Span
    means: Span
    possessive: bool = False


class ClaimMention(Record, frozen=True, kw_only=True):
    """A place where a report states a claim, in its own voice or through the innermost source of a chain.

    Attributes:
        subject: where the subject stands, if the words leave it to what is before them ("*The dam* leaks and may
            burst": for "may burst").
    """

    identity: ClassVar = ("doc_id", "span", "attribution_id")

    doc_id: Id
    span: Span
    attribution_id: Id | None = None
    subject: Span | None = None
    kind: ClaimKind = ClaimKind.FACT_LIKE


class Certainty(Record, frozen=True, kw_only=True):
    """How surely one holder stands behind one mention (FactBank: values hold per source).

    Attributes:
        score: how readers would take it: 0 surely not so, 1 surely so, .5 left open. The words inside are judged by a
            model of readers' judgements, what the holder makes of them by rule.
        holder: "author" or the id of an attribution.
        cues: the words that prove the level; empty for a plain statement.
    """

    identity: ClassVar = ("claim_mention_id", "holder")

    claim_mention_id: Id
    holder: str
    level: Level
    polarity: Polarity
    value: Factuality
    cues: Spans = ()


class Question(Record, frozen=True, kw_only=True):
    """Something that a source, or the report, says is not known."""

    identity: ClassVar = ("doc_id", "span")

    doc_id: Id
    span: Span
    asked_of: str | None = None
    attribution_id: Id | None = None
    claim_id: Id | None = None


class Event(Record, frozen=True, kw_only=True):
    """A dated happening: the words of the date, the date they mean, the sentence."""

    identity: ClassVar = ("doc_id", "span")

    doc_id: Id
    span: Span
    as_written: str
    when: When
    text: str


# -- how reports depend on each other --------------------------------------------------------------------------------


class Edit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One step of an alignment, `a` to `b`; the missing side of an insertion or deletion is an empty span."""

    op: EditKind
    a: Span
    b: Span


class Reuse(Record, frozen=True, kw_only=True):
    """Two passages that share text, aligned word by word; no direction yet. `a.doc_id < b.doc_id`."""

    identity: ClassVar = ("a", "b")

    a: Span
    b: Span
    ops: tuple[Edit, ...]


class Credit(Record, frozen=True, kw_only=True):
    """A report names another outlet as the one it has something from.

    Attributes:
        span: the words of the credit ("first brought to light by Reuters").
        outlet: the outlet's usual name.
        to_doc_id: the credited report, where it is in the pile and certain.
        link_id: the hyperlink on these words, if any.
    """

    identity: ClassVar = ("doc_id", "span", "outlet")

    doc_id: Id
    span: Span
    outlet: str
    to_doc_id: Id | None = None
    link_id: Id | None = None


class Latent(msgspec.Struct, frozen=True):
    """A report that others depend on and that is not in the pile."""

    id: Id
    label: str


class Derivation(Record, frozen=True, kw_only=True):
    """A child report depends on a parent, which may be latent (prov:wasDerivedFrom).

    Attributes:
        share: part of the child's words that stand in matched passages of the parent, 0..1.
        evidence: ids of the reuses, credits and links that show it.
        named_by: of these, the credits and links by which the child itself means this very parent.
        reasons: plain sentences, strongest first.
    """

    identity: ClassVar = ("child_id", "parent_id", "latent", "kind")

    child_id: Id
    parent_id: Id | None = None
    latent: Latent | None = None
    kind: DerivationKind
    direction: Direction
    share: float = 0.0
    confidence: float = 0.0
    evidence: tuple[Id, ...] = ()
    named_by: tuple[Id, ...] = ()
    reasons: tuple[str, ...] = ()


# -- across the story ------------------------------------------------------------------------------------------------


class Story(Record, frozen=True, kw_only=True):
    """The reports that are about one matter.

    Attributes:
        documents: its reports, the earliest first.
        near: reports of other stories that are kin to one of these, or that a person ruled not to be of this story; of
            very many, some hundreds.
    """

    identity: ClassVar = ("documents",)

    label: str
    documents: tuple[Id, ...]
    near: tuple[Id, ...] = ()


class Topic(Record, frozen=True, kw_only=True):
    """What a report is about, as far as that tells stories apart.

    Attributes:
        label: its title, headline or first sentence.
        published: as the report has it.
        named: the story it was put into by hand, if it was.
        terms: its most telling words (stems) and their weights; the squares of these add up to 1.
    """

    identity: ClassVar = ("doc_id",)

    doc_id: Id
    label: str
    published: str | None = None
    named: str | None = None
    terms: dict[str, float] = {}


class Kin(Record, frozen=True, kw_only=True):
    """Two reports that are about one matter; `a_id < b_id`.

    Attributes:
        terms: the telling words that they share, the weightiest first.
    """

    identity: ClassVar = ("a_id", "b_id")

    a_id: Id
    b_id: Id
    terms: tuple[str, ...] = ()


class Member(Record, frozen=True, kw_only=True):
    """A report's place in a story."""

    identity: ClassVar = ("doc_id", "story_id")

    doc_id: Id
    story_id: Id


class Entity(Record, frozen=True, kw_only=True):
    """One person, body, place, document or product under its names.

    Attributes:
        names: every spelling, the fullest first.
        members: ids of the names and attributions that mean it.
    """

    identity: ClassVar = ("kind", "names")

    kind: NameKind
    names: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    members: tuple[Id, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """One proposition and the places that state, deny or question it.

    Attributes:
        text: its fullest well-supported wording. Words in square brackets stand for a pronoun or "the group".
        worded_by: the mention whose words these are.
        replaced: ids of the anaphors whose names stand in square brackets.
        differs_in: ids of claims that say the same but for a number, date, place, actor or polarity.
    """

    identity: ClassVar = ("mentions",)

    text: str
    mentions: tuple[Id, ...]
    kind: ClaimKind = ClaimKind.FACT_LIKE
    worded_by: Id | None = None
    replaced: tuple[Id, ...] = ()
    differs_in: tuple[Id, ...] = ()


class Origin(Record, frozen=True, kw_only=True):
    """A say-so on which a claim rests, after merging what is surely the same (prov:hadPrimarySource).

    Attributes:
        witnesses: reports (document or latent ids) that got it first-hand, or that are credited with it.
        via: sources between the reports and the say-so.
        repeaters: reports that took it from another report.
        mentions: the mentions that reach it, and no other origin of this stance.
        resting: mentions that name none of several origins and rest on all of them (headlines, background).
        dates: publication dates of the reports that carry this stance, oldest first.
        level: the strongest certainty among its mentions.
        evidence: ids of the records that justify it.
        reasons: plain sentences.
    """

    identity: ClassVar = ("claim_id", "label", "kind", "stance", "mentions", "resting")

    claim_id: Id
    label: str
    kind: SourceKind
    entity_id: Id | None = None
    stance: Stance
    hearing: Hearing
    witnesses: tuple[Id, ...] = ()
    via: tuple[str, ...] = ()
    repeaters: tuple[Id, ...] = ()
    mentions: tuple[Id, ...] = ()
    resting: tuple[Id, ...] = ()
    dates: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    evidence: tuple[Id, ...] = ()
    reasons: tuple[str, ...] = ()


class Tally(Record, frozen=True, kw_only=True):
    """The interval of one claim, as `origins.count` computed it; never computed anywhere else.

    Attributes:
        at_least, at_most: how many origins are surely different, and how many could be.
        merged: why there are no more: which sources are one.
        apart: why there are no fewer: which sources are surely different.
        unsure: why the two ends differ.
        reasons: all of these, in plain sentences.
    """

    identity: ClassVar = ("claim_id",)

    claim_id: Id
    at_least: int
    at_most: int
    merged: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Dispute(Record, frozen=True, kw_only=True):
    """Origins that cannot both be right about a claim.

    Attributes:
        over: what the accounts of a contradiction differ in; None for a denial.
        other_id: the claim that tells the other account of a contradiction.
    """

    identity: ClassVar = ("claim_id", "kind", "by")

    claim_id: Id
    kind: DisputeKind
    over: DisputeOver | None = None
    other_id: Id | None = None
    by: tuple[Id, ...]
    against: tuple[Id, ...]
    spans: Spans = ()


class Refusal(Record, frozen=True, kw_only=True):
    """A report says that somebody was asked and said nothing: that neither supports nor denies.

    Attributes:
        span: the sentence.
        claim_id: the claim that it stands beside.
        who: who refuses, where the words name somebody.
    """

    identity: ClassVar = ("doc_id", "span", "claim_id")

    doc_id: Id
    span: Span
    claim_id: Id | None = None
    who: str | None = None


class Correction(Record, frozen=True, kw_only=True):
    """A notice in which a report mends or takes back something; `claim_id` where it names a claim of the story."""

    identity: ClassVar = ("doc_id", "span")

    doc_id: Id
    span: Span
    claim_id: Id | None = None
    kind: CorrectionKind


class Drift(Record, frozen=True, kw_only=True):
    """One typed change from a parent's wording to its child's; the missing side is null."""

    identity: ClassVar = ("derivation_id", "kind", "before", "after")

    derivation_id: Id
    claim_id: Id | None = None
    kind: DriftKind
    before: Span | None = None
    after: Span | None = None
    before_text: str | None = None
    after_text: str | None = None
    severity: Severity


class Omission(Record, frozen=True, kw_only=True):
    """Something that stood beside a claim in the parent and is gone in the child; `span` is in the parent."""

    identity: ClassVar = ("derivation_id", "kind", "span")

    derivation_id: Id
    claim_id: Id | None = None
    kind: OmissionKind
    span: Span
    text: str


# -- what went wrong, and what people ruled --------------------------------------------------------------------------


class Failure(Record, frozen=True, kw_only=True):
    """An input or a stage that did not work; the rest of the pile went on."""

    identity: ClassVar = ("path", "stage", "message")

    path: str
    doc_id: Id | None = None
    stage: str
    message: str
    next_step: str


class Answer(Record, frozen=True, kw_only=True):
    """What the helper model answered to one question: looked up when the same is asked again.

    Attributes:
        question: name and version of the prompt.
        model: its name, or its URL where it was given none.
        asked: hash of the prompt's words and of the texts shown.
        text: the answer as it was given, before it was verified.
    """

    identity: ClassVar = ("question", "model", "asked")

    question: str
    model: str
    asked: str
    text: str


class Review(Record, frozen=True, kw_only=True):
    """A person's ruling: added, never an overwrite (nomenklatura's judgement). Of two, the later one holds.

    Attributes:
        target_id: what it is about; of a story, one of its reports, since a story's id changes as it grows.
        verdict: what is ruled.
        others: the records that are ruled to be, or not to be, of one with the target.
        value: what the target is ruled to be: the name of a story.
        by, at: who ruled, and when (ISO 8601, UTC).
        note: why.
    """

    identity: ClassVar = ("target_id", "verdict", "others", "by", "at")

    target_id: Id
    verdict: str
    others: tuple[Id, ...] = ()
    value: str = ""
    by: str
    at: str
    note: str = ""


# -- the view --------------------------------------------------------------------------------------------------------


class RowOrigin(msgspec.Struct, frozen=True, kw_only=True):
    """An origin as a ledger row shows it."""

    id: Id
    label: str
    kind: SourceKind
    witnesses: tuple[Id, ...] = ()
    repeaters: tuple[Id, ...] = ()
    mentions: tuple[Id, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade on the Admiralty scale (NATO AJP-2.1), as the machine suggests it.

    Attributes:
        reliability: of the source, A to F; F ("cannot be judged") until a person sets it.
        credibility: of what is claimed, 1 (confirmed by other sources) to 6 (cannot be judged).
        reason: why, in a plain sentence.
    """

    reliability: str = "F"
    credibility: int
    reason: str


class LedgerRow(Record, frozen=True, kw_only=True):
    """One claim and on whose say-so it stands: a view, never stored.

    Attributes:
        story_id: the story that the claim is of.
        certainty: the strongest level of a supporting mention; of any mention where none supports.
        reports: the reports that state the claim, deniers not among them.
        origins: the supporting classes, so that there are `origins_at_most` of them.
        reason_records: for each reason, the ids of the records that show it.
        would_change: the nearest row of the decision table that one more fact would reach.
        grade: what the machine suggests on the Admiralty scale.
        refusals: ids; who was asked about it and said nothing.
    """

    identity: ClassVar = ("claim_id",)

    claim_id: Id
    story_id: Id | None = None
    text: str
    kind: ClaimKind
    status: Status
    certainty: Level
    reports: tuple[Id, ...]
    origins_at_least: int
    origins_at_most: int
    origins: tuple[RowOrigin, ...] = ()
    denied_by: tuple[RowOrigin, ...] = ()
    drift: tuple[Id, ...] = ()
    omissions: tuple[Id, ...] = ()
    open_questions: tuple[Id, ...] = ()
    first_seen: str | None = None
    reasons: tuple[str, ...] = ()
    reason_records: tuple[tuple[Id, ...], ...] = ()
    would_change: str = ""
    grade: Grade | None = None
    refusals: tuple[Id, ...] = ()


#: Every record type by its tag, in the order in which the work makes them.
RECORDS: dict[str, type[Record]] = {
    record.__name__.lower(): record
    for record in (
        Snapshot, Document, Link, Mark, Passage, Name, Attribution, Anaphor, ClaimMention, Certainty, Question, Event,
        Topic, Reuse, Kin, Credit, Derivation, Story, Member, Entity, Claim, Origin, Tally, Dispute, Refusal,
        Correction, Drift, Omission, Failure, Answer, Review, LedgerRow,
    )
}  # fmt: skip

#: Types that stay inside: the saved bytes, what markup said, what tells stories apart, the count of a ledger row, what
#: a helper model said.
INTERNAL = frozenset({Snapshot, Mark, Topic, Kin, Member, Tally, Answer})


#: The path of a failure that is no one input's: a stage over the whole story did not work.
WHOLE_STORY = "the whole story"


def chain_of(attribution_id: Id | None, attributions: Mapping[Id, Attribution]) -> list[Attribution]:
    """The attributions that carry a mention, innermost first; a circle ends where it closes."""
    found: list[Attribution] = []
    while attribution_id is not None and attribution_id in attributions:
        if attributions[attribution_id] in found:
            break
        found.append(attributions[attribution_id])
        attribution_id = found[-1].within
    return found


def held_by(mention: ClaimMention, certainties: Iterable[Certainty]) -> Certainty | None:
    """Of a mention's certainties the one that counts: that of its innermost source, else the author's."""
    by_holder = {certainty.holder: certainty for certainty in certainties}
    return by_holder.get(mention.attribution_id or "author") or by_holder.get("author")


def spans_of(record: Record) -> list[Span]:
    """Every span that a record points at, in the order of its fields."""
    found: list[Span] = []
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, Span):
            found.append(value)
        elif isinstance(value, tuple):
            found += [part for part in value if isinstance(part, Span)]
    return found
