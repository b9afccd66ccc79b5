"""Who is meant: pronouns, short names and "the minister" led back to whom the report spoke of before.

The report is read from its beginning, as a reader does, and everybody it speaks of is kept in mind with all that has
been said of them. Precision first: where two fit about as well, nothing is answered; an indefinite or anonymous source
("a senior official", "another diplomat") always begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from sayso.attribution.mentions import BODY, PERSON, PLACE, REFLEXIVE, Mention
from sayso.attribution.quotes import Quotation
from sayso.lexicon.cues import Cues
from sayso.lexicon.persons import Persons
from sayso.syntax import Parse, Token

#: How much a place in the sentence makes somebody present to the reader (after Lappin & Leass 1994).
SUBJECT, OBJECT, OTHER = 3.0, 1.6, 1.0
#: What a name, and what a pronoun adds: whom a text goes on about is called by pronouns.
NAMED, CALLED = 1.3, 1.2
#: What is left of it after a sentence, and of what is said inside a quotation for who reads outside it.
FADE, QUOTED = 0.45, 0.5
#: How many sentences back a pronoun looks, and a noun.
PRONOUN_REACH, NOUN_REACH = 5, 40
#: What a noun scores for somebody who was called so before, for somebody's whose it was before, and for anybody whom it
#: may stand for; from which score on it is somebody spoken of before, and at which it is certain; two that score as
#: close as this are one as likely as the other.
CALLED_SO, OWNED, ANYBODY, ENOUGH, CERTAIN, EVEN = 2.0, 2.5, 0.6, 1.0, 3.0, 0.05
#: How sure it is that two equal names of one report are one.
BY_NAME = 0.95
#: How far from a quotation its speaker stands (code points).
BESIDE = 60
#: What being the subject of the pronoun's own clause counts for; and for "they", being several, and being lifeless.
OWN_CLAUSE, SEVERAL, LIFELESS = 2.5, 1.6, 0.4
#: From this score on an answer is given: below it, one in three is wrong (bench/coreference.py).
SURE = 0.8
#: Everybody that is kept in mind: a bound on the work, far beyond any report's need.
MEMORY = 300

#: Words of a name that its letters leave out.
_SMALL = frozenset({"of", "the", "and", "for"})
#: Words by which several of a sort are told apart: "the *second* official" is one that was counted before.
COUNTING = frozenset({"first", "second", "third", "fourth", "other", "latter"})
#: "The *same* official" is one that was called so.
SAME = "same"
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


class Referent(msgspec.Struct):
    """Somebody or something that a report speaks of, as far as it has been read.

    Attributes:
        mentions: places in the list of mentions, in text order.
        words: all words that were said of it.
        heads: base forms of the nouns that it was called by.
        names: its names, as words, each once.
        called_by: base forms of the nouns, and words of the names, that it was called by.
        tails: base forms of what followed the nouns that it was called by ("the minister of *health*").
        owners: whose it was called, as identities of referents ("*Kane's* lawyer").
        what: what it may be.
        gender: "m", "f", "n", "" where nothing tells.
        many: whether it is several; None where it may be either.
        called: the place of its last mention by a name or noun.
    """

    mentions: list[int]
    words: set[str]
    heads: set[str]
    names: dict[tuple[str, ...], None]
    called_by: set[str]
    tails: set[str]
    owners: set[int]
    what: set[str]
    gender: str
    many: bool | None
    called: int | None = None


class Answer(msgspec.Struct, frozen=True):
    """To whom a mention goes back.

    Attributes:
        mention: the place of the mention.
        earlier: the place of the mention of the same one before it, or None.
        score: 0..1; how sure it is.
    """

    mention: int
    earlier: int | None = None
    score: float = 0.0


class Referents:
    """Everybody that one report speaks of.

    Attributes:
        mentions: all words that may mean somebody, in text order; a *place* is a place in this list.
        answers: for each mention, to whom it goes back.
        of: who is meant, by place.
    """

    def __init__(
        self, parse: Parse, mentions: Sequence[Mention], quotations: Sequence[Quotation], persons: Persons, cues: Cues
    ) -> None:
        self._parse = parse
        self.mentions = mentions
        self._persons = persons
        self._saying = cues.verb_class
        self._speakers = self._speakers_of(quotations)
        self._at = {mention.head.i: place for place, mention in enumerate(mentions) if not mention.also}
        self._groups = {mention.head.i: place for place, mention in enumerate(mentions) if mention.also}
        self.of: dict[int, Referent] = {}
        self._last: dict[int, Referent] = {}  # by the place of its last mention, the last of all at the end
        self.answers = [self._read(place) for place in range(len(mentions))]
        self._roots = self._begun()
        self._fullest = self._named()

    # -- what was read ----------------------------------------------------------------------------------------------

    def place(self, head: Token, words: Sequence[Token]) -> int | None:
        """The place of the mention with this head; of all who are named together ("Kane *and Abel*") if they say so."""
        group = self._groups.get(head.i)
        if group is not None and any(t.i in self.mentions[group].also for t in words):
            return group
        return self._at.get(head.i)

    def root(self, place: int) -> int:
        """The place of the earliest mention that a mention surely goes back to, or its own."""
        return self._roots[place]

    def may_be(self, place: int, earlier: int) -> bool:
        """Whether nothing tells that a mention does not mean the same one as an earlier mention."""
        mention, referent = self.mentions[place], self.of[earlier]
        return self._may_be(mention, referent) if mention.pronoun else _agree(mention, referent)

    def are_of_one_gender(self, place: int, earlier: int) -> bool:
        """Whether nothing tells that one of two mentions is of a man and the other of a woman."""
        return _are_of_one_gender(self.mentions[place], self.of[earlier])

    def fullest(self, place: int) -> Mention:
        """The mention that says most plainly who is meant: the longest name; failing that, the longest description."""
        return self.mentions[self._fullest[self._roots[place]]]

    def _begun(self) -> list[int]:
        roots: list[int] = []
        for answer in self.answers:
            sure = answer.earlier if answer.score >= SURE else None
            roots.append(answer.mention if sure is None else roots[sure])
        return roots

    def _named(self) -> dict[int, int]:
        fullest: dict[int, int] = {}
        for place, root in enumerate(self._roots):
            if root not in fullest or _plainness(self.mentions[place]) > _plainness(self.mentions[fullest[root]]):
                fullest[root] = place
        return fullest

    # -- reading ----------------------------------------------------------------------------------------------------

    def _read(self, place: int) -> Answer:
        mention = self.mentions[place]
        found, score = self._meant(place, mention)
        earlier = self._earlier(mention, found) if found is not None else None
        if found is None:
            found = Referent([], set(), set(), {}, set(), set(), set(), set(), "", None)
        else:
            del self._last[found.mentions[-1]]
        self._last[place] = found
        self._add(found, place, mention)
        return Answer(place, earlier, score) if earlier is not None else Answer(place)

    def _earlier(self, mention: Mention, found: Referent) -> int:
        """The mention that an answer goes back to: a name or noun to the last of its like, over any "it" between."""
        beside = mention.head.dep in ("appos", "attr")
        if mention.gender in ("m", "f") and mention.pronoun:
            # An "it" was not him: it was led to him before anything told that he is a person.
            return next((i for i in reversed(found.mentions) if self.mentions[i].gender != "n"), found.mentions[-1])
        return found.mentions[-1] if mention.pronoun or beside or found.called is None else found.called

    def _add(self, referent: Referent, place: int, mention: Mention) -> None:
        first = not referent.mentions
        referent.mentions.append(place)
        self.of[place] = referent
        if mention.pronoun:
            if first:
                referent.what, referent.many = set(mention.what), mention.many
            referent.gender = referent.gender or (mention.gender if mention.gender in ("m", "f") else "")
            if mention.gender in ("m", "f"):
                referent.what = {PERSON}
            return
        referent.called = place
        referent.tails |= self._tail(mention.head)
        if mention.also:
            referent.what, referent.many = set(mention.what), True
            return
        referent.words |= mention.words
        referent.heads.add(mention.lemma)
        referent.called_by.add(mention.lemma)
        if mention.name and (name := self._name(mention)):
            referent.names[name] = None
            referent.called_by.update(name)
        if (owner := self._owner(mention)) is not None:
            referent.owners.add(id(owner))
        referent.what = (referent.what & mention.what or referent.what) if not first else set(mention.what)
        referent.gender = referent.gender or mention.gender
        referent.many = mention.many if first or referent.many is None else referent.many
        for word in self._said_of(mention.head):
            referent.words.add(word.lemma.lower())
            referent.heads.add(word.lemma.lower())
            referent.called_by.add(word.lemma.lower())

    def _name(self, mention: Mention) -> tuple[str, ...]:
        tokens = self._parse.tokens[mention.first : mention.head.i + 1]
        return tuple(t.text.lower() for t in tokens if t.pos == "PROPN" and t.text[:1].isalnum())

    def _said_of(self, head: Token) -> Iterator[Token]:
        """The nouns that say what somebody is: "Hill, a *doctor*", "Hill is a *doctor*", "*doctor* Hill"."""
        for child in self._parse.children(head):
            if child.dep == "appos" and child.pos == "NOUN":
                yield child
            if child.dep in ("compound", "nmod") and child.pos in ("NOUN", "PROPN") and child.i < head.i:
                yield child
        verb = self._parse.head(head)
        if head.dep == "nsubj" and verb.lemma == "be" and not self._parse.child(verb, "neg"):
            told = self._parse.child(verb, "attr")
            if told is not None and told.pos == "NOUN":
                yield told

    # -- whom a mention means ----------------------------------------------------------------------------------------

    def _meant(self, place: int, mention: Mention) -> tuple[Referent | None, float]:
        if mention.also:
            return None, 0.0
        beside = self._beside(place, mention)
        if beside is not None:
            return beside, 1.0
        if mention.pronoun:
            return self._by_pronoun(place, mention)
        if mention.name and mention.head.pos == "PROPN":
            return self._by_name(mention)
        return self._by_noun(mention)

    def _beside(self, place: int, mention: Mention) -> Referent | None:
        """Whom an addition says more of: "Hill, a *doctor*"; "Hill is a *doctor*"."""
        head = mention.head
        over = self._parse.head(head)
        if head.dep == "attr" and over.lemma == "be" and not self._parse.child(over, "neg"):
            subject = self._parse.child(over, "nsubj")
        else:
            subject = over if head.dep == "appos" else None
        earlier = self._at.get(subject.i, place) if subject is not None else place
        if mention.pronoun or earlier >= place or not _agree(mention, self.of[earlier]):
            return None
        return self.of[earlier]

    def _back(self) -> Iterator[Referent]:
        """Everybody in mind, the last spoken of first."""
        return islice(reversed(self._last.values()), MEMORY)

    def _by_name(self, mention: Mention) -> tuple[Referent | None, float]:
        """Whom a name means: the last one of that name, in full or in part."""
        name = self._name(mention)
        for referent in self._back():
            person = PERSON in referent.what and PERSON in mention.what
            alike = any(_are_one(name, other, person) for other in referent.names)
            if alike and referent.what & mention.what and _are_of_one_gender(mention, referent):
                return referent, BY_NAME
        return None, 0.0

    def _by_noun(self, mention: Mention) -> tuple[Referent | None, float]:
        """Whom "the minister" or "her lawyer" means: who fits best; nobody, where two fit as well."""
        if (not mention.definite and mention.owner is None) or self._is_told_apart(mention):
            return None, 0.0
        lemma = mention.lemma
        # Most of those in mind were never called by this noun: that is looked at first, since it costs least.
        anybody = mention.owner is not None or lemma in self._persons.bodies or lemma in self._persons.anybody
        likely = (r for r in self._back() if anybody or lemma in r.called_by)
        scored = sorted(((self._noun_fit(mention, r), r) for r in likely), key=lambda s: -s[0])
        if not scored or scored[0][0] < ENOUGH or (len(scored) > 1 and scored[0][0] - scored[1][0] < EVEN):
            return None, 0.0
        return scored[0][1], min(1.0, scored[0][0] / CERTAIN)

    def _noun_fit(self, mention: Mention, referent: Referent) -> float:
        """How well a noun fits somebody: they were called so before, or it is a noun that may mean anybody."""
        last = self.mentions[referent.mentions[-1]]
        away = mention.head.sentence - last.head.sentence
        if away > NOUN_REACH or not _agree(mention, referent) or not self._is_apart(mention, last):
            return 0.0
        if mention.owner is not None:
            return OWNED if self._has_same_owner(mention, referent) else 0.0
        more = mention.words - {mention.lemma, SAME}
        if not more & COUNTING <= referent.words or (SAME in mention.words and mention.lemma not in referent.called_by):
            return 0.0
        fresh = 0.6 * 0.9**away
        if mention.lemma in referent.called_by:
            strange = len(more - referent.words)
            if self._tells_another(mention, referent) or (strange == len(more) > 0 and not referent.names):
                return 0.0
            return CALLED_SO + fresh - 0.8 * strange + 0.3 * (len(more) - strange)
        often = min(1.0, 0.15 * len(referent.mentions))
        return ANYBODY + fresh + often - 0.5 * len(more) if self._may_stand_for(mention, referent) else 0.0

    def _may_stand_for(self, mention: Mention, referent: Referent) -> bool:
        """Whether a noun that may stand for anybody ("the group", "the man") may stand for this one, who has a name."""
        if not referent.names or not referent.what & mention.what:
            return False
        if mention.lemma in self._persons.bodies:
            return BODY in referent.what and PLACE not in referent.what
        return mention.lemma in self._persons.anybody and PERSON in referent.what and referent.many is not True

    def _has_same_owner(self, mention: Mention, referent: Referent) -> bool:
        """Whether somebody was called by this noun as the same one's before ("Kane's *lawyer*", "his *lawyer*")."""
        owner = self._owner(mention)
        return owner is not None and id(owner) in referent.owners and mention.lemma in referent.heads

    def _owner(self, mention: Mention) -> Referent | None:
        return self.of.get(self._at.get(mention.owner, -1)) if mention.owner is not None else None

    def _tells_another(self, mention: Mention, referent: Referent) -> bool:
        """Whether what follows the noun tells that another one is meant ("the minister *of health*")."""
        tail = self._tail(mention.head)
        return bool(tail) and tail.isdisjoint(referent.tails)

    def _tail(self, head: Token) -> set[str]:
        found = set()
        for child in self._parse.children(head):
            if child.dep == "prep" and child.i > head.i:
                found |= {t.lemma.lower() for t in self._parse.subtree(child) if t.pos in ("NOUN", "PROPN", "NUM")}
        return found

    def _is_told_apart(self, mention: Mention) -> bool:
        """Whether a clause behind the noun tells which one is meant ("the people *who eat a lot*")."""
        after = (c for c in self._parse.children(mention.head) if c.i > mention.head.i)
        return any(c.dep in ("relcl", "acl") and self._parse.tokens[c.i - 1].text != "," for c in after)

    def _is_apart(self, mention: Mention, last: Mention) -> bool:
        """Whether the two are not parts of one clause that cannot be the same ("he saw him"), nor one in the other."""
        if mention.head.sentence != last.head.sentence:
            return True
        if mention.head.i in {t.i for t in self._parse.ancestors(last.head)}:
            return False
        return mention.pronoun or last.head.i not in {t.i for t in self._parse.ancestors(mention.head)}

    # -- pronouns ----------------------------------------------------------------------------------------------------

    def _by_pronoun(self, place: int, mention: Mention) -> tuple[Referent | None, float]:
        if mention.person == 1:
            return self._speaker(place, mention)
        told = (r for r in self._back() if self._may_be(mention, r) and not self._is_known_by(place, r))
        weighed = ((self._presence(mention, r), r) for r in told)
        scored = sorted((one for one in weighed if one[0] > 0), key=lambda s: -s[0])
        if not scored:
            return None, 0.0
        second = scored[1][0] if len(scored) > 1 else 0.0
        return scored[0][1], min(1.0, 1 - second / scored[0][0] / 2)

    def _is_known_by(self, place: int, referent: Referent) -> bool:
        """Whether somebody is known only as the "I" of a quotation by which the mention at this place stands."""
        told = [self.mentions[i] for i in referent.mentions]
        return all(m.person == 1 and m.quote is not None and self._speakers.get(m.quote) == place for m in told)

    def _may_be(self, mention: Mention, referent: Referent) -> bool:
        if mention.gender in ("m", "f"):
            return PERSON in referent.what and referent.many is not True and referent.gender in ("", mention.gender)
        if mention.gender == "n":
            return referent.many is not True and bool(referent.what & mention.what) and referent.gender == ""
        return referent.many is not False and (referent.many is True or bool(referent.what & {PERSON, BODY}))

    def _presence(self, mention: Mention, referent: Referent) -> float:
        """How present somebody is to the reader at this place: the sum of all that was said of them, each faded."""
        total = 0.0
        if mention.quote is not None and self.of.get(self._speakers.get(mention.quote, -1)) is referent:
            return 0.0
        reflexive = mention.head.text.lower() in REFLEXIVE
        own = self._own_subject(mention) if mention.head.tag == "PRP$" or reflexive else None
        for i in islice(reversed(referent.mentions), MEMORY):
            other = self.mentions[i]
            away = mention.head.sentence - other.head.sentence
            if away > PRONOUN_REACH:
                break
            if other.person == 1 and other.quote == mention.quote:
                return 0.0
            if away == 0 and not reflexive and self._clash(mention, other):
                return 0.0
            aside = self._parse.head(other.head).dep == "relcl"
            weight = SUBJECT if other.is_subject and not aside else OBJECT if other.is_object else OTHER
            if other.name:
                weight *= NAMED
            if other.pronoun:
                weight *= CALLED
            if other.quote is not None and mention.quote != other.quote:
                weight *= QUOTED
            if own is not None and other.head.i == own:
                weight *= OWN_CLAUSE if not reflexive else 100
            if mention.many is None and other.many:
                weight *= SEVERAL
            if mention.many is None and not referent.what & {PERSON, BODY}:
                weight *= LIFELESS
            total += weight * FADE**away
        return total

    def _own_subject(self, mention: Mention) -> int | None:
        """The head of the subject of the clause that a mention stands in, as a reader fills it in."""
        for verb in self._parse.ancestors(mention.head):
            if verb.pos not in ("VERB", "AUX"):
                continue
            subject = self._parse.child(verb, "nsubj", "nsubjpass")
            if subject is not None:
                return subject.i
            if verb.dep not in ("xcomp", "conj", "advcl", "pcomp", "acl", "ccomp"):
                return None
        return None

    def _clash(self, mention: Mention, other: Mention) -> bool:
        """Whether the two are parts of one clause, so that they cannot be the same, or one is a part of the other."""
        mine, theirs = mention.head, other.head
        if theirs.i == mine.head and mine.tag == "PRP$":
            return True
        if mine.tag == "PRP$":
            return theirs.i in {t.i for t in self._parse.ancestors(mine)} and theirs.dep not in ("nsubj", "nsubjpass")
        return self._clause(mine) == self._clause(theirs) and theirs.tag != "PRP$" and theirs.dep != "poss"

    def _clause(self, token: Token) -> int:
        for over in self._parse.ancestors(token):
            if over.pos in ("VERB", "AUX"):
                return over.i
        return token.i

    def _speakers_of(self, quotations: Sequence[Quotation]) -> dict[int, int]:
        """For each quotation, the place of the mention that is its speaker, where a verb of saying stands beside it."""
        found: dict[int, int] = {}
        outside = [
            (place, m)
            for place, m in enumerate(self.mentions)
            if m.head.dep == "nsubj" and m.quote is None and self._parse.head(m.head).lemma in self._saying
        ]
        near = 0
        for index, quotation in enumerate(quotations):
            if quotation.continues and index - 1 in found:
                found[index] = found[index - 1]
                continue
            while near < len(outside) and outside[near][1].head.end < quotation.outer_start - BESIDE:
                near += 1
            best = None
            for place, m in outside[near:]:
                if m.head.start > quotation.outer_end + BESIDE:
                    break
                before = m.head.start < quotation.outer_start
                ends = (m.head.end, quotation.outer_start) if before else (quotation.outer_end, m.head.start)
                between = self._parse.text[slice(*ends)]
                if not _SENTENCE_END.search(between) and (best is None or len(between) < best[0]):
                    best = len(between), place
            if best is not None:
                found[index] = best[1]
        return found

    def _speaker(self, place: int, mention: Mention) -> tuple[Referent | None, float]:
        """Whom "I" means: inside a quotation its speaker; failing that, and for "we", the last "I" or "we" of it."""
        for i in range(place - 1, max(place - MEMORY, 0) - 1, -1):
            other = self.mentions[i]
            if mention.paragraph - other.paragraph > 2:
                break
            if other.person == 1 and other.many == mention.many and other.quote == mention.quote:
                return self.of[i], 0.8
        if mention.quote is not None and not mention.many:
            speaker = self._speakers.get(mention.quote)
            if speaker is not None and speaker in self.of:
                return self.of[speaker], 0.8
        return None, 0.0


def _plainness(mention: Mention) -> tuple[bool, bool, int]:
    return mention.name, not mention.pronoun, len(mention.words)


def _agree(mention: Mention, referent: Referent) -> bool:
    """Whether nothing tells that somebody is not meant: gender and number."""
    of_one_number = mention.many is None or referent.many is None or mention.many == referent.many
    return of_one_number and _are_of_one_gender(mention, referent)


def _are_of_one_gender(mention: Mention, referent: Referent) -> bool:
    return not mention.gender or not referent.gender or mention.gender == referent.gender


def _are_one(name: tuple[str, ...], other: tuple[str, ...], person: bool) -> bool:
    """Whether two names, as words, may be of the same: equal, a surname, a part with the same last word, letters."""
    if not name or name == other:
        return bool(name)
    short, long_ = sorted((name, other), key=len)
    if len(short) == len(long_):
        return False
    if person:
        return (short[-1] == long_[-1] and short[0] in (long_[0], short[-1])) or short == long_[:1]
    letters = "".join(word[0] for word in long_ if word not in _SMALL)
    return short in ((letters,), long_[-len(short) :]) or (short == long_[: len(short)] and len(short) > 1)
