"""Who a source is inside its report: pronouns, bare surnames and "the official" led back to whoever spoke before.

Precision first: an indefinite or anonymous source ("a diplomat", "another diplomat") begins a new one and never takes
a name; where two earlier speakers fit, the source keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from sayso.attribution.finding import Finding
from sayso.attribution.reading import Reading
from sayso.attribution.sources import Described, described, turn
from sayso.records import Name
from sayso.syntax import Token
from sayso.text import Span, bare
from sayso.vocab import NameKind, SourceKind

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_THEY = frozenset({"they", "them", "their"})
_IT = frozenset({"it", "its"})

#: Words that tell whether a source is a man or a woman.
_MALE = frozenset(
    {
        "mr",
        "sir",
        "lord",
        "man",
        "father",
        "son",
        "brother",
        "husband",
        "king",
        "prince",
        "boy",
        "spokesman",
        "chairman",
        "businessman",
        "congressman",
        "policeman",
        "councilman",
        "he",
    }
)
_FEMALE = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "woman",
        "mother",
        "daughter",
        "sister",
        "wife",
        "queen",
        "princess",
        "girl",
        "spokeswoman",
        "chairwoman",
        "businesswoman",
        "congresswoman",
        "policewoman",
        "councilwoman",
        "actress",
        "widow",
        "she",
    }
)

#: "The group", "the company" may stand for any body just named; "the ministry" only for one that is a ministry.
_ANY_BODY = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "body",
        "company",
        "firm",
        "agency",
        "charity",
        "watchdog",
        "ngo",
        "business",
        "institution",
        "institute",
        "association",
        "bloc",
        "regulator",
        "outlet",
        "broadcaster",
        "newspaper",
        "paper",
        "think tank",
        "tank",
        "union",
        "campaign",
    }
)

#: Definite words before a noun that look back; anything else begins a new source.
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both"})

#: How many paragraphs back a pronoun or role looks for who it means.
_PRONOUN_REACH = 1
_THEY_REACH = 3
_ROLE_REACH = 30

#: How many speakers back anything is looked for: a bound on the work, far beyond any report's need.
_MEMORY = 200


#: A role may turn out to be a named person, a body an outlet; a body is never its spokesman.
_ALIKE = {SourceKind.ANONYMOUS: SourceKind.PERSON, SourceKind.OUTLET: SourceKind.ORGANISATION}


_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.POLL})


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

    place: int
    label: str
    kind: SourceKind
    words: frozenset[str]
    lemma: str
    plural: bool
    gender: str
    paragraph: int
    first: int  # place of the finding that brought it in
    head: int  # place of its token


def resolve(
    reading: Reading, findings: Sequence[Finding], names: Sequence[Name], paragraphs: Sequence[Span]
) -> list[Resolved]:
    """One `Resolved` per finding, which must be in text order of their cues."""
    full = _full_names(reading, names)
    speakers: list[_Speaker] = []
    resolved: list[Resolved] = []
    for place, finding in enumerate(findings):
        paragraph = bisect_right(paragraphs, finding.anchor.start, key=lambda span: span.start)
        if finding.spoken:
            own = turn(reading, finding.source, full)
        else:
            own = described(reading, finding.head, finding.stands_for or _naming(finding), full)
        found, earlier = own, None
        if finding.head is not None and finding.source:
            speaker = _meant(reading, finding, own, speakers, paragraph)
            if speaker is not None:
                found = Described(speaker.label, speaker.kind)
                earlier = speaker.first
            elif _is_one_of(finding):
                found = _one_of(own, speakers, paragraph)
            first = place if earlier is None else earlier
            speakers.append(_speaker(reading, finding, own, found, place, paragraph, first))
        resolved.append(Resolved(found.label, found.kind, earlier))
    return resolved


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
    """Surnames that belong to exactly one full name of the report, to that name."""
    owners: dict[str, set[str]] = {}
    for name in names:
        if name.kind is NameKind.PERSON:
            words = name.span.of(reading.text).split()
            if len(words) > 1:
                owners.setdefault(words[-1], set()).add(" ".join(words))
    return {surname: next(iter(found)) for surname, found in owners.items() if len(found) == 1}


def _speaker(
    reading: Reading, finding: Finding, own: Described, found: Described, place: int, paragraph: int, first: int
) -> _Speaker:
    head = finding.head
    assert head is not None
    words = frozenset(bare(t.text) for t in finding.stands_for or finding.source if t.text[:1].isalnum())
    if own.label != found.label:
        words |= frozenset(bare(found.label).split())
    return _Speaker(
        place, found.label, found.kind, words, head.lemma if head.pos != "PROPN" else bare(head.text),
        _is_plural(head), _gender(words), paragraph, first, head.i,
    )  # fmt: skip


def _is_plural(head: Token) -> bool:
    return head.tag in {"NNS", "NNPS"} or head.text.lower() in _THEY | {"many", "several", "some", "others", "most"}


def _gender(words: frozenset[str]) -> str:
    if words & _MALE:
        return "m"
    return "f" if words & _FEMALE else ""


def _meant(
    reading: Reading, finding: Finding, own: Described, speakers: Sequence[_Speaker], paragraph: int
) -> _Speaker | None:
    """The earlier speaker that this source means, where exactly one fits."""
    head = finding.head
    assert head is not None
    shared = next((s for s in _back(speakers[-8:]) if s.head == head.i), None)
    if shared is not None or finding.follows is not None:
        return shared or next((s for s in _back(speakers) if s.head == head.i), None)
    word = head.text.lower()
    if head.pos == "PRON" or word in _HE | _SHE | _THEY | _IT:
        return _pronoun(word, speakers, paragraph)
    if own.kind is SourceKind.PERSON:
        same = [s for s in _back(speakers) if s.label == own.label]
        return same[0] if same else None
    if head.pos == "NOUN" and finding.source[0].text.lower() in _DEFINITE:
        return _role(reading, finding, own, speakers, paragraph)
    if head.pos == "PROPN":
        same = [s for s in _back(speakers) if s.label == own.label and s.kind is own.kind]
        return same[0] if same else None
    return None


def _back(speakers: Sequence[_Speaker]) -> Iterator[_Speaker]:
    """The speakers, the latest first, no farther back than a reader remembers."""
    return islice(reversed(speakers), _MEMORY)


def _pronoun(word: str, speakers: Sequence[_Speaker], paragraph: int) -> _Speaker | None:
    near = [s for s in _back(speakers) if paragraph - s.paragraph <= _PRONOUN_REACH]
    if word in _HE | _SHE:
        wrong = "f" if word in _HE else "m"
        people = [
            s
            for s in near
            if s.kind in {SourceKind.PERSON, SourceKind.ANONYMOUS} and not s.plural and s.gender != wrong
        ]
        return _only(people)
    if word in _THEY:
        many = [s for s in _back(speakers) if s.plural and paragraph - s.paragraph <= _THEY_REACH]
        return _only(many or [s for s in near if s.kind is SourceKind.ORGANISATION])
    if word in _IT:
        bodies = [s for s in near if s.kind in _BODIES]
        here = [s for s in bodies if s.paragraph == paragraph]
        return here[0] if here else _only(bodies)
    return None


def _only(candidates: Sequence[_Speaker]) -> _Speaker | None:
    """The nearest, if it is alone or alone in its paragraph."""
    if not candidates:
        return None
    nearest = candidates[0]
    others = {s.first for s in candidates if s.paragraph == nearest.paragraph}
    return nearest if len(others) == 1 else None


def _role(
    reading: Reading, finding: Finding, own: Described, speakers: Sequence[_Speaker], paragraph: int
) -> _Speaker | None:
    """Whom "the minister", "the high-ranking official", "the aid group" means."""
    head = finding.head
    assert head is not None
    words = {bare(t.text) for t in finding.source if t.text[:1].isalnum()} - _DEFINITE
    near = [
        s
        for s in _back(speakers)
        if paragraph - s.paragraph <= _ROLE_REACH
        and _ALIKE.get(s.kind, s.kind) is _ALIKE.get(own.kind, own.kind)
        and (s.plural == _is_plural(head) or s.kind is SourceKind.ORGANISATION is own.kind)
    ]
    named = [s for s in near if (words <= s.words or (bare(head.lemma) in s.words and len(words) == 1))]
    if named:
        people = {s.first for s in named if s.kind is SourceKind.PERSON}
        if len(people) == 1 and not _is_plural(head):
            return next(s for s in named if s.kind is SourceKind.PERSON)
        distinct = {s.first for s in named}
        return named[0] if len(distinct) == 1 or paragraph - named[0].paragraph <= 1 else None
    if own.kind in {SourceKind.ORGANISATION, SourceKind.OUTLET} and head.lemma in _ANY_BODY:
        bodies = [s for s in near if s.kind is own.kind and paragraph - s.paragraph <= _PRONOUN_REACH]
        bodies = [s for s in bodies if not _is_state(reading, s.label)]
        return _only(bodies)
    return None


def _is_state(reading: Reading, label: str) -> bool:
    return label in reading.roles.seats


def _is_one_of(finding: Finding) -> bool:
    return len(finding.source) == 1 and finding.source[0].text.lower() in {"one", "another"}


def _one_of(own: Described, speakers: Sequence[_Speaker], paragraph: int) -> Described:
    """The "one" of "one said": one of the people who just spoke together."""
    many = [s for s in _back(speakers) if s.plural and paragraph - s.paragraph <= _PRONOUN_REACH]
    if not many:
        return own
    return Described(f"{own.label.lower()} of the {many[0].label}", SourceKind.ANONYMOUS)
