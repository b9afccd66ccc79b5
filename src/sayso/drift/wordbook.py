"""The lexicons of this stage, compiled for looking up a word or phrase by its stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import msgspec

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.refusing import Refusing
from sayso.lexicon.roles import Roles
from sayso.lexicon.wording import (
    Antonyms,
    Causal,
    Caveats,
    FunctionWords,
    Intensity,
    Measures,
    Qualifiers,
    Quantifiers,
    Speech,
    Synonyms,
)
from sayso.quantities import Quantity
from sayso.stems import stems
from sayso.text import bare

_SPEECH = ("neutral", "cautious", "distancing", "endorsing", "conceding", "heated", "denying")
_DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mal")
_SHORTEST_NEGATED = 4
#: The base units of time in hours; a year has them on average.
_HOURS = {"hour": 1.0, "year": 8766.0}
_CAUSAL_ORDER = ("time", "link", "possible", "part", "cause")


#: Endings of figures that tell a place in an order, the first of those in the lexicon.
_ORDINAL = frozenset({"st", "nd", "rd", "th"})


class Lexicons(msgspec.Struct, frozen=True, kw_only=True):
    """Every lexicon that this stage reads, as loaded."""

    antonyms: Antonyms
    bodies: Bodies
    causal: Causal
    caveats: Caveats
    countries: Countries
    function_words: FunctionWords
    intensity: Intensity
    measures: Measures
    qualifiers: Qualifiers
    quantifiers: Quantifiers
    roles: Roles
    speech: Speech
    synonyms: Synonyms


class Wordbook:
    """What each word or phrase does to a statement; keys are stems, joined by blanks.

    Attributes:
        limits, loaded, vivid, negations: keys of those classes.
        bounds: key -> the side on which it bounds a number.
        scales: key -> the (scale, step) places where it stands.
        quantifiers: key -> (family, step); `plural`: those that say no more than "more than one".
        causal: key -> step from order in time (0) to cause (4); `causal_in_pairs`: those that need a counterpart.
        speech: key -> class of the verb of saying; `nouns_too`, `not_saying`, `not_plural`,
            `colourless`, `anybody`, `fillers`, `pronouns` as the lexicon has them.
        speakers: who speaks for a body, as the lexicon has them.
        refusing: finds the ways of saying nothing in a text.
        stances: folded adjective -> where it says that somebody stands to what he speaks of.
        currencies: sign or stem of its noun -> the currency.
        vague: key -> the numbers that the word can stand for; `announced`: folded word -> how many it announces.
        phrases: first stem -> the phrases of two words and more that begin with it, longest first.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        q, i = lexicons.qualifiers, lexicons.intensity
        self.measures = lexicons.measures
        self.currencies = {stems(word): name for name, group in lexicons.measures.currencies.items() for word in group}
        self._places = {
            stems(word): (number, place)
            for number, steps in enumerate(lexicons.measures.orders)
            for place, group in enumerate(steps)
            for word in group
        }
        self.caveats, self.refusing = lexicons.caveats, Refusing(lexicons.caveats)
        self.function_words = lexicons.function_words.words
        self._hedges = {_exact(word): level for level, group in q.hedges.items() for word in group}
        self._certain = frozenset(_exact(word) for word in q.certain)
        self.bounds = {stems(word): side for side, group in q.bounds.items() for word in group}
        self.limits = _keys(q.limits)
        self._intensifiers = frozenset(_exact(word) for word in i.intensifiers)
        self.loaded, self.vivid = _keys(i.loaded), _keys(i.vivid)
        self.negations = _keys(lexicons.antonyms.negations)
        self.scales: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, steps in enumerate(i.scales):
            for step, group in enumerate(steps):
                for key in _keys(group):
                    self.scales[key].append((number, step))
        self.quantifiers = {
            stems(word): (family, step)
            for family, steps in enumerate((lexicons.quantifiers.steps, lexicons.quantifiers.frequency))
            for step, group in enumerate(steps)
            for word in group
        }
        self.plural = _keys(lexicons.quantifiers.plural)
        self.causal = {
            stems(word): _CAUSAL_ORDER.index(step) for step, group in lexicons.causal.steps.items() for word in group
        }
        self.causal_in_pairs = _keys(lexicons.causal.only_in_pairs)
        self.speech = {stems(word): kind for kind in _SPEECH for word in getattr(lexicons.speech, kind)}
        self.nouns_too, self.not_plural = lexicons.speech.nouns_too, lexicons.speech.not_plural
        self.colourless = _keys(lexicons.speech.colourless)
        self.not_saying = _keys(lexicons.speech.not_saying)
        self.anybody, self.fillers = _keys(lexicons.speech.anybody), _keys(lexicons.speech.fillers)
        self.pronouns, self.announced = lexicons.speech.pronouns, lexicons.quantifiers.announced
        self.stances = {word: stance for stance, group in lexicons.speech.stances.items() for word in group}
        self.vague = {stems(word): limits for word, limits in lexicons.quantifiers.vague.items()}
        self._opposites: dict[str, set[str]] = defaultdict(set)
        across = (pair for one, other in lexicons.antonyms.opposed for pair in product(one, other))
        for one, other in (*lexicons.antonyms.pairs, *across):
            ours, theirs = stems(one).removesuffix(" to"), stems(other).removesuffix(" to")
            self._opposites[ours].add(theirs)
            self._opposites[theirs].add(ours)
        self._converses = {frozenset(map(stems, pair)) for pair in lexicons.antonyms.converses}
        self._groups: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(lexicons.synonyms.groups):
            for key in _keys(group):
                self._groups[key].add(number)
        self.people = _keys(lexicons.roles.people | lexicons.roles.sources | lexicons.roles.speakers)
        self.speakers = lexicons.roles.speakers
        self.documents = _keys(lexicons.roles.documents)
        self.bodies = _keys(lexicons.roles.bodies)
        self.source_nouns = self.people | self.bodies
        self.known_names = _known_names(lexicons.countries, lexicons.bodies)
        self.phrases = self._phrases(lexicons)

    def _phrases(self, lexicons: Lexicons) -> dict[str, tuple[tuple[str, ...], ...]]:
        keys: set[str] = set()
        for classes in (
            self._hedges, self._certain, self.bounds, self.limits, self.loaded, self.negations,
            self.scales, self.vivid, self.quantifiers, self.causal, self.speech, self._opposites, self._groups,
        ):  # fmt: skip
            keys.update(classes)
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in keys:
            parts = tuple(key.split())
            if len(parts) > 1:
                found[parts[0]].append(parts)
        return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}

    def hedge(self, key: str, folded: str) -> str | None:
        """How sure the word leaves what it hedges; None for no hedge.

        Single words count as spelled: "suspected" hedges, a "suspect" does not.
        """
        return self._hedges.get(key if " " in key else folded)

    def settles(self, key: str, folded: str) -> bool:
        """Whether what follows counts as settled; "clearly" does it, to "clear" something does not."""
        return (key if " " in key else folded) in self._certain

    def turns_up(self, folded: str) -> bool:
        """Whether the word turns what it stands before up or down; "totally" does, a "total" does not."""
        return folded in self._intensifiers

    def opposite(self, one: str, other: str) -> bool:
        """Whether the two words say the opposite of each other, as listed or by a prefix ("fair", "unfair")."""
        one, other = one.removesuffix(" to"), other.removesuffix(" to")
        return other in self._opposites.get(one, ()) or negated(one, other) or negated(other, one)

    def converse(self, one: str, other: str) -> bool:
        """Whether the two words tell one thing from two sides ("bought it from", "sold it to")."""
        return frozenset((one, other)) in self._converses

    def alike(self, one: str, other: str) -> bool:
        """Whether the two words stand for one another without a change of meaning."""
        return one == other or not self._groups.get(one, set()).isdisjoint(self._groups.get(other, ()))

    def strength(self, one: str, other: str) -> int | None:
        """How many steps stronger the other word is; None where no scale holds both."""
        steps = [
            theirs - ours
            for scale, ours in self.scales.get(one, ())
            for where, theirs in self.scales.get(other, ())
            if scale == where
        ]
        return min(steps, key=abs) if steps else None

    def hours(self, key: str, folded: str) -> float | None:
        """How long the stretch of time is that the word names, or after which comes round what it describes."""
        named = folded.rsplit(maxsplit=1)[-1]  # "a month", "every month"
        noun = self.measures.recurring.get(named, named).removesuffix("s")
        if key in self._places:  # the "second" of an order
            return None
        units = self.measures.units
        return next((self.in_hours(units[unit][noun], unit) for unit in _HOURS if noun in units[unit]), None)

    def in_hours(self, value: float, unit: str) -> float | None:
        """How long an amount of a base unit lasts; None where it is no time."""
        return value * _HOURS[unit] if unit in _HOURS else None

    def place(self, key: str, amount: Quantity | None) -> tuple[int, int] | None:
        """In which order the word or figure ("2nd") tells a place, and which; None where it tells none."""
        if amount is not None and amount.unit in _ORDINAL:
            return 0, round(amount.value) - 1
        return self._places.get(key)

    def is_function(self, folded: str) -> bool:
        """Whether the word carries structure only."""
        return folded in self.function_words


def negated(plain: str, other: str) -> bool:
    """Whether the other stem is the plain one behind a prefix that denies it; short stems are too often chance."""
    return len(plain) >= _SHORTEST_NEGATED and any(other == prefix + plain for prefix in _DENYING_PREFIXES)


def _exact(word: str) -> str:
    return stems(word) if " " in word or "-" in word else word


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stems(word) for word in words)


def _known_names(countries: Countries, bodies: Bodies) -> dict[str, str]:
    """Bare spelling of a state or well-known body, its people or seat -> one name for it."""
    known: dict[str, str] = {}
    for table in (
        countries.by_capital, countries.by_people, bodies.by_seat, bodies.by_name, countries.by_name,
    ):  # fmt: skip
        known.update({bare(spelling): name for spelling, name in table.items()})
    return known
