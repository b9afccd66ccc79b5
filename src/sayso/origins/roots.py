"""Mention to roots: who a mention rests on, and how its report got it (docs/explanation/origins.md).

A mention is walked up: through reused text to the parent's mention, through a credit to the report or latent report
credited, and otherwise to the innermost source of its own chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from sayso.origins.describe import Describer
from sayso.origins.stance import proposed_polarity, stance
from sayso.origins.voice import Voice
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Credit,
    Derivation,
    Document,
    Id,
    Passage,
    Reuse,
    chain_of,
    held_by,
)
from sayso.text import Span, bare, plain, words
from sayso.vocab import DerivationKind, Direction, Hearing, Level, PassageKind, QuoteKind, SourceKind, Stance

R = TypeVar("R", Passage, Credit, Attribution)

#: A report that quotes this many words in a row of a source has heard it, unless another report carries the words.
QUOTED = 3

#: Two reports do not come upon one sentence of so many words each by itself.
WORDED = 10

_SPEAKERS = (SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.ORGANISATION)

#: How far behind a paper it may say whom it was shown (code points).
BEHIND = 60

#: Whom a paper was shown: "a memo *seen by the Courier*".
_SHOWN = re.compile(
    r"\b(?:(?:seen|obtained|reviewed|viewed|read|examined|inspected) by|(?:shown|leaked|given) to) (?P<who>[^,;.]+)"
)

#: A mention lies in reused text when at least this part of it does.
COVERED = 0.5

#: A report that shares less than this part of its words with another, and does not name it, tells much by itself: what
#: it words otherwise it may have seen itself (so for half of such lines in a simulated newsroom, bench/lineage.py).
LARGELY = 0.2


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mention ends up.

    Attributes:
        voice: the say-so.
        mention: the mention that stands at the root: its certainty is what the say-so stands for.
        witness: the report that got it first-hand, or the latent report credited with it; None where unknown.
        hearing: how the report of the mention that was walked up got it.
        via: sources between the report and the say-so, outermost first.
        relays: the same as voices; each relies on the say-so.
        evidence: ids of the records that justify the steps.
    """

    voice: Voice
    mention: Id
    witness: Id | None
    hearing: Hearing
    via: tuple[str, ...] = ()
    relays: tuple[Voice, ...] = ()
    evidence: tuple[Id, ...] = ()


class Ground:
    """What the walk reads, indexed once per story."""

    def __init__(
        self,
        describer: Describer,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        mentions: Sequence[ClaimMention],
        certainties: Sequence[Certainty],
        attributions: Sequence[Attribution],
        derivations: Sequence[Derivation],
        reuses: Sequence[Reuse],
        credits: Sequence[Credit],
    ) -> None:
        self.describer = describer
        self.documents = {d.id: d for d in documents}
        self.mentions = {m.id: m for m in mentions}
        self.attributions = {a.id: a for a in attributions}
        self.sentences = _by_report(p for p in passages if p.kind is PassageKind.SENTENCE)
        self.credits = _by_report(credits)
        self._reuses = {r.id: r for r in reuses}
        self._said = _by_report(attributions)
        self._shared: dict[Id, list[tuple[Id, Span, Span]]] = {}
        self._contacts: dict[Id, list[Voice]] = {}
        self._certainties: dict[Id, list[Certainty]] = {}
        for certainty in certainties:
            self._certainties.setdefault(certainty.claim_mention_id, []).append(certainty)
        self.parents: dict[Id, list[Derivation]] = {}
        self.twins: dict[Id, list[Derivation]] = {}
        for derivation in sorted(derivations, key=lambda d: (-d.share, -d.confidence, d.id)):
            if derivation.direction is Direction.DIRECTED:
                self.parents.setdefault(derivation.child_id, []).append(derivation)
            elif derivation.parent_id is not None:
                self.twins.setdefault(derivation.child_id, []).append(derivation)
                self.twins.setdefault(derivation.parent_id, []).append(derivation)

    def chain(self, mention: ClaimMention) -> list[Attribution]:
        """The attributions that carry a mention, innermost first."""
        return chain_of(mention.attribution_id, self.attributions)

    def held(self, mention: ClaimMention) -> Certainty | None:
        """The certainty that counts for a mention: that of its innermost source, else the author's."""
        return held_by(mention, self._certainties.get(mention.id, ()))

    def denies(self, source: Attribution, mention: ClaimMention) -> bool:
        """Whether a source of a mention's chain denies what it says."""
        held = self._certainties.get(mention.id, ())
        return any(c.holder == source.id and c.level is Level.DENIED for c in held)

    def shared_text(self, derivation: Derivation) -> list[tuple[Id, Span, Span]]:
        """The reused passages of a derivation: (reuse id, place in the child, place in the parent)."""
        if derivation.id in self._shared:
            return self._shared[derivation.id]
        found = self._shared[derivation.id] = []
        for id_ in derivation.evidence:
            reuse = self._reuses.get(id_)
            if reuse is not None and {reuse.a.doc_id, reuse.b.doc_id} == {derivation.child_id, derivation.parent_id}:
                child_first = reuse.a.doc_id == derivation.child_id
                found.append((id_, reuse.a, reuse.b) if child_first else (id_, reuse.b, reuse.a))
        return found

    def says(self, report: Id, derivation: Derivation) -> bool:
        """Whether a report itself credits the parent of a derivation."""
        return any(credit.id in derivation.evidence for credit in self.credits.get(report, ()))

    def carried(self, report: Id, derivation: Derivation) -> list[Span]:
        """The passages that a report shares with others that have them from the parent of a derivation."""
        reuses = (self._reuses[i] for i in derivation.evidence if i in self._reuses)
        return [side for reuse in reuses for side in (reuse.a, reuse.b) if side.doc_id == report]

    def contacts(self, report: Id) -> list[Voice]:
        """The sources that a report shows it spoke with: it quotes them at length, or gives the grounds for no name."""
        if report not in self._contacts:
            text = self.documents[report].text
            self._contacts[report] = [
                self.describer.source(a)
                for a in self._said.get(report, ())
                if a.within is None and a.source_kind in _SPEAKERS
                if a.grounds or _quoted_words(a, text) >= QUOTED
            ]
        return self._contacts[report]

    def said(self, mention: ClaimMention) -> str:
        """The words of a mention."""
        return mention.span.of(self.documents[mention.doc_id].text)

    def around(self, span: Span) -> str:
        """The words of the sentence in which a span stands."""
        text = self.documents[span.doc_id].text
        return " ".join(s.span.of(text) for s in self.sentences.get(span.doc_id, ()) if s.span.overlaps(span))

    def wording(self, mention: ClaimMention) -> frozenset[tuple[str, ...]]:
        """The words of the sentence of a mention, if it is long enough to be nobody else's by chance."""
        said = tuple(bare(self.around(mention.span)).split())
        return frozenset({said} if len(said) >= WORDED else ())

    def same_sentence(self, mention: ClaimMention) -> list[Credit]:
        """The credits that stand in the sentence of a mention."""
        around = [p.span for p in self.sentences.get(mention.doc_id, ()) if p.span.overlaps(mention.span)]
        return [c for c in self.credits.get(mention.doc_id, ()) if any(s.overlaps(c.span) for s in around)]


class Walk:
    """The walk for one claim. `roots` gives the roots of each of its mentions."""

    def __init__(self, ground: Ground, claim: Claim) -> None:
        self._ground = ground
        self._describer = ground.describer
        mentions = [ground.mentions[i] for i in claim.mentions if i in ground.mentions]
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self._by_report: dict[Id, list[ClaimMention]] = {}
        for mention in self.mentions:
            self._by_report.setdefault(mention.doc_id, []).append(mention)
        self._found: dict[Id, list[Root]] = {}
        self._spokesmen: dict[Id, tuple[Derivation | None, ClaimMention]] = {}
        self._score = claim.score
        self._is_of_a_first = any(self._describer.is_a_first(ground.said(m)) for m in self.mentions)
        self._proposed = proposed_polarity(c for m in self.mentions if (c := ground.held(m)) is not None)

    def stance(self, mention: ClaimMention) -> Stance:
        """Where the holder of a mention stands on this claim."""
        held = self._ground.held(mention)
        if held is not None and self._is_of_a_first and self._describer.is_none_before(self._ground.said(mention)):
            return stance(held, held.polarity, score=self._score)  # "the first since" is "nothing like it since"
        return stance(held, self._proposed, score=self._score)

    def deniers(self, mention: ClaimMention) -> list[Root]:
        """Those who are said to deny what somebody else says ("the studio rejected the Ledger's report that …")."""
        chain = self._ground.chain(mention)
        return [
            Root(
                voice=self._describer.source(outer),
                mention=mention.id,
                witness=None,
                hearing=Hearing.UNSTATED,
                evidence=(mention.id, outer.id),
            )
            for outer in chain[1:]
            if self._ground.denies(outer, mention) and not self._describer.is_outlet(outer)
        ]

    def roots(self, mention: ClaimMention) -> list[Root]:
        """The roots of one mention; a mention that only leads back to itself stands on its own source."""
        if mention.id not in self._found:
            self._found[mention.id] = []  # a circle finds nothing here and so ends
            self._found[mention.id] = self._walk(mention)
        return self._found[mention.id]

    # -- the cases, in order -----------------------------------------------------------------------------------------

    def _walk(self, mention: ClaimMention) -> list[Root]:
        chain = self._ground.chain(mention)
        covering = self._covering(mention)
        for derivation, reuse_id, counterpart in covering:
            if counterpart is not None and (found := self.roots(counterpart)):
                return _repeated(found, derivation.id, reuse_id)
        if twin := self._spokesman(mention):
            derivation, counterpart = twin
            if found := self.roots(counterpart):
                return [msgspec.structs.replace(r, witness=None, evidence=(*r.evidence, derivation.id)) for r in found]
        if outlet := self._credited(mention, chain):
            return self._through_outlet(mention, chain, *outlet)
        source = self._innermost(chain)
        if source is None or self._is_weak(source):
            return self._weak(mention, chain, source)
        return self._own_source(mention, chain, source, covered=bool(covering))

    def _own_source(
        self, mention: ClaimMention, chain: Sequence[Attribution], source: Attribution, *, covered: bool
    ) -> list[Root]:
        """The report names a source: its own, unless a parent tells the same claim from a source described alike."""
        voice = self._describer.source(source)
        if not covered:
            for derivation, root in self._parent_roots(mention.doc_id):
                if self._describer.could_be(voice, root.voice):
                    return _repeated([root], derivation.id)
        if (wire := self._latent_from(mention)) and wire.latent is not None:
            hearing, witness = Hearing.REPEATED, wire.latent.id
            voice = _as_of(voice, wire.latent.id, self._describer.family(wire.latent.label))
        elif covered:
            hearing, witness = Hearing.REPEATED, None
        else:
            hearing = self._hearing(mention, chain)
            witness = mention.doc_id if hearing is Hearing.FIRST_HAND else None
        return [self._root(mention, chain, voice, witness=witness, hearing=hearing)]

    def _weak(self, mention: ClaimMention, chain: Sequence[Attribution], source: Attribution | None) -> list[Root]:
        """Nobody stands behind it here: it rests on whoever the report names for saying the same, if anybody."""
        ours = self.stance(mention)
        strong = [m for m in self._by_report[mention.doc_id] if m.id != mention.id and not self._stands_alone(m)]
        found = [root for other in strong if self.stance(other) is ours for root in self.roots(other)]
        found = found or [
            msgspec.structs.replace(root, hearing=Hearing.REPEATED, evidence=(*root.evidence, derivation.id))
            for derivation, root in self._parent_roots(mention.doc_id)
            if self._may_rest_on(derivation, root)
            if self.stance(self._ground.mentions[root.mention]) is ours
        ]
        if found:
            return found
        if latent := self._latent_from(mention):
            assert latent.latent is not None
            voice = self._describer.outlet(latent.latent.label, latent.latent.id)
            return [
                Root(
                    voice=voice, mention=mention.id, witness=latent.latent.id, hearing=Hearing.REPEATED,
                    evidence=(mention.id, latent.id),
                )
            ]  # fmt: skip
        document = self._ground.documents[mention.doc_id]
        voice = self._describer.own_voice(document) if source is None else self._describer.source(source)
        return [self._root(mention, chain, voice, witness=None, hearing=Hearing.UNSTATED)]

    def _through_outlet(
        self, mention: ClaimMention, chain: Sequence[Attribution], outlet: str, in_pile: Id | None, proof: Id
    ) -> list[Root]:
        """Another outlet is credited: the walk goes on in its report, or ends at a latent one."""
        source = self._innermost(chain)
        if in_pile is not None:
            found = [root for other in self._by_report.get(in_pile, ()) for root in self.roots(other)]
            if source is not None:
                voice = self._describer.source(source)
                found = [root for root in found if self._describer.could_be(voice, root.voice)] or found
            if found:
                return _repeated(found, proof)
        report = in_pile or self._describer.latent_id(outlet)
        if source is None or self._is_weak(source):
            voice = self._describer.outlet(outlet, report)
        else:
            voice = _as_of(self._describer.source(source), report, self._describer.family(outlet))
        root = self._root(mention, chain, voice, witness=report, hearing=Hearing.REPEATED)
        return [msgspec.structs.replace(root, evidence=(*root.evidence, proof))]

    # -- what a mention shows ----------------------------------------------------------------------------------------

    def _root(
        self,
        mention: ClaimMention,
        chain: Sequence[Attribution],
        voice: Voice,
        *,
        witness: Id | None,
        hearing: Hearing,
    ) -> Root:
        voice = msgspec.structs.replace(voice, worded=self._ground.wording(mention))
        if witness is not None and witness in self._ground.documents:
            family = self._describer.family_of(self._ground.documents[witness])
            voice = msgspec.structs.replace(voice, heard_by=voice.heard_by | {family})
        between = [
            self._describer.source(a)
            for a in reversed(chain)
            if a.source_kind is not SourceKind.UNSPECIFIED and not self._describer.is_outlet(a)
            if not self._ground.denies(a, mention)
        ]
        relays = tuple(
            msgspec.structs.replace(relay, relies_on=frozenset({voice.key}))
            for relay in between
            if relay.key != voice.key
        )
        return Root(
            voice=voice,
            mention=mention.id,
            witness=witness,
            hearing=hearing,
            via=tuple(relay.label for relay in relays),
            relays=relays,
            evidence=(mention.id, *(a.id for a in chain)),
        )

    def _innermost(self, chain: Sequence[Attribution]) -> Attribution | None:
        """The innermost source that is not an outlet; one that is specified before one that is not."""
        sources = [a for a in chain if not self._describer.is_outlet(a)]
        named = [a for a in sources if a.source_kind is not SourceKind.UNSPECIFIED]
        return next(iter(named), None) or next(iter(sources), None)

    def _is_weak(self, source: Attribution) -> bool:
        return self._describer.is_nameless(self._describer.source(source))

    def _stands_alone(self, mention: ClaimMention) -> bool:
        """Whether a mention names nobody: own voice, an unspecified source or a nameless document, and no credit."""
        chain = self._ground.chain(mention)
        if self._covering(mention) or self._credited(mention, chain):
            return False
        source = self._innermost(chain)
        return source is None or self._is_weak(source)

    def _hearing(self, mention: ClaimMention, chain: Sequence[Attribution]) -> Hearing:
        """How the report got it, where nobody stands between it and the source."""
        document = self._ground.documents[mention.doc_id]
        for attribution in chain:
            told = " ".join(span.of(document.text) for span in attribution.addressee)
            if told and self._describer.is_own_addressee(told, document):
                return Hearing.FIRST_HAND
            if attribution.grounds or self._was_shown(attribution, document):
                return Hearing.FIRST_HAND
        voice = self._describer.source(chain[0])
        if len(chain) == 1 and any(
            _is_contact(voice, met) or self._describer.could_be(voice, met)
            for met in self._ground.contacts(document.id)
        ):
            return Hearing.FIRST_HAND
        return Hearing.UNSTATED

    def _was_shown(self, source: Attribution, document: Document) -> bool:
        """Whether the report says of a paper that its own outlet has seen it: "a memo *seen by the Courier*"."""
        if source.source_kind is not SourceKind.DOCUMENT or not source.source:
            return False
        named = max(source.source)
        shown = _SHOWN.search(document.text, named.start, named.end + BEHIND)
        if shown is None or shown.start() > named.end + 1:
            return False
        return self._describer.is_own_addressee(shown["who"], document)

    def _credited(self, mention: ClaimMention, chain: Sequence[Attribution]) -> tuple[str, Id | None, Id] | None:
        """The other outlet that this mention is credited to: (name, its report in the pile, the proof)."""
        document = self._ground.documents[mention.doc_id]
        own = self._describer.family_of(document)
        for attribution in chain:
            outlet = self._describer.outlet_of(attribution)
            names = [outlet] if outlet else []
            told = " ".join(span.of(document.text) for span in attribution.addressee)
            if told and not self._describer.is_own_addressee(told, document):
                names += [c.outlet for c in self._ground.credits.get(document.id, ()) if self._names(told, c.outlet)]
            for name in map(self._describer.outlet_name, names):
                if not self._describer.published(document, name):
                    return name, self._in_pile(document.id, name), attribution.id
        if not chain or self._innermost(chain) is None or self._is_weak(chain[0]):
            credits = [c for c in self._ground.same_sentence(mention) if self._describer.family(c.outlet) != own]
            credits = credits or self._meant(document, chain, own)
            for credit in credits:
                return credit.outlet, credit.to_doc_id or self._in_pile(document.id, credit.outlet), credit.id
        return None

    def _meant(self, document: Document, chain: Sequence[Attribution], own: str) -> list[Credit]:
        """The credit that says whose "a September report" is: the only outlet credited, in that month if one is named.

        Only for a source that is called a document and nothing more.
        """
        if not chain or chain[0].source_kind is not SourceKind.DOCUMENT:
            return []
        credits = [c for c in self._ground.credits.get(document.id, ()) if self._describer.family(c.outlet) != own]
        dated = self._describer.dating(chain[0].label)
        if dated:
            near = {c.id: bare(self._ground.around(c.span)).split() for c in credits}
            credits = [c for c in credits if dated.intersection(near[c.id])]
        return credits if len({self._describer.family(c.outlet) for c in credits}) == 1 else []

    def _names(self, told: str, outlet: str) -> bool:
        return self._describer.family(self._describer.outlet_name(told)) == self._describer.family(outlet)

    def _in_pile(self, child: Id, outlet: str) -> Id | None:
        """The report of this outlet from which the child derives; else the first one of it that states the claim."""
        parents = [d.parent_id for d in self._ground.parents.get(child, ()) if d.parent_id is not None]
        telling = [i for i in self._by_report if i != child and i not in parents]
        telling.sort(key=lambda i: (self._ground.documents[i].published or "9999", i))
        candidates = [self._ground.documents[i] for i in (*parents, *telling)]
        return next((d.id for d in candidates if self._describer.published(d, outlet)), None)

    # -- derivations -------------------------------------------------------------------------------------------------

    def _covering(self, mention: ClaimMention) -> list[tuple[Derivation, Id, ClaimMention | None]]:
        """The directed derivations whose reused text holds the mention, with the parent's aligned mention."""
        found = []
        for derivation in self._ground.parents.get(mention.doc_id, ()):
            for reuse_id, here, there in self._ground.shared_text(derivation):
                if _lies_in(mention, here):
                    counterpart = self._counterpart(there)
                    if counterpart is None or self._is_taken(mention, counterpart, derivation):
                        found.append((derivation, reuse_id, counterpart))
        return sorted(found, key=lambda item: item[2] is None)

    def _is_made_from(self, derivation: Derivation) -> bool:
        """Whether the child is another report's text told again: it is its outlet's, or much of it, or it says so."""
        if derivation.kind is DerivationKind.COPY or derivation.share >= LARGELY or derivation.named_by:
            return True
        docs = (self._ground.documents.get(id_ or "") for id_ in (derivation.child_id, derivation.parent_id))
        return len({self._describer.family_of(document) for document in docs if document is not None}) == 1

    def _may_rest_on(self, derivation: Derivation, root: Root) -> bool:
        """Whether what a child tells in no shared words, and without a source, rests on the parent.

        What a report copies word for word shows what it did not copy: a line of its own beside it. What the parent has
        from somebody the child has from there; what the parent itself saw, the child may have seen too.
        """
        if derivation.kind is DerivationKind.COPY:
            return False
        retold = derivation.kind is DerivationKind.REWRITE and self._is_made_from(derivation)
        return retold or not root.voice.is_opaque

    def _is_taken(self, mention: ClaimMention, other: ClaimMention, derivation: Derivation) -> bool:
        """Whether a line that lies in shared text is the other report's line.

        Two reports that share a few sentences, and of which neither names the other, tell one fact that both saw in
        like words, each by itself; then only a sentence that both have word for word is one line.
        """
        one, another = (bare(self._ground.around(m.span)) for m in (mention, other))
        return one == another or self._is_made_from(derivation) or bool(self._ground.chain(other))

    def _twins(self, mention: ClaimMention) -> dict[Id, Derivation]:
        """The mentions that share this one's text where it is not known who had it first, each with the proof.

        Through any number of reports: who shares with one that shares is among them.
        """
        found: dict[Id, Derivation] = {}
        waiting = [mention]
        while waiting:
            here = waiting.pop()
            for derivation, there in self._next_twins(here):
                if there.id not in found and there.id != mention.id:
                    found[there.id] = derivation
                    waiting.append(there)
        return found

    def _next_twins(self, mention: ClaimMention) -> Iterator[tuple[Derivation, ClaimMention]]:
        for derivation in self._ground.twins.get(mention.doc_id, ()):
            for _, one, other in self._ground.shared_text(derivation):
                here, there = (one, other) if one.doc_id == mention.doc_id else (other, one)
                if _lies_in(mention, here):
                    counterpart = self._counterpart(there)
                    if counterpart is not None and self._is_taken(mention, counterpart, derivation):
                        yield derivation, counterpart

    def _spokesman(self, mention: ClaimMention) -> tuple[Derivation, ClaimMention] | None:
        """Of the mentions that share this one's text, the one that speaks for all: None where it is this one.

        One whose text is known to come from a parent before the others, one that supports the claim before one that is
        read otherwise, one that names somebody, then the earliest. Never by id: a copy would change it.
        """
        if mention.id not in self._spokesmen:
            twins = self._twins(mention)
            group = [mention, *(self._ground.mentions[i] for i in twins)]
            best = min(
                group,
                key=lambda m: (
                    not (self._covering(m) or self._latent_from(m)),
                    self.stance(m) is not Stance.SUPPORTS,
                    self._stands_alone(m),
                    self._ground.documents[m.doc_id].published or "9999",
                    self._ground.documents[m.doc_id].text,
                    m.span,
                ),
            )
            proof = twins.get(best.id) or next(iter(twins.values()), None)
            for member in group:
                self._spokesmen[member.id] = (proof, best)
        proof, best = self._spokesmen[mention.id]
        return (proof, best) if proof is not None and best.id != mention.id else None

    def has_twin(self, mention: ClaimMention) -> bool:
        """Whether another report shares the text of this mention and it is not known who had it first."""
        return any(
            _lies_in(mention, span)
            for derivation in self._ground.twins.get(mention.doc_id, ())
            for _, *pair in self._ground.shared_text(derivation)
            for span in pair
            if span.doc_id == mention.doc_id
        )

    def _counterpart(self, there: Span) -> ClaimMention | None:
        """The mention of this claim that stands in the parent's passage; the one that fills most of it."""
        inside = [m for m in self._by_report.get(there.doc_id, ()) if m.span.overlaps(there)]
        return max(inside, key=lambda m: (_overlap(m.span, there), -m.span.start), default=None)

    def _parent_roots(self, child: Id) -> list[tuple[Derivation, Root]]:
        """The roots of this claim in the reports from which the child derives."""
        return [
            (derivation, root)
            for derivation in self._ground.parents.get(child, ())
            if derivation.parent_id is not None
            for mention in self._by_report.get(derivation.parent_id, ())
            for root in self.roots(mention)
        ]

    def _latent_from(self, mention: ClaimMention) -> Derivation | None:
        """The report outside the pile that a mention is taken from: it lies in text that carriers of that report share.

        All of a report is, where it says so itself ("(AP) -", "Reporting by Reuters").
        """
        for derivation in self._ground.parents.get(mention.doc_id, ()):
            if derivation.latent is None or derivation.kind not in (DerivationKind.COPY, DerivationKind.REWRITE):
                continue
            if self._ground.says(mention.doc_id, derivation) or any(
                _lies_in(mention, span) for span in self._ground.carried(mention.doc_id, derivation)
            ):
                return derivation
        return None


def _repeated(roots: Iterable[Root], *proof: Id) -> list[Root]:
    return [
        msgspec.structs.replace(root, hearing=Hearing.REPEATED, evidence=(*root.evidence, *proof)) for root in roots
    ]


def _as_of(voice: Voice, report: Id, family: str) -> Voice:
    """The voice as the source of another outlet's report: those who take it from there mean one source."""
    return msgspec.structs.replace(voice, report=report, heard_by=frozenset({family}))


def _is_contact(voice: Voice, met: Voice) -> bool:
    """Whether a source is one that the report spoke with, or speaks for the same body."""
    return voice.key == met.key or bool(voice.bodies & met.bodies)


def _quoted_words(attribution: Attribution, text: str) -> int:
    """The longest run of quoted words in what a source says; all of it where the quotation is direct."""
    if attribution.quote is QuoteKind.INDIRECT:
        return 0
    longest = 0
    for span in attribution.content:
        spoken = plain(text[span.start : span.end])
        quoted = [spoken] if attribution.quote is QuoteKind.DIRECT else spoken.split('"')[1::2]
        longest = max([longest, *(len(words(piece)) for piece in quoted)])
    return longest


def _lies_in(mention: ClaimMention, passage: Span) -> bool:
    return _overlap(passage, mention.span) >= COVERED * len(mention.span)


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a.doc_id == b.doc_id else 0


def _by_report(records: Iterable[R]) -> dict[Id, list[R]]:
    groups: dict[Id, list[R]] = {}
    for record in records:
        groups.setdefault(record.doc_id, []).append(record)
    return groups
