"""Metadata under the names that people and tools give it, as the names that records use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Our name for a field, and the names it goes by in others' files (schema.org, RSS, CSV exports, newspaper tools).
SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "maintext", "fulltext", "plaintext"),
    "html": ("html", "rawhtml", "page"),
    "publisher": ("publisher", "source", "outlet", "sitename", "publication", "newspaper", "site"),
    "published": ("published", "publishedat", "datepublished", "publishdate", "publicationdate", "pubdate", "date"),
    "modified": ("modified", "datemodified", "updated", "updatedat", "modifiedat"),
    "url": ("url", "link", "href", "canonicalurl", "uri"),
    "title": ("title", "headline", "name"),
    "byline": ("byline", "author", "authors", "creator"),
    "language": ("language", "lang", "inlanguage"),
    # After publisher: "source" is the publisher unless that has a key of its own, as the items of a feed have.
    "taken_from": ("takenfrom", "syndicatedfrom", "syndicationsource", "originalsource", "originalpublisher", "source"),
}
#: The columns of a metadata table and the keys of a sidecar: all but the text itself.
GIVEN = tuple(field for field in SYNONYMS if field not in ("text", "html"))

#: Where an object holds the name of what it stands for: schema.org, feeds as JSON, feeds turned into JSON.
_NAMED_BY = ("name", "title", "#text", "_", "$t", "content", "value")

_LONGEST = 2_000  # code points of one value of metadata
_LONGEST_LIST = 20


def fields_of(value: Mapping[str, Any]) -> dict[str, str]:
    """The known fields of a JSON object; for each the first synonym that has a value, the rest left out."""
    by_name = {_bare(key): item for key, item in reversed(list(value.items())) if isinstance(key, str)}
    found: dict[str, str] = {}
    for field, names in SYNONYMS.items():
        texts = (_text(by_name[name], field) for name in names if name in by_name)
        if text := next((text for text in texts if text), ""):
            found[field] = text
    if found.get("taken_from") == found.get("publisher"):
        found.pop("taken_from", None)
    return found


def field_named(column: str) -> str | None:
    """Our name for a column, or None if it is none that is known."""
    bare = _bare(column)
    return next((field for field in GIVEN if bare in SYNONYMS[field]), None)


def _bare(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _text(value: Any, field: str) -> str:
    """A value as text: people and publishers may be objects with a name or title, or lists of them."""
    if isinstance(value, list):
        return ", ".join(text for item in value[:_LONGEST_LIST] if (text := _text(item, field)))
    if isinstance(value, Mapping):
        names = (value.get(key) for key in _NAMED_BY)
        return next((_text(name, field) for name in names if isinstance(name, str) and name.strip()), "")
    if not isinstance(value, str):
        return ""
    return value if field in ("text", "html") else " ".join(value[:_LONGEST].split())
