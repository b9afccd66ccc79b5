"""The kinds of file that hold reports, and the function that reads each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from sayso.ingest import feeds
from sayso.ingest.failures import failure
from sayso.ingest.fields import fields_of
from sayso.records import Failure

#: Bytes of one report. The longest news pages, scripts and all, are some 10 MB.
LARGEST = 20 * 1024 * 1024
#: How much of a file is looked at to tell text from anything else.
_LOOKED_AT = 64 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read, and its path as the user named it."""

    path: Path
    shown: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one report and the metadata that its own file gives, which is of this kind: "json", "feed"."""

    path: str
    media_type: str
    content: bytes
    given: dict[str, str] = {}
    given_by: str = "json"

    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()


Reader = Callable[[File], Iterator[Report | Failure]]


def _whole(media_type: str) -> Reader:
    """A reader of files that hold one report."""

    def read(file: File) -> Iterator[Report | Failure]:
        content = _content(file)
        if isinstance(content, Failure):
            yield content
        elif not content or content.isspace():
            yield failure(file.shown, f"{file.shown} is empty.", "Save the report again, or leave the file out.")
        elif _is_binary(content):
            yield _binary(file.shown)
        else:
            yield Report(path=file.shown, media_type=media_type, content=content)

    return read


def _json(file: File) -> Iterator[Report | Failure]:
    """The report of a .json file, or those of its list: "pile.json#2" is the second."""
    content = _content(file)
    if isinstance(content, Failure):
        yield content
        return
    try:
        value = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError) as error:
        yield failure(
            file.shown, f"{file.shown} is not JSON: {error}.", "Mend it, or save the report as .txt or .html."
        )
        return
    if isinstance(value, list):
        if not value:
            yield failure(file.shown, f"{file.shown} holds an empty list.", "Save the reports again.")
        for number, item in enumerate(value, start=1):
            yield from_json(f"{file.shown}#{number}", item)
    else:
        yield from_json(file.shown, value)


def _json_lines(file: File) -> Iterator[Report | Failure]:
    """One report a line of a .jsonl file: "pile.jsonl#3" is the third line. Blank lines are passed over."""
    found = False
    try:
        with file.path.open("rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                report = from_line(file.shown, number, line)
                if report is not None:
                    found = True
                    yield report
    except OSError as error:
        yield _unreadable(file.shown, error)
        return
    if not found:
        yield failure(file.shown, f"{file.shown} is empty.", "Save the reports again, or leave the file out.")


def _feed(file: File) -> Iterator[Report | Failure]:
    """One report an item of an RSS or Atom feed: "feed.xml#3" is the third."""
    content = _content(file)
    if isinstance(content, Failure):
        yield content
        return
    found = feeds.items(content)
    if found is None:
        yield failure(file.shown, f"{file.shown} is no RSS or Atom feed.", "Save its report as .txt or .html.")
        return
    number = 0
    for number, item in enumerate(found, start=1):
        path = f"{file.shown}#{number}"
        text = (item.html or item.text).encode("utf-8", "replace")
        if text:
            media_type = "text/html" if item.html else "text/plain"
            yield Report(path=path, media_type=media_type, content=text, given=item.given, given_by="feed")
        else:
            yield failure(path, f"{path} has a title only.", "Save the page that it leads to, or leave it out.")
    if not number:
        yield failure(file.shown, f"{file.shown} is a feed without items.", "Save it again, or leave it out.")


#: How a file of each kind is read. Third parties may not change it; a new kind is a function and a row.
READERS: dict[str, Reader] = {
    ".txt": _whole("text/plain"),
    ".md": _whole("text/markdown"),
    ".html": _whole("text/html"),
    ".htm": _whole("text/html"),
    ".json": _json,
    ".jsonl": _json_lines,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
}

_TOO_LARGE = "Split it: a report is one text, not an archive or a dump."


def _megabytes() -> str:
    return f"{LARGEST // 1024 // 1024} MB"


def _content(file: File) -> bytes | Failure:
    """The file's bytes; a file over `LARGEST` is not read at all."""
    try:
        with file.path.open("rb") as stream:
            size = file.path.stat().st_size
            content = stream.read(size + 1) if size <= LARGEST else b""
    except OSError as error:
        return _unreadable(file.shown, error)
    if max(size, len(content)) > LARGEST:
        return failure(file.shown, f"{file.shown} is over {_megabytes()}.", _TOO_LARGE)
    return content


def _unreadable(shown: str, error: OSError) -> Failure:
    return failure(shown, f"{shown} cannot be read: {error.strerror or error}.", "Check its permissions.")


def _binary(shown: str) -> Failure:
    return failure(shown, f"{shown} is not text.", "Save the report as plain text or as a web page, in UTF-8.")


def _is_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding that is read: zero bytes, or too many control characters."""
    if content.startswith(_UTF16):
        return False
    looked_at = content[:_LOOKED_AT]
    controls = len(looked_at) - len(looked_at.translate(None, _CONTROL))
    return b"\0" in looked_at or controls > len(looked_at) * 0.02


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one longer than `LARGEST`, which is passed over without being held."""
    while line := stream.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
        yield None


def from_line(shown: str, number: int, line: bytes | None) -> Report | Failure | None:
    """The report on one line of a .jsonl file; None for a blank line. A line over `LARGEST` may be given as None.

    Args:
        shown: the file's path as the user named it.
        number: the line's, from 1.
        line: its bytes.
    """
    path = f"{shown}#{number}"
    if line is None or len(line) > LARGEST:
        return failure(path, f"Line {number} of {shown} is over {_megabytes()}.", _TOO_LARGE)
    if not line.strip(b" \t\r\n\xef\xbb\xbf"):
        return None
    try:
        return from_json(path, msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, RecursionError) as error:
        return failure(path, f"Line {number} of {shown} is not JSON: {error}.", "Mend or remove the line.")


def from_json(path: str, value: Any) -> Report | Failure:
    """The report that a JSON object holds: its text or page, and its metadata under any of their names."""
    if not isinstance(value, dict):
        return failure(path, f"{path} is not a JSON object.", 'Write one object a report: {"text": …, "publisher": …}.')
    fields = fields_of(value)
    media_type = "text/html" if fields.get("html") else "text/plain"
    content = (fields.pop("html", "") or fields.get("text", "")).encode("utf-8", "replace")
    fields.pop("text", None)
    if not content.strip():
        return failure(path, f'{path} has neither "text" nor "html".', "Give the report under one of these keys.")
    if len(content) > LARGEST:
        return failure(path, f"{path} is over {_megabytes()}.", _TOO_LARGE)
    if _is_binary(content):
        return _binary(path)
    return Report(path=path, media_type=media_type, content=content, given=fields)
