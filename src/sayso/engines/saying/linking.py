"""From segments to attributions: every content to its cue, every cue to its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.engines.saying.labels import Role, Segment
from sayso.engines.saying.pairs import Page
from sayso.engines.saying.sheet import Sheet
from sayso.engines.trees import Forest
from sayso.syntax import Parse


class Linker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two forests, and from which chance on a pair is believed.

    Attributes:
        says: (cue, content): that the content is what the cue introduces.
        said_by: (cue, source): that the source is the cue's.
        least_source: below this chance a cue has no source.
        least_piece: below this chance a content without quotation marks does not join another that its cue is surer of.
        shared: from this chance on a cue without a content of its own takes one that another cue has.
    """

    says: Forest
    said_by: Forest
    least_source: float = 0.15
    least_piece: float = 0.6
    shared: float = 0.5


class Linked(msgspec.Struct, frozen=True, order=True):
    """One attribution in segments."""

    cue: Segment
    source: tuple[Segment, ...]
    content: tuple[Segment, ...]
    score: float


def link(linker: Linker, parse: Parse, sheet: Sheet, segments: Sequence[Segment]) -> list[Linked]:
    """The attributions that these segments make up, in the order of their cues; a cue without content makes none."""
    if len({s.role for s in segments} & {Role.CUE, Role.CONTENT}) < 2:
        return []
    page = Page(parse, sheet, segments)
    contents = _contents(page, linker)
    sources = _best(*_scored(page, Role.SOURCE, linker.said_by))
    made = []
    for cue in page.by_role[Role.CUE]:
        if cue not in contents:
            continue
        source, chance = sources.get(cue, (None, 0.0))
        named = (source,) if source is not None and chance >= linker.least_source else ()
        made.append(Linked(cue, named, tuple(sorted(s for s, _ in contents[cue])), max(c for _, c in contents[cue])))
    return made


def _contents(page: Page, linker: Linker) -> dict[Segment, list[tuple[Segment, float]]]:
    pairs, chances = _scored(page, Role.CONTENT, linker.says)
    best_cue: dict[Segment, tuple[float, Segment]] = {}
    for (cue, content), chance in zip(pairs, chances, strict=True):
        if content not in best_cue or chance > best_cue[content][0]:
            best_cue[content] = (float(chance), cue)
    made: dict[Segment, list[tuple[Segment, float]]] = defaultdict(list)
    surest = _best(pairs, chances)
    for content, (chance, cue) in best_cue.items():
        # A quotation is somebody's words: better with its likeliest speaker than lost.
        if chance >= linker.least_piece or content == surest[cue][0] or page.is_quoted(content):
            made[cue].append((content, chance))
    for cue, (content, chance) in _best(pairs, chances).items():
        if cue not in made and chance >= linker.shared:
            made[cue].append((content, chance))
    return made


def _scored(page: Page, role: Role, forest: Forest) -> tuple[list[tuple[Segment, Segment]], list[float]]:
    pairs, rows = page.described(role)
    return pairs, forest.chances(rows).tolist()


def _best(pairs: Sequence[tuple[Segment, Segment]], chances: Sequence[float]) -> dict[Segment, tuple[Segment, float]]:
    """For each cue its likeliest other segment."""
    best: dict[Segment, tuple[Segment, float]] = {}
    for (cue, other), chance in zip(pairs, chances, strict=True):
        if cue not in best or chance > best[cue][1]:
            best[cue] = (other, float(chance))
    return best
