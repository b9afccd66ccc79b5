"""The shape of rejoinders.yml: words that say yes or no to what others said, and nothing else."""

from __future__ import annotations

import msgspec


class RejoinderWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How somebody answers what was told before him. Lower case; phrases with single blanks.

    Attributes:
        pointers: pronouns that stand for what was told ("denied *it*").
        before_pointers: what may stand before them ("*all of* this").
        determiners: what may open the noun of what was told ("*those* claims").
        figures: nouns of what was told that stand for a number ("the *figure* is wrong").
        of_whom: what leads from such a noun to who said it ("the claims *by* the union").
        links: what may stand between it and the word that says yes or no ("it *was* false", "dismissed it *as* a lie").
        fillers: what may stand around that word.
        without: what denies before a noun of truth ("*without* foundation").
        true_phrases: what is said of the truth in several words ("that is not *the case*").
        same: phrases that repeat what was told ("said *the same*").
        nothing_of: phrases that deny it ("*nothing of the sort* was decided").
        of_that_kind: the same behind a noun ("no decision *of that kind*").
        checking: verbs (base forms) of finding out whether it is so.
        unable: what turns them before the verb ("has *not been able to* establish that").
    """

    pointers: frozenset[str]
    before_pointers: frozenset[str]
    determiners: frozenset[str]
    figures: frozenset[str]
    of_whom: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    without: frozenset[str]
    true_phrases: frozenset[str]
    same: frozenset[str]
    nothing_of: frozenset[str]
    of_that_kind: frozenset[str]
    checking: frozenset[str]
    unable: frozenset[str]
