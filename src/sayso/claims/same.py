"""Whether two mentions are one claim: what they share, what conflicts, and how sure that leaves us.

The weights are fitted (`bench/same_claim.py --fit`) and stand in lexicon/same_claim.yml with what they were fitted on.
A conflict is no matter of weights: another number for the same thing, another date, another actor or the opposite make
two claims of what else is one, however alike the words are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from math import exp, log
from operator import mul

import msgspec

from sayso.claims import amounts
from sayso.claims.gist import Gist
from sayso.lexicon.families import Families
from sayso.lexicon.wording import Antonyms
from sayso.vocab import NameKind

#: What is measured on a pair, in the order of the weights.
FEATURES = (
    "bias",
    "contained",  # weight of shared words and names, over the lighter mention's weight
    "common",  # the same, over the weight of both together
    "rarest",  # weight of the rarest shared word or name, 1 for one that only these two have
    "other_main",  # each tells of a happening, and the first of neither is among the other's
    "about_other",  # only one of them is about knowing, warning of or looking into something
    "same_number",
    "other_number",  # each has a number, and none is shared
    "one_number",  # only one of them has a number
    "order",  # shared neighbouring words, over the shorter mention
    "around",  # shared with the paragraph around, where a mention says little by itself
    "sequence",  # words that both have in the same order, over those of both
    "length",  # of the shorter in words, over the longer's
    "shortness",  # one over the words of the shorter
    "loose_numbers",  # numbers that only one of them has
    "loose_names",  # the same of names
    "one_negated",  # only one of them says no
)
#: What is measured on the vectors of a pair, where there are any.
CLOSE = (
    "cosine",  # of the two as wholes, beside what all of the story shares
    "unmatched",  # how well even those words of either are matched that find least in the other
)
NUMBERS = frozenset({"same_number", "other_number", "one_number", "loose_numbers"})


class Conflict(StrEnum):
    """Why two mentions cannot be one claim though their words are alike.

    KNOWING: one says that something is so, the other that somebody knows of it. Who denies the one has not denied the
    other; the two are not even rivals, so neither claim names the other.
    PART: one tells of some of those whom the other counts, which is no rival number either.
    """

    NUMBER = "number"
    DATE = "date"
    ACTOR = "actor"
    POLARITY = "polarity"
    KNOWING = "knowing"
    PART = "part"


#: Conflicts that set two claims apart and do not make them rivals.
NO_RIVALS = frozenset({Conflict.KNOWING, Conflict.PART})


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of same_claim.yml.

    Attributes:
        words: weight of each of `FEATURES`, fitted without vectors.
        vectors: the same with those of `CLOSE`, fitted together.
        same: probability from which two mentions are one claim.
        differs: probability, numbers left out, from which two that conflict are worth linking.
        unlikely: below this without vectors, none are asked for.
        certain: above this without vectors, none are asked for.
    """

    words: dict[str, float]
    vectors: dict[str, float]
    same: float
    differs: float
    unlikely: float
    certain: float

    def __post_init__(self) -> None:
        """Refuse weights that are not those of the features, in their order."""
        if tuple(self.words) != FEATURES or tuple(self.vectors) != (*FEATURES, *CLOSE):
            raise ValueError(f"the weights must be those of {', '.join((*FEATURES, *CLOSE))}, in this order")


class Likeness(msgspec.Struct, frozen=True, gc=False):
    """What two mentions share, measured; `conflict` is what sets them apart in spite of it."""

    values: tuple[float, ...]
    conflict: Conflict | None


class Comparer:
    """Compares the mentions of one story, in which it knows how telling each word and name is (by how few have it)."""

    def __init__(self, gists: Iterable[Gist], opposites: Mapping[str, frozenset[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for gist in gists:
            counts.update(gist.items)
            total += 1
        # In a small story every word is rare: the scale starts at some fifty mentions.
        scale = log(1 + max(total, 50) / 2)
        self._weight = {item: max(0.15, log(1 + max(total, 50) / (1 + n)) / scale) for item, n in counts.items()}
        self._opposites = opposites
        self._weighed: dict[frozenset[str], float] = {}
        self._neighbours: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}

    def weight(self, item: str) -> float:
        """How telling a word or name is: 1 for one that only two mentions have, near 0 for one that all have."""
        return self._weight.get(item, 1.0)

    def weigh(self, items: frozenset[str]) -> float:
        """The weight of several."""
        weighed = self._weighed.get(items)
        if weighed is None:
            # Sorted: a sum of floats must not depend on the order of a set.
            weighed = self._weighed[items] = sum(map(self.weight, sorted(items)))
        return weighed

    def compare(self, a: Gist, b: Gist) -> Likeness:
        """The measures of a pair, the same either way round."""
        mine, theirs = a.items, b.items
        shared = mine & theirs
        both = self.weigh(shared)
        lighter = min(self.weigh(mine), self.weigh(theirs))
        numbers = amounts.shared(a.amounts, b.amounts)
        happenings = set(a.happenings) & set(b.happenings)
        mains = {a.happenings[0], b.happenings[0]} if a.happenings and b.happenings else set()
        shorter = min(len(a.atoms), len(b.atoms))
        values = (
            1.0,
            both / lighter if lighter else 0.0,
            both / (self.weigh(mine) + self.weigh(theirs) - both) if both else 0.0,
            max(map(self.weight, shared), default=0.0),
            float(bool(mains) and not mains & happenings),
            float(a.about_other != b.about_other),
            float(numbers > 0),
            float(bool(a.amounts) and bool(b.amounts) and not numbers),
            float(bool(a.amounts) != bool(b.amounts)),
            self._order(a.atoms, b.atoms),
            self._around(a, b),
            SequenceMatcher(None, a.atoms, b.atoms, autojunk=False).ratio() if mine & theirs else 0.0,
            shorter / max(1, len(a.atoms), len(b.atoms)),
            1 / max(1, shorter),
            float(amounts.loose(a.amounts, b.amounts)),
            float(len({name.key for name in a.names} ^ {name.key for name in b.names})),
            float(a.negated != b.negated),
        )
        return Likeness(values, self.find_conflict(a, b))

    def _around(self, a: Gist, b: Gist) -> float:
        """What a mention's paragraph adds where the mention says little by itself."""
        if not a.context and not b.context:
            return 0.0
        wide_a, wide_b = a.items | a.context, b.items | b.context
        lighter = min(self.weigh(wide_a), self.weigh(wide_b))
        return self.weigh(wide_a & wide_b) / lighter if lighter else 0.0

    def _order(self, a: tuple[str, ...], b: tuple[str, ...]) -> float:
        """Neighbouring words that both have side by side, over those of the shorter mention."""
        pairs_a, pairs_b = self._pairs(a), self._pairs(b)
        shorter = min(len(pairs_a), len(pairs_b))
        return len(pairs_a & pairs_b) / shorter if shorter else 0.0

    def _pairs(self, atoms: tuple[str, ...]) -> frozenset[tuple[str, str]]:
        if atoms not in self._neighbours:
            self._neighbours[atoms] = frozenset(pairwise(atoms))
        return self._neighbours[atoms]

    def find_conflict(self, a: Gist, b: Gist) -> Conflict | None:
        """What sets two mentions apart in spite of like words, or None.

        A number conflicts wherever it counts the same thing. Dates, actors, opposites and numbers that do not say what
        they count conflict only where the rest of the words is alike: elsewhere the two are simply about other things.
        """
        common = len(a.terms & b.terms)
        fewer = min(len(a.terms), len(b.terms))
        alike = common >= min(2, fewer) > 0 and 2 * common >= fewer
        if amounts.is_part(a.amounts, b.amounts) or amounts.is_part(b.amounts, a.amounts):
            return Conflict.PART
        if a.amounts and b.amounts and amounts.conflict(a.amounts, b.amounts, alike=alike):
            return Conflict.NUMBER
        if not alike:
            return None
        if a.dates and b.dates and _dates_conflict(a.dates, b.dates) and _happen_alike(a, b):
            return Conflict.DATE
        if _actors_conflict(a, b):
            return Conflict.ACTOR
        if self._are_opposite(a.terms - b.terms, b.terms - a.terms):
            return Conflict.POLARITY
        if a.knowing != b.knowing:
            return Conflict.KNOWING
        return None

    def _are_opposite(self, left: frozenset[str], right: frozenset[str]) -> bool:
        return any(not right.isdisjoint(self._opposites.get(term, ())) for term in left)


def opposites(antonyms: Antonyms, families: Families) -> dict[str, frozenset[str]]:
    """For each word (by family or root), the words that say its opposite. Phrases and converses are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    converse = {frozenset(map(families.family, pair)) for pair in families.converses}
    for a, b in antonyms.pairs:
        left, right = families.family(a), families.family(b)
        if " " in a or " " in b or left == right or {left, right} in converse:
            continue
        found[left].add(right)
        found[right].add(left)
    return {word: frozenset(others) for word, others in found.items()}


def rival_details(a: Gist, b: Gist) -> Conflict | None:
    """What sets apart two statements that are likely one, though few of their words are the same.

    Another day of the calendar; or one that names the other's actor only to say that it was not him.
    """
    days_a, days_b = ({d for d in gist.dates if _is_day(d)} for gist in (a, b))
    if days_a and days_b and not days_a & days_b and _happen_alike(a, b):
        return Conflict.DATE
    if (a.excluded & b.items) - b.excluded or (b.excluded & a.items) - a.excluded:
        return Conflict.ACTOR
    return None


# -- conflicts -------------------------------------------------------------------------------------------------------


def _dates_conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Different days of the calendar or of the week, or different years. Months may be of different years."""
    for like in (_is_day, _is_weekday, _is_year):
        mine, theirs = {d for d in a if like(d)}, {d for d in b if like(d)}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _happen_alike(a: Gist, b: Gist) -> bool:
    """Whether what happens in one is spoken of in the other: bolts are *freed* after the day they are found bad."""
    happenings = {*a.happenings, *b.happenings}
    return not happenings or not happenings.isdisjoint(a.items & b.items)


def _is_day(date: str) -> bool:
    return len(date) == 5


def _is_weekday(date: str) -> bool:
    return date.isalpha()


def _is_year(date: str) -> bool:
    return date.isdigit()


_ACTORS = frozenset({NameKind.PERSON.value, NameKind.ORGANISATION.value})


def _actors_conflict(a: Gist, b: Gist) -> bool:
    """Whether each begins with a person or body that the other does not name, and these are of one kind."""
    if a.actor is None or b.actor is None or a.actor.kind != b.actor.kind or a.actor.kind not in _ACTORS:
        return False
    return a.actor.key not in b.items and b.actor.key not in a.items


# -- the decision ----------------------------------------------------------------------------------------------------


def probability(
    weights: Weights, likeness: Likeness, close: Sequence[float] | None = None, *, blind: bool = False
) -> float:
    """How probable it is that two mentions are one claim, conflicts aside.

    Args:
        weights: the fitted weights.
        likeness: the measures of the pair.
        close: the measures of the two vectors, where there are any.
        blind: leave the numbers out of it, to see whether two statements differ in nothing else.
    """
    table, values = (weights.words, likeness.values) if close is None else (weights.vectors, (*likeness.values, *close))
    score = sum(map(mul, table.values(), values))
    if blind:
        score -= sum(table[name] * value for name, value in zip(table, values, strict=True) if name in NUMBERS)
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))
