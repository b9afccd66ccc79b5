"""Headlines: they say again, in fewer words, what the opening of their own report says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.claims.groups import Pair
from sayso.claims.judge import Wording
from sayso.claims.places import by_report
from sayso.records import ClaimMention, Document, Id
from sayso.text import squeeze

#: Paragraphs of the opening: a headline is about what stands in them.
OPENING = 4

#: The title stands among so many first lines of a report.
FIRST = 3

#: A headline that is less likely than this to say the same as any statement of the opening says something of its own.
#: Of thirty marked headlines (tests/claims/gold/dev and our stories) that were likelier, twenty-four said it.
LEAST = 0.05


def statements_repeated(
    wordings: Sequence[Wording],
    documents: Mapping[Id, Document],
    mentions: Mapping[Id, ClaimMention],
    look: Callable[[int, int], float],
    in_conflict: Callable[[int, int], bool],
) -> dict[int, int]:
    """For the wordings of headlines the wording of the opening that says the same most likely, if any is likely.

    Args:
        wordings: those of the story.
        documents: its reports, by id.
        mentions: its mentions, by id.
        look: the probability that two wordings (smaller, larger) are one claim.
        in_conflict: whether two wordings can never be one.
    """
    place = {mention: i for i, held in enumerate(wordings) for mention in held.mentions}
    openings: dict[int, set[int]] = defaultdict(set)
    for headline, opening in _openings(documents, [m for m in mentions.values() if m.id in place]):
        openings[place[headline]].update(place[m] for m in opening)
    found: dict[int, int] = {}
    for i, others in sorted(openings.items()):
        pairs = [(min(i, j), max(i, j)) for j in sorted(others) if j != i and j not in openings]
        likely = [(look(*pair), pair) for pair in pairs if not in_conflict(*pair)]
        best, (a, b) = max(likely, default=(0.0, (i, i)))
        if best >= LEAST:
            found[i] = b if a == i else a
    return found


def without_headlines(likely: Mapping[Pair, float], repeated_by: Mapping[int, int]) -> dict[Pair, float]:
    """The judged pairs without headlines: what a headline shares with others, the statement it repeats shares too."""
    kept: dict[Pair, float] = {}
    for (i, j), p in likely.items():
        a, b = repeated_by.get(i, i), repeated_by.get(j, j)
        if a != b:
            pair = min(a, b), max(a, b)
            kept[pair] = max(p, kept.get(pair, 0.0))
    return kept


def with_headlines(groups: Sequence[Sequence[int]], repeated_by: Mapping[int, int]) -> list[list[int]]:
    """The groups with each headline in that of the statement it repeats."""
    repeated: dict[int, list[int]] = defaultdict(list)
    for headline, statement in repeated_by.items():
        repeated[statement].append(headline)
    kept = ([i for i in group if i not in repeated_by] for group in groups)
    return [sorted([*group, *(h for i in group for h in repeated.get(i, ()))]) for group in kept if group]


def _openings(documents: Mapping[Id, Document], mentions: Sequence[ClaimMention]) -> Iterator[tuple[Id, list[Id]]]:
    """The mentions of each title, with those of the opening of its report."""
    for doc_id, held in by_report(mentions).items():
        lines = _lines(documents[doc_id])
        title = squeeze(documents[doc_id].title or "")
        at = next((n for n, (_, _, line) in enumerate(lines[:FIRST]) if line == title), None)
        opening = [] if at is None else lines[at + 1 : at + 1 + OPENING]
        if at is None or not opening:
            continue
        start, end, _ = lines[at]
        following = [m.id for m in held if opening[0][0] <= m.span.start < opening[-1][1]]
        for mention in held:
            if start <= mention.span.start < end:
                yield mention.id, following


def _lines(document: Document) -> list[tuple[int, int, str]]:
    """The lines of a report that are not empty: where they begin and end, and their words."""
    lines, at = [], 0
    for line in document.text.split("\n"):
        if line.strip():
            lines.append((at, at + len(line), squeeze(line)))
        at += len(line) + 1
    return lines
