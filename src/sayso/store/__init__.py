"""Where records are kept: `open_store` for a file, `MemoryStore` for one-off work."""

from __future__ import annotations

from pathlib import Path

from sayso.store.base import Reading, Receipt, Store, story_unit
from sayso.store.memory import MemoryStore
from sayso.store.sqlite import SqliteStore
from sayso.store.stories import of_stories

__all__ = ["MemoryStore", "Reading", "Receipt", "SqliteStore", "Store", "of_stories", "open_store", "story_unit"]


def open_store(path: Path | str, *, write: bool = False) -> SqliteStore:
    """The store in this file; made where it is to be written and does not exist.

    Raises:
        StoreError: if it does not exist, is no store, is of a newer version, is in use, or cannot be written.
    """
    return SqliteStore(Path(path), write=write)
