"""Steps of an alignment over words, and how a passage is carried to the ends of its sentences."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from sayso.lineage.chains import Run
from sayso.lineage.wording import Wording
from sayso.records import EditKind

#: How far an end is carried into its sentence, in words.
REACH = 40

#: A passage that runs over the end of a sentence by so few words does so by chance ("… . The").
STRAY = 2


class Step(NamedTuple):
    """What happened to words `a1` to `a2` of one report, `b1` to `b2` of the other (half-open)."""

    op: EditKind
    a1: int
    a2: int
    b1: int
    b2: int


def steps_between(a: Wording, b: Wording, a1: int, a2: int, b1: int, b2: int) -> list[Step]:
    """The shortest edit from one stretch of words to another, equal words kept in order."""
    if a1 == a2 and b1 == b2:
        return []
    if a1 == a2 or b1 == b2:
        return [_step(False, a1, a2, b1, b2)]
    ops = Indel.opcodes(a.listed[a1:a2], b.listed[b1:b2])
    return [
        _step(op.tag == "equal", a1 + op.src_start, a1 + op.src_end, b1 + op.dest_start, b1 + op.dest_end) for op in ops
    ]


def steps_of(a: Wording, b: Wording, chain: list[Run]) -> list[Step]:
    """The runs of a chain as steps, the gaps between them aligned exactly."""
    steps: list[Step] = []
    for run in chain:
        if steps:
            steps.extend(steps_between(a, b, steps[-1].a2, run.a, steps[-1].b2, run.b))
        steps.append(Step("equal", run.a, run.a + run.length, run.b, run.b + run.length))
    return steps


def extended(a: Wording, b: Wording, steps: list[Step]) -> list[Step]:
    """The passage carried to both ends of its first and last sentence, as far as these go on alike."""
    steps = _without_strays(a, b, tidy(steps))
    return tidy([*_ahead(a, b, steps), *steps, *_behind(a, b, steps)])


def within_reach(a: Wording, b: Wording, chain: list[Run]) -> int:
    """The equal words that the chain has, and those that it may find when it is carried to the ends of its sentences.

    Small words alone carry it no further.
    """
    first, last = chain[0], chain[-1]
    left_a, left_b = _left(a, b, first.a, first.b)
    a2, b2 = last.a + last.length, last.b + last.length
    right_a, right_b = _right(a, b, a2, b2)
    ahead = _common(a, left_a, first.a, b, left_b, first.b)
    behind = _common(a, a2, right_a, b, b2, right_b)
    return sum(run.length for run in chain) + ahead + behind


def _common(a: Wording, a1: int, a2: int, b: Wording, b1: int, b2: int) -> int:
    if a1 == a2 or b1 == b2:
        return 0
    if set(a.weighty_codes_between(a1, a2)).isdisjoint(b.weighty_codes_between(b1, b2)):
        return 0
    return LCSseq.similarity(a.listed[a1:a2], b.listed[b1:b2])


def tidy(steps: list[Step]) -> list[Step]:
    """The steps with neighbours of one kind joined; a deletion beside an insertion is a replacement."""
    joined = steps[:1]
    for step in steps[1:]:
        last = joined[-1]
        if (step.op == "equal") == (last.op == "equal"):
            joined[-1] = _step(step.op == "equal", last.a1, step.a2, last.b1, step.b2)
        else:
            joined.append(step)
    return joined


def equal_words(steps: list[Step]) -> int:
    """How many words the two sides have in common."""
    return sum(step.a2 - step.a1 for step in steps if step.op == "equal")


def longer_side(steps: list[Step]) -> int:
    """The number of words of the longer side."""
    return max(steps[-1].a2 - steps[0].a1, steps[-1].b2 - steps[0].b1)


def _step(equal: bool, a1: int, a2: int, b1: int, b2: int) -> Step:
    if equal:
        return Step("equal", a1, a2, b1, b2)
    return Step("replace" if a1 < a2 and b1 < b2 else "delete" if a1 < a2 else "insert", a1, a2, b1, b2)


def _ahead(a: Wording, b: Wording, steps: list[Step]) -> list[Step]:
    """What comes before the passage in its first sentence."""
    _, a1, _, b1, _ = steps[0]
    left_a, left_b = _left(a, b, a1, b1)
    taken = _promising(a, steps_between(a, b, left_a, a1, left_b, b1)[::-1])[::-1]
    at_a, at_b = (taken[0].a1, taken[0].b1) if taken else (a1, b1)
    left_a, left_b = a.sentence_start(at_a, REACH), b.sentence_start(at_b, REACH)
    if left_a == at_a and left_b == at_b:
        return taken
    matched = min(
        min(steps[-1].a2, a.sentence_end(at_a, REACH)) - at_a, min(steps[-1].b2, b.sentence_end(at_b, REACH)) - at_b
    )
    if max(at_a - left_a, at_b - left_b) <= matched // 2:
        return [_step(False, left_a, at_a, left_b, at_b), *taken]
    return taken


def _behind(a: Wording, b: Wording, steps: list[Step]) -> list[Step]:
    """What comes after the passage in its last sentence."""
    _, _, a2, _, b2 = steps[-1]
    right_a, right_b = _right(a, b, a2, b2)
    taken = _promising(a, steps_between(a, b, a2, right_a, b2, right_b))
    at_a, at_b = (taken[-1].a2, taken[-1].b2) if taken else (a2, b2)
    right_a, right_b = a.sentence_end(at_a - 1, REACH), b.sentence_end(at_b - 1, REACH)
    if right_a == at_a and right_b == at_b:
        return taken
    matched = min(
        at_a - max(steps[0].a1, a.sentence_start(at_a - 1, REACH)),
        at_b - max(steps[0].b1, b.sentence_start(at_b - 1, REACH)),
    )
    # The rest of a sentence that is otherwise matched belongs to it: what was put in or left out there is a change.
    if max(right_a - at_a, right_b - at_b) <= matched // 2:
        return [*taken, _step(False, at_a, right_a, at_b, right_b)]
    return taken


def _left(a: Wording, b: Wording, a1: int, b1: int) -> tuple[int, int]:
    """Where the sentences begin in which two places stand.

    Where one report has made one sentence of two, the sentence before is meant.
    """
    left_a, left_b = a.sentence_start(a1, REACH), b.sentence_start(b1, REACH)
    if (left_a == a1) != (left_b == b1):
        left_a = a.sentence_start(a1 - 1, REACH) if left_a == a1 > 0 else left_a
        left_b = b.sentence_start(b1 - 1, REACH) if left_b == b1 > 0 else left_b
    return left_a, left_b


def _right(a: Wording, b: Wording, a2: int, b2: int) -> tuple[int, int]:
    """Where the sentences end in which two places stand; the sentence behind, if only one of them ends there."""
    right_a, right_b = a.sentence_end(a2 - 1, REACH), b.sentence_end(b2 - 1, REACH)
    if (right_a == a2) != (right_b == b2):
        right_a = a.sentence_end(a2, REACH) if right_a == a2 < len(a) else right_a
        right_b = b.sentence_end(b2, REACH) if right_b == b2 < len(b) else right_b
    return right_a, right_b


def _promising(a: Wording, steps: list[Step]) -> list[Step]:
    """The steps up to the place where equal words outweigh the changes most; none where they never do."""
    value = best = 0.0
    upto = 0
    for count, (op, a1, a2, b1, b2) in enumerate(steps, start=1):
        if op == "equal":
            weighty = a.weighty_words(a1, a2)
            value += 2 * weighty + 0.5 * (a2 - a1 - weighty)
            if value > best:
                best, upto = value, count
        else:
            value -= 0.5 * max(a2 - a1, b2 - b1)
    return steps[:upto]


def _without_strays(a: Wording, b: Wording, steps: list[Step]) -> list[Step]:
    """The passage without one or two words at an end that belong to another sentence, where nothing else is equal."""
    first, last = steps[0], steps[-1]
    over = max(last.a2 - a.sentence_start(last.a2 - 1, STRAY), last.b2 - b.sentence_start(last.b2 - 1, STRAY))
    if over <= STRAY and over < last.a2 - last.a1 and _goes_on(a, b, last.a2, last.b2):
        steps = [*steps[:-1], Step("equal", last.a1, last.a2 - over, last.b1, last.b2 - over)]
        first = steps[0]
    under = max(a.sentence_end(first.a1, STRAY) - first.a1, b.sentence_end(first.b1, STRAY) - first.b1)
    if under <= STRAY and under < first.a2 - first.a1:
        steps = [Step("equal", first.a1 + under, first.a2, first.b1 + under, first.b2), *steps[1:]]
    return steps


def _goes_on(a: Wording, b: Wording, a2: int, b2: int) -> bool:
    return a.sentence_end(a2 - 1, 1) > a2 or b.sentence_end(b2 - 1, 1) > b2
