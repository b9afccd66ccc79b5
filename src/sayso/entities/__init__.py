"""Names joined into entities, within and across reports."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Attribution, Document, Entity, Name


def join(documents: Sequence[Document], names: Sequence[Name], attributions: Sequence[Attribution]) -> list[Entity]:
    """The entities of a story, most often named first."""
    return []
