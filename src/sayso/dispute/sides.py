"""The origins of each claim by the side they take, and which of them are one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.dates import When
from sayso.lexicon.wording import FunctionWords
from sayso.records import Attribution, Claim, ClaimMention, Document, Entity, Event, Id, Origin
from sayso.stems import stem
from sayso.text import Span, bare, words
from sayso.vocab import Hearing, SourceKind, Stance

#: Kinds whose label says who it is; of an unnamed source or an outlet nobody can say that it is another than the other.
_KNOWN = frozenset({SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.POLL})

#: Letters by which an office and its holder are one word: "minister", "ministry"; "president", "presidency".
OFFICE = 5


class Sides:
    """Who stands where on what: origins by claim and stance, and the places that show it."""

    def __init__(
        self,
        documents: Sequence[Document],
        claims: Sequence[Claim],
        mentions: Sequence[ClaimMention],
        attributions: Sequence[Attribution],
        origins: Sequence[Origin],
        entities: Sequence[Entity],
        events: Sequence[Event],
        function_words: FunctionWords,
    ) -> None:
        self._silent = function_words.words
        self.claims = {claim.id: claim for claim in claims}
        self._texts = {document.id: document.text for document in documents}
        self._mentions = {mention.id: mention for mention in mentions}
        self._attributions = {attribution.id: attribution for attribution in attributions}
        self._entity_of = {bare(name): entity.id for entity in entities for name in entity.names}
        self._events: dict[Id, list[Event]] = defaultdict(list)
        for event in events:
            self._events[event.doc_id].append(event)
        self._by_claim: dict[tuple[Id, Stance], list[Origin]] = defaultdict(list)
        for origin in sorted(origins, key=lambda o: o.id):
            self._by_claim[origin.claim_id, origin.stance].append(origin)

    def of(self, claim_id: Id, stance: Stance) -> list[Origin]:
        """The origins that take this stance on a claim."""
        return self._by_claim[claim_id, stance]

    def spans(self, origin: Origin) -> list[Span]:
        """The places that reach this origin, in text order."""
        return sorted(self._mentions[m].span for m in origin.mentions if m in self._mentions)

    def words(self, mention_id: Id) -> str:
        """The words of a mention with those that bring them ("denied that …")."""
        mention = self._mentions[mention_id]
        text = self._texts[mention.doc_id]
        attribution = self._attributions.get(mention.attribution_id or "")
        cues = attribution.cue if attribution is not None else ()
        return " ".join([*(cue.of(text) for cue in cues), mention.span.of(text)])

    def wordings(self, origin: Origin) -> list[str]:
        """The words of the mentions that reach this origin."""
        found = [self._mentions[m] for m in origin.mentions if m in self._mentions]
        return [mention.span.of(self._texts[mention.doc_id]) for mention in found]

    def reports(self, claim: Claim) -> set[Id]:
        """The reports with mentions of a claim."""
        return {self._mentions[m].doc_id for m in claim.mentions if m in self._mentions}

    def times(self, origin: Origin) -> list[When]:
        """The times that the mentions speak of which reach this origin."""
        return [e.when for span in self.spans(origin) for e in self._events[span.doc_id] if span.contains(e.span)]

    def keys(self, text: str) -> frozenset[str]:
        """The stems of the weighty words of a text."""
        return frozenset(stem(word.folded) for word in words(text) if word.folded not in self._silent)

    def one(self, a: Origin, b: Origin) -> bool:
        """Whether two origins are one source: one entity or one label."""
        return self._key(a) == self._key(b)

    def surely_two(self, a: Origin, b: Origin) -> bool:
        """Whether two origins are known sources, not one, and neither has it from the other."""
        if not (_is_known(a) and _is_known(b)) or self.one(a, b):
            return False
        if self._belongs(a, b) or self._belongs(b, a):
            return False
        via = {self._named(v) for v in (*a.via, *b.via)}
        return self._named(a.label) not in via and self._named(b.label) not in via

    def _belongs(self, a: Origin, b: Origin) -> bool:
        """Whether reports introduce one source by the other's name or office ("the health minister", her ministry)."""
        introduced = {
            word[:OFFICE]
            for attribution in self._attributions.values()
            if attribution.label == a.label
            for span in attribution.source
            for word in bare(span.of(self._texts[span.doc_id])).split()
        }
        named = {word[:OFFICE] for word in bare(b.label.partition("(")[0]).split() if len(word) >= OFFICE}
        return bool(named) and named <= introduced

    def _named(self, label: str) -> str:
        return self._entity_of.get(bare(label), bare(label))

    def _key(self, origin: Origin) -> str:
        return origin.entity_id or self._named(origin.label)


def _is_known(origin: Origin) -> bool:
    """Whether a label says who it is; "leaked files" that no report says it has seen may be anybody's."""
    unnamed = origin.kind is SourceKind.DOCUMENT and origin.label.islower() and not origin.witnesses
    return origin.kind in _KNOWN and not unnamed


def only_echoes(side: Sequence[Origin]) -> bool:
    """Whether nobody on this side is known to have heard it other than from another report, and no witness stands."""
    return all(origin.hearing is Hearing.REPEATED and not origin.witnesses for origin in side)
