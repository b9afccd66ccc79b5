"""The main text of a saved page by trafilatura (Apache-2.0), in its fast mode; nothing is fetched."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any

from trafilatura import bare_extraction

from sayso.engines.base import Extracted

#: htmldate refuses dates after "now" unless told otherwise, which would make the answer depend on the clock.
_LAST_DAY = "2100-12-31"
_NOTHING = Extracted(text="")


class Trafilatura:
    """trafilatura `fast` (F1 .962 on its own benchmark): no fallback algorithms, tables kept, readers' comments not."""

    def __init__(self) -> None:
        # It reports broken pages to its log; sayso reports them as failures.
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        logging.getLogger("htmldate").setLevel(logging.CRITICAL)
        self.name = f"trafilatura-fast@{version('trafilatura')}"

    def read(self, page: str, url: str | None) -> Extracted:
        """The main text, one paragraph a line, and the metadata it finds; empty text where it finds no main text."""
        try:
            found: Any = bare_extraction(
                page,
                url=url,
                fast=True,
                include_comments=False,
                with_metadata=True,
                date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LAST_DAY},
            )
        except (RecursionError, ValueError, TypeError, AttributeError):  # pages built to break parsers
            return _NOTHING
        if found is None:
            return _NOTHING
        return Extracted(
            text=found.text or "",
            title=found.title or None,
            byline=found.author or None,
            published=found.date or None,
            publisher=found.sitename or None,
            language=found.language or None,
        )
