"""The ports: what a stage may ask of a model or library, and nothing more.

An engine says its `name` as "what/model@version"; it goes into `made_by` and into cache keys, so that another
installed model is another maker, never silently the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import msgspec

from sayso.syntax import Parse, Token
from sayso.text import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """The main text of a page as an HTML engine sees it, paragraphs separated by line breaks."""

    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


class HtmlEngine(Protocol):
    """Finds the main text of a saved page."""

    name: str

    def read(self, page: str, url: str | None) -> Extracted:
        """The main text and what the engine found of metadata; empty text where there is none."""
        ...


class LanguageEngine(Protocol):
    """Parses English text."""

    name: str

    def parse(self, doc_id: str, text: str, sentences: Sequence[Span]) -> Parse:
        """One parse over the given sentences (in text order, not overlapping); text between them is not parsed."""
        ...


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """A short text in vectors.

    Attributes:
        whole: of unit length; two of them are the closer, the likelier their texts state one claim.
        places: first and last place of each word piece in the text.
        pieces: one row for each of them, as the words around it colour it.
    """

    whole: NDArray[np.float32]
    places: tuple[tuple[int, int], ...]
    pieces: NDArray[np.float32]


class EmbeddingEngine(Protocol):
    """Turns what somebody states into vectors whose dot product is their likeness in meaning."""

    name: str

    def read(self, texts: Sequence[str]) -> list[Meaning]:
        """The texts in vectors; the same text always gives the same."""
        ...


class Saying(msgspec.Struct, frozen=True, order=True, gc=False):
    """One attribution as a model finds it, in spans of the text.

    Attributes:
        cue: the words that say that somebody says it.
        source: who says it; empty where nobody is named.
        content: what is said, in text order.
        score: how surely the content is this cue's, 0..1.
        kinds: the logarithm of the chance of each kind of source, in the order of `saying.labels.KINDS`; empty where
            nobody is named, or where the engine does not tell kinds.
    """

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    kinds: tuple[float, ...] = ()


class SayingEngine(Protocol):
    """Finds who says what."""

    name: str

    def find(self, parse: Parse, paragraphs: Sequence[Span]) -> list[Saying]:
        """The attributions in these parts of a parsed text, in the order of their cues; always the same."""
        ...


#: The ends of the scale of factuality: surely did not happen, and surely did.
LEAST, MOST = -3.0, 3.0


class FactualityEngine(Protocol):
    """Tells whether what is spoken of happened, as readers take it."""

    name: str

    def rate(self, parse: Parse, events: Sequence[Token]) -> list[float]:
        """For each of these tokens, from `LEAST` to `MOST`; 0 is left open."""


class Sort(Enum):
    """What a word names."""

    THING = "thing"
    QUALITY = "quality"


class VerdictEngine(Protocol):
    """Weighs whether two wordings mean the same."""

    name: str

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each pair (before, after) the chance, 0..1, that the meaning changed; a pair's is always the same."""

    def sort(self, word: str) -> Sort | None:
        """What a folded word mostly names; None for what neither a noun nor an adjective names."""
        ...

    def are_opposites(self, one: str, other: str) -> bool:
        """Whether two folded words, no verbs, are opposites of each other ("net", "gross")."""
        ...


class VocabularyEngine(Protocol):
    """Knows how common the words of English are."""

    name: str

    def rank(self, word: str) -> int:
        """How many words are more common than this folded one, roughly."""
        ...
