"""What two reports share, and how much of it is more than a common quotation or a common page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.lineage.masks import beyond_chance, stretch, stretches
from sayso.lineage.quotation import quoted, spoken
from sayso.lineage.wording import Wording, wording
from sayso.records import Document, Id, Passage, Reuse
from sayso.text import Span
from sayso.vocab import PassageKind

#: Words of own wording beyond chance (`beyond_chance`) from which on two reports depend on each other or on a third.
#: Of two of a simulated newsroom's reports on one story that have nothing from each other, 1 in 150 share so much; of
#: those of which one is made from the other, 93 % do (bench/newsroom.py, seed 1).
TELLING = 11
#: So many of a report's words (no furniture, no standing text) in another make it that report's text, however short.
WHOLE = 0.9
#: Words of own wording that such a report has at least: a report that is all quotation is its speaker's.
WHOLE_OWN = 8


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """The passages that two reports share; what is furniture, or stands on the pages of both, is left out.

    Attributes:
        a, b: the two reports, the smaller id first.
        reuses: the passages.
        own: equal words that are the reports' own wording.
        quoted: equal words of a quotation and its frame: a source that both may have heard.
        telling: whether the own wording is too much for chance and for a shared source.
        verbatim: the part of the passages' words that is equal.
        own_a, own_b: which words of each report `own` counts (see `sayso.lineage.masks`).
        all_a, all_b: which words of each report `own` and `quoted` count.
        pieces: how many rows of words, each equal and unbroken in both, they make.
    """

    a: Id
    b: Id
    reuses: tuple[Reuse, ...]
    own: int
    quoted: int
    telling: bool
    verbatim: float
    own_a: int = 0
    own_b: int = 0
    all_a: int = 0
    all_b: int = 0
    pieces: int = 1

    def side(self, reuse: Reuse, doc_id: Id) -> Span:
        """The passage as it stands in one of the two reports."""
        return reuse.a if reuse.a.doc_id == doc_id else reuse.b

    def other(self, doc_id: Id) -> Id:
        """The other of the two reports."""
        return self.b if doc_id == self.a else self.a

    def own_words(self, doc_id: Id) -> int:
        """The words of own wording that stand in both, as words of this report."""
        return self.own_a if doc_id == self.a else self.own_b

    def words(self, doc_id: Id) -> int:
        """All words that stand in both, quotations too, as words of this report."""
        return self.all_a if doc_id == self.a else self.all_b


class Ground:
    """For each report, which of its words are page furniture, which a source spoke, and which stand on every page.

    Attributes:
        words: each report's words.
        standing: each report's words that its outlet repeats from page to page; set by who knows the whole pile.
    """

    def __init__(self, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
        furniture: defaultdict[Id, list[Span]] = defaultdict(list)
        for passage in passages:
            if passage.kind is PassageKind.FURNITURE:
                furniture[passage.doc_id].append(passage.span)
        self.words: dict[Id, Wording] = {}
        self.standing: Mapping[Id, int] = {}
        self._furniture: dict[Id, int] = {}
        self._spoken: dict[Id, int] = {}
        self._quoted: dict[Id, int] = {}
        for document in documents:
            words = wording(document.id, document.text)
            self.words[document.id] = words
            self._furniture[document.id] = stretches(words.between(s.start, s.end) for s in furniture[document.id])
            self._quoted[document.id] = quoted(words, document.text)
            self._spoken[document.id] = spoken(words, self._quoted[document.id])

    def quoted(self, span: Span) -> int:
        """How many of these words a source spoke."""
        first, last = self.words[span.doc_id].between(span.start, span.end)
        return (self._spoken[span.doc_id] & stretch(first, last)).bit_count()

    def quoted_in(self, span: Span) -> int:
        """Which of these words stand inside quotation marks, as a set of the report's words."""
        return self.mask(span) & self._quoted[span.doc_id]

    def mask(self, span: Span) -> int:
        """These words as a set."""
        return stretch(*self.words[span.doc_id].between(span.start, span.end))

    def around_quotation(self, span: Span) -> int:
        """The spoken words of the sentence that a span stands in, and of the quotation that goes on from there.

        “…,” she told the Gazette. “… …” is one quotation to one outlet, and so is what she told it. “…,” she said. A
        sentence that begins with quoted words goes on from there, however much tells who speaks.
        """
        words, quoted = self.words[span.doc_id], self._quoted[span.doc_id]
        word = words.between(span.start, span.end)[0]
        sentences = iter(words.sentences)
        found = next((stretch(*s) & quoted for s in sentences if s[1] > word), 0)
        for sentence in sentences:
            whole = stretch(*sentence)
            if whole & ~self._spoken[span.doc_id] and not quoted & stretch(sentence[0], sentence[0] + 1):
                break
            found |= whole & quoted
            if whole & ~quoted:
                break
        return found

    def shared(self, a: Id, b: Id, reuses: Iterable[Reuse]) -> Shared | None:
        """What two reports share, given the passages; None where all of it is furniture or standing text."""
        sum_ = _Sum(self, a, b)
        for reuse in reuses:
            sum_.add(reuse)
        return sum_.shared()

    def kinds(self, doc_id: Id) -> tuple[int, int, int]:
        """The furniture, the spoken and the standing words of one report."""
        return self._furniture[doc_id], self._spoken[doc_id], self.standing.get(doc_id, 0)


class _Sum:
    """What two reports share, while their passages are added up."""

    def __init__(self, ground: Ground, a: Id, b: Id) -> None:
        self._a, self._b = ground.words[a], ground.words[b]
        self._kinds = ground.kinds(a), ground.kinds(b)
        self._reuses: list[Reuse] = []
        self._own_a = self._own_b = self._all_a = self._all_b = 0
        self._own = self._quoted = self._length = self._pieces = 0

    def add(self, reuse: Reuse) -> None:
        """Add one passage, unless most of it is furniture or standing text."""
        (furniture_a, spoken_a, standing_a), (furniture_b, spoken_b, standing_b) = self._kinds
        own_a = own_b = all_a = all_b = equal = own = pieces = 0
        for edit in reuse.ops:
            if edit.op != "equal":
                continue
            a, end_a = self._a.between(edit.a.start, edit.a.end)
            b, end_b = self._b.between(edit.b.start, edit.b.end)
            count = min(end_a - a, end_b - b)
            row = (1 << count) - 1
            idle = (furniture_a >> a) & (furniture_b >> b) | (standing_a >> a) & (standing_b >> b)
            kept = row & ~idle
            mine = kept & ~((spoken_a >> a) & (spoken_b >> b))
            equal += count
            own += mine.bit_count()
            own_a, own_b = own_a | mine << a, own_b | mine << b
            all_a, all_b = all_a | kept << a, all_b | kept << b
            pieces += bool(kept)
        if 2 * all_a.bit_count() < equal or not all_a:
            return
        self._reuses.append(reuse)
        self._own += own
        self._pieces += pieces
        self._quoted += all_a.bit_count() - own
        self._own_a, self._own_b = self._own_a | own_a, self._own_b | own_b
        self._all_a, self._all_b = self._all_a | all_a, self._all_b | all_b
        side_a, side_b = (w.between(s.start, s.end) for w, s in ((self._a, reuse.a), (self._b, reuse.b)))
        self._length += max(side_a[1] - side_a[0], side_b[1] - side_b[0])

    def shared(self) -> Shared | None:
        """The sum."""
        if not self._reuses:
            return None
        return Shared(
            a=self._a.doc_id,
            b=self._b.doc_id,
            reuses=tuple(self._reuses),
            own=self._own,
            quoted=self._quoted,
            telling=beyond_chance(self._own_a) + beyond_chance(self._own_b) >= 2 * TELLING or self._is_whole(),
            verbatim=(self._own + self._quoted) / max(self._length, 1),
            own_a=self._own_a,
            own_b=self._own_b,
            all_a=self._all_a,
            all_b=self._all_b,
            pieces=self._pieces,
        )

    def _is_whole(self) -> bool:
        """Whether the words shared are nearly all that one of the two reports says."""
        if self._own < WHOLE_OWN:
            return False
        sides = zip((self._a, self._b), (self._all_a, self._all_b), self._kinds, strict=True)
        return any(
            shared.bit_count() >= WHOLE * (len(words) - (furniture | standing).bit_count())
            for words, shared, (furniture, _, standing) in sides
        )


def by_pair(reuses: Sequence[Reuse]) -> dict[tuple[Id, Id], list[Reuse]]:
    """The passages of every two reports, in order of ids and places."""
    together: defaultdict[tuple[Id, Id], list[Reuse]] = defaultdict(list)
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b)):
        together[reuse.a.doc_id, reuse.b.doc_id].append(reuse)
    return dict(sorted(together.items()))


def by_report(shared: Iterable[Shared]) -> Mapping[Id, list[Shared]]:
    """For each report, what it shares and with whom."""
    found: defaultdict[Id, list[Shared]] = defaultdict(list)
    for pair in shared:
        found[pair.a].append(pair)
        found[pair.b].append(pair)
    return found
