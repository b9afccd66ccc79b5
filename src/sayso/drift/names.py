"""Which names of the reports mean one thing, so that another spelling is no drift and another name is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.records import Entity
from sayso.text import bare

_ARTICLES = ("the ", "a ", "an ")
_SMALL = ("of", "the", "and", "for", "in", "on")
_SHORTEST_STEM = 4


class Naming:
    """One key per thing named, over the names of a pile.

    Names are one when the pile's entities say so, when they mean one state or well-known body, when one is the short
    form of the other (a surname, the first words of a body, its initials), or when they share a stem (a country and
    its adjective).
    """

    def __init__(self, spellings: Iterable[str], entities: Sequence[Entity], known: Mapping[str, str]) -> None:
        self._known = known
        self._entities = {simple(name): entity.id for entity in entities for name in entity.names}
        self._entities.pop("", None)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(self._entities, key=lambda n: (-len(n), n)):
            parts = tuple(name.split())
            self._by_first[parts[0]].append(parts)
        self._keys: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self._longer = _Longer()
        longest_first = sorted({*map(simple, spellings), *self._entities} - {""}, key=lambda s: (-len(s), s))
        for name in longest_first:
            self._keys[name] = self._key(name)
            self._longer.add(name)

    def _key(self, name: str) -> str:
        if name in self._entities:
            return self._entities[name]
        if name in self._known:
            return bare(self._known[name])
        parts = name.split()
        for at in range(1, len(parts) - 1):
            tail = " ".join(parts[at:])
            if tail in self._entities:
                return self._entities[tail]
        return next((self._keys[longer] for longer in self._longer.like(name) if short_form(name, longer)), name)

    def key(self, spelling: str) -> str:
        """The key of a name; its own bare spelling where it is not among the names of the pile."""
        name = simple(spelling)
        if name not in self._asked:
            self._asked[name] = self._keys.get(name) or self._key(name)
        return self._asked[name]

    def known_from(self, words: Sequence[str]) -> int:
        """How many of these words, from the first, are the longest name that the pile's entities have; 0 for none."""
        if not words:
            return 0
        first, *others = (simple(word) for word in words)
        for parts in self._by_first.get(first, ()):
            if tuple(others[: len(parts) - 1]) == parts[1:]:
                return len(parts)
        return 0


class _Longer:
    """The names of a pile by what a short form of theirs must have of them: a word at an end, initials, stems."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._by_trait: dict[object, list[int]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Put a name behind those already there."""
        words = name.split()
        for trait in {("first", words[0]), ("last", words[-1]), *_initials(words), _stems(words)}:
            self._by_trait[trait].append(len(self._names))
        self._names.append(name)

    def like(self, short: str) -> Iterator[str]:
        """The names that the other may be a short form of, in the order in which they were added."""
        words = short.split()
        if not words:
            return iter(())
        traits = {("first", words[0]), ("last", words[-1]), short, _stems(words)}
        places = sorted({place for trait in traits for place in self._by_trait.get(trait, ())})
        return (self._names[place] for place in places)


def one_name(one: str, other: str) -> bool:
    """Whether one spelling may be a short form of the other, whatever else is known of them."""
    shorter, longer = sorted((simple(one), simple(other)), key=len)
    return shorter == longer or short_form(shorter, longer)


@lru_cache(maxsize=1 << 16)
def simple(spelling: str) -> str:
    """A name as it is compared: bare, without article and possessive ending."""
    folded = spelling.replace("’", "'").removesuffix("'s").removesuffix("'")
    name = bare(folded)
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name


def short_form(short: str, long: str) -> bool:
    """Whether one name is the other's surname, first words, initials or adjective."""
    parts, whole = short.split(), long.split()
    if len(parts) < len(whole):
        if whole[-len(parts) :] == parts or whole[: len(parts)] == parts:
            return True
        return len(short) > 1 and short in _initials(whole)
    return len(parts) == len(whole) and all(_one_stem(a, b) for a, b in zip(parts, whole, strict=True))


def _initials(whole: Sequence[str]) -> tuple[str, str]:
    """The initials of all words, and of those that carry meaning."""
    weighty = [word[0] for word in whole if word not in _SMALL]
    return "".join(word[0] for word in whole), "".join(weighty)


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    """The beginnings that two names of equally many words share where `_one_stem` holds of each pair."""
    return tuple(word[:_SHORTEST_STEM] for word in words)


#: Endings that make of a name the word for what belongs to it, and the endings of the name that they may stand for.
_OF_IT = frozenset({"n", "an", "ian", "ean", "i", "er", "ers", "ic", "s"})
_STOOD_FOR = frozenset({"", "a", "e", "y", "o", "us", "um", "as", "os", "s"})
#: Endings that stand for any end of a name of so few letters ("Britain", "British").
_OF_ANY, _LOST = frozenset({"ish", "ese", "egian"}), 3
#: One end of a name from another alphabet, in several spellings.
_TRANSCRIBED = frozenset({"y", "iy", "yy", "ij", "i"})


def _one_stem(one: str, other: str) -> bool:
    """Whether the words are one name but for its ending ("Ukraine", "Ukrainian"), and not two that begin alike."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ends = one[shared:], other[shared:]
    return shared >= _SHORTEST_STEM and (_TRANSCRIBED.issuperset(ends) or _belongs(*ends) or _belongs(*reversed(ends)))


def _belongs(ending: str, ended: str) -> bool:
    """Whether the one ending makes a word for what belongs to the name that ends in the other."""
    return (ending in _OF_IT and ended in _STOOD_FOR) or (ending in _OF_ANY and len(ended) <= _LOST)
