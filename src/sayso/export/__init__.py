"""The ledger in formats that others read: one file, one row of the table per format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.export import jsonl
from sayso.ledger import Book

#: Format name -> function from a book to lines of text.
EXPORTS: dict[str, Callable[[Book], Iterator[str]]] = {
    "jsonl": jsonl.lines,
}
