"""The reasons for which two spellings are one person, body or place. Each rule is careful: when in doubt, no join."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec
from rapidfuzz.distance import OSA

from sayso.entities.units import Titles, Unit
from sayso.lexicon.countries import Bodies, Countries
from sayso.records import Attribution, Id
from sayso.text import bare
from sayso.vocab import NameKind, SourceKind


class Join(msgspec.Struct, frozen=True, gc=False):
    """Two units (by their place in the list) that mean one thing, and why."""

    a: int
    b: int
    reason: str


class Story(msgspec.Struct, frozen=True):
    """All that a rule may look at."""

    units: Sequence[Unit]
    texts: Mapping[Id, str]
    attributions: Mapping[Id, Attribution]
    titles: Titles
    countries: Countries
    bodies: Bodies


Rule = Callable[[Story], Iterator[Join]]

_BRACKET_AFTER = re.compile(r"(?:'s|’s)?,?\s{0,2}\((?:the\s+|or\s+)?([A-Z][\w.&-]{1,11})\)")


def same_spelling(story: Story) -> Iterator[Join]:
    """The name is spelled alike in another report. A single word for a person is not enough: it may be a surname."""
    first: dict[tuple[str, bool], int] = {}
    for i, unit in enumerate(story.units):
        person = unit.kind is NameKind.PERSON
        if (person and len(unit.words) == 1) or not _carries_over(unit):
            continue
        if (held := first.setdefault((unit.key, person), i)) != i:
            yield Join(held, i, f"“{unit.text}” is spelled alike in several reports.")


def _carries_over(unit: Unit) -> bool:
    """Whether the spelling means the same in another report: "the memo" need not, "the Harding memo" does."""
    return unit.kind is not NameKind.DOCUMENT or any(word[:1].isupper() for word in unit.text.split()[1:])


def short_form_in_brackets(story: Story) -> Iterator[Join]:
    """A short form stands in brackets right after the full name, and its letters are in that name."""
    meant: dict[str, dict[str, int]] = defaultdict(dict)
    here: dict[tuple[Id, str], int] = {}
    for i, unit in enumerate(story.units):
        text = story.texts[unit.doc_id]
        for span in unit.spans:
            found = _BRACKET_AFTER.match(text, span.end)
            if found and _abbreviates(bare(found.group(1)), unit.words):
                meant[bare(found.group(1))].setdefault(unit.key, i)
                here[unit.doc_id, bare(found.group(1))] = i
    for i, unit in enumerate(story.units):
        full = here.get((unit.doc_id, unit.key))
        if full is None and len(meant.get(unit.key, ())) == 1:
            full = next(iter(meant[unit.key].values()))
        if full is not None and full != i:
            yield Join(full, i, f"“{unit.text}” stands in brackets after “{story.units[full].text}”.")


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether the letters of the short form occur in order in the name, starting with its first letter."""
    letters = iter("".join(words))
    return bool(words) and short[:1] == words[0][:1] and all(c in letters for c in short)


def initials(story: Story) -> Iterator[Join]:
    """A short form of three letters or more is made of the initials of exactly one full name in the story."""
    by_initials: dict[str, set[str]] = defaultdict(set)
    place: dict[str, int] = {}
    for i, unit in enumerate(story.units):
        if unit.kind is NameKind.ORGANISATION and len(unit.words) >= 3:
            for made in _initials(unit.words, story.titles.small_words):
                by_initials[made].add(unit.key)
            place.setdefault(unit.key, i)
    for i, unit in enumerate(story.units):
        full = by_initials.get(unit.key, set())
        if len(unit.key) >= 3 and unit.text.isupper() and len(full) == 1:
            to = place[next(iter(full))]
            yield Join(to, i, f"“{unit.text}” is made of the initials of “{story.units[to].text}”.")


def _initials(words: Sequence[str], small: Collection[str]) -> set[str]:
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in small)}


def known_names(story: Story) -> Iterator[Join]:
    """Both are usual names of one state or well-known body, or the word for a state's people."""
    usual = story.countries.by_name | story.bodies.by_name
    people = story.countries.by_people
    first: dict[str, int] = {}
    for i, unit in enumerate(story.units):
        if unit.kind is NameKind.PERSON or unit.text.islower():
            continue
        meant = usual.get(unit.key) or people.get(unit.key)
        if meant is not None and (held := first.setdefault(meant, i)) != i:
            yield Join(held, i, f"“{unit.text}” is another name of {meant}.")


def acting_capital(story: Story) -> Iterator[Join]:
    """A capital (or a body's seat) that says or decides something stands for the government (or the body) there."""
    speaks_for = story.countries.by_capital | story.bodies.by_seat
    usual = story.countries.by_name | story.bodies.by_name
    states = {usual[u.key]: i for i, u in reversed(list(enumerate(story.units))) if u.key in usual}
    for i, unit in enumerate(story.units):
        meant = speaks_for.get(unit.key)
        if meant in states and _acts(unit, story):
            yield Join(states[meant], i, f"“{unit.text}” speaks or acts here, so it means the government of {meant}.")


def _acts(unit: Unit, story: Story) -> bool:
    """Whether the unit is a source in its report, by itself and not as the place of somebody else."""
    for member in unit.members:
        attribution = story.attributions.get(member)
        if (
            attribution is not None
            and attribution.source_kind is SourceKind.ORGANISATION
            and bare(attribution.label) == unit.key
        ):
            return True
    return False


def turned_round(story: Story) -> Iterator[Join]:
    """A name turned round, as "health ministry" for "Ministry of Health", where the story knows one such body only."""
    turned: dict[tuple[str, str], set[str]] = defaultdict(set)
    place: dict[str, int] = {}
    shapes: list[tuple[int, tuple[str, str], str]] = []
    for i, unit in enumerate(story.units):
        shape = _head_and_matter(unit, story.countries, story.titles.offices)
        if unit.kind is NameKind.ORGANISATION and shape is not None:
            nation, head, matter = shape
            shapes.append((i, (head, matter), nation))
            turned[head, matter].add(nation)
            place.setdefault(unit.key, i)
    first: dict[tuple[str, str, str], int] = {}
    for i, body, nation in shapes:
        nations = turned[body] - {""}
        if len(nations) > 1 and not nation:
            continue  # two states have one: the bare name may be either's
        of = nation or next(iter(nations), "")
        if (held := first.setdefault((*body, of), i)) != i:
            yield Join(held, i, f"“{story.units[i].text}” names the same body as “{story.units[held].text}”.")


def _head_and_matter(unit: Unit, countries: Countries, offices: Collection[str]) -> tuple[str, str, str] | None:
    """(nation or "", head, matter) of "Norway's Ministry of Health" and "Norwegian health ministry", else None."""
    words = list(unit.words)
    nation = ""
    lead = words[0].removesuffix("s") if words else ""
    for first in (words[0] if words else "", lead):
        meant = countries.by_name.get(first) or countries.by_people.get(first)
        if meant is not None:
            nation = meant
            words = words[1:]
            break
    if len(words) >= 3 and words[0] in offices and words[1] in ("of", "for"):
        return nation, words[0], " ".join(w for w in words[2:] if w != "the")
    if len(words) >= 2 and words[-1] in offices:
        return nation, words[-1], " ".join(words[:-1])
    return None


def full_name(story: Story) -> Iterator[Join]:
    """A surname (or initial and surname) fits exactly one full name: in its own report, else in the whole story."""
    people = [(i, u) for i, u in enumerate(story.units) if u.kind is NameKind.PERSON]
    everywhere: dict[str, list[tuple[int, Unit]]] = defaultdict(list)
    here: dict[tuple[Id, str], list[tuple[int, Unit]]] = defaultdict(list)
    for i, unit in people:
        if len(unit.words) > 1:
            everywhere[unit.words[-1]].append((i, unit))
            for word in {unit.words[0], unit.words[-1]}:
                here[unit.doc_id, word].append((i, unit))
    # In the whole story a spelling fits the same names whichever report it stands in: each is looked up once.
    settled: dict[tuple[str, ...], tuple[int, Unit] | None] = {}
    for i, unit in people:
        near = [(j, f) for j, f in here.get((unit.doc_id, unit.words[-1]), ()) if _shortens(unit, f, story)]
        if not near and unit.words not in settled:
            fits = [(j, f) for j, f in everywhere.get(unit.words[-1], ()) if _shortens(unit, f, story)]
            settled[unit.words] = _only_person(fits)
        found = _only_person(near) if near else settled[unit.words]
        if found is not None:
            yield Join(found[0], i, f"“{unit.text}” fits one full name only: “{found[1].text}”.")


def _only_person(fits: Sequence[tuple[int, Unit]]) -> tuple[int, Unit] | None:
    """The fullest of some names, the first of these; None where they are none or two people's."""
    if not fits or not all(_one_person(f.words, fits[0][1].words) for _, f in fits):
        return None
    return max(fits, key=lambda fit: (len(fit[1].words), -fit[0]))


def _shortens(unit: Unit, full: Unit, story: Story) -> bool:
    """Whether the unit may be a shorter form of the full name."""
    short, long = unit.words, full.words
    if short == long:
        return False
    if len(short) == 1:
        # The first part alone ("Xi") only inside one report: elsewhere it may be anybody's given name.
        return short[0] == long[-1] or (short[0] == long[0] and unit.doc_id == full.doc_id)
    if short[0] in story.titles.particles:
        return len(short) < len(long) and long[-len(short) :] == short
    return len(short) <= len(long) and _one_person(short, long)


def _one_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names can be one: same surname, given names equal or one the other's initial."""
    if a[-1] != b[-1]:
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) <= 2 and a[0][0] == b[0][0])


def another_transliteration(story: Story) -> Iterator[Join]:
    """Two full names have the same given name and surnames of eight letters or so that differ in one or two of them."""
    by_given: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for i, unit in enumerate(story.units):
        if unit.kind is NameKind.PERSON and len(unit.words) == 2:
            by_given[unit.words[0]].setdefault(unit.words, i)
    for given in by_given.values():
        ordered = sorted(given.items())
        for n, (words, i) in enumerate(ordered):
            for other, j in ordered[n + 1 :]:
                shorter = min(len(words[1]), len(other[1]))
                if shorter >= 7 and OSA.distance(words[1], other[1]) <= shorter // 7:
                    yield Join(
                        i, j, f"“{story.units[i].text}” and “{story.units[j].text}” differ by a letter of spelling."
                    )


def first_words(story: Story) -> Iterator[Join]:
    """A body's name is shortened to its first word or words, and only one body of the story begins so.

    Not where the short form is a place somewhere in the story ("in Leeds"), or the long form says what kind of public
    body it is: Leeds is not Leeds City Council.
    """
    located = {unit.key for unit in story.units if _is_located(unit, story)}
    barred = set(story.countries.by_name) | set(story.countries.by_people) | set(story.countries.by_capital)
    bodies: dict[str, int] = {}
    for i, unit in enumerate(story.units):
        if unit.kind is NameKind.ORGANISATION:
            bodies.setdefault(unit.key, i)
    begins: dict[str, set[str]] = defaultdict(set)
    for key in bodies:
        words = key.split()
        for n in range(1, len(words)):
            begins[" ".join(words[:n])].add(key)
    for key, i in bodies.items():
        longer = begins.get(key, set())
        if not longer or key in barred or len(key) < 4 or key in located:
            continue
        if any(word in story.titles.generic for word in key.split()):
            continue
        longest = max(longer, key=lambda k: (len(k), k))
        kinds_of_body = story.titles.generic | story.titles.offices
        if all(longest.startswith(k) for k in longer) and longest.split()[-1] not in kinds_of_body:
            to = bodies[longest]
            yield Join(to, i, f"“{story.units[i].text}” shortens “{story.units[to].text}”.")


_INSIDE = re.compile(r"\b(?:in|near|across|around|outside|throughout)\s(?:the\s)?$", re.IGNORECASE)


def _is_located(unit: Unit, story: Story) -> bool:
    """Whether something is said to be in or near it."""
    text = story.texts[unit.doc_id]
    return any(_INSIDE.search(text[max(0, span.start - 16) : span.start]) for span in unit.spans)


def last_word(story: Story) -> Iterator[Join]:
    """A body, most often a paper, is called by the last word of its name: "the Courier"; only one body ends so."""
    ends: dict[str, set[str]] = defaultdict(set)
    place: dict[str, int] = {}
    for i, unit in enumerate(story.units):
        if unit.kind is NameKind.ORGANISATION and len(unit.words) > 1:
            ends[unit.words[-1]].add(unit.key)
            place.setdefault(unit.key, i)
    for i, unit in enumerate(story.units):
        fits = ends.get(unit.key, set())
        if unit.kind is not NameKind.ORGANISATION or len(fits) != 1 or unit.key in story.titles.generic:
            continue
        if _with_article(unit, story):
            to = place[next(iter(fits))]
            yield Join(to, i, f"“the {unit.text}” fits one name only: “{story.units[to].text}”.")


def river(story: Story) -> Iterator[Join]:
    """A river is named with its article and without the word: "the Severn" is the River Severn."""
    rivers = {
        unit.key.removeprefix("river ").removesuffix(" river"): i
        for i, unit in reversed(list(enumerate(story.units)))
        if unit.kind is NameKind.PLACE and len(unit.words) > 1 and "river" in (unit.words[0], unit.words[-1])
    }
    for i, unit in enumerate(story.units):
        to = rivers.get(unit.key)
        if to is not None and unit.kind is NameKind.PLACE and _with_article(unit, story):
            yield Join(to, i, f"“the {unit.text}” is the river that is named in full elsewhere.")


def _with_article(unit: Unit, story: Story) -> bool:
    """Whether "the" stands before the name in at least one place."""
    text = story.texts[unit.doc_id]
    return any(text[max(0, s.start - 4) : s.start + 4].lower().find("the ") in (0, 4) for s in unit.spans)


def lone_surname(story: Story) -> Iterator[Join]:
    """A surname alone stands in several reports, and no full name of the story says that it means two people."""
    holders: dict[str, set[str]] = defaultdict(set)
    for unit in story.units:
        if unit.kind is NameKind.PERSON and len(unit.words) > 1:
            holders[unit.words[-1]].add(unit.words[0])
    first: dict[str, int] = {}
    for i, unit in enumerate(story.units):
        alone = unit.kind is NameKind.PERSON and len(unit.words) == 1 and len(holders[unit.key]) <= 1
        if alone and (held := first.setdefault(unit.key, i)) != i:
            yield Join(held, i, f"“{unit.text}” stands alone in several reports and fits one person only.")


#: In this order: a join that a later one would contradict comes first.
RULES: tuple[Rule, ...] = (
    same_spelling,
    short_form_in_brackets,
    known_names,
    initials,
    turned_round,
    full_name,
    another_transliteration,
    first_words,
    last_word,
    river,
    lone_surname,
    acting_capital,
)
