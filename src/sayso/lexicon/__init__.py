"""Word lists as curated, commented, checked data: one YAML file each, read into the shape its stage declares.

A file carries `source:` comments or fields that say where its words come from. Changing a file changes its digest, and
with it the cache key of the stages that read it, and of no others.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TypeVar

import msgspec

from sayso.errors import LexiconError

Shape = TypeVar("Shape")


def names() -> tuple[str, ...]:
    """The lexicons that the package carries, by file name without ".yml", sorted."""
    folder = resources.files(__package__)
    return tuple(sorted(f.name.removesuffix(".yml") for f in folder.iterdir() if f.name.endswith(".yml")))


def read(name: str) -> bytes:
    """The bytes of one lexicon.

    Raises:
        LexiconError: if there is no such lexicon.
    """
    try:
        return resources.files(__package__).joinpath(f"{name}.yml").read_bytes()
    except FileNotFoundError:
        raise LexiconError(f"There is no lexicon {name!r}.", f"The lexicons are: {', '.join(names())}.") from None


@cache
def load(name: str, shape: type[Shape]) -> Shape:
    """One lexicon as the given shape (a `msgspec.Struct`), its types checked and unknown keys refused.

    Raises:
        LexiconError: if the file does not fit the shape; the message names the key.
    """
    try:
        return msgspec.yaml.decode(read(name), type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise LexiconError(
            f"lexicon/{name}.yml: {error}.", f"Mend the file; its shape is {shape.__qualname__}."
        ) from error


@cache
def digest(name: str) -> str:
    """A hash of the lexicon's bytes: part of the cache key of every stage that reads it."""
    return blake2b(read(name), digest_size=8).hexdigest()
