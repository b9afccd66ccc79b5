"""How a verb and what is said may hang together, in the order that the constructions are tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sayso.attribution.clauses import clausal, gerund, infinitive, inserted, linear, raised, trailing
from sayso.attribution.finding import Said, Verb
from sayso.attribution.objects import described, objective, prepositional, receipt
from sayso.attribution.reading import Reading

Construction: TypeAlias = Callable[[Reading, Verb], Said | None]

#: The constructions, in the order they are tried; the first that fits makes the finding.
CONSTRUCTIONS: tuple[tuple[str, Construction], ...] = (
    ("raised@1", raised),
    ("clause@1", clausal),
    ("described@1", described),
    ("receipt@1", receipt),
    ("trailing@1", trailing),
    ("linear@1", linear),
    ("prepositional@1", prepositional),
    ("infinitive@1", infinitive),
    ("gerund@1", gerund),
    ("object@1", objective),
    ("inserted@1", inserted),
)
