"""What stood beside a claim in the parent and is gone in the child: caveats, denials, open questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from sayso.drift.couples import Couple, rarity_of
from sayso.drift.names import Naming
from sayso.drift.reading import Line, Reading
from sayso.drift.scene import Scene
from sayso.drift.statements import Statements
from sayso.drift.wordbook import Wordbook
from sayso.records import Attribution, Id, Question
from sayso.text import Span, fold
from sayso.vocab import Level, OmissionKind

#: Sentences to either side that count as beside.
NEAR = 2
#: Share of a denial's weighty words (by rarity) that the child must use anywhere for the denial to concern it.
TOPIC = 0.4
#: Share of the caveat's weighty words that a sentence of the child must have to carry it, if it is itself a caveat, a
#: denial or an open question; and if it is none.
CARRIED, REPEATED = 0.5, 0.65
#: The same for a denial that names the same body or person.
CARRIED_BY_NAME = 0.25


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the child left out; `span` is in the parent."""

    kind: OmissionKind
    span: Span
    claim_id: Id | None = None
    rule: str
    score: float = 0.7


def left_out(
    couples: Sequence[Couple],
    scene: Scene,
    statements: Statements,
    questions: Sequence[Question],
    sources: Sequence[Attribution],
    naming: Naming,
) -> Iterator[Left]:
    """The caveats, denials and open questions beside what the child repeats, and that it drops.

    One per sentence of the parent, or one per question where a sentence asks several.
    """
    parent, child, book = scene.parent, scene.child, scene.book
    reused = {line.index for couple in couples for line in couple.parents}
    speaking = _speakers(parent, sources, naming)
    speakers = frozenset[str]().union(*(speaking[index] for index in reused))
    denials, doubts = _carriers(child, book)
    rarity = rarity_of(parent, child)
    asked = sorted((q for q in questions if q.doc_id == parent.document.id), key=lambda q: (q.span, q.id))
    for line in parent.lines:
        if line.headline:
            continue
        inside = [q for q in asked if line.span.start <= q.span.start < line.span.end]
        same_speaker = not speakers.isdisjoint(speaking[line.index])
        for left in _of_line(line, inside, parent, statements, book):
            repeated = left.claim_id is not None and statements.stated_in(left.claim_id, child.document.id)
            if left.kind is OmissionKind.DENIAL:
                concerned = repeated or _near(line, parent, reused, 1)
                concerned = concerned or (_near(line, parent, reused) and _on_topic(line, child, rarity))
            else:
                concerned = repeated or same_speaker or _near(line, parent, reused)
            carriers = denials if left.kind is OmissionKind.DENIAL else doubts
            if concerned and not _carried(left, parent, carriers, couples, rarity, book):
                yield left


def _speakers(reading: Reading, sources: Sequence[Attribution], naming: Naming) -> Mapping[int, set[str]]:
    """For each sentence, by its place, the keys of those who speak in it."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for attribution in sources:
        key = naming.key(attribution.label)
        for span in (*attribution.source, *attribution.content):
            for line in reading.lines_in(span):
                found[line.index].add(key)
    return found


def _of_line(
    line: Line, questions: Sequence[Question], parent: Reading, statements: Statements, book: Wordbook
) -> Iterator[Left]:
    """What the sentence holds that a fair copy would keep."""
    if questions:
        for question in questions:
            span = line.span if len(questions) == 1 else question.span
            yield Left(
                kind=OmissionKind.OPEN_QUESTION,
                span=span,
                claim_id=question.claim_id,
                rule="omission/open-question@1",
                score=0.8,
            )
        return
    doc_id = parent.document.id
    claim = statements.claim_at(doc_id, line.span.start, line.span.end)
    kind = _kind(line, parent, statements, book)
    if kind is not None:
        yield Left(kind=kind, span=line.span, claim_id=claim, rule=f"omission/{kind.replace(' ', '-')}@1")


def _kind(line: Line, reading: Reading, statements: Statements, book: Wordbook) -> OmissionKind | None:
    text = fold(line.span.of(reading.text))
    levels = [level for mention in statements.over(line.span) for level in statements.levels(mention)]
    if Level.DENIED in levels or _has(text, book.caveats.denials, book):
        return OmissionKind.DENIAL
    if _has(text, book.caveats.caveats, book) and "whether" not in text:
        return OmissionKind.CAVEAT
    if _has(text, book.caveats.open_questions, book):
        return OmissionKind.OPEN_QUESTION
    if Level.NOT_CONFIRMED in levels or _has(text, book.caveats.caveats, book):
        return OmissionKind.CAVEAT
    return None


@lru_cache(maxsize=16)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One word more may stand between the words of a phrase ("not *yet* able to confirm")."""
    longest_first = sorted(phrases, key=len, reverse=True)
    loose = (r"\s(?:[a-z]+\s)?".join(map(re.escape, p.split())) for p in longest_first)
    return re.compile(r"\b(?:" + "|".join(loose) + r")\b")


def _has(text: str, phrases: tuple[str, ...], book: Wordbook) -> bool:
    return bool(_pattern(phrases).search(text)) and not _pattern(book.caveats.not_a_denial).search(text)


def _carriers(child: Reading, book: Wordbook) -> tuple[list[Line], list[Line]]:
    """The sentences of the child that could carry what was left out: a denial, or for the rest a doubt of any sort."""
    texts = [(line, fold(line.span.of(child.text))) for line in child.lines]
    caveats = book.caveats
    return (
        [line for line, text in texts if _has(text, caveats.denials, book)],
        [line for line, text in texts if any(_has(text, p, book) for p in (caveats.open_questions, caveats.caveats))],
    )


def _near(line: Line, parent: Reading, reused: set[int], reach: int = NEAR) -> bool:
    """Whether the child repeats what stands around it."""
    around = parent.lines[max(0, line.index - reach) : line.index + reach + 1]
    return any(other.index in reused and abs(other.paragraph - line.paragraph) <= 1 for other in around)


def _on_topic(line: Line, child: Reading, rarity: Mapping[str, float]) -> bool:
    total = sum(rarity.get(key, 1.0) for key in line.ordered)
    return sum(rarity.get(key, 1.0) for key in line.ordered if key in child.keys) >= TOPIC * total


def _carried(
    left: Left,
    parent: Reading,
    carriers: Sequence[Line],
    couples: Sequence[Couple],
    rarity: Mapping[str, float],
    book: Wordbook,
) -> bool:
    """Whether the child has it after all, in these or in other words; the words that deny or ask do not count."""
    units = [
        u
        for line in parent.lines_in(left.span)
        for u in line.units
        if u.weighty and left.span.start <= u.start < left.span.end
    ]
    units = [u for u in units if u.key not in book.speech and u.key not in book.negations]
    if not units:
        return False
    total = sum(rarity.get(u.key, 1.0) for u in units)
    for line in carriers:
        shared = [u for u in units if u.key in line.keys]
        denied_by_the_same = left.kind is OmissionKind.DENIAL and any(u.kind == "name" for u in shared)
        enough = CARRIED_BY_NAME if denied_by_the_same else CARRIED
        if sum(rarity.get(u.key, 1.0) for u in shared) >= enough * total:
            return True
    places = {u.start for u in units}
    for couple in couples:
        kept = sum(ours.start in places for ours, _ in couple.alignment.weighty)
        if kept >= REPEATED * len(units):
            return True
    return False
