"""What is known about a report besides its text, and where each value came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

import msgspec

from sayso.extract.decode import harmless
from sayso.extract.when import published
from sayso.text import squeeze

#: No title or name is longer; what a page puts there beyond it is cut off.
LONGEST = 500
#: Places that put the site's name into the title.
_WITH_SITE = ("opengraph", "page element", "json-ld")


_BY = re.compile(r"(?:written |words |story )?by:? (?=\S)", re.IGNORECASE)


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """One place's answers; None where it is silent."""

    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    taken_from: str | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The answers taken, and for each the place it came from."""

    values: Metadata
    provenance: dict[str, str]


def first(places: Iterable[tuple[str, Metadata]]) -> Found:
    """For each field the first place that answers it, places in the order of trust."""
    values: dict[str, str] = {}
    provenance: dict[str, str] = {}
    for place, metadata in places:
        for field in metadata.__struct_fields__:
            value = squeeze(harmless(unescape(getattr(metadata, field) or "")))[:LONGEST].rstrip()
            if field == "byline":
                value = value[found.end() :] if (found := _BY.match(value)) else value
            if value and field not in values:
                values[field], provenance[field] = value, place
    return Found(values=Metadata(**values), provenance=provenance)


def given(values: dict[str, str]) -> Metadata:
    """What came with the report from outside, as metadata. Dates that are none are left to the next place."""
    known = {field: values[field] for field in Metadata.__struct_fields__ if field in values}
    for field in known.keys() & {"published", "modified"}:
        known[field] = published(known[field]) or ""
    return Metadata(**known)


def without_site(found: Found) -> Found:
    """The same, the title without the name of the site behind it ("Dam breaks | The Courier")."""
    title, publisher = found.values.title, found.values.publisher
    if not title or not publisher or found.provenance["title"] not in _WITH_SITE:
        return found
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, _, tail = title.rpartition(mark)
        if head and tail.casefold() in publisher.casefold():
            return msgspec.structs.replace(found, values=msgspec.structs.replace(found.values, title=head.strip()))
    return found
