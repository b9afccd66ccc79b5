"""The questions, one file each under prompts/: what is asked never stands in code, and has a version."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from importlib import resources

import msgspec

from sayso.errors import TableError

_FILE = re.compile(r"<!-- (?P<name>[a-z-]+), version (?P<version>\d+) -->\n+(?P<text>.+)", re.DOTALL)


class Prompt(msgspec.Struct, frozen=True):
    """One question.

    Attributes:
        name: the file's, without ".md".
        version: raised when the words change.
        text: what the model is told before it is shown the texts.
        digest: of the words, so that a change is noticed though the version was forgotten.
    """

    name: str
    version: int
    text: str
    digest: str

    @property
    def signature(self) -> str:
        """Name and version, as records have them."""
        return f"{self.name}@{self.version}"


def names() -> tuple[str, ...]:
    """The questions that the package carries, sorted."""
    folder = resources.files(__package__).joinpath("prompts")
    return tuple(sorted(file.name.removesuffix(".md") for file in folder.iterdir() if file.name.endswith(".md")))


@cache
def prompt(name: str) -> Prompt:
    """The question of this name.

    Raises:
        TableError: if the file does not begin with its name and version.
    """
    written = resources.files(__package__).joinpath("prompts", f"{name}.md").read_text("utf-8")
    found = _FILE.fullmatch(written)
    if found is None or found["name"] != name:
        raise TableError(f"helper/prompts/{name}.md does not begin with its name and version.")
    digest = blake2b(written.encode(), digest_size=8).hexdigest()
    return Prompt(name, int(found["version"]), found["text"].strip(), digest)


@cache
def fingerprint() -> str:
    """What the questions are, in one line: part of the cache key of every stage that asks them."""
    return " ".join(f"{prompt(name).signature}:{prompt(name).digest}" for name in names())
