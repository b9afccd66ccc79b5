"""The words of a report that may mean somebody: names, nouns with what stands before them, pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from sayso.attribution.quotes import Quotation, covering
from sayso.lexicon.persons import Persons
from sayso.lexicon.roles import Roles
from sayso.records import Name
from sayso.syntax import Parse, Token
from sayso.text import Span
from sayso.vocab import NameKind

#: What somebody or something may be.
PERSON, BODY, PLACE, THING = "person", "body", "place", "thing"
#: Labels of what stands before a noun and belongs to it.
_BEFORE = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "det", "predet", "quantmod", "advmod", "punct", "case"}
)
#: Labels under which a noun is a part of another's name or an addition to it.
_PART = frozenset({"compound", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "iobj"})
#: What the parser calls dates and numbers.
_NOBODY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_KINDS = {NameKind.PERSON: PERSON, NameKind.ORGANISATION: BODY, NameKind.PLACE: PLACE}

#: Personal pronouns: gender, whether it is one or many (None where it may be either), grammatical person.
PRONOUNS: Mapping[str, tuple[str, bool | None, int]] = {
    word: meaning
    for words, meaning in (
        (("he", "him", "his", "himself"), ("m", False, 3)),
        (("she", "her", "hers", "herself"), ("f", False, 3)),
        (("they", "them", "their", "theirs", "themselves"), ("", None, 3)),
        (("it", "its", "itself"), ("n", False, 3)),
        (("i", "me", "my", "mine", "myself"), ("", False, 1)),
        (("we", "us", "our", "ours", "ourselves"), ("", True, 1)),
    )
    for word in words
}
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "ourselves"})


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that mean somebody or something.

    Attributes:
        head: the token that all others hang on; the last word of a name.
        first: place of the first token that belongs to it, without what follows the head.
        pronoun: whether it is a personal pronoun.
        name: whether it is a proper name.
        definite: whether it says that the reader knows who is meant ("the", "this").
        owner: place of the head of whoever has it ("*Kane's* lawyer"), or None.
        words: base forms of the words that tell who: the head's, and those before it.
        what: person, body, place or thing, as far as the words tell.
        gender: "m", "f", "n" or "" where the words do not tell.
        many: whether it means several; None where it may be one or several ("they", "the police").
        person: grammatical person, 1 or 3.
        paragraph: index of its paragraph.
        quote: index of the quotation that it stands in, or None.
        also: places of heads that are joined to it ("Kane *and Abel*").
    """

    head: Token
    first: int
    pronoun: bool = False
    name: bool = False
    definite: bool = False
    owner: int | None = None
    words: frozenset[str]
    what: frozenset[str]
    gender: str = ""
    many: bool | None = False
    person: int = 3
    paragraph: int = 0
    quote: int | None = None
    also: tuple[int, ...] = ()

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of a clause."""
        return self.head.dep in _SUBJECTS

    @property
    def is_object(self) -> bool:
        """Whether it is the object of a verb."""
        return self.head.dep in _OBJECTS

    @property
    def lemma(self) -> str:
        """The base form of its head."""
        return self.head.lemma.lower()


class Reader:
    """Reads the mentions of one report."""

    def __init__(
        self,
        parse: Parse,
        names: Sequence[Name],
        paragraphs: Sequence[Span],
        quotations: Sequence[Quotation],
        persons: Persons,
        roles: Roles,
    ) -> None:
        self.parse = parse
        self._persons = persons
        self._roles = roles
        self._bodies = roles.bodies | roles.outlets | persons.bodies | persons.crowds
        self._starts = [span.start for span in paragraphs]
        self._quotations = quotations
        self._kind_of: dict[int, str] = {}
        for name in names:
            if name.kind in _KINDS:
                for token in parse.between(name.span.start, name.span.end):
                    self._kind_of[token.i] = _KINDS[name.kind]
        #: Last words of names of several: whoever is called by that word alone is called by a surname.
        self._surnames = {
            name.span.of(parse.text).split()[-1].lower() for name in names if " " in name.span.of(parse.text)
        }

    def mentions(self) -> Iterator[Mention]:
        """All mentions, in the order of their first words; an owner comes before what is theirs."""
        single = [m for token in self.parse.tokens if (m := self._read(token)) is not None]
        by_head = {m.head.i: m for m in single}
        groups = (self._group(m, by_head) for m in single if not m.pronoun and m.head.dep != "conj")
        found = [*single, *(group for group in groups if group is not None)]
        return iter(sorted(found, key=lambda m: (m.first, not m.also, m.head.i)))

    def _group(self, first: Mention, by_head: Mapping[int, Mention]) -> Mention | None:
        """Those who are named together ("*Kane and Abel* said"), as one mention."""
        also = tuple(i for i in self._joined(first.head) if i in by_head)
        joined = any(self.parse.child(t, "cc") for t in (first.head, *(self.parse.tokens[i] for i in also)))
        if not also or not joined:
            return None
        what = frozenset.union(first.what, *(by_head[i].what for i in also))
        return structs.replace(
            first, also=also, many=True, what=what, words=frozenset(), name=False, gender="", owner=None
        )

    def _read(self, token: Token) -> Mention | None:
        if token.tag in ("PRP", "PRP$") and token.text.lower() in PRONOUNS:
            return None if self._is_empty(token) else self._pronoun(token)
        if token.pos not in ("NOUN", "PROPN") or token.tag not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        if token.ent in _NOBODY or (token.dep in _PART and not self._is_apart(token)):
            return None
        return self._noun(token)

    def _is_apart(self, token: Token) -> bool:
        """Whether a name before a noun is somebody else than the noun ("*Kane* supporters", not "*Mayor* Kane")."""
        head = self.parse.head(token)
        mine, theirs = self._kind_of.get(token.i), self._kind_of.get(head.i)
        after = self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse) else token
        inside = mine is not None and mine == self._kind_of.get(after.i) and after.i <= head.i
        return mine is not None and theirs is None and not inside

    def _is_empty(self, token: Token) -> bool:
        """Whether "it" means nothing ("it rains", "it is clear that")."""
        if token.lemma.lower() != "it" and token.text.lower() != "it":
            return False
        if token.dep == "expl":
            return True
        verb = self.parse.head(token)
        seems = token.dep == "nsubj" and verb.lemma in ("be", "seem", "appear")
        return seems and self.parse.child(verb, "ccomp", "xcomp", "csubj", "advcl") is not None

    def _pronoun(self, token: Token) -> Mention:
        gender, many, person = PRONOUNS[token.text.lower()]
        what = {
            "m": {PERSON},
            "f": {PERSON},
            "n": {BODY, PLACE, THING},
            "": {PERSON, BODY} if person == 3 else {PERSON},
        }[gender]
        return Mention(
            head=token, first=token.i, pronoun=True, definite=True, words=frozenset(), what=frozenset(what),
            gender=gender, many=many, person=person, paragraph=self._paragraph(token), quote=self._quote(token),
        )  # fmt: skip

    def _noun(self, token: Token) -> Mention:
        parts = self._parts(token)
        first = min(t.i for t in parts)
        is_name = (token.pos == "PROPN" and token.i in self._kind_of) or token.tag in ("NNP", "NNPS")
        words = frozenset(
            (t.text if t.pos == "PROPN" else t.lemma).lower()
            for t in parts
            if t.text[:1].isalnum() and t.pos not in ("DET", "PRON") and (t.dep != "poss" or t is token)
        )
        owner = self.parse.child(token, "poss")
        return Mention(
            head=token, first=first, name=is_name, words=words, what=frozenset(self._what(token, words, is_name)),
            definite=any(t.text.lower() in _DEFINITE for t in parts if t.head == token.i),
            owner=owner.i if owner is not None else None, gender=self._gender(token, parts, is_name),
            many=self._many(token), paragraph=self._paragraph(token), quote=self._quote(token),
        )  # fmt: skip

    def _parts(self, token: Token) -> list[Token]:
        """The head and what stands before it, as far as it belongs to no other mention."""
        parts, waiting = [token], [token]
        while waiting:
            here = waiting.pop()
            for child in self.parse.children(here):
                if child.i < token.i and child.dep in _BEFORE:
                    parts.append(child)
                    if child.dep != "poss":
                        waiting.append(child)
        return sorted(parts, key=lambda t: t.i)

    def _joined(self, token: Token) -> Iterator[int]:
        while (other := self.parse.child(token, "conj")) is not None:
            if other.pos not in ("NOUN", "PROPN"):
                return
            yield other.i
            token = other

    def _many(self, token: Token) -> bool | None:
        if token.tag in ("NNS", "NNPS"):
            return None if token.tag == "NNPS" else True
        return None if token.lemma.lower() in self._persons.crowds or self._kind_of.get(token.i) == BODY else False

    def _what(self, token: Token, words: frozenset[str], is_name: bool) -> set[str]:
        lemma = token.lemma.lower()
        if is_name:
            kind = self._kind_of.get(token.i)
            # The last word of a name nobody knows may say what it names: "the Seafarers' *Union*".
            return {kind} if kind else {BODY} if lemma in self._bodies else {PERSON, BODY, PLACE, THING}
        found = set()
        if (
            lemma in self._roles.people | self._roles.speakers | self._roles.sources | self._persons.anybody
            or lemma in self._persons.male | self._persons.female
        ):
            found.add(PERSON)
        if lemma in self._bodies:
            found.add(BODY)
        if lemma in self._persons.crowds:
            found.add(PERSON)
        if not found and _is_agent(lemma):
            found.add(PERSON)
        of = next((c for c in self.parse.children(token) if c.dep == "prep" and c.lemma == "of"), None)
        if not found and of is not None and token.tag == "NNS" and (whom := self.parse.child(of, "pobj")) is not None:
            return self._what(whom, words, whom.pos == "PROPN")  # "thousands of fans"
        return found or {THING}

    def _gender(self, token: Token, parts: Sequence[Token], is_name: bool) -> str:
        told = [
            t.text.lower().rstrip(".") if t.pos == "PROPN" else t.lemma.lower()
            for t in parts
            if t.dep != "poss" or t is token
        ]
        for word in told:
            if word in self._persons.male:
                return "m"
            if word in self._persons.female:
                return "f"
        if is_name and self._kind_of.get(token.i) == PERSON:
            given = next((t.text.lower() for t in parts if self._kind_of.get(t.i) == PERSON), "")
            if given != token.text.lower() or given not in self._surnames:
                return "m" if given in self._persons.men else "f" if given in self._persons.women else ""
        return ""

    def _paragraph(self, token: Token) -> int:
        return bisect_right(self._starts, token.start)

    def _quote(self, token: Token) -> int | None:
        at = covering(self._quotations, token.start)
        return at if at >= 0 else None


def _is_agent(lemma: str) -> bool:
    """Whether a noun ends as those for people do ("kayaker", "biologist")."""
    return len(lemma) > 5 and lemma.endswith(
        ("ist", "ian", "eer", "woman", "man", "person", "winner", "owner", "holder", "goer", "ster")
    )
