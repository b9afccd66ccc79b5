"""Every record as one JSON object a line, to the letter of docs/reference/schema.json."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ledger import Book
from sayso.store.wire import encode


def lines(book: Book) -> Iterator[str]:
    """The records of the story in the order of the work, then its ledger rows; no line breaks at the ends."""
    return (encode(record).decode() for record in book.export())
