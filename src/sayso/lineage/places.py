"""Where a report names outlets: those of the lexicon, and those that the report itself makes known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import msgspec
from msgspec import structs

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.crediting import Crediting
from sayso.lexicon.mastheads import usual_name
from sayso.lexicon.outlets import Outlets
from sayso.text import plain

#: A name of up to five words: capitals, with "of" and the like between them. No word of a name is longer than this many
#: letters: a name is looked for at every hyphen, and a line may be one word of a million.
_LONGEST_WORD = 60
_REST = rf"[\w&'/-]{{0,{_LONGEST_WORD}}}"
_DOTTED = rf"(?:\.(?=\w)[\w&'/-]{{1,{_LONGEST_WORD}}}){{0,5}}"
NAME = rf"[A-Z]{_REST}{_DOTTED}(?: (?:(?:of|and|de|du|la|le|del|den|der|&) )?[A-Z0-9]{_REST}){{0,4}}"

#: A longer name is no outlet's (code points).
LONGEST = 120

_DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Mr", "Ms", "Mrs", "I",
)  # fmt: skip
_LEADING = re.compile(r"^(?:(?:The|the|A|An|By|In|On|At|As|For|From|With|And|But|To|Of|Via) )+")
_CAPITAL = re.compile(r" ([A-Z][\w'-]*)")
#: What describes an outlet and is not its name: "the London-based broadcaster", "English-language television".
_DESCRIBING = re.compile(r"[A-Z][\w.]*-[a-z][\w-]*")
_FIRST = re.compile(r"(?<![\w-])\w+")
_LAST = re.compile(r"(?<=\S)(?![\w-])")
_TOKEN = re.compile(r"\w[\w&-]*(?:['.]\w+)*")
#: "CITY, May 3 (Agency) -", "CITY, May 3 /Wire/ --", "City (Broadcaster) Text goes on".
_DATELINE = re.compile(
    rf"^(?P<city>[^\n()]{{0,90}}?)(?:\( ?(?P<name>{NAME}|[a-z]{{2,5}}) ?\)\*? ?-|/(?P<release>[A-Z][\w -]{{2,40}})/ ?-"
    rf"|\( ?(?P<bare>{NAME}) ?\)(?= [A-Z\"'$]| ?$))",
    re.MULTILINE,
)
_CITY_WORD = re.compile(r"[A-Z0-9\"'][\w.,'/-]*|of|and|de|del|la|al|the|on|upon|[,*./-]+")


class Place(msgspec.Struct, frozen=True, order=True):
    """An outlet's name in a report's text.

    Attributes:
        start, end: the name, without article and possessive end (code points).
        outlet: its usual name.
        score: how sure it is that this is an outlet: 1 for the lexicon's.
    """

    start: int
    end: int
    outlet: str
    score: float


class Dateline(msgspec.Struct, frozen=True):
    """Where a line begins with a city and an outlet.

    Attributes:
        start, end: the outlet's name (code points).
        bare: whether no dash stands behind it: a broadcaster's manner; after a person's name it is a picture's credit.
    """

    start: int
    end: int
    bare: bool


def datelines(text: str) -> Iterator[Dateline]:
    """Every "CITY (Agency) -" at the beginning of a line of plain text, in order."""
    for match in _DATELINE.finditer(text):
        if all(_CITY_WORD.fullmatch(word) for word in match["city"].split()):
            group = next(name for name in ("name", "release", "bare") if match[name])
            yield Dateline(*match.span(group), group == "bare")


class Press(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is known about outlets before a report is read.

    Attributes:
        outlets: the outlets of the lexicon.
        crediting: the words of a credit, and those that make an outlet of a name.
        countries, bodies: names that are no outlet's.
    """

    outlets: Outlets
    crediting: Crediting
    countries: Countries
    bodies: Bodies

    @cached_property
    def others(self) -> frozenset[str]:
        """Names, as spelled, that are never an outlet's, though words around them may look so ("German newspaper")."""
        states = (s for c in self.countries.countries for s in (c.name, *c.also, *c.people, *c.capital, *c.quiet))
        bodies = (s for b in self.bodies.bodies for s in (b.name, *b.also) if self.outlets.named(s) is None)
        return frozenset((*self.crediting.never, *states, *bodies))

    @cached_property
    def goes_on(self) -> frozenset[str]:
        """Capitals that may follow an outlet's name without making it another name: "told Reuters Monday"."""
        crediting = self.crediting
        staff = (word for word in crediting.supply.staff if word[0].isupper())
        return frozenset((*_DAYS, *crediting.last_words, *crediting.first_words, *staff))

    def may_be(self, name: str) -> bool:
        """Whether a name could be an outlet's: neither known as something else, nor a body by its last word."""
        if (
            not name
            or _DESCRIBING.fullmatch(name)
            or name in self.others
            or (name.isupper() and name.title() in self.others)
        ):
            return False
        return name.rsplit(maxsplit=1)[-1] not in self.crediting.bodies


def places(text: str, press: Press, extra: Iterable[str] = ()) -> list[Place]:
    """Every place where the text names an outlet, in order, none inside another.

    Args:
        text: the report's text.
        press: the outlets known from elsewhere, and the words that make an outlet of a name.
        extra: names known as outlets' for another reason: publishers of the pile, outlets that other reports credit.
    """
    folded = plain(text)
    lexicon = list(_known(folded, press))
    opened = (folded[line.start : line.end] for line in datelines(folded) if not line.bare)
    made = {name: 0.9 for name in opened if press.may_be(name)}
    for name, score in _made_known(folded, press):
        made[name] = max(score, made.get(name, 0.0))
    made.update({name: 0.9 for name in map(_bare, extra) if name})
    others = [Place(*at, usual_name(name, press.outlets), made[name]) for name, at in _spelled(folded, made)]
    return _in_full(_without_inner([*lexicon, *others]))


def _spelled(text: str, names: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where any of these names stands in the text, in order; a report may make thousands of names known."""
    by_first: dict[str, set[str]] = {}
    for name in names:
        if len(name) <= LONGEST and (first := _FIRST.match(name)):
            by_first.setdefault(first.group(), set()).add(name)
    longest = {first: max(map(len, known)) for first, known in by_first.items()}
    for token in _FIRST.finditer(text):
        if token.group() in by_first:
            start = token.start()
            ends = (last.start() for last in _LAST.finditer(text, token.end(), start + longest[token.group()] + 1))
            yield from ((text[start:end], (start, end)) for end in ends if text[start:end] in by_first[token.group()])


def _known(text: str, press: Press) -> Iterator[Place]:
    index = _by_first_word(press.outlets)
    for token in _TOKEN.finditer(text):
        first = token.group().removesuffix("'s")
        for spelling in index.get("The" if first == "the" else first, ()):
            end = token.start() + len(spelling)
            if text.startswith(spelling[1:], token.start() + 1) and not text[end : end + 1].isalnum():
                following = _CAPITAL.match(text, end)
                if following is None or following.group(1) in press.goes_on:
                    yield Place(token.start(), end, press.outlets.by_name[spelling].name, 1.0)
                break


def _made_known(text: str, press: Press) -> Iterator[tuple[str, float]]:
    """The names that the text itself makes an outlet's, and how surely."""
    called, firm, longer = _patterns(press.crediting)
    for pattern, score in ((called, 0.9), (firm, 0.8), (longer, 0.85)):
        for match in pattern.finditer(text):
            name = _bare(next(filter(None, match.groupdict().values())))
            owner, _, rest = name.partition("'s ")
            if rest and (owner in press.others or " " in rest):
                name = rest  # "Russia's RT"
            whole = pattern is not longer or (" " in name and "'s " not in name)
            if whole and press.may_be(name) and not _runs_into_known(name, press.outlets):
                yield name, score


def _runs_into_known(name: str, outlets: Outlets) -> bool:
    """Whether other words run into the name of a known outlet: "Jane Doe Washington Post", in a byline."""
    words = name.split()
    for n in range(1, len(words)):
        known = outlets.by_name.get(" ".join(words[n:]))
        if known is not None:
            joined = words[n - 1] in ("and", "The", "the") or re.search(r"[a-z]-[a-z]", words[n - 1]) is not None
            return known.supplies or joined or n >= 2 or len(words) - n >= 3
    return False


def _bare(name: str) -> str:
    """The name without a leading article or preposition and without a possessive end."""
    return _LEADING.sub("", plain(" ".join(name.split())).removesuffix("'s").rstrip("'"))


def _in_full(found: list[Place]) -> list[Place]:
    """The places, a one-word name taken for the fuller one before it that it is short for: "the Times"."""
    full: dict[str, Place] = {}
    told = []
    for place in found:
        short = place.outlet.removeprefix("The ")
        if " " in short:
            full[short.rsplit(maxsplit=1)[-1]] = place
        elif short in full:
            place = structs.replace(place, outlet=full[short].outlet)  # noqa: PLW2901
        told.append(place)
    return told


def _without_inner(found: list[Place]) -> list[Place]:
    """The places in text order; of two that overlap the longer, then the surer."""
    kept: list[Place] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end, -p.score)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


@lru_cache(maxsize=4)
def _by_first_word(outlets: Outlets) -> dict[str, list[str]]:
    """The lexicon's spellings by their first word, longest first; an article is left to the text."""
    index: dict[str, list[str]] = {}
    for spelling in sorted(outlets.by_name, key=lambda s: (-len(s), s)):
        token = _TOKEN.match(spelling)
        if token is not None:
            index.setdefault(token.group(), []).append(spelling)
    return index


@lru_cache(maxsize=4)
def _patterns(crediting: Crediting) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    called = alternatives(crediting.called)
    # At the beginning of a sentence; one word with a capital is as often part of a name ("Daily Mail").
    opening = alternatives(word[0].upper() + word[1:] for word in crediting.called if " " in word)
    phrases = [words for group in crediting.before if group.firm for words in group.words]
    firm = alternatives([*phrases, *crediting.supply.notices])
    last, first = alternatives(crediting.last_words), alternatives(crediting.first_words)
    word = rf"[A-Z][\w&'-]{{0,{_LONGEST_WORD}}}"
    beside = (
        rf"\b(?:{called}|{opening}),? (?:the )?(?P<name>{NAME})"  # news agency Name
        # Name, a news agency; not "the Ostran broadcaster PBO"
        rf"|\b(?P<other>{NAME})(?: (?:{called})\b(?! [A-Z])|, an? (?:[\w-]+ ){{0,3}}?(?:{called})\b)"
    )
    longer = rf"\b(?P<name>{word}(?: (?:of |and )?{word}){{0,3}} (?:{last})\b(?! [A-Z])|(?:{first}) {word}(?: {word})?)"
    return (
        re.compile(beside),
        # "Quoted by the *Ostran* broadcaster PBO": a word for whose it is.
        re.compile(rf"\b(?i:{firm}) (?:the )?(?:(?:{called}) )?(?P<name>{NAME})(?!\w| (?:{called}) [A-Z])"),
        re.compile(longer),
    )


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of these phrases, the longest first; "…" stands for up to eight words."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(plain(w)).replace(r"\ ", " ").replace(" … ", r"(?: [^\s.;:]+){0,8} ") for w in ordered)
