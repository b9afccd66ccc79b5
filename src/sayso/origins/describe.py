"""An attribution or an outlet as a voice: who it is, for whom it speaks, how it is described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sayso.lexicon.countries import Bodies, Countries
from sayso.lexicon.mastheads import is_same
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.roles import Roles
from sayso.lexicon.standing import Standing, singular
from sayso.origins.voice import Descriptor, Voice
from sayso.records import Attribution, Document, Entity, Id, content_id
from sayso.text import bare, words
from sayso.vocab import NameKind, QuoteKind, SourceKind

_ANOTHER = re.compile(r"\b(another|a second|a third|a different|a separate|others?)\b", re.IGNORECASE)
#: "A report in the Tarn Wire": an outlet's report, by its outlet.
_PUBLISHED_IN = re.compile(
    r"\b(?:report|story|article|account|dispatch|interview)s? (?:by|in|from|of|on|with) (?:the )?(.+)", re.IGNORECASE
)
#: "Ada Brook of Tarn Timber": two or three words that may be a person's name, and what the person is of.
_PERSON_OF = re.compile(r"((?:[A-Z][\w’'-]+ ){2,3})(?:of|at|from) (?:the )?([A-Z].*)")
#: "Chief executive of Tarn Timber": a post, and of whom.
_POST_OF = re.compile(r"\s*(.+?) (?:of|at) (?:the )?(.+?)\s*$")
_WHO_IS = re.compile(r"^(?:who|which) (?:is|was|serves as) ")
_OF = re.compile(r" (?:of|at|for|from|in)\b")
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her"))
_LONGEST_OFFICE = 5  # words
#: A direct quotation shorter than this may be a common phrase.
_TELLING_QUOTE = 5


class Describer:
    """Turns attributions and outlets of one story into voices."""

    def __init__(
        self,
        documents: Mapping[Id, Document],
        attributions: Sequence[Attribution],
        entities: Sequence[Entity],
        outlet_names: Iterable[str],
        *,
        outlets: Outlets,
        roles: Roles,
        countries: Countries,
        bodies: Bodies,
        standing: Standing,
    ) -> None:
        self._documents = documents
        self._outlets = outlets
        self._roles = roles
        self._standing = standing
        self._states = countries.by_people | countries.by_name
        self._bodies = bodies.by_name
        self._body_nouns = roles.bodies
        self._common = roles.people | roles.sources | roles.speakers | roles.bodies | roles.indefinite | standing.empty
        self._entity_of = {member: entity for entity in entities for member in entity.members}
        speaking = {a.id for a in attributions if a.source_kind is SourceKind.ORGANISATION}
        self._known = {
            bare(name): bare(entity.names[0])
            for entity in entities
            if entity.kind is NameKind.ORGANISATION or speaking.intersection(entity.members)
            for name in entity.names
        }
        people = [e for e in entities if e.kind is NameKind.PERSON and " " in e.names[0]]
        self._people = {bare(e.names[0]) for e in people}
        self._by_name = _single((bare(e.names[0]), e) for e in people)
        self._by_surname = _single((bare(e.names[0]).split()[-1], e) for e in people)
        self._said_of: dict[Id, set[str]] = {}
        self._beside: dict[Id, set[str]] = {}
        self._outlet_families = {self.family(name) for name in outlet_names}
        self._voices: dict[Id, Voice] = {}
        self._bodies_in: dict[str, list[tuple[int, str]]] = {}
        self._bodies_beside: dict[Id, set[str]] = {}
        self._offices_found: dict[Id, frozenset[frozenset[str]]] = {}
        heard_in: dict[tuple[Id, Id], Entity] = {}
        for attribution in attributions:
            entity = self._entity_of.get(attribution.id)
            if entity is not None and entity.kind is NameKind.PERSON:
                text = documents[attribution.doc_id].text
                self._said_of.setdefault(entity.id, set()).update(span.of(text) for span in attribution.source)
                heard_in[entity.id, attribution.doc_id] = entity
        for (_, doc_id), entity in heard_in.items():
            self._read_around(entity, documents[doc_id])
        self._known |= self._taken_for_people(entities)
        self._bodies_in.clear()  # read before all bodies were known

    def _read_around(self, entity: Entity, document: Document) -> None:
        """Note what stands around a person's name: the words in apposition, and all bodies named in the sentence."""
        for found in re.finditer(rf"\b{re.escape(entity.names[0])}\b", document.text):
            start = max(document.text.rfind("\n", 0, found.start()), document.text.rfind(". ", 0, found.start()))
            before = document.text[max(start + 1, found.start() - 120) : found.start()]
            after = document.text[found.end() : found.end() + 160].split("\n")[0]
            near = before.rstrip(" ,").rsplit(",", 1)[-1] + " | " + _apposition(after)
            self._said_of.setdefault(entity.id, set()).update({near, *self._bodies_meant(near, document)})
            beside = self._named_in(before + after.split(". ")[0]) | self._body_nouns_in(near)
            self._beside.setdefault(entity.id, set()).update(beside)

    def _taken_for_people(self, entities: Sequence[Entity]) -> dict[str, str]:
        """Firms whose names look like a person's: somebody is their director, head or spokesman."""
        posts = self._standing.offices | self._roles.speakers
        of_whom = {
            found[2]
            for said in self._said_of.values()
            for piece in said
            if (found := _POST_OF.match(bare(piece))) and posts.intersection(found[1].split())
        }
        return {
            bare(name): bare(entity.names[0])
            for entity in entities
            if entity.kind is NameKind.PERSON
            for name in entity.names
            if " " in name and any(whom == bare(name) or whom.startswith(f"{bare(name)} ") for whom in of_whom)
        }

    def _body_nouns_in(self, words_: str) -> set[str]:
        """The common nouns for bodies in these words: "the *union*'s president"."""
        return {singular(word) for word in bare(words_).split()} & self._body_nouns

    def _bodies_meant(self, near: str, document: Document) -> set[str]:
        """The bodies that "the union's deputy president" may mean: those of the report with that noun in their name.

        None where several fit: the reader could not tell either.
        """
        nouns = self._body_nouns_in(near)
        spoken = " " + bare(document.text) + " "
        meant = set()
        for noun in nouns:
            fits = {body for name, body in self._known.items() if noun in name.split() and f" {name} " in spoken}
            meant |= fits if len(fits) == 1 else set()
        return meant

    # -- outlets -----------------------------------------------------------------------------------------------------

    def outlet_name(self, words_: str) -> str:
        """An outlet's usual name; the words themselves where the lexicon does not know it."""
        known = self._outlets.named(words_)
        return known.name if known else " ".join(words_.split())

    def family(self, outlet: str) -> str:
        """The publisher family of an outlet, lowered: its owner, or itself."""
        known = self._outlets.named(outlet)
        name = (known.owner or known.name) if known else outlet
        return bare(name).removeprefix("the ")

    def family_of(self, document: Document) -> str:
        """The publisher family of a report; its own where nothing is known of its publisher."""
        if document.owner:
            return bare(document.owner)
        return self.family(document.publisher) if document.publisher else f"report {document.id}"

    def is_outlet(self, attribution: Attribution) -> bool:
        """Whether a source is an outlet, or an outlet's report."""
        return self.outlet_of(attribution) is not None

    def outlet_of(self, attribution: Attribution) -> str | None:
        """The outlet that a source is: by the lexicon, or because reports of this story come from it or credit it.

        "A report in the Tarn Wire" is the Tarn Wire.
        """
        kind, label = attribution.source_kind, attribution.label
        if kind is SourceKind.OUTLET:
            return self.outlet_name(label)
        if kind is SourceKind.DOCUMENT:
            found = _PUBLISHED_IN.search(label)
            name = self.outlet_name(found[1]) if found else ""
        elif kind in (SourceKind.ORGANISATION, SourceKind.PERSON):
            name = self.outlet_name(label)
        else:
            return None
        return name if name and self.family(name) in self._outlet_families else None

    def published(self, document: Document, outlet: str) -> bool:
        """Whether a report is of this outlet: the same family, or another name of one outlet ("the Courier")."""
        if self.family(self.outlet_name(outlet)) == self.family_of(document):
            return True
        return is_same(outlet, document.publisher or "", self._outlets)

    def outlet(self, name: str, report: Id | None) -> Voice:
        """An outlet that is credited with nobody known behind it."""
        name = self.outlet_name(name)
        return Voice(
            key=f"outlet {self.family(name)} {report}", label=name, kind=SourceKind.OUTLET, report=report,
            family=self.family(name), bodies=frozenset({bare(name)}),
        )  # fmt: skip

    def own_voice(self, document: Document) -> Voice:
        """A report that states something with nobody behind it."""
        label = document.publisher or document.title or document.path
        return Voice(
            key=f"own {document.id}", label=f"{label}, in its own voice", kind=SourceKind.OUTLET, report=document.id,
            family=self.family_of(document),
        )  # fmt: skip

    @staticmethod
    def latent_id(outlet: str) -> Id:
        """The id under which an outlet that is not in the pile stands in derivations."""
        return content_id("latent", outlet)

    # -- sources -----------------------------------------------------------------------------------------------------

    def source(self, attribution: Attribution) -> Voice:
        """The source of an attribution as a voice; relations to other voices are filled in by the caller."""
        if attribution.id not in self._voices:
            self._voices[attribution.id] = self._read(attribution)
        return self._voices[attribution.id]

    def _read(self, attribution: Attribution) -> Voice:
        entity = self._entity_of.get(attribution.id)
        kind = attribution.source_kind
        if entity is None and (entity := self._person_meant(attribution)) is not None:
            kind = SourceKind.PERSON
        text = self._documents[attribution.doc_id].text
        descriptor = self._descriptor(attribution.label)
        key = f"{entity.id if entity else bare(attribution.label)} {kind}"
        if entity is None or kind is SourceKind.ANONYMOUS:
            key += f" {attribution.doc_id}"
            if descriptor.is_another:
                key += f" {attribution.id}"
        return Voice(
            key=key,
            label=self._label(attribution),
            kind=kind,
            entity_id=entity.id if entity and self._is_proper(entity, kind) else None,
            report=attribution.doc_id,
            bodies=self._bodies_of(attribution, kind, entity),
            associates=frozenset(self._associates(attribution, entity)),
            descriptor=descriptor,
            offices=self._offices(attribution, entity, text),
            quoted=self._quoted(attribution, text),
        )

    def _person_meant(self, attribution: Attribution) -> Entity | None:
        """The person whom a source without an entity names all the same.

        By the whole name at its end ("the hospital's head of hygiene Ada Brook"), or by a surname alone that one person
        of the story has.
        """
        if attribution.source_kind not in (SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.ORGANISATION):
            return None
        tokens = bare(attribution.label).split()
        if len(tokens) == 1 and attribution.source_kind is SourceKind.PERSON:
            return self._by_surname.get(tokens[0])
        found = (self._by_name.get(" ".join(tokens[-size:])) for size in range(2, min(4, len(tokens)) + 1))
        return next((entity for entity in found if entity is not None), None)

    def _offices(self, attribution: Attribution, entity: Entity | None, text: str) -> frozenset[frozenset[str]]:
        """The offices by which a source goes, each as its words: "the rescue commander".

        Of a named person, what stands beside the name; of a source that is only its office, the office, where it is
        told as the only one of its kind ("the", never "a") and no two people of the story hold it.
        """
        if entity is not None:
            return self._offices_of(entity.id)
        if attribution.source_kind not in (SourceKind.PERSON, SourceKind.ANONYMOUS) or not attribution.source:
            return frozenset()
        span = attribution.source[0]
        told = text[max(0, span.start - 4) : span.end].lower().split()
        office = self._office(bare(attribution.label))
        if not office or "the" not in told[:2]:
            return frozenset()
        holders = [person for person in self._said_of if office in self._offices_of(person)]
        return frozenset({office}) if len(holders) < 2 else frozenset()

    def _offices_of(self, person: Id) -> frozenset[frozenset[str]]:
        """The offices that stand beside a person's name in any report, with and without what they are of."""
        if person not in self._offices_found:
            said = (piece for words_ in self._said_of.get(person, ()) for piece in re.split(r"[,|]", words_))
            told = [_WHO_IS.sub("", bare(piece)) for piece in said]
            cut = [piece[: of.start()] for piece in told for of in _OF.finditer(piece)]
            self._offices_found[person] = frozenset(o for o in map(self._office, [*told, *cut]) if o)
        return self._offices_found[person]

    def _office(self, words_: str) -> frozenset[str]:
        """The words of an office that one person holds at a time ("rescue commander"); none if it is not such a one."""
        found = frozenset(words_.split()) - _ARTICLES
        is_one = found & self._standing.offices and not found & self._standing.not_one
        return found if is_one and 1 < len(found) <= _LONGEST_OFFICE else frozenset()

    @staticmethod
    def _label(attribution: Attribution) -> str:
        if attribution.source_kind is SourceKind.UNSPECIFIED:
            return "an unspecified source"
        return " ".join(attribution.label.split()) or "an unnamed source"

    def is_nameless(self, voice: Voice) -> bool:
        """Whether a source names nobody: an unresolved pronoun, 'a report', 'reports in September'."""
        if bare(voice.label) in self._standing.pronouns:
            return True
        if voice.kind is not SourceKind.DOCUMENT or voice.entity_id is not None:
            return voice.kind is SourceKind.UNSPECIFIED
        return voice.descriptor.words <= self._standing.nameless

    def could_be(self, ours: Voice, theirs: Voice) -> bool:
        """Whether a child's source can be the parent's: the same entity, or a description that shares a word.

        Where one is a document and the other a person, general words ("source", "report") do not count.
        """
        if ours.entity_id is not None or theirs.entity_id is not None:
            return ours.entity_id == theirs.entity_id
        shared = ours.descriptor.words & theirs.descriptor.words
        if ours.kind is not theirs.kind:
            shared -= self._common
        return bool(shared) and not ours.descriptor.is_another

    def _is_proper(self, entity: Entity, kind: SourceKind) -> bool:
        """Whether a source has a name of its own; "the company" and "officials" are only described."""
        if kind is SourceKind.ANONYMOUS:
            return False
        tokens = re.split(r"\s(?:in|of|from|at|for|near)\s", entity.names[0])[0].split()
        head = tokens[-1]
        return head[0].isupper() and (len(tokens) > 1 or singular(head.lower()) not in self._common)

    def dating(self, label: str) -> frozenset[str]:
        """The words of a description that date it ("a *September* report")."""
        return self._standing.dating.intersection(bare(label).split())

    def is_a_first(self, said: str) -> bool:
        """Whether words say of something that it is the first of its kind."""
        words = set(bare(said).split())
        return bool(words & self._standing.firsts) and bool(words & self._standing.of_firsts)

    def is_none_before(self, said: str) -> bool:
        """Whether words that say no may say that there was nothing like it before."""
        return not self._standing.none_before.isdisjoint(bare(said).split())

    def is_own_addressee(self, words_: str, document: Document) -> bool:
        """Whether 'told *these words*' means the report itself: us, reporters, its own outlet."""
        spoken = bare(words_)
        if self.published(document, words_):
            return True
        return any(re.search(rf"\b{re.escape(own)}\b", spoken) for own in self._standing.own_addressees)

    def _bodies_of(self, attribution: Attribution, kind: SourceKind, entity: Entity | None) -> frozenset[str]:
        label = attribution.label
        found: set[str] = set()
        if kind is SourceKind.ORGANISATION:
            found |= {bare(entity.names[0])} if entity else {bare(label)}
            found |= self._named_in(label)
            if (of := _PERSON_OF.fullmatch(label)) and not self._body_nouns_in(of[1]):
                found.add(bare(of[2]))
        elif kind is SourceKind.ANONYMOUS:
            found |= self._named_before_role(label)
        elif kind is SourceKind.PERSON:
            found |= self._named_in(label) | _ministry(label)
            found |= {bare(entity.names[0]), *self._spoken_for(entity.id)} if entity else set()
        elif kind is SourceKind.DOCUMENT:
            found |= self._named_in(label) | {name for name in self._people if f" {name} " in f" {bare(label)} "}
        return frozenset(found | {whole for body in found for whole in self._wholes(body)})

    def _associates(self, attribution: Attribution, entity: Entity | None) -> set[str]:
        """Bodies, by name or common noun, that stand beside a source: what may be one organisation with it."""
        if attribution.source_kind is SourceKind.ORGANISATION:
            return self._body_nouns_in(attribution.label)
        return self._beside.get(entity.id, set()) if entity else set()

    def _spoken_for(self, person: Id) -> set[str]:
        """The bodies named in all that stands around a person's name, in any report; found once."""
        if person not in self._bodies_beside:
            said = self._said_of.get(person, set())
            self._bodies_beside[person] = {b for words_ in said for b in self._named_in(words_) | _ministry(words_)}
        return self._bodies_beside[person]

    def _wholes(self, body: str) -> set[str]:
        """What a body belongs to: by the lexicon, or by its name ("Aid Watch Norway" is a part of "Aid Watch")."""
        tokens = body.split()
        names = {" ".join(tokens[:size]) for size in range(2, len(tokens))}
        wholes = {self._known[name] for name in names if name in self._known}
        return wholes | ({self._standing.whole[body]} if body in self._standing.whole else set())

    def _named_in(self, label: str) -> set[str]:
        """The bodies whose names stand in these words."""
        return {body for _, body in self._bodies_at(label)}

    def _named_before_role(self, label: str) -> set[str]:
        """The bodies named directly before a role ("an *EU* official") or after "of", "at", "from", "for"."""
        tokens = bare(label).split()
        found = set()
        for place, body in self._bodies_at(label):
            before = tokens[place - 1] if place else ""
            if before not in {"in", "near", "around", "outside", "across"}:
                found.add(body)
        return found

    def _bodies_at(self, label: str) -> list[tuple[int, str]]:
        """The bodies named in these words, each with the place of its first word; the longest name wins."""
        if label not in self._bodies_in:
            self._bodies_in[label] = self._look_up(bare(label).split())
        return self._bodies_in[label]

    def _look_up(self, tokens: Sequence[str]) -> list[tuple[int, str]]:
        found = []
        at = 0
        while at < len(tokens):
            for size in range(min(6, len(tokens) - at), 0, -1):
                words_ = " ".join(tokens[at : at + size])
                body = self._known.get(words_) or self._bodies.get(words_) or self._states.get(words_)
                if body:
                    found.append((at, bare(body)))
                    at += size
                    break
            else:
                at += 1
        return found

    def _descriptor(self, label: str) -> Descriptor:
        content = [w for w in words(label) if w.folded not in self._standing.empty]
        lemmas = [singular(w.folded) for w in content]
        capitalised = {bare(label[w.start : w.end]) for w in content if label[w.start].isupper()}
        states = {bare(self._states[w]) for w in capitalised if w in self._states}
        organisations = {body for _, body in self._bodies_at(label)} - states
        return Descriptor(
            words=frozenset(lemmas),
            roles=frozenset(self._standing.occupation[w] for w in lemmas if w in self._standing.occupation),
            nationalities=frozenset(states),
            organisations=frozenset(organisations),
            is_another=bool(_ANOTHER.search(label)),
        )

    @staticmethod
    def _quoted(attribution: Attribution, text: str) -> frozenset[tuple[str, ...]]:
        if attribution.quote is not QuoteKind.DIRECT:
            return frozenset()
        spoken = (tuple(w.folded for w in words(text, span.start, span.end)) for span in attribution.content)
        return frozenset(quotation for quotation in spoken if len(quotation) >= _TELLING_QUOTE)


def _single(named: Iterable[tuple[str, Entity]]) -> dict[str, Entity]:
    """Each name with what it names, where that is one thing only."""
    found: dict[str, set[Entity]] = {}
    for name, entity in named:
        found.setdefault(name, set()).add(entity)
    return {name: next(iter(entities)) for name, entities in found.items() if len(entities) == 1}


def _ministry(words_: str) -> set[str]:
    """The ministry that a minister stands for, by the word before: "health minister" -> "health ministry"."""
    return {f"{topic} ministry" for topic in re.findall(r"\b(\w+) (?:minister|ministry)\b", bare(words_))}


def _apposition(after: str) -> str:
    """The words in apposition that follow a name: ", who runs the port," or ", director of the inspectorate."."""
    found = re.match(r"\s*(?:,|\(|of|from|at|for|with)\s*([^,;.)]{2,100})", after)
    return found.group(1) if found else ""
