"""The one codec: records to JSON and back, types checked on the way in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec

from sayso.records import RECORDS, Record

R = TypeVar("R", bound=Record)

_encoder = msgspec.json.Encoder()


def encode(record: Record) -> bytes:
    """The record as one line of JSON, `type` first."""
    return _encoder.encode(record)


@cache
def _decoder(kind: type[Record]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decode(body: bytes, kind: type[R]) -> R:
    """The record that a line of JSON holds.

    Raises:
        msgspec.ValidationError: if the line is no record of this type.
    """
    record: R = _decoder(kind).decode(body)
    return record


def decode_any(body: bytes) -> Record:
    """The record that a line of JSON holds, its type read from its tag."""
    tag = msgspec.json.decode(body, type=_Tag).type
    if tag not in RECORDS:
        raise msgspec.ValidationError(f"there is no record type {tag!r}")
    return decode(body, RECORDS[tag])


class _Tag(msgspec.Struct):
    type: str


def digest(records: Iterable[Record]) -> str:
    """A hash of the records in their order: equal if and only if their lines are."""
    return digest_of_lines(map(encode, records))


def digest_of_lines(lines: Iterable[bytes]) -> str:
    """The digest of records that are lines of JSON already."""
    hashed = blake2b(digest_size=16)
    for line in lines:
        hashed.update(line)
        hashed.update(b"\n")
    return hashed.hexdigest()
