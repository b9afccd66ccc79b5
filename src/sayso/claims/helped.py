"""What a helper model may do for claims: name whom "she" means in a wording, and weigh pairs that are a toss-up.

Both are asked only where the rules are silent or undecided, and both can go wrong no further than that: a name is one
that the story knows and that the same report gives before those words; a pair moves to the edge of the undecided band,
and never across a conflict of numbers, dates, names or polarity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

import msgspec

from sayso.claims.brackets import bracketed
from sayso.claims.groups import Pair
from sayso.claims.judge import Wording
from sayso.helper import Helper, Passage, Unusable
from sayso.lexicon.roles import Roles
from sayso.records import Claim, ClaimMention, Document, Entity, Id
from sayso.text import bare, fold
from sayso.vocab import NameKind

#: A claim of which a helper model settled whether two mentions, as like as unlike, say the same.
SAME_HELPED = "claims/same-claim-helped@1"
#: A claim in whose wording a helper model named a pronoun, in square brackets, with a name from the same report.
WORDING_HELPED = "claims/wording-helped@1"
#: A claim in which a helper model did both.
BOTH_HELPED = "claims/same-claim-and-wording-helped@1"

#: How far from the threshold a pair is undecided, and how many such pairs of a story are asked about.
BAND = 0.08
MOST_PAIRS = 40
#: How many wordings of a story are asked about, those of most reports first.
MOST_WORDINGS = 60
#: Characters of the report before a claim's words in which their name is looked for.
REACH = 700
#: Words of the longest name looked for.
LONGEST_NAME = 6

_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs)\b", re.IGNORECASE)
_POINTING = re.compile(r"(?:the|this|that|these|those|such)(?: [a-z][\w’'-]*){1,3}", re.IGNORECASE)
_OPENS_WITH = re.compile(r"[\"'“‘]?(?:the|this|that|these|those|such) ((?:[a-z][\w-]*\s*){1,3})", re.IGNORECASE)
_OF_A_PERSON = frozenset({"he", "she", "him", "her", "his", "hers"})
_OF_A_THING = frozenset({"it", "its"})
_POSSESSIVE = frozenset({"his", "its", "their"})

Quotation: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `helper/prompts/wording.md`."""

    words: Quotation
    means: Quotation


class Sameness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `helper/prompts/same-claim.md`."""

    same: Literal["yes", "no", "unsure"]
    first: Quotation
    second: Quotation


# -- pairs that are a toss-up ----------------------------------------------------------------------------------------


def settled(
    wordings: Sequence[Wording], likely: Mapping[Pair, float], same: float, helper: Helper | None
) -> dict[Pair, float]:
    """The undecided pairs on which a helper model has a word, each at the edge of the band that it chose."""
    if helper is None:
        return {}
    undecided = sorted((abs(p - same), pair) for pair, p in likely.items() if abs(p - same) <= BAND)
    found: dict[Pair, float] = {}
    for _, (i, j) in undecided[:MOST_PAIRS]:
        one, other = Passage(wordings[i].gist.text), Passage(wordings[j].gist.text)
        answer = helper.ask("same-claim", Sameness, _sameness(one, other), FIRST=one, SECOND=other)
        if answer is not None:
            found[i, j] = same + BAND if answer else same - BAND
    return found


def _sameness(one: Passage, other: Passage) -> Callable[[Sameness], bool | None]:
    def read(answer: Sameness) -> bool | None:
        if answer.same == "unsure":
            return None
        one.place(answer.first)
        other.place(answer.second)
        if answer.same == "no" and fold(answer.first) == fold(answer.second):
            raise Unusable  # what is alike in both sets nothing apart
        return answer.same == "yes"

    return read


def turned(likely: Mapping[Pair, float], settled: Mapping[Pair, float], same: float) -> frozenset[int]:
    """The wordings of the pairs that a helper model moved across the threshold."""
    return frozenset(i for pair, p in settled.items() if (p >= same) != (likely[pair] >= same) for i in pair)


def signed(claim: Claim) -> Claim:
    """The claim, signed as one about which a helper model had a word on what belongs to it."""
    return msgspec.structs.replace(claim, made_by=SAME_HELPED)


# -- wordings that point elsewhere -----------------------------------------------------------------------------------


def worded(
    claims: Sequence[Claim],
    documents: Mapping[Id, Document],
    mentions: Mapping[Id, ClaimMention],
    entities: Sequence[Entity],
    roles: Roles,
    helper: Helper | None,
) -> list[Claim]:
    """The claims, with names in square brackets where a helper model knew whom a wording means."""
    if helper is None:
        return list(claims)
    names = {bare(name): entity.kind for entity in entities for name in entity.names}
    found, asked = [], 0
    for claim in claims:
        before = _before(claim, documents, mentions)
        if asked == MOST_WORDINGS or not before.text or not _points(claim.text, names, roles):
            found.append(claim)
            continue
        asked += 1
        wording = Passage(claim.text)
        text = helper.ask("wording", Meaning, _naming(claim.text, wording, before, names), CLAIM=wording, BEFORE=before)
        made_by = BOTH_HELPED if claim.made_by == SAME_HELPED else WORDING_HELPED
        found.append(msgspec.structs.replace(claim, text=text, made_by=made_by) if text else claim)
    return found


def _points(text: str, names: Mapping[str, NameKind], roles: Roles) -> bool:
    """Whether a wording begins with "the group" or the like, or has a pronoun before any name it could stand for."""
    opening = _OPENS_WITH.match(fold(text))
    if opening and not roles.people.union(roles.bodies).isdisjoint(opening[1].split()):
        return True
    pronoun = _PRONOUN.search(text)
    if pronoun is None:
        return False
    words = bare(text[: pronoun.start()]).split()
    runs = (
        " ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + LONGEST_NAME, len(words)) + 1)
    )
    return not any(run in names for run in runs)


def _before(claim: Claim, documents: Mapping[Id, Document], mentions: Mapping[Id, ClaimMention]) -> Passage:
    """What stands in the report before the mention whose words the claim's wording are."""
    span = mentions[claim.worded_by or claim.mentions[0]].span
    return Passage(documents[span.doc_id].text[max(0, span.start - REACH) : span.start].strip())


def _naming(
    text: str, wording: Passage, before: Passage, names: Mapping[str, NameKind]
) -> Callable[[Meaning], str | None]:
    def read(answer: Meaning) -> str | None:
        if not answer.words and not answer.means:
            return None
        start, end = wording.place(answer.words)
        before.place(answer.means)
        name, word = bare(answer.means), fold(answer.words)
        kind = names.get(name) or names.get(name.removeprefix("the "))
        if kind is None or name in bare(text) or not _fits(word, kind):
            raise Unusable
        return text[:start] + bracketed(answer.means, possessive=word in _POSSESSIVE) + text[end:]

    return read


def _fits(word: str, kind: NameKind) -> bool:
    """Whether such words can stand for a name of this kind."""
    if word in _OF_A_PERSON:
        return kind is NameKind.PERSON
    if word in _OF_A_THING:
        return kind is not NameKind.PERSON
    return bool(_PRONOUN.fullmatch(word) or _POINTING.fullmatch(word))
