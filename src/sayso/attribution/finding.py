"""What rules hand on: a verb that may be a cue, what a construction made of it, and a finding.

All three are tokens and offsets; they become records when sources have been named (`attribution.records`).
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sayso.attribution.subjects import Subject
from sayso.lexicon.cues import CueClass
from sayso.syntax import Token

Stretch: TypeAlias = tuple[int, int]  # code points, half-open


class Verb(msgspec.Struct, frozen=True):
    """A verb that may be a cue, with what is known of it before its content is looked for.

    Attributes:
        known: whether the lexicon has it; if not, only a quotation makes it a cue.
        particles: what belongs to it ("point *out*").
    """

    token: Token
    kind: CueClass
    known: bool
    particles: tuple[Token, ...]
    subject: Subject

    @property
    def phrase(self) -> str:
        """The verb as the lexicon spells it, with its particles."""
        return " ".join((self.token.lemma, *(t.text.lower() for t in self.particles)))


class Said(msgspec.Struct, frozen=True):
    """What a construction found.

    Attributes:
        tokens: the content, in any order; cue and source tokens among them are cut out later.
        source: the noun or pronoun of the source; None where nobody is named.
        cue: tokens of the cue beyond the verb and its helpers.
        kind: the class, where the construction changes it.
    """

    tokens: tuple[Token, ...]
    source: Token | None
    addressee: Token | None = None
    cue: tuple[Token, ...] = ()
    kind: CueClass | None = None
    score: float = 0.9


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as a rule found it.

    Attributes:
        rule: its name and version, "according-to@1".
        cue_class: what the cue makes of the content.
        anchor: the token that carries the cue.
        head: the noun or pronoun that the source hangs on.
        source: the words that name the source; empty where nobody is named.
        stands_for: the words that a relative pronoun stands for, where that alone is the source.
        cue: the words that say that somebody says it; empty for a quotation that only follows another.
        content: where what is said stands, in order.
        addressee: to whom.
        follows: the anchor of the finding whose source goes on speaking, where only the order of quotations says so.
        inside: the anchor of the finding that gives this source ("Reuters, *citing officials*, said").
    """

    rule: str
    score: float
    cue_class: CueClass
    anchor: Token
    head: Token | None = None
    source: tuple[Token, ...] = ()
    stands_for: tuple[Token, ...] = ()
    cue: tuple[Token, ...] = ()
    content: tuple[Stretch, ...] = ()
    addressee: tuple[Token, ...] = ()
    follows: int | None = None
    inside: int | None = None
