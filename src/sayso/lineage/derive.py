"""Who took from whom, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import structs

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.crediting import Crediting
from sayso.lexicon.outlets import Outlets
from sayso.lineage.emit import directed, undetermined
from sayso.lineage.mastheads import is_same
from sayso.lineage.named import Naming, is_supply
from sayso.lineage.places import Press
from sayso.lineage.shared import TELLING, Ground, Shared, by_report, shared_passages
from sayso.lineage.signs import (
    Sign,
    credit_sign,
    elsewhere_signs,
    given_signs,
    hearings,
    link_signs,
    named_signs,
    time_signs,
    wire_sign,
)
from sayso.lineage.tree import Candidate, covered, kept, spanning, without_circles
from sayso.records import Attribution, Credit, Derivation, Document, Id, Link, Passage, Reuse

#: An agency's text is taken from the agency, unless a sign surer than time says otherwise.
WIRE_TRUST = 0.8


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

    A shared quotation alone is a shared source, and shared page furniture is nothing: neither makes a derivation.
    The direction follows, in this order of trust, from a credit or link, from words given to one of the two alone,
    from publication times, from a credit to an outlet that the other report may be of; else it is undetermined.
    """
    press = Press(outlets=outlets, crediting=crediting, countries=countries, bodies=bodies)
    ordered = sorted(documents, key=lambda document: document.id)
    family = _Family(
        Ground(ordered, passages),
        Naming(ordered, passages, links, attributions, credits, press),
        reuses,
    )
    return sorted(
        family.derivations(), key=lambda d: (d.child_id, d.parent_id or "", d.latent.label if d.latent else "")
    )


class _Family:
    """The reports of a story while their parents are sought."""

    def __init__(self, ground: Ground, naming: Naming, reuses: Sequence[Reuse]) -> None:
        self.ground = ground
        self.naming = naming
        self.shared = {(pair.a, pair.b): pair for pair in shared_passages(ground, reuses)}
        self.sharing = by_report(self.shared.values())
        self.heard = {doc: hearings(naming, doc) for doc in naming.documents}
        self.explicit: defaultdict[tuple[Id, Id], list[Sign]] = defaultdict(list)
        self.unmet: defaultdict[Id, list[Credit]] = defaultdict(list)
        labels = self.labels()
        for doc_id in naming.documents:
            for credit in naming.credits.get(doc_id, ()):
                parent = self.meant(credit)
                if parent is None:
                    self.unmet[doc_id].append(structs.replace(credit, outlet=labels[credit.outlet]))
                else:
                    self.explicit[doc_id, parent].append(credit_sign(naming, credit, parent))
        for sign in link_signs(naming):
            self.explicit[sign.child, sign.parent].append(sign)
        #: For each report, the agencies outside the pile whose text it says it is.
        self.wires = {doc: {c.outlet: c for c in reversed(self.unmet[doc]) if is_supply(c)} for doc in naming.documents}

    def labels(self) -> dict[str, str]:
        """One label for the names of one outlet: the shortest, so that all who credit it meet at one latent report."""
        outlets = self.naming.press.outlets
        labels: dict[str, str] = {}
        for name in sorted({c.outlet for cs in self.naming.credits.values() for c in cs}, key=lambda n: (len(n), n)):
            labels[name] = next((k for k in dict.fromkeys(labels.values()) if is_same(name, k, outlets)), name)
        return labels

    def derivations(self) -> Iterator[Derivation]:
        """All derivations: the directed ones, the latent ones, and what stays undetermined."""
        candidates: defaultdict[Id, list[Candidate]] = defaultdict(list)
        open_pairs: list[Shared] = []
        for candidate in without_circles(self.between_reports(open_pairs)):
            candidates[candidate.child].append(candidate)
        explained = {}
        for doc_id in self.naming.documents:
            wires = list(self.from_wires(doc_id))
            own = self.without_inherited(candidates[doc_id])
            parents = kept(self.ground.words[doc_id], [*own, *wires])
            explained[doc_id] = covered(self.ground.words[doc_id], (s for parent in parents for s in parent.spans()))
            yield from (directed(self.naming, self.ground, parent) for parent in parents)
            yield from self.from_outlets(doc_id, parents)
        unexplained = [pair for pair in open_pairs if self.is_unexplained(pair, explained)]
        yield from (undetermined(self.naming, self.ground, pair) for pair in spanning(unexplained))

    def between_reports(self, open_pairs: list[Shared]) -> Iterator[Candidate]:
        """The possible parents in the pile; pairs that share much and show no direction go to `open_pairs`."""
        pairs = {(min(key), max(key)) for key in self.explicit} | set(self.shared)
        for a, b in sorted(pairs):
            pair = self.shared.get((a, b))
            signs = self.signs(a, b, pair)
            if signs:
                best = signs[0]
                yield Candidate(
                    child=best.child,
                    parent=best.parent,
                    signs=tuple(sign for sign in signs if sign.child == best.child),
                    pairs=(pair,) if pair else (),
                    explicit=(best.child, best.parent) in self.explicit,
                    since=self.naming.documents[best.parent].published or "",
                )
            elif pair is not None and pair.telling and not self.wires[a] and not self.wires[b]:
                open_pairs.append(pair)

    def signs(self, a: Id, b: Id, pair: Shared | None) -> list[Sign]:
        """What speaks for one of two reports being the child of the other, the most trusted first."""
        signs = [*self.explicit.get((a, b), ()), *self.explicit.get((b, a), ())]
        if pair is not None:
            later = list(time_signs(self.naming, pair))
            signs.extend(given_signs(self.naming, self.ground, pair, self.heard))
            if pair.telling:
                signs.extend(elsewhere_signs(self.naming, pair, self.explicit))
                signs.extend(named_signs(self.naming, self.ground, pair, self.unmet))
            # A report cannot have taken from one that came out after it.
            signs = [s for s in signs if not any(s.parent == t.child for t in later)]
            if signs or pair.telling:
                signs.extend(later)
            if (self.wires[a] or self.wires[b]) and not any(s.trust > WIRE_TRUST for s in signs):
                return []  # the text is an agency's: neither had it first
        return sorted(signs, key=lambda s: (-s.trust, s.child, s.reason))

    def meant(self, credit: Credit) -> Id | None:
        """The report of the pile that a credit means: of the outlet's reports the one whose text stands around it."""
        span = credit.span if is_supply(credit) else self.naming.sentence(credit.span)
        fits = {}
        for pair in self.sharing.get(credit.doc_id, ()):
            other = pair.other(credit.doc_id)
            if self.naming.is_of(other, credit.outlet) and not self.naming.is_later(other, credit.doc_id):
                beside = is_supply(credit) or any(pair.side(r, credit.doc_id).overlaps(span) for r in pair.reuses)
                if beside:
                    fits[other] = pair.own + pair.quoted
        if fits:
            return min(fits, key=lambda doc: (-fits[doc], doc))
        return None if is_supply(credit) else self.naming.meant(credit)

    def from_wires(self, doc_id: Id) -> Iterator[Candidate]:
        """Agencies outside the pile whose text this report carries.

        It says so itself, or it shares the text of a report that does.
        """
        sharing = self.sharing.get(doc_id, ())
        outlets = set(self.wires[doc_id]).union(*(self.wires[pair.other(doc_id)] for pair in sharing))
        for outlet in sorted(outlets):
            if self.naming.is_of(doc_id, outlet):
                continue
            pairs = tuple(
                pair
                for pair in sharing
                if outlet in self.wires[pair.other(doc_id)] and (pair.other(doc_id), doc_id) not in self.explicit
            )
            named = [credit for credit in self.unmet[doc_id] if credit.outlet == outlet]
            signs = [credit_sign(self.naming, credit, outlet) for credit in named]
            if pairs and (named or any(pair.telling for pair in pairs)):
                signs.append(wire_sign(self.naming, doc_id, outlet, pairs, named=bool(named)))
            if signs and (pairs or outlet in self.wires[doc_id]):
                yield Candidate(
                    child=doc_id, parent=outlet, latent=True, signs=tuple(signs), pairs=pairs, explicit=bool(named)
                )

    def from_outlets(self, doc_id: Id, parents: Sequence[Candidate]) -> Iterator[Derivation]:
        """Outlets outside the pile that this report credits in words of its own.

        A credit that came along with the text of a parent is the parent's; one that shows who the parent may be is
        the parent's name.
        """
        known = {parent.parent for parent in parents if parent.latent}
        used = {i for parent in parents for sign in parent.signs for i in sign.evidence}
        by_outlet: defaultdict[str, list[Credit]] = defaultdict(list)
        for credit in self.unmet[doc_id]:
            by_outlet[credit.outlet].append(credit)
        for outlet, credits in sorted(by_outlet.items()):
            if outlet in known or any(credit.id in used for credit in credits):
                continue
            own = [c for c in credits if not any(self.is_inherited(c, p) for p in parents if not p.latent)]
            signs = tuple(credit_sign(self.naming, credit, outlet) for credit in own)
            if signs:
                parent = Candidate(child=doc_id, parent=outlet, latent=True, signs=signs, explicit=True)
                yield directed(self.naming, self.ground, parent)

    def without_inherited(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates without those that rest only on a credit taken over with another's text."""
        fine = []
        for candidate in candidates:
            others = [
                c for c in candidates if c.parent != candidate.parent and len(c.spans()) >= len(candidate.spans())
            ]
            shown = {i for sign in candidate.signs for i in sign.evidence}
            credits = [c for c in self.naming.credits.get(candidate.child, ()) if c.id in shown]
            inherited = credits and all(any(self.is_inherited(c, other) for other in others) for c in credits)
            if not (candidate.explicit and inherited):
                fine.append(candidate)
        return fine

    def is_inherited(self, credit: Credit, parent: Candidate) -> bool:
        """Whether the words of a credit were taken over from this parent, which credits the same outlet there.

        A credit that the child put in words of its own is its own.
        """
        for pair in parent.pairs:
            for reuse in pair.reuses:
                here, there = ("a", "b") if credit.doc_id == pair.a else ("b", "a")
                taken = [getattr(edit, here) for edit in reuse.ops if edit.op == "equal"]
                theirs = self.naming.credits.get(pair.other(credit.doc_id), ())
                if any(span.contains(credit.span) for span in taken) and any(
                    c.outlet == credit.outlet and c.span.overlaps(getattr(reuse, there)) for c in theirs
                ):
                    return True
        return False

    def is_unexplained(self, pair: Shared, explained: dict[Id, bytearray]) -> bool:
        """Whether two reports share words that neither has from a parent already known."""
        for doc_id in (pair.a, pair.b):
            mask = covered(self.ground.words[doc_id], (pair.side(reuse, doc_id) for reuse in pair.reuses))
            fresh = sum(1 for mine, known in zip(mask, explained[doc_id], strict=True) if mine and not known)
            if fresh < TELLING:
                return False
        return True
