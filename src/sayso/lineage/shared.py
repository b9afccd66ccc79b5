"""What two reports share, and how much of it is more than a common quotation or a common page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.lineage.quotation import quotations
from sayso.lineage.wording import Wording, wording
from sayso.records import Document, Id, Passage, Reuse
from sayso.text import Span
from sayso.vocab import PassageKind

#: Equal words outside quotation marks and furniture that make a passage more than a set phrase and two names.
TELLING = 16
#: The same over all passages of two reports together.
TELLING_TOGETHER = 48


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """The passages that two reports share, furniture left out.

    Attributes:
        a, b: the two reports, the smaller id first.
        reuses: the passages.
        own: equal words outside quotation marks: the reports' own wording.
        quoted: equal words inside them: a source that both may have heard.
        telling: whether the own wording is too much for chance and for a shared source.
        verbatim: the part of the passages' words that is equal.
    """

    a: Id
    b: Id
    reuses: tuple[Reuse, ...]
    own: int
    quoted: int
    telling: bool
    verbatim: float

    def side(self, reuse: Reuse, doc_id: Id) -> Span:
        """The passage as it stands in one of the two reports."""
        return reuse.a if reuse.a.doc_id == doc_id else reuse.b

    def other(self, doc_id: Id) -> Id:
        """The other of the two reports."""
        return self.b if doc_id == self.a else self.a


class Ground:
    """For each report, which of its words are page furniture and which stand inside quotation marks."""

    def __init__(self, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
        furniture: defaultdict[Id, list[Span]] = defaultdict(list)
        for passage in passages:
            if passage.kind is PassageKind.FURNITURE:
                furniture[passage.doc_id].append(passage.span)
        self.words: dict[Id, Wording] = {}
        self._furniture: dict[Id, bytearray] = {}
        self._quoted: dict[Id, bytearray] = {}
        for document in documents:
            words = wording(document.id, document.text)
            self.words[document.id] = words
            self._furniture[document.id] = _mask(words, ((s.start, s.end) for s in furniture[document.id]))
            self._quoted[document.id] = _mask(words, quotations(document.text))

    def is_furniture(self, span: Span) -> bool:
        """Whether at least half of these words are page furniture."""
        first, last = self.words[span.doc_id].between(span.start, span.end)
        return 2 * self._furniture[span.doc_id].count(1, first, last) >= max(last - first, 1)

    def quoted(self, span: Span) -> int:
        """How many of these words stand inside quotation marks."""
        first, last = self.words[span.doc_id].between(span.start, span.end)
        return self._quoted[span.doc_id].count(1, first, last)


def shared_passages(ground: Ground, reuses: Sequence[Reuse]) -> list[Shared]:
    """For every two reports that share passages, what they share, in order of their ids."""
    together: defaultdict[tuple[Id, Id], list[Reuse]] = defaultdict(list)
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b)):
        if not (ground.is_furniture(reuse.a) and ground.is_furniture(reuse.b)):
            together[reuse.a.doc_id, reuse.b.doc_id].append(reuse)
    return [_weighed(ground, a, b, found) for (a, b), found in sorted(together.items())]


def _weighed(ground: Ground, a: Id, b: Id, reuses: list[Reuse]) -> Shared:
    own, quoted, length, longest = 0, 0, 0, 0
    for reuse in reuses:
        equal = [(edit.a, edit.b) for edit in reuse.ops if edit.op == "equal"]
        here = sum(len_words(ground, side) for side, _ in equal)
        inside = sum(min(ground.quoted(side_a), ground.quoted(side_b)) for side_a, side_b in equal)
        own, quoted, longest = own + here - inside, quoted + inside, max(longest, here - inside)
        length += max(len_words(ground, reuse.a), len_words(ground, reuse.b))
    return Shared(
        a=a,
        b=b,
        reuses=tuple(reuses),
        own=own,
        quoted=quoted,
        telling=longest >= TELLING or own >= TELLING_TOGETHER,
        verbatim=(own + quoted) / max(length, 1),
    )


def len_words(ground: Ground, span: Span) -> int:
    """How many words a span holds."""
    first, last = ground.words[span.doc_id].between(span.start, span.end)
    return last - first


def by_report(shared: Iterable[Shared]) -> Mapping[Id, list[Shared]]:
    """For each report, what it shares and with whom."""
    found: defaultdict[Id, list[Shared]] = defaultdict(list)
    for pair in shared:
        found[pair.a].append(pair)
        found[pair.b].append(pair)
    return found


def _mask(words: Wording, stretches: Iterable[tuple[int, int]]) -> bytearray:
    mask = bytearray(len(words))
    for start, end in stretches:
        first, last = words.between(start, end)
        mask[first:last] = b"\1" * (last - first)
    return mask
