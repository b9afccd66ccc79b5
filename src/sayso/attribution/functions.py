"""Who holds a function, where the report names one person for it: "the mayor" before "the mayor, Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.attribution.reading import Reading
from sayso.records import Name
from sayso.syntax import Token
from sayso.vocab import NameKind

_BEFORE = frozenset({"compound", "amod", "nmod"})

#: Words before a function that tell of no other function.
_COLOURLESS = frozenset({"former", "ex", "late", "new", "own"})


#: Words that point at somebody known to the reader.
_POINTING = frozenset({"the", "his", "her", "its", "their"})

#: The sentences in which a report introduces whom it is about: its headline and its first lines.
_OPENING = 3


class _Holder(NamedTuple):
    """Somebody who has a function: the words that tell it from others, the name, the place of the noun."""

    words: frozenset[str]
    name: str
    at: int


class Functions:
    """The functions that a report gives to people by name."""

    def __init__(self, reading: Reading, names: Sequence[Name]) -> None:
        self._reading = reading
        self._held: dict[str, list[_Holder]] = {}
        for name in names:
            if name.kind is NameKind.PERSON:
                for noun in self._functions_of(reading.parse.between(name.span.start, name.span.end)):
                    held = _Holder(frozenset(self._more(noun)), " ".join(name.span.of(reading.text).split()), noun.i)
                    self._held.setdefault(noun.lemma.lower(), []).append(held)

    def holder(self, head: Token, source: Sequence[Token]) -> str | None:
        """The name of the only person who is called so, by a noun that means one person known to the reader.

        A report often opens with "a nurse" and goes on with "the nurse, Ann Lee": if it tells of no other, that is she.
        """
        if head.tag in {"NNS", "NNPS"}:
            return None
        first = source[0].text.lower() if source else ""
        held = self._held.get(head.lemma.lower(), ())
        if first in {"a", "an"} and self._opens(head):
            fitting = {one.name for one in held if one.at > head.i}
        elif first in _POINTING or self._is_bare(head, source):
            more = self._more(head)
            fitting = {one.name for one in held if self._agree(more, one.words)}
        else:
            return None
        longest = max(fitting, key=len, default=None)
        return longest if longest and all(name.split()[-1] == longest.split()[-1] for name in fitting) else None

    def _opens(self, head: Token) -> bool:
        """Whether a noun stands in the first lines of the report, and no other one is "a" or "another" of the kind."""
        parse, lemma = self._reading.parse, head.lemma.lower()
        if head.sentence >= _OPENING or self._reading.quoted(head):
            return False
        others = (t for t in parse.tokens if t.lemma.lower() == lemma and t.i != head.i and t.pos == "NOUN")
        return not any(t.tag == "NNS" or self._is_another(t) for t in others)

    def _is_another(self, noun: Token) -> bool:
        article = self._reading.parse.child(noun, "det")
        return article is not None and article.text.lower() in {"a", "an", "another", "one"}

    def _is_bare(self, head: Token, source: Sequence[Token]) -> bool:
        """Whether the source is a headline's, without an article ("*Ferry master* warned owners")."""
        return all(t.dep in _BEFORE or t.i == head.i for t in source)

    def _agree(self, more: set[str], words: frozenset[str]) -> bool:
        return more <= words or words <= more

    def _more(self, noun: Token) -> set[str]:
        """What tells one function from another: the words before it, and those behind its "of"."""
        parse = self._reading.parse
        before = (c for c in parse.children(noun) if c.dep in _BEFORE and c.i < noun.i)
        return {t.lemma.lower() for t in before if t.pos in {"NOUN", "ADJ", "PROPN"}} - _COLOURLESS

    def _functions_of(self, name: Sequence[Token]) -> Iterator[Token]:
        """The nouns beside a name: before it, or on the other side of a comma."""
        parse = self._reading.parse
        last = name[-1]
        before = parse.tokens[name[0].i - 1] if name[0].i else last
        beside = [parse.child(last, "appos"), parse.head(last) if last.dep == "appos" else None]
        if before.dep in _BEFORE and before.sentence == last.sentence:
            beside.append(before)
        return (t for t in beside if t is not None and t not in name and self._reading.means_person(t))
