"""Bytes to text: which encoding they are in, and what of the text is never let through."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sayso.records import Snapshot

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
#: Control characters (a terminal would obey ESC), marks that turn the direction of writing, invisible tags, and halves
#: of surrogate pairs, which cannot be written out again.
_HOSTILE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


class Decoded(NamedTuple):
    """A snapshot's text and how its bytes were read."""

    text: str
    encoding: str


def decode(snapshot: Snapshot) -> Decoded:
    """The snapshot's text: by its byte order mark, as UTF-8, as the page declares, and last as Windows-1252."""
    content = snapshot.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) if encoding == "utf-8" else 0 :].decode(encoding, "replace"), encoding)
    for encoding in ("utf-8", *_declared(snapshot)):
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    # What is neither UTF-8 nor declared is nearly always Windows-1252 in English text (WHATWG Encoding, table 1).
    return Decoded(content.decode("cp1252", "replace"), "windows-1252, by default")


def _declared(snapshot: Snapshot) -> list[str]:
    """The encoding that a page declares, if Python knows it as one of text."""
    found = _META_CHARSET.search(snapshot.content[:4096]) if snapshot.media_type == "text/html" else None
    if found is None:
        return []
    try:
        codec = codecs.lookup(found.group(1).decode("ascii"))
    except LookupError:
        return []
    return [codec.name] if codec._is_text_encoding else []


def harmless(text: str) -> str:
    """The text with one kind of line end and a blank for every character that only machines and terminals obey."""
    return _HOSTILE.sub(" ", _LINE_ENDS.sub("\n", text))
