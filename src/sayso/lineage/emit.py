"""A parent found becomes a derivation: its kind, its share, its confidence, its reasons."""

from __future__ import annotations

from msgspec import structs

from sayso.lineage.named import Naming
from sayso.lineage.shared import Ground, Shared
from sayso.lineage.signs import OWN_WORD, called
from sayso.lineage.tree import Candidate
from sayso.lineage.wording import share
from sayso.records import Derivation
from sayso.vocab import DerivationKind, Direction

#: From this share on a child is a copy.
COPY = 0.5
#: Below COPY, passages this equal word for word still make one, if they are this much of the child.
VERBATIM, VERBATIM_SHARE = 0.97, 0.3
#: A child with less shared text than this tells the parent's news in words of its own: its credit is a credit.
SOME = 0.1
#: Signs told as reasons; a report may credit one agency in every paragraph.
MOST_REASONS = 4
#: Equal words at which shared text alone is as sure a sign of dependence as it gets.
PLENTY = 80


def directed(naming: Naming, ground: Ground, parent: Candidate) -> Derivation:
    """The derivation of a child from a parent whose direction is known."""
    part = _share(ground, parent)
    kind = _kind(naming, parent, part)
    reasons = [sign.reason for sign in parent.signs[:MOST_REASONS]]
    if parent.pairs:
        reasons.append(_amount(parent.pairs, part, latent=parent.latent is not None))
    evidence = dict.fromkeys(i for sign in parent.signs for i in sign.evidence)
    evidence |= dict.fromkeys(reuse.id for pair in parent.pairs for reuse in pair.reuses)
    return Derivation(
        child_id=parent.child,
        parent_id=None if parent.latent else parent.parent,
        latent=parent.latent,
        kind=kind,
        direction=Direction.DIRECTED,
        share=part,
        confidence=_confidence(parent),
        evidence=tuple(evidence),
        named_by=tuple(dict.fromkeys(i for sign in parent.signs if sign.trust >= OWN_WORD for i in sign.evidence)),
        reasons=tuple(dict.fromkeys(reasons)),
        made_by="lineage/best-parent@1",
        score=_confidence(parent),
    )


def undetermined(naming: Naming, ground: Ground, candidate: Candidate) -> Derivation:
    """The derivation between two reports of which nobody can say who took from whom.

    The later one, where the times say so, stands as the child; else it is one of the two by convention.
    """
    one, other = candidate.child, candidate.parent
    if not candidate.signs and one < other:
        one, other = other, one
    part = share(ground.words[one], ground.words[other])
    child, parent = called(naming.documents[one]), called(naming.documents[other])
    why = (
        f"{candidate.signs[0].reason} But reports that do not have it from there share the same words: {child} and "
        f"{parent} may both have them from a third."
        if candidate.signs
        else f"Neither credits the other, and their times do not show whether {child} or {parent} had it first; both "
        "may have it from a third."
    )
    strength = round(_strength(candidate.pairs), 2)
    return Derivation(
        child_id=one,
        parent_id=other,
        kind=_kind(naming, structs.replace(candidate, child=one, parent=other), part),
        direction=Direction.UNDETERMINED,
        share=part,
        confidence=strength,
        evidence=tuple(reuse.id for pair in candidate.pairs for reuse in pair.reuses),
        reasons=(_amount(candidate.pairs, part, latent=False), why),
        made_by="lineage/shared-text@1",
        score=strength,
    )


def _share(ground: Ground, parent: Candidate) -> float:
    """The child's words that stand in the parent; for an agency outside the pile, in a report that carries its text."""
    child = ground.words[parent.child]
    if parent.latent:
        return max((share(child, ground.words[pair.other(parent.child)]) for pair in parent.pairs), default=0.0)
    return share(child, ground.words[parent.parent])


def _kind(naming: Naming, parent: Candidate, part: float) -> DerivationKind:
    verbatim = min((pair.verbatim for pair in parent.pairs), default=0.0)
    supplied = parent.latent and any("carries the text of" in sign.reason for sign in parent.signs)
    if supplied or part >= COPY or (part >= VERBATIM_SHARE and verbatim >= VERBATIM):
        return DerivationKind.COPY
    if any(pair.telling for pair in parent.pairs) or part >= SOME:
        return DerivationKind.REWRITE
    links = {link.id for link in naming.links[parent.child]}
    credits = {credit.id for credit in naming.credits.get(parent.child, ())}
    evidence = {i for sign in parent.signs for i in sign.evidence}
    if links & evidence and not credits & evidence:
        return DerivationKind.LINK
    return DerivationKind.CREDIT if parent.explicit else DerivationKind.REWRITE


def _confidence(parent: Candidate) -> float:
    """The trust in the best sign; where only time or neighbourhood speaks, less for less shared text."""
    trust = parent.trust
    if parent.explicit or not parent.pairs:
        return round(trust, 2)
    return round(trust * (0.6 + 0.4 * _strength(parent.pairs)), 2)


def _strength(pairs: tuple[Shared, ...]) -> float:
    return min(1.0, max((pair.own + pair.quoted for pair in pairs), default=0) / PLENTY)


def _amount(pairs: tuple[Shared, ...], part: float, *, latent: bool) -> str:
    passages = sum(len(pair.reuses) for pair in pairs) if not latent else max(len(pair.reuses) for pair in pairs)
    words = max(pair.own + pair.quoted for pair in pairs)
    count = "one passage" if passages == 1 else f"{passages} passages"
    return f"They share {count}, {words} equal words; {part:.0%} of the child's words stand in the parent too."
