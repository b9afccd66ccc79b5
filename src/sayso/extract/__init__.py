"""Snapshot to document: text, metadata with where each value came from, links."""

from __future__ import annotations

from sayso.engines.base import HtmlEngine
from sayso.records import Document, Link, Snapshot


def read(snapshot: Snapshot, *, html: HtmlEngine) -> list[Document | Link]:
    """The report as text, and its links."""
    raise NotImplementedError
