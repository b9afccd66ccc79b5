"""The closed vocabularies: every word that a record may carry, with its definition and where the word comes from.

The glossary is drawn from this file; surfaces show `Term.definition` as the explanation of a word.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A closed word: its spelling is its value; it carries its definition and source."""

    definition: str
    source: str

    def __new__(cls, value: str, definition: str, source: str = "sayso") -> Self:
        """Make the member; `value` is how the word is spelled everywhere."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.definition = definition
        term.source = source
        return term

    def __str__(self) -> str:
        return str(self.value)


class PassageKind(Term):
    """What a stretch of a page is."""

    HEADLINE = "headline", "The report's title as it stands in the text."
    PARAGRAPH = "paragraph", "A paragraph of the report's own running text."
    SENTENCE = "sentence", "A sentence inside a headline, paragraph or caption."
    CAPTION = "caption", "The line under a photo, drawing or video."
    FURNITURE = (
        "furniture",
        "Page parts that are not the report: sign-up forms, topic lists, image credits, author notes.",
    )


class NameKind(Term):
    """What a name or role in the text refers to."""

    PERSON = "person", "A named human being.", "ACE 2005 PER"
    ORGANISATION = "organisation", "A named body, or a state acting as one.", "ACE 2005 ORG, GPE"
    PLACE = "place", "A named place.", "ACE 2005 LOC, GPE"
    ROLE = "role", "A function that stands for whoever holds it: 'the minister'.", "ACE 2005 nominal mention"
    DOCUMENT = "document", "A paper, file, ruling, report or data set.", "PARC 3.0"
    PRODUCT = "product", "A named thing that is made or sold."


class QuoteKind(Term):
    """How a source's words are given."""

    DIRECT = "direct", "Word for word, inside quotation marks.", "PARC 3.0 (Pareti 2016)"
    INDIRECT = "indirect", "In the report's words.", "PARC 3.0 (Pareti 2016)"
    MIXED = "mixed", "In the report's words, with quoted pieces.", "PARC 3.0 (Pareti 2016)"


class SourceKind(Term):
    """Who a source is."""

    PERSON = "person", "A named person."
    ANONYMOUS = "anonymous", "A human source whom the report does not name.", "SPJ Code of Ethics"
    ORGANISATION = "organisation", "A named body, or a government meant by its capital."
    DOCUMENT = "document", "A paper, file, ruling, study or data set."
    POLL = "poll", "A survey of opinion."
    OUTLET = "outlet", "A news publisher or agency."
    UNSPECIFIED = "unspecified", "Nobody is named: 'it has been claimed', 'is believed to'."


class ClaimKind(Term):
    """What sort of statement a claim is."""

    FACT_LIKE = "fact-like", "It says that something is or was so.", "ClaimBuster (Hassan et al. 2017)"
    ASSESSMENT = "assessment", "It weighs or values."
    RECOMMENDATION = "recommendation", "It says what ought to be done."
    PREDICTION = "prediction", "It says what will be."


class Level(Term):
    """How surely a holder stands behind a statement."""

    ASSERTED = "asserted", "Stated as a fact by the holder.", "FactBank CT+ (Saurí & Pustejovsky 2009)"
    REPORTED = "reported", "Passed on as what a source says; the source asserts it.", "FactBank Uu / CT+"
    ALLEGED = "alleged", "Passed on as an accusation or a bare claim.", "de Haan 2011, reportive evidentials"
    BELIEVED = "believed", "Held as a belief or a conviction.", "FactBank; doxastic predicates"
    PROBABLE = "probable", "Said to be likely.", "FactBank PR+"
    POSSIBLE = "possible", "Said to be possible.", "FactBank PS+"
    CONDITIONAL = "conditional", "True only if something else is.", "FactBank; conditional scope"
    PLANNED = "planned", "Intended or announced for the future.", "TimeML I_ACTION (Pustejovsky et al. 2003)"
    OPEN_QUESTION = (
        "open question",
        "Named as something not known yet.",
        "FactBank CTu/Uu; CoNLL-2010 investigation cue",
    )
    NOT_CONFIRMED = "not confirmed", "Said to lack confirmation.", "FactBank Uu"
    DENIED = "denied", "The holder says that it is not so.", "FactBank CT-"
    UNKNOWN = "unknown", "The text does not say how surely.", "FactBank Uu"


#: Levels by which an origin supports a claim (docs/explanation/origins.md, "Support").
SUPPORTING = frozenset({Level.ASSERTED, Level.REPORTED, Level.ALLEGED, Level.BELIEVED, Level.PROBABLE})


class Polarity(Term):
    """Whether a holder says yes or no."""

    POSITIVE = "+", "It is so.", "FactBank"
    NEGATIVE = "-", "It is not so.", "FactBank"
    OPEN = "?", "Left open.", "FactBank"


class Factuality(Term):
    """FactBank's value of a statement for one holder."""

    CT_PLUS = "CT+", "certain", "Saurí & Pustejovsky 2009"
    PR_PLUS = "PR+", "probable", "Saurí & Pustejovsky 2009"
    PS_PLUS = "PS+", "possible", "Saurí & Pustejovsky 2009"
    CT_MINUS = "CT-", "certainly not", "Saurí & Pustejovsky 2009"
    PR_MINUS = "PR-", "probably not", "Saurí & Pustejovsky 2009"
    PS_MINUS = "PS-", "possibly not", "Saurí & Pustejovsky 2009"
    CT_U = "CTu", "known, but the text does not say which way", "Saurí & Pustejovsky 2009"
    UU = "Uu", "uncommitted", "Saurí & Pustejovsky 2009"


class DerivationKind(Term):
    """How a child depends on its parent."""

    COPY = "copy", "Passages taken word for word or nearly so.", "Clough et al. 2002 (METER)"
    REWRITE = "rewrite", "Passages taken and reworded, or a credited account retold.", "Clough et al. 2002 (METER)"
    CREDIT = (
        "credit",
        "The child says that it has this from the parent; no shared text is needed.",
        "prov:hadPrimarySource",
    )
    LINK = "link", "The child links to the parent.", "prov:wasInfluencedBy"


class Direction(Term):
    """Whether it is known who took from whom."""

    DIRECTED = "directed", "The child took from the parent."
    UNDETERMINED = "undetermined", "They share text; the reports do not show who had it first."


class Stance(Term):
    """Where an origin stands on a claim."""

    SUPPORTS = "supports", "Asserts, reports, alleges or believes it, or calls it probable."
    DENIES = "denies", "Says that it is not so."
    NEITHER = "neither", "Leaves it open, plans it, or only calls it possible."


class Hearing(Term):
    """How a report got a say-so."""

    FIRST_HAND = "first-hand", "The report shows that it heard or saw it itself."
    REPEATED = "repeated", "The report took it from another report."
    UNSTATED = "unstated", "The report does not show how it got it."


class DriftKind(Term):
    """What kind of change a child made to its parent's wording."""

    ENTITY = "entity", "Another person, body or place.", "FRANK EntE (Pagnoni et al. 2021)"
    NUMBER = "number", "Another number or amount.", "FRANK CircE"
    DATE = "date", "Another date or time.", "FRANK CircE"
    POLARITY = "polarity", "Yes became no, or no yes.", "FRANK RelE"
    CERTAINTY = "certainty", "A hedge was dropped, added or changed.", "FactBank; Hyland 1998"
    INTENSITY = "intensity", "A word became stronger or weaker.", "Sumner et al. 2014, exaggeration"
    ATTRIBUTION_DROPPED = "attribution-dropped", "The source's words became the child's own."
    ATTRIBUTION_CHANGED = "attribution-changed", "The words went to another source."
    SOURCE_INFLATED = "source-inflated", "One source became many."
    QUANTIFIER = "quantifier", "'Some' became 'all', 'a few' became 'many'."
    CAUSAL = "causal", "A link or order in time became a cause.", "Sumner et al. 2014"
    ADDED_FACT = "added-fact", "Something the parent does not say.", "FRANK OutE"
    OMITTED_QUALIFIER = "omitted-qualifier", "A limit on the statement was left out."
    QUOTE_ALTERED = "quote-altered", "Words inside quotation marks were changed."
    BENIGN = "benign", "The wording changed; the meaning holds."


class Severity(Term):
    """How much a change matters to a reader of the claim."""

    HIGH = "high", "It changes who did what, how much, or whether."
    MEDIUM = "medium", "It changes how sure, how strong, or who says so."
    LOW = "low", "It hardly changes the meaning."


class OmissionKind(Term):
    """What the child left out."""

    CAVEAT = "caveat", "A limit or doubt that stood beside the claim."
    DENIAL = "denial", "A denial that stood beside the claim."
    OPEN_QUESTION = "open question", "A statement that something is not known yet."
    ATTRIBUTION = "attribution", "Who says so."


class DisputeKind(Term):
    """How origins disagree."""

    DENIAL = "denial", "A source says that it is not so."
    CONTRADICTION = "contradiction", "Sources give accounts that cannot both hold."


class DisputeOver(Term):
    """What accounts that cannot both hold differ in."""

    NUMBER = "number", "How many or how much."
    DATE = "date", "When."
    POLARITY = "polarity", "Whether it is so."
    ACTOR = "actor", "Who did it."


class CorrectionKind(Term):
    """What a notice does to a claim."""

    CORRECTION = "correction", "The outlet mends the claim.", "COPE / IFCN transparency"
    RETRACTION = "retraction", "The outlet takes the claim back.", "COPE / IFCN transparency"


class StoryVerdict(Term):
    """What a person rules about stories."""

    CALLED = "called", "The story with this report has this name."
    ONE = "one story", "These reports are of one story."
    APART = "apart", "These reports are of different stories."


class Precision(Term):
    """How exactly a time is given."""

    DAY = "day", "One day.", "TIMEX3"
    MONTH = "month", "One month.", "TIMEX3"
    YEAR = "year", "One year.", "TIMEX3"
    WEEK = "week", "One week.", "TIMEX3"
    TIME = "time", "A time of day.", "TIMEX3"
    RANGE = "range", "From one date to another.", "TIMEX3"


class Status(Term):
    """What stands behind a claim, across origins. Never a verdict on truth."""

    RETRACTED = "retracted", "A correction or retraction by an origin, or by the only witness, names the claim."
    DISPUTED = "disputed", "At least one origin supports it and at least one other denies or contradicts it."
    DENIED = "denied", "It is denied, and nobody supports it."
    CORROBORATED = "corroborated", "At least two origins are surely different."
    UNCONFIRMED = (
        "unconfirmed",
        "Supported, but a competent body or a supporter says that it is not confirmed or still open.",
    )
    SINGLE_ORIGIN = "single-origin", "Everything rests on one origin."
    UNDETERMINED = "undetermined", "The reports do not say whether their sources are one."
    OPEN = "open", "Nobody supports or denies it: an open question, a possibility, a plan."
