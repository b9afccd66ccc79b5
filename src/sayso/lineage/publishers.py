"""What the outlet of a report is called, by its publisher, its address or its copyright."""

from __future__ import annotations

import re

from sayso.lexicon.outlets import Outlets
from sayso.records import Document

#: "© 2031 The Ostran Herald", "Copyright Meridian 2031."
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\b(?i:copyright))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*)?"
    r"(?P<name>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,4})"
)


def own_names(document: Document, outlets: Outlets) -> tuple[str, ...]:
    """What the report's own outlet is called: its publisher; failing that, whose its address or its copyright is."""
    if document.publisher:
        by_domain = None if " " in document.publisher else outlet_of_address(f"//{document.publisher}", outlets)
        return (by_domain or document.publisher,)
    by_address = outlet_of_address(document.url, outlets)
    if by_address is not None:
        return (by_address,)
    claimed = {match["name"] for match in _COPYRIGHT.finditer(document.text)}
    return tuple(sorted(claimed))


def outlet_of_address(url: str | None, outlets: Outlets) -> str | None:
    """The usual name of the outlet whose site this is, or None where the lexicon does not know it."""
    outlet = outlets.at(url)
    return outlet.name if outlet is not None else None
