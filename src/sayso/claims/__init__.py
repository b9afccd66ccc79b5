"""Which stretches are claims, and which of them are the same claim."""

from __future__ import annotations

from sayso.claims.cluster import cluster
from sayso.claims.detect import detect

__all__ = ["cluster", "detect"]
