"""All that the decision table looks at for one claim, and how sources are named in its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import msgspec

from sayso.records import Correction, Dispute, Id, Origin, Refusal, Tally
from sayso.vocab import DisputeKind, Level, SourceKind, Stance

#: Sources that a sentence names before it only counts them.
MOST = 4


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody says that the claim is not confirmed or still open.

    Attributes:
        who: the holder, for showing.
        entity_id: who that is, where it is known.
        kind: what sort of source it is; None for a report in its own voice.
    """

    mention_id: Id
    doc_id: Id
    level: Level
    who: str
    entity_id: Id | None = None
    kind: SourceKind | None


class Opposition(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute with the origins that speak against the claim, and what they say instead.

    Attributes:
        account: the text of the claim that tells the other account of a contradiction.
    """

    dispute: Dispute
    by: tuple[Origin, ...]
    account: str = ""

    @property
    def denies(self) -> bool:
        """Whether it is a denial, not another account."""
        return self.dispute.kind is DisputeKind.DENIAL


class Reason(msgspec.Struct, frozen=True):
    """A plain sentence, and the ids of the records that show it."""

    text: str
    records: tuple[Id, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of who stands where on one claim.

    Attributes:
        origins: all origins of the claim, whatever their stance.
        tally: its counted interval.
        oppositions: the disputes that name it.
        corrections: the notices that name it.
        doubts: who says that it is not confirmed or still open.
        refusals: who was asked about it and said nothing.
        label: a report id for showing.
    """

    origins: Sequence[Origin]
    tally: Tally
    oppositions: Sequence[Opposition] = ()
    corrections: Sequence[Correction] = ()
    doubts: Sequence[Doubt] = ()
    refusals: Sequence[Refusal] = ()
    label: Callable[[Id], str]

    def standing(self, stance: Stance) -> list[Origin]:
        """The origins with this stance."""
        return [origin for origin in self.origins if origin.stance is stance]

    @property
    def supporters(self) -> list[Origin]:
        """The origins that support it."""
        return self.standing(Stance.SUPPORTS)

    @property
    def deniers(self) -> list[Origin]:
        """The origins that deny it, also in the words of another claim."""
        others = chain.from_iterable(opposition.by for opposition in self.oppositions if opposition.denies)
        return list({origin.id: origin for origin in (*self.standing(Stance.DENIES), *others)}.values())

    @property
    def counting_doubts(self) -> list[Doubt]:
        """The doubts of a body, a person, or one who supports the claim; a bystander's doubt counts for nothing."""
        return [doubt for doubt in self.doubts if self._counts(doubt)]

    @property
    def doubters(self) -> dict[str, list[Doubt]]:
        """The doubts that count, by who has them; one body under two names is one."""
        names: dict[str, str] = {}
        found: dict[str, list[Doubt]] = {}
        for doubt in self.counting_doubts:
            found.setdefault(names.setdefault(doubt.entity_id or doubt.who, doubt.who), []).append(doubt)
        return found

    def _counts(self, doubt: Doubt) -> bool:
        if doubt.kind in (SourceKind.ORGANISATION, SourceKind.PERSON):
            return True
        own_voice = doubt.kind is None and any(
            o.kind is SourceKind.OUTLET and doubt.doc_id in o.witnesses for o in self.supporters
        )
        return own_voice or any(doubt.who == name for o in self.supporters for name in (o.label, *o.via))


def ids(origins: Iterable[Origin]) -> tuple[Id, ...]:
    """Their ids."""
    return tuple(origin.id for origin in origins)


def named(origins: Iterable[Origin], word: str = "and") -> str:
    """Their labels, three and a number if they are many: "the mayor, a diver and 3 others"."""
    return listed((origin.label.replace(", in its own voice", " in its own voice") for origin in origins), word)


def briefly(origins: Iterable[Origin], word: str = "and") -> str:
    """The same without who is one with them: "Ada Brook" for "Ada Brook (with the county)"."""
    return listed((re.sub(r" \(with .*|, in its own voice.*", "", origin.label) for origin in origins), word)


def listed(labels: Iterable[str], word: str = "and") -> str:
    """Names as a sentence lists them, each once."""
    names = list(dict.fromkeys(labels))
    if len(names) > MOST:
        names = [*names[: MOST - 1], f"{len(names) - MOST + 1} others"]
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def verb(origins: Iterable[Origin], word: str) -> str:
    """The verb in the number of these sources: "denies" of one, "deny" of several."""
    if len({origin.label for origin in origins}) > 1:
        return word
    return word[:-1] + "ies" if word.endswith("y") else word + "s"
