"""Attributions inside attributions: which stands in the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.finding import Finding


def extent(finding: Finding) -> tuple[int, int]:
    """From the first to the last character of an attribution: source, cue and content."""
    edges = [*finding.content, *((t.start, t.end) for t in (*finding.cue, *finding.source))]
    if finding.follows is not None:
        edges = list(finding.content)
    return min(s for s, _ in edges), max(e for _, e in edges)


def enclosing(findings: Sequence[Finding]) -> list[int | None]:
    """For each finding the place of the innermost finding whose content holds all of it, or None.

    One sweep over the starts with a stack of open contents; a content in pieces counts piece by piece.
    """
    pieces = sorted(
        ((start, end, place) for place, f in enumerate(findings) for start, end in f.content),
        key=lambda piece: (piece[0], -piece[1]),
    )
    wanted = sorted((*extent(f), place) for place, f in enumerate(findings))
    found: list[int | None] = [None] * len(findings)
    open_: list[tuple[int, int, int]] = []
    at = 0
    for start, end, place in wanted:
        while at < len(pieces) and pieces[at][0] <= start:
            open_.append(pieces[at])
            at += 1
        open_ = [piece for piece in open_ if piece[1] > start]
        holders = [piece for piece in open_ if piece[1] >= end and piece[2] != place]
        if holders:
            found[place] = min(holders, key=lambda piece: (piece[1] - piece[0], piece[2]))[2]
    return found
