"""What changed, and what was left out, from parent to child."""

from __future__ import annotations

from sayso.drift.compare import compare

__all__ = ["compare"]
