"""One claim on the page: the ladder of say-so, each report's sentence, and why it has its status and its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.ledger import Book
from sayso.records import Attribution, ClaimMention, Drift, Grade, Id, LedgerRow, Omission, Origin
from sayso.report import wording
from sayso.report.highlight import Highlight, Piece, pieces
from sayso.report.ledger_table import Line, line
from sayso.report.references import References, ReportReference
from sayso.text import Span, bare, fold, squeeze
from sayso.vocab import DriftKind, Level, PassageKind, QuoteKind, Severity, SourceKind, Stance


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A report on a rung, or words where the rung holds none; `source` is the report it took the words from."""

    report: ReportReference | None = None
    words: str = ""
    source: ReportReference | None = None


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of the ladder: what it is, and who stands on it."""

    name: str
    steps: tuple[Step, ...]


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that states the claim, and every report that has it in the same words.

    Attributes:
        where: "headline" or "caption", where it is not running text.
        level: how surely it is said.
        cues: the words that prove the level.
        chain: who says it, outermost first; empty for the report's own voice.
        quoted: how the source's words are given.
    """

    report: ReportReference
    href: str
    pieces: tuple[Piece, ...]
    where: str
    level: Level
    cues: tuple[str, ...]
    chain: tuple[str, ...]
    quoted: QuoteKind | None
    same_words: tuple[ReportReference, ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One origin of the claim with its ladder and its sentences."""

    label: str
    kind: SourceKind
    kind_words: str
    stance: Stance
    level: Level
    rungs: tuple[Rung, ...]
    sayings: tuple[Saying, ...]
    sayings_left_out: int
    reasons: tuple[str, ...]


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who stands on one side of the claim; `resting` are sentences that name none of several of them."""

    stance: Stance
    sides: tuple[Side, ...]
    resting: tuple[Saying, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change on the way, as the claim shows it.

    Attributes:
        stand_in: the earlier report whose words stand for those of a parent that is not in the pile.
        href: where the two sentences stand side by side; empty where they do not.
    """

    drift: Drift
    child: ReportReference
    parent: ReportReference
    stand_in: ReportReference | None
    href: str


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a parent had beside the claim and a child left out."""

    omission: Omission
    child: ReportReference
    parent: ReportReference
    stand_in: ReportReference | None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An open question with its sentence, and the other reports that leave it open too."""

    report: ReportReference
    asked_of: str
    pieces: tuple[Piece, ...]
    claim_href: str = ""
    also: tuple[ReportReference, ...] = ()


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the section of one claim shows.

    Attributes:
        printed: the sentence that gives the claim its wording, where names were put in for words of it.
    """

    line: Line
    printed: tuple[Saying, ...]
    stands: tuple[Stand, ...]
    others: tuple[Saying, ...]
    questions: tuple[Asked, ...]
    changes: tuple[Change, ...]
    reworded: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]
    why_status: tuple[str, ...]
    why_count: tuple[str, ...]
    would_change: str
    grade: Grade | None
    differs: tuple[tuple[int, str], ...]


def page(row: LedgerRow, references: References, shown_changes: frozenset[Id] = frozenset()) -> ClaimPage:
    """The section of one claim."""
    book = references.book
    origins = book.origins.get(row.claim_id, [])
    reached = {m for origin in origins for m in (*origin.mentions, *origin.resting)}
    others = [m for m in book.claims[row.claim_id].mentions if m not in reached]
    counted = book.tallies[row.claim_id].reasons if row.claim_id in book.tallies else ()
    status_reasons = tuple(r for r in row.reasons if r not in counted)
    changes = [change(d, references, shown_changes) for d in _weightiest(row, book)]
    return ClaimPage(
        line=line(row, references),
        printed=sayings(book.printed(row.claim_id), references),
        stands=_stands(origins, references),
        others=sayings(others, references),
        questions=distinct(row.open_questions, references),
        changes=tuple(c for c in changes if c.drift.kind is not DriftKind.BENIGN),
        reworded=tuple(c for c in changes if c.drift.kind is DriftKind.BENIGN),
        left_out=tuple(left_out(book.omissions[i], references) for i in row.omissions if i in book.omissions),
        why_status=status_reasons,
        why_count=counted,
        would_change=row.would_change,
        grade=row.grade,
        differs=tuple(
            (references.claim_numbers[i], book.claims[i].text)
            for i in book.claims[row.claim_id].differs_in
            if i in references.shown_claims
        ),
    )


def _weightiest(row: LedgerRow, book: Book) -> list[Drift]:
    """The claim's changes, those of most weight first."""
    order = list(Severity)
    return sorted((book.drifts[i] for i in row.drift if i in book.drifts), key=lambda d: order.index(d.severity))


# -- the sides -------------------------------------------------------------------------------------------------------


def _stands(origins: Sequence[Origin], references: References) -> tuple[Stand, ...]:
    """Those who support the claim, who deny it, who leave it open, as far as there are any."""
    found = []
    for stance in Stance:
        members = [origin for origin in origins if origin.stance is stance]
        resting = dict.fromkeys(mention for origin in members for mention in origin.resting)
        if members:
            sides = tuple(_side(origin, references) for origin in members)
            found.append(Stand(stance=stance, sides=sides, resting=sayings(resting, references)))
    return tuple(found)


# -- the ladder ------------------------------------------------------------------------------------------------------


def _side(origin: Origin, references: References) -> Side:
    said = sayings(origin.mentions, references)
    most = references.limits.sayings
    return Side(
        label=wording.who(origin),
        kind=origin.kind,
        kind_words=wording.SOURCES[origin.kind],
        stance=origin.stance,
        level=origin.level,
        rungs=ladder(origin, references),
        sayings=said[:most],
        sayings_left_out=max(0, len(said) - most),
        reasons=origin.reasons,
    )


#: What stands at the top of a ladder.
_SAYS = {Stance.SUPPORTS: "Says so", Stance.DENIES: "Says no", Stance.NEITHER: "Leaves it open"}


def ladder(origin: Origin, references: References) -> tuple[Rung, ...]:
    """The rungs from who says it, at the top, down to the reports that only repeat it."""
    book = references.book
    heard, repeated = set(origin.witnesses), set(origin.repeaters)
    carriers = sorted({book.mentions[m].doc_id for m in origin.mentions if m in book.mentions}, key=references.place)
    unstated = [i for i in carriers if i not in heard | repeated]
    among = heard | repeated | set(carriers)
    own_voice = origin.kind is SourceKind.OUTLET
    in_pile = [w for w in origin.witnesses if references.place(w)]
    latent = [w for w in origin.witnesses if not references.place(w)]
    rungs = [
        Rung(name=_SAYS[origin.stance], steps=(Step(words=wording.who(origin, kind=True)),)),
        Rung(name="By way of", steps=tuple(Step(words=v) for v in origin.via)),
        Rung(name="Credited with it", steps=_steps(latent, references)),
        Rung(name="Heard it first-hand", steps=_steps(in_pile, references)),
        Rung(
            name="States it in its own voice" if own_voice else "Does not say how it got it",
            steps=_steps(unstated, references),
        ),
        Rung(
            name="Took it from another",
            steps=tuple(
                Step(report=references.report(i), source=taken_from(i, among, references))
                for i in sorted(repeated, key=references.place)
            ),
        ),
    ]
    return tuple(rung for rung in rungs if rung.steps)


def _steps(report_ids: Iterable[Id], references: References) -> tuple[Step, ...]:
    return tuple(Step(report=references.report(i)) for i in report_ids)


def taken_from(child_id: Id, among: set[Id], references: References) -> ReportReference | None:
    """The report that a repeater has it from, the surest of those that carry this say-so; None where not known."""
    for derivation in references.parents.get(child_id, ()):
        parent = derivation.parent_id or (derivation.latent.id if derivation.latent else None)
        if parent in among and parent is not None:
            return references.report(parent)
    return None


# -- sentences -------------------------------------------------------------------------------------------------------


def sayings(mention_ids: Iterable[Id], references: References) -> tuple[Saying, ...]:
    """The sentences of these mentions, oldest report first; the same words in several reports are one saying."""
    book = references.book
    mentions = sorted(
        (book.mentions[i] for i in mention_ids if i in book.mentions), key=lambda m: references.mention_numbers[m.id]
    )
    by_sentence: dict[tuple[Id, int, int], list[ClaimMention]] = {}
    for mention in mentions:
        stretch = book.sentence(mention.doc_id, mention.span.start, mention.span.end)
        by_sentence.setdefault((mention.doc_id, *stretch), []).append(mention)
    found: dict[str, Saying] = {}
    for (doc_id, start, end), members in by_sentence.items():
        words = fold(squeeze(book.documents[doc_id].text[start:end]))
        first = found.get(words)
        if first is None:
            found[words] = _saying(members, Span(doc_id, start, end), references)
        elif references.place(doc_id) not in (first.report.number, *(r.number for r in first.same_words)):
            also = msgspec.structs.replace(references.report(doc_id), href=references.mention_href(members[0]))
            found[words] = msgspec.structs.replace(first, same_words=(*first.same_words, also))
    return tuple(found.values())


def _saying(mentions: Sequence[ClaimMention], sentence: Span, references: References) -> Saying:
    book = references.book
    text = book.documents[sentence.doc_id].text
    lead = mentions[0]
    held = book.held(lead)
    chain = book.chain(lead.attribution_id)
    marks = [h for mention in mentions for h in highlights(book, mention)]
    return Saying(
        report=references.report(sentence.doc_id),
        href=references.mention_href(lead),
        pieces=pieces(text, sentence.start, sentence.end, marks),
        where=_where(book, lead.span),
        level=held.level if held else Level.UNKNOWN,
        cues=tuple(dict.fromkeys(squeeze(cue.of(text)) for cue in (held.cues if held else ()))),
        chain=tuple(wording.speaker(a.label) for a in reversed(chain)),
        quoted=chain[0].quote if chain else None,
    )


def highlights(book: Book, mention: ClaimMention) -> list[Highlight]:
    """What to mark around one mention: its words, the cues of certainty, and who says it."""
    found = [Highlight(mention.span.start, mention.span.end, "claim")]
    found += certainty_highlights(book, mention)
    for attribution in book.chain(mention.attribution_id):
        found += attribution_highlights(attribution)
    return [h for h in found if h.start < h.end]


def certainty_highlights(book: Book, mention: ClaimMention) -> list[Highlight]:
    """The words that prove how sure each holder is; what is plainly said or asserted is marked less loudly."""
    return [
        Highlight(
            cue.start,
            cue.end,
            "cue" if certainty.level in (Level.ASSERTED, Level.REPORTED) else "certainty",
            f"{certainty.level}: {certainty.level.definition}",
        )
        for certainty in book.certainties.get(mention.id, ())
        for cue in certainty.cues
        if cue.start < cue.end
    ]


def attribution_highlights(attribution: Attribution) -> list[Highlight]:
    """The source, the words that say that it speaks, and why it is not named."""
    who = f"source: {attribution.label}, {wording.SOURCES[attribution.source_kind]}"
    said = f"attribution to {attribution.label}, {attribution.quote} words"
    found = [Highlight(s.start, s.end, "source", who) for s in attribution.source]
    found += [Highlight(s.start, s.end, "cue", said) for s in attribution.cue]
    found += [Highlight(s.start, s.end, "grounds", "why the source is not named") for s in attribution.grounds]
    return found


def _where(book: Book, span: Span) -> str:
    """Where a span lies: "headline", "caption", or nothing for running text."""
    for passage in book.passages.get(span.doc_id, ()):
        if passage.kind in (PassageKind.HEADLINE, PassageKind.CAPTION) and passage.span.overlaps(span):
            return str(passage.kind)
    return ""


# -- what hangs on a claim -------------------------------------------------------------------------------------------


def asked(question_id: Id, references: References) -> Asked:
    """An open question in its sentence."""
    book = references.book
    question = book.questions[question_id]
    span = question.span
    start, end = book.sentence(span.doc_id, span.start, span.end)
    mark = Highlight(span.start, span.end, "question", "open question: said to be not known")
    return Asked(
        report=references.report(span.doc_id),
        asked_of=question.asked_of or "",
        pieces=pieces(book.documents[span.doc_id].text, start, end, [mark]),
        claim_href=references.claim_href(question.claim_id),
    )


#: Shorter words do not tell two questions apart.
LONG_ENOUGH = 4


def distinct(question_ids: Iterable[Id], references: References) -> tuple[Asked, ...]:
    """The open questions; what several reports ask of one claim in much the same words is one question.

    Much the same: no word of four letters or more in the shorter one that the longer one has not.
    """
    found: dict[str, list[tuple[frozenset[str], Asked]]] = {}
    order: list[tuple[str, int]] = []
    for id_ in question_ids:
        question = asked(id_, references)
        marked = "".join(piece.text for piece in question.pieces if piece.kinds)
        every = frozenset(bare(marked).split())
        words = frozenset(word for word in every if len(word) >= LONG_ENOUGH) or every
        # Without a claim only the same question to the word is the same: unlike reports ask "who was behind it".
        about = question.claim_href or fold(squeeze("".join(piece.text for piece in question.pieces)))
        here = found.setdefault(about, [])
        place = next((n for n, (seen, _) in enumerate(here) if seen <= words or words <= seen), None)
        if place is None:
            order.append((about, len(here)))
            here.append((words, question))
            continue
        seen, first = here[place]
        if question.report.number not in (first.report.number, *(r.number for r in first.also)):
            here[place] = (seen, msgspec.structs.replace(first, also=(*first.also, question.report)))
    return tuple(found[about][place][1] for about, place in order)


def change(drift: Drift, references: References, shown: frozenset[Id]) -> Change:
    """A change with its two reports."""
    child, parent = _pair(drift.derivation_id, references)
    href = f"#change-{references.change_numbers[drift.id]}" if drift.id in shown else ""
    return Change(
        drift=drift, child=child, parent=parent, stand_in=_stand_in(parent, drift.before, references), href=href
    )


def left_out(omission: Omission, references: References) -> LeftOut:
    """An omission with its two reports."""
    child, parent = _pair(omission.derivation_id, references)
    stand_in = _stand_in(parent, omission.span, references)
    return LeftOut(omission=omission, child=child, parent=parent, stand_in=stand_in)


def _stand_in(parent: ReportReference, words: Span | None, references: References) -> ReportReference | None:
    """The report whose words were compared where the parent itself is not in the pile."""
    found = references.report(words.doc_id) if parent.latent and words else None
    return None if found is None or found.latent else found


def _pair(derivation_id: Id, references: References) -> tuple[ReportReference, ReportReference]:
    derivation = references.book.derivations.get(derivation_id)
    if derivation is None:
        unknown = references.report("")
        return unknown, unknown
    parent = derivation.parent_id or (derivation.latent.id if derivation.latent else "")
    return references.report(derivation.child_id), references.report(parent)
