"""On whose say-so a claim stands: its roots, and how many of them are independent (docs/explanation/origins.md)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.lexicon.standing import Standing
from sayso.origins.classes import origins_of
from sayso.origins.describe import Describer
from sayso.origins.roots import Ground
from sayso.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimMention,
    Credit,
    Derivation,
    Document,
    Entity,
    Origin,
    Passage,
    Reuse,
    Tally,
)


def trace(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    mentions: Sequence[ClaimMention],
    certainties: Sequence[Certainty],
    attributions: Sequence[Attribution],
    derivations: Sequence[Derivation],
    reuses: Sequence[Reuse],
    credits: Sequence[Credit],
    entities: Sequence[Entity],
    *,
    outlets: Outlets,
    roles: Roles,
    countries: Countries,
    bodies: Bodies,
    standing: Standing,
) -> list[Origin | Tally]:
    """The origins of every claim of a story, and per claim the interval of independent ones."""
    describer = Describer(
        {d.id: d for d in documents}, attributions, entities, _outlet_names(documents, derivations, credits),
        outlets=outlets, roles=roles, countries=countries, bodies=bodies, standing=standing,
    )  # fmt: skip
    ground = Ground(describer, documents, passages, mentions, certainties, attributions, derivations, reuses, credits)
    return [record for claim in claims for record in origins_of(ground, claim)]


def _outlet_names(
    documents: Sequence[Document], derivations: Sequence[Derivation], credits: Sequence[Credit]
) -> list[str]:
    """Every name under which reports of this story are published or credited."""
    publishers = [document.publisher for document in documents if document.publisher]
    latents = [derivation.latent.label for derivation in derivations if derivation.latent is not None]
    return [*publishers, *latents, *(credit.outlet for credit in credits)]
