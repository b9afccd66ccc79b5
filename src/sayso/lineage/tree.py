"""Which parents a report keeps: the best branching first, then whom it has its other passages from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

import msgspec
from msgspec import structs

from sayso.lineage.align import LEAST
from sayso.lineage.branching import branching
from sayso.lineage.masks import beyond_chance, rows
from sayso.lineage.overlaps import Overlaps
from sayso.lineage.shared import TELLING, Shared
from sayso.lineage.signs import LATER, Sign
from sayso.records import Id, Latent

#: From this trust on, a shared quotation is enough: its words were given to the parent alone.
FIRM = 0.85
#: Words that being the earliest of all counts for.
EARLY = 5.0
#: What a word counts that a report has from a text outside the pile: only its prints are seen, each with edits of
#: its own, and of two prints that credit nobody each would else be the other's parent, for a comma that both have.
PRINTS = 1.25
#: Words that each break costs where the child joins what stands apart in the parent, or the other way round: of two
#: reports that have the same words, the one with the same cuts is nearer.
BREAK = 4
#: Words that being of the same outlet counts for, at most as many as are explained.
HOME = 30
#: Words by which two alignments of the same text may differ, and places.
SLIP, EDITS = 3, 1
#: Words between two places; a sentence touched up in several words is one.
APART = 20
#: Of all candidates of a report, so many that explain most enter the branching.
MOST = 24

#: For two reports the words of the first that stand in the second too.
_Together = Mapping[tuple[Id, Id], int]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A possible parent of a report.

    Attributes:
        child: the report.
        parent: a report of the pile, or the id of a latent one.
        latent: the latent report.
        signs: what speaks for it, the most trusted first; empty where the direction is not known.
        pairs: the shared passages that it explains.
        words: the child's words that it explains, each equal in the parent (see `sayso.lineage.masks`).
        explicit: whether the child itself says so, by a credit or link.
        at_home: whether both are one outlet's reports.
        since: when the parent was published (`sayso.lineage.times.order`), for choosing the earliest of equals.
    """

    child: Id
    parent: Id
    latent: Latent | None = None
    signs: tuple[Sign, ...] = ()
    pairs: tuple[Shared, ...] = ()
    words: int = 0
    explicit: bool = False
    at_home: bool = False
    since: str = "9999"

    @property
    def trust(self) -> float:
        """The trust in its best sign, 0 where there is none."""
        return self.signs[0].trust if self.signs else 0.0

    @property
    def breaks(self) -> int:
        """How often what it explains is broken in one of the two reports; not asked of a text that nobody has seen."""
        return 0 if self.latent else sum(pair.pieces for pair in self.pairs)

    @property
    def label(self) -> str:
        """The latent report's label, for sorting."""
        return self.latent.label if self.latent else ""


def chosen(candidates: Iterable[Candidate], lengths: Mapping[Id, int]) -> list[Candidate]:
    """The parents to keep: the best branching, then every parent that the child names or that explains more.

    Every word explained counts one, and a parent that the child itself names comes before all others. A report keeps a
    second parent for passages that no better one explains. Nobody descends from itself.

    Args:
        candidates: the possible parents; one whose direction is not known stands once for each direction.
        lengths: the number of words of each report.
    """
    ordered = sorted(candidates, key=lambda c: (c.since, c.latent is not None, c.child, c.parent))
    entered = list(_entered(ordered))
    first = _firstness(ordered)
    best = [
        entered[i] for i in branching([(c.child, c.parent, _weight(c, lengths) + first[c.parent]) for c in entered])
    ]
    best = _lifted(best, {(c.child, c.parent): c for c in ordered})
    in_branching = {id(candidate) for candidate in best}
    rest = [candidate for candidate in ordered if id(candidate) not in in_branching]
    rest.sort(key=lambda c: (not c.signs, -_weight(c, lengths)))
    together = _words_together(ordered)
    above = _Above()
    kept: list[Candidate] = []
    explained: defaultdict[Id, int] = defaultdict(int)
    for candidate in (
        *(c for c in best if c.signs),
        *(c for c in rest if c.explicit),
        *(c for c in best if not c.signs),  # which is the parent is not known, and must not bar one that is named
        *(c for c in rest if not c.explicit),
    ):
        wanted = candidate.explicit or id(candidate) in in_branching
        if (wanted or _is_another(candidate, above, explained, together)) and above.add(candidate):
            kept.append(candidate)
            _explain(explained, candidate)
    return kept


def unsettled(kept: Sequence[Candidate], overlaps: Overlaps) -> set[tuple[Id, Id]]:
    """The edges, as (child, parent), for which nothing speaks but the time, and which others could be as well.

    That one report came out after another shows who was not first, not who took from whom. If what the two share stands
    also in reports that do not go back to the parent, the child may have it from any of them, or all from one source;
    and if both have text from one source outside the pile, what they share may be that.
    """
    above = _Above(edge for edge in kept if edge.signs)  # which of two goes back to the other is else not known
    sources = {(edge.child, edge.parent) for edge in kept if edge.latent}
    found = set()
    for edge in kept:
        if edge.latent or edge.explicit or not edge.signs or any(sign.trust != LATER for sign in edge.signs):
            continue
        elsewhere = 0
        for other, words in overlaps.words.get(edge.child, {}).items():
            if not above.goes_back(other, edge.parent):
                elsewhere |= words
        of_one_source = any((edge.child, source) in sources for source in above.of(edge.parent))
        if of_one_source or beyond_chance(overlaps.between(edge.child, edge.parent) & ~elsewhere) < SLIP:
            found.add((edge.child, edge.parent))
    return found


def _lifted(best: Sequence[Candidate], candidates: Mapping[tuple[Id, Id], Candidate]) -> list[Candidate]:
    """The edges of the branching, each moved up to the parent's own parent as long as that explains the same words.

    Nothing tells two reports of the same words apart, but what is taken from the second goes back to the first.
    """
    parent_of = {edge.child: edge for edge in best}
    lifted = []
    for edge in best:
        here, seen = edge, {edge.child}
        while not here.explicit and here.parent in parent_of and here.parent not in seen:
            seen.add(here.parent)
            above = parent_of[here.parent]
            upper = candidates.get((here.child, above.parent))
            more = here.words & ~upper.words if upper else 0
            cuts = upper.breaks - here.breaks if upper else 0
            if upper is None or cuts > EDITS or _tells_apart(more):
                break
            if not above.signs and (here.signs or more.bit_count() > SLIP):
                break
            if here.signs and not upper.signs:
                sign = here.signs[0]
                upper = structs.replace(upper, signs=(structs.replace(sign, parent=upper.parent),))
            here = upper
        lifted.append(here)
    return lifted


def _tells_apart(words: int) -> bool:
    """Whether words that the nearer of two parents alone shares with the child show that the child had it from there.

    Scattered words do: they are its edits. One or two short stretches do not: a footer's phrase may be anybody's.
    """
    if words.bit_count() <= SLIP:
        return False
    return beyond_chance(words) >= TELLING or _places(words) > EDITS


def _places(words: int) -> int:
    """In how many places of the report the words stand: rows that only a few others part are one place."""
    count, last = 0, -APART
    for first, end in rows(words):
        count += first - last >= APART
        last = end
    return count


def _firstness(candidates: Iterable[Candidate]) -> dict[Id, float]:
    """For each parent a small weight: of those that explain as much, the one that shows the earliest time is taken."""
    since = {candidate.parent: candidate.since for candidate in candidates}
    place = {when: i for i, when in enumerate(sorted(set(since.values())))}
    return {doc: EARLY * (1 - place[when] / len(place)) for doc, when in since.items()}


def _explain(explained: defaultdict[Id, int], candidate: Candidate) -> None:
    """Note that the words of an edge are explained: the child's, and the other's too where either may be the child."""
    explained[candidate.child] |= candidate.words
    for pair in () if candidate.signs else candidate.pairs:
        explained[candidate.parent] |= pair.words(candidate.parent)


def _is_another(candidate: Candidate, above: _Above, explained: Mapping[Id, int], together: _Together) -> bool:
    """Whether a report has a passage from this parent too, or the parent from it.

    What two share that go back to one report already, they may have from there. A later one has it from the earlier
    only if that did not itself have it from elsewhere, or is that report itself, above a parent that lacks the words.
    Where the direction is not known, the words must be such as none of those that both go back to shares with it.
    """
    news = candidate.words & ~explained.get(candidate.child, 0)
    if candidate.trust >= FIRM:
        return news.bit_count() >= LEAST
    in_common = above.in_common(candidate)
    if in_common and not candidate.signs and candidate.parent not in in_common:
        elsewhere = reduce(or_, (together.get((candidate.child, doc), 0) for doc in in_common))
        return _tells_apart(news & ~elsewhere)
    if beyond_chance(news) < TELLING:
        return False
    return not in_common or candidate.parent in in_common or _is_own(candidate, explained)


def _words_together(candidates: Iterable[Candidate]) -> _Together:
    """For every two candidates' reports, which words of the first stand in the second too."""
    found = {}
    for candidate in candidates:
        found[candidate.child, candidate.parent] = candidate.words
        for pair in () if candidate.latent else candidate.pairs:
            found[candidate.parent, candidate.child] = pair.words(candidate.parent)
    return found


def _is_own(candidate: Candidate, explained: Mapping[Id, int]) -> bool:
    """Whether the parent did not itself have the passages from elsewhere, and so surely not from the child's kin."""
    theirs = [pair.own_words(candidate.parent) & ~explained.get(candidate.parent, 0) for pair in candidate.pairs]
    return not candidate.latent and any(beyond_chance(words) >= TELLING for words in theirs)


def _entered(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates that are worth weighing: those the child names, and those that explain most of it."""
    by_child: defaultdict[Id, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_child[candidate.child].append(candidate)
    for of_child in by_child.values():
        best = sorted(of_child, key=lambda c: (not c.explicit, -c.words.bit_count()))
        allowed = {id(c) for c in best[:MOST]}
        yield from (c for c in of_child if c.explicit or id(c) in allowed)


def _weight(candidate: Candidate, lengths: Mapping[Id, int]) -> float:
    named = lengths[candidate.child] if candidate.explicit else 0
    words = candidate.words.bit_count()
    at_home = min(HOME, words) if candidate.at_home else 0
    near = PRINTS * words if candidate.latent else max(words - BREAK * candidate.breaks, words / 2)
    return near + candidate.trust + named + at_home


class _Above:
    """Who descends from whom, while parents are added."""

    def __init__(self, kept: Iterable[Candidate] = ()) -> None:
        self._parents: defaultdict[Id, set[Id]] = defaultdict(set)
        for candidate in kept:
            self._parents[candidate.child].add(candidate.parent)

    def has(self, child: Id, parent: Id) -> bool:
        """Whether this edge is there already, in either direction."""
        return parent in self._parents.get(child, ()) or child in self._parents.get(parent, ())

    def add(self, candidate: Candidate) -> bool:
        """Add an edge, unless the child would descend from itself or the edge is there."""
        child, parent = candidate.child, candidate.parent
        if self.has(child, parent) or self.goes_back(parent, child):
            return False
        self._parents[child].add(parent)
        return True

    def goes_back(self, doc: Id, ancestor: Id) -> bool:
        """Whether a report is this one or goes back to it."""
        return ancestor in self.of(doc)

    def in_common(self, candidate: Candidate) -> set[Id]:
        """The reports that the two go back to already, themselves among them: what they share may be from there."""
        return self.of(candidate.child) & self.of(candidate.parent)

    def of(self, doc: Id) -> set[Id]:
        """A report and all that it goes back to."""
        waiting, seen = [doc], {doc}
        while waiting:
            fresh = self._parents.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting.extend(fresh)
        return seen
