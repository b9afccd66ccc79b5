"""A parse as the rules read it: plain tokens with a tree over them, free of the library that made them.

Labels are those of spaCy's English models: Universal POS in `pos`, Penn Treebank tags in `tag`, ClearNLP dependency
labels in `dep`, OntoNotes types in `ent`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from sayso.text import Span


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token.

    Attributes:
        i: its place in the report's parse.
        start, end: code points into the report's text.
        head: the place of the token it hangs on; its own place for the root of a sentence.
        ent: the type of the entity it belongs to, or "".
        ent_start: whether an entity begins here.
        sentence: index of its sentence in the parse.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_start: bool
    sentence: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: tokens `first` to `last` (half-open), and the place of its passage in the text."""

    index: int
    first: int
    last: int
    start: int
    end: int


class Parse:
    """All sentences of one report, in text order. Made once per report, handed to the stages, never stored."""

    def __init__(self, doc_id: str, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> None:
        self.doc_id = doc_id
        self.text = text
        self.tokens = tuple(tokens)
        self.sentences = tuple(sentences)
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        self._children = tuple(tuple(c) for c in children)
        self._starts = [token.start for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, token: Token) -> list[Token]:
        """The tokens that hang on this one, in text order."""
        return [self.tokens[i] for i in self._children[token.i]]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child under one of these labels, or None."""
        return next((c for c in self.children(token) if c.dep in deps), None)

    def head(self, token: Token) -> Token:
        """The token this one hangs on (itself for a root)."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """From the head up to the root of the sentence."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token, without: Sequence[Token] = ()) -> list[Token]:
        """The token and all that hangs below it, in text order, leaving out the given branches."""
        barred = {t.i for t in without}
        found, waiting = [], [token.i]
        while waiting:
            i = waiting.pop()
            found.append(i)
            waiting.extend(c for c in self._children[i] if c not in barred)
        return [self.tokens[i] for i in sorted(found)]

    def root(self, sentence: Sentence) -> Token | None:
        """The root of a sentence, or None where it has no token."""
        return next((t for t in self.tokens[sentence.first : sentence.last] if t.head == t.i), None)

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie inside a stretch of text (code points, half-open)."""
        from_ = bisect_left(self._starts, start)
        to = from_
        while to < len(self.tokens) and self.tokens[to].end <= end:
            to += 1
        return self.tokens[from_:to]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers this offset, or None (furniture is not parsed)."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        if at < len(self.sentences) and self.sentences[at].start <= offset:
            return self.sentences[at]
        return None

    def span(self, tokens: Sequence[Token]) -> Span:
        """The stretch of text from the first to the last of these tokens.

        Raises:
            ValueError: if there are none.
        """
        if not tokens:
            raise ValueError("no tokens, no span")
        return Span(self.doc_id, min(t.start for t in tokens), max(t.end for t in tokens))


#: Parts of speech that can carry a statement.
VERBAL = frozenset({"VERB", "AUX"})

#: Labels of the verbs that only help another.
HELPING = frozenset({"aux", "auxpass"})

#: Labels under which a clause has its subject.
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def sentences_over(parse: Parse, span: Span) -> range:
    """The indexes of the sentences that a stretch has words in."""
    first = bisect_right(parse.sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(parse.sentences, span.end, key=lambda sentence: sentence.start)
    return range(first, last)


def is_finite(parse: Parse, token: Token) -> bool:
    """Whether a verb has tense or a modal, itself or through an auxiliary ("*has* been", "*may* go")."""
    finite = ("VBZ", "VBP", "VBD", "MD")
    return token.tag in finite or any(c.tag in finite for c in parse.children(token) if c.dep in ("aux", "auxpass"))


def top(parse: Parse, tokens: Sequence[Token]) -> Token | None:
    """The token on which a stretch hangs: of those whose head lies outside it, the one with the most words below.

    A verb goes before anything else, so that a stretch with a misplaced beginning still shows its predicate.
    """
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head == t.i or t.head not in inside) and t.dep != "punct"]
    if not tops:
        return None
    sizes = {t.i: sum(1 for s in parse.subtree(t) if s.i in inside) for t in tops}
    return max(tops, key=lambda t: (t.pos in VERBAL, sizes[t.i], -t.i))
