"""One report as the attribution rules read it: its parse, its quotations and the lexicons, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.attribution.quotes import Quotation, covering
from sayso.lexicon.anonymity import Anonymity
from sayso.lexicon.cues import CueClass, Cues
from sayso.lexicon.dates import Dates
from sayso.lexicon.nouns import Nouns
from sayso.lexicon.outlets import Outlets
from sayso.lexicon.persons import Persons
from sayso.lexicon.roles import Roles
from sayso.records import Name
from sayso.syntax import Parse, Sentence, Token
from sayso.vocab import NameKind

#: A sentence longer than this many tokens is a list or a table, not prose; syntax rules leave it alone.
LONGEST_SENTENCE = 400

#: Ends of nouns that mostly mean people; the lexicon of nouns knows those that do not.
HUMAN_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "eer", "ee", "ant", "mate", "person", "boy", "girl")


class Reading:
    """What every rule may look at. Made once per report; never changed."""

    def __init__(
        self,
        parse: Parse,
        quotations: Sequence[Quotation],
        names: Sequence[Name],
        cues: Cues,
        roles: Roles,
        anonymity: Anonymity,
        outlets: Outlets,
        persons: Persons,
        nouns: Nouns,
        dates: Dates,
        publisher: str | None = None,
    ) -> None:
        self.text = parse.text
        self.parse = parse
        self.quotations = tuple(quotations)
        self.cues = cues
        self.roles = roles
        self.anonymity = anonymity
        self.outlets = outlets
        self.persons = persons
        self.nouns = nouns
        self._humans = roles.people | roles.sources | roles.speakers
        self._papers = roles.documents | roles.polls
        #: Words that lead to a time ("*late on* Friday").
        self.time_leads = frozenset({*dates.lead, *dates.shades, *cues.moments, "just", "only", "most"})
        #: For each token the place of the quotation around it, or -1.
        self.quotation_of = tuple(covering(quotations, token.start) for token in parse.tokens)
        #: Outlets that the report itself calls so, and its own.
        self.own_outlets = frozenset({*self._called_outlets(), *([publisher] if publisher else [])})
        #: Last words of names of several: whoever is called by that word alone is called by a surname.
        self.last_words = frozenset(words[-1] for name in names if len(words := name.span.of(self.text).split()) > 1)
        #: Names of one word that somebody is said to speak to: of persons and of papers.
        self.spoken_to = frozenset(t.text for t in parse.tokens if t.pos == "PROPN" and self._is_spoken_to(t))
        self._kinds: dict[int, NameKind] = {
            token.i: name.kind for name in names for token in parse.between(name.span.start, name.span.end)
        }

    def _called_outlets(self) -> Iterator[str]:
        """Names beside a word for an outlet ("the news agency *KNA*", "the *Castor* news agency")."""
        tokens = self.parse.tokens
        for word in tokens:
            pair = f"{tokens[word.i - 1].lemma} {word.lemma}" if word.i else ""
            if word.lemma not in self.roles.outlets and pair not in self.roles.outlets:
                continue
            before = word.i - (2 if pair in self.roles.outlets else 1)
            for beside in (word.i + 1, before):
                if (
                    0 <= beside < len(tokens)
                    and tokens[beside].pos == "PROPN"
                    and tokens[beside].sentence == word.sentence
                ):
                    yield tokens[beside].text
        for verb in tokens:  # "*the Courier* reports, citing two officials", "first reported by *the Courier*"
            if verb.lemma == "report" and verb.pos == "VERB":
                citing = any(c.lemma in {"cite", "quote"} and c.tag == "VBG" for c in self.parse.children(verb))
                agent = self.parse.child(verb, "agent")
                who = self.parse.child(verb, "nsubj") if citing else agent and self.parse.child(agent, "pobj")
                if who is not None and who.pos == "PROPN":
                    yield who.text

    def _is_spoken_to(self, name: Token) -> bool:
        above = self.parse.head(name)
        if name.dep == "pobj" and above.lemma in {"to", "with"}:
            above = self.parse.head(above)
        return above.lemma in {"tell", "speak", "talk"} and name.dep in {"dobj", "dative", "pobj"}

    def prose(self) -> list[Sentence]:
        """The sentences that the syntax rules read."""
        return [s for s in self.parse.sentences if 1 < s.last - s.first <= LONGEST_SENTENCE]

    def quoted(self, token: Token) -> bool:
        """Whether the token stands inside quotation marks."""
        return self.quotation_of[token.i] >= 0

    def name_kind(self, token: Token) -> NameKind | None:
        """The kind of the name that the token belongs to."""
        return self._kinds.get(token.i)

    def verb_class(self, verb: Token) -> tuple[CueClass, tuple[Token, ...]] | None:
        """The class of a verb cue and the particles or prepositions that belong to it ("point *out*")."""
        known = self.cues.verb_class
        for child in self.parse.children(verb):
            if child.i < verb.i or child.dep not in {"prt", "prep", "advmod", "acomp", "oprd", "dobj", "ccomp"}:
                continue
            phrase = f"{verb.lemma} {child.text.lower()}"
            below = self.parse.child(child, "pobj", "prep")
            if below is not None and f"{phrase} {below.text.lower()}" in known:
                return known[f"{phrase} {below.text.lower()}"], (child, below)
            if phrase in known and (child.i <= verb.i + 2 or child.dep == "prep"):
                return known[phrase], (child,)
        kind = known.get(verb.lemma)
        return (kind, ()) if kind is not None else None

    def means_person(self, noun: Token) -> bool:
        """Whether a common noun means a human being, or people."""
        lemma = noun.lemma.lower()
        if lemma in self._humans or noun.text.lower() in self._humans:
            return True
        if (noun.pos == "PROPN" and noun.text[:1].isupper()) or self.means_body(noun) or self.is_read(noun):
            return False
        return lemma in self.nouns.persons or (lemma.endswith(HUMAN_ENDINGS) and lemma not in self.nouns.lifeless)

    def means_body(self, noun: Token) -> bool:
        """Whether a common noun means a body of people."""
        lemma = noun.lemma.lower()
        return lemma in self.roles.bodies or (lemma in self.nouns.groups and lemma not in self.roles.outlets)

    def is_read(self, noun: Token) -> bool:
        """Whether a common noun means something that is read, or a survey."""
        return noun.lemma.lower() in self._papers or noun.text.lower() in self._papers

    def is_occasion(self, noun: Token) -> bool:
        """Whether a noun is something in which things are said ("in a *statement*", "in an *alert* to staff")."""
        cues = self.cues
        return noun.lemma in cues.occasions or noun.lemma in cues.noun_class or noun.lemma in self.roles.documents

    def can_speak(self, token: Token) -> bool:
        """Whether what the token stands for can say or show something: a person, a body, a document, a pronoun."""
        roles = self.roles
        if token.pos == "PRON":
            return token.text.lower() in _SPEAKING or token.lemma in roles.indefinite
        if token.ent in {"PERSON", "ORG", "NORP", "GPE"} or self.name_kind(token) in _SPEAKING_KINDS:
            return True
        return (
            token.pos == "PROPN"
            or (token.text.isupper() and len(token.text) > 1)
            or token.lemma in roles.people
            or token.lemma in roles.bodies
            or token.lemma in roles.documents
            or token.lemma in roles.sources
            or token.lemma in roles.speakers
            or token.lemma in roles.outlets
            or token.lemma in roles.polls
            or token.lemma in roles.products
            or (token.pos in {"NUM", "DET", "ADJ"} and token.lemma in roles.indefinite)
            or token.lemma in self.cues.noun_class
        )


_SPEAKING_KINDS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.ROLE, NameKind.DOCUMENT})
_SPEAKING = frozenset({"he", "she", "they", "we", "i", "it", "who", "one", "others", "some", "many", "someone", "you"})
