"""Every directed derivation between two reports of the pile, compared: the work of this stage on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.drift.attribution import dropped_with_claims, shifts
from sayso.drift.couples import Couple, Frames, couples, oriented
from sayso.drift.evaluations import added_beside
from sayso.drift.hedges import HEDGES
from sayso.drift.helped import causes, sorted_out
from sayso.drift.misquoted import misquoted
from sayso.drift.names import Naming
from sayso.drift.negation import unbalanced
from sayso.drift.omissions import left_out
from sayso.drift.reading import Reading, Unit, read
from sayso.drift.reattribution import are_others
from sayso.drift.scene import Change, Scene, Units
from sayso.drift.speakers import Shift, Sources, Speakers
from sayso.drift.statements import Statements, amount_shifts, made_sure, settled
from sayso.drift.verdict import PLAIN, weighed
from sayso.drift.wordbook import Lexicons, Wordbook
from sayso.drift.words import FAITHFUL
from sayso.drift.words import compare as compare_words
from sayso.engines.base import VerdictEngine
from sayso.helper import Helper
from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.roles import Roles
from sayso.lexicon.wording import (
    Antonyms,
    Causal,
    Caveats,
    FunctionWords,
    Intensity,
    Measures,
    Qualifiers,
    Quantifiers,
    Speech,
    Synonyms,
)
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Derivation,
    Document,
    Drift,
    Entity,
    Id,
    Omission,
    Passage,
    Question,
    Reuse,
)
from sayso.text import Span, squeeze
from sayso.vocab import DerivationKind, Direction, DriftKind, Level, OmissionKind


def compare(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    derivations: Sequence[Derivation],
    reuses: Sequence[Reuse],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    questions: Sequence[Question],
    entities: Sequence[Entity],
    *,
    antonyms: Antonyms,
    bodies: Bodies,
    causal: Causal,
    caveats: Caveats,
    countries: Countries,
    function_words: FunctionWords,
    intensity: Intensity,
    measures: Measures,
    qualifiers: Qualifiers,
    quantifiers: Quantifiers,
    roles: Roles,
    speech: Speech,
    synonyms: Synonyms,
    verdict: VerdictEngine,
    helper: Helper | None = None,
) -> list[Drift | Omission]:
    """The typed changes and the omissions along every directed derivation between reports of the pile.

    Two derivations of one pair (a copy and a credit) are compared once, under the one with the larger share.
    """
    book = Wordbook(
        Lexicons(
            antonyms=antonyms,
            bodies=bodies,
            causal=causal,
            caveats=caveats,
            countries=countries,
            function_words=function_words,
            intensity=intensity,
            measures=measures,
            qualifiers=qualifiers,
            quantifiers=quantifiers,
            roles=roles,
            speech=speech,
            synonyms=synonyms,
        )
    )
    pile = _Pile(documents, passages, attributions, entities, book, verdict, helper)
    statements = Statements(claims, mentions, certainties)
    found: list[Drift | Omission] = []
    shared = _by_pair(reuses)
    for derivation, parent in _to_compare(derivations, shared, pile.documents):
        pair = _Pair(derivation, parent, pile, shared.get(_pair(parent, derivation.child_id), ()), statements)
        found += pair.drift()
        found += pair.omissions(questions)
    return found


#: The passages that two reports share, by the two.
_Shared = Mapping[frozenset[Id], Sequence[Reuse]]


def _pair(one: Id, other: Id) -> frozenset[Id]:
    return frozenset((one, other))


def _by_pair(reuses: Iterable[Reuse]) -> _Shared:
    found: defaultdict[frozenset[Id], list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        found[_pair(reuse.a.doc_id, reuse.b.doc_id)].append(reuse)
    return found


def _to_compare(
    derivations: Sequence[Derivation], shared: _Shared, documents: Mapping[Id, Document]
) -> list[tuple[Derivation, Id]]:
    """One directed derivation per pair of reports, with its parent: the one with most text, then most confidence.

    Where the parent is not in the pile but another report runs its text (a wire story printed by a paper), that
    report stands for it.
    """
    directed = [d for d in derivations if d.direction is Direction.DIRECTED and d.child_id in documents]
    copies: defaultdict[Id, set[Id]] = defaultdict(set)
    for derivation in directed:
        if derivation.latent is not None and derivation.kind is DerivationKind.COPY:
            copies[derivation.latent.id].add(derivation.child_id)
    best: dict[tuple[Id, Id], Derivation] = {}
    for derivation in sorted(directed, key=lambda d: (d.parent_id is None, -d.share, -d.confidence, d.id)):
        parent = derivation.parent_id or _stand_in(derivation, copies, shared, documents)
        if parent is not None and parent in documents:
            best.setdefault((derivation.child_id, parent), derivation)
    return [(derivation, parent) for (_, parent), derivation in sorted(best.items(), key=lambda item: item[0])]


def _stand_in(
    derivation: Derivation, copies: Mapping[Id, set[Id]], shared: _Shared, documents: Mapping[Id, Document]
) -> Id | None:
    """The earlier report that copies the same latent story and shares most text with the child; None without one."""
    if derivation.latent is None:
        return None
    child = documents[derivation.child_id]
    carriers = copies.get(derivation.latent.id, set()) - {child.id}
    earlier = [c for c in sorted(carriers) if _before(documents[c], child)]
    return max(earlier, key=lambda c: (sum(len(r.a) for r in shared.get(_pair(c, child.id), ())), c), default=None)


def _before(one: Document, other: Document) -> bool:
    """Whether one report is dated before the other; without dates nothing is."""
    return one.published is not None and other.published is not None and one.published[:10] < other.published[:10]


class _Pile:
    """The reports and what belongs to each."""

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        attributions: Sequence[Attribution],
        entities: Sequence[Entity],
        book: Wordbook,
        verdict: VerdictEngine,
        helper: Helper | None,
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.book, self.verdict, self.helper = book, verdict, helper
        self.passages: dict[Id, list[Passage]] = defaultdict(list)
        self.attributions: dict[Id, list[Attribution]] = defaultdict(list)
        for passage in passages:
            self.passages[passage.doc_id].append(passage)
        for attribution in attributions:
            self.attributions[attribution.doc_id].append(attribution)

        self.naming = Naming([a.label for a in attributions], entities, book.known_names)
        self._readings: dict[Id, Reading] = {}

    def reading(self, doc_id: Id) -> Reading:
        """The report in lines and units, read once."""
        if doc_id not in self._readings:
            self._readings[doc_id] = read(self.documents[doc_id], self.passages[doc_id], self.naming, self.book)
        return self._readings[doc_id]


class _Pair:
    """A child and its parent, read and coupled."""

    def __init__(
        self, derivation: Derivation, parent_id: Id, pile: _Pile, reuses: Sequence[Reuse], statements: Statements
    ) -> None:
        child_id = derivation.child_id
        self.derivation, self.book, self.statements = derivation, pile.book, statements
        self.verdict, self.helper = pile.verdict, pile.helper
        self.parent = pile.reading(parent_id)
        self.child = pile.reading(child_id)
        self.speakers = Speakers(
            Sources(self.parent, pile.attributions[parent_id]),
            Sources(self.child, pile.attributions[child_id]),
            pile.naming,
            pile.book,
        )
        frames = Frames(self.speakers.frames(self.speakers.parent), self.speakers.frames(self.speakers.child))
        self.couples = couples(self.parent, self.child, oriented(reuses, parent_id, child_id), frames)
        self.shifts = list(shifts(self.couples, self.speakers, statements.related))
        retold = statements.left_to_nobody(parent_id, child_id)
        self.shifts += dropped_with_claims(retold, self.shifts, self.speakers)
        self.shifts = [shift for shift in self.shifts if not self._left_open(shift)]
        self.scene = Scene(
            parent=self.parent,
            child=self.child,
            book=pile.book,
            parent_frames=frames.parent,
            child_frames=frames.child,
        )

    def drift(self) -> list[Drift]:
        """The changes, in the parent's order, each once."""
        found: dict[Id, Drift] = {}
        changes = list(self._changes())
        for change in (*changes, *causes(self.couples, changes, self.scene, self.helper)):
            drift = self._record(change)
            found.setdefault(drift.id, drift)
        shifts = [self._of_shift(shift) for shift in self.shifts]
        told = [d.after for d in shifts if d.kind is DriftKind.ATTRIBUTION_DROPPED and d.after is not None]
        # "is understood to" in the place of a source is what became of that source, and no hedge of its own.
        kept = [d for d in found.values() if not _is_only_the_frame(d, told)]
        found = {drift.id: drift for drift in (*kept, *shifts)}
        return sorted(_once(found.values()), key=lambda d: (d.after or _NOWHERE, d.before or _NOWHERE, d.kind))

    def _changes(self) -> Iterator[Change]:
        close = [couple for couple in self.couples if couple.close]
        for couple in self.couples:
            turned = unbalanced(couple, self.scene)
            found = compare_words(couple, self.scene, self._carried_elsewhere(couple), turned=turned)
            # "It may have leaked", "nothing has leaked": the other's no is no surer yes.
            as_sure = self._as_sure(couple)
            likely = (
                change
                for change in found
                if change.rule not in HEDGES
                or not (turned or self._denied(change, couple) or (as_sure and self._unsettled(change)))
            )
            told = weighed(likely, couple, self.scene, self.verdict, turned=turned)
            yield from (change for change in told if not self._is_rivals(change, couple))
        yield from added_beside(self.scene)
        yield from misquoted(self.couples, self.scene)
        yield from self._of_statements(close)

    def _as_sure(self, couple: Couple) -> bool:
        """Whether both reports are found to leave the matter as open, by whatever words, and neither states it."""
        before = self.statements.sureness(line.span for line in couple.parents)
        after = self.statements.sureness([couple.child.span])
        # What is hoped for and what will be are both still to come, and not as sure.
        return bool(before) and before == after and before != {Level.PLANNED}

    def _denied(self, change: Change, couple: Couple) -> bool:
        """Whether somebody in the child denies what the parent supposes: he is no surer of it, he is against it."""
        (ours, theirs), speakers = _place(change, couple), self.speakers
        return speakers.denied(speakers.child, theirs) and not speakers.denied(speakers.parent, ours)

    def _is_rivals(self, change: Change, couple: Couple) -> bool:
        """Whether another source gives another account in words of its own: two accounts, and none became the other."""
        if couple.likeness >= FAITHFUL or change.kind not in PLAIN:
            return False
        before, after = _place(change, couple)
        ours = self.speakers.named_over(self.speakers.parent, before)
        theirs = self.speakers.named_over(self.speakers.child, after)
        return bool(ours and theirs) and all(are_others(a, b, self.speakers) for a in ours for b in theirs)

    def _unsettled(self, change: Change) -> bool:
        """Whether the child has no word there by which the matter is settled ("is known to")."""
        return not any(self.book.settles(unit.key, unit.folded) for unit in change.after)

    def _carried_elsewhere(self, couple: Couple) -> frozenset[int]:
        """Places of the parent's units that other sentences of the child carry."""
        return frozenset(
            ours.start for other in self.couples if other is not couple for ours, _ in other.alignment.weighty
        )

    def _left_open(self, shift: Shift) -> bool:
        """Whether the child only asks what the source says: "who paid for the two nights is contested"."""
        if shift.kind is not DriftKind.ATTRIBUTION_DROPPED or shift.after is None:
            return False
        return Level.OPEN_QUESTION in self.statements.sureness([shift.after])

    def _of_statements(self, close: Sequence[Couple]) -> Iterator[Change]:
        parent_id, child_id = self.parent.document.id, self.child.document.id
        compared = {(p.index, couple.child.index) for couple in close for p in couple.parents}
        pairs = [(p.span, c.child.span) for c in self.couples if not c.close for p in c.parents]
        for ours, theirs in self.statements.differing(parent_id, child_id):
            pairs.append((ours.span, theirs.span))
        for ours, theirs in self.statements.alike(parent_id, child_id):
            if (self._line(self.parent, ours), self._line(self.child, theirs)) not in compared:
                pairs.append((ours.span, theirs.span))
        yield from amount_shifts(pairs, self.parent, self.child)
        for ours, theirs in settled(self.parent, self.child, self.statements, self.book):
            lines = self._line(self.parent, ours), self._line(self.child, theirs)
            if lines not in compared and not self.speakers.are_rivals(ours.attribution_id, theirs.attribution_id):
                yield made_sure(ours, theirs, self.parent, self.child)

    def _line(self, reading: Reading, mention: ClaimMention) -> int | None:
        line = reading.line_at(mention.span.start)
        return line.index if line is not None else None

    def omissions(self, questions: Sequence[Question]) -> list[Omission]:
        """What the child left out, in the parent's order."""
        dropped = left_out(
            self.couples, self.scene, self.statements, questions, self.speakers.parent.all, self.speakers.naming
        )
        found = [
            self._omission(left.kind, left.span, left.claim_id, left.rule, left.score)
            for left in sorted_out(list(dropped), self.couples, self.scene, self.statements, self.helper)
        ]
        found += [
            self._omission(
                OmissionKind.ATTRIBUTION,
                s.before,
                self._claim(s.before) or self._claim_told(s),
                "omission/attribution@1",
                s.score,
            )
            for s in self.shifts
            if s.omitted
        ]
        unique = {omission.id: omission for omission in found}
        return sorted(unique.values(), key=lambda o: (o.span, o.kind))

    def _omission(self, kind: OmissionKind, span: Span, claim_id: Id | None, rule: str, score: float) -> Omission:
        claim = claim_id or self.statements.claim_at(span.doc_id, span.start, span.end)
        text = squeeze(span.of(self.parent.text))
        return Omission(
            derivation_id=self.derivation.id,
            claim_id=claim,
            kind=kind,
            span=span,
            text=text,
            made_by=f"drift/{rule}",
            score=score,
        )

    def _record(self, change: Change) -> Drift:
        before = self.parent.span(change.before) if change.before else None
        after = self.child.span(change.after) if change.after else None
        return Drift(
            derivation_id=self.derivation.id,
            claim_id=self._claim(before, after),
            kind=change.kind,
            before=before,
            after=after,
            before_text=_shown(self.parent, change.before),
            after_text=_shown(self.child, change.after),
            severity=change.severity,
            made_by=f"drift/{change.rule}",
            score=change.score,
        )

    def _of_shift(self, shift: Shift) -> Drift:
        return Drift(
            derivation_id=self.derivation.id,
            claim_id=self._claim(shift.before, shift.after) or self._claim_told(shift),
            kind=shift.kind,
            before=shift.before,
            after=shift.after,
            before_text=squeeze(shift.before.of(self.parent.text)),
            after_text=squeeze(shift.after.of(self.child.text)) if shift.after is not None else None,
            severity=shift.severity,
            made_by=f"drift/{shift.rule}",
            score=shift.score,
        )

    def _claim(self, *spans: Span | None) -> Id | None:
        """The claim that the child's side states, else the parent's."""
        for span in reversed(spans):
            if span is not None:
                claim = self.statements.claim_at(span.doc_id, span.start, span.end)
                if claim is not None:
                    return claim
        return None

    def _claim_told(self, shift: Shift) -> Id | None:
        """The claim whose teller changed: a source and its cue stand beside the claim's words, not in them."""
        for span, sources in ((shift.after, self.speakers.child), (shift.before, self.speakers.parent)):
            if span is not None:
                telling = {a.id for a in sources.all if any(span.overlaps(s) for s in (*a.source, *a.cue))}
                claim = self.statements.claim_told_by(span.doc_id, telling)
                if claim is not None:
                    return claim
        return None


_NOWHERE = Span("", 0, 0)


def _shown(reading: Reading, units: Sequence[Unit]) -> str | None:
    """The changed words, with the word they belong to where they are short ("large" is shown as "large scale")."""
    if not units:
        return None
    span = reading.span(units)
    line = reading.line_at(span.start)
    end = span.end
    if line is not None and len(units) <= 2 and units[-1].kind != "date":
        following = [u for u in line.units if u.start >= span.end][:2]
        for unit in following:
            between = reading.text[end : unit.start]
            if between.strip() or reading.quotation_at(unit.start) != reading.quotation_at(span.start):
                break
            end = unit.end
            if unit.weighty:
                return squeeze(reading.text[span.start : end])
    return squeeze(span.of(reading.text))


def _place(change: Change, couple: Couple) -> tuple[Units, Units]:
    """The units of both reports in which a change is, or, of what one has not, those matched right behind it."""
    start = change.before[-1].start if change.before else change.after[-1].start
    side = 0 if change.before else 1
    behind = next((pair for pair in couple.alignment.weighty if pair[side].start > start), None)
    ours, theirs = ((behind[0],), (behind[1],)) if behind is not None else ((), ())
    return change.before or ours, change.after or theirs


def _is_only_the_frame(drift: Drift, frames: Sequence[Span]) -> bool:
    """Whether a hedge that was put in is made of the words that stand where the source was."""
    if drift.kind is not DriftKind.CERTAINTY or drift.before is not None or drift.after is None:
        return False
    after = drift.after
    return any(frame.overlaps(after) for frame in frames)


def _once(drifts: Iterable[Drift]) -> list[Drift]:
    """The changes less those that a more telling one on the same words already names."""
    kept: list[Drift] = []
    for drift in sorted(drifts, key=_telling_first):
        if not any(_same_place(drift, other) for other in kept):
            kept.append(drift)
    return kept


def _telling_first(drift: Drift) -> tuple[bool, bool, float, Id]:
    """Where a change stands among those on the same words; that sources became many says more than that things did."""
    least = drift.kind in (DriftKind.BENIGN, DriftKind.ADDED_FACT)
    return least, drift.kind is DriftKind.QUANTIFIER, -drift.score, drift.id


def _same_place(one: Drift, other: Drift) -> bool:
    kinds = {one.kind, other.kind}
    if kinds in ({DriftKind.QUOTE_ALTERED, DriftKind.ADDED_FACT}, {DriftKind.SOURCE_INFLATED, DriftKind.QUANTIFIER}):
        return one.after is not None and other.after is not None and one.after.overlaps(other.after)
    if len(kinds) > 1 and DriftKind.BENIGN not in kinds:
        return False
    return _over(one.before, other.before) and _over(one.after, other.after)


def _over(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.overlaps(other)
