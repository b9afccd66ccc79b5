"""The shapes of the lexicons that weigh one wording against another: words by strength, bound, cause, meaning."""

from __future__ import annotations

from functools import cached_property

import msgspec

Words = tuple[str, ...]
Steps = tuple[Words, ...]


class FunctionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of function_words.yml: words of structure, without content."""

    words: frozenset[str]


class Qualifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of qualifiers.yml.

    Attributes:
        hedges: words that leave a statement less than certain, by how sure they leave it.
        certain: words that call it settled.
        bounds: words before a number that make it a bound or an estimate, by side.
        limits: words that narrow what is said.
    """

    hedges: dict[str, Words]
    certain: Words
    bounds: dict[str, Words]
    limits: Words


class Intensity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of intensity.yml.

    Attributes:
        scales: words from weak to strong.
        vivid: words that heat what a plainer word says, where they replace it.
        intensifiers: words that turn another up or down.
        loaded: words that colour, wherever they are put in.
    """

    scales: tuple[Steps, ...]
    vivid: Words
    intensifiers: Words
    loaded: Words


class Antonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of antonyms.yml: pairs of opposites, and words that turn a statement round.

    Attributes:
        opposed: two sides, where each word of the one is the opposite of each of the other.
        converses: the pairs that say one thing from two sides.
    """

    pairs: tuple[tuple[str, str], ...]
    opposed: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    converses: tuple[tuple[str, str], ...]
    negations: Words


class Synonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of synonyms.yml: groups of words that stand for one another."""

    groups: tuple[Words, ...]


class Quantifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of quantifiers.yml: how many and how often, from none to all.

    Attributes:
        plural: words that say no more than "more than one".
        vague: words for a number not given, with the lowest and highest they can stand for.
        announced: how many of a noun a word before it announces.
    """

    steps: Steps
    frequency: Steps
    plural: Words
    vague: dict[str, tuple[float, float]]
    announced: dict[str, int]


class Causal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of causal.yml: links from order in time up to cause.

    Attributes:
        only_in_pairs: words that count only where the other report has a word of another step in the same place.
    """

    steps: dict[str, Words]
    only_in_pairs: Words


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of speech.yml: words of saying by what they do to the words they bring.

    Attributes:
        nouns_too: those that are as often plain nouns and verbs.
        not_saying: words for what somebody knows or sees.
        not_plural: nouns of sources that end like a plural and are none.
        colourless: words before a source that tell nothing of who it is.
        anybody: nouns that can stand for almost any source.
        fillers: words that add nothing: where and how something is said, nouns that only fill.
        pronouns: words that point back to a source named before.
        stances: adjectives for where somebody stands to what he speaks of, by stance.
    """

    neutral: Words
    cautious: Words
    distancing: Words
    endorsing: Words
    conceding: Words
    heated: Words
    denying: Words
    nouns_too: frozenset[str]
    not_saying: Words
    not_plural: frozenset[str]
    colourless: Words
    anybody: Words
    fillers: Words
    pronouns: frozenset[str]
    stances: dict[str, Words]


class Caveats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of caveats.yml: phrases of limit, denial and open question.

    Attributes:
        not_a_denial: phrases that hold a word of denial and deny nothing.
        refusals: ways of saying nothing at all.
        named_as: words by which a denial names what it denies without telling it.
    """

    open_questions: Words
    caveats: Words
    denials: Words
    not_a_denial: Words
    refusals: Words
    named_as: Words


class Measures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The shape of measures.yml: units with their factor to a base unit, the words of numbers, the names of money.

    Attributes:
        recurring: word for what comes round -> the stretch of time after which it does.
        orders: rows of words that tell a place; words of one place say the same.
    """

    units: dict[str, dict[str, float]]
    scales: dict[str, float]
    words: dict[str, float]
    times: dict[str, float]
    currencies: dict[str, Words]
    fractions: dict[str, float]
    recurring: dict[str, str]
    orders: tuple[tuple[tuple[str, ...], ...], ...]

    @cached_property
    def fraction_starts(self) -> frozenset[str]:
        """The first words of the fractions."""
        return frozenset(phrase.split(" ", 1)[0] for phrase in self.fractions)


class Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of corrections.yml: how a report says that it mends or takes back."""

    openings: dict[str, Words]
    formulas: dict[str, Words]
    unless: Words
