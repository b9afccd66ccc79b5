"""Attributions inside attributions: which stands in the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.finding import Finding, Stretch


def enclosing(findings: Sequence[Finding]) -> list[int | None]:
    """For each finding the place of the innermost finding whose content holds all of it, or None.

    Source, cue and content must each lie in some piece of the outer content. One sweep over the starts, with the
    contents that are still open; of two findings that hold each other's words, the one with more content is outer.
    """
    anchors = {f.anchor.i: place for place, f in enumerate(findings)}
    pieces = [_pieces(f) for f in findings]
    hulls = [(f.content[0][0], f.content[-1][1]) for f in findings]
    opening = sorted(range(len(findings)), key=lambda place: hulls[place])
    found: list[int | None] = [None] * len(findings)
    open_: list[int] = []
    at = 0
    for place in sorted(range(len(findings)), key=lambda p: pieces[p][0][0]):
        finding, start = findings[place], pieces[place][0][0]
        while at < len(opening) and hulls[opening[at]][0] <= start:
            open_.append(opening[at])
            at += 1
        open_ = [o for o in open_ if hulls[o][1] > start]
        if finding.inside is not None and anchors.get(finding.inside) not in {None, place}:
            found[place] = anchors[finding.inside]
            continue
        holders = [o for o in open_ if o != place and _holds(findings[o].content, pieces[place])]
        # Of the citing and the cited, whose words are the same, the cited is the nearer.
        found[place] = min(holders, key=lambda o: (_length(findings[o]), findings[o].inside is None, o), default=None)
    return _without_circles(found)


def _pieces(finding: Finding) -> list[Stretch]:
    """Where an attribution stands: source, cue and content, in order."""
    named = () if finding.follows is not None else (*finding.cue, *finding.source)
    return sorted([*finding.content, *((t.start, t.end) for t in named)])


def _holds(content: Sequence[Stretch], pieces: Sequence[Stretch]) -> bool:
    return all(any(start <= s and e <= end for start, end in content) for s, e in pieces)


def _length(finding: Finding) -> int:
    return sum(end - start for start, end in finding.content)


def _without_circles(outer: list[int | None]) -> list[int | None]:
    """The same, each chain cut where it would come back to itself."""
    safe: list[int | None] = list(outer)
    for place in range(len(safe)):
        seen = {place}
        at = place
        while (above := safe[at]) is not None:
            if above in seen:
                safe[at] = None
                break
            seen.add(above)
            at = above
    return safe
