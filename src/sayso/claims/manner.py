"""How a predicate is put: as a fact, a possibility, a plan, a duty, hearsay; as a yes or a no.

Two predicates of one sentence that are put in different manners are two claims: nobody has said for certain that "the
dam leaked and *may have flooded* the valley".
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.lexicon.hedges import Hedges
from sayso.lexicon.kinds import Kinds
from sayso.syntax import Parse, Token
from sayso.vocab import Level

#: Levels at which a verb itself puts the infinitive below it; at others only its passive does ("*is said* to leak").
_BY_ITSELF = frozenset({Level.PLANNED, Level.PROBABLE})


class Manner(msgspec.Struct, frozen=True):
    """How a predicate is put.

    Attributes:
        level: the level that its hedge gives it, None for a plain statement.
        duty: whether it says what ought to be.
        negated: whether it says no.
    """

    level: Level | None
    duty: bool
    negated: bool


def manner(parse: Parse, predicate: Token, hedges: Hedges, kinds: Kinds) -> Manner:
    """How a verb is put by what hangs on it, and by itself where it colours an infinitive."""
    children = parse.children(predicate)
    return Manner(
        level=next(_levels(parse, predicate, hedges), None),
        duty=any(c.tag == "MD" and c.lemma in kinds.duty for c in children),
        negated=any(c.dep == "neg" for c in children),
    )


def _levels(parse: Parse, predicate: Token, hedges: Hedges) -> Iterator[Level]:
    children = parse.children(predicate)
    for child in children:
        word = child.text.lower()
        if child.dep == "aux" and word in hedges.modal:
            yield hedges.modal[word]
        elif child.dep == "advmod" and word in hedges.adverb:
            yield hedges.adverb[word]
        elif child.dep in ("acomp", "oprd") and child.lemma in hedges.adjective and _leads(parse, child, predicate):
            yield hedges.adjective[child.lemma]
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in children)
    level = hedges.verb.get(predicate.lemma)
    if level is not None and _leads(parse, predicate) and (passive or level in _BY_ITSELF):
        yield level


def _leads(parse: Parse, *words: Token) -> bool:
    """Whether an infinitive or a clause hangs on one of the words."""
    return any(parse.child(word, "xcomp", "ccomp") is not None for word in words)
