"""sayso: on whose say-so? Who stands behind each claim in a pile of reports.

>>> from sayso import analyse
>>> book = analyse(["clips/"], meta="clips/meta.csv")
>>> [(row.text, row.status, row.origins_at_least, row.origins_at_most) for row in book.rows]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.analysis import analyse
    from sayso.ledger import Book
    from sayso.store import open_store

__version__ = "0.1.0"
__all__ = ["Book", "analyse", "open_store"]

#: Where the public names live. They are imported when first asked for: `sayso --help` must not load a parser.
_HOMES = {"analyse": "sayso.analysis", "Book": "sayso.ledger", "open_store": "sayso.store"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
