"""Who took from whom, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from msgspec import structs

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.crediting import Crediting
from sayso.lexicon.mastheads import is_same
from sayso.lexicon.outlets import Outlets, host_of
from sayso.lineage.emit import directed, undetermined
from sayso.lineage.masks import beyond_chance
from sayso.lineage.named import Naming, is_supply
from sayso.lineage.nameless import nameless_signs
from sayso.lineage.overlaps import Overlaps
from sayso.lineage.places import Press
from sayso.lineage.shared import TELLING, Ground, Shared, by_pair, by_report
from sayso.lineage.signs import (
    Sign,
    called,
    credit_sign,
    elsewhere_signs,
    given_signs,
    hearings,
    home_signs,
    link_signs,
    named_signs,
    source_sign,
    time_signs,
)
from sayso.lineage.sources import Source, credited, unseen
from sayso.lineage.standing import house, standing
from sayso.lineage.times import order
from sayso.lineage.tree import Candidate, chosen, unsettled
from sayso.records import Attribution, Credit, Derivation, Document, Id, Latent, Link, Passage, Reuse, content_id

#: An agency's text is taken from the agency, unless a sign surer than time says otherwise.
WIRE_TRUST = 0.8
#: Whoever prints a text from outside the pile without saying whose it is has much of its own text from there: where the
#: shared words are less than this part of a report, they may as well have been taken from it.
MOSTLY = 0.3
#: The rule of credits for a line that names writers and editors, as agencies do, and no agency.
UNNAMED = "credit/sign-off-form@"


def derive(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    reuses: Sequence[Reuse],
    credits: Sequence[Credit],
    *,
    outlets: Outlets,
    crediting: Crediting,
    countries: Countries,
    bodies: Bodies,
) -> list[Derivation]:
    """Who took from whom, with reasons: one derivation for each child and parent, no circles.

    A shared quotation alone is a shared source, and the standing text of an outlet's pages is nothing: neither makes a
    derivation. The direction follows, in this order of trust, from a credit or link, from words given to one of the
    two alone, from publication times, from a credit to an outlet that the other report may be of; else it is
    undetermined. Reports that share what none of them can have had first have it from a report outside the pile.
    """
    press = Press(outlets=outlets, crediting=crediting, countries=countries, bodies=bodies)
    ordered = sorted(documents, key=lambda document: document.id)
    naming = Naming(ordered, passages, links, attributions, credits, press)
    ground = Ground(ordered, passages)
    family = _Family(ground, naming, shared_passages(ground, naming, reuses), attributions)
    return sorted(
        family.derivations(), key=lambda d: (d.child_id, d.parent_id or "", d.latent.label if d.latent else "", d.id)
    )


def shared_passages(ground: Ground, naming: Naming, reuses: Sequence[Reuse]) -> list[Shared]:
    """For every two reports that share passages, what they share; text that stands on an outlet's pages left out."""
    together = by_pair(reuses)
    houses = {doc: house(document, naming.press.outlets) for doc, document in naming.documents.items()}
    akin = [
        shared
        for (a, b), found in together.items()
        if houses[a].family and houses[a].family == houses[b].family
        if (shared := ground.shared(a, b, found)) is not None
    ]
    ground.standing = standing(naming.documents, houses, akin, ground.words)
    found = (ground.shared(a, b, found) for (a, b), found in together.items())
    return [shared for shared in found if shared is not None]


class _Family:
    """The reports of a story while their parents are sought."""

    def __init__(
        self, ground: Ground, naming: Naming, pairs: Sequence[Shared], attributions: Sequence[Attribution]
    ) -> None:
        self.ground = ground
        self.naming = naming
        self.pairs = pairs
        self.shared = {(pair.a, pair.b): pair for pair in pairs}
        self.sharing = by_report(pairs)
        self.lengths = {doc: len(words) for doc, words in ground.words.items()}
        self.heard = {doc: hearings(naming, doc) for doc in naming.documents}
        self.explicit: defaultdict[tuple[Id, Id], list[Sign]] = defaultdict(list)
        self.unmet: defaultdict[Id, list[Credit]] = defaultdict(list)
        labels = self.labels()
        for doc_id in naming.documents:
            for found in self.credits(doc_id):
                credit = structs.replace(found, outlet=labels[found.outlet])
                parent = self.meant(credit)
                if parent is None:
                    self.unmet[doc_id].append(credit)
                else:
                    self.explicit[doc_id, parent].append(credit_sign(naming, credit, parent))
        for sign in link_signs(naming):
            self.explicit[sign.child, sign.parent].append(sign)
        #: For each child and parent, the signs that nameless words came from there, and these words of the child.
        self.nameless: defaultdict[tuple[Id, Id], list[tuple[Sign, int]]] = defaultdict(list)
        for sign, words in nameless_signs(naming, ground, attributions, self.heard, self.explicit):
            self.nameless[sign.child, sign.parent].append((sign, words))
        #: For each report, the agencies outside the pile whose text it says it is.
        self.wires = {
            doc: {c.outlet: c for c in reversed(self.unmet[doc]) if is_supply(c) and not naming.is_of(doc, c.outlet)}
            for doc in naming.documents
        }
        self.sources = credited(self.wires, pairs, self.lengths)

    def labels(self) -> dict[str, str]:
        """One label for the names of one outlet: the shortest, so that all who credit it meet at one latent report."""
        outlets = self.naming.press.outlets
        labels: dict[str, str] = {}
        hosts = {host_of(d.url): d.publisher for d in self.naming.documents.values() if d.url and d.publisher}
        for name in sorted({c.outlet for cs in self.naming.credits.values() for c in cs}, key=lambda n: (len(n), n)):
            shown = hosts.get(name) or name  # a site is named as its reports name their publisher
            labels[name] = next((k for k in dict.fromkeys(labels.values()) if is_same(shown, k, outlets)), shown)
        return labels

    # -- all derivations ---------------------------------------------------------------------------------------------

    def derivations(self) -> Iterator[Derivation]:
        """All derivations: the directed ones, the latent ones, and what stays undetermined."""
        overlaps = Overlaps(self.pairs)
        agencies = [c for source in self.sources for c in self.from_source(source, overlaps)]
        reports = self.without_inherited(list(self.between_reports()), agencies)
        known: defaultdict[Id, int] = defaultdict(int)
        for candidate in (*(c for c in reports if c.explicit), *agencies):
            known[candidate.child] |= candidate.words
        rest = Overlaps(self.pairs, known)
        unnamed = unseen(rest, self.naming.is_later, self.called)
        nobodys = [c for source in unnamed for c in self.from_source(source, rest)]
        kept = chosen([*reports, *agencies, *nobodys], self.lengths)
        by_child: defaultdict[Id, list[Candidate]] = defaultdict(list)
        doubtful = unsettled(kept, overlaps)
        for candidate in kept:
            if (candidate.child, candidate.parent) in doubtful:
                yield undetermined(self.naming, self.ground, candidate)
            elif candidate.signs:
                by_child[candidate.child].append(candidate)
                yield directed(self.naming, self.ground, candidate)
            else:
                yield undetermined(self.naming, self.ground, candidate)
        for doc_id in self.naming.documents:
            yield from self.from_outlets(doc_id, by_child[doc_id])

    def called(self, doc_id: Id) -> str:
        """What a reason calls a report."""
        return called(self.naming.documents[doc_id])

    # -- parents in the pile -----------------------------------------------------------------------------------------

    def between_reports(self) -> Iterator[Candidate]:
        """The possible parents in the pile; a pair without a sign stands once for each direction."""
        for a, b in sorted({(min(key), max(key)) for key in (*self.explicit, *self.nameless)} | set(self.shared)):
            pair = self.shared.get((a, b))
            signs = self.signs(a, b, pair)
            if signs:
                best = signs[0]
                mine = tuple(sign for sign in signs if sign.child == best.child)
                yield self.candidate(best.child, best.parent, pair, mine)
            elif pair is not None and pair.telling and not self.wires[a] and not self.wires[b]:
                yield self.candidate(a, b, pair)
                yield self.candidate(b, a, pair)

    def candidate(self, child: Id, parent: Id, pair: Shared | None, signs: tuple[Sign, ...] = ()) -> Candidate:
        """One report as the parent of another."""
        words = pair.words(child) if pair else 0
        return Candidate(
            child=child,
            parent=parent,
            signs=signs,
            pairs=(pair,) if pair else (),
            words=reduce(or_, (spoken for _, spoken in self.nameless.get((child, parent), ())), words),
            explicit=(child, parent) in self.explicit and bool(signs),
            at_home=self.naming.are_one_outlets(child, parent),
            since=order(self.naming.documents[parent]),
        )

    def signs(self, a: Id, b: Id, pair: Shared | None) -> list[Sign]:
        """What speaks for one of two reports being the child of the other, the most trusted first."""
        signs = [*self.explicit.get((a, b), ()), *self.explicit.get((b, a), ())]
        signs.extend(sign for key in ((a, b), (b, a)) for sign, _ in self.nameless.get(key, ()))
        if pair is not None:
            later = list(time_signs(self.naming, pair))
            signs.extend(given_signs(self.naming, self.ground, pair, self.heard))
            if pair.telling:
                signs.extend(elsewhere_signs(self.naming, pair, self.explicit))
                signs.extend(named_signs(self.naming, self.ground, pair, self.unmet))
            # A report cannot have taken from one that came out after it; but the time that a page shows may be that of
            # its last change, and a report that names the other and has its text knows better.
            signs = [
                s
                for s in signs
                if not any(s.parent == t.child for t in later)
                or (pair.telling and (s.child, s.parent) in self.explicit)
            ]
            if signs or pair.telling:
                signs.extend(later)
            of_an_agency = not self.wires[a].keys().isdisjoint(self.wires[b])
            if pair.telling and not of_an_agency:
                signs.extend(home_signs(self.naming, pair, later))
            if of_an_agency and not any(s.trust > WIRE_TRUST for s in signs):
                return []  # neither had it first
        return sorted(signs, key=lambda s: (-s.trust, s.child, s.reason))

    def credits(self, doc_id: Id) -> list[Credit]:
        """The credits of a report that are this report's: not those that stand on every page of its outlet.

        A line of writers and editors is an agency's without its name; where a name is given, it says whose.
        """
        own = [
            credit
            for credit in self.naming.credits.get(doc_id, ())
            if self.ground.mask(credit.span) & ~self.ground.standing.get(doc_id, 0)
        ]
        unnamed = [credit for credit in own if credit.made_by.startswith(UNNAMED)]
        if unnamed and self.has_agency(doc_id):
            return [credit for credit in own if credit not in unnamed]
        return own

    def has_agency(self, doc_id: Id) -> bool:
        """Whether a report, or one that shares its text, is an agency's or names one in a line of its own."""
        near = (pair.other(doc_id) for pair in self.sharing.get(doc_id, ()) if pair.telling)
        return any(self.is_agencys(doc) for doc in (doc_id, *near))

    def is_agencys(self, doc_id: Id) -> bool:
        """Whether a report is published by an agency, or says by name whose text it is."""
        known = (self.naming.press.outlets.named(name) for name in self.naming.own[doc_id])
        return any(outlet is not None and outlet.kind == "agency" for outlet in known) or any(
            is_supply(credit) and not credit.made_by.startswith(UNNAMED)
            for credit in self.naming.credits.get(doc_id, ())
        )

    def meant(self, credit: Credit) -> Id | None:
        """The report of the pile that a credit means: of the outlet's reports the one whose text stands around it.

        Failing that, the one with which the report shares most; failing that, the only one there is.
        """
        whole, span = self.naming.speaks_of_all(credit), self.naming.sentence(credit.span)
        theirs = set(self.naming.reports_of(credit.outlet))
        fits = {}
        for pair in self.sharing.get(credit.doc_id, ()):
            other = pair.other(credit.doc_id)
            if other not in theirs:
                continue
            beside = whole or any(pair.side(r, credit.doc_id).overlaps(span) for r in pair.reuses)
            if pair.telling or (beside and not self.naming.is_later(other, credit.doc_id)):
                mine = pair.own_words(credit.doc_id)
                fits[other] = pair.telling or beside, beyond_chance(mine), pair.own + pair.quoted
        if fits:
            earliest_first = sorted(fits, key=lambda doc: (order(self.naming.documents[doc]), doc))
            return max(earliest_first, key=lambda doc: fits[doc])
        return self.naming.meant(credit) or (None if is_supply(credit) else self.only_report_of(credit))

    def only_report_of(self, credit: Credit) -> Id | None:
        """The one report that the credited outlet has in the pile, if it has one and that was not later."""
        theirs = [doc for doc in self.naming.reports_of(credit.outlet) if doc != credit.doc_id]
        return theirs[0] if len(theirs) == 1 and not self.naming.is_later(theirs[0], credit.doc_id) else None

    # -- parents outside the pile ------------------------------------------------------------------------------------

    def from_source(self, source: Source, overlaps: Overlaps) -> Iterator[Candidate]:
        """The reports that may have taken from a source outside the pile: its carriers, and who shares their text."""
        near = {pair.other(doc) for doc in source.carriers for pair in self.sharing.get(doc, ())}
        for doc_id in sorted(source.carriers | near):
            if source.outlet is not None and self.naming.is_of(doc_id, source.outlet):
                continue
            pairs = self.with_carriers(doc_id, source)
            named = self.names(doc_id, source)
            signs = [credit_sign(self.naming, credit, source.latent.id) for credit in named]
            words = self.from_elsewhere(doc_id, pairs, overlaps, named=bool(named))
            telling = any(pair.telling for pair in pairs) and words.bit_count() >= MOSTLY * self.lengths[doc_id]
            if pairs and (named or telling):
                signs.append(source_sign(self.naming, doc_id, source, pairs, named=bool(named)))
            if signs:
                yield Candidate(
                    child=doc_id,
                    parent=source.latent.id,
                    latent=source.latent,
                    signs=tuple(signs),
                    pairs=pairs,
                    words=words,
                    explicit=bool(named),
                )

    def with_carriers(self, doc_id: Id, source: Source) -> tuple[Shared, ...]:
        """What a report shares with the carriers of a text that do not say that they have it from this report."""
        return tuple(
            pair
            for pair in self.sharing.get(doc_id, ())
            if pair.other(doc_id) in source.carriers and (pair.other(doc_id), doc_id) not in self.explicit
        )

    def names(self, doc_id: Id, source: Source) -> list[Credit]:
        """The credits by which a report names a source: of an agency's stories, the one it shares most with."""
        credits = [c for c in self.unmet[doc_id] if c.outlet == source.outlet]
        if not credits or doc_id in source.carriers:
            return credits
        stories = [other for other in self.sources if other.outlet == source.outlet]
        if any(doc_id in other.carriers for other in stories):
            return []
        shared = {
            other.latent.id: max((p.own + p.quoted for p in self.with_carriers(doc_id, other)), default=0)
            for other in stories
        }
        return credits if source.latent.id == min(shared, key=lambda i: (-shared[i], i)) else []

    def from_elsewhere(self, doc_id: Id, pairs: Sequence[Shared], overlaps: Overlaps, *, named: bool) -> int:
        """The words that a report shares with the carriers of a text, without those it can only have from one of them.

        None are left out where it says itself that it has them from the source.
        """
        words, only = 0, 0
        near = () if named else overlaps.near.get(doc_id, ())
        for pair in pairs:
            words |= pair.words(doc_id)
            other = pair.other(doc_id)
            if other in near and not self.naming.is_later(other, doc_id) and overlaps.is_enough(other, doc_id):
                also = reduce(or_, (p.words(doc_id) for p in pairs if p.other(doc_id) != other), 0)
                only |= overlaps.only_with(doc_id, other) & ~also
        return words & ~only if len(pairs) > 1 else words

    def from_outlets(self, doc_id: Id, parents: Sequence[Candidate]) -> Iterator[Derivation]:
        """Outlets outside the pile that this report credits in words of its own.

        A credit that came along with the text of a parent is the parent's; one that shows who the parent may be is
        the parent's name.
        """
        known = {parent.latent.label for parent in parents if parent.latent}
        used = {i for parent in parents for sign in parent.signs for i in sign.evidence}
        by_outlet: defaultdict[str, list[Credit]] = defaultdict(list)
        for credit in self.unmet[doc_id]:
            by_outlet[credit.outlet].append(credit)
        for outlet, credits in sorted(by_outlet.items()):
            if outlet in known or any(credit.id in used for credit in credits):
                continue
            own = [c for c in credits if not any(self.is_inherited(c, p) for p in parents if not p.latent)]
            if own:
                latent = self.story_of(outlet)
                signs = tuple(credit_sign(self.naming, credit, latent.id) for credit in own)
                parent = Candidate(child=doc_id, parent=latent.id, latent=latent, signs=signs, explicit=True)
                yield directed(self.naming, self.ground, parent)

    def story_of(self, outlet: str) -> Latent:
        """What stands for an outlet that is credited without its text: its only story that others carry, or itself."""
        stories = [source.latent for source in self.sources if source.outlet == outlet]
        return stories[0] if len(stories) == 1 else Latent(content_id("latent", outlet), outlet)

    # -- credits that came along with the text -----------------------------------------------------------------------

    def without_inherited(self, candidates: Sequence[Candidate], agencies: Sequence[Candidate]) -> list[Candidate]:
        """The candidates without those that rest only on a credit taken over with another's text, or an agency's."""
        by_child: defaultdict[Id, list[Candidate]] = defaultdict(list)
        for candidate in (*candidates, *agencies):
            if candidate.signs:
                by_child[candidate.child].append(candidate)
        return [c for c in candidates if not (c.explicit and self.rests_on_inherited(c, by_child[c.child]))]

    def rests_on_inherited(self, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
        """Whether a better parent has every credit that names this one."""
        shown = {i for sign in candidate.signs for i in sign.evidence}
        credits = [c for c in self.naming.credits.get(candidate.child, ()) if c.id in shown]
        others = [
            c
            for c in candidates
            if c.parent != candidate.parent and beyond_chance(c.words & ~candidate.words) >= TELLING
        ]
        return bool(credits) and all(
            any(self.is_inherited(c, other) for other in others if other.label != c.outlet) for c in credits
        )

    def is_inherited(self, credit: Credit, parent: Candidate) -> bool:
        """Whether the words of a credit were taken over from this parent, which credits the same outlet there.

        A credit that the child put in words of its own is its own.
        """
        for pair in parent.pairs:
            theirs = [c for c in self.naming.credits.get(pair.other(credit.doc_id), ()) if c.outlet == credit.outlet]
            for reuse in pair.reuses if theirs else ():
                here, there = ("a", "b") if credit.doc_id == pair.a else ("b", "a")
                taken = [getattr(edit, here) for edit in reuse.ops if edit.op == "equal"]
                if any(span.contains(credit.span) for span in taken) and any(
                    c.span.overlaps(getattr(reuse, there)) for c in theirs
                ):
                    return True
        return False
