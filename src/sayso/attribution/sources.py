"""What kind of source it is, and what it is called when shown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

import msgspec

from sayso.attribution.reading import Reading
from sayso.syntax import Token
from sayso.text import squeeze
from sayso.vocab import NameKind, SourceKind

UNSPECIFIED = "unspecified"

_ONE_PERSON = frozenset({"he", "she", "him", "her", "his", "i", "you", "who"})
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof"})
_ARTICLES = ("the ", "a ", "an ")
_AGE = re.compile(r",? ?\(?\b\d{1,3}\)?$")


#: What may stand between a comma and a name: "…, *the aircraft lessor* Harrow".
_BEFORE_NAME = frozenset({"DET", "ADJ", "NOUN"})

_NAMED = {NameKind.PERSON: SourceKind.PERSON, NameKind.ORGANISATION: SourceKind.ORGANISATION}


class Described(msgspec.Struct, frozen=True):
    """A source's label and kind."""

    label: str
    kind: SourceKind


def described(
    reading: Reading, head: Token | None, source: Sequence[Token], full_names: Mapping[str, str]
) -> Described:
    """What a source is called and who it is, from its own words."""
    if head is None or not source:
        return Described(UNSPECIFIED, SourceKind.UNSPECIFIED)
    owner = reading.parse.child(head, "poss") if head.lemma in reading.cues.utterances else None
    if owner is not None and owner.pos == "PROPN":  # "the *union's* statement": it is the union that speaks
        whose = {t.i for t in reading.parse.subtree(owner) if t.dep != "case"}
        return described(reading, owner, [t for t in source if t.i in whose] or [owner], full_names)
    outlet = _outlet(reading, head, source)
    if outlet is not None:
        return Described(outlet, SourceKind.OUTLET)
    what = _whole_of(reading, head) or head
    if _is_document(reading, what):
        kind = SourceKind.POLL if what.lemma in reading.roles.polls else SourceKind.DOCUMENT
        return Described(_label(reading, source), kind)
    if _is_called_document(reading, head, source):
        return Described(_label(reading, source), SourceKind.DOCUMENT)
    person = _person(reading, head, source, full_names) or _beside_function(reading, head, source)
    if person is not None:
        return Described(full_names.get(person, person), SourceKind.PERSON)
    beside = _behind_comma(reading, head, source)
    if beside is not None:
        return beside
    if head.lemma in reading.roles.speakers:
        return _spokesperson(reading, head, source)
    return Described(_label(reading, _name_only(reading, head, source)), _kind(reading, head))


def _name_only(reading: Reading, head: Token, source: Sequence[Token]) -> Sequence[Token]:
    """A body's name without the words before it that say what it is ("rating agency *Harrow*")."""
    if head.pos != "PROPN" or reading.name_kind(head) is not NameKind.ORGANISATION:
        return source
    at = next((n for n, t in enumerate(source) if t.i == head.i), 0)
    first = at
    while first > 0 and reading.name_kind(source[first - 1]) is NameKind.ORGANISATION:
        first -= 1
    kinds = {t.lemma for t in source[:first]} & reading.roles.bodies
    return source[first:] if kinds else source


def _is_document(reading: Reading, head: Token) -> bool:
    """Whether the noun is something that is read; "the survey" but never "a Ministry of Documents"."""
    return head.pos == "NOUN" and not reading.means_body(head) and reading.is_read(head)


def _is_called_document(reading: Reading, head: Token, source: Sequence[Token]) -> bool:
    """Whether the words behind a name say that something is read ("Harbour Watch, *a database*")."""
    beside = reading.parse.child(head, "appos") if head.pos == "PROPN" else None
    return beside is not None and beside in source and _is_document(reading, beside)


def turn(reading: Reading, label: Sequence[Token], full_names: Mapping[str, str]) -> Described:
    """Who speaks in a transcript: a role is nobody's name, anything else a person's ("DEARY" for "Callum Deary").

    Of an interview it may be the paper ("she tells *Footlight*", "FOOTLIGHT: …").
    """
    words = [t.text.lower() for t in label]
    name = " ".join(t.text.capitalize() if t.text.isupper() else t.text for t in label)
    roles = reading.roles.people | reading.roles.sources | reading.roles.audiences
    if words == ["q"] or (len(name) == 1 and not full_names) or not roles.isdisjoint(words):
        return Described(name, SourceKind.ANONYMOUS)
    if name in reading.spoken_to and name not in full_names:
        return Described(name, SourceKind.OUTLET)
    return Described(full_names.get(name.split()[-1], name), SourceKind.PERSON)


def _kind(reading: Reading, head: Token) -> SourceKind:
    roles, lemma = reading.roles, head.lemma
    whole = _whole_of(reading, head)
    if whole is not None and reading.means_body(whole):
        return SourceKind.ORGANISATION
    if whole is not None or head.pos == "NUM" or head.text == "%" or lemma in roles.portions:
        return SourceKind.ANONYMOUS
    if head.pos == "PRON":
        return _kind_of_pronoun(reading, head)
    if _has_age(reading, head):
        return SourceKind.PERSON  # "*the striker, 24,*": somebody who was named before
    called = reading.parse.child(head, "appos")
    if reading.means_person(head):
        body = called is not None and called.pos == "NOUN" and reading.means_body(called)
        return SourceKind.ORGANISATION if body else SourceKind.ANONYMOUS
    named = reading.name_kind(head) is NameKind.ORGANISATION
    if head.pos == "PROPN" or named or _is_short_form(head) or _is_written_as_name(reading, head):
        return SourceKind.ORGANISATION
    if called is not None and head.text.istitle():  # "*Trackform*, the contractor": no noun, whatever the parse says
        return SourceKind.ORGANISATION if reading.means_body(called) else SourceKind.PERSON
    if _names_outlet(reading, head):
        return SourceKind.OUTLET
    if reading.means_body(head):
        return SourceKind.ORGANISATION
    if head.pos in {"DET", "NUM", "ADJ"} or lemma in roles.indefinite:
        return SourceKind.ANONYMOUS
    # What says something and is neither somebody nor a body is looked at: "*telemetry* shows".
    return SourceKind.DOCUMENT


def _kind_of_pronoun(reading: Reading, head: Token) -> SourceKind:
    word = head.text.lower()
    if word == "we" and not reading.quoted(head):
        return SourceKind.OUTLET  # the report's own voice
    if word == "it":
        return SourceKind.ORGANISATION
    return SourceKind.PERSON if word in _ONE_PERSON else SourceKind.ANONYMOUS


def _has_age(reading: Reading, head: Token) -> bool:
    """Whether the reader is told the age of somebody known ("*The 24-year-old*", "*the striker*, 24,")."""
    parse = reading.parse
    article = parse.child(head, "det")
    if article is None or article.lemma != "the":
        return False
    after = [t.text for t in parse.tokens[head.i + 1 : head.i + 4]]
    aged = len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit() and len(after[1]) == 2
    return aged or (head.lemma in {"old", "-"} and "year" in {t.lemma for t in parse.subtree(head)})


def _whole_of(reading: Reading, head: Token) -> Token | None:
    """What a number, "the last" or "half" is a part of ("*four of the* states", "*a majority of* voters")."""
    roles = reading.roles
    if head.pos not in {"NUM", "ADJ", "DET"} and head.lemma not in roles.indefinite | roles.portions:
        return None
    of = next((c for c in reading.parse.children(head) if c.dep == "prep" and c.lemma == "of"), None)
    return reading.parse.child(of, "pobj") if of is not None else None


def _is_written_as_name(reading: Reading, head: Token) -> bool:
    """Whether a common noun and the word beside it have capitals ("*Rivers* Without Borders")."""
    beside = (*reading.parse.tokens[max(head.i - 1, 0) : head.i], *reading.parse.tokens[head.i + 1 : head.i + 2])
    return head.text.istitle() and any(t.text.istitle() and t.sentence == head.sentence for t in beside)


def _are_several(head: Token) -> bool:
    """Whether a common noun means several people, who are not one by a name ("*lawyers* for the loser, Ann Lee")."""
    return head.tag == "NNS"


def _is_short_form(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _person(reading: Reading, head: Token, source: Sequence[Token], full_names: Mapping[str, str]) -> str | None:
    """The person's name that the source is, or that stands beside its role ("the mayor, *Ann Lee*")."""
    words = _text(reading, source)
    if words in full_names:
        return words
    if _is_lone(reading, head, source):
        return None
    inside = {t.i for t in source}
    is_body = reading.name_kind(head) is NameKind.ORGANISATION or _are_several(head) or _is_body(reading, head)
    for token in (head, *([] if is_body else reading.parse.children(head))):
        beside = token.i == head.i or token.dep in {"appos", "compound", "nmod"}
        if not beside or token.i not in inside or reading.name_kind(token) is not NameKind.PERSON:
            continue
        run = [t for t in source if reading.name_kind(t) is NameKind.PERSON and abs(t.i - token.i) <= 6]
        return _named(reading, run, token)
    return _titled(reading, head, source)


def _is_lone(reading: Reading, head: Token, source: Sequence[Token]) -> bool:
    """Whether a name of one word is nobody's whom the report names in full, and no given name: then it is a body's."""
    named = [t for t in source if reading.name_kind(t) is NameKind.PERSON]
    if len(named) != 1 or named[0].i != head.i or head.text in reading.last_words:
        return False
    words = {t.text.lower() for t in source}
    persons, lower = reading.persons, head.text.lower()
    is_given = lower in persons.men or lower in persons.women
    aged = any(t.text.isdigit() for t in source)
    titled = any(reading.means_person(t) and not reading.means_body(t) for t in source if t.i != head.i)
    before = reading.parse.tokens[head.i - 1].text.rstrip(".") if head.i else ""
    return not (is_given or titled or aged or before in _HONORIFICS or words & {"who", "whose"})


def _beside_function(reading: Reading, head: Token, source: Sequence[Token]) -> str | None:
    """A name beside a function ("*Ann Lee*, director of the port", "a spokesman for it, *Ann Lee*")."""
    roles = reading.roles
    inside = {t.i for t in source}
    for token in source:
        if token.dep != "appos" or token.i not in inside:
            continue
        if (
            head.pos == "PROPN"
            and token.lemma in roles.people | roles.speakers
            and reading.parse.head(token).i == head.i
        ):
            run = [t for t in source if t.i <= head.i and t.pos == "PROPN"]
            return _named(reading, run, head)
        kind = reading.name_kind(token)
        mine = (reading.parse.head(token).i == head.i and head.tag == "NN") or kind is NameKind.PERSON
        if _are_several(head) or kind is NameKind.ORGANISATION:
            continue
        if reading.means_person(head) and token.pos == "PROPN" and mine:
            run = [t for t in source if t.pos == "PROPN" and reading.name_kind(t) is kind]
            return _named(reading, run, token)
    return None


def _behind_comma(reading: Reading, head: Token, source: Sequence[Token]) -> Described | None:
    """The name behind the comma of a function, however the parse joins them ("the referee, *Ann Lee*,")."""
    if not (reading.means_person(head) or reading.means_body(head) or head.pos == "NUM"):
        return None
    several = _are_several(head) and not any(t.dep == "conj" for t in source)
    for comma, behind in itertools.pairwise(source):
        token = next((t for t in source if t.i >= behind.i and t.pos not in _BEFORE_NAME), behind)
        kind = reading.name_kind(token)
        if comma.text != "," or token.i < head.i or kind not in _NAMED or (several and kind is NameKind.PERSON):
            continue
        run = [t for t in source if t.i >= token.i and reading.name_kind(t) is kind]
        named = SourceKind.ORGANISATION if _is_body(reading, head) else _NAMED[kind]
        return Described(_named(reading, run, token), named)
    return None


def _is_body(reading: Reading, head: Token) -> bool:
    """Whether the words say that a body speaks, whatever its name looks like ("*the company*, Ann Lee Foods")."""
    return head.pos == "NOUN" and reading.means_body(head) and not reading.means_person(head)


def _titled(reading: Reading, head: Token, source: Sequence[Token]) -> str | None:
    """The name behind a function, where the parser knows no name ("spokesman *Ira Holt*")."""
    if head.pos != "PROPN" or reading.name_kind(head) is NameKind.ORGANISATION:  # "Citizen Watch"
        return None
    before = [t for t in source if t.i < head.i]
    functions = [t.i for t in before if t.text.lower() in reading.roles.people | reading.roles.speakers]
    if not functions:
        return None
    run = [t for t in source if functions[-1] < t.i <= head.i]
    return _text(reading, run) if all(t.pos == "PROPN" and t.text[:1].isupper() for t in run) else None


def _named(reading: Reading, run: Sequence[Token], token: Token) -> str:
    """The unbroken run of name tokens around a token."""
    first = last = token.i
    places = {t.i for t in run}
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    while first < last and reading.parse.tokens[first].text.rstrip(".") in _HONORIFICS:
        first += 1
    return _text(reading, reading.parse.tokens[first : last + 1])


def _spokesperson(reading: Reading, head: Token, source: Sequence[Token]) -> Described:
    """The body that an unnamed spokesperson speaks for ("a *ministry* spokeswoman", "a spokesman for *the union*").

    Who speaks for a person is nobody that is known; without a word of whom, it is some body.
    """
    if head.tag == "NNS":
        return Described(_label(reading, source), SourceKind.ANONYMOUS)
    spoken_for = _spoken_for(reading, head, source)
    if spoken_for is None:
        return Described(_label(reading, source), SourceKind.ORGANISATION)
    whose = spoken_for[-1]
    person = reading.name_kind(whose) is NameKind.PERSON or (whose.tag != "NNS" and reading.means_person(whose))
    if person or whose.text.lower() in {"his", "her", "my"}:
        return Described(_label(reading, source), SourceKind.ANONYMOUS)
    body = _label(reading, spoken_for)
    outlet = _outlet(reading, whose, spoken_for)
    return Described(f"{body} (spokesperson)", SourceKind.OUTLET if outlet else SourceKind.ORGANISATION)


def _spoken_for(reading: Reading, head: Token, source: Sequence[Token]) -> Sequence[Token] | None:
    """The words for the body or the person that a spokesperson speaks for."""
    parse = reading.parse
    inside = {t.i for t in source}
    for link in parse.children(head):
        if link.dep == "prep" and link.lemma in {"for", "of", "from", "at"}:
            body = parse.child(link, "pobj")
            if body is not None:
                return [t for t in parse.subtree(body) if t.i in inside and t.i <= body.i] or [body]
    before = [t for t in source if t.i < head.i and t.dep in {"compound", "poss", "nmod", "amod"}]
    bodies = [t for t in before if t.pos in {"PROPN", "NOUN", "PRON"}]
    if not bodies:
        return None
    return [t for t in source if bodies[0].i <= t.i < head.i and t.dep != "case"]


def _outlet(reading: Reading, head: Token, source: Sequence[Token]) -> str | None:
    """The outlet that the source is, or whose report it is ("the *Reuters* report")."""
    text, outlets = reading.text, reading.outlets
    upto = [t for t in source if t.i <= head.i]
    if not upto:
        return None
    if head.pos == "PROPN":
        for first in upto:
            if first is head and _is_surname(reading, head):
                continue
            known = outlets.named(text[first.start : head.end])
            if known is not None and first.dep in {"compound", "det", "nmod", "nsubj", "pobj", head.dep}:
                return known.name
        return _called_outlet(reading, upto)
    publishes = _names_outlet(reading, head)
    if head.lemma not in reading.roles.products and not publishes:
        return None
    behind = next((t.i for t in source if t.i > head.i and t.pos == "ADP"), len(reading.parse))  # "a paper *in* Nature"
    near = [t for t in source if t.i < behind] if publishes else upto
    run = [t for t in near if (t.pos == "PROPN" or t.text.isupper()) and t.i != head.i]
    if not run:
        return None
    name = _text(reading, run)
    known = outlets.named(name)
    if known is not None:
        return known.name
    return name if publishes and run[0].i > head.i else _called_outlet(reading, run)


def _is_surname(reading: Reading, name: Token) -> bool:
    """Whether a last word is a person's, whatever outlet is called so too ("Hugh *Hill*", not "the *Hill*")."""
    before = reading.parse.tokens[name.i - 1] if name.i else name
    return reading.name_kind(name) is NameKind.PERSON or (before.pos == "PROPN" and before.head == name.i)


def _names_outlet(reading: Reading, noun: Token) -> bool:
    """Whether the noun, with the word before it, is one for an outlet ("news *agency*", "newspaper")."""
    before = reading.parse.tokens[noun.i - 1].lemma if noun.i else ""
    words = {noun.lemma, noun.text.lower(), f"{before} {noun.lemma}"}
    return not words.isdisjoint(reading.roles.outlets)


def _text(reading: Reading, run: Sequence[Token]) -> str:
    words = squeeze(reading.text[run[0].start : run[-1].end])
    return words.removesuffix("'s").removesuffix("’s")


def _called_outlet(reading: Reading, words: Sequence[Token]) -> str | None:
    """An outlet that the lexicon does not know, by its name or by what it is called ("the news agency *TPA*")."""
    roles = reading.roles
    proper = [t for t in words if t.pos in {"PROPN", "NUM"}]
    if not proper or proper[0].pos == "NUM":
        return None
    before = reading.text[words[0].start : proper[0].start].lower().split()
    described_so = any(" ".join(before[-n:]) in roles.outlets for n in (1, 2) if len(before) >= n)
    name = _text(reading, proper)
    is_channel = proper[0].text in roles.channels and len(proper) > 1
    is_masthead = len(proper) > 1 or words[0].text.lower() == "the"  # "*the* Gazette"
    if not (
        described_so
        or is_channel
        or name in reading.own_outlets
        or (is_masthead and proper[-1].text in roles.mastheads)
    ):
        return None
    person = all(reading.name_kind(t) is NameKind.PERSON for t in proper) and words[0].text.lower() != "the"
    return None if person else name


def _label(reading: Reading, source: Sequence[Token]) -> str:
    """The source in its own words, for showing: no leading article, no possessive end, one line."""
    words = squeeze(reading.text[source[0].start : source[-1].end]).strip(" ,;:\"“”'‘’")
    words = words.removesuffix("'s").removesuffix("’s")
    named = reading.name_kind(source[0]) not in {None, NameKind.ROLE, NameKind.DOCUMENT}
    named = named or source[0].pos == "PROPN" or (len(source) > 1 and source[1].text[:1].isupper())
    if source[0].text.istitle() and not named:
        words = words[:1].lower() + words[1:]
    for article in _ARTICLES:
        if words.lower().startswith(article) and len(words) > len(article):
            words = words[len(article) :]
            break
    if words.count("(") == 1 and words.endswith(")"):
        words = words[: words.index("(")].rstrip() or words
    return _AGE.sub("", words) or words
