"""The little fan beside a claim: many reports, few origins."""

from __future__ import annotations

import msgspec


class Fan(msgspec.Struct, frozen=True):
    """Reports as squares at the left, origins as rings at the right, lines from each report to what it may rest on.

    Attributes:
        reports: the middle of each square.
        sure: the middle of each ring that surely stands; `unsure`: of those that could be.
    """

    width: float
    height: float
    reports: tuple[float, ...]
    sure: tuple[float, ...]
    unsure: tuple[float, ...]


def fan(reports: int, at_least: int, at_most: int, *, most: int = 16) -> Fan:
    """The fan of a claim; beyond `most` reports the squares stand for all of them, the words give the number."""
    squares, rings = min(reports, most), min(at_most, 6)
    height = max(5.5 * squares, 14.0 * rings, 16.0)
    ys = tuple(height * (n + 0.5) / squares for n in range(squares))
    centres = tuple(height * (n + 0.5) / rings for n in range(rings))
    return Fan(96.0, height, ys, centres[:at_least], centres[at_least:])
