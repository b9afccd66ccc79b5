"""What three reports that share text show about each other: who can have had it from whom.

Of a report and its copy, a third report shares nothing with the copy that it does not share with the report, as long as
it is no copy of the copy. Who copies errors copies the errs' words: textual critics date manuscripts so (Maas 1927).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.lineage.masks import beyond_chance
from sayso.lineage.shared import TELLING, Shared
from sayso.records import Id

#: Words beyond chance that a report shares with one other alone, from which it may have them from that one.
SOME = 8
#: Of the reports that share text with one, so many that share most are asked; a wire story has hundreds of carriers.
ASKED = 16


class Overlaps:
    """For each report, the words of its own wording that it shares with each of the reports that share most.

    Attributes:
        words: report -> other report -> the words shared, as words of the first (see `sayso.lineage.masks`).
        near: for each report, the others in the order of how much they share, at most `ASKED`.
    """

    def __init__(self, pairs: Iterable[Shared], without: Mapping[Id, int] | None = None) -> None:
        known = without or {}
        self.words: defaultdict[Id, dict[Id, int]] = defaultdict(dict)
        for pair in pairs:
            for doc in (pair.a, pair.b):
                mine = pair.own_words(doc) & ~known.get(doc, 0)
                if mine:
                    self.words[doc][pair.other(doc)] = mine
        self.near = {
            doc: sorted(others, key=lambda o: (-others[o].bit_count(), o))[:ASKED] for doc, others in self.words.items()
        }
        self._enough: dict[tuple[Id, Id], bool] = {}

    def between(self, doc: Id, other: Id) -> int:
        """The words of `doc` that stand in `other` too; none where the two were not compared."""
        return self.words[doc].get(other, 0) if doc in self.words else 0

    def beyond(self, doc: Id, other: Id, third: Id) -> int:
        """How many words, beyond chance, `doc` and `other` share that the third lacks."""
        words = self.between(doc, other) & ~self.between(doc, third)
        return beyond_chance(words) if words.bit_count() >= TELLING else 0

    def is_enough(self, parent: Id, child: Id) -> bool:
        """Whether the child may have all its shared text from the parent.

        Not so if some third report shares a passage with the child that the parent lacks, and one with the parent that
        the child lacks: it is then no copy of the child, and the child must have that passage from elsewhere.
        """
        key = parent, child
        if key not in self._enough:
            self._enough[key] = not any(
                third != parent
                and self.beyond(child, third, parent) >= TELLING
                and self.beyond(third, parent, child) >= TELLING
                for third in self.near.get(child, ())
            )
        return self._enough[key]

    def only_with(self, child: Id, parent: Id) -> int:
        """The child's words that it shares with the parent and with no other report but copies of the parent."""
        others = 0
        for third in self.near.get(child, ()):
            if third != parent and not self.is_enough(parent, third):
                others |= self.between(child, third)
        only = self.between(child, parent) & ~others
        return only if beyond_chance(only) >= SOME else 0
