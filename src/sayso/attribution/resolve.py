"""Who a source is inside its report: pronouns, short names and "the official" led back to whom the report means.

Precision first: an indefinite or anonymous source ("a diplomat", "another diplomat") begins a new one and never takes
a name; where two fit about as well, the source keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.functions import Functions
from sayso.attribution.mentions import PRONOUNS, Mention
from sayso.attribution.reading import Reading
from sayso.attribution.referents import COUNTING, SAME, Referents
from sayso.attribution.sources import Described, described, turn
from sayso.records import Name
from sayso.syntax import Token
from sayso.text import Span
from sayso.vocab import NameKind, SourceKind

#: How many paragraphs back a source looks for who spoke, several for those who spoke together, and how many speakers.
_REACH, _THEY_REACH, _MEMORY = 1, 3, 200

#: How sure it must be that a noun means whoever spoke before: a source that spoke once is likely to speak again.
_SPOKE = 0.4

#: Words that stand for several by themselves.
_SEVERAL = frozenset({"they", "them", "many", "several", "some", "others", "most"})

_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.ANONYMOUS})
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET})

#: What a source may turn out to be, by what its own words say: a role a named person, a body an outlet; a body is
#: never its spokesman.
_ALIKE: Mapping[SourceKind, frozenset[SourceKind]] = {
    SourceKind.PERSON: _PEOPLE,
    SourceKind.ANONYMOUS: _PEOPLE,
    SourceKind.ORGANISATION: _BODIES,
    SourceKind.OUTLET: _BODIES,
}


class Resolved(msgspec.Struct, frozen=True):
    """A source with what is known of it.

    Attributes:
        earlier: the place of the finding it goes back to, or None.
    """

    label: str
    kind: SourceKind
    earlier: int | None = None


class _Speaker(msgspec.Struct, frozen=True):
    """An earlier source, as later ones may mean it."""

    label: str
    kind: SourceKind
    first: int  # place of the finding that brought it in
    at: int | None  # place of its mention
    speaks_for: bool  # whether it is the body of an unnamed spokesperson
    plural: bool
    paragraph: int


def resolve(
    reading: Reading,
    findings: Sequence[Finding],
    outers: Sequence[int | None],
    names: Sequence[Name],
    paragraphs: Sequence[Span],
    referents: Referents,
) -> list[Resolved]:
    """One `Resolved` per finding, which must be in text order of their cues; `outers` say in whose content each is."""
    return _Resolver(reading, findings, outers, names, paragraphs, referents).resolved()


class _Resolver:
    """The sources of one report, in the order in which they speak."""

    def __init__(
        self,
        reading: Reading,
        findings: Sequence[Finding],
        outers: Sequence[int | None],
        names: Sequence[Name],
        paragraphs: Sequence[Span],
        referents: Referents,
    ) -> None:
        self._reading = reading
        self._findings, self._outers = findings, outers
        self._full = _full_names(reading, names)
        self._functions = Functions(reading, names)
        self._starts = [span.start for span in paragraphs]
        self._referents = referents
        self._mentions = referents.mentions
        self._by_head: dict[int, _Speaker] = {}
        self._by_label: dict[tuple[str, SourceKind], _Speaker] = {}
        self._by_root: dict[int, _Speaker] = {}
        self._spoken: list[_Speaker] = []
        self._by_place: dict[int, _Speaker] = {}
        self._talking: _Speaker | None = None  # who spoke last in the report's own words

    def resolved(self) -> list[Resolved]:
        found = [self._resolve(place, finding) for place, finding in enumerate(self._findings)]
        return [self._not_the_speaker(place, found) for place in range(len(found))]

    def _not_the_speaker(self, place: int, found: Sequence[Resolved]) -> Resolved:
        """Who it is; "he" in somebody's own words is not the one who speaks, but whoever that one is on about."""
        one, head = found[place], self._findings[place].head
        if head is None or not _is_one(head) or not self._is_in_own_words(place, head):
            return one
        is_speaker = one.label == found[self._outers[place] or 0].label
        return Resolved(head.text.lower(), SourceKind.ANONYMOUS) if is_speaker else one

    def _is_in_own_words(self, place: int, head: Token) -> bool:
        """Whether a source stands in what another says word for word, and in no third one's words between."""
        outer = self._outers[place]
        if outer is None:
            return False
        around = self._findings[outer]
        return around.spoken or (self._reading.quoted(head) and not self._reading.quoted(around.anchor))

    def _resolve(self, place: int, finding: Finding) -> Resolved:
        words = finding.stands_for or _naming(finding)
        if finding.spoken:
            own = turn(self._reading, finding.source, self._full)
        else:
            own = described(self._reading, finding.head, words, self._full)
        if finding.head is None or not finding.source:
            return Resolved(own.label, own.kind)
        at = self._referents.place(finding.head, words)
        paragraph = bisect_right(self._starts, finding.anchor.start)
        # "The news agency *TPA*" has said who it is: no noun leads it elsewhere.
        asked = None if at is None or (_has_name(own) and not self._mentions[at].name) else at
        if finding.spoken and own.kind is SourceKind.ANONYMOUS:
            asked = at = None  # "PRESENTER" before the colon is a part to speak, and nobody else's name
        earlier = self._going_on(place, own, at, paragraph) or self._earlier(finding, own, asked, paragraph)
        if earlier is not None:
            found = Described(earlier.label, earlier.kind)
        elif _is_one_of(finding):
            found = self._one_of(own, paragraph)
        elif finding.spoken:
            found = own
        else:
            found = self._meant(own, asked) or self._by_function(finding, own) or self._as_antecedent(own, asked)
        first = place if earlier is None else earlier.first
        speaks_for = earlier.speaks_for if earlier is not None else self._speaks_for(finding.head, found)
        speaker = _Speaker(found.label, found.kind, first, at, speaks_for, _is_plural(finding.head), paragraph)
        self._keep(speaker, finding.head)
        self._by_place[place] = speaker
        if self._outers[place] is None and found.label.lower() not in PRONOUNS:
            self._talking = speaker
        return Resolved(found.label, found.kind, None if earlier is None else first)

    def _keep(self, speaker: _Speaker, head: Token) -> None:
        self._spoken.append(speaker)
        self._by_head[head.i] = speaker
        self._by_label[speaker.label, speaker.kind] = speaker
        if speaker.at is not None:
            self._by_root[self._referents.root(speaker.at)] = speaker

    def _going_on(self, place: int, own: Described, at: int | None, paragraph: int) -> _Speaker | None:
        """Who goes on speaking: the "he" of "…, he added" spoke last in the paragraph; of "she says *she* asked", says.

        Whom the quotations between are on about is nobody that the report itself goes on about.
        """
        if at is None or own.kind is not SourceKind.PERSON or not _is_one(self._mentions[at].head):
            return None
        if self._is_in_own_words(place, self._mentions[at].head):
            return None
        outer = self._outers[place]
        if outer is None:
            talking = self._talking if self._talking is not None and self._talking.paragraph == paragraph else None
        else:
            talking = self._by_place.get(outer)
        if talking is None or talking.at is None or talking.kind not in _PEOPLE or talking.plural:
            return None
        return talking if self._referents.are_of_one_gender(at, talking.at) else None

    def _earlier(self, finding: Finding, own: Described, at: int | None, paragraph: int) -> _Speaker | None:
        """The earlier source that this one is."""
        head = finding.head
        assert head is not None
        shared = self._by_head.get(head.i)
        if shared is not None or finding.follows is not None:
            return shared
        if own.kind is SourceKind.PERSON or head.pos == "PROPN":
            same = self._by_label.get((own.label, own.kind))
            if same is not None and not is_pronoun(head):
                return same
        if at is None:
            return None
        sure = self._by_root.get(self._referents.root(at))
        if sure is not None:
            return sure if self._is_alike(own, at, sure) else None
        if self._mentions[at].name or self._meant(own, at) is not None:
            return None
        if self._mentions[at].pronoun and self._referents.root(at) != at:
            return None  # surely somebody who has not spoken before
        return self._likely(own, at) or self._nearby(own, at, paragraph)

    def _speaks_for(self, head: Token, found: Described) -> bool:
        return head.lemma in self._reading.roles.speakers and found.kind is SourceKind.ORGANISATION

    def _is_alike(self, own: Described, at: int, speaker: _Speaker) -> bool:
        mention = self._mentions[at]
        if speaker.speaks_for:
            return own.kind in _PEOPLE
        is_less = mention.name and speaker.label.lower() in PRONOUNS
        return _alike(own, speaker.kind, mention.head) and not is_less

    def _likely(self, own: Described, at: int) -> _Speaker | None:
        """Whoever spoke before and is the likeliest to be meant by "the minister"."""
        answer = self._referents.answers[at]
        if self._mentions[at].pronoun or answer.earlier is None or answer.score < _SPOKE:
            return None
        speaker = self._by_root.get(self._referents.root(answer.earlier))
        if speaker is None or speaker.kind not in {own.kind, SourceKind.PERSON}:
            return None
        return speaker if self._is_alike(own, at, speaker) else None

    def _nearby(self, own: Described, at: int, paragraph: int) -> _Speaker | None:
        """Whoever spoke last and may be meant by "he", "they", "the group"; nobody, where two of a paragraph may."""
        mention = self._mentions[at]
        persons = self._reading.persons
        if not mention.pronoun and not (mention.definite and mention.lemma in persons.bodies | persons.anybody):
            return None
        if mention.words & {*COUNTING, SAME}:
            return None  # "the second official", "the same official" is not whoever spoke last
        if mention.quote is not None:
            return None  # inside a quotation it is whom its speaker was on about
        near = [s for s in self._back(paragraph) if self._may_be(own, at, s)]
        alone = len({s.first for s in near if s.paragraph == near[0].paragraph}) == 1
        return near[0] if alone else None

    def _may_be(self, own: Described, at: int, speaker: _Speaker) -> bool:
        mention = self._mentions[at]
        if not mention.pronoun and not _has_name(speaker):
            return False
        fits = speaker.at is None or self._referents.may_be(at, speaker.at)
        return fits and self._is_alike(own, at, speaker)

    def _back(self, paragraph: int) -> Iterator[_Speaker]:
        """Who spoke lately, the last first."""
        for speaker in islice(reversed(self._spoken), _MEMORY):
            away = paragraph - speaker.paragraph
            if away <= _REACH or (speaker.plural and away <= _THEY_REACH):
                yield speaker

    def _meant(self, own: Described, at: int | None) -> Described | None:
        """Whom the report means that has not spoken before, by its fullest name; failing that, as it describes them."""
        if at is None:
            return None
        mention, fullest = self._mentions[at], self._referents.fullest(at)
        if fullest.head.i >= mention.head.i or not _says_more(fullest, mention):
            return None
        if mention.pronoun and mention.quote is None and fullest.quote is not None:
            return None  # whom a quotation is on about is not whom the report goes on about
        words = self._reading.parse.tokens[fullest.first : (fullest.also or (fullest.head.i,))[-1] + 1]
        if fullest.name and not self._is_one_name(fullest):
            # Nobody knows the name; who goes by "he" or "she" is a person.
            unknown = len(words) > 1 and all(t.pos == "PROPN" and self._reading.name_kind(t) is None for t in words)
            return (
                Described(" ".join(t.text for t in words), SourceKind.PERSON)
                if unknown and _is_one(mention.head)
                else None
            )
        found = described(self._reading, fullest.head, words, self._full)
        return found if _alike(own, found.kind, mention.head) else None

    def _by_function(self, finding: Finding, own: Described) -> Described | None:
        """The one person to whom the report gives this function by name, maybe later ("*the mayor*", "Mayor Lee")."""
        head = finding.head
        if head is None or own.kind not in {SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.ORGANISATION}:
            return None
        name = self._functions.holder(head, finding.source)
        return Described(self._full.get(name, name), SourceKind.PERSON) if name is not None else None

    def _as_antecedent(self, own: Described, at: int | None) -> Described:
        """The source itself; of a pronoun that is not led back for sure, as nameless as whom it likely means."""
        if at is None or own.kind is not SourceKind.PERSON or not self._mentions[at].pronoun:
            return own
        earlier = self._referents.answers[at].earlier
        likely = None if earlier is None else self._referents.of[earlier]
        quoted = likely is not None and all(self._mentions[m].quote is not None for m in likely.mentions if m < at)
        nameless = likely is not None and not likely.names and bool(likely.heads) and not quoted
        return Described(own.label, SourceKind.ANONYMOUS) if nameless else own

    def _is_one_name(self, fullest: Mention) -> bool:
        """Whether a name is of one kind to its end; what is read as two is none to call somebody by.

        What stands before a noun in front of it is another's: "*Castor* spokesman Ann Lee".
        """
        before = reversed(self._reading.parse.tokens[fullest.first : fullest.head.i + 1])
        kinds = {self._reading.name_kind(t) for t in takewhile(lambda t: t.pos != "NOUN", before) if t.pos == "PROPN"}
        return len(kinds) == 1 and kinds <= {NameKind.PERSON, NameKind.ORGANISATION}

    def _one_of(self, own: Described, paragraph: int) -> Described:
        """The "one" of "one said": one of the people, or of the letters, that just spoke together."""
        several = next((s for s in self._back(paragraph) if s.plural and paragraph - s.paragraph <= _REACH), None)
        if several is None:
            return own
        kind = SourceKind.ANONYMOUS if several.kind is SourceKind.PERSON else several.kind
        return Described(f"{own.label.lower()} of the {several.label}", kind)


def _naming(finding: Finding) -> Sequence[Token]:
    """The words of a source that name it, without the clause that tells of it ("the firm*, which runs the port,*")."""
    relative = next((n for n, t in enumerate(finding.source) if n and _opens_clause(finding.source[n - 1], t)), None)
    named = finding.source[:relative]
    while named and (named[-1].text == "," or named[-1].pos == "ADP"):
        named = named[:-1]
    return named or finding.source


def _opens_clause(before: Token, token: Token) -> bool:
    return token.tag in {"WDT", "WP", "WP$"} or (before.text == "," and token.dep == "acl")


def _full_names(reading: Reading, names: Sequence[Name]) -> dict[str, str]:
    """Surnames and given names that belong to exactly one full name of the report, to that name."""
    owners: dict[str, set[str]] = {}
    for name in names:
        if name.kind is NameKind.PERSON:
            words = name.span.of(reading.text).split()
            if len(words) > 1:
                for word in (words[0], words[-1]):
                    owners.setdefault(word, set()).add(" ".join(words))
    return {surname: next(iter(found)) for surname, found in owners.items() if len(found) == 1}


def _has_name(source: Described | _Speaker) -> bool:
    return source.kind in {SourceKind.PERSON, *_BODIES} and source.label[:1].isupper()


def _is_one(head: Token) -> bool:
    """Whether the word points at one person spoken of."""
    return head.text.lower() in {"he", "she"}


def is_pronoun(head: Token) -> bool:
    """Whether a source is only pointed at ("*she* said")."""
    return head.text.lower() in PRONOUNS


def _is_plural(head: Token) -> bool:
    return head.tag in {"NNS", "NNPS"} or head.text.lower() in _SEVERAL


def _says_more(fullest: Mention, mention: Mention) -> bool:
    """Whether one mention of somebody tells more than another: a name more than a noun, a noun more than a pronoun."""
    if fullest.pronoun or fullest.name is not mention.name:
        return fullest.name
    return mention.pronoun or len(fullest.words) > len(mention.words)


def _alike(own: Described, kind: SourceKind, head: Token) -> bool:
    """Whether a source may be of this kind, by its own words; "they" may be people or a body, "it" a paper too."""
    word = head.text.lower()
    if word == "they":
        return kind in _PEOPLE | _BODIES
    if word == "it":
        return kind not in _PEOPLE
    return kind in _ALIKE.get(own.kind, {own.kind})


def _is_one_of(finding: Finding) -> bool:
    return len(finding.source) == 1 and finding.source[0].text.lower() in {"one", "another"}
