"""Names joined into entities, within and across reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sayso.entities.rules import RULES, Story
from sayso.entities.units import Titles, Unit, find_units
from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.wording import FunctionWords
from sayso.records import Attribution, Document, Entity, Name
from sayso.vocab import NameKind

MADE_BY = "entities/join@1"


def join(
    documents: Sequence[Document],
    names: Sequence[Name],
    attributions: Sequence[Attribution],
    *,
    titles: Titles,
    countries: Countries,
    bodies: Bodies,
    function_words: FunctionWords,
) -> list[Entity]:
    """The entities of a story, most often named first; each name and named source belongs to at most one.

    Careful by design: two given names never meet, a role or an anonymous source never joins a name.
    """
    units = find_units(documents, names, attributions, titles, function_words)
    story = Story(
        units=units,
        texts={document.id: document.text for document in documents},
        attributions={attribution.id: attribution for attribution in attributions},
        titles=titles,
        countries=countries,
        bodies=bodies,
    )
    groups = _Groups(units)
    for rule in RULES:
        for found in rule(story):
            groups.join(found.a, found.b, found.reason)
    entities = [_entity(members, reasons) for members, reasons in groups.all()]
    return sorted(entities, key=lambda e: (-len(e.members), e.names))


class _Groups:
    """Units joined step by step (union-find); a join that would make one person of two is refused."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._parent = list(range(len(units)))
        self._given = [{unit.words[0]} if _is_full(unit) else set() for unit in units]
        self._reasons: dict[int, list[str]] = defaultdict(list)

    def _root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, a: int, b: int, reason: str) -> None:
        """Put two units together, unless they are different people or a person and a thing."""
        a, b = sorted((self._root(a), self._root(b)))
        if a == b or not self._agree(a, b):
            return
        self._parent[b] = a
        self._given[a] |= self._given[b]
        self._reasons[a] += [reason, *self._reasons.pop(b, [])]

    def _agree(self, a: int, b: int) -> bool:
        people = {self._units[i].kind is NameKind.PERSON for i in (a, b)}
        return len(people) == 1 and all(_may_be_one(x, y) for x in self._given[a] for y in self._given[b])

    def all(self) -> Iterable[tuple[list[Unit], list[str]]]:
        """Each group with its reasons, once each, in the order in which they were found."""
        members: dict[int, list[Unit]] = defaultdict(list)
        for i, unit in enumerate(self._units):
            members[self._root(i)].append(unit)
        for root, group in sorted(members.items()):
            yield group, list(dict.fromkeys(self._reasons[root]))


def _is_full(unit: Unit) -> bool:
    return unit.kind is NameKind.PERSON and len(unit.words) > 1


def _may_be_one(a: str, b: str) -> bool:
    """Whether two given names can belong to one person: equal, or one the initial of the other."""
    return a == b or (min(len(a), len(b)) <= 2 and a[0] == b[0])


def _entity(units: Sequence[Unit], reasons: Sequence[str]) -> Entity:
    votes = Counter({unit.kind: 0 for unit in units})
    for unit in units:
        votes[unit.kind] += len(unit.members)
    kind = max(votes, key=lambda k: (votes[k], k.value))
    bare_words = {spelling: len(unit.words) for unit in units for spelling in unit.spellings}
    plainest = {unit.text for unit in units}
    names = sorted(bare_words, key=lambda s: (-bare_words[s], s not in plainest, -len(s), s))
    members = sorted({member for unit in units for member in unit.members})
    return Entity(
        kind=kind,
        names=tuple(names),
        reasons=tuple(reasons),
        members=tuple(members),
        made_by=MADE_BY,
    )
