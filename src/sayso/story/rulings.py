"""What a person ruled about stories: which reports are of one, which are not, and what a story is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.records import Id, Review
from sayso.vocab import StoryVerdict

#: Of rulings of one moment, what belongs together comes before what does not: a split says both.
_ORDER = tuple(map(str, (StoryVerdict.CALLED, StoryVerdict.ONE, StoryVerdict.APART)))


class Rulings:
    """The rulings on some reports. Where two contradict each other, the later one holds.

    Attributes:
        together: pairs of reports that are of one story.
    """

    def __init__(self, reviews: Iterable[Review], reports: Collection[Id]) -> None:
        """Read the rulings; what they say of reports that are not among these is left out."""
        self.together: list[tuple[Id, Id]] = []
        self._names: list[tuple[Id, str]] = []
        self._of = {id_: id_ for id_ in reports}
        self._held = {id_: [id_] for id_ in reports}
        self._apart: set[frozenset[Id]] = set()
        for review in _latest_first(reviews):
            ends = ((review.target_id, other) for other in review.others)
            pairs = [pair for pair in ends if self._of.keys() >= set(pair)]
            if review.verdict == StoryVerdict.CALLED:
                self._names.append((review.target_id, review.value))
            elif review.verdict == StoryVerdict.ONE:
                self.together += [pair for pair in pairs if self._join(*pair)]
            elif review.verdict == StoryVerdict.APART:
                self._apart |= {both for pair in pairs if len(both := frozenset(map(self._root, pair))) == 2}

    def apart(self) -> Iterator[tuple[Id, Id]]:
        """Pairs of reports that are of different stories; each stands for those that are of one story with it."""
        for pair in sorted(map(sorted, self._apart)):
            yield pair[0], pair[1]

    def name(self, documents: Collection[Id]) -> str | None:
        """What the story of these reports was last called; None where nobody named it."""
        return next((name for report, name in self._names if report in documents), None)

    def _join(self, a: Id, b: Id) -> bool:
        """Put two reports into one story, unless a later ruling parts them; whether they are of one now."""
        kept, gone = sorted((self._root(a), self._root(b)))
        if frozenset((kept, gone)) in self._apart:
            return False
        if kept == gone:
            return True
        moved = self._held.pop(gone)
        self._held[kept] += moved
        self._of.update(dict.fromkeys(moved, kept))
        if self._apart:
            self._apart = {frozenset(kept if end == gone else end for end in pair) for pair in self._apart}
        return True

    def _root(self, report: Id) -> Id:
        return self._of[report]


def _latest_first(reviews: Iterable[Review]) -> list[Review]:
    told = [review for review in reviews if review.verdict in _ORDER]
    told.sort(key=lambda r: (_ORDER.index(r.verdict), r.id))
    return sorted(told, key=lambda r: r.at, reverse=True)


# -- what each command rules -----------------------------------------------------------------------------------------


def named(story: Sequence[Id], name: str, *, by: str, at: str, note: str = "") -> list[Review]:
    """That the story of these reports is called so; it goes on growing."""
    return [_ruling(story[0], StoryVerdict.CALLED, (), name, by=by, at=at, note=note)]


def merged(stories: Sequence[Sequence[Id]], *, by: str, at: str, note: str = "") -> list[Review]:
    """That several stories, each given by its reports, are one."""
    first, *others = (story[0] for story in stories)
    return [_ruling(first, StoryVerdict.ONE, tuple(others), by=by, at=at, note=note)]


def parted(
    going: Sequence[Id], staying: Sequence[Id], to: Sequence[Id] = (), *, by: str, at: str, note: str = ""
) -> list[Review]:
    """That some reports are of another story than those that stay: of a new one, or of that of the reports `to`.

    Both sides are held together as they are now; else what stays might follow what goes.
    """
    told = (
        (going[0], StoryVerdict.APART, tuple(staying[:1])),
        (going[0], StoryVerdict.ONE, (*going[1:], *to[:1])),
        *((staying[0], StoryVerdict.ONE, tuple(staying[1:])) for _ in staying[:1]),
    )
    return [_ruling(target, how, others, by=by, at=at, note=note) for target, how, others in told if others]


def _ruling(
    target: Id, verdict: StoryVerdict, others: tuple[Id, ...], value: str = "", *, by: str, at: str, note: str
) -> Review:
    return Review(
        made_by="review/person@1",
        target_id=target,
        verdict=verdict,
        others=others,
        value=value,
        by=by,
        at=at,
        note=note,
    )
