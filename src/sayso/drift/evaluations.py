"""Quoted words of judgement beside those that the parent quoted ("convincing" now beside "conclusive")."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.drift.reading import Line, Reading, Unit
from sayso.drift.scene import Change, Scene
from sayso.vocab import DriftKind, Severity

#: A quotation of at most so many units is a quoted word, not a statement.
QUOTED_WORD = 3


def added_beside(scene: Scene) -> Iterator[Change]:
    """Quoted words that the child sets beside a quoted word of the parent about the same matter.

    A sentence of the child and one of the parent that share a quoted word and another weighty word speak of the same
    thing; what else the child quotes there was not among the words that the parent quoted.
    """
    theirs = [(line, words) for line in scene.parent.lines if (words := _quoted_words(line, scene.parent))]
    known = {unit.key for _, words in theirs for unit in words} | scene.parent.keys
    for line in scene.child.lines:
        words = _quoted_words(line, scene.child)
        anchor = next((a for other, quoted in theirs if (a := _anchor(line, words, other, quoted))), None)
        if anchor is None:
            continue
        for unit in words:
            if unit.key not in known:
                yield _change(anchor, unit, scene)


def _quoted_words(line: Line, reading: Reading) -> list[Unit]:
    """The weighty units of the sentence that stand in quotations of a word or two."""
    found = []
    for start, end in reading.quotations_from(line.span.start, line.span.end):
        if end <= line.span.end:
            inside = [u for u in line.units if start <= u.start and u.end <= end]
            if 0 < len(inside) <= QUOTED_WORD:
                found += [u for u in inside if u.weighty]
    return found


def _anchor(line: Line, words: list[Unit], other: Line, quoted: list[Unit]) -> Unit | None:
    """The parent's quoted word that both quote, where the sentences share another weighty word."""
    keys = {unit.key for unit in words}
    shared = next((unit for unit in quoted if unit.key in keys), None)
    if shared is None or len(line.keys & other.keys) < 2:
        return None
    return shared


def _change(anchor: Unit, unit: Unit, scene: Scene) -> Change:
    steps = scene.book.strength(anchor.key, unit.key)
    if steps is not None and steps > 0:
        return Change(
            kind=DriftKind.INTENSITY,
            before=(anchor,),
            after=(unit,),
            rule="intensity/stronger-quoted-word@1",
            severity=Severity.MEDIUM,
            score=0.8,
        )
    return Change(
        kind=DriftKind.ADDED_FACT,
        before=(anchor,),
        after=(unit,),
        rule="added/quoted-word@1",
        severity=Severity.MEDIUM,
        score=0.7,
    )
