"""What one mention says, as parts that can be compared: names, amounts, dates, content words, yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from sayso.claims.amounts import Amount, find_amounts
from sayso.claims.atoms import Atom, atoms_of
from sayso.lexicon.countries import Countries
from sayso.lexicon.families import Families, root
from sayso.lexicon.wording import FunctionWords, Measures
from sayso.records import Entity
from sayso.text import Span, bare, squeeze
from sayso.vocab import NameKind

#: How far around a mention its paragraph is read, in code points, where the mention says too little by itself.
BEFORE, AFTER = 300, 150

#: Fewer content words and names than this, and a mention needs its surroundings ("the union counts 41").
SELF_CONTAINED = 3

#: Where more than this part of the words has a capital, capitals are a headline's manner and show no names.
HEADLINE = 0.6

#: A "no" or "not" further from the beginning than this is seldom said of the main statement.
MAIN = 10

_BETWEEN = frozenset({"not", "no", "never", "already", "also", "now", "yet", "still", "even", "long", "all", "both"})

#: A headline's motto is no longer than this, in words.
MOTTO = 5

_RELATIVE = frozenset({"who", "whom", "whose", "which", "where"})

#: Words that point at somebody or something and name nobody.
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "you", "such"})


class Named(msgspec.Struct, frozen=True, order=True, gc=False):
    """A name in a mention: what it means, and of what kind.

    Where no entity covers a capital, the kind is None and the key is the word's root, as a term's is: at the beginning
    of a sentence the same word is read as a term.
    """

    key: str
    kind: str | None


class Gist(msgspec.Struct, frozen=True, gc=False):
    """What one mention says.

    Attributes:
        text: the words on one line.
        atoms: the words as compared, in order; equal atoms are the same wording.
        names: in order of appearance, each once.
        actor: the name with which it begins, if it begins with one.
        amounts: numbers with what they count.
        dates: "12-05" (day and month), "-05" (month), "2031", "mon".
        terms: content words by family or root, without names and numbers.
        items: all by which two mentions can be alike: terms and name keys.
        happenings: those of them that tell what happens, in order; the first is most often the main one.
        about_other: whether it is about knowing, warning of or looking into something.
        knowing: whether it is about knowing of something.
        negated: whether the words themselves say no to their main statement.
        denied: the first term behind that no.
        lacking: whether they say that something is missing ("without chlorine") or say "not" further on: either may be
            the same "no" in other words.
        excluded: terms that the words name only to say that it is not them ("the driver, *not the signalman*").
        context: terms and name keys of the paragraph around, for a mention that says too little by itself; else empty.
    """

    text: str
    atoms: tuple[str, ...]
    names: tuple[Named, ...]
    actor: Named | None
    amounts: tuple[Amount, ...]
    dates: frozenset[str]
    terms: frozenset[str]
    items: frozenset[str]
    happenings: tuple[str, ...]
    about_other: bool
    knowing: bool
    negated: bool
    denied: str | None
    lacking: bool
    context: frozenset[str]
    excluded: frozenset[str] = frozenset()


class Reader:
    """Reads mentions of one story; holds what the reading needs, and changes nothing."""

    def __init__(
        self,
        entities: Sequence[Entity],
        countries: Countries,
        families: Families,
        function_words: FunctionWords,
        measures: Measures,
    ) -> None:
        self._families = families
        self._empty = function_words.words
        self._measures = measures
        self._names = _name_index(entities, countries)
        self._months = {m: n + 1 for n, month in enumerate(families.months) for m in (month, month[:3])}
        self._weekdays = frozenset(families.weekdays)

    def read(self, text: str, span: Span, words: str | None = None) -> Gist:
        """What a stretch of a report's text says.

        Args:
            text: the report's.
            span: the stretch.
            words: how it is to be read, where a name stands for "she" or the subject is left to others; else as it is.
        """
        words = text[span.start : span.end] if words is None else words
        atoms = atoms_of(words, 0, len(words))
        part = self._part(words, atoms)
        context: frozenset[str] = frozenset()
        if len(part.items) < SELF_CONTAINED or (atoms and atoms[0].text in PRONOUNS):
            around = self._part(text, atoms_of(text, *_around(text, span)))
            context = around.items - part.items
        return msgspec.structs.replace(part, context=context)

    def says_something(self, word: str) -> bool:
        """Whether a folded word is one of content: no word of structure, of saying or of pointing."""
        return word not in self._empty and root(word) not in self._families.light_stems

    def _part(self, text: str, atoms: Sequence[Atom]) -> Gist:
        shouting = sum(a.capital for a in atoms) > HEADLINE * len(atoms)
        names, rest = self._take_names(text, atoms, shouting=shouting)
        dates, rest = self._take_dates(rest)
        amounts, rest = find_amounts(text, rest, self._measures, self._unit)
        terms = frozenset(self._terms([a.text for a in rest]))
        happenings = self._happenings(terms, rest)
        lacks = any(a.text in self._families.lacking for a in atoms)
        # "Without the loan the yard could not pay": the one word makes the condition, the other the no.
        no = self._place_of_no(text, atoms)
        conditional_no = lacks and any(self._says_no(text, a) for a in atoms)
        return Gist(
            text=squeeze(text[atoms[0].start : atoms[-1].end]) if atoms else "",
            atoms=tuple(a.text for a in atoms),
            names=names,
            actor=next((n for i in range(min(2, len(atoms))) if (n := self._name_at(atoms, i)[1])), None),
            amounts=amounts,
            dates=dates,
            terms=terms,
            items=terms | {name.key for name in names},
            happenings=happenings,
            about_other=bool(happenings) and happenings[0] in self._families.about_others,
            knowing=bool(happenings) and happenings[0] == self._families.knowing,
            negated=conditional_no or no is not None,
            denied=next(iter(self._terms([a.text for a in atoms[no + 1 :]])), None) if no is not None else None,
            lacking=not conditional_no and (lacks or any(self._says_no(text, a) for a in atoms[_main(no) :])),
            context=frozenset(),
            excluded=frozenset(t for i, a in enumerate(atoms) if _corrects(text, a) for t in self._next(atoms, i)),
        )

    # -- names -------------------------------------------------------------------------------------------------------

    def _take_names(self, text: str, atoms: Sequence[Atom], *, shouting: bool) -> tuple[tuple[Named, ...], list[Atom]]:
        found: dict[str, Named] = {}
        rest: list[Atom] = []
        i = 0
        while i < len(atoms):
            length, named = self._name_at(atoms, i)
            shows = atoms[i].capital and not shouting and not _opens(text, atoms, i)
            if named is None and shows and not self._is_plain(atoms[i].text):
                length, named = 1, Named(root(atoms[i].text), None)
            if named is None:
                rest.append(atoms[i])
            else:
                found.setdefault(named.key, named)
            i += length
        return tuple(found.values()), rest

    def _name_at(self, atoms: Sequence[Atom], i: int) -> tuple[int, Named | None]:
        """The longest known name that begins here, and its length in atoms (1 where there is none)."""
        if not atoms[i].capital:
            return 1, None
        for spelling, named in self._names.get(atoms[i].text, ()):
            if tuple(a.text for a in atoms[i : i + len(spelling)]) == spelling:
                return len(spelling), named
        return 1, None

    def _is_plain(self, word: str) -> bool:
        """Whether a capitalised word is no name: a month, a weekday, a word of structure, a number word."""
        return (
            word in self._empty
            or word in self._weekdays
            or word in self._families.months
            or word in self._measures.words
            or word[0].isdigit()
        )

    # -- dates -------------------------------------------------------------------------------------------------------

    def _take_dates(self, atoms: Sequence[Atom]) -> tuple[frozenset[str], list[Atom]]:
        dates: set[str] = set()
        used: set[int] = set()
        for i, atom in enumerate(atoms):
            if atom.text in self._weekdays:
                dates.add(atom.text[:3])
                used.add(i)
            elif atom.capital and atom.text in self._months:
                month = self._months[atom.text]
                day = next((j for j in (i - 1, i + 1) if 0 <= j < len(atoms) and _is_day(atoms[j].text)), None)
                if day is None:
                    dates.add(f"-{month:02}")
                else:
                    dates.add(f"{int(atoms[day].text):02}-{month:02}")
                    used.add(day)
                used.add(i)
            elif len(atom.text) == 4 and atom.text.isdigit() and 1900 <= int(atom.text) <= 2100:
                dates.add(atom.text)
                used.add(i)
        return frozenset(dates), [a for i, a in enumerate(atoms) if i not in used]

    # -- content words -----------------------------------------------------------------------------------------------

    def _terms(self, spelled: Sequence[str]) -> Iterable[str]:
        roots = [root(word) for word in spelled]
        i = 0
        while i < len(roots):
            length, family = self._family_at(roots, i)
            if family is not None:
                yield family
            elif spelled[i] not in self._empty and roots[i] not in self._families.light_stems and len(roots[i]) > 1:
                yield roots[i]
            i += length

    def _family_at(self, roots: Sequence[str], i: int) -> tuple[int, str | None]:
        longest = self._families.longest if roots[i] in self._families.openers else 1
        for length in range(min(longest, len(roots) - i), 0, -1):
            family = self._families.by_phrase.get(tuple(roots[i : i + length]))
            if family is not None:
                return length, family
        return 1, None

    def _unit(self, word: str) -> str | None:
        """What a word counts, None where it is a word of structure."""
        if word in self._empty:
            return None
        return self._families.by_phrase.get((root(word),), root(word))

    def _happenings(self, terms: frozenset[str], atoms: Sequence[Atom]) -> tuple[str, ...]:
        """The terms that tell what happens, in order: known ones, those behind an auxiliary, those with a past ending.

        Without a parse this is a guess; it is right often enough to tell "has shipped drones" from "builds drones".
        """
        found: dict[str, None] = {}
        behind = False
        for n, atom in enumerate(atoms):
            if atom.text in self._families.auxiliaries:
                behind = True
                continue
            family = self._at(atoms, n)
            passing = family not in terms and (atom.text.endswith("ly") or atom.text in _BETWEEN)
            if family in terms and family not in self._families.thing_names:
                known = family in self._families.happening_names
                if known or behind or (atom.text.endswith("ed") and len(atom.text) > 4):
                    found.setdefault(family)
            behind = behind and passing
        return tuple(found)

    def _at(self, atoms: Sequence[Atom], n: int) -> str:
        """The family of the word or phrase that begins here, or the word's root."""
        length = min(self._families.longest, len(atoms) - n)
        family = self._family_at([root(a.text) for a in atoms[n : n + length]], 0)[1]
        return family or root(atoms[n].text)

    def _place_of_no(self, text: str, atoms: Sequence[Atom]) -> int | None:
        """Where a word near the beginning says no to the statement: "no-limits" and "has not confirmed" do not.

        Nor does one in a headline's motto ("*Hear no evil*: …") or in a clause about one of its words ("15 people *who*
        were on *no* list were saved").
        """
        if [a.text for a in atoms[:2]] == ["far", "from"]:
            return 1
        first = _behind_motto(text, atoms)
        for i, atom in enumerate(atoms[first : first + MAIN], first):
            if i > first and atom.text in _RELATIVE:
                return None
            if self._says_no(text, atom):
                following = {root(a.text) for a in atoms[i + 1 : i + 4]}
                if not following & self._families.spared_stems:
                    return i
        return None

    def _next(self, atoms: Sequence[Atom], i: int) -> Iterable[str]:
        """The first term behind a word."""
        return list(self._terms([a.text for a in atoms[i + 1 : i + 4]]))[:1]

    def _says_no(self, text: str, atom: Atom) -> bool:
        negates = atom.text in self._families.negators or atom.text.endswith("n't")
        negates = negates and not _corrects(text, atom)
        return negates and text[atom.end : atom.end + 1] != "-"


def _main(no: int | None) -> int:
    """From where on a "not" may be the same no in other words; from the beginning, where none is the statement's."""
    return 0 if no is None else MAIN


def _behind_motto(text: str, atoms: Sequence[Atom]) -> int:
    """Where a headline begins behind its motto: "HEAR NO EVIL: *Harrow* cooked the books"; 0 where there is none."""
    for i, (atom, following) in enumerate(pairwise(atoms[: MOTTO + 1]), 1):
        if ": " in text[atom.end : following.start]:
            return i
    return 0


def _corrects(text: str, atom: Atom) -> bool:
    """Whether a "not" only sets something right: "four minutes, *not* 40", "the driver, *not* the signalman"."""
    return atom.text == "not" and text[: atom.start].rstrip()[-1:] == ","


def _opens(text: str, atoms: Sequence[Atom], i: int) -> bool:
    """Whether a sentence may begin with this word: its capital then shows no name."""
    before = text[max(0, atoms[i].start - 3) : atoms[i].start].rstrip(" ")
    return i == 0 or not before or before[-1] in ".!?:;\n\"“”‘'—–("


def _is_day(text: str) -> bool:
    return text.isdigit() and 1 <= len(text) <= 2 and 1 <= int(text) <= 31


def _around(text: str, span: Span) -> tuple[int, int]:
    """The stretch of the mention's paragraph that stands around it."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - BEFORE)
    after = text.find("\n", span.end)
    return start, min(after if after >= 0 else len(text), span.end + AFTER)


_NameIndex = Mapping[str, Sequence[tuple[tuple[str, ...], Named]]]


def _name_index(entities: Sequence[Entity], countries: Countries) -> _NameIndex:
    """First word -> (words, what they mean), longest first. A state is one thing by all its words."""
    states = countries.by_capital | countries.by_people | countries.by_name
    spellings: dict[tuple[str, ...], Named] = {
        tuple(spelling.split()): Named(f"={state}", NameKind.PLACE.value) for spelling, state in states.items()
    }
    for entity in sorted(entities, key=lambda e: (len(e.members), e.id)):
        keys = [bare(name) for name in entity.names]
        state = next((states[key] for key in keys if key in states), None)
        person = entity.kind is NameKind.PERSON
        named = Named(f"={state}" if state and not person else f"@{entity.id}", entity.kind.value)
        for key in keys:
            if len(key) > 1:
                spellings[tuple(key.split())] = named
    index: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
    for spelling, named in sorted(spellings.items(), key=lambda s: (-len(s[0]), s[0])):
        if spelling:
            index.setdefault(spelling[0], []).append((spelling, named))
    return index
