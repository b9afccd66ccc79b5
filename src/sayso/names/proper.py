"""Proper names: what the parser calls a name, put right by rules a reader can check.

The small parser knows names by their surroundings and is often wrong about their kind. In order: a known outlet is a
body; a known state or capital is a place, unless it says or does something as a government would; a name behind a
title is a person; a short form in brackets is what stands before it; the same words are of one kind throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sayso.lexicon.countries import Countries
from sayso.lexicon.cues import Cues
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.records import Name
from sayso.syntax import SUBJECTS, Parse, Token
from sayso.text import Span, bare
from sayso.vocab import NameKind

_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "PRODUCT": NameKind.PRODUCT,
    "LAW": NameKind.DOCUMENT,
    "WORK_OF_ART": NameKind.DOCUMENT,
}

#: Words, as written, that the parser's names often carry at their edges and that are no part of them.
_EDGES = frozenset({"the", "The", "'s", "'", "a", "A", "an", '"', "(", ")", ",", ".", "-", ":", ";", "and", "of"})

#: Rules that take the parser's word for what a name is the name of.
_GUESSED = frozenset({"parser@1", "overlooked@1"})

#: A name of more tokens is a headline or a list.
_LONGEST = 10

#: A body's name of so many words is called by its first alone: "Castor Pumping Works" is "Castor".
_LONG = 3

#: Nouns for a person or a body: "the smelter's *owner*, Castor Zinc".
_EITHER = frozenset({"owner", "holder", "buyer", "seller", "landlord", "tenant", "partner", "licensee", "employer"})

#: Between a name and "its", so many words at most.
_NEAR = 12

_TITLES = frozenset(
    {
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Miss",
        "Dr",
        "Dr.",
        "Prof",
        "Prof.",
        "Sir",
        "Dame",
        "Sen.",
        "Rep.",
        "Gov.",
    }
)


class _Found(msgspec.Struct, frozen=True):
    tokens: tuple[Token, ...]
    kind: NameKind
    rule: str
    score: float


def proper_names(
    parse: Parse, *, roles: Roles, cues: Cues, outlets: Outlets, countries: Countries, nouns: Nouns
) -> list[Name]:
    """The proper names of one report, in text order, not overlapping."""
    states = {*countries.by_name, *countries.by_capital}
    found: list[_Found] = []
    for part in (part for run in _runs(parse) for part in _parted(parse, run, roles, nouns)):
        tokens = _trimmed(part)
        while len(tokens) > 1 and tokens[0].text in _TITLES:
            tokens = tokens[1:]
        if not tokens or len(tokens) > _LONGEST or not any(t.text[0].isupper() for t in tokens):
            continue
        found.append(_judged(parse, tokens, roles, cues, outlets, nouns, states))
    found.extend(_short_forms(parse, found))
    found.extend(_surnames(parse, found, _by_use(parse, found, roles)))
    found.extend(_overlooked(parse, found))
    return [_name(parse, f) for f in sorted(_agreed(parse, found, roles), key=lambda f: f.tokens[0].i)]


def _runs(parse: Parse) -> list[list[Token]]:
    """The tokens of each entity that the parser marks with a kind we keep."""
    runs: list[list[Token]] = []
    for token in parse.tokens:
        if token.ent not in _KINDS:
            continue
        if runs and not token.ent_start and runs[-1][-1].i == token.i - 1 and runs[-1][-1].ent == token.ent:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _parted(parse: Parse, run: Sequence[Token], roles: Roles, nouns: Nouns) -> list[Sequence[Token]]:
    """The run; in two where a person's name behind a comma was taken for more of a place's: "of Rood, *Kees Amdal*"."""
    comma = next((n for n, token in enumerate(run) if token.text == ","), None)
    behind = [] if comma is None else [t for t in run[comma + 1 :] if t.pos == "PROPN"]
    if comma and len(behind) in {2, 3} and any(_means_person(t, roles, nouns) for t in _beside(parse, behind[-1])):
        return [run[:comma], run[comma + 1 :]]
    return [run]


def _trimmed(run: Sequence[Token]) -> tuple[Token, ...]:
    first, last = 0, len(run)
    opened = next((n for n, token in enumerate(run) if token.text == "("), last)
    if not any(token.text == ")" for token in run[opened:]):
        last = opened  # a short form in brackets is a name of its own
    while first < last and run[first].text in _EDGES:
        first += 1
    while last > first and run[last - 1].text in _EDGES:
        last -= 1
    return tuple(run[first:last])


def _judged(
    parse: Parse,
    tokens: tuple[Token, ...],
    roles: Roles,
    cues: Cues,
    outlets: Outlets,
    nouns: Nouns,
    states: set[str],
) -> _Found:
    words = _words(parse, tokens)
    if outlets.named(words) is not None:
        return _Found(tokens, NameKind.ORGANISATION, "known-outlet@1", 0.95)
    if bare(words) in states or words in roles.seats:
        kind = NameKind.ORGANISATION if _acts(parse, tokens[-1], cues) else NameKind.PLACE
        return _Found(tokens, kind, "state@1", 0.9)
    if tokens[0].ent in {"ORG", "GPE", "PERSON"} and _titled(parse, tokens, roles, nouns):
        return _Found(tokens, NameKind.PERSON, "titled@1", 0.9)
    if tokens[0].ent in {"ORG", "PERSON", "GPE"} and _embodied(parse, tokens, roles):
        return _Found(tokens, NameKind.ORGANISATION, "body-word@1", 0.8)
    if tokens[0].ent in {"ORG", "PERSON"}:
        told = _told_behind(parse, tokens)
        if told is not None:
            return _Found(tokens, told, "told-behind@1", 0.85)
    if tokens[0].ent == "PERSON" and _is_thing(parse, tokens[-1]):
        return _Found(tokens, NameKind.ORGANISATION, "its@1", 0.8)
    return _Found(tokens, _KINDS[tokens[0].ent], "parser@1", 0.7)


def _told_behind(parse: Parse, tokens: tuple[Token, ...]) -> NameKind | None:
    """What the words behind a name's comma say that it is: an age or "who" a person, "which" a body."""
    after = [t.text for t in parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 4]]
    if len(after) < 3 or after[0] != "," or not all(t.pos == "PROPN" for t in tokens):
        return None
    if after[1] == "which":
        return NameKind.ORGANISATION
    aged = after[1].isdigit() and len(after[1]) <= 2 and after[2] in {",", ".", "of"}
    return NameKind.PERSON if after[1] == "who" or (aged and len(tokens) in {2, 3}) else None


def _is_thing(parse: Parse, name: Token) -> bool:
    """Whether "its" leads back to a name that does something: "Castor denies *its* guilt".

    No other noun stands between, but for one that the "its" helps to tell of ("denies that water from *its* tank …").
    """
    subject = parse.head(name) if name.dep == "appos" else name
    if subject.dep not in SUBJECTS:
        return False
    near = parse.tokens[name.i + 1 : name.i + 1 + _NEAR]
    its = next((t for t in near if t.sentence == name.sentence and t.text.lower() == "its"), None)
    if its is None:
        return False
    above = {t.i for t in parse.ancestors(its)}
    return all(t.pos not in {"NOUN", "PROPN"} or t.i in above for t in parse.tokens[name.i + 1 : its.i])


def _titled(parse: Parse, tokens: tuple[Token, ...], roles: Roles, nouns: Nouns) -> bool:
    """Whether a title or function stands beside a name that could be a person's ("Chancellor Ann Lee").

    A noun that may mean a body too ("contractor") tells nothing about a name of one word.
    """
    first, last = tokens[0], tokens[-1]
    if len(tokens) > 4 or not all(t.pos == "PROPN" for t in tokens) or last.text.isupper():
        return False
    if len(tokens) in {2, 3} and any(_means_person(t, roles, nouns) for t in _beside(parse, last)):
        return True
    if first.i == 0:
        return False
    before = parse.tokens[first.i - 1]
    if before.sentence != first.sentence:
        return False
    if before.text in _TITLES:
        return True
    told = before.text.lower() in roles.people or _means_person(before, roles, nouns)
    either = before.lemma.lower() in roles.bodies and len(tokens) == 1
    return told and not either and before.dep in {"compound", "nmod"} and before.head >= first.i


def _beside(parse: Parse, name: Token) -> list[Token]:
    """The noun in apposition to a name, on either side of its comma ("*the mayor*, Ann Lee", "Ann Lee, *a nurse*")."""
    behind = parse.child(name, "appos")
    before = parse.head(name) if name.dep == "appos" else None
    return [noun for noun in (behind, before) if noun is not None and (noun.pos == "NOUN" or noun.text.islower())]


def _means_person(noun: Token, roles: Roles, nouns: Nouns) -> bool:
    """Whether a common noun means a human being, and not a body, nor one as well as the other ("owner")."""
    known = noun.lemma in roles.people or noun.lemma in roles.speakers or noun.lemma in nouns.persons
    return known and noun.lemma not in roles.bodies | _EITHER


def _embodied(parse: Parse, tokens: tuple[Token, ...], roles: Roles) -> bool:
    """Whether the words around a name say that it is a body ("freight group *Castor*", "a *Castor* spokesman")."""
    first, last = tokens[0], tokens[-1]
    above = parse.head(last)
    if last.lemma in roles.bodies and len(tokens) > 1:
        return True
    if first.ent == "GPE":
        return False
    if last.dep == "poss" and above.lemma in roles.belongings - {"lawyer"}:
        return True
    if last.dep == "pobj" and above.lemma in {"for", "at"} and parse.head(above).lemma in roles.speakers:
        return True
    before = parse.tokens[first.i - 1] if first.i else first
    joined = (before.dep in {"compound", "nmod", "amod"} and before.head >= first.i) or last.head == before.i
    if before.lemma in roles.bodies and joined:
        return True
    after = parse.head(last)
    return last.dep in {"compound", "nmod"} and after.i == last.i + 1 and after.lemma in roles.speakers


def _acts(parse: Parse, head: Token, cues: Cues) -> bool:
    """Whether the place says something, or owns what is said: then its government is meant."""
    at = head
    if at.dep == "compound":
        return False
    above = parse.head(at)
    if at.dep == "poss":
        return above.lemma in cues.noun_class
    if at.dep == "pobj" and above.dep == "agent":
        return True
    if at.dep == "conj":
        at, above = above, parse.head(above)
    return at.dep == "nsubj" and (above.lemma in cues.verb_class or parse.child(above, "xcomp", "acomp") is not None)


def _short_forms(parse: Parse, found: Sequence[_Found]) -> list[_Found]:
    """Short forms that the report explains in brackets, wherever they stand ("the Water Board (WB) … WB said")."""
    taken = {t.i for f in found for t in f.tokens}
    kinds: dict[str, NameKind] = {}
    for name in found:
        last = name.tokens[-1].i
        inside = parse.tokens[last + 1 : last + 4]
        if len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")" and _is_short(inside[1].text):
            kinds[inside[1].text] = name.kind
    return [
        _Found((t,), kinds[t.text], "short-form@1", 0.95) for t in parse.tokens if t.text in kinds and t.i not in taken
    ]


def _surnames(parse: Parse, found: Sequence[_Found], by_use: Mapping[str, NameKind]) -> list[_Found]:
    """Surnames that stand alone, of people whom the report names in full somewhere."""
    taken = {t.i for f in found for t in f.tokens}
    owners = {
        f.tokens[-1].text
        for f in found
        if len(f.tokens) > 1 and by_use.get(_words(parse, f.tokens), f.kind) is NameKind.PERSON
    }
    return [
        _Found((t,), NameKind.PERSON, "surname@1", 0.9)
        for t in parse.tokens
        if t.text in owners and t.pos == "PROPN" and t.i not in taken
    ]


def _overlooked(parse: Parse, found: Sequence[_Found]) -> list[_Found]:
    """Names of one word that the parser saw elsewhere and took for common nouns here: "*Castor* admits theft"."""
    taken = {t.i for f in found for t in f.tokens}
    lower = {t.text for t in parse.tokens if t.text.islower()}
    kinds = {f.tokens[0].text: f.kind for f in found if len(f.tokens) == 1 and f.tokens[0].text[0].isupper()}
    return [
        _Found((t,), kinds[t.text], "overlooked@1", 0.7)
        for t in parse.tokens
        if t.text in kinds and t.i not in taken and t.pos in {"NOUN", "PROPN"} and t.text.lower() not in lower
    ]


def _is_short(text: str) -> bool:
    return 2 <= len(text) <= 8 and sum(c.isupper() for c in text) >= 2


def _agreed(parse: Parse, found: Sequence[_Found], roles: Roles) -> list[_Found]:
    """The names with one kind for the same words, surnames of people who are named in full, no scraps of headlines."""
    votes: dict[str, Counter[NameKind]] = {}
    surnames: set[str] = set()
    # A short form of a body's name, its first word, is that body's: "Castor" where "Castor Pumps" is one.
    by_use = _by_use(parse, found, roles)
    bodies = {n.tokens[0].text for n in found if n.rule == "body-word@1" and len(n.tokens) > 1}
    bodies |= {words.split()[0] for words, kind in by_use.items() if kind is NameKind.ORGANISATION}
    bodies |= {n.tokens[0].text for n in found if n.kind is NameKind.ORGANISATION and len(n.tokens) >= _LONG}
    bodies -= {n.tokens[-1].text for n in found if n.kind is NameKind.PERSON and len(n.tokens) > 1}
    for name in found:
        if name.rule != "state@1":
            votes.setdefault(_words(parse, name.tokens), Counter())[name.kind] += 1 if name.rule in _GUESSED else 100
    for words, kind in by_use.items():
        if max(votes[words].values()) < 100:
            votes[words][kind] += 50
    for name in found:
        votes_here = votes.get(_words(parse, name.tokens), Counter({name.kind: 1}))
        if len(name.tokens) > 1 and votes_here.most_common(1)[0][0] is NameKind.PERSON:
            surnames.add(name.tokens[-1].text)
    running = {_words(parse, name.tokens) for name in found if not _in_title_case(parse, name.tokens[0])}
    agreed = []
    for name in found:
        words = _words(parse, name.tokens)
        if name.rule == "parser@1" and words not in running:
            continue
        kind = name.kind
        if name.rule != "state@1":
            most = max(votes[words].values())
            kind = kind if votes[words][kind] == most else next(k for k, n in votes[words].items() if n == most)
            kind = NameKind.PERSON if words in surnames else kind
            kind = NameKind.ORGANISATION if words in bodies else kind
        agreed.append(name if kind is name.kind else _Found(name.tokens, kind, "same-words@1", name.score))
    return agreed


def _by_use(parse: Parse, found: Sequence[_Found], roles: Roles) -> dict[str, NameKind]:
    """What two-word names are by the word that stands for them later.

    People are called by their last word ("Ann *Lee* … *Lee* said", "… Mr *Lee* said"). A body is called by its first,
    if its last is a common noun of the report ("*Castor* Pumps … *Castor* said").
    """
    tokens = parse.tokens
    alone = set[str]()
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        beside = [
            t for t in (before, after) if t is not None and t.sentence == token.sentence and t.text not in _TITLES
        ]
        the = before is not None and before.text.lower() == "the"
        if token.pos == "PROPN" and not the and not any(t.pos == "PROPN" for t in beside):
            alone.add(token.text)
    nouns = {form for t in tokens if t.pos == "NOUN" for form in (t.text, t.lemma)}
    kinds = {}
    for name in found:
        if len(name.tokens) != 2 or name.rule != "parser@1" or not all(t.pos == "PROPN" for t in name.tokens):
            continue
        first, last = (t.text for t in name.tokens)
        common = last.lower() in nouns or name.tokens[1].lemma.lower() in nouns
        if last in alone and first not in alone and not common and last.lower() not in roles.bodies:
            kinds[_words(parse, name.tokens)] = NameKind.PERSON
        elif first in alone and last not in alone and common:
            kinds[_words(parse, name.tokens)] = NameKind.ORGANISATION
    return kinds


def _in_title_case(parse: Parse, token: Token) -> bool:
    """Whether the sentence is a headline whose every word has a capital, where capitals prove no name."""
    words = [
        t for t in parse.sentence_tokens(parse.sentences[token.sentence])[:40] if len(t.text) > 3 and t.text.isalpha()
    ]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _words(parse: Parse, tokens: Sequence[Token]) -> str:
    return " ".join(parse.text[tokens[0].start : tokens[-1].end].split())


def _name(parse: Parse, found: _Found) -> Name:
    span = Span(parse.doc_id, found.tokens[0].start, found.tokens[-1].end)
    return Name(doc_id=parse.doc_id, span=span, kind=found.kind, made_by=f"names/{found.rule}", score=found.score)
