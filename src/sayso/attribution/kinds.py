"""What kind of source each is, where its own words and what the model has read around them say different things.

Whether "Heliomech" is a firm or a surname its letters do not tell; what the report says of it does. And a source is of
one kind wherever it speaks: all its mentions are asked together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import inf

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.mentions import PRONOUNS
from sayso.attribution.resolve import Resolved, is_pronoun
from sayso.engines.saying.labels import KINDS
from sayso.vocab import SourceKind

#: How many times likelier (as a logarithm) another kind must be by the model than the one by the source's words.
SURE = 3.0

#: What a mention by a pronoun counts beside one by name or noun: it may have been led back to somebody else.
POINTING = 0.5


def settled_kinds(findings: Sequence[Finding], sources: Sequence[Resolved]) -> list[Resolved]:
    """The sources, each with the kind that its words and the model together make likeliest."""
    groups: dict[object, list[int]] = defaultdict(list)
    for place, source in enumerate(sources):
        if source.kind in KINDS:
            groups[place if source.label.lower() in PRONOUNS else (source.label, source.kind)].append(place)
    settled = list(sources)
    for places in groups.values():
        kind = sources[places[0]].kind
        likelier = [0.0] * len(KINDS)
        for place in places:
            head = findings[place].head
            weight = POINTING if head is not None and is_pronoun(head) else 1.0
            for at, chance in enumerate(findings[place].kinds):
                likelier[at] += weight * chance
        likelier[KINDS.index(kind)] += SURE
        if kind is not SourceKind.PERSON and any(_is_described(findings[place]) for place in places):
            likelier[KINDS.index(SourceKind.PERSON)] = -inf
        best = KINDS[max(range(len(KINDS)), key=likelier.__getitem__)]
        for place in places:
            settled[place] = msgspec.structs.replace(sources[place], kind=best)
    return settled


def _is_described(finding: Finding) -> bool:
    """Whether a common noun says who it is, and no name: whom "*lawyers* for the mayor, Ann Lee" are is not told."""
    return finding.head is not None and finding.head.pos == "NOUN"
