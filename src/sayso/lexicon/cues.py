"""The shape of cues.yml: the words that say that somebody says, thinks or shows something."""

from __future__ import annotations

from functools import cached_property

import msgspec

from sayso.vocab import Term


class CueClass(Term):
    """What a cue makes of its content: how the source stands to it."""

    SAY = "say", "The source states it.", "FactBank; VerbNet say-37.7"
    CLAIM = "claim", "The source states it; the report keeps its distance.", "de Haan 2011, reportive evidentials"
    CONFIRM = "confirm", "The source vouches for it, or owns that it is so.", "VerbNet conjecture-29.5 (admit)"
    BELIEVE = "believe", "The source holds it to be so.", "FactBank; doxastic predicates"
    FEAR = "fear", "The source fears that it is or will be so.", "VerbNet admire-31.2, marvel-31.3"
    HOPE = "hope", "The source wishes it.", "VerbNet want-32.1"
    DOUBT = "doubt", "The source holds that it may not be so.", "FactBank PR-"
    DENY = "deny", "The source says that it is not so, or refuses it.", "FactBank CT-"
    ASK = "ask", "The source asks it.", "VerbNet inquire-37.1.2"
    WARN = "warn", "The source says that it threatens.", "VerbNet advise-37.9"
    SUGGEST = "suggest", "The source points to it without stating it.", "FactBank PS+; Hyland 1998"
    SHOW = "show", "The source is evidence for it, or has found it out.", "FactBank; factive predicates"
    LEARN = "learn", "The source came to know it, from somewhere.", "VerbNet learn-14, see-30.1"
    PREDICT = "predict", "The source holds that it will be so.", "TimeML I_STATE"
    PLAN = "plan", "The source intends or promises it.", "TimeML I_ACTION (Pustejovsky et al. 2003)"
    DEMAND = "demand", "The source wants others to do it.", "VerbNet order-60, urge-58.1"
    ACCUSE = "accuse", "The source lays it at somebody's door.", "VerbNet judgment-33 (accuse, blame)"
    DESCRIBE = "describe", "The source says what something is like.", "VerbNet characterize-29.2, dub-29.3"
    CRITICISE = "criticise", "The source speaks against it.", "VerbNet judgment-33"
    SUPPORT = "support", "The source speaks for it.", "VerbNet judgment-33 (praise)"


class Cues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All cues of the lexicon, as base forms by class.

    Attributes:
        verbs: base forms; a particle follows after a blank ("point out", "call for").
        as_frame: verbs that say what something is like, with or without "as" ("called the plan *reckless*").
        infinitive: verbs whose infinitive is what is said ("vowed *to appeal*").
        nouns: base forms ("the *claim* that …").
        adjectives: after a source and "be" ("officials are *convinced* that …").
        sourceless_adjectives: before the noun that carries the content ("the *alleged* payments").
        sourceless_adverbs: beside a verb, with nobody named ("*reportedly*").
        before_source: phrases that stand before a source ("*according to* the mayor").
        rates: words of `before_source` that more often mean "for each" ("40 *per* cent").
        raising: passive verbs before an infinitive ("are *said* to be").
        addressed: verbs whose plain object is the one who hears ("*told* reporters").
        hearer_after: verbs to the prepositions, other than "to" and "with", before who hears ("*testified* before").
        contacts: verbs of reaching somebody, who then hears what is said ("*rang* the office and said").
        moments: adverbs that tell when ("*later* told").
        occasions: verbs and nouns of an occasion of speech ("*speaking* on Monday", "in a *statement*").
        prepositional: verbs to the prepositions that open their content ("*warned* of floods").
        direct: verbs whose plain object is what is said ("*expected* a loss").
        handled: verbs that are done to things as readily as to words ("*ordered* a taxi").
        able: adjectives between a source and what it says ("is *unable* to say").
        utterances: nouns for what somebody has just said, who then speaks himself ("the union's *statement*").
        immaterial: nouns that show something, but are no papers: nobody stands behind "evidence" by itself.
        obtained: what an outlet does with a paper that it passes on ("a letter *seen* by the paper").
        empty: verbs that, refused, say only that nothing is said ("declined to *comment*").
    """

    verbs: dict[CueClass, tuple[str, ...]]
    as_frame: frozenset[str]
    infinitive: frozenset[str]
    nouns: dict[CueClass, tuple[str, ...]]
    adjectives: dict[CueClass, tuple[str, ...]]
    sourceless_adjectives: frozenset[str]
    sourceless_adverbs: frozenset[str]
    before_source: dict[CueClass, tuple[str, ...]]
    rates: frozenset[str]
    raising: frozenset[str]
    addressed: frozenset[str]
    hearer_after: dict[str, frozenset[str]]
    contacts: frozenset[str]
    moments: frozenset[str]
    occasions: frozenset[str]
    prepositional: dict[str, frozenset[str]]
    direct: frozenset[str]
    handled: frozenset[str]
    able: frozenset[str]
    utterances: frozenset[str]
    immaterial: frozenset[str]
    obtained: frozenset[str]
    empty: frozenset[str]

    @cached_property
    def verb_class(self) -> dict[str, CueClass]:
        """Every verb (base form, with its particle) to its class."""
        return {verb: kind for kind, verbs in self.verbs.items() for verb in verbs}

    @cached_property
    def noun_class(self) -> dict[str, CueClass]:
        """Every noun (base form) to its class."""
        return {noun: kind for kind, nouns in self.nouns.items() for noun in nouns}

    @cached_property
    def adjective_class(self) -> dict[str, CueClass]:
        """Every adjective to its class."""
        return {word: kind for kind, words in self.adjectives.items() for word in words}

    @cached_property
    def phrase_class(self) -> dict[str, CueClass]:
        """Every phrase that stands before a source to its class."""
        return {phrase: kind for kind, phrases in self.before_source.items() for phrase in phrases}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every single word that is a cue: verbs, nouns, adjectives and adverbs, first words of phrases."""
        openers = frozenset(phrase.split()[0] for phrase in self.phrase_class)
        return self.single_verbs | self.noun_class.keys() | self.others | openers

    @cached_property
    def single_verbs(self) -> frozenset[str]:
        """The verbs, each without its particle."""
        return frozenset(verb.split()[0] for verb in self.verb_class)

    @cached_property
    def others(self) -> frozenset[str]:
        """Every single word that is a cue and neither verb nor noun, and of every phrase its longest word."""
        phrases = (max(phrase.split(), key=len) for phrase in self.phrase_class)
        return frozenset({*phrases, *self.adjective_class, *self.sourceless_adjectives, *self.sourceless_adverbs})
