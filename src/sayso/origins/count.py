"""How many independent origins a claim has: the one function that counts them, and why it counts as it does.

Specification: docs/explanation/origins.md, "The interval". The count is exact for up to `EXACT` classes; beyond that
`at_least` is a lower bound, and the reasons say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import msgspec

from sayso.origins.voice import Voice
from sayso.text import bare
from sayso.vocab import SourceKind

#: The largest number of classes for which the biggest set of pairwise different ones is searched in full.
EXACT = 24

Rule = Callable[[Voice, Voice], str | None]


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """The independent origins of one claim.

    Attributes:
        at_least: size of the largest set of classes that are surely different from each other; 0 without voices.
        at_most: number of classes after merging what is surely the same.
        classes: the keys of the voices in each class, sorted.
        merged: plain sentences that say which voices are one, or why two that seem so are not merged.
        apart: which are surely different.
        unsure: why the ends differ.
    """

    at_least: int
    at_most: int
    classes: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """All reasons, each once."""
        return tuple(dict.fromkeys((*self.merged, *self.apart, *self.unsure)))


def independent_origins(voices: Sequence[Voice]) -> Interval:
    """The interval of independent origins among the supporting voices of one claim.

    Voices that are surely the same are merged, strongest reason first; a merge that would put two surely different
    voices into one class is refused and reported. Order and duplicates of `voices` never matter.
    """
    by_key = {voice.key: voice for voice in voices}
    ordered = [by_key[key] for key in sorted(by_key)]
    classes, merged = _merge(ordered)
    different = {
        (i, j): reason
        for i, j in combinations(range(len(classes)), 2)
        if (reason := _classes_differ(classes[i], classes[j]))
    }
    apart = _largest_apart(len(classes), set(different))
    unsure = []
    if len(classes) > EXACT:
        unsure.append(f"With {len(classes)} classes, the lower end is a bound found greedily, not a full search.")
    if len(classes) > 1 and len(apart) < len(classes):
        unsure.append(_why_not_more(classes))
    return Interval(
        at_least=len(apart),
        at_most=len(classes),
        classes=tuple(tuple(sorted(voice.key for voice in members)) for members in classes),
        merged=tuple(dict.fromkeys(merged)),
        apart=tuple(different[pair] for pair in combinations(apart, 2) if pair in different),
        unsure=tuple(unsure),
    )


# -- surely the same, strongest first --------------------------------------------------------------------------------


def same_entity(a: Voice, b: Voice) -> str | None:
    """Both are the same person or body under its names."""
    if a.entity_id is not None and a.entity_id == b.entity_id:
        return f"{_both(a, b)} are the same {a.kind}."
    return None


def same_outlet_family(a: Voice, b: Voice) -> str | None:
    """Both are outlets of one publisher family, speaking for themselves."""
    if a.kind is b.kind is SourceKind.OUTLET and a.family is not None and a.family == b.family:
        return f"{_both(a, b)} belong to one publisher."
    return None


def reliance(a: Voice, b: Voice) -> str | None:
    """One says that it has this from the other: it adds no second origin."""
    for one, other in ((a, b), (b, a)):
        if other.key in one.relies_on:
            return f"{one.label} has it from {other.label}."
    return None


def outlet_behind_its_source(a: Voice, b: Voice) -> str | None:
    """An outlet is credited, and a source that this outlet heard is known: what the outlet reports rests on it."""
    for one, other in ((a, b), (b, a)):
        if one.kind is SourceKind.OUTLET and one.family in other.heard_by:
            return f"What {one.label} reported rests on its source, {other.label}."
    return None


def same_quotation(a: Voice, b: Voice) -> str | None:
    """Both are quoted with the same words, one of them perhaps with more: whoever said them is one source."""
    if any(_is_in(ours, theirs) or _is_in(theirs, ours) for ours in a.quoted for theirs in b.quoted):
        return f"{_both(a, b)} are quoted with the same words."
    return None


def _is_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether these words stand in the others in a row."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def same_wording(a: Voice, b: Voice) -> str | None:
    """Both are given in the very same sentence: one report has it from the other, or both from a third."""
    if a.worded & b.worded:
        return f"{_both(a, b)} stand behind one and the same sentence of two reports."
    return None


def same_body(a: Voice, b: Voice) -> str | None:
    """A body and who speaks for it, or a part of it: one organisation, one origin."""
    shared = a.bodies & b.bodies
    if not shared or (SourceKind.ANONYMOUS in (a.kind, b.kind) and not (a.is_named or b.is_named)):
        return None
    if a.kind is b.kind is SourceKind.PERSON and not (bare(a.label) in b.bodies or bare(b.label) in a.bodies):
        return None
    return f"{_both(a, b)} speak for one body or are part of it ({sorted(shared)[0]})."


def same_office(a: Voice, b: Voice) -> str | None:
    """Both go by one office, "the rescue commander", and at most one of them by name."""
    if (a.is_named and b.is_named) or a.is_opaque or b.is_opaque or excluding(a, b):
        return None
    if SourceKind.DOCUMENT in (a.kind, b.kind) or not a.offices & b.offices:
        return None
    office = " ".join(sorted(min(a.offices & b.offices, key=sorted)))
    return f"{_both(a, b)} hold one office ({office})."


def same_document(a: Voice, b: Voice) -> str | None:
    """Both are the same document, by its descriptive words."""
    if a.kind is b.kind is SourceKind.DOCUMENT and _alike(a.descriptor.words, b.descriptor.words):
        return f"{_both(a, b)} are the same document."
    return None


def same_name(a: Voice, b: Voice) -> str | None:
    """One body under a shorter and a longer name: "the ministry of health" and a country's ministry of health."""
    fewer, more = sorted((a.descriptor.words, b.descriptor.words), key=len)
    if a.kind is b.kind is SourceKind.ORGANISATION and len(fewer) > 1 and fewer <= more:
        return f"{_both(a, b)} are one body by name."
    return None


def same_descriptor(a: Voice, b: Voice) -> str | None:
    """One report describes both alike and does not set one apart: it means one source."""
    if (
        a.report is not None
        and a.report == b.report
        and a.kind is b.kind
        and not (a.is_named or b.is_named or a.kind is SourceKind.OUTLET)
        and not (a.descriptor.is_another or b.descriptor.is_another)
        and not excluding(a, b)
        and (a.descriptor.words <= b.descriptor.words or b.descriptor.words <= a.descriptor.words)
    ):
        return f"One report describes {a.label} and {b.label} alike."
    return None


#: Why two voices are surely the same; the strongest reason first.
SAME: tuple[Rule, ...] = (
    same_entity,
    same_quotation,
    same_wording,
    reliance,
    same_document,
    same_body,
    same_office,
    same_name,
    same_descriptor,
    outlet_behind_its_source,
    same_outlet_family,
)


# -- surely different ------------------------------------------------------------------------------------------------


def different_bodies(a: Voice, b: Voice) -> str | None:
    """Two different named people or bodies of different organisations, neither of which relies on the other.

    A name that is a part of the other ("Amsel", "Ruth Amsel of the union") may be the same one cut short.
    """
    if not (a.is_named and b.is_named) or a.entity_id == b.entity_id or _associated(a, b):
        return None
    ones, others = ({*bare(voice.label).split()} for voice in (a, b))
    if ones <= others or others <= ones or same_name(a, b):
        return None
    return f"{_both(a, b)} are different and of different organisations; neither is known to rely on the other."


def document_and_other(a: Voice, b: Voice) -> str | None:
    """A document, and a named person or body that is not known to stand behind it."""
    for document, other in ((a, b), (b, a)):
        if document.kind is not SourceKind.DOCUMENT or not other.is_named:
            continue
        if document.bodies and not _associated(document, other):
            return f"{document.label} is a document of another body than {other.label}."
    return None


def excluding(a: Voice, b: Voice) -> str | None:
    """Two unnamed sources whose descriptions exclude each other: nationality, organisation or occupation."""
    if not (a.kind is b.kind is SourceKind.ANONYMOUS):
        return None
    for what, ones, others in (
        ("nationality", a.descriptor.nationalities, b.descriptor.nationalities),
        ("organisation", a.descriptor.organisations, b.descriptor.organisations),
        ("occupation", a.descriptor.roles, b.descriptor.roles),
    ):
        if ones and others and not ones & others:
            return f"{a.label} and {b.label} are of different {what}, so they are not one source."
    return None


#: Why two voices are surely different.
DIFFERENT: tuple[Rule, ...] = (different_bodies, document_and_other, excluding)


def _differ(a: Voice, b: Voice) -> str | None:
    if a.is_opaque or b.is_opaque:
        return None
    return next((reason for rule in DIFFERENT if (reason := rule(a, b))), None)


# -- classes ---------------------------------------------------------------------------------------------------------


def _merge(voices: list[Voice]) -> tuple[list[list[Voice]], list[str]]:
    home = {voice.key: [voice] for voice in voices}
    reasons: list[str] = []
    for rule in SAME:
        for a, b in combinations(voices, 2):
            ours, theirs = home[a.key], home[b.key]
            if ours is theirs or (reason := rule(a, b)) is None:
                continue
            clash = next((why for x in ours for y in theirs if (why := _differ(x, y))), None)
            if clash and rule is not reliance:
                reasons.append(f"Not merged, though {reason[0].lower()}{reason[1:].rstrip('.')}: {clash}")
                continue
            reasons.append(reason)
            ours.extend(theirs)
            home.update({voice.key: ours for voice in theirs})
    classes: list[list[Voice]] = []
    for voice in voices:
        if home[voice.key] not in classes:
            classes.append(home[voice.key])
    return classes, reasons


def _classes_differ(ours: Sequence[Voice], theirs: Sequence[Voice]) -> str | None:
    """The reason of the pair that demands it, if every pair of members allows it."""
    if any(a.is_opaque or b.is_opaque for a in ours for b in theirs):
        return None
    if any(_associated(a, b) for a in ours for b in theirs):
        return None
    return next((reason for a in ours for b in theirs if (reason := _differ(a, b))), None)


def _largest_apart(size: int, different: set[tuple[int, int]]) -> list[int]:
    """The largest set of classes that all differ pairwise (a maximum clique), the first in order among equals."""
    if size > EXACT:
        chosen: list[int] = []
        for i in range(size):
            if all((min(i, j), max(i, j)) in different for j in chosen):
                chosen.append(i)
        return chosen
    best: list[int] = []
    waiting: list[tuple[list[int], list[int]]] = [([], list(range(size)))]
    while waiting:
        chosen, left = waiting.pop()
        if len(chosen) > len(best):
            best = chosen
        if len(chosen) + len(left) <= len(best):
            continue
        first, rest = left[0], left[1:]
        waiting.append((chosen, rest))
        waiting.append(([*chosen, first], [j for j in rest if (first, j) in different]))
    return best


def _why_not_more(classes: Sequence[Sequence[Voice]]) -> str:
    labels = [members[0].label for members in classes]
    opaque = [c[0].label for c in classes if any(v.is_opaque for v in c)]
    named = f" ({', '.join(labels)})" if len(labels) <= 6 else ""
    all_ = "both" if len(classes) == 2 else f"all {len(classes)}"
    text = f"Nothing in the reports shows that {all_}{named} are different sources: some could be one."
    if opaque:
        text += f" What {', '.join(dict.fromkeys(opaque[:3]))} rests on is not known."
    return text


def _both(a: Voice, b: Voice) -> str:
    return f"{a.label} and {b.label}" if a.label != b.label else f"Both mentions of {a.label}"


def _associated(a: Voice, b: Voice) -> bool:
    """Whether the reports name one body beside both."""
    return bool((a.bodies | a.associates) & (b.bodies | b.associates))


def _alike(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two descriptions share at least six tenths of their words."""
    return bool(ones and others) and len(ones & others) >= 0.6 * len(ones | others)
