"""All mentions of a story put into claims: copies first, then keys, then the judge, then groups without conflict."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from sayso.claims.aligned import aligned_pairs
from sayso.claims.brackets import to_name, with_names, with_subject
from sayso.claims.detect import NAMED
from sayso.claims.gist import PRONOUNS, Gist, Reader
from sayso.claims.groups import Groups, Pair
from sayso.claims.headlines import statements_repeated, with_headlines, without_headlines
from sayso.claims.helped import settled, signed, turned, worded
from sayso.claims.judge import Judge, Wording
from sayso.claims.pointing import pointed_pairs, said_before
from sayso.claims.rejoinders import Rejoinders, rival_figures, told
from sayso.claims.said import RELATIVE
from sayso.claims.same import Comparer, Weights, opposites
from sayso.claims.wording import Candidate, goes_on, shown, wording
from sayso.engines.base import EmbeddingEngine
from sayso.helper import Helper
from sayso.lexicon.countries import Countries
from sayso.lexicon.denials import Denials
from sayso.lexicon.families import Families
from sayso.lexicon.rejoinders import RejoinderWords
from sayso.lexicon.roles import Roles
from sayso.lexicon.wording import Antonyms, FunctionWords, Measures
from sayso.records import Anaphor, Attribution, Certainty, Claim, ClaimMention, Document, Entity, Id, Reuse
from sayso.text import Span
from sayso.vocab import SUPPORTING, ClaimKind, Level, Polarity

MADE_BY = "claims/same-claim@2"

#: What stands around the source between the halves of a quotation: “We waited,” she said, “for an hour.”
_CUT = re.compile(r"[,”\"’'—–-]\s*$")
_GOES_ON = re.compile(r"\s*[,“\"‘'—–-]")

#: A mention with so many words of content and names says enough without who speaks of it.
TELLING = 5
#: A saying longer than this, in code points, is no wording.
LONGEST_SAYING = 300
#: Sources that name nobody.
_NAMELESS = PRONOUNS | RELATIVE
#: What ends a sentence or a paragraph.
_STOPS = re.compile(r"[.!?][\s”\"’']|\n")
_INFINITIVE = re.compile(r"to\s", re.IGNORECASE)
_UNBRACKETED = str.maketrans("", "", "[]")


def cluster(
    documents: Sequence[Document],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    anaphors: Sequence[Anaphor],
    reuses: Sequence[Reuse],
    entities: Sequence[Entity],
    *,
    families: Families,
    countries: Countries,
    function_words: FunctionWords,
    measures: Measures,
    antonyms: Antonyms,
    denials: Denials,
    rejoinders: RejoinderWords,
    roles: Roles,
    same_claim: Weights,
    embedding: EmbeddingEngine,
    helper: Helper | None = None,
) -> list[Claim]:
    """The claims of a story, those in most reports first: every mention belongs to exactly one.

    Mentions are one claim when they share the core (who did what to whom), whatever else one of them says more or
    less. Denials and open questions about it belong to it, and so does whoever answers it ("that is untrue"). Where a
    number, date, actor or polarity conflicts there are two claims, each naming the other in `differs_in`.
    """
    pile = Pile(documents, mentions, certainties, attributions, anaphors)
    reader = Reader(entities, countries, families, function_words, measures)
    mentions = list(pile.mentions.values())
    answered = told(mentions, pile.certainties, pile.attributions, pile.texts, Rejoinders(rejoinders, denials))
    wordings = _wordings([m for m in mentions if m.id not in answered], pile, reader)
    comparer = Comparer([w.gist for w in wordings], opposites(antonyms, families))
    given = _given(wordings, reuses, pile)
    judge = Judge(wordings, given, comparer, same_claim, embedding, reader.says_something)
    judge.set_apart(_placed(rival_figures(mentions, pile.attributions, pile.texts), wordings))
    helped = settled(wordings, judge.likely, same_claim.same, helper)
    repeated = statements_repeated(wordings, pile.documents, pile.mentions, judge.known, judge.in_conflict)
    likely = without_headlines(judge.likely | helped, repeated)
    groups = Groups(len(wordings), likely, judge.look, judge.in_conflict, same_claim.same).grow()
    groups = with_headlines(groups, repeated)
    headlines = frozenset(mention for i in repeated for mention in wordings[i].mentions)
    answering: dict[Id, list[Id]] = defaultdict(list)
    for rejoinder, meant in answered.items():
        answering[meant].append(rejoinder)
    claims = [
        _claim([wordings[i] for i in group], answering, headlines, pile, comparer, _certainty_of(group, judge))
        for group in groups
    ]
    moved = turned(judge.likely, helped, same_claim.same)
    claims = [signed(c) if moved.intersection(group) else c for c, group in zip(claims, groups, strict=True)]
    found = sorted(_linked(claims, groups, judge.differing), key=pile.order)
    return worded(found, pile.documents, pile.mentions, entities, roles, helper)


class Pile:
    """The records of a story by id, as the steps below look them up."""

    def __init__(
        self,
        documents: Sequence[Document],
        mentions: Sequence[ClaimMention],
        certainties: Sequence[Certainty],
        attributions: Sequence[Attribution],
        anaphors: Sequence[Anaphor],
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.texts = {document.id: document.text for document in documents}
        self.mentions = {m.id: m for m in sorted(mentions, key=lambda m: m.id) if m.doc_id in self.documents}
        self.attributions = {attribution.id: attribution for attribution in attributions}
        self._cues: dict[Id, list[Span]] = defaultdict(list)
        for attribution in attributions:
            self._cues[attribution.doc_id] += attribution.cue
        self._anaphors: dict[Id, list[Anaphor]] = defaultdict(list)
        for anaphor in sorted(anaphors, key=lambda r: r.span):
            self._anaphors[anaphor.doc_id].append(anaphor)
        self.certainties: dict[Id, list[Certainty]] = defaultdict(list)
        for certainty in sorted(certainties, key=lambda c: c.id):
            self.certainties[certainty.claim_mention_id].append(certainty)

    def text(self, mention: ClaimMention, named: Sequence[Anaphor] = ()) -> str:
        """The words of a mention, without the source and cue inside them: "We waited, *she said*, an hour".

        Names stand in square brackets for the anaphors in `named`.
        """
        text, span = self.documents[mention.doc_id].text, mention.span
        own = self.attributions.get(mention.attribution_id or "")
        frame = sorted(s for s in (*own.source, *own.cue, *own.addressee) if span.contains(s)) if own else []
        if frame:
            before, after = text[span.start : frame[0].start], text[frame[-1].end : span.end]
            # Without commas around it, it holds what the rest cannot do without: "the drones *are said to* be armed".
            if _CUT.search(before) and _GOES_ON.match(after) and goes_on(after):
                parts = (span.start, frame[0].start), (frame[-1].end, span.end)
                before, after = (with_names(text, *part, named) for part in parts)
                return before.rstrip(" ,") + " " + after.lstrip(" ,")
        return with_subject(text, mention.subject, with_names(text, span.start, span.end, named))

    def gist(self, mention: ClaimMention, reader: Reader) -> Gist:
        """What the mention says, read with the names that its report gives to "she" and "the group".

        A thing that is only named is read with who speaks of it, where its own words say little.
        """
        text, named = self.texts[mention.doc_id], self.named(mention)
        alone = reader.read(text, mention.span, self.text(mention, named).translate(_UNBRACKETED))
        saying = self.saying(mention, named) if len(alone.items) < TELLING else ""
        return reader.read(text, mention.span, saying.translate(_UNBRACKETED)) if saying else alone

    def saying(self, mention: ClaimMention, named: Sequence[Anaphor] = ()) -> str:
        """A thing that is only named or called for, with who does: "Inspectors had warned Brennick *of a crack*".

        "" where the words state something, and where nobody is named before them in their sentence.
        """
        own = self.attributions.get(mention.attribution_id or "")
        called_for = mention.kind is ClaimKind.RECOMMENDATION and _INFINITIVE.match(
            mention.span.of(self.texts[mention.doc_id])
        )
        # Of "the guards had been told to go" those are told, and nobody says by whom.
        opening = (own.source or own.addressee) if own is not None else ()
        if not (mention.made_by == NAMED or called_for) or own is None or not opening or not own.cue:
            return ""
        source, cue, span = min(opening), min(own.cue), mention.span
        text = self.documents[mention.doc_id].text
        if not source.end <= cue.start <= span.start or span.end - source.start > LONGEST_SAYING:
            return ""
        if _STOPS.search(text[source.start : span.start]) or source.of(text).lower() in _NAMELESS:
            return ""
        return with_names(text, source.start, span.end, named)

    def named(self, mention: ClaimMention) -> list[Anaphor]:
        """What a reader of the mention alone could not know and the report tells: whom "she" and "the group" mean."""
        held = self._anaphors.get(mention.doc_id, [])
        return to_name(self.documents[mention.doc_id].text, mention.span, held)

    def pieces(self, mention: ClaimMention) -> list[tuple[int, int]]:
        """The stretches of a mention that are its attribution's content; the whole of it where nobody carries it."""
        own = self.attributions.get(mention.attribution_id or "")
        inside = [s for s in sorted(own.content) if s.overlaps(mention.span)] if own else [mention.span]
        return [(max(s.start, mention.span.start), min(s.end, mention.span.end)) for s in inside]

    def is_framed(self, mention: ClaimMention) -> bool:
        """Whether the mention's words hold the cue of an attribution that is not its own."""
        own = self.attributions.get(mention.attribution_id or "")
        mine = set(own.cue) if own else set()
        return any(mention.span.contains(cue) and cue not in mine for cue in self._cues.get(mention.doc_id, ()))

    def strongest(self, mention: ClaimMention) -> tuple[Level, Polarity]:
        """At which level, and which way, the mention is held by who stands behind it most."""
        held = self.certainties.get(mention.id)
        if not held:
            return Level.REPORTED if mention.attribution_id else Level.ASSERTED, Polarity.POSITIVE
        levels = list(Level)
        best = min(held, key=lambda c: (c.level not in SUPPORTING, levels.index(c.level), c.id))
        return best.level, best.polarity

    def is_planned(self, mention: ClaimMention) -> bool:
        """Whether one of those who hold it means to do it or announces it; the report may only pass that on."""
        return any(c.level is Level.PLANNED for c in self.certainties.get(mention.id, ()))

    def speaker(self, mention: ClaimMention) -> tuple[Id, str] | None:
        """The report and who says it there; None where the report says so itself or nobody is named."""
        own = self.attributions.get(mention.attribution_id or "")
        return (mention.doc_id, own.label) if own is not None and own.source else None

    def is_urged(self, mention: ClaimMention) -> bool:
        """Whether it is said that something ought to be; who asks whether it will be does not say so."""
        return mention.kind is ClaimKind.RECOMMENDATION and self.strongest(mention)[0] in SUPPORTING

    def says_yes(self, mention: Id) -> bool:
        """Whether every holder says yes to the mention's words as they stand; not where nothing is known of them."""
        held = self.certainties.get(mention, ())
        return bool(held) and all(c.polarity is Polarity.POSITIVE for c in held)

    def refuses(self, mention: Id) -> bool:
        """Whether a holder says no to the mention without denying what somebody else says."""
        held = self.certainties.get(mention, ())
        return any(c.polarity is Polarity.NEGATIVE and c.level is not Level.DENIED for c in held)

    def place(self, mention: ClaimMention) -> tuple[str, str, int]:
        """Where the mention stands: by date of its report, then its path, then its place in the text."""
        document = self.documents[mention.doc_id]
        return document.published or "9999", f"{document.path}\0{document.id}", mention.span.start

    def order(self, claim: Claim) -> tuple[int, tuple[str, str, int], str]:
        """Claims in most reports first, then in the order in which the reports bring them."""
        places = [self.mentions[m] for m in claim.mentions]
        return -len({m.doc_id for m in places}), min(map(self.place, places)), claim.id


def _wordings(mentions: Sequence[ClaimMention], pile: Pile, reader: Reader) -> list[Wording]:
    """The distinct wordings, in an order that rests on their words only: copies and order of input change nothing."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[tuple[Gist, Id]]] = defaultdict(list)
    for mention in mentions:
        gist = pile.gist(mention, reader)
        negative = gist.negated and pile.says_yes(mention.id)
        alike[gist.atoms, tuple(sorted(gist.context)), negative].append((gist, mention.id))
    return [
        Wording(
            gist=min((gist for gist, _ in held), key=lambda g: (g.text, g.names)),
            negative=negative,
            affirmed=not held[0][0].negated and any(pile.says_yes(mention) for _, mention in held),
            refused=any(pile.refuses(mention) for _, mention in held),
            unsourced=all(pile.mentions[mention].attribution_id is None for _, mention in held),
            mentions=tuple(sorted(mention for _, mention in held)),
            urged=all(pile.is_urged(pile.mentions[mention]) for _, mention in held),
            speakers=frozenset(speaker for _, mention in held if (speaker := pile.speaker(pile.mentions[mention]))),
        )
        for (_, _, negative), held in sorted(alike.items(), key=lambda entry: entry[0])
    ]


def _placed(pairs: Iterable[tuple[Id, Id]], wordings: Sequence[Wording]) -> set[Pair]:
    """Pairs of mentions as pairs of their wordings."""
    place = {mention: i for i, held in enumerate(wordings) for mention in held.mentions}
    found = ((place[a], place[b]) for a, b in pairs if a in place and b in place)
    return {(min(i, j), max(i, j)) for i, j in found if i != j}


def _given(wordings: Sequence[Wording], reuses: Sequence[Reuse], pile: Pile) -> set[Pair]:
    """The pairs of wordings that are one claim without judging: over each other in a copied passage, or pointed at."""
    place = {mention: i for i, held in enumerate(wordings) for mention in held.mentions}
    mentions = [mention for mention in pile.mentions.values() if mention.id in place]
    gists = {mention: wordings[i].gist for mention, i in place.items()}
    pairs = (
        *aligned_pairs(reuses, mentions),
        *pointed_pairs(mentions, pile.certainties, pile.texts),
        *said_before(mentions, pile.certainties, gists),
    )
    return _placed(pairs, wordings)


# -- groups to claims ------------------------------------------------------------------------------------------------


def _certainty_of(group: Sequence[int], judge: Judge) -> float:
    """How sure it is that a group is one claim: the average over its pairs that were judged; 1 for a single wording."""
    inside = [p for i in group for j in group if i < j and (p := judge.likely.get((i, j))) is not None]
    return round(sum(inside) / len(inside), 4) if inside else 1.0


def _claim(
    group: Sequence[Wording],
    answering: Mapping[Id, Sequence[Id]],
    headlines: Collection[Id],
    pile: Pile,
    comparer: Comparer,
    score: float,
) -> Claim:
    """One claim, worded by one of its group; the rejoinders to its mentions belong to it, and word nothing."""
    candidates, kinds = [], Counter[ClaimKind]()
    for held in group:
        for mention in (pile.mentions[m] for m in held.mentions):
            level, polarity = pile.strongest(mention)
            source = pile.attributions.get(mention.attribution_id or "")
            named = pile.named(mention)
            candidates.append(
                Candidate(
                    mention=mention.id,
                    replaced=tuple(r.id for r in named),
                    text=pile.text(mention, named),
                    saying=pile.saying(mention, named),
                    gist=held.gist,
                    level=level,
                    polarity=polarity,
                    planned=pile.is_planned(mention),
                    headline=mention.id in headlines,
                    framed=pile.is_framed(mention),
                    label=source.label if source and source.source and len(pile.pieces(mention)) == 1 else "",
                    place=pile.place(mention),
                )
            )
            kinds[mention.kind] += 1
    best = wording(candidates, comparer.weight)
    stated = [mention for held in group for mention in held.mentions]
    return Claim(
        text=shown(best),
        worded_by=best.mention,
        replaced=best.replaced,
        mentions=tuple(sorted([*stated, *(rejoinder for m in stated for rejoinder in answering.get(m, ()))])),
        kind=max(kinds, key=lambda k: (kinds[k], k is ClaimKind.FACT_LIKE, k.value)),
        made_by=MADE_BY,
        score=score,
    )


def _linked(claims: Sequence[Claim], groups: Sequence[Sequence[int]], differing: Mapping[Pair, object]) -> list[Claim]:
    """The claims, each naming those from which a conflict sets it apart."""
    owner = {i: n for n, group in enumerate(groups) for i in group}
    others: dict[int, set[Id]] = defaultdict(set)
    for i, j in differing:
        a, b = owner[i], owner[j]
        if a != b:
            others[a].add(claims[b].id)
            others[b].add(claims[a].id)
    return [msgspec.structs.replace(claim, differs_in=tuple(sorted(others[n]))) for n, claim in enumerate(claims)]
