"""What is joined: a name as one report spells it, with every place of that report where it stands so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

import msgspec

from sayso.lexicon.wording import FunctionWords
from sayso.records import Attribution, Document, Id, Name
from sayso.text import Span, bare, plain, squeeze
from sayso.vocab import NameKind, SourceKind

#: Only these kinds of source carry a name; an anonymous or unspecified source never does.
KIND_OF_SOURCE = {
    SourceKind.PERSON: NameKind.PERSON,
    SourceKind.ORGANISATION: NameKind.ORGANISATION,
    SourceKind.OUTLET: NameKind.ORGANISATION,
    SourceKind.DOCUMENT: NameKind.DOCUMENT,
}

_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")
_SPEAKER = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of titles.yml: words around a name that are not part of it."""

    titles: frozenset[str]
    company_forms: frozenset[str]
    particles: frozenset[str]
    offices: frozenset[str]
    small_words: frozenset[str]
    generic: frozenset[str]


class Unit(msgspec.Struct, frozen=True, dict=True):
    """One spelling in one report.

    Attributes:
        key: the spelling as it is compared (`sayso.text.bare`), without titles, company forms and possessives.
        text: the spelling as it is shown.
        spellings: every way in which it is written there.
        members: ids of the names and attributions that are written so.
        spans: where the names stand.
    """

    doc_id: Id
    key: str
    kind: NameKind
    text: str
    spellings: tuple[str, ...]
    members: tuple[Id, ...]
    spans: tuple[Span, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(self.key.split())


def shown(text: str) -> str:
    """The name on one line, without article, possessive ending and the punctuation that clings to it."""
    text = _ARTICLE.sub("", squeeze(text)).strip(' ,;:—–-"“”‘«»()')
    if text.endswith(".") and len(text.split()[-1]) > 5 and text.count(".") == 1:
        text = text[:-1]  # the end of a sentence, not of an abbreviation
    ending = _POSSESSIVE.search(plain(text))
    return text if ending is None else text[: ending.start()]


def stripped(text: str, kind: NameKind, titles: Titles) -> str:
    """The name without forms of address (a person) or company forms (a body); never empty where the name is not."""
    parts = text.split()
    if kind is NameKind.PERSON:
        while len(parts) > 1 and (bare(parts[0]) in titles.titles or parts[0][:1].islower()):
            if bare(parts[0]) in titles.particles:
                break
            parts.pop(0)
    elif kind is NameKind.ORGANISATION:
        while len(parts) > 1 and bare(parts[-1]) in titles.company_forms:
            parts.pop()
    return " ".join(parts).rstrip(",")


def find_units(
    documents: Sequence[Document],
    names: Sequence[Name],
    attributions: Sequence[Attribution],
    titles: Titles,
    function_words: FunctionWords,
) -> list[Unit]:
    """The units of a story, in order of report and spelling: first from the names, then from the sources.

    A word of structure is no name whatever has been taken for one ("It" at the head of a sentence); "US" is one.
    """
    texts = {document.id: document.text for document in documents}
    kinds = _settled_kinds(texts, names, titles)
    drafts: dict[tuple[Id, str, NameKind], _Draft] = {}
    for name in sorted(names, key=lambda n: (n.span, n.id)):
        if name.kind is NameKind.ROLE or name.doc_id not in texts:
            continue
        written = shown(name.span.of(texts[name.doc_id]))
        kind = kinds.get((bare(written), name.kind), name.kind)
        text = stripped(written, kind, titles)
        key = bare(text)
        if key and (text.isupper() or not function_words.words.issuperset(key.split())):
            _draft(drafts, name.doc_id, key, kind, text).add(written, name.id, name.span)
    known = _by_report(drafts)
    for attribution in sorted(attributions, key=lambda a: (a.content, a.id)):
        if attribution.doc_id in texts:
            _place(attribution, drafts, known, titles)
    return [draft.unit() for _, draft in sorted(drafts.items())]


class _Draft:
    """A unit while it is being gathered."""

    def __init__(self, doc_id: Id, key: str, kind: NameKind, text: str) -> None:
        self.doc_id, self.key, self.kind, self.text = doc_id, key, kind, text
        self.spellings: Counter[str] = Counter()
        self.members: list[Id] = []
        self.spans: list[Span] = []

    def add(self, written: str, member: Id, span: Span | None = None) -> None:
        if written:
            self.spellings[written] += 1
        self.members.append(member)
        if span is not None:
            self.spans.append(span)

    def unit(self) -> Unit:
        return Unit(
            self.doc_id,
            self.key,
            self.kind,
            self.text,
            tuple(sorted({self.text, *self.spellings})),
            tuple(sorted(set(self.members))),
            tuple(sorted(self.spans)),
        )


_Drafts = dict[tuple[Id, str, NameKind], _Draft]


def _draft(drafts: _Drafts, doc_id: Id, key: str, kind: NameKind, text: str) -> _Draft:
    draft = drafts.get((doc_id, key, kind))
    if draft is None:
        draft = drafts[doc_id, key, kind] = _Draft(doc_id, key, kind, text)
    return draft


def _by_report(drafts: _Drafts) -> dict[Id, list[_Draft]]:
    known: dict[Id, list[_Draft]] = defaultdict(list)
    for _, draft in sorted(drafts.items()):
        known[draft.doc_id].append(draft)
    return known


def _settled_kinds(texts: dict[Id, str], names: Sequence[Name], titles: Titles) -> dict[tuple[str, NameKind], NameKind]:
    """For each spelling and the kind a name was given, the kind that most names of that spelling in the story have.

    A one-word spelling that is also the surname of a full name in the story keeps its kinds apart: the town of
    Lincoln is not Abraham Lincoln. A lone word that begins a body's name and ends nobody's is that body's.
    """
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    surnames: set[str] = set()
    heads: set[str] = set()
    for name in names:
        if name.doc_id not in texts or name.kind is NameKind.ROLE:
            continue
        written = shown(name.span.of(texts[name.doc_id]))
        votes[bare(written)][name.kind] += 1
        if name.kind is NameKind.PERSON and len(parts := bare(stripped(written, name.kind, titles)).split()) > 1:
            surnames.add(parts[-1])
        if name.kind is NameKind.ORGANISATION and len(parts := bare(written).split()) > 1:
            heads.add(parts[0])
    settled = {}
    for key, counts in votes.items():
        winner = max(counts, key=lambda kind: (counts[kind], kind.value))
        if winner is NameKind.PERSON and key in heads and key not in surnames:
            winner = NameKind.ORGANISATION
        for kind in counts:
            settled[key, kind] = kind if key in surnames else winner
    return settled


def _place(attribution: Attribution, drafts: _Drafts, known: dict[Id, list[_Draft]], titles: Titles) -> None:
    """Add an attribution to the unit its source is; a named source that no name covers becomes a unit of its own."""
    kind = KIND_OF_SOURCE.get(attribution.source_kind)
    label = shown(_BRACKETED.sub("", attribution.label))
    if kind is None or not label:
        return
    found = _source_unit(attribution, label, kind, known.get(attribution.doc_id, []), titles)
    if found is None and _is_named(label):
        text = stripped(label.partition(",")[0], kind, titles)
        if key := bare(text):
            found = _draft(drafts, attribution.doc_id, key, kind, text)
            if found not in known[attribution.doc_id]:
                known[attribution.doc_id].append(found)
    if found is not None:
        found.add("", attribution.id)


def _is_named(label: str) -> bool:
    """Whether the label holds a proper name: a capital inside it, or a one-word label that begins with one."""
    parts = label.split()
    return any(p[:1].isupper() for p in parts[1:]) or (len(parts) == 1 and parts[0][:1].isupper())


def _source_unit(
    attribution: Attribution, label: str, kind: NameKind, units: Sequence[_Draft], titles: Titles
) -> _Draft | None:
    """The unit of the same report that a source is, or None where that is not certain."""
    key = bare(stripped(label.partition(",")[0], kind, titles))
    alike = [u for u in units if u.key == key]
    if alike:
        return next((u for u in alike if u.kind is kind), alike[0])
    if kind is NameKind.DOCUMENT:
        return None
    if kind is NameKind.PERSON:
        inside = [u for u in units if u.kind is kind and f" {u.key} " in f" {bare(label)} "]
        longest = max((len(u.key) for u in inside), default=0)
        inside = [u for u in inside if len(u.key) == longest]
        return inside[0] if len(inside) == 1 else None
    if key in titles.generic:  # "the ministry", where the report names one ministry only
        of_that_kind = [u for u in units if u.kind is kind and key in u.key.split()]
        return of_that_kind[0] if len(of_that_kind) == 1 else None
    if _SPEAKER.search(label):  # an unnamed spokesman speaks for the body that is named with him
        bodies = [u for u in units if u.kind is kind and f" {u.key} " in f" {bare(_unpossessed(label))} "]
        return bodies[0] if len(bodies) == 1 else None
    return None


def _unpossessed(label: str) -> str:
    return re.sub(r"'s\b", "", plain(label))
