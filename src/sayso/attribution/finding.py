"""What the parts of the stage hand on: tokens and offsets, which become records when sources have been named."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sayso.lexicon.cues import CueClass
from sayso.syntax import Token

Stretch: TypeAlias = tuple[int, int]  # code points, half-open


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as a rule found it.

    Attributes:
        rule: its name and version, "according-to@1".
        cue_class: what the cue makes of the content.
        anchor: the token that carries the cue.
        head: the noun or pronoun that the source hangs on.
        source: the words that name the source; empty where nobody is named.
        stands_for: the words that a relative pronoun, or the "I" of a quotation, stands for, where that is the source.
        cue: the words that say that somebody says it; empty for a quotation that only follows another.
        content: where what is said stands, in order.
        addressee: to whom.
        when: the words that tell when it was said.
        follows: the anchor of the finding whose source goes on speaking, where only the order of quotations says so.
        inside: the anchor of the finding that gives this source ("Reuters, *citing officials*, said").
        spoken: whether the words are the speaker's own by the layout, without quotation marks (a transcript).
        kinds: the logarithm of the chance of each kind of source by the model, in the order of `saying.labels.KINDS`;
            empty where it was not asked.
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
    when: tuple[Token, ...] = ()
    follows: int | None = None
    inside: int | None = None
    spoken: bool = False
    kinds: tuple[float, ...] = ()
